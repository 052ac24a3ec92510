"""A table of a view in a format: the one way that addresses, the API and the command make files."""

from __future__ import annotations

import json

from dashboard.exports import book, texts
from dashboard.exports.about import About, about, program, sources
from dashboard.exports.tables import TABLES, Asked, Table
from dashboard.filters import View
from dashboard.queries import taken
from dashboard.wrong import Wrong
from etl.figures import AXES
from etl.store import parquet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMETYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": XLSX,
    "parquet": "application/vnd.apache.parquet",
}
_AXIS_SHEETS = {
    "network": "Network",
    "city": "Cities",
    "country": "Member states",
    "sector": "Sectors",
    "pillar": "Pillars",
    "focus_area": "Focus areas",
}


def named(name: str) -> Table:
    """The table of that name; raises Wrong."""
    if name not in TABLES:
        raise Wrong("table", f"There is no table “{name[:40]}”. The tables are: {', '.join(TABLES)}.")
    return TABLES[name]


def made(table: Table, view: View, asked: Asked, kind: str) -> bytes:
    """The file's bytes; raises Wrong and NotForYou."""
    if kind == "xlsx" and table.name == "figures":
        return whole_book(view)
    rows = table.shown(view, asked)
    told = about(table, view, (str(name) for name in rows.columns))
    if kind == "xlsx":
        sheet = book.Sheet(_sheet(table, asked), rows, told, table.chart)
        return book.workbook([sheet], taken.sources(view))
    if kind == "parquet":
        return parquet.written(rows.assign(**told.said), {"about": _about_json(told)})
    if kind == "json":
        return json.dumps(texts.to_json(rows, told), ensure_ascii=False).encode()
    return texts.to_csv(rows, told).encode()


def whole_book(view: View) -> bytes:
    """Every axis on its sheet, the network over time, the projects; with what they mean and their sources."""
    sheets = [
        _part("status", view, {"by": axis}, name) for axis, name in _AXIS_SHEETS.items() if axis in AXES
    ]
    sheets.insert(1, _part("history", view, {"by": "network"}, "Over time"))
    sheets.append(_part("projects", view, {}, "Projects"))
    return book.workbook(sheets, taken.sources(view))


def _part(name: str, view: View, asked: Asked, title: str) -> book.Sheet:
    table = TABLES[name]
    rows = table.shown(view, asked)
    return book.Sheet(title, rows, about(table, view, (str(n) for n in rows.columns)), table.chart)


def _sheet(table: Table, asked: Asked) -> str:
    by = _AXIS_SHEETS.get(asked.get("by", ""), "")
    return by or table.title


def _about_json(told: About) -> str:
    meanings = [m.__dict__ for m in told.meanings]
    head = {
        "title": told.title,
        "measure": told.says,
        **told.said,
        "sources": sources(),
        "program": program(),
    }
    return json.dumps({**head, "columns": meanings}, ensure_ascii=False)
