"""Where something stands in an uploader's file: sheet, row and column, as their spreadsheet names them."""

from __future__ import annotations

import re
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


_ADDRESS = re.compile(r"([A-Z]{1,4})([1-9]\d*)")


def parse_address(sheet: str, address: str) -> CellRef:
    """The cell of an address such as F12; raises ValueError for anything else."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"{address} is no address of a cell.")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return CellRef(sheet, int(match[2]), column)


def fold_addresses(cells: Iterable[CellRef]) -> str:
    """Addresses of one sheet in short: F12, F14–F19 (runs down a column are folded)."""
    runs: list[tuple[CellRef, CellRef]] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        if runs and runs[-1][1].column == cell.column and runs[-1][1].row + 1 == cell.row:
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    return ", ".join(a.address if a == b else f"{a.address}–{b.address}" for a, b in runs)
