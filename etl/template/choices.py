"""The `Choices` sheet: every drop-down's entries, as named ranges that the other sheets point at."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from etl import fields
from etl.template import layout, spellings
from etl.template.context import Context
from etl.template.style import Styles
from etl.template.values import is_blank

YES_NO = "yes_no"
PROJECT = "project"
_DATED = {"focus_area": "focus_areas", "sector": "sectors", "pillar": "pillars"}
_HEADINGS = {
    YES_NO: "Yes or No",
    "status": "Status",
    "self_rating": "Your view",
    "currency": "Currency",
    "focus_area": "Focus area",
    "sector": "Sector",
    "pillar": "Pillar",
    PROJECT: "Project code",
    "project_title": "Project name",
}


def entries(context: Context) -> dict[str, list[str]]:
    """What each drop-down offers on the period's data date: list name → labels, in the list's order."""
    lists = context.reference.lists
    offered = {
        YES_NO: ["Yes", "No"],
        "status": [r["label"] for r in context.rows_in_force("statuses") if r["offered_in_template"] == "1"],
        "self_rating": list(lists["self_rating"].entries.values()),
        "currency": list(lists["currency"].entries.values()),
    }
    for name, table in _DATED.items():
        offered[name] = [row["name"] for row in context.rows_in_force(table)]
    offered[PROJECT] = _texts(context, "project_id")
    offered["project_title"] = _texts(context, "title")
    return offered


def _texts(context: Context, column: str) -> list[str]:
    if column not in context.projects:
        return []
    return [str(value) for value in context.projects[column] if not is_blank(value)]


def range_name(list_name: str) -> str:
    """Name of the range that holds a list's entries."""
    return f"choice_{list_name}"


def write(workbook: Workbook, styles: Styles, context: Context) -> set[str]:
    """Adds the sheet; returns the names of the lists that have entries, so can be offered."""
    sheet = workbook.add_worksheet(layout.CHOICES)
    sheet.write_string(0, 0, "Entries of the drop-down lists. Nothing to fill in here.", styles["line"])
    offered = entries(context)
    for column, (name, labels) in enumerate(offered.items()):
        sheet.set_column(column, column, 2 + max(map(len, [_HEADINGS[name], *labels])))
        sheet.write_string(2, column, _HEADINGS[name], styles["head_rest"])
        for row, label in enumerate(labels, start=3):
            sheet.write_string(row, column, label)
        if labels:
            area = xl_range_abs(3, column, 2 + len(labels), column)
            workbook.define_name(range_name(name), f"='{layout.CHOICES}'!{area}")
    _spellings(workbook, sheet, context, len(offered) + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.print_area(0, 0, 2 + max(map(len, offered.values())), len(offered) - 1)
    sheet.freeze_panes(3, 0)
    sheet.protect()
    return {name for name, labels in offered.items() if labels}


def _spellings(workbook: Workbook, sheet: Worksheet, context: Context, first: int) -> None:
    """Hidden columns: every spelling that the reader understands, for the workbook's own checks."""
    everything = [
        *context.reference.projects.fields,
        *(f for side in fields.SIDE_SHEETS for f in side.fields),
    ]
    column = first
    for name, words in spellings.columns(context.reference, everything):
        for row, word in enumerate(words, start=3):
            sheet.write_string(row, column, word)
        workbook.define_name(name, f"='{layout.CHOICES}'!{xl_range_abs(3, column, 2 + len(words), column)}")
        column += 1
    sheet.set_column(first, column - 1, 12, None, {"hidden": True})
