"""The sheet `Last report`: what was said last time, row by row beside `Projects`; first what was planned and wanted, so
that "what happened?" is answered beside it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

import pandas as pd
from xlsxwriter import Workbook

from etl import fields
from etl.fields import Field, Kind
from etl.template import layout
from etl.template.context import Context
from etl.template.layout import FIRST_ROW, Column
from etl.template.style import Styles
from etl.template.tables import Table
from etl.template.values import is_blank

PERIOD = Field("last_period", Kind.TEXT, "Reported for")
_FIRST = ("project_id", "title")
# What was said about the time that is now over, with the question that it answers.
_SAID = {"next_steps": "Next steps you planned", "support_needed": "Support you wanted"}
_ASKS = "What happened? Type it on Projects under “{}”"
_LINE_PT, _MOST_LINES = 15, 12
_LONGEST_PROMPT = 250  # Excel shows 255 characters beside a cell


def columns(sheet: fields.Sheet) -> list[Column]:
    """Code and name, what was planned, then the rest in the order of Projects; nothing to fill in."""
    rest = [f.name for f in sheet.fields if f.name not in (*_FIRST, *_SAID)]
    ordered = [_plain(sheet[name]) for name in (*_FIRST, *_SAID, *rest)] + [PERIOD]
    asks = _ASKS.format(sheet["progress_note"].label)
    return [
        Column(f, number, True, True, False, asks if f.name in _SAID else "What you reported")
        for number, f in enumerate(ordered, start=1)
    ]


def _plain(spec: Field) -> Field:
    return replace(spec, label=_SAID.get(spec.name, spec.label), hint="")


def write(workbook: Workbook, styles: Styles, context: Context) -> None:
    """Adds the sheet."""
    table = Table(workbook, styles, context, layout.LAST_REPORT, columns(context.reference.projects))
    lead = "What you reported last time, row by row as on Projects. Nothing to fill in here."
    table.head(f"Last report · {context.city['name']}", lead)
    table.rows(context.projects, spare=0)
    for row, record in enumerate(context.projects.astype(object).to_dict("records"), start=FIRST_ROW):
        table.sheet.set_row(row - 1, _height(record, table.cols))
    table.sheet.freeze_panes(layout.HEADING_ROW, 2)
    table.sheet.protect("", {"format_columns": True, "format_rows": True})


def _height(record: dict[Hashable, object], cols: list[Column]) -> float:
    """Points that the longest text of a row needs: locked rows do not grow by themselves everywhere."""
    lengths = (
        len(str(record.get(col.field.name) or "")) / col.width for col in cols if col.field.kind is Kind.TEXT
    )
    return _LINE_PT * min(_MOST_LINES, 1 + int(max(lengths, default=0) * 1.15))


def prompts(projects: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """(row, what was planned and wanted) for the cells where the officer says what was done."""
    for row, record in enumerate(projects.astype(object).to_dict("records"), start=FIRST_ROW):
        said = [f"{label}: {record[name]}" for name, label in _SAID.items() if not is_blank(record.get(name))]
        if said:
            text = "\n".join(said)
            yield row, text if len(text) <= _LONGEST_PROMPT else text[: _LONGEST_PROMPT - 1] + "…"
