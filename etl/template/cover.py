"""The two sheets in front: `Start here` in plain words, and `Your city` with who reports for when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from etl import due, fields
from etl.template import layout
from etl.template.checklist import SENTENCE
from etl.template.context import Context
from etl.template.layout import Column
from etl.template.style import Styles
from etl.template.tables import PRACTICE_NOTE
from etl.validate.rows import NEEDED_BY_NEW

AUDIENCES = {
    "public": "Everyone",
    "network": "Members of the network",
    "secretariat": "The Secretariat and your own country",
}
SHEETS = (
    (layout.YOUR_CITY, "Who prepared this report, and when."),
    ("Projects", "One row is one project of your action plan. This sheet is the report."),
    ("Milestones", "Optional. Steps of a project, each with a weight in percent and a due date."),
    ("Partners", "Optional. Who works with you or pays, project by project or for the city as a whole."),
    ("Results", "Optional. What a project changed, as numbers."),
    (
        layout.CHECKS,
        "What is wrong or missing, cell by cell, worked out on your computer. Nothing to fill in.",
    ),
    (layout.LAST_REPORT, "What you reported last time, row by row beside Projects. Nothing to fill in."),
    (layout.CHOICES, "Entries of the drop-down lists. Nothing to fill in."),
)


def due_words(context: Context) -> str:
    """By when the report is due, in the programme's time zone, as the store reads it."""
    due_at = str(context.period.get("due_at") or "")
    if not due_at:
        return "No due date is set yet."
    if due.is_day(due_at):
        return f"Please send it by {_day(due_at)}."
    moment = due.moment(due_at, context.reference).replace(tzinfo=dt.UTC)
    local, zone = _in_zone(moment, str(context.reference.programme["time_zone"]))
    return f"Please send it by {local.day} {local:%b %Y, %H:%M} {zone}."


def _in_zone(moment: dt.datetime, zone: str) -> tuple[dt.datetime, str]:
    """The moment on the zone's clock and the clock's name; UTC on a machine without a table of zones."""
    try:
        return moment.astimezone(ZoneInfo(zone)), f"{zone.rpartition('/')[2]} time"
    except ZoneInfoNotFoundError:
        return moment.astimezone(dt.UTC), "UTC"


def steps(context: Context) -> list[str]:
    """What to do, in order."""
    by_name = context.reference.projects.by_name
    label = {name: f.label for name, f in by_name.items()}
    must = _listed(f.label for f in by_name.values() if f.is_required)
    of_new = _listed(f.label for f in by_name.values() if f.is_required or f.name in NEEDED_BY_NEW)
    return [
        "Open the sheet Your city. Type who prepared the report, the position and the date.",
        f"Open the sheet Projects. For each project fill in the blue columns. {must} are always needed.",
        "Fill in the other columns if you know the answer. Blank means “not known”, never zero.",
        "Grey cells are filled in already and cannot be changed. White cells that are filled in hold your "
        "present plan: change them only if the plan changed.",
        f"A new project goes into the first free row. Leave “{label['project_id']}” blank; fill in {of_new}.",
        f"Never delete a row. If a project left the plan, choose No under “{label['in_plan']}” and say why.",
        f"With any amount, fill in “{label['currency']}” too.",
        "A cell that turns red, amber or yellow has something to correct, to confirm or to fill in. The sheet "
        "Checks says what, cell by cell.",
        "Columns that you do not need can be hidden. To fold them with the sign above the letters, choose "
        "Review, Unprotect Sheet first; there is no password.",
        "Save the file as an Excel workbook and upload it on the page “Send a report”. You see at once what to "
        "correct, cell by cell, and you may upload as often as you like.",
    ]


def _listed(labels: Iterable[str]) -> str:
    *most, last = (f"“{label}”" for label in labels)
    return f"{', '.join(most)} and {last}" if most else last


def write_start(workbook: Workbook, styles: Styles, context: Context, cols: list[Column], look: str) -> None:
    """Adds the cover; `cols` are the columns of Projects, explained one by one, `look` what there is to look at."""
    sheet = workbook.add_worksheet(layout.START)
    sheet.hide_gridlines(2)
    for column, width in enumerate((4, 30, 66, 30, 36)):
        sheet.set_column(column, column, width)
    row = _heading(sheet, styles, context)
    _look(sheet, styles, 5, look)
    row = _steps(sheet, styles, row, steps(context))
    row = _sheets(sheet, styles, row)
    row = _columns(sheet, styles, row, cols)
    statuses = [r for r in context.rows_in_force("statuses") if r["offered_in_template"] == "1"]
    row = _list(sheet, styles, row, "What the statuses mean", [(r["label"], r["meaning"]) for r in statuses])
    _list(sheet, styles, row, "Questions", [("Ask", context.contact or context.body)])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect()
    sheet.activate()


def _heading(sheet: Worksheet, styles: Styles, context: Context) -> int:
    country = context.reference.row("countries", "iso3", context.city["iso3"])["name"]
    sheet.set_row(1, 32)
    sheet.write_string(1, 1, f"Progress report {context.period['label']}", styles["title"])
    sheet.write_string(2, 1, f"{context.city['name']}, {country} · {context.programme}")
    sheet.write_string(3, 1, f"Situation on {_day(context.on_date)}. {due_words(context)}", styles["label"])
    if context.is_practice:
        for column in range(1, 5):
            sheet.write_blank(4, column, None, styles["practice"])
        sheet.write_string(4, 1, PRACTICE_NOTE, styles["practice"])
    return 8


def _look(sheet: Worksheet, styles: Styles, row: int, look: str) -> None:
    """How many cells there are to look at, kept up to date by the workbook itself, with the way to them."""
    sheet.set_row(row, 24)
    sheet.merge_range(row, 1, row, 3, "", styles["counted"])
    sheet.write_formula(row, 1, f"={SENTENCE}", styles["counted"], look)
    link = f"internal:'{layout.CHECKS}'!A1"
    sheet.write_url(row + 1, 1, link, styles["link"], "See them on the sheet Checks")


def _day(iso_date: str) -> str:
    day = dt.date.fromisoformat(iso_date)
    return f"{day.day} {day:%b %Y}"


def _section(sheet: Worksheet, styles: Styles, row: int, titles: tuple[str, ...]) -> int:
    for column in range(4):
        text = titles[column] if column < len(titles) else ""
        sheet.write_string(row, column + 1, text, styles["section"])
    return row + 1


def _steps(sheet: Worksheet, styles: Styles, row: int, texts: list[str]) -> int:
    row = _section(sheet, styles, row, ("What to do",))
    for number, text in enumerate(texts, start=1):
        sheet.write_number(row, 0, number, styles["step"])
        _wide(sheet, styles, row, 1, text)
        row += 1
    return row + 1


def _wide(sheet: Worksheet, styles: Styles, row: int, first: int, text: str) -> None:
    """Text over the rest of the page's width, with room for a second line where it needs one."""
    sheet.merge_range(row, first, row, 4, text, styles["text"])
    sheet.set_row(row, 32 if len(text) > (150 if first == 1 else 120) else 16.5)


def _list(sheet: Worksheet, styles: Styles, row: int, title: str, items: list[tuple[str, str]]) -> int:
    row = _section(sheet, styles, row, (title,))
    for name, text in items:
        sheet.write_string(row, 1, name, styles["text_bold"])
        _wide(sheet, styles, row, 2, text)
        row += 1
    return row + 1


def _sheets(sheet: Worksheet, styles: Styles, row: int) -> int:
    row = _section(sheet, styles, row, ("The sheets",))
    for name, text in SHEETS:
        sheet.write_url(row, 1, f"internal:'{name}'!A1", styles["link"], name)
        _wide(sheet, styles, row, 2, text)
        row += 1
    return row + 1


def _columns(sheet: Worksheet, styles: Styles, row: int, cols: list[Column]) -> int:
    row = _section(sheet, styles, row, ("The columns of Projects", "What to enter", "When", "Who sees it"))
    for col in cols:
        texts = (col.field.label, col.field.hint, col.need, AUDIENCES[col.field.audience])
        for column, text in enumerate(texts, start=1):
            look = "text_bold" if column == 1 and col.is_must else "text"
            sheet.write_string(row, column, text, styles[look])
        row += 1
    return row + 1


def write_city(workbook: Workbook, styles: Styles, context: Context) -> None:
    """Adds the form: labels in column A, what is filled in beside them."""
    sheet = workbook.add_worksheet(layout.YOUR_CITY)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 52)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "Your city", styles["title"])
    sheet.write_string(1, 0, "Fill in the blue cells.")
    row = layout.FORM_ROW - 1
    given = ((layout.CITY_LABEL, context.city["name"]), (layout.PERIOD_LABEL, context.period["period"]))
    for offset, (label, value) in enumerate(given):
        sheet.write_string(row + offset, 0, label, styles["label"])
        sheet.write_string(row + offset, 1, value, styles["form_locked"])
    row += len(given)
    for offset, label in enumerate((*fields.PERSON_LABELS, layout.DATE_LABEL)):
        sheet.write_string(row + offset, 0, label, styles["label"])
        look = "form_date" if label == layout.DATE_LABEL else "form"
        sheet.write(row + offset, 1, context.typed_cover.get(label), styles[look])
    for offset in range(5):
        sheet.set_row(layout.FORM_ROW - 1 + offset, 22)
    sheet.protect()
