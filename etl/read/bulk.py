"""xls, xlsb and ods, and any xlsx whose parts cannot be followed: bytes -> Book by python-calamine.

calamine gives values with their places but no number formats; where those bear on meaning,
etl/read/formats_*.py adds them.
"""

from __future__ import annotations

import io

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from etl.read.grids import Budget, Gatherer, alike, refuse_above
from etl.read.raw import Book, Grid, Limits, Unreadable, Value

ERROR_TEXTS = frozenset(
    (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#DATA!",
        "#SPILL!",
        "#CALC!",
    )
)


def read_bulk(data: bytes, limits: Limits) -> Book:
    """Every worksheet.

    Unreadable: encrypted, too_complex; any other exception (PanicException too) means damaged.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    budget = Budget(limits)
    refuse_above("sheets", len(workbook.sheet_names), limits.max_sheets)
    grids = []
    for meta in workbook.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            hidden = meta.visible != SheetVisibleEnum.Visible
            grids.append(_grid(workbook.get_sheet_by_name(meta.name), Gatherer(meta.name, budget, hidden)))
    return Book(grids)


def _grid(sheet: CalamineSheet, gatherer: Gatherer) -> Grid:
    first_row, first_column = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        cells: dict[int, Value] = {}
        for column, typed in enumerate(values, start=first_column + 1):
            value = alike(typed)
            if value is not None:
                cells[column] = value
                if value in ERROR_TEXTS:
                    gatherer.odd[row, column] = str(value)
        gatherer.add_row(row, cells)
    return gatherer.grid()
