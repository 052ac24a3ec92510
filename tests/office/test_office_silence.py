"""The workbook of the silence procedure through LibreOffice and back: locks, drop-downs, marks and answers stay."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from libreoffice import Office

from dashboard.reports import silence_book, silence_read
from dashboard.reports.model import Stamp
from dashboard.reports.silence import Line, check

TEXTS = ("ยะโฮร์บาห์รู", "ភ្នំពេញ", "ရန်ကုန်", "ວຽງຈັນ", "Đà Nẵng")
STAMP = Stamp("Meeting 2026, draft", "2025", "30 Sep 2025", "now", "2024", "", "The record", True)
COVER = silence_book.Cover("e", "2026-01-01T00:00:00", "MYS", "Malaysia", dt.date(2026, 12, 10), "IMD")
LINES = [
    *(Line("sentence", f"s/{n}", "Here", f"{text}: 1.", "Listed: 1", "F1 of a.csv") for n, text in enumerate(TEXTS)),
    Line("figure", "figure/1", "Malaysia", "Completed: 4", "", "F1 of a.csv"),
]  # fmt: skip


@pytest.fixture(scope="module")
def back(office: Office) -> bytes:
    """Filled in, opened in LibreOffice and saved by it."""
    book = openpyxl.load_workbook(io.BytesIO(silence_book.written(LINES, COVER, STAMP)))
    page = book[silence_book.SENTENCES]
    for row, text in enumerate(TEXTS, silence_book.HEAD_ROW + 1):
        page[f"F{row}"], page[f"G{row}"] = "correct", f"{text}: one."
    out = io.BytesIO()
    book.save(out)
    return office({"back.xlsx": out.getvalue()})["back.xlsx"]


def test_what_was_sent_and_what_was_answered_comes_back_letter_by_letter(back: bytes) -> None:
    read = silence_read.returned(back, "back.xlsx")
    assert (read.edition_id, read.begun, read.iso3) == ("e", "2026-01-01T00:00:00", "MYS")
    sentences = [row for row in read.rows if row.sheet == silence_book.SENTENCES]
    assert [row.corrected for row in sentences] == [f"{text}: one." for text in TEXTS]
    assert {row.answer for row in sentences} == {"correct"}
    assert all(row.mark == check("e", "MYS", row.reference, row.text) for row in read.rows)
    assert len(read.rows) == len(LINES)


def test_only_the_answers_are_still_open_and_offered(back: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(back))
    for name in (silence_book.SENTENCES, silence_book.FIGURES):
        page = book[name]
        assert page.protection.sheet
        row = page[silence_book.HEAD_ROW + 1]
        assert [c.column_letter for c in row if not c.protection.locked] == ["F", "G", "H"]
        assert "agree" in page.data_validations.dataValidation[0].formula1
    assert "Invented figures" in str(book[silence_book.COVER]["B4"].value)
