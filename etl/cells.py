"""Where something stands in an uploader's file: sheet, row and column, as their spreadsheet names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def letters(column: int) -> str:
    """1 → A, 27 → AA; columns count from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, order=True)
class CellRef:
    """One cell. `row` and `column` count from 1, as typed in the sheet."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """Address without the sheet: F12."""
        return f"{letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


def fold_addresses(cells: Iterable[CellRef]) -> str:
    """Addresses of one sheet in short: F12, F14–F19 (runs down a column are folded)."""
    runs: list[tuple[CellRef, CellRef]] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        if runs and runs[-1][1].column == cell.column and runs[-1][1].row + 1 == cell.row:
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    return ", ".join(a.address if a == b else f"{a.address}–{b.address}" for a, b in runs)
