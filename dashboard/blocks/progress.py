"""How far and against which plan: shown only where reports give a percent, milestones or dates."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import cells_url, files, member_url, trace_url
from dashboard.blocks import compare
from dashboard.blocks.context import Context
from dashboard.charts.progress import plan_and_actual
from dashboard.components import Column, Foot, card, data_table, graph, link
from dashboard.filters import View
from dashboard.queries import figures, spread
from dashboard.rows import records
from dashboard.shell import page_theme

ROWS = 10


def distribution_card(context: Context, axis: str, key: str, span: int = 6) -> Component | None:
    """How many projects stand at each tenth of the way, and how many do not say; None where nobody says."""
    bins = figures.progress_bins(context.view)
    known = bins.dropna(subset=["from_pct"])
    said = int(known["projects"].sum())
    if not said or not context.now["progress_n"] or said == int(context.now["completed"]):
        return None
    silent = int(bins["projects"].sum()) - said
    counts = {int(r.from_pct): int(r.projects) for r in known.itertuples()}
    told = labels.counted(said, "project", words=True)
    title = labels.sentence(f"{told} {'says' if said == 1 else 'say'} how far the work is")
    sub = "Projects by work done, in tenths; completed counts as 100 % unless reported otherwise"
    foot = Foot(
        (context.source, f"{labels.number(said)} of {labels.number(said + silent)} projects"),
        trace=trace_url(context.view, axis, key, "progress_n"),
        picture="progress-in-tenths",
        **files(context.view, "progress"),
    )
    spread_of = spread.progress(context.view, "network")
    picture = [
        _bars(context.view, (axis, key), counts, silent),
        _quarters(context.view, (axis, key), spread_of),
    ]
    return card(title, sub, picture, foot, span, "distribution")


def _bars(view: View, member: tuple[str, str], counts: dict[int, int], silent: int) -> Component:
    top = max([*counts.values(), silent, 1])
    columns = [
        _column(
            f"{start}–{start + 10}",
            counts.get(start, 0),
            top,
            "bar",
            trace_url(view, *member, f"progress_bin_{start}"),
        )
        for start in range(0, 100, 10)
    ]
    columns.append(
        _column("not given", silent, top, "bar none", trace_url(view, *member, "progress_not_given"))
    )
    return html.Div(columns, className="hist")


def _quarters(view: View, member: tuple[str, str], rows: pd.DataFrame) -> Component | str:
    """The spread in a sentence whose numbers lead to their cells."""
    if rows.empty or rows["spread_n"].iloc[0] < compare.FEWEST:
        return ""
    row = rows.iloc[0]
    low, middle, high = (
        link(labels.points(row[figure], 0), trace_url(view, *member, figure))
        for figure in ("progress_q1", "progress_q2", "progress_q3")
    )
    return html.P(
        ["A quarter stand at ", low, " or below, half at ", middle, ", a quarter at ", high, " or above."],
        className="note",
    )


def plan_card(context: Context, axis: str, key: str, span: int = 6) -> Component | None:
    """Planned and actual of the same projects at every report; None with fewer than two dates that have both."""
    rows = spread.plan(context.view)
    if len(rows) < 2:
        return None
    points = rows.assign(
        address=[cells_url(context.view, axis, key, "plan_actual", period=p) for p in rows["at_period"]],
        plan_address=[
            cells_url(context.view, axis, key, "plan_planned", period=p) for p in rows["at_period"]
        ],
        n_address=[trace_url(context.view, axis, key, "slippage_n", period=p) for p in rows["at_period"]],
    )
    drawing = plan_and_actual(points, page_theme(), planned_url="plan_address", actual_url="address")
    last = rows.iloc[-1]
    gap = float(last["plan_actual"] - last["plan_planned"])
    title = f"Work done is {labels.against_plan(gap)} in {last['at_period']}"
    sub = "Mean of the listed projects with dated milestones and a percent; planned: weight of the milestones due"
    said = "; ".join(
        f"{r['at_period']}: planned {labels.points(r['plan_planned'], 0)}, actual {labels.points(r['plan_actual'], 0)}"
        for r in records(rows)
    )
    foot = Foot(
        (context.source, f"{labels.counted(last['plan_n'], 'project')} in {last['at_period']}"),
        trace=cells_url(context.view, axis, key, "plan_actual"),
        table=data_table(points.iloc[::-1], _plan_columns(), "Planned and actual at each report"),
        picture="planned-and-actual",
    )
    picture = graph(drawing, f"{title}. {said}", "plan-curve", is_painted=True)
    return card(title, sub, picture, foot, span, "plan-card")


def _plan_columns() -> list[Column]:
    return [
        Column("at_period", "Report"),
        Column("plan_planned", "Planned", "points", "plan_address"),
        Column("plan_actual", "Actual", "points", "address"),
        Column("plan_n", "Projects", "number", "n_address"),
    ]


def _column(words: str, count: int, top: int, name: str, href: str) -> Component:
    bar = html.Div(
        className=name, style={"height": f"{round(count / top * 110)}px"}, **{"aria-hidden": "true"}
    )
    number = link(labels.number(count), href if count else None, class_name="quiet")
    return html.Div([html.Div(number, className="n"), bar, html.Div(words, className="x")])


def slippage_card(context: Context, axis: str, key: str, span: int = 12) -> Component | None:
    """The open projects farthest from their plan, either side; None where none has dated milestones."""
    if not audience.may("attention"):
        return None
    rows = figures.slippage(context.view, ROWS)
    if rows.empty:
        return None
    total, behind, ahead = (int(rows[name].iloc[0]) for name in ("total", "behind", "ahead"))
    shown = rows.assign(
        href=[member_url(context.view, "project", p) for p in rows["project_id"]],
        **{
            f"{name}_href": [trace_url(context.view, "project", p, figure) for p in rows["project_id"]]
            for name, figure in (
                ("actual", "progress_mean"),
                ("planned", "planned_mean"),
                ("gap", "slippage"),
            )
        },
    )
    with_plan = labels.counted(total, "open project", words=True)
    verb = "is" if behind == 1 else "are"
    title = (
        f"Of {with_plan} with milestones, {labels.in_words(behind)} {verb} more than 10 points behind plan"
    )
    sub = f"Actual − planned at the data date; {labels.in_words(ahead)} {'is' if ahead == 1 else 'are'} more than "
    sub += "10 points ahead"
    sub += f". The {len(rows)} farthest from their plan" if total > len(rows) else ""
    foot = Foot(
        (context.source, "planned: weight of the milestones due by the data date"),
        trace=trace_url(context.view, axis, key, "slippage"),
        **files(context.view, "slippage"),
    )
    return card(title, sub, data_table(shown, _columns(), "Actual against planned"), foot, span, "slippage")


def _columns() -> list[Column]:
    return [
        Column("title", "Project", "text", "href"),
        Column("city_name", "City"),
        Column("status", "Status", "status"),
        Column("progress_pct", "Actual", "points", "actual_href"),
        Column("planned_pct", "Planned", "points", "planned_href"),
        Column("slippage_pts", "Points behind (−) or ahead", "number", "gap_href"),
    ]
