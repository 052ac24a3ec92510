"""The row that a finding speaks of, as it stands in the officer's own sheet: letters, row numbers, the cell framed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_ROWS = 5  # of a folded line
Row = Mapping[str, object]


@dataclass(frozen=True)
class Cell:
    """A cell as typed; None where it is empty. `stored`: what it is read as, where a suggestion was taken in it."""

    value: str | None
    marked: bool
    stored: str = ""


@dataclass(frozen=True)
class Grid:
    """A part of the sheet.

    `columns`: letter, heading, whether a phone shows it; `rows`: number and one Cell a column (None: not asked for);
    `last`: what the last report said, where the question is about it. `more` rows are not shown.
    """

    columns: tuple[tuple[str, str, bool], ...] = ()
    rows: tuple[tuple[int, tuple[Cell | None, ...]], ...] = ()
    marked: tuple[Mapping[str, Any], ...] = ()
    last: str = ""
    more: int = 0

    @property
    def is_told(self) -> bool:
        """Whether the sentence says all of it: one row, with nothing but what was typed."""
        return len(self.rows) == 1 and not any(cell and cell.stored for cell in self.rows[0][1])

    @property
    def named(self) -> str:
        """The first cell of the first row, unless it is in question: the project's name."""
        cell = self.rows[0][1][0] if self.rows else None
        return (cell.value or "")[:120] if cell and not cell.marked else ""


def text(value: object) -> str:
    """A value of a frame, with nothing for what is missing."""
    return "" if value is None or value != value else str(value)


def beside(f: Row) -> list[dict[str, Any]]:
    """The cells that are kept with a finding."""
    kept = f.get("beside")
    return list(json.loads(kept)) if isinstance(kept, str) and kept else []


def params(f: Row) -> dict[str, Any]:
    """The parameters that are kept with a finding."""
    kept = f.get("params")
    return dict(json.loads(kept)) if isinstance(kept, str) and kept else {}


def marked_cells(f: Row) -> tuple[str, ...]:
    """Addresses of the cells in question; none where nothing is kept."""
    return tuple(f"{b['column']}{b['row']}" for b in beside(f) if b.get("marked"))


Taken = Mapping[tuple[str, str], str]  # sheet and cell → what a suggestion put there


def grid_of(group: Sequence[Row], taken: Taken | None = None) -> Grid:
    """The rows of a line's findings in one table; columns in the order of the sheet."""
    sheet = text(group[0].get("sheet"))
    cells = [b for f in group[:MOST_ROWS] for b in beside(f)]
    if not cells:
        return Grid(last=_last(group))
    headings = {str(b["column"]): text(b.get("heading")) for b in cells}
    letters = sorted(headings, key=lambda c: (len(c), c))
    by_row: dict[int, dict[str, Cell]] = {}
    for b in cells:
        value = b.get("value")
        stored = (taken or {}).get((sheet, f"{b['column']}{b['row']}"), "")
        shown = Cell(None if value in (None, "") else str(value), bool(b.get("marked")), stored)
        known = by_row.setdefault(int(b["row"]), {}).get(str(b["column"]))
        by_row[int(b["row"])][str(b["column"])] = known if known and known.marked else shown
    asked = {str(b["column"]) for b in cells if b.get("marked")} | set(letters[:1])
    asked |= {column for row in by_row.values() for column, cell in row.items() if cell.stored}
    return Grid(
        tuple((c, headings[c], c in asked) for c in letters),
        tuple((row, tuple(by_row[row].get(c) for c in letters)) for row in sorted(by_row)),
        tuple(b for b in cells if b.get("marked")),
        _last(group),
        max(len(group) - MOST_ROWS, 0),
    )


def _last(group: Sequence[Row]) -> str:
    """What the last report said, where a single question is about it."""
    known = params(group[0])
    is_about_last = "last report" in text(group[0].get("message"))
    return text(known.get("other_value")) if len(group) == 1 and is_about_last else ""
