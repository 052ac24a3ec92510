"""Puts the workbook together: the sheets of the contract in their order, and the marks that identify it."""

from __future__ import annotations

import io

from xlsxwriter import Workbook

from etl import fields
from etl.template import choices, cover, last_report, layout
from etl.template.checklist import GRID, SENTENCE, Checklist, mark_cells, sentence
from etl.template.context import STANDS, Context
from etl.template.initial import still_empty
from etl.template.layout import Column
from etl.template.selfcheck import SheetCheck
from etl.template.style import Styles
from etl.template.tables import ALLOWED, Table

LEADS = {
    "Milestones": "Optional. The weights of one project's milestones add up to 100. “Done on” is a date.",
    "Partners": "Optional. Leave the project code blank where the partner works with the city as a whole.",
    "Results": "Optional. One row is one number that the project set out to change.",
}


def build(context: Context) -> bytes:
    """The xlsx workbook of one city for one period. Pure: the same context gives the same content."""
    buffer = io.BytesIO()
    with Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        styles = Styles(workbook)
        cols = layout.project_columns(context.reference.projects)
        checks = _checks(context, cols)
        said = [s for check in checks for s in still_empty(check, context.frame(check.sheet.name))]
        cover.write_start(workbook, styles, context, cols, sentence(said))
        cover.write_city(workbook, styles, context)
        tables = [_projects(workbook, styles, context, cols, sentence(said))]
        for sheet in fields.SIDE_SHEETS:
            tables.append(_side(workbook, styles, context, sheet))
        checklist = Checklist(workbook, styles, context)
        last_report.write(workbook, styles, context)
        offered = choices.write(workbook, styles, context)
        for table, check in zip(tables, checks, strict=True):
            said_before = last_report.prompts(context.projects) if table is tables[0] else ()
            table.checks(offered, {"progress_note": dict(said_before)})
            mark_cells(styles, table.sheet, check, table.last_row)
        checklist.write([(c, t.last_row) for c, t in zip(checks, tables, strict=True)], said)
        _mark(workbook, context)
    return buffer.getvalue()


def _checks(context: Context, cols: list[Column]) -> list[SheetCheck]:
    """The checks of each sheet; on `Checks` their columns stand first, then those of the values they judge."""
    laid = [(context.reference.projects, cols), *((s, layout.side_columns(s)) for s in fields.SIDE_SHEETS)]
    at, checks = GRID + sum(len(columns) for _, columns in laid), []
    for sheet, columns in laid:
        checks.append(SheetCheck(context, sheet, columns, at))
        at += len(checks[-1].held)
    return checks


def _place(context: Context) -> str:
    return f"{context.city['name']}, {context.period['label']}"


def _projects(workbook: Workbook, styles: Styles, context: Context, cols: list[Column], look: str) -> Table:
    table = Table(workbook, styles, context, context.reference.projects.name, cols)
    lead = "One row is one project. Fill in the blue columns first. "
    table.head(f"Projects · {_place(context)}", lead)
    table.sheet.write_formula(layout.LEAD_ROW - 1, 0, f'="{lead}"&{SENTENCE}', styles["line"], lead + look)
    table.rows(context.projects, spare=layout.SPARE_ROWS)
    table.fill(context.typed.get(table.sheet.name))
    start = layout.first_optional(cols)
    for col in cols[start:]:
        table.column(col, level=1)
    table.sheet.outline_settings(visible=True, symbols_below=True, symbols_right=False)
    table.sheet.freeze_panes(layout.HEADING_ROW, 2)
    table.sheet.repeat_columns(0, 1)
    table.sheet.protect("", ALLOWED)
    return table


def _side(workbook: Workbook, styles: Styles, context: Context, sheet: fields.Sheet) -> Table:
    table = Table(workbook, styles, context, sheet.name, layout.side_columns(sheet))
    lead = LEADS[sheet.name]
    is_less = context.is_shown_less and sheet is fields.PARTNERS
    table.head(f"{sheet.name} · {_place(context)}", f"{lead} {STANDS}" if is_less else lead)
    table.rows(context.frame(sheet.name), spare=layout.SPARE_ROWS)
    table.fill(context.typed.get(sheet.name))
    table.sheet.freeze_panes(layout.HEADING_ROW, 1)
    return table


def _mark(workbook: Workbook, context: Context) -> None:
    marks = {
        layout.PROPERTY_ID: fields.TEMPLATE_ID,
        layout.PROPERTY_VERSION: fields.TEMPLATE_VERSION,
        layout.PROPERTY_CITY: context.city["city_id"],
        layout.PROPERTY_PERIOD: context.period["period"],
        layout.PROPERTY_PRACTICE: "1" if context.is_practice else "0",
    }
    if context.is_shown_less:
        marks[fields.SHOWN_LESS_PROPERTY] = "1"
    for name, value in marks.items():
        workbook.set_custom_property(name, value, "text")
    workbook.set_properties({"title": f"Progress report, {_place(context)}", "company": context.programme})
