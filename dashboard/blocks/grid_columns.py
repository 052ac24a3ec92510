"""Columns, filters and order of the projects grid in the words of ag-grid, and back: what somebody sets in its heading
becomes part of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.queries.grid import Column, Condition, Shown, columns

_KINDS = {"text": "agTextColumnFilter", "number": "agNumberColumnFilter", "date": "agDateColumnFilter"}
_WORDS = {
    "contains": "~",
    "notContains": "!~",
    "equals": "=",
    "notEqual": "!=",
    "startsWith": "^",
    "endsWith": "$",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "blank": "?",
    "notBlank": "!?",
}
_OPS = {op: word for word, op in _WORDS.items()}
_OFFERED = {
    "text": ["contains", "notContains", "equals", "startsWith", "blank", "notBlank"],
    "number": ["greaterThanOrEqual", "lessThanOrEqual", "equals", "blank", "notBlank"],
    "date": ["greaterThan", "lessThan", "equals", "blank", "notBlank"],
}
_WIDTHS = {"title": 320, "progress_note": 320, "next_steps": 280, "challenges": 280, "support_needed": 240}
_DRAWN = {"title": "ProjectCell", "city_name": "PlaceCell", "status": "StatusCell"}


def definitions(shown: Shown) -> list[dict[str, Any]]:
    """Column definitions of ag-grid for what is shown."""
    return [_definition(column, shown) for column in shown.columns()]


def _definition(column: Column, shown: Shown) -> dict[str, Any]:
    made: dict[str, Any] = {
        "field": column.name,
        "headerName": column.label,
        "width": _WIDTHS.get(column.name, 130 if column.kind != "text" else 170),
        "sortable": True,
        "resizable": True,
        "wrapHeaderText": True,
        "autoHeaderHeight": True,
        "tooltipField": column.name if column.kind == "text" else None,
    }
    if column.kind in _KINDS:
        made |= {
            "filter": _KINDS[column.kind],
            "floatingFilter": True,
            "filterParams": {
                "maxNumConditions": 1,
                "filterOptions": _OFFERED[column.kind],
                "debounceMs": 400,
            },
        }
    if column.kind == "number":
        made["type"] = "rightAligned"
    if column.name in _DRAWN:
        made["cellRenderer"] = _DRAWN[column.name]
    if column.name == "title":
        over = {"function": "params.data && params.data.is_group ? 99 : 1"}  # a group's heading takes the row
        made |= {"lockPosition": "left", "colSpan": over}
    if column.name == shown.sort:
        made["sort"] = "desc" if shown.is_down else "asc"
    return {name: value for name, value in made.items() if value is not None}


def filter_model(shown: Shown) -> dict[str, Any]:
    """The conditions that a heading can show, as ag-grid's model: the first of each column that is shown. The grid
    forgets what it is told of other columns."""
    known, model = {c.name: c for c in shown.columns()}, {}
    for condition in shown.where:
        kind = known[condition.column].kind if condition.column in known else ""
        if condition.column not in model and kind in _KINDS and _OPS.get(condition.op) in _OFFERED[kind]:
            model[condition.column] = _entry(condition, kind)
    return model


def _entry(condition: Condition, kind: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"filterType": kind, "type": _OPS[condition.op]}
    if kind == "date":
        return {
            **entry,
            "dateFrom": f"{condition.value} 00:00:00" if condition.value else None,
            "dateTo": None,
        }
    return {**entry, "filter": _number(condition.value) if kind == "number" else condition.value}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def changed(shown: Shown, request: Mapping[str, Any]) -> Shown:
    """What is shown once the grid's own headings have had their say; conditions that no heading can show stay, and so
    does the order by a column that is not shown."""
    held = filter_model(shown)
    first = {column: next(c for c in shown.where if c.column == column) for column in held}
    kept = tuple(c for c in shown.where if c not in first.values())
    asked = tuple(
        c for name, entry in (request.get("filterModel") or {}).items() for c in _conditions(name, entry)
    )
    order = (request.get("sortModel") or [{}])[0]
    sort, is_down = order.get("colId", ""), order.get("sort") == "desc"
    if not sort and shown.sort not in {c.name for c in shown.columns()}:
        sort, is_down = shown.sort, shown.is_down  # no heading holds it, so none has taken it away
    return replace(shown, where=kept + asked, sort=sort, is_down=is_down)


def _conditions(name: str, entry: Mapping[str, Any]) -> list[Condition]:
    op = _WORDS.get(str(entry.get("type")))
    if op is None or name not in columns():
        return []
    value = entry.get("dateFrom") if entry.get("filterType") == "date" else entry.get("filter")
    text = "" if value is None else str(value)
    return [Condition(name, op, text[:10] if entry.get("filterType") == "date" else text[:200])]
