"""How far and against which plan: shown only where reports give a percent, milestones or dates."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard import labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.components import Column, Foot, card, data_table
from dashboard.queries import figures

ROWS = 20


def distribution_card(context: Context, axis: str, key: str, span: int = 6) -> Component | None:
    """How many projects stand at each tenth of the way, and how many do not say; None where nobody says."""
    bins = figures.progress_bins(context.view)
    known = bins.dropna(subset=["from_pct"])
    said = int(known["projects"].sum())
    if not said or not context.now["progress_n"] or said == int(context.now["completed"]):
        return None
    silent = int(bins["projects"].sum()) - said
    counts = {int(r.from_pct): int(r.projects) for r in known.itertuples()}
    title = f"{labels.counted(said, 'project')} {'says' if said == 1 else 'say'} how far the work is"
    sub = "Projects by work done, in tenths; completed counts as 100 % unless reported otherwise"
    foot = Foot(
        (context.source, f"{labels.number(said)} of {labels.number(said + silent)} projects"),
        trace=trace_url(context.view, axis, key, "progress_mean"),
        **files(context.view, "progress"),
    )
    return card(title, sub, _bars(counts, silent), foot, span, "distribution")


def _bars(counts: dict[int, int], silent: int) -> Component:
    top = max([*counts.values(), silent, 1])
    columns = [
        _column(f"{start}–{start + 10}", counts.get(start, 0), top, "bar") for start in range(0, 100, 10)
    ]
    columns.append(_column("not given", silent, top, "bar none"))
    return html.Div(columns, className="hist")


def _column(words: str, count: int, top: int, name: str) -> Component:
    bar = html.Div(
        className=name, style={"height": f"{round(count / top * 110)}px"}, **{"aria-hidden": "true"}
    )
    return html.Div([html.Div(labels.number(count), className="n"), bar, html.Div(words, className="x")])


def slippage_card(context: Context, axis: str, key: str, span: int = 6) -> Component | None:
    """The open projects farthest from their plan, either side; None where no project has dated milestones."""
    rows = figures.slippage(context.view, ROWS)
    if rows.empty:
        return None
    total, behind, ahead = (int(rows[name].iloc[0]) for name in ("total", "behind", "ahead"))
    shown = rows.assign(href=[member_url(context.view, "project", p) for p in rows["project_id"]])
    with_plan = labels.counted(total, "open project")
    title = f"Of {with_plan} with milestones, {labels.number(behind)} are more than 10 points behind plan"
    sub = f"Actual − planned at the data date; {labels.number(ahead)} are more than 10 points ahead. "
    sub += f"The {len(rows)} farthest from their plan"
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
        Column("progress_pct", "Actual", "points"),
        Column("planned_pct", "Planned", "points"),
        Column("slippage_pts", "Points behind (−) or ahead", "number"),
    ]
