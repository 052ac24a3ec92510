"""Writes one table sheet: band, hints, headings, rows, drop-downs and input messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl import fields
from etl.fields import Kind
from etl.template import choices, layout
from etl.template.context import Context, Typed
from etl.template.layout import Column
from etl.template.style import Styles
from etl.template.values import Shown, needs_quote, shown
from etl.validate import schema

MOST_CHARACTERS = 32_767  # of one cell
A3, A4 = 8, 9  # numbers of the papers in the file format
# What an officer may do on a protected sheet: everything but change locked cells.
ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "sort": True,
    "autofilter": True,
}


class Table:
    """One table sheet in the making."""

    def __init__(
        self, workbook: Workbook, styles: Styles, context: Context, name: str, cols: list[Column]
    ) -> None:
        """Adds the sheet `name` with its column widths; `cols` in order from column A."""
        self.styles, self.context, self.cols = styles, context, cols
        self.last_row = layout.CHECKED_ROWS
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        is_wide = len(cols) > max(len(sheet.fields) for sheet in fields.SIDE_SHEETS)
        self.sheet.set_paper(A3 if is_wide else A4)
        self.sheet.fit_to_pages(2 if is_wide else 1, 0)
        self.sheet.repeat_rows(layout.BAND_ROW - 1, layout.HEADING_ROW - 1)
        for col in cols:
            self.column(col)

    def column(self, col: Column, *, level: int = 0) -> None:
        """Width and format of a column below its prepared rows; `level` 1 groups it with its neighbours."""
        look = self.styles.column(col.field.kind, locked=col.is_locked)
        self.sheet.set_column(col.index, col.index, col.width, look, {"level": level})

    def head(self, title: str, lead: str) -> None:
        """Title, one sentence on what to do, the band of needs, the hints and the headings."""
        sheet, styles = self.sheet, self.styles
        sheet.set_row(layout.TITLE_ROW - 1, 30)
        sheet.write_string(layout.TITLE_ROW - 1, 0, title, styles["title"])
        sheet.set_row(layout.LEAD_ROW - 1, 20)
        sheet.write_string(layout.LEAD_ROW - 1, 0, lead, styles["line"])
        if self.context.is_practice:
            for col in self.cols:
                sheet.write_blank(layout.NOTE_ROW - 1, col.index, None, styles["practice"])
            sheet.write_string(layout.NOTE_ROW - 1, 0, PRACTICE_NOTE, styles["practice"])
        sheet.set_row(layout.HINT_ROW - 1, 52 if any(col.field.hint for col in self.cols) else 6)
        sheet.set_row(layout.HEADING_ROW - 1, 36)
        needed = None
        for col in self.cols:
            self._head_column(col, shows_need=col.need != needed)
            needed = col.need

    def _head_column(self, col: Column, *, shows_need: bool) -> None:
        look = "must" if col.is_must else "rest"
        need = col.need if shows_need else ""
        texts = (("band", need), ("hint", col.field.hint), ("head", col.field.label))
        for row, (part, text) in enumerate(texts, start=layout.BAND_ROW - 1):
            self.sheet.write_string(row, col.index, text, self.styles[f"{part}_{look}"])

    def rows(self, frame: pd.DataFrame, *, spare: int) -> None:
        """The frame's rows from the first row on, then `spare` empty ones; other columns stay blank."""
        records = frame.astype(object).to_dict("records")
        self.last_row = layout.last_checked(len(records))
        for position, record in enumerate([*records, *({} for _ in range(spare))]):
            row = layout.FIRST_ROW - 1 + position
            for col in self.cols:
                value = record.get(col.field.name) if col.is_prefilled else None
                self._write(row, col, shown(value, col.field, self.context.reference))

    def fill(self, typed: Sequence[Mapping[str, Typed]] | None) -> None:
        """A report's own rows in place of the prepared ones, as typed; every cell of them can be changed."""
        if typed is None:
            return
        prepared = self.sheet.dim_rowmax - layout.FIRST_ROW + 2 if self.sheet.dim_rowmax else 0
        for position in range(max(len(typed), prepared)):
            record = typed[position] if position < len(typed) else {}
            for col in self.cols:
                cell = self.styles.cell(col.field.kind, locked=False, must=col.is_must)
                self._type(layout.FIRST_ROW - 1 + position, col, record.get(col.field.name), cell)

    def _type(self, row: int, col: Column, value: Typed, cell: Format) -> None:
        if isinstance(value, str):
            quoted = self.styles.cell(
                col.field.kind, locked=False, must=col.is_must, quoted=needs_quote(value)
            )
            self.sheet.write_string(row, col.index, value[:MOST_CHARACTERS], quoted)
        elif isinstance(value, dt.date) and col.field.kind is Kind.DATE:
            self.sheet.write_datetime(row, col.index, value, cell)
        elif isinstance(value, dt.date | dt.time):
            self.sheet.write_string(row, col.index, value.isoformat(), cell)
        else:
            self.sheet.write(row, col.index, value, cell)

    def checks(self, offered: set[str], prompts: Mapping[str, Mapping[int, str]]) -> None:
        """Drop-downs, limits and input messages of every column that can be typed in.

        `prompts`: field → row → text that is shown beside that one cell in place of the column's hint.
        """
        for col in self.cols:
            if not col.is_locked:
                rule = {**_rule(col, offered), **_message(col)}
                start = layout.FIRST_ROW
                for row, text in sorted(prompts.get(col.field.name, {}).items()):
                    if row > start:
                        self.sheet.data_validation(start - 1, col.index, row - 2, col.index, rule)
                    own = {**rule, "input_message": text}
                    self.sheet.data_validation(row - 1, col.index, row - 1, col.index, own)
                    start = row + 1
                self.sheet.data_validation(start - 1, col.index, self.last_row - 1, col.index, rule)

    def _write(self, row: int, col: Column, value: Shown) -> None:
        if value is None:
            self.sheet.write_blank(row, col.index, None, self._cell(col))
        elif isinstance(value, str):
            self.sheet.write_string(row, col.index, value, self._cell(col, quoted=needs_quote(value)))
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, col.index, value, self._cell(col))
        else:
            self.sheet.write_number(row, col.index, value, self._cell(col))

    def _cell(self, col: Column, *, quoted: bool = False) -> Any:
        return self.styles.cell(col.field.kind, locked=col.is_locked, must=col.is_must, quoted=quoted)


PRACTICE_NOTE = "Practice: the figures in this file are invented."


def _rule(col: Column, offered: set[str]) -> dict[str, Any]:
    field = col.field
    if field.name == "project_id" and choices.PROJECT in offered:
        return _list_rule(choices.PROJECT) | {"error_type": "warning"}
    if field.kind is Kind.YES_NO:
        return _list_rule(choices.YES_NO)
    if field.kind is Kind.CODE and field.code_list in offered:
        return _list_rule(str(field.code_list))
    if field.kind is Kind.PERCENT:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": schema.LOWEST_PCT,
            "maximum": schema.HIGHEST_PCT,
        }
    if field.kind is Kind.AMOUNT:
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
    if field.kind is Kind.DATE:
        span = {"minimum": schema.EARLIEST, "maximum": schema.LATEST}
        return {"validate": "date", "criteria": "between", "error_type": "warning", **span}
    return {"validate": "any"}


def _list_rule(name: str) -> dict[str, Any]:
    return {"validate": "list", "source": f"={choices.range_name(name)}"}


def _message(col: Column) -> dict[str, str]:
    """The hint beside the cell and in the refusal: one text for both, cut to what Excel holds."""
    title, hint = col.field.label[:32], (col.field.hint or f"{col.field.label}: {col.need.lower()}.")[:255]
    return {"input_title": title, "input_message": hint, "error_title": title, "error_message": hint}
