"""A workbook of the silence procedure that came back: bytes → its answers, each with its cell, by the sandboxed reader
of reports. Nothing is judged here but whether it is such a workbook at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.reports import silence_book as book
from etl import read
from etl.cells import letters
from etl.edition_ledger import LONGEST_TEXT
from etl.findings import Finding
from etl.interpret.text import clean_text
from etl.read import RawFile, RawSheet, Unreadable
from etl.read.raw import LONG

_IDENTITY = (
    (book.EDITION, book.EDITION_LABEL),
    (book.BEGUN, book.BEGUN_LABEL),
    (book.COUNTRY, book.COUNTRY_LABEL),
)
LONGEST = LONGEST_TEXT  # letters of a corrected text or a comment: what the ledger keeps


class NotOurs(Exception):
    """A file that is no workbook of this procedure, in one sentence."""


@dataclass(frozen=True)
class Row:
    """A line as it came back. `odd`: what is wrong with one of its open cells, in words, with the cell; "" where
    nothing is."""

    sheet: str
    row: int
    reference: str
    text: str
    mark: str
    answer: str
    corrected: str
    comment: str
    odd: str = ""

    def cell(self, heading: str) -> str:
        """Address of one of its cells: F12."""
        return f"{letters(list(book.COLUMNS).index(heading) + 1)}{self.row}"

    @property
    def is_answered(self) -> bool:
        """Whether anything stands in its open cells."""
        return bool(self.answer or self.corrected or self.comment or self.odd)


@dataclass(frozen=True)
class Returned:
    """A workbook that came back: of which edition and member state, who answered, its lines.
    `begun`: when that edition was begun."""

    name: str
    edition_id: str
    begun: str
    iso3: str
    who: str
    rows: tuple[Row, ...]


def returned(data: bytes, name: str) -> Returned:
    """Read a workbook. Raises NotOurs: not readable, or not one of this procedure."""
    try:
        file = read.read(data, name)
    except Unreadable as why:
        raise NotOurs(Finding(why.code, params={"file": name, **why.params}).message) from None
    sheets = {sheet.name: sheet for sheet in file.sheets}
    missing = [n for n in (book.COVER, book.SENTENCES, book.FIGURES) if n not in sheets]
    if missing:
        raise NotOurs(
            f"This is no workbook of the silence procedure: it has no sheet “{missing[0]}”. Send the workbook that "
            "you were sent, as an Excel file."
        )
    cover = _cover(sheets[book.COVER])
    edition_id, begun, iso3 = _identity(file, cover)
    who = ", ".join(part for part in (cover.get(book.WHO, ""), cover.get(book.POSITION, "")) if part)
    rows = [row for n in (book.SENTENCES, book.FIGURES) for row in _rows(sheets[n])]
    return Returned(name, edition_id, begun, iso3, who[:200], tuple(rows))


def _identity(file: RawFile, cover: dict[str, str]) -> tuple[str, str, str]:
    """Edition, when it was begun, member state: by the file's properties, else by the cover; both must say the same."""
    told = []
    for name, label in _IDENTITY:
        hidden, shown = file.properties.get(name, ""), cover.get(label, "")
        if hidden and shown and hidden != shown:
            raise NotOurs(
                f"“{label}” on the sheet {book.COVER} was changed: it says {shown[:40]}, not {hidden[:40]}."
            )
        if not (hidden or shown):
            raise NotOurs(
                f"This workbook does not say which draft it is of: “{label}” is blank on {book.COVER}."
            )
        told.append(hidden or shown)
    return told[0][:200], told[1][:40], told[2][:10]


def _cover(sheet: RawSheet) -> dict[str, str]:
    """Label → what stands beside it."""
    cells = sheet.cells
    if not {2, 3} <= set(cells.columns):
        return {}
    return {
        str(label): clean_text(value) or ""
        for label, value in zip(cells[2], cells[3], strict=True)
        if isinstance(label, str)
    }


def _rows(sheet: RawSheet) -> Iterator[Row]:
    headings = list(book.COLUMNS)
    cells = sheet.cells.reindex(columns=range(1, len(headings) + 1))
    head = [clean_text(v) for v in cells.loc[book.HEAD_ROW]] if book.HEAD_ROW in cells.index else []
    if head != headings:
        raise NotOurs(
            f"The headings of the sheet {sheet.name} are not those that you were sent: row {book.HEAD_ROW} was "
            "changed. Fill in the workbook that you were sent without moving its columns."
        )
    for number, values in cells.loc[cells.index > book.HEAD_ROW].iterrows():
        yield _row(sheet, int(str(number)), values)


def _row(sheet: RawSheet, number: int, values: pd.Series) -> Row:
    told = {heading: values[place] for place, heading in enumerate(book.COLUMNS, 1)}
    texts = {heading: clean_text(value) or "" for heading, value in told.items()}
    return Row(
        sheet.name,
        number,
        texts["Reference"],
        texts["What the draft says"],
        texts["Check"],
        texts["Your answer"],
        texts["Corrected text"],
        texts["Comment"],
        _odd(sheet, number, told, texts),
    )


def _odd(sheet: RawSheet, number: int, told: dict[str, object], texts: dict[str, str]) -> str:
    """What cannot be taken from an open cell: a formula, an error, more than fits."""
    for place, heading in enumerate(book.COLUMNS, 1):
        if heading not in book.OPEN:
            continue
        odd = sheet.odd.get((number, place))
        if odd not in (None, LONG):
            return f"“{heading}” holds a formula or an error. Type the words themselves"
        if odd == LONG or len(texts[heading]) > LONGEST:
            return f"“{heading}” is longer than {LONGEST:,} letters. Shorten it"
    is_text = isinstance(told["Corrected text"], str) or not texts["Corrected text"]
    return "" if is_text else "“Corrected text” is no sentence. Write the whole sentence"
