"""Members of an axis side by side on one scale: shares of their own lists over time, spread, plan, money.

In the order of their code list, never by size. What has no inputs is left out.
"""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.blocks.picture_words import for_whom
from dashboard.blocks.status import NAMES, none_of
from dashboard.components import (
    Column,
    Foot,
    Lean,
    Moment,
    Panel,
    Range,
    card,
    data_table,
    folded,
    key,
    lean_table,
    multiples,
    range_table,
)
from dashboard.filters import View
from dashboard.queries import figures, spread
from dashboard.rows import records

FEWEST = 3  # projects with a percent from which quartiles say something
LONG = 20  # lines from which a table is folded under its finding


def multiples_card(context: Context, axis: str, span: int = 12) -> Component | None:
    """A panel a member: the shares of its own list by status in each report."""
    rows = _until(context, figures.history(context.view, axis))
    rows = rows[rows["key"] != "not_stated"]
    if rows["at_period"].nunique() < 2 or not rows["projects"].sum():
        return None
    panels = [_panel(context.view, axis, code, part) for code, part in rows.groupby("key", sort=False)]
    heights = f"Share of each {NAMES[axis][1]}'s own list by status, one column a report on its true date"
    sub = f"{heights}; every panel has the same height, whatever the length of the list"
    picture = [key(labels.used_statuses(records(rows))), multiples(panels)]
    foot = Foot(
        (context.source, context.coverage),
        picture=f"{axis}-over-time",
        **files(context.view, "history", by=axis),
    )
    return card(_multiples_title(context, axis, rows), sub, picture, foot, span, f"{axis}-multiples")


def _until(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    at = context.view.at
    kept = rows[rows["at_date"] <= pd.Timestamp(at.data_date)] if at else rows.iloc[0:0]
    return kept.sort_values(["sort_order", "name", "at_date"], kind="stable")


def _multiples_title(context: Context, axis: str, rows: pd.DataFrame) -> str:
    """`Seven of the 38 cities have completed projects; four had in 2024`."""
    counts = rows[rows["completed"] > 0].groupby("at_period").size()
    now = rows[rows["at_period"] == context.view.period]
    having, listing = int(counts.get(context.view.period, 0)), int((now["projects"] > 0).sum())
    listed = labels.counted(listing, NAMES[axis][1], words=True)
    if not having:
        return f"No completed project yet in the {listed} with a list"
    before = counts.get(context.view.compare)
    is_told = before is not None and int(before) != having
    tail = f"; {labels.in_words(before)} had in {context.view.compare}" if is_told else ""
    if listing == 1:
        return f"The one {NAMES[axis][1]} with a list has completed projects{tail}"
    head = "all" if having == listing else f"{labels.in_words(having)} of the"
    return labels.sentence(f"{head} {listed} {'has' if having == 1 else 'have'} completed projects{tail}")


def _panel(view: View, axis: str, code: str, rows: pd.DataFrame) -> Panel:
    moments = [
        Moment(
            str(row["at_period"]),
            row["at_date"],
            row,
            trace_url(view, axis, code, "projects", period=row["at_period"]),
            bool(axis == "city" and labels.count_of(row, "stale_cities")),
        )
        for row in records(rows)
    ]
    return Panel(str(rows["name"].iloc[0]), member_url(view, axis, code), moments, none_of(view))


def spread_card(context: Context, axis: str, span: int = 12) -> Component | None:
    """Quartiles of progress by member; None where too few projects say how far they are."""
    rows = _named(context, axis, spread.progress(context.view, axis))
    rows = rows[rows["spread_n"] >= FEWEST]
    if (
        len(rows) < 2
        or not context.now["progress_n"]
        or context.now["progress_n"] <= context.now["completed"]
    ):
        return None
    ranges = [_range(context.view, axis, row) for row in records(rows)]
    title = f"In the middle {NAMES[axis][1]}, half of the projects stand below "
    title += labels.points(rows["progress_q2"].median(), 0)
    sub = "Work done, projects not cancelled; completed counts as 100 % unless reported otherwise. "
    sub += "Bar: the middle half; tick: the median; line: lowest to highest"
    foot = Foot(
        (context.source, f"{NAMES[axis][2]} with {FEWEST} or more projects that give a percent"),
        picture=f"progress-by-{axis}",
        **files(context.view, "status", by=axis),
    )
    table = range_table(ranges, NAMES[axis][0], f"Spread of progress by {NAMES[axis][1]}")
    return card(title, sub, fold_long(table, len(ranges), NAMES[axis][1]), foot, span, f"{axis}-spread")


def fold_long(table: Component, count: int, noun: str) -> Component:
    """The table; one with many lines is opened by the reader."""
    return folded(f"Show {labels.counted(count, noun)}", table) if count > LONG else table


def _named(context: Context, axis: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with names, in the order of the axis."""
    order = context.at(axis)[["key", "name", "sort_order"]]
    merged = order.merge(rows, on="key", how="inner")
    return merged.assign(name=[labels.sentence(str(n)) for n in merged["name"]])


def _range(view: View, axis: str, row: dict[str, object]) -> Range:
    code = str(row["key"])
    names = ("progress_q1", "progress_q2", "progress_q3")
    values = {column: float(str(row[column])) for column in (*names, "progress_min", "progress_max")}
    return Range(
        name=str(row["name"]),
        href=member_url(view, axis, code),
        ends=(values["progress_min"], values["progress_max"]),
        quarters=(values["progress_q1"], values["progress_q2"], values["progress_q3"]),
        shown=[(labels.number(values[column]), trace_url(view, axis, code, column)) for column in names],
        count=(labels.number(row["spread_n"]), trace_url(view, axis, code, "progress_n")),
        whole=labels.number(row["spread_of"]),
    )


def lean_card(context: Context, axis: str, span: int = 12) -> Component | None:
    """Mean points behind or ahead of plan by member, for those who may ask about it; None without plans."""
    rows = context.at(axis)
    rows = rows[rows["slippage_n"] > 0]
    if len(rows) < 2 or not audience.may("attention"):
        return None
    leans = [_lean(context.view, axis, row) for row in records(rows)]
    behind = int((rows["slippage"] < -10).sum())
    noun = labels.plural(len(rows), NAMES[axis][1])
    count = labels.in_words(behind) if behind else "none"
    title = f"{count} of the {labels.in_words(len(rows))} {noun} {'are' if behind > 1 else 'is'} "
    title = labels.sentence(f"{title}more than 10 points behind plan")
    sub = "Mean of actual − planned over the projects with dated milestones and a percent; "
    sub += "plans that we assumed are left out"
    foot = Foot(
        (context.source,),
        picture=f"plan-by-{axis}",
        for_whom=for_whom("attention"),
        **files(context.view, "status", by=axis),
    )
    table = lean_table(leans, NAMES[axis][0], f"Points behind or ahead of plan by {NAMES[axis][1]}")
    return card(title, sub, table, foot, span, f"{axis}-plan")


def _lean(view: View, axis: str, row: dict[str, object]) -> Lean:
    code = str(row["key"])
    return Lean(
        name=labels.sentence(str(row["name"])),
        href=member_url(view, axis, code),
        value=float(str(row["slippage"])),
        shown=(labels.signed(row["slippage"], 1), trace_url(view, axis, code, "slippage")),
        count=(labels.number(row["slippage_n"]), trace_url(view, axis, code, "slippage_n")),
    )


def money_card(context: Context, axis: str, span: int = 12) -> Component | None:
    """Budget and money spent by member, a line a currency; only for those who may see money, and where there is any."""
    rows = _named(context, axis, spread.money(context.view, axis))
    if rows.empty:
        return None
    shown = _money_rows(context.view, axis, rows)
    currencies = rows["currency"].nunique()
    given = int(rows["budget_n"].sum())
    head = f"{labels.counted(given, 'project', words=True)} {'gives' if given == 1 else 'give'} a budget"
    title = labels.sentence(f"{head}, in {labels.counted(currencies, 'currency', words=True)}")
    sub = "Approved budget and money spent in full units; each currency by itself, never added up. "
    sub += "Spent: of the projects that also give a budget. By budget: a larger budget weighs more"
    foot = Foot((context.source, f"of {labels.number(context.now['projects'])} projects"))
    table = html.Div(data_table(shown, _money_columns(axis), "Budget and spent"), className="scroll money")
    return card(title, sub, fold_long(table, len(shown), "budget line"), foot, span, f"{axis}-money")


def _money_rows(view: View, axis: str, rows: pd.DataFrame) -> pd.DataFrame:
    codes = list(zip(rows["key"].astype(str), rows["currency"].str.lower(), strict=True))
    return rows.assign(
        href=[member_url(view, axis, k) if axis != "network" else None for k, _ in codes],
        budget_href=[trace_url(view, axis, k, f"budget_{c}") for k, c in codes],
        spent_href=[trace_url(view, axis, k, f"spent_{c}") for k, c in codes],
        share=[s / b if b else None for s, b in zip(rows["spent"], rows["budget_of_spent"], strict=True)],
        of=[f"{n} of {w}" for n, w in zip(rows["budget_n"], rows["money_of"], strict=True)],
        spent_of=[f"{n} of {w}" for n, w in zip(rows["spent_n"], rows["budget_n"], strict=True)],
        progress_href=[trace_url(view, axis, k, f"progress_by_budget_{c}") for k, c in codes],
        progress_of=[
            f"{n} of {w}" for n, w in zip(rows["progress_by_budget_n"], rows["budget_n"], strict=True)
        ],
        slippage_href=[
            None if labels.is_missing(s) else trace_url(view, axis, k, f"slippage_by_budget_{c}")
            for (k, c), s in zip(codes, rows["slippage_by_budget"], strict=True)
        ],
        slippage_by_budget=[labels.signed(s) for s in rows["slippage_by_budget"]],
    )


def _money_columns(axis: str) -> list[Column]:
    first = [Column("name", NAMES[axis][0], "text", "href")] if axis != "network" else []
    return [
        *first,
        Column("currency", "Currency"),
        Column("budget", "Budget", "number", "budget_href"),
        Column("of", "Given by", "number_text", "budget_href"),
        Column("spent", "Spent", "number", "spent_href"),
        Column("spent_of", "Spent given by", "number_text", "spent_href"),
        Column("share", "Spent, of budget", "percent", "spent_href"),
        Column("progress_by_budget", "Progress by budget (%)", "number", "progress_href"),
        Column("progress_of", "Progress given by", "number_text", "progress_href"),
        Column("slippage_by_budget", "Points behind or ahead, by budget", "number_text", "slippage_href"),
    ]
