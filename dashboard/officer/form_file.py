"""The file that the web form makes and reads back: a workbook with the tables of the template, the labels of the fields
as headings and nothing around them. Forms of earlier versions were text tables of projects alone, and are read too.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from dashboard.officer.used import code_lists
from etl.fields import PERSON_LABELS, PLACE_FIELDS, SIDE_SHEETS, Field, Kind, Sheet
from etl.read import RawSheet, read_in_process
from etl.template.layout import YOUR_CITY
from etl.template.values import needs_quote

HEADING_ROW, FIRST_ROW = 1, 2
_WIDTH = 24  # of a column, in characters
_PACKED = b"PK"  # how a workbook begins, and no text table
# The same form makes the same bytes, by which a report that was sent twice is known.
_MADE = dt.datetime(2018, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
# Sheet → its rows, by field: as typed, or as numbers that the form filled in itself and nobody touched. As text they
# would be evidence of how the city writes numbers, and could be read otherwise.
Row = dict[str, Any]
Tables = dict[str, list[Row]]
People = Mapping[str, str]  # label of the sheet `Your city` → what was typed beside it
# What a form says there: who prepared it; of which city and period it is, where it has no project that would say so.
_COVER_LABELS = (*(field.label for field in PLACE_FIELDS), *PERSON_LABELS)


def sheets() -> tuple[Sheet, ...]:
    """The tables of the form, those of the template; each project says its city and period."""
    projects = code_lists().projects
    return (Sheet(projects.name, (*PLACE_FIELDS, *projects.fields)), *SIDE_SHEETS)


def prefix(sheet: str) -> str:
    """How the names of a table's inputs begin: `p0-status`, `milestones0-due`."""
    return "p" if sheet == code_lists().projects.name else sheet.casefold()


def field_id(sheet: str, index: int, name: str) -> str:
    """Name and id of the input of a field, in a row counted from 0."""
    return f"{prefix(sheet)}{index}-{name}"


def name_of(city_id: str, period: str) -> str:
    """`cebu-city-2026-form.xlsx`."""
    return f"{city_id}-{period}-form.xlsx"


def is_form(row: Mapping[str, Any]) -> bool:
    """Whether a submission was typed into the web form."""
    return row["kind"] == "form"


def named(row: Mapping[str, Any]) -> str:
    """A file as a list names it: its own name, or `Web form, Cebu City, 2026`."""
    if not is_form(row):
        return str(row["file_name"])
    return ", ".join(["Web form", *(str(row[k]) for k in ("cities", "periods") if row.get(k))])


def written(tables: Mapping[str, Sequence[Mapping[str, Any]]], people: People) -> bytes:
    """The workbook of a form; what it says of itself has a sheet where that is told. What looks like a formula is
    text."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"created": _MADE})
        head, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        for sheet in sheets():
            page = book.add_worksheet(sheet.name)
            page.set_column(0, len(sheet.fields) - 1, _WIDTH)
            page.freeze_panes(HEADING_ROW, 0)
            page.write_row(HEADING_ROW - 1, 0, [f.label for f in sheet.fields], head)
            for row, values in enumerate(tables.get(sheet.name, ()), start=FIRST_ROW - 1):
                for column, field in enumerate(sheet.fields):
                    value = values.get(field.name, "")
                    if isinstance(value, float):
                        page.write_number(row, column, value)
                    elif value:
                        page.write_string(row, column, value, quoted if needs_quote(value) else None)
        if told := [(label, people[label]) for label in _COVER_LABELS if people.get(label)]:
            cover = book.add_worksheet(YOUR_CITY)
            for row, (label, value) in enumerate(told):
                cover.write_string(row, 0, label, head)
                cover.write_string(row, 1, value, quoted if needs_quote(value) else None)
    return out.getvalue()


@dataclass(frozen=True)
class Held:
    """What a form holds. `columns`: sheet → number of a column → its field."""

    rows: Tables
    columns: Mapping[str, Mapping[int, Field]]
    people: People


def read(data: bytes) -> Held:
    """What the file of a form holds; nothing where it was not kept."""
    known = {sheet.name: sheet for sheet in sheets()}
    rows: Tables = {name: [] for name in known}
    columns: dict[str, dict[int, Field]] = {name: {} for name in known}
    people: dict[str, str] = {}
    for raw in read_in_process(data, "form").sheets if data else ():
        if raw.name == YOUR_CITY:
            people = {str(label): str(value) for label, value in raw.cells.itertuples(index=False)}
            continue
        name = raw.name if raw.name in known else code_lists().projects.name  # a text table has no names
        columns[name] = _columns(raw, known[name])
        rows[name] = [
            {field.name: _value(cells[number], field) for number, field in columns[name].items()}
            for cells in raw.cells.iloc[1:].to_dict("records")
        ]
    return Held(rows, columns, people)


def _columns(raw: RawSheet, sheet: Sheet) -> dict[int, Field]:
    spelled = {spelling: field for field in sheet.fields for spelling in field.spellings}
    headings = raw.cells.iloc[0].to_dict()
    return {int(number): spelled[text] for number, text in headings.items() if text in spelled}


def is_number(field: Field) -> bool:
    """Whether a field holds a number; what looks like one in another is a text."""
    return field.kind in (Kind.PERCENT, Kind.NUMBER, Kind.AMOUNT)


def _value(cell: object, field: Field) -> str | float:
    if isinstance(cell, int | float):
        return float(cell) if is_number(field) else typed(float(cell))
    return "" if cell is None else str(cell)


def typed(value: object) -> str:
    """A value as a person would type it."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return "" if value is None else str(value)


def as_workbook(data: bytes) -> bytes:
    """The file of a form for somebody's spreadsheet; a text table of an earlier version becomes a workbook."""
    return data if data.startswith(_PACKED) else written(read(data).rows, {})
