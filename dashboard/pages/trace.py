"""Where a number comes from: the cells behind a figure, and how they make it."""

from __future__ import annotations

import pandas as pd
from dash import register_page
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import AXIS_PATHS, export_url, member_url, trace_url
from dashboard.blocks import made_of
from dashboard.components import Column, Fact, crumbs, data_table, empty_state, facts, link
from dashboard.filters import View
from dashboard.queries import figures, frame
from dashboard.rows import records
from dashboard.shell import NotFound, Page, guarded, known_on_words
from etl.figures import AXES, Figure, named

PATH = "/trace"
NOT_STATED = "not stated"  # the member of the projects whose report names none; it has no page
ROWS = 200


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    asked = {name: view.extra.get(name, default) for name, default in _defaults().items()}
    axis, key, figure = asked["by"], asked["key"], named(asked["figure"])
    if axis not in AXES or figure is None or not audience.shows_cells(figure.name):
        raise NotFound("There is no such figure. Choose a number on a page and follow its link.")
    rows = figures.trace(view, axis, key, figure.name)
    name = _name(view, axis, key, rows)
    known = figures.history(view, axis)
    row = made_of.own_row(view, known, key)
    value = made_of.given(figure, rows, row)
    title = f"{figure.label}, {name}: {made_of.shown(figure, value)}"
    made = made_of.how(figure, rows, value)
    text = f"For {view.period}, reports accepted by {known_on_words(view)}. {made}"
    why = made_of.why_none(figure, value, row, view.period)
    table = _table(view, rows, asked) if len(rows) else _nothing(why)
    at_each = _at_each(view, figure, axis, key, known)
    body = tuple(p for p in (_facts(view, figure), at_each, table) if p is not None)
    crumb = crumbs(("Where this number comes from", None))
    return Page(view, PATH, title, text, body, crumb, section="trace", extra=asked)


def _defaults() -> dict[str, str]:
    return {"by": "network", "key": frame.meta().get("code", ""), "figure": "projects"}


def _name(view: View, axis: str, key: str, rows: pd.DataFrame) -> str:
    if axis == "network":
        return frame.meta().get("name", key)
    if axis == "project":
        return str(rows["title"].iloc[0]) if len(rows) else key
    return NOT_STATED if key == "not_stated" else view.options.label(axis, key)


def _facts(view: View, figure: Figure) -> Component:
    told = [Fact("Selection", view.sentence()), Fact("Defined in", f"section {figure.section} of the method")]
    return html.Div(facts(told), className="trace-facts")


def _at_each(view: View, figure: Figure, axis: str, key: str, rows: pd.DataFrame) -> Component | None:
    """The same figure at every report, each leading to its own cells; None where it is known at fewer than two."""
    if figure.name not in rows:
        return None
    own = rows[(rows["key"] == key) & rows[figure.name].notna()].sort_values("at_date")
    if figure.name in labels.STATUSES and figure.name != "not_stated":
        own = own[own["projects"] > own["not_stated"]]  # where no status is stated, none is known to be zero
    if len(own) < 2:
        return None
    items = [
        html.Li(
            [
                f"{period} ",
                link(made_of.shown(figure, value), trace_url(view, axis, key, figure.name, period=period)),
            ]
        )
        for period, value in zip(own["at_period"].astype(str), own[figure.name], strict=True)
    ]
    return html.Nav([html.Span("At each report: "), html.Ul(items)], id="history", className="history",
                    **{"aria-label": "The same figure at each report"})  # fmt: skip


def _nothing(why: str) -> Component:
    return empty_state("No cell makes this figure for this period and selection.", why)


def _table(view: View, rows: pd.DataFrame, asked: dict[str, str]) -> Component:
    text = view.extra.get("page", "1")
    number = int(text) if text.isdecimal() and 0 < len(text) < 6 else 1
    start = (max(number, 1) - 1) * ROWS
    ordered = rows.iloc[start : start + ROWS]
    may_open = audience.may("files")
    shown = ordered.assign(
        href=[_home(view, r) for r in records(ordered)],
        file_href=[
            f"/submissions/{int(s)}" if may_open and not labels.is_missing(s) else None
            for s in ordered["submission_id"]
        ],
        when=[labels.date(v) for v in ordered["at"]],
        city=["" if labels.is_missing(c) else view.options.label("city", str(c)) for c in ordered["city_id"]],
    )
    columns = [
        c for c in _columns() if audience.shows(c.field) and (c.field != "when" or audience.may("clocks"))
    ]
    table = html.Div(data_table(shown, columns, "Cells behind the figure"), className="scroll typed-table")
    return html.Div([table, _pager(view, asked, max(number, 1), len(rows))])


def _home(view: View, row: dict[str, object]) -> str | None:
    """The page of the project or city; none where the row names none."""
    project = row["project_id"]
    if labels.is_missing(project) and labels.is_missing(row["city_id"]):
        return None
    axis, key = ("city", row["city_id"]) if labels.is_missing(project) else ("project", project)
    return member_url(view, axis, str(key))


def _columns() -> list[Column]:
    return [
        Column("title", "Project", "text", "href"),
        Column("city", "City"),
        Column("file", "File", "text", "file_href"),
        Column("sheet", "Sheet"),
        Column("cell", "Cell"),
        Column("field", "Field"),
        Column("typed", "Typed"),
        Column("stored", "Read as"),
        Column("rule", "How it was read"),
        Column("who", "Sent by"),
        Column("when", "Counted from"),
        Column("contributes", "Counts", "number"),
    ]


def _pager(view: View, asked: dict[str, str], number: int, total: int) -> Component:
    parts: list[Component] = []
    if total > ROWS:
        end = min(number * ROWS, total)
        parts.append(
            html.Span(
                f"{labels.number((number - 1) * ROWS + 1)}–{labels.number(end)} of {labels.number(total)}"
            )
        )
        if number > 1:
            parts.append(link("Earlier", view.url(PATH, **asked, page=number - 1)))
        if end < total:
            parts.append(link("Next", view.url(PATH, **asked, page=number + 1)))
    parts.append(html.A("CSV of all", href=export_url(view, "trace", **asked)))
    if asked["by"] in AXIS_PATHS and asked["key"] != "not_stated":
        parts.append(link("Back to its page", member_url(view, asked["by"], asked["key"])))
    return html.Nav(parts, className="pager", **{"aria-label": "Pages of the list"})


register_page(__name__, path=PATH, title="Where this number comes from", layout=layout)
