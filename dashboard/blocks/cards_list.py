"""The projects as cards on a phone: the grid's rows in the same order and groups, a page at a time."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import member_url
from dashboard.components import glyph, link
from dashboard.filters import View
from dashboard.queries import grid
from dashboard.queries.grid import Column, Shown
from dashboard.rows import records

PATH = "/projects"
ROWS = 50


def cards(view: View, shown: Shown) -> list[Component]:
    """One page of cards, and the way to the next."""
    number = page_number(view)
    found = grid.rows(view, shown, ROWS, ROWS * (number - 1))
    total = int(found["total"].iloc[0]) if len(found) else 0
    columns = shown.columns()
    body = [_row(view, row, columns) for row in records(found)]
    head = html.Thead(html.Tr([html.Th(c.label, scope="col") for c in columns]))
    caption = html.Caption("Listed projects", className="vh")
    made = html.Table([caption, head, html.Tbody(body)], className="plain list-table")
    return [made, _pager(view, shown, number, total)]


def page_number(view: View) -> int:
    """The page that the address names, from 1."""
    text = view.extra.get("page", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 7 else 1


def _row(view: View, row: dict[Any, Any], columns: list[Column]) -> Component:
    if row["is_group"]:
        count = labels.counted(int(row["group_projects"]), "project")
        words = f"{row['group_name']} · {count}"
        return html.Tr(html.Th(words, colSpan=len(columns), scope="rowgroup"), className="group-head")
    name = link(str(row["title"]), member_url(view, "project", str(row["project_id"])))
    cells: list[Component] = [html.Th(name, scope="row")]
    for column in columns[1:]:
        if not labels.is_missing(row[column.name]):
            cells.append(html.Td(_shown(view, column, row), **{"data-label": column.label}))
    return html.Tr(cells)


def _shown(view: View, column: Column, row: dict[Any, Any]) -> object:
    value = row[column.name]
    if column.name == "status":
        return [glyph(str(row["status"]), decorative=True), labels.status_label(row["status"])]
    if column.name == "city_name":
        return link(str(value), member_url(view, "city", str(row["city_id"])))
    if column.kind == "date":
        return labels.date(value)
    if column.kind == "flag":
        return "yes" if value else "no"
    if column.kind == "number":
        return labels.signed(value, 1) if column.name.endswith("_pts") else labels.number(value)
    return str(value)


def _pager(view: View, shown: Shown, number: int, total: int) -> Component:
    kept, end = shown.address(), min(number * ROWS, total)
    parts: list[Component] = [html.Span(f"{labels.number((number - 1) * ROWS + 1)}–{labels.number(end)}")]
    if number > 1:
        parts.append(link("Earlier", view.url(PATH, **kept, page=number - 1 if number > 2 else None)))
    if end < total:
        parts.append(link("Next", view.url(PATH, **kept, page=number + 1)))
    return html.Nav(parts, className="pager", **{"aria-label": "Pages of the list"})
