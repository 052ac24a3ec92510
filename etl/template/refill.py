"""A file that cannot be marked itself → a workbook of ours with its values, and its marks moved to where they stand.

A report of one city goes row by row into that city's template. A table of several cities, or one that says no city,
is copied cell by cell into a plain workbook, since no template holds several cities.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from etl import fields
from etl.cells import CellRef
from etl.headings import Table
from etl.interpret.percents import shows_percent
from etl.interpret.table import as_typed
from etl.marking.mark import SHEET, Mark
from etl.marking.workbook import place_of
from etl.read.raw import RawFile, RawSheet, Unreadable, Value
from etl.reference import Reference, fold
from etl.tables import Tables, locate
from etl.template import layout
from etl.template.build import build
from etl.template.context import Context, Typed
from etl.template.layout import Column
from etl.template.values import is_blank, needs_quote

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME = 31
IN_TEMPLATE = "So your values stand in our workbook for your city, row by row, and are marked there."
IN_COPY = "So your table stands in a new workbook, each value in the same cell, and is marked there."


@dataclass(frozen=True)
class Refilled:
    """The new workbook, the marks at their new cells, a sentence on what was done, and what else to know."""

    data: bytes
    marks: tuple[Mark, ...]
    said: str
    lines: tuple[str, ...] = ()


def refill(raw: RawFile, marks: Sequence[Mark], reference: Reference, context: Context | None) -> Refilled:
    """The values of a file in a workbook of ours."""
    if context is not None:
        try:
            tables = locate(raw, reference)
        except Unreadable:  # no table of projects: nothing to map, so the file as it is
            return _copied(raw, marks)
        if _is_of_one_place(tables.projects):
            return _into_template(raw, tables, marks, context)
    return _copied(raw, marks)


def _is_of_one_place(table: Table) -> bool:
    """Whether no column of the table tells rows of one city or period from those of another."""
    names = [field.name for field in fields.PLACE_FIELDS if field.name in table.columns]
    return all(table.cells[name].nunique() <= 1 for name in names)


def _into_template(raw: RawFile, tables: Tables, marks: Sequence[Mark], context: Context) -> Refilled:
    typed = {table.sheet.name: _rows(table) for table in tables}
    filled = replace(context, typed=typed, typed_cover=_cover(raw))
    homes = {table.tab: (table, _columns(table, context)) for table in tables}
    moved = tuple(_moved(mark, homes, is_text=raw.delimiter is not None) for mark in marks)
    left_out = list(_left_out(raw, homes))
    line = f"Our workbook has no place for these columns of yours: {', '.join(left_out)}."
    return Refilled(build(filled), moved, IN_TEMPLATE, (line,) if left_out else ())


def _rows(table: Table) -> list[dict[str, Typed]]:
    columns = table.columns
    return [
        {
            str(name): _typed(value, table.formats.get((int(str(row)), columns[str(name)]), ""))
            for name, value in cells.items()
        }
        for row, cells in table.cells.iterrows()
    ]


def _typed(value: Value, number_format: str) -> Typed:
    """A number that its format shows as a percent is written as one, since our cell shows plain numbers."""
    if is_blank(value):
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return as_typed(value, number_format) if is_number and shows_percent(number_format) else value


def _cover(raw: RawFile) -> dict[str, Typed]:
    """Who prepared the report, and when: beside their labels on `Your city`."""
    wanted = {fold(label): label for label in (*fields.PERSON_LABELS, layout.DATE_LABEL)}
    found: dict[str, Typed] = {}
    for sheet in raw.sheets:
        if sheet.name == layout.YOUR_CITY:
            for _row, cells in sheet.cells.iterrows():
                values = list(cells)
                label = wanted.get(fold(values[0])) if isinstance(values[0], str) else None
                if label and len(values) > 1:
                    found[label] = _typed(values[1], "")
    return found


def _columns(table: Table, context: Context) -> dict[str, Column]:
    """The template's column of each field."""
    is_side = table.sheet.name in {sheet.name for sheet in fields.SIDE_SHEETS}
    cols = layout.side_columns(table.sheet) if is_side else layout.project_columns(context.reference.projects)
    return {col.field.name: col for col in cols}


def _moved(mark: Mark, homes: Mapping[str, tuple[Table, dict[str, Column]]], *, is_text: bool) -> Mark:
    """The mark at the cell where the value now stands, with its old cell named; without a cell where none holds it."""
    if mark.address is None:
        return mark
    old = mark.address if is_text or not mark.sheet else f"{mark.sheet} {mark.address}"
    said = replace(mark, message=f"In your file, {old}: {mark.message}", sheet=None, address=None)
    home, place = homes.get(mark.sheet or ""), place_of(mark.address)
    if home is None or place is None:
        return said
    table, cols = home
    name = next((name for name, column in table.columns.items() if column == place[1]), None)
    row = _new_row(table, place[0])
    if name not in cols or row is None:
        return said
    tab = table.sheet.name
    return replace(said, sheet=tab, address=CellRef(tab, row, cols[name].number).address)


def _new_row(table: Table, row: int) -> int | None:
    if row == table.header_row:
        return layout.HEADING_ROW
    if row not in table.cells.index:
        return None
    return layout.FIRST_ROW + int(table.cells.index.get_indexer([row])[0])


def _left_out(raw: RawFile, homes: Mapping[str, tuple[Table, dict[str, Column]]]) -> Iterator[str]:
    """Headings of the file whose columns the template does not have; city and period stand on `Your city`."""
    elsewhere = {field.name for field in fields.PLACE_FIELDS}
    for tab, (table, cols) in homes.items():
        kept = {column for name, column in table.columns.items() if name in cols or name in elsewhere}
        sheet = next(sheet for sheet in raw.sheets if sheet.name == tab)
        for column, value in sheet.cells.loc[table.header_row].items():
            if not is_blank(value) and str(value).strip() and column not in kept:
                yield f"“{value}”"


def _copied(raw: RawFile, marks: Sequence[Mark]) -> Refilled:
    buffer = io.BytesIO()
    names: dict[str, str] = {}
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    sheets = [sheet for sheet in raw.sheets if sheet.name != SHEET]
    with Workbook(buffer, options) as book:
        for name, value in raw.properties.items():
            book.set_custom_property(name, value, "text")
        for sheet in sheets:
            names[sheet.name] = _sheet_name(sheet.name, set(names.values()))
            _copy(book, book.add_worksheet(names[sheet.name]), sheet)
    moved = tuple(replace(mark, sheet=names.get(mark.sheet or "", mark.sheet)) for mark in marks)
    return Refilled(buffer.getvalue(), moved, IN_COPY)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook may give a sheet."""
    plain = _NOT_IN_NAMES.sub("_", name)[:_LONGEST_NAME] or "Table"
    known = {other.casefold() for other in taken} | {"history"}
    number, unique = 2, plain
    while unique.casefold() in known:
        unique, number = f"{plain[: _LONGEST_NAME - 5]} ({number})", number + 1
    return unique


def _copy(book: Workbook, target: Worksheet, sheet: RawSheet) -> None:
    looks: dict[str, object] = {}
    for row, cells in sheet.cells.iterrows():
        for column, value in cells.items():
            place = int(str(row)), int(str(column))
            if is_blank(value) or place[0] > 1_048_576 or place[1] > 16_384:
                continue
            look = _look(value, sheet.formats.get(place, ""))
            key = repr(look)
            if key not in looks:
                looks[key] = book.add_format(look)
            _copy_one(target, place[0] - 1, place[1] - 1, value, looks[key])
    if len(sheet.cells.columns):
        target.set_column(0, min(int(max(sheet.cells.columns)), 16_384) - 1, 20)


def _look(value: Value, number_format: str) -> dict[str, object]:
    if isinstance(value, str):
        return {"quote_prefix": True} if needs_quote(value) else {}
    if isinstance(value, dt.date | dt.time):
        day = "dd mmm yyyy" if isinstance(value, dt.date) else "hh:mm:ss"
        return {"num_format": f"{day} hh:mm" if isinstance(value, dt.datetime) else day}
    return {"num_format": number_format} if number_format else {}


def _copy_one(target: Worksheet, row: int, column: int, value: Value, look: object) -> None:
    if isinstance(value, str):
        target.write_string(row, column, value[:32_767], look)
    elif isinstance(value, dt.date | dt.time):
        target.write_datetime(row, column, value, look)
    else:
        target.write(row, column, value, look)
