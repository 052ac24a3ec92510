"""The workbook's own checks against the reader's: after LibreOffice worked them out, both mark the same cells."""

from __future__ import annotations

import io

import openpyxl
import pytest
from filling import CITY, FAULTS, FAULTY_ROWS, PERIOD, faulty, sound, template
from libreoffice import Office
from openpyxl.workbook import Workbook

from etl import pipeline
from etl.findings import Finding
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.template import layout, selfcheck
from etl.template.checklist import GRID
from etl.validate.rows import ROW_RULES
from etl.validate.scope import Chosen
from etl.validate.side import SIDE_RULES

VARIANTS = range(-(-len(FAULTS) // FAULTY_ROWS))
Cells = dict[str, str]


@pytest.fixture(scope="module")
def saved(office: Office, reference: Reference) -> dict[str, bytes]:
    """Every variant as LibreOffice saves it."""
    books = {f"faulty-{variant}.xlsx": faulty(reference, variant) for variant in VARIANTS}
    return office({**books, "sound.xlsx": sound(reference), "made.xlsx": template(reference)})


def by_workbook(book: Workbook) -> Cells:
    """Projects!F12 → what the workbook says of it."""
    sheet, found = book["Checks"], {}
    column = GRID + 1
    while (tab := sheet.cell(4, column).value) is not None:
        for row in range(layout.FIRST_ROW, layout.CHECKED_ROWS + 1):
            if said := sheet.cell(row, column).value:
                found[f"{tab}!{sheet.cell(5, column).value}{row}"] = str(said)
        column += 1
    return found


def by_reader(data: bytes, store: Settings, reference: Reference) -> Cells:
    """Projects!F12 → the reader's sentence, for the rules that the workbook knows."""
    return {str(f.cell): f.message for f in findings(data, store, reference) if f.code in selfcheck.CODES}


def codes(data: bytes, store: Settings, reference: Reference) -> set[str]:
    """Codes of everything that the reader says."""
    return {f.code for f in findings(data, store, reference)}


def findings(data: bytes, store: Settings, reference: Reference) -> tuple[Finding, ...]:
    """What the reader says."""
    request = Request(data, "report.xlsx", Chosen(CITY, PERIOD))
    return pipeline.check(request, store.home, reference).findings


def opened(data: bytes) -> Workbook:
    """The workbook with its results."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_workbook_marks_the_cells_that_the_reader_cites(
    variant: int, saved: dict[str, bytes], record_store: Settings, reference: Reference
) -> None:
    data = saved[f"faulty-{variant}.xlsx"]
    book = opened(data)
    mine, cited = by_workbook(book), by_reader(data, record_store, reference)
    assert {cell: said[:60] for cell, said in mine.items() if cell not in cited} == {}
    assert {cell: said for cell, said in cited.items() if cell not in mine} == {}
    assert str(book["Start here"]["B6"].value).startswith(f"{len(mine)} cell")


def test_every_rule_that_the_workbook_knows_is_put_to_it(
    saved: dict[str, bytes], record_store: Settings, reference: Reference
) -> None:
    told = {code for name, data in saved.items() for code in codes(data, record_store, reference)}
    assert set(selfcheck.CODES) - told == set()


def test_a_sound_workbook_has_nothing_to_look_at(
    saved: dict[str, bytes], record_store: Settings, reference: Reference
) -> None:
    book = opened(saved["sound.xlsx"])
    assert by_workbook(book) == by_reader(saved["sound.xlsx"], record_store, reference) == {}
    assert book["Start here"]["B6"].value == "Nothing to correct."
    assert "Nothing to correct." in str(book["Projects"]["A2"].value)


def test_what_is_stored_in_the_made_file_is_what_a_recalculation_gives(
    saved: dict[str, bytes], reference: Reference
) -> None:
    made, again = opened(template(reference)), opened(saved["made.xlsx"])
    assert by_workbook(made) == by_workbook(again) != {}
    for sheet, area in (("Checks", "A1:D20"), ("Start here", "B6:B6"), ("Projects", "A2:A2")):
        pairs = zip(made[sheet][area], again[sheet][area], strict=True)
        assert all((a.value or "") == (b.value or "") for x, y in pairs for a, b in zip(x, y, strict=True))


def test_the_list_names_every_cell_with_its_reason(saved: dict[str, bytes]) -> None:
    book = opened(saved["faulty-1.xlsx"])
    lines = [[c.value for c in row] for row in book["Checks"].iter_rows(min_row=6, max_col=4, max_row=105)]
    listed = {str(place).replace(" ", "!"): text for place, _, _, text in lines if place}
    assert listed == {cell: said[1:] for cell, said in by_workbook(book).items()}


def test_each_row_rule_is_asked_in_the_workbook_or_says_why_not() -> None:
    for rule in (*ROW_RULES, *SIDE_RULES.values()):
        assert bool(rule.excel) != bool(rule.not_in_excel), rule.code


def test_no_formula_is_longer_than_excel_takes(reference: Reference) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(reference)))
    assert max(len(name.attr_text) for name in book.defined_names.values()) < 8_000
