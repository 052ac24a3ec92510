"""The projects grid: its tools (grouping, columns, conditions, links to take away), the grid itself, its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dash_ag_grid as dag
from dash import dcc
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import member_url
from dashboard.blocks.grid_columns import changed, definitions, filter_model
from dashboard.clocks import entry
from dashboard.components import link
from dashboard.filters import View
from dashboard.queries import grid
from dashboard.queries.grid import Column, Shown
from dashboard.rows import records

PATH = "/projects"
GRID, VIEW = "projects-grid", "projects-view"
TOOLS = {"type": "projects-tools"}  # a live part of the page: its content follows the headings of the grid
_BLOCK = 100  # rows that are fetched at once
_OPS = {"~": "has", "!~": "has not", "=": "is", "!=": "is not", "^": "begins with", "$": "ends with", "?": "is blank",
        "!?": "is not blank", ">": "above", ">=": "from", "<": "below", "<=": "up to"}  # fmt: skip
_THEME = (
    "themeQuartz.withParams({backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', "
    "headerTextColor: 'var(--grey-1)', headerBackgroundColor: 'var(--paper)', headerFontWeight: 600, "
    "accentColor: 'var(--accent)', borderColor: 'var(--hair)', oddRowBackgroundColor: 'var(--paper)', "
    "rowHoverColor: 'var(--panel)', fontFamily: 'inherit', fontSize: 14, wrapperBorder: false, "
    "columnBorder: false, wrapperBorderRadius: 0, borderRadius: 2, cellHorizontalPadding: 10, "
    "placeholderTextColor: 'var(--grey-2)', textColor: 'var(--ink)', inputBackgroundColor: 'var(--paper)', "
    "inputBorder: '1px solid var(--grey-3)', subtleTextColor: 'var(--grey-2)'})"
)


def tools(view: View, shown: Shown, total: int) -> list[Component]:
    """One line: how many are shown, group by, columns, conditions that are set, and the ways to keep or take away."""
    return [
        html.Span(f"{labels.counted(total, 'project')} shown", role="status"),
        _groups(view, shown),
        _columns(view, shown),
        *[_chip(view, shown, n) for n in range(len(shown.where))],
        html.Span(className="divide"),
        link("Link to this view", url(view, shown, period=view.period)),
        *(html.A(words, href=_export(view, shown, kind)) for kind, words in _FILES.items()),
    ]


_FILES = {"xlsx": "Excel", "csv": "CSV", "parquet": "Parquet"}


def url(view: View, shown: Shown, **changes: object) -> str:
    """The address that shows the same."""
    return view.url(PATH, **shown.address(), **changes)


def _export(view: View, shown: Shown, kind: str) -> str:
    """A file of exactly what is shown: its columns, order, groups and conditions."""
    cols = ",".join(c.name for c in shown.columns())
    return view.url(f"/export/projects.{kind}", **{**shown.address(), "cols": cols})


def _groups(view: View, shown: Shown) -> Component:
    known = grid.columns()
    items = [entry("No groups", url(view, replace(shown, group="")), not shown.group)]
    items += [
        entry(known[name].label, url(view, replace(shown, group=name)), shown.group == name)
        for name in grid.GROUPS
    ]
    now = known[shown.group].label if shown.group else "none"
    return _menu("group", "Group by", now, bool(shown.group), items)


def _columns(view: View, shown: Shown) -> Component:
    names = [c.name for c in shown.columns()]
    items: list[Component] = []
    for column in grid.columns().values():
        if column.name != "title":
            cols = [n for n in names if n != column.name]
            cols = cols if column.name in names else [*names, column.name]
            items.append(
                entry(column.label, url(view, replace(shown, cols=tuple(cols))), column.name in names)
            )
    first = entry("The usual columns", url(view, replace(shown, cols=())), not shown.cols)
    return _menu("columns", "Columns", str(len(names)), bool(shown.cols), [first, *items])


def _menu(name: str, words: str, value: str, is_set: bool, items: list[Component]) -> Component:
    head = html.Summary([f"{words} ", html.B(value, className="on" if is_set else "")])
    return html.Details([head, html.Div(items, className="choices")], className="f menu", id=f"menu-{name}")


def _chip(view: View, shown: Shown, number: int) -> Component:
    condition = shown.where[number]
    rest = shown.where[:number] + shown.where[number + 1 :]
    label = grid.columns()[condition.column].label
    words = f"{label} {_OPS[condition.op]} {condition.value}".strip()
    cross = html.Span("×", **{"aria-hidden": "true"})
    away = html.Span(", remove", className="vh")
    return link([words, cross, away], url(view, replace(shown, where=rest)), class_name="chip")


def table(view: View, shown: Shown) -> Component:
    """The grid, whose rows are asked for a hundred at a time, with what it needs to ask for them."""
    options: dict[str, Any] = {
        "theme": {"function": _THEME},
        "rowHeight": 36,
        "cacheBlockSize": _BLOCK,
        "maxBlocksInCache": 20,
        "infiniteInitialRowCount": _BLOCK,
        "maxConcurrentDatasourceRequests": 1,
        "blockLoadDebounceMillis": 60,
        "suppressCellFocus": False,
        "enableCellTextSelection": True,
        "ensureDomOrder": True,
        "tooltipShowDelay": 600,
    }
    made = dag.AgGrid(
        id=GRID,
        columnDefs=definitions(shown),
        rowModelType="infinite",
        filterModel=filter_model(shown),
        dashGridOptions=options,
        getRowStyle={"styleConditions": [_GROUP_STYLE]},
        className="projects-grid",
        style={"height": "min(72vh, 900px)", "width": "100%"},
    )
    told = {"query": view.query(), "shown": {k: v for k, v in shown.address().items() if v}}
    return html.Div([made, dcc.Store(id=VIEW, data=told)], className="grid-box")


_GROUP_STYLE = {
    "condition": "params.data && params.data.is_group",
    "style": {"background": "var(--panel)", "fontWeight": 600},
}


def answer(view: View, shown: Shown, request: Mapping[str, Any]) -> tuple[dict[str, Any], list[Component]]:
    """Rows for a request of the grid, and its tools once its headings have had their say."""
    now = changed(shown, request)
    start = max(int(request.get("startRow") or 0), 0)
    count = min(max(int(request.get("endRow") or _BLOCK) - start, 1), 10 * _BLOCK)
    found = grid.rows(view, now, count, start)
    total, projects = (int(found[n].iloc[0]) if len(found) else start for n in ("total", "total_projects"))
    wanted = now.columns()
    rows = [_row(view, row, wanted) for row in records(found)]
    address = html.Span(**{"data-address": url(view, now)})
    return {"rowData": rows, "rowCount": total}, [*tools(view, now, projects), address]


def _row(view: View, row: Mapping[Any, Any], wanted: list[Column]) -> dict[str, Any]:
    if row["is_group"]:
        count = labels.counted(int(row["group_projects"]), "project")
        return {"is_group": True, "title": f"{row['group_name']} · {count}"}
    shown: dict[str, Any] = {c.name: _value(c, row[c.name]) for c in wanted}
    shown["status"] = row["status_label"]
    shown["status_code"] = row["status"]
    shown["href"] = member_url(view, "project", str(row["project_id"]))
    shown["place_href"] = member_url(view, "city", str(row["city_id"]))
    return shown


def _value(column: Column, value: Any) -> Any:
    if labels.is_missing(value):
        return None
    name, kind = column.name, column.kind
    if kind == "date":
        return labels.date(value)
    if kind == "flag":
        return "yes" if value else ""
    if kind == "number":
        return (
            labels.signed(value, 1)
            if name.endswith("_pts")
            else labels.number(value, 1 if name.endswith("_pct") else 0)
        )
    return str(value)
