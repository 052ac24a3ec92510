"""How long a single text of a file may be: the last step in the child, so that whatever comes out of it is of a size
that every later stage can walk over.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.read.grids import refuse_above
from etl.read.raw import LONG, LONGEST_CELL, Book, Grid, Limits, Place, Value

KEPT = 1_000  # letters of a text that is too long: enough to find it again
LONGEST_NAME = 100  # letters of a sheet's name; Excel has 31
LONGEST_FORMAT = 255  # Excel's own limit


def bound(book: Book, limits: Limits) -> Book:
    """The book with each text that no spreadsheet program could hold cut and marked as such.

    Unreadable: too_complex, for more letters than any report has; a text counts as often as it stands in a cell, since
    later stages may copy it as often.
    """
    if max(map(len, _texts(book)), default=0) > LONGEST_CELL:
        for grid in book.grids:
            _cut(grid)
    refuse_above("letters", sum(map(len, _texts(book))), limits.max_letters)
    for grid in book.grids:
        grid.name = grid.name[:LONGEST_NAME]
        grid.formats = _told(grid.formats)
    return book


def _texts(book: Book) -> Iterator[str]:
    """The texts of all cells."""
    return (
        value for grid in book.grids for values in grid.values for value in values if isinstance(value, str)
    )


def _cut(grid: Grid) -> None:
    for row, values in zip(grid.rows, grid.values, strict=True):
        for at, value in enumerate(values):
            if _is_long(value):
                values[at] = f"{str(value)[:KEPT]}…"
                grid.odd[row, grid.columns[at]] = LONG


def _is_long(value: Value) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_CELL


def _told(formats: dict[Place, str]) -> dict[Place, str]:
    """The formats without those that no spreadsheet program could hold."""
    if max(map(len, formats.values()), default=0) <= LONGEST_FORMAT:
        return formats
    return {place: code for place, code in formats.items() if len(code) <= LONGEST_FORMAT}
