"""What a file holds, as typed: the shape that every reader gives and that every later stage starts from.

Nothing is interpreted here. Places are physical (1-based row and column of the sheet), so a finding can
always cite its cell.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the sandboxed reader works without pandas, which makes its start four times as fast
    import pandas as pd

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | None
Place = tuple[int, int]

FORMULA = "formula"
LONG = "long"
MEBIBYTE = 1024 * 1024
LONGEST_CELL = 32_767  # letters, in every spreadsheet program


class Unreadable(Exception):
    """The file is not readable as a report.

    `code` is a finding code of severity stop, `params` are JSON-able, for its text.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: dict[str, object] = params

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, object]]]:
        return _unreadable, (self.code, self.params)


class Unavailable(Exception):
    """Nothing could be read just now for a shortage of our own: it says nothing of the file, which may come again."""


def _unreadable(code: str, params: dict[str, object]) -> Unreadable:
    return Unreadable(code, **params)


@dataclass(frozen=True)
class Limits:
    """What one file may cost.

    Sizes in bytes, times in seconds; counts are of one sheet unless said otherwise.
    """

    max_bytes: int = 10 * MEBIBYTE
    max_unpacked: int = 400 * MEBIBYTE  # declared by the zip directory, all entries together
    max_ratio: float = 250.0  # unpacked to packed, judged only above `ratio_from`
    ratio_from: int = 20 * MEBIBYTE
    max_entries: int = 5_000
    max_sheets: int = 200
    max_rows: int = 10_000  # rows that hold a value; all cities together report a tenth of it
    max_columns: int = 2_000  # columns that hold a value
    max_cells: int = 400_000  # cells that hold a value, whole file
    max_letters: int = 32 * MEBIBYTE  # of the texts in all cells, whole file
    max_findings: int = 5_000  # to mend or to confirm; as many notes
    seconds: float = 20.0  # of work; what the machine makes a file wait for is not the file's doing
    memory: int = 1024 * MEBIBYTE


DEFAULT = Limits()
# Of files of our own making and of those that were accepted once, which may be larger than an upload.
TRUSTED = Limits(
    max_bytes=2**31,
    max_unpacked=2**33,
    max_rows=5_000_000,
    max_cells=10**9,
    max_letters=2**33,
    max_findings=10**9,
)


@dataclass
class Grid:
    """One sheet as a reader hands it over: only rows and columns that hold something; every row as long as
    `columns`.
    """

    name: str
    rows: list[int]
    columns: list[int]
    values: list[list[Value]]
    formats: dict[Place, str] = field(default_factory=dict)
    odd: dict[Place, str] = field(default_factory=dict)
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass
class Book:
    """A whole file as a reader hands it over."""

    grids: list[Grid]
    properties: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class RawSheet:
    """One sheet.

    `cells`: dtype object, index = sheet row, columns = column number (both 1-based, ascending, only those
    that hold something); blank is None; strings are exactly as typed. An error cell holds its text ("#REF!"),
    a formula without a stored result holds the formula ("=A1+B1"), a text longer than any spreadsheet program
    takes holds its beginning: `odd` names all three, so none can pass for blank or for what it is not.
    `formats` has only formats that bear on meaning (percent, date, currency, …), not plain number patterns.
    `merged`: (first row, first column, last row, last column).
    """

    name: str
    cells: pd.DataFrame
    formats: dict[Place, str] = field(default_factory=dict)
    odd: dict[Place, str] = field(default_factory=dict)
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class RawFile:
    """A file that could be read.

    `kind`: xlsx, xlsm, xls, xlsb, ods, csv or tsv, by content; `encoding` and `delimiter` for text.
    """

    name: str
    kind: str
    sha256: str
    sheets: tuple[RawSheet, ...]
    properties: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None


def sheet_of(grid: Grid) -> RawSheet:
    """The sheet with its cells as a DataFrame."""
    import numpy as np
    import pandas as pd

    block = np.empty((len(grid.rows), len(grid.columns)), dtype=object)
    if block.size:
        block[:] = grid.values
    cells = pd.DataFrame(block, index=grid.rows, columns=grid.columns, dtype=object)
    return RawSheet(grid.name, cells, grid.formats, grid.odd, grid.hidden, grid.merged)
