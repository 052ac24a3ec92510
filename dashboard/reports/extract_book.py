"""An extract as a workbook: the same tables that the exports give, of one sector, pillar or focus area, each on its
sheet with native charts, what the columns mean, and the files behind them; words of reports as an edition says them."""

from __future__ import annotations

from dashboard.exports import book
from dashboard.exports.about import about
from dashboard.exports.tables import TABLES
from dashboard.filters import View
from dashboard.queries import frame, taken
from dashboard.reports.extract import chosen
from dashboard.reports.worded import in_words

# Sheet → table with what it takes; a sheet without rows is left out.
_SHEETS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("By member state", "status", {"by": "country"}),
    ("By city", "status", {"by": "city"}),
    ("Over time", "history", {"by": "network"}),
    ("Projects", "projects", {}),
    ("Movement", "movement", {}),
    ("In words", "notes", {}),
    ("Partners", "partner_ties", {}),
)


def made(view: View, axis: str, key: str) -> bytes:
    """The workbook's bytes; raises Wrong where there is no such member."""
    own, _member = chosen(view, axis, key)
    sheets = [
        sheet for name, table, asked in _SHEETS if (sheet := _sheet(own, name, table, asked)) is not None
    ]
    return book.workbook(sheets, taken.sources(own))


def _sheet(view: View, name: str, table: str, asked: dict[str, str]) -> book.Sheet | None:
    declared = TABLES[table]
    if not declared.is_open or (declared.is_moved and view.compare is None):
        return None
    rows = declared.shown(view, asked)
    if "projects" in rows and table == "status":
        rows = rows[rows["projects"] > 0].reset_index(drop=True)
    if table == "notes":
        own = set(TABLES["projects"].shown(view, {})["project_id"])
        rows = in_words(rows[rows["project_id"].isin(own)], frame.edition_of(view), view.period)
        rows = rows.reset_index(drop=True)
    rows = rows.dropna(axis="columns", how="all")  # what no row of this selection has is no column of it
    told = about(declared, view, (str(column) for column in rows.columns))
    return book.Sheet(name, rows, told, declared.chart) if len(rows) else None
