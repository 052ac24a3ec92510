"""The workbook of the silence procedure: a cover, the sentences, the figures; all protected but for the answers. Lines
in, bytes out. What identifies it stands in the file's properties and, for programs that lose those, on the cover."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import labels
from dashboard.exports.about import INVENTED
from dashboard.reports.model import Stamp
from dashboard.reports.silence import Line, check
from etl.template.style import ACCENT, FONT, GREY, INK, LINE, PALE, PANEL

COVER, SENTENCES, FIGURES = "Start here", "Sentences", "Figures"
EDITION, COUNTRY, BEGUN = "ascn_edition", "ascn_member_state", "ascn_edition_begun"  # properties
EDITION_LABEL, COUNTRY_LABEL, BEGUN_LABEL = "Edition code", "Member state code", "Draft begun (UTC)"
WHO, POSITION, DAY = "Answered by", "Position", "Date"
ANSWERS = {"agree": "agree", "correct": "correct", "remove": "remove"}
HEAD_ROW = 4  # 1-based row of the headings on both sheets
# Heading → width; the answers are the columns that are open.
COLUMNS = {
    "Reference": 15,
    "Where in the report": 24,
    "What the draft says": 62,
    "Figures in it": 34,
    "Source cells": 30,
    "Your answer": 13,
    "Corrected text": 50,
    "Comment": 36,
    "Check": 10,
}
OPEN = ("Your answer", "Corrected text", "Comment")
LONGEST = 32_000  # letters of a cell: Excel takes no more than 32,767


@dataclass(frozen=True)
class Cover:
    """What the cover says beside the stamp. `begun`: the moment at which the edition was begun; it tells it from one of
    the same name in another store."""

    edition_id: str
    begun: str
    iso3: str
    country: str
    by: dt.date
    body: str
    contact: str = ""


def written(lines: Sequence[Line], cover: Cover, stamp: Stamp) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        looks = _Looks(book)
        _cover(book, looks, cover, stamp, lines)
        for name, is_text in ((SENTENCES, True), (FIGURES, False)):
            _sheet(book, looks, cover, stamp, name, [o for o in lines if (o.kind == "sentence") is is_text])
        book.set_custom_property(EDITION, cover.edition_id, "text")
        book.set_custom_property(COUNTRY, cover.iso3, "text")
        book.set_custom_property(BEGUN, cover.begun, "text")
        book.set_properties({"title": f"{cover.country}: draft to answer", "comments": stamp.edition})
    return out.getvalue()


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "top"}
        cell = {**base, "text_wrap": True, "border": 1, "border_color": LINE}

        def made(**look: Any) -> Format:
            return book.add_format({**base, **look})

        self.title = made(bold=True, font_size=20)
        self.text, self.label = made(text_wrap=True), made(bold=True)
        self.plain = made(font_color=GREY)
        self.practice = made(bold=True, font_color="#FFFFFF", bg_color=INK, valign="vcenter")
        self.due = made(bold=True, font_size=13, font_color=ACCENT)
        self.form = book.add_format({**cell, "bg_color": PALE, "locked": False, "num_format": "@"})
        self.locked = book.add_format({**cell, "bg_color": PANEL})
        self.head = book.add_format({**cell, "bold": True, "bg_color": PANEL, "valign": "bottom"})
        self.head_open = book.add_format(
            {**cell, "bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "valign": "bottom"}
        )
        self.missing = book.add_format({"bg_color": "#FFF7D1"})


def _steps(cover: Cover) -> tuple[str, ...]:
    return (
        "Fill in the blue cells below: who answers, position and date.",
        "On the sheets Sentences and Figures choose an answer in the blue column: agree, correct or remove.",
        "To correct a sentence, choose correct and write the whole sentence as it should be in Corrected text.",
        "A figure cannot be reworded: it comes from your cities’ reports. Choose correct, write what is wrong in "
        "Comment, and let the city send a corrected report. A row of a table of partners or of support wanted may be "
        "removed.",
        f"Save the file and send it back to {cover.contact or cover.body} by the day above. "
        "A line without an answer means that you do not object: after that day it stands as drafted.",
    )


def _cover(book: Workbook, looks: _Looks, cover: Cover, stamp: Stamp, lines: Sequence[Line]) -> None:
    page = book.add_worksheet(COVER)
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 24)
    page.set_column(2, 2, 92)
    page.set_row(1, 32)
    page.set_row(2, 20)
    page.set_row(3, 20)
    page.write_string(1, 1, f"{cover.country}: the draft to answer", looks.title)
    page.write_string(2, 1, f"Please answer by {labels.long_date(cover.by)}.", looks.due)
    if stamp.is_practice:
        for column in (1, 2):
            page.write_blank(3, column, None, looks.practice)
        page.write_string(3, 1, INVENTED, looks.practice)
    row = _list(page, looks, 5, enumerate_steps(cover))
    row = _form(page, looks, row + 1)
    _list(page, looks, row + 1, _said(cover, stamp, lines))
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect()


def enumerate_steps(cover: Cover) -> list[tuple[str, str]]:
    """What to do, numbered."""
    return [(f"Step {number}", text) for number, text in enumerate(_steps(cover), 1)]


def _said(cover: Cover, stamp: Stamp, lines: Sequence[Line]) -> list[tuple[str, str]]:
    counts = [sum(line.kind == kind for line in lines) for kind in ("sentence", "figure", "row")]
    nouns = zip(
        counts,
        ("sentence", "figure", "row of a table"),
        ("sentences", "figures", "rows of tables"),
        strict=True,
    )
    to_answer = labels.joined(labels.counted(count, one, many) for count, one, many in nouns if count)
    told = {
        "To answer": to_answer or labels.MISSING,
        "Edition": stamp.edition,
        "For period": f"{stamp.period}, data to {stamp.data_date}",
        "Compared with": stamp.compared_with or labels.MISSING,
        "Reports accepted by": stamp.known_on,
        "Source": stamp.source,
        "Made by": stamp.made_by,
        EDITION_LABEL: cover.edition_id,
        COUNTRY_LABEL: cover.iso3,
        BEGUN_LABEL: cover.begun,
    }
    return list(told.items())


def _list(page: Worksheet, looks: _Looks, row: int, items: Iterable[tuple[str, str]]) -> int:
    for label, text in items:
        page.write_string(row, 1, label, looks.label)
        page.write_string(row, 2, text, looks.text)
        page.set_row(row, 15.5 * max(1, -(-len(text) // 95)))
        row += 1
    return row


def _form(page: Worksheet, looks: _Looks, row: int) -> int:
    for label in (WHO, POSITION, DAY):
        page.write_string(row, 1, label, looks.label)
        page.write_blank(row, 2, None, looks.form)
        row += 1
    return row


def _sheet(
    book: Workbook, looks: _Looks, cover: Cover, stamp: Stamp, name: str, lines: Sequence[Line]
) -> None:
    page = book.add_worksheet(name)
    mark = f"{INVENTED} " if stamp.is_practice else ""
    page.write_string(0, 0, f"{cover.country}: {name.lower()} of the draft", looks.label)
    for place in range(1, len(COLUMNS) - 1 if mark else 0):
        page.write_blank(1, place, None, looks.practice)
    page.write_string(1, 0, f"{mark}{stamp.edition}. Please answer by {labels.long_date(cover.by)}.",
                      looks.practice if mark else looks.plain)  # fmt: skip
    places = {heading: place for place, heading in enumerate(COLUMNS)}
    for heading, place in places.items():
        page.write_string(HEAD_ROW - 1, place, heading, looks.head_open if heading in OPEN else looks.head)
        page.set_column(place, place, COLUMNS[heading], None, {"hidden": _is_hidden(name, heading)})
    page.set_row(HEAD_ROW - 1, 20)
    for row, line in enumerate(lines, HEAD_ROW):
        _line(page, looks, cover, row, line)
    _guard(page, looks, places, len(lines))


def _is_hidden(sheet: str, heading: str) -> bool:
    unused = ("Figures in it", "Corrected text") if sheet == FIGURES else ()
    return heading == "Check" or heading in unused


def _line(page: Worksheet, looks: _Looks, cover: Cover, row: int, line: Line) -> None:
    text = fitting(line.text)
    mark = check(cover.edition_id, cover.iso3, line.reference, text)
    given = (line.reference, line.where, text, line.figures, line.cells, None, None, None, mark)
    for place, (heading, told) in enumerate(zip(COLUMNS, given, strict=True)):
        look = looks.form if heading in OPEN else looks.locked
        if told is None:
            page.write_blank(row, place, None, look)
        else:
            page.write_string(row, place, fitting(told), look)
    page.set_row(row, _height(line))


def fitting(text: str) -> str:
    """A text as a cell of the workbook holds it; what is judged later is this, not the whole."""
    return text[:LONGEST]


def _height(line: Line) -> float:
    rows = [-(-len(text) // (width - 2)) + text.count("\n") for text, width in (
        (line.reference, 14), (line.where, 23), (line.text, 62), (line.figures, 33), (line.cells, 29))]  # fmt: skip
    return min(15.0 * max(1, *rows) + 3, 400)


def _guard(page: Worksheet, looks: _Looks, places: dict[str, int], count: int) -> None:
    """The drop-down, the filter, the frozen head, the protection; what is half answered turns yellow."""
    first, last = HEAD_ROW, HEAD_ROW + max(count, 1) - 1
    answer, text = places["Your answer"], places["Corrected text"]
    rule = {
        "validate": "list",
        "source": list(ANSWERS),
        "error_title": "Choose an answer",
        "error_message": "Choose agree, correct or remove, or leave the cell blank if you do not object.",
    }
    page.data_validation(first, answer, last, answer, rule)
    half = f'=AND($F{first + 1}="correct",$G{first + 1}="",$H{first + 1}="")'
    page.conditional_format(first, text, last, places["Comment"],
                            {"type": "formula", "criteria": half, "format": looks.missing})  # fmt: skip
    page.freeze_panes(HEAD_ROW, 1)
    page.autofilter(HEAD_ROW - 1, 0, last, len(places) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW - 1)
    page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True, "sort": True})
