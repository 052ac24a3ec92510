"""The template goes through LibreOffice and back unharmed: what it offers, forbids and hides, and what was typed."""

from __future__ import annotations

import io

import openpyxl
import pytest
from filling import CITY, PERIOD, sound
from libreoffice import NEVER, Office
from openpyxl.workbook import Workbook

from etl import pipeline
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.validate.scope import Chosen

SHEETS = ("Start here", "Your city", "Projects", "Milestones", "Partners", "Results", "Checks", "Last report")


@pytest.fixture(scope="module")
def before(reference: Reference) -> bytes:
    """The workbook as an officer filled it in."""
    return sound(reference)


@pytest.fixture(scope="module")
def after(before: bytes, office: Office) -> bytes:
    """The same, opened and saved, without being asked to work anything out anew."""
    return office({"report.xlsx": before}, recalculate=NEVER)["report.xlsx"]


@pytest.fixture(scope="module")
def books(before: bytes, after: bytes) -> tuple[Workbook, Workbook]:
    """Before and after, as openpyxl reads them."""
    first, second = (openpyxl.load_workbook(io.BytesIO(data)) for data in (before, after))
    return first, second


def checked(data: bytes, store: Settings, reference: Reference) -> Outcome:
    """What the reader says of the workbook."""
    return pipeline.check(Request(data, "report.xlsx", Chosen(CITY, PERIOD)), store.home, reference)


def test_every_value_comes_back(books: tuple[Workbook, Workbook]) -> None:
    first, second = books
    assert second.sheetnames == first.sheetnames
    for name in ("Your city", "Projects", "Milestones", "Partners", "Results", "Last report", "Choices"):
        for row in first[name].iter_rows(min_row=3):
            for cell in row:
                assert second[name][cell.coordinate].value == cell.value, f"{name}!{cell.coordinate}"


def test_locks_and_drop_downs_come_back(books: tuple[Workbook, Workbook]) -> None:
    first, second = books
    for name in SHEETS:
        assert second[name].protection.sheet == first[name].protection.sheet
    for name in ("Projects", "Milestones", "Partners", "Results"):
        locked = [[[c.protection.locked for c in row] for row in b[name]["A7:X20"]] for b in books]
        assert locked[0] == locked[1]
        offered = [
            {
                (str(cell), str(rule.formula1))
                for rule in b[name].data_validations.dataValidation
                if rule.type == "list"
                for cell in rule.sqref.ranges
            }
            for b in books
        ]
        assert offered[0] == offered[1] != set()


def test_the_marks_that_identify_it_come_back(books: tuple[Workbook, Workbook]) -> None:
    first, second = ({p.name: p.value for p in book.custom_doc_props.props} for book in books)
    assert first.items() <= second.items()
    assert second["ascn_city"] == CITY


def test_the_checks_come_back(books: tuple[Workbook, Workbook]) -> None:
    first, second = books
    assert set(first.defined_names) <= set(second.defined_names)
    for name in ("Projects", "Milestones", "Partners", "Results"):
        told = [
            {str(rule.formula[0]) for area in b[name].conditional_formatting for rule in area.rules}
            for b in books
        ]
        assert told[0] == told[1] != set()
    hidden = [name for name, shape in second["Checks"].column_dimensions.items() if shape.hidden]
    assert hidden


def test_the_reader_takes_the_same_rows_and_says_nothing_of_the_checks(
    before: bytes, after: bytes, record_store: Settings, reference: Reference
) -> None:
    first, second = (checked(data, record_store, reference) for data in (before, after))
    assert second.findings == first.findings
    assert (second.verdict, second.rows_read) == (first.verdict, first.rows_read) == (first.verdict, 6)
    assert not {f.code for f in second.findings} & {"heading_unknown", "formula_uncached", "cell_error"}
    assert not any(f.cell and f.cell.sheet not in ("Projects", "Your city") for f in second.findings)


def test_a_workbook_that_comes_back_still_checks_itself(after: bytes, office: Office) -> None:
    book = openpyxl.load_workbook(io.BytesIO(after))
    book["Projects"]["F7"] = 140
    buffer = io.BytesIO()
    book.save(buffer)
    again = office({"again.xlsx": buffer.getvalue()})["again.xlsx"]
    cover = openpyxl.load_workbook(io.BytesIO(again), data_only=True)["Start here"]
    assert cover["B6"].value == "1 cell to look at: 1 to correct."
