"""xls and xlsb, and any xlsx whose parts cannot be followed: bytes -> Book by python-calamine.

calamine gives values with their places but no number formats; etl/read/formats_xls.py and formats_xlsb.py add
those.
"""

from __future__ import annotations

import contextlib
import io
import struct

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.read.formats_xls import xls_formats
from etl.read.formats_xlsb import xlsb_formats
from etl.read.grids import ERROR_TEXTS, Budget, Gatherer, alike, refuse_above
from etl.read.package import Package
from etl.read.raw import Book, Grid, Limits, Place, Value

# What a scan of binary records can meet in a file whose records are not what they say; the values are read
# without formats then.
SCAN_FAULTS = (struct.error, IndexError, KeyError, ValueError)

Formats = dict[Place, str]


def read_xls(data: bytes, limits: Limits) -> Book:
    """Every worksheet of an xls.

    Unreadable: encrypted, too_complex; any other exception (PanicException too) means damaged.
    """
    formats: list[Formats] = []
    with contextlib.suppress(*SCAN_FAULTS):
        formats = xls_formats(data)
    workbook = _opened(data, limits)
    by_name = (
        dict(zip(workbook.sheet_names, formats, strict=False))
        if len(workbook.sheet_names) == len(formats)
        else {}
    )
    return _book(workbook, by_name, limits)


def read_xlsb(data: bytes, package: Package, limits: Limits) -> Book:
    """Every worksheet of an xlsb. Raises as read_xls."""
    formats: dict[str, Formats] = {}
    with contextlib.suppress(*SCAN_FAULTS):
        formats = xlsb_formats(package)
    return _book(_opened(data, limits), formats, limits)


def read_values(data: bytes, limits: Limits) -> Book:
    """Every worksheet, without number formats: the second way into a package whose parts cannot be followed."""
    return _book(_opened(data, limits), {}, limits)


def _opened(data: bytes, limits: Limits) -> CalamineWorkbook:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    refuse_above("sheets", len(workbook.sheet_names), limits.max_sheets)
    return workbook


def _book(workbook: CalamineWorkbook, formats: dict[str, Formats], limits: Limits) -> Book:
    budget = Budget(limits)
    grids = []
    for meta in workbook.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            gatherer = Gatherer(meta.name, budget, meta.visible != SheetVisibleEnum.Visible)
            gatherer.formats = formats.get(meta.name, {})
            grids.append(_grid(workbook.get_sheet_by_name(meta.name), gatherer))
    return Book(grids)


def _grid(sheet: CalamineSheet, gatherer: Gatherer) -> Grid:
    first_row, first_column = sheet.start or (0, 0)
    errors = {place: text for place, text in gatherer.formats.items() if text in ERROR_TEXTS}
    gatherer.formats = {place: text for place, text in gatherer.formats.items() if place not in errors}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        cells: dict[int, Value] = {}
        for column, typed in enumerate(values, start=first_column + 1):
            value = errors.get((row, column)) or alike(typed)
            if value is not None:
                cells[column] = value
                if value in ERROR_TEXTS:
                    gatherer.odd[row, column] = str(value)
        gatherer.add_row(row, cells)
    for top, left, bottom, right in ((*start, *end) for start, end in sheet.merged_cell_ranges or ()):
        gatherer.merge(top + 1, left + 1, bottom + 1, right + 1)
    return gatherer.grid()
