"""A project's plan: the curve, milestones with their slip, every change of plan with its cell."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import trace_url
from dashboard.blocks import earned, picture_words
from dashboard.charts import plan_curve
from dashboard.components import Column, Foot, card, data_table, graph, link
from dashboard.filters import View
from dashboard.queries import plans
from dashboard.rows import records
from dashboard.shell import page_is_narrow, page_theme

WHATS = {
    "planned_start": "Planned start",
    "planned_end": "Planned finish",
    "milestones": "Milestones",
    "budget": "Approved budget",
    "currency": "Currency",
}


def curve_card(view: View, project_id: str, known: pd.DataFrame) -> Component | None:
    """Plans and reported work over time, and what follows for the finish or why nothing does; None without a plan.

    `known`: the project's rows up to the period shown, oldest first.
    """
    now, steps = known.iloc[-1], plans.plan_steps(view, project_id)
    lines = _lines(now, steps)
    told = known[known["last_period"] == known["at_period"]]
    reported = pd.DataFrame(
        {
            "day": told["at_date"],
            "progress_pct": told["progress_pct"],
            "href": [
                trace_url(view, "project", project_id, "progress_mean", period=p) for p in told["at_period"]
            ],
        }
    )
    figure = (
        plan_curve(lines, reported, page_theme(), now["at_date"], page_is_narrow()) if len(lines) else None
    )
    said = earned.part(plans.earned_schedule(view, project_id), now) if audience.may("ratings") else None
    if figure is None and said is None:
        return None
    drawn = graph(figure, f"{_title(now)}. {_sub(now)}") if figure is not None else None
    picture = [part for part in (drawn, said) if part is not None]
    foot = _foot(view, project_id, now, reported)
    told = ["ratings"] if said is not None else []
    told += ["attention"] if audience.may("attention") and not pd.isna(now["planned_pct"]) else []
    foot = replace(foot, for_whom=picture_words.for_whom(*told))
    return card(_title(now), _sub(now), picture, foot, 12, "plan")


def _lines(now: pd.Series, steps: pd.DataFrame) -> pd.DataFrame:
    """The lines of the chart: kind, day, planned_pct; a straight line between the dates where no milestone is dated."""
    dated = steps[steps["due"].notna() & steps["weight"].notna()]
    starts = {"baseline": now["baseline_start"], "current": now["planned_start"]}
    made = [
        _line(kind, starts[kind], part["due"].tolist(), part["reached_pct"].tolist())
        for kind, part in dated.groupby("kind", sort=False)
    ]
    if len(made) == 2 and made[0].drop(columns="kind").reset_index(drop=True).equals(
        made[1].drop(columns="kind").reset_index(drop=True)
    ):
        made = [line for line in made if line["kind"].iloc[0] == "current"]
    if not made and not (pd.isna(now["planned_start"]) or pd.isna(now["planned_end"])):
        made = [_line("assumed", now["planned_start"], [now["planned_end"]], [100.0])]
    return pd.concat(made) if made else pd.DataFrame(columns=["kind", "day", "planned_pct"])


def _line(kind: str, start: object, days: list[object], pcts: list[float]) -> pd.DataFrame:
    first = [] if labels.is_missing(start) else [start]
    return pd.DataFrame(
        {"kind": kind, "day": [*first, *days], "planned_pct": [*([0.0] if first else []), *pcts]}
    )


def _title(now: pd.Series) -> str:
    if pd.isna(now["slippage_pts"]) or not audience.may("attention"):
        return "Work done and plan" if not pd.isna(now["progress_pct"]) else "Plan"
    points = abs(float(now["slippage_pts"]))
    side = "behind" if now["slippage_pts"] < 0 else "ahead of"
    return f"{labels.number(points)} points {side} plan" if points >= 0.5 else "On plan, to the point"


def _sub(now: pd.Series) -> str:
    if not pd.isna(now["planned_pct"]):
        if not audience.may("attention"):
            return "Work done, as reported, and the plan by the due dates of its milestones"
        actual = labels.points(now["progress_pct"])
        return (
            f"Planned by {labels.date(now['last_date'])}: {labels.points(now['planned_pct'])}; done: {actual}"
        )
    if not pd.isna(now["assumed_planned_pct"]):
        return "No milestones are dated: the plan is a straight line that we assume, and it calls nobody late"
    return "Work done, as reported"


def _foot(view: View, project_id: str, now: pd.Series, reported: pd.DataFrame) -> Foot:
    is_against = audience.may("attention") and not pd.isna(now["slippage_pts"])
    figure = "slippage" if is_against else "progress_mean"
    has_figure = not pd.isna(now["progress_pct"]) and bool(now["is_listed"])
    rows = reported.assign(report=reported["day"])
    columns = [Column("report", "Data date", "date"), Column("progress_pct", "Work done", "points", "href")]
    table = data_table(rows, columns, "Work done by report")
    trace = trace_url(view, "project", project_id, figure) if has_figure else None
    told = (f"Plan as carried to {view.period}", "planned: weight of the milestones due by then")
    said = picture_words.of_project(view, str(now["title"]), str(now["city_name"]))
    return Foot(told, trace, table, picture=f"plan-{project_id}", said=said)


def milestones_card(view: View, project_id: str) -> Component | None:
    """Milestones with first and present due date, when done, and the slip in days; None where none is named."""
    rows = plans.milestones(view, project_id)
    if rows.empty:
        return None
    shown = rows.assign(
        slip=[_slip(row) for row in records(rows)],
        first=rows["baseline_due"].where(rows["baseline_due"] != rows["due"]),
        place=[f"{r.sheet}!{r.due_cell}" for r in rows.itertuples()],
        href=[f"/submissions/{n}" if audience.may("files") else None for n in rows["submission_id"]],
    )
    moved = shown["first"].notna().any()
    columns = [
        Column("milestone", "Milestone"),
        Column("weight", "Weight", "points"),
        *([Column("first", "First due", "date")] if moved else []),
        Column("due", "Due", "date"),
        Column("done", "Done", "date"),
        *([Column("slip", "Slip")] if audience.may("attention") else []),
        Column("place", "Cell of the due date", "text", "href"),
    ]
    table = html.Div(data_table(shown, columns, "Milestones"), className="scroll")
    return card(_met(rows), _next(rows), table, None, 12, "milestones")


def _slip(row: dict[str, object]) -> str:
    days = row["slip_days"]
    if labels.is_missing(days):
        return ""
    count = int(float(str(days)))
    if labels.is_missing(row["done"]):
        return f"{labels.counted(count, 'day')} so far"
    return (
        "on the day"
        if not count
        else f"{labels.counted(abs(count), 'day')} {'late' if count > 0 else 'early'}"
    )


def _met(rows: pd.DataFrame) -> str:
    due = rows[rows["is_due_in_period"].fillna(False)]
    done = f"{int(rows['done'].notna().sum())} of {labels.counted(len(rows), 'milestone')} done"
    if not audience.may("attention"):
        return done
    if due.empty:
        return f"{done}; none was due since the report before"
    due = due[due["is_hit"].notna()]
    if due.empty:
        return f"{done}; of those due since the report before nothing is reported yet"
    hits = int(due["is_hit"].fillna(False).sum())
    return f"{done}; {hits} of {len(due)} due since the report before {'was' if hits == 1 else 'were'} met on time"


def _next(rows: pd.DataFrame) -> str:
    ahead = rows[rows["next_number"].notna() & (rows["next_number"] <= 3)].sort_values("next_number")
    names = [f"{r.milestone} ({labels.date(r.due)})" for r in ahead.itertuples()]
    return f"Next: {labels.joined(names)}" if names else "Nothing more is due after the data date"


def ledger_card(view: View, project_id: str) -> Component | None:
    """Every change of plan, oldest first, from the first plan on; None where no plan was given."""
    rows = plans.plan_ledger(view, project_id)
    if rows.empty:
        return None
    changes = int((rows["kind"] == "change").sum())
    body = [_entry(row) for row in records(rows)]
    heads = ("Report", "Part of the plan", "From", "To", "Moved", "Reason given", "Cell")
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in heads]))
    table = html.Table([head, html.Tbody(body)], className="plain data-table ledger")
    title = f"The plan changed {_times(changes)}" if changes else "The first plan still holds"
    sub = "First plan and every change, with the cell that told it; the first plan is never overwritten"
    return card(title, sub, html.Div(table, className="scroll"), None, 12, "ledger")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{labels.in_words(count)} times"


def _entry(row: dict[str, object]) -> html.Tr:
    may_open = audience.may("files")
    named = str(row["file"]) if may_open else labels.MISSING
    place = named if labels.is_missing(row["cell"]) else f"{row['sheet']}!{_short(row['cell'])}"
    cell = link(place, f"/submissions/{row['submission_id']}" if may_open else None)
    reason = "" if labels.is_missing(row["reason"]) else str(row["reason"])
    first = "first plan" if row["kind"] == "baseline" else _shown(row, "from_value")
    texts = [WHATS[str(row["what"])], first, _shown(row, "to_value"), _moved(row), reason]
    heads = ("Part of the plan", "From", "To", "Moved", "Reason given")
    cells = [html.Td(text, **{"data-label": head}) for text, head in zip(texts, heads, strict=True)]
    return html.Tr(
        [html.Th(str(row["period"]), scope="row"), *cells, html.Td(cell, **{"data-label": "Cell"})]
    )


def _short(cells: object) -> str:
    parts = str(cells).split(", ")
    return parts[0] if len(parts) == 1 else f"{parts[0]}:{parts[-1]}"


def _shown(row: dict[str, object], name: str) -> str:
    value = row[name]
    if labels.is_missing(value):
        return ""
    if row["what"] in ("planned_start", "planned_end"):
        return labels.date(value)
    if row["what"] == "budget":
        return labels.number(float(str(value)))
    if row["what"] == "milestones":
        lines = str(value).split("\n")
        return (
            f"{labels.counted(len(lines), 'milestone')}, last due {labels.date(lines[-1].split(' · ')[-1])}"
        )
    return str(value)


def _moved(row: dict[str, object]) -> str:
    if not labels.is_missing(row["moved_days"]):
        days = int(float(str(row["moved_days"])))
        return f"{labels.counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    if not labels.is_missing(row["milestones_changed"]):
        return f"{int(float(str(row['milestones_changed'])))} changed"
    return ""
