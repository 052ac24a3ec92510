"""No text of an outsider becomes a formula, in whichever language a spreadsheet reads a CSV file."""

from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.book import _write
from dashboard.exports.texts import cell

RISKY = ("=", "+", "-", "@")


def parted(line: str) -> list[str]:
    """A file as it is read where lists are parted by semicolons."""
    return [part.strip() for row in csv.reader(line.splitlines(), delimiter=";") for part in row]


@given(value=st.text("a;=+-@\t\n\r \",'", max_size=12))
def test_no_part_of_a_text_is_a_formula_where_lists_are_parted_by_semicolons(value: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["first", cell(value), cell([value, "last"])])
    assert not any(part.startswith(RISKY) for part in parted(out.getvalue()))
    assert not any(part.startswith(RISKY) for part in parted(out.getvalue().replace("\t", ";")))
    assert not any(
        text.strip().startswith(RISKY) for text in next(csv.reader(io.StringIO(out.getvalue(), newline="")))
    )


def test_texts_without_a_formula_stay_as_they_are() -> None:
    for text in ("Roads; bridges", "2 - 3 km", "a = b; c", "Name; e-mail: a@b.org"):
        assert cell(text) == text
    assert cell("Harbour;=1+1") == "Harbour;'=1+1"


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), None])
def test_a_number_without_an_end_is_an_empty_cell_of_a_workbook(value: float | None) -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        page = book.add_worksheet()
        _write(page, 0, 0, value, book.add_format())
        assert page.dim_rowmax is None
