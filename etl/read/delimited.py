"""csv and tsv: bytes -> Book.

Values stay text exactly as typed; a record is a row, numbered as a spreadsheet would show it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from etl.read.encodings import decode
from etl.read.grids import Budget, refuse_above, refuse_sparse
from etl.read.raw import LONGEST_CELL, Book, Grid, Limits, Unreadable, Value
from etl.read.sniff import not_a_spreadsheet

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 64 * 1024
SAMPLE_RECORDS = 200
SEPARATOR_LINE = re.compile(r'\A"?sep=([^\r\n"])"?(?:\r\n|\r|\n)', re.IGNORECASE)
FIELD_LIMIT = 10_000_000


def read_delimited(data: bytes, name: str, limits: Limits) -> tuple[str, Book]:
    """The kind (csv or tsv) and the one sheet.

    Unreadable: empty_file, not_a_spreadsheet (JSON), too_complex, damaged.
    """
    text, encoding = decode(data)
    if not text.strip():
        raise Unreadable("empty_file")
    _refuse_json(text)
    declared = SEPARATOR_LINE.match(text)
    delimiter = declared[1] if declared else delimiter_of(text)
    grid = _grid(text[declared.end() :] if declared else text, delimiter, name, limits)
    if not grid.rows:
        raise Unreadable("empty_file")
    return ("tsv" if delimiter == "\t" else "csv"), Book([grid], {}, encoding, delimiter)


def _refuse_json(text: str) -> None:
    if text.lstrip()[:1] in ("{", "[") and text.rstrip()[-1:] in ("}", "]"):
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return
        raise not_a_spreadsheet("json")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most records of the sample into the same number of fields, more than one; comma
    when none does.
    """
    scores = {mark: _evenness(text[:SAMPLE_CHARACTERS], mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: scores[mark])


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        records = islice(_records(sample, delimiter), SAMPLE_RECORDS)
        lengths = [len(record) for record in records if any(record)]
    except csv.Error:
        return (0.0, 0)
    if len(lengths) > 2 and len(sample) == SAMPLE_CHARACTERS:
        lengths = lengths[:-1]  # the sample may end inside a record
    wide = Counter(length for length in lengths if length > 1)
    if not wide:
        return (0.0, 0)
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return (count / len(lengths), width)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(FIELD_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _grid(text: str, delimiter: str, name: str, limits: Limits) -> Grid:
    budget = Budget(limits)
    kept: dict[int, list[str]] = {}
    for row, record in enumerate(_read(text, delimiter), start=1):
        if any(record):
            refuse_above("columns", len(record), limits.max_columns)
            budget.spend(len(record) - record.count(""))
            kept[row] = record
            refuse_above("rows", len(kept), limits.max_rows)
    _refuse_open_quote(kept)
    width = max(map(len, kept.values()), default=0)
    refuse_sparse(len(kept), width, limits)
    block = _block(kept, width)
    columns = [at for at in range(width) if any(values[at] is not None for values in block)]
    if len(columns) < width:
        block = [[values[at] for at in columns] for values in block]
    return Grid(name, list(kept), [at + 1 for at in columns], block)


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from _records(text, delimiter)
    except csv.Error as error:
        raise Unreadable("damaged", detail=str(error)) from error


def _refuse_open_quote(kept: dict[int, list[str]]) -> None:
    for row, record in kept.items():
        if max(map(len, record)) > LONGEST_CELL and any(
            len(text) > LONGEST_CELL and "\n" in text for text in record
        ):
            raise Unreadable("damaged", detail="open quotation mark", row=row)


def _block(kept: dict[int, list[str]], width: int) -> list[list[Value]]:
    """Rows of equal length, blank cells None; repeated texts share one object, which makes the way out of the
    sandbox cheap.
    """
    seen: dict[str, str | None] = {"": None}
    blank = [""] * width
    padded = (record + blank[len(record) :] for record in kept.values())
    return [list(map(seen.setdefault, record, record)) for record in padded]
