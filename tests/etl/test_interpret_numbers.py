"""Numbers as they are written in the region, and what a column's evidence makes of the dangerous ones."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret.numbers import read_numbers
from etl.interpret.reading import Hints, Reading
from tests.etl.columns import COLUMNS, check_readings, column, formats

NO_HINT = Hints()
DIGITS = {"Thai": 0x0E50, "Lao": 0x0ED0, "Khmer": 0x17E0, "Burmese": 0x1040, "wide": 0xFF10, "Arabic": 0x0660}


def read(*values: object, hints: Hints = NO_HINT) -> list[Reading | None]:
    readings = read_numbers(column(list(values)), {}, hints)
    return [readings.get(row) for row in range(5, 5 + len(values))]


def values(*typed: object, hints: Hints = NO_HINT) -> list[object]:
    return [reading.value if reading else None for reading in read(*typed, hints=hints)]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1500000", 1_500_000),
        (" 1500000 ", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1,500,000.50", 1_500_000.5),
        ("12,34,567", 1_234_567),
        ("-5", -5),
        ("+5", 5),
        (".5", 0.5),
        ("1e5", 100_000),
        ("1.5E+06", 1_500_000),
        ("5.", 5),
        (45, 45),
        (45.5, 45.5),
        ("0.123", 0.123),
    ],
)
def test_ordinary_spellings_say_nothing(typed: object, value: float) -> None:
    assert read(typed) == [Reading(float(value))]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("45,5", 45.5),
        ("1.234.567,89", 1_234_567.89),
        ("1.500.000", 1_500_000),
        ("1.500.000,-", 1_500_000),
        ("1 234 567,89", 1_234_567.89),
        ("1\u00a0234\u202f567", 1_234_567),
        ("1'234'567.5", 1_234_567.5),
        ("1’234", 1_234),
        ("Rp 5,5 miliar", 5_500_000_000),
        ("Rp1.500.000", 1_500_000),
        ("IDR 2,5 triliun", 2_500_000_000_000),
        ("75 juta rupiah", 75_000_000),
        ("5 tỷ đồng", 5_000_000_000),
        ("12 trieu", 12_000_000),
        ("10 nghìn tỷ", 10_000_000_000_000),
        ("₫500,5", 500.5),
        ("฿ 2.5 ล้าน", 2_500_000),
        ("5 ล้านบาท", 5_000_000),
        ("3 แสน", 300_000),
        ("RM 1,200.50", 1_200.5),
        ("₱2.5 million", 2_500_000),
        ("PHP 2.5M".replace("M", " mn"), 2_500_000),
        ("US$ 3 bn", 3_000_000_000),
        ("S$1,200,000", 1_200_000),
        ("B$20", 20),
        ("K5,000,000", 5_000_000),
        ("៛4 លាន", 4_000_000),
        ("₭1.5 ຕື້", 1_500_000_000),
        ("5 lakh", 500_000),
        ("1.5 crore", 15_000_000),
        ("500k", 500_000),
        ("3 milhões", 3_000_000),
        ("(1,000,000)", -1_000_000),
        ("$ (500)".replace("$ ", ""), -500),
        ("-$5", -5),
        ("$-5", -5),
    ],
)
def test_foreign_spellings_are_read_and_noted(typed: str, value: float) -> None:
    (reading,) = read(typed)
    assert reading is not None
    assert (reading.value, reading.code) == (float(value), "number_read_as")
    assert reading.rule


def test_a_minus_of_any_width_is_a_minus() -> None:
    assert values("−5", "–5", "－5", "5-") == [-5, -5, -5, -5]


@pytest.mark.parametrize("zero", DIGITS.values(), ids=DIGITS.keys())
def test_native_digits(zero: int) -> None:
    (reading,) = read("".join(chr(zero + int(digit)) for digit in "2568"))
    assert reading is not None
    assert (reading.value, reading.rule) == (2568.0, "native digits")


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "1,2,3",
        "12 34",
        "1.234,567,890",
        "1.23.456",
        "5%",
        "5-6",
        "--5",
        "(5",
        "-(5)",
        "1,234,56",
        "9" * 400,
        True,
        "1e999",
        "5 apples",
        "5 million million",
        "twelve",
        "$",
        "1:30",
        "45 (est.)",
    ],
)
def test_what_is_no_number_is_to_be_corrected(typed: object) -> None:
    assert read(typed) == [Reading(None, "number_unreadable")]


@pytest.mark.parametrize(
    "typed",
    [None, "", "  ", "-", "–", "n/a", "N.A.", "tbd", "< Select >", "none", "unknown", "không có", math.nan],
)
def test_what_says_nothing_is_blank(typed: object) -> None:
    assert read(typed) == [None]


@pytest.mark.parametrize(
    ("typed", "mark", "value", "other"),
    [
        ("1.234", None, 1234.0, "1.234"),
        ("1.234", ",", 1234.0, "1.234"),
        ("1.234", ".", 1.234, "1,234"),
        ("1,234", ".", 1234.0, "1.234"),
        ("1,234", ",", 1.234, "1,234"),
        ("5 M", None, 5e6, "5,000,000,000"),
    ],
)
def test_an_open_cell_is_asked_with_both_readings(
    typed: str, mark: str | None, value: float, other: str
) -> None:
    (reading,) = read(typed, hints=Hints(mark))
    assert reading is not None
    assert (reading.value, reading.code, reading.params["other"]) == (value, "number_ambiguous", other)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("USD 1.234", 1.234), ("1.234 baht", 1.234), ("S$ 5.678", 5.678), ("$1.234", 1.234), ("5 M VND", 5e9)],
)
def test_the_other_reading_taken_keeps_the_currency_that_was_typed(typed: str, value: float) -> None:
    (asked,) = read(typed)
    assert asked is not None
    (taken,) = read(asked.params["nearest"])
    assert taken is not None
    assert (taken.value, taken.currency, asked.code) == (value, asked.currency, "number_ambiguous")
    assert taken.currency


@pytest.mark.parametrize(
    ("column_typed", "column_values"),
    [
        (["45,5", "1.234,00", "1.234", "1,234"], [45.5, 1234.0, 1234.0, 1.234]),
        (["45.5", "1,234.00", "1.234", "1,234"], [45.5, 1234.0, 1.234, 1234.0]),
        (["1.500.000", "25.000"], [1_500_000.0, 25_000.0]),
        (["1,500,000", "25,000"], [1_500_000.0, 25_000.0]),
    ],
)
def test_the_column_decides(column_typed: list[object], column_values: list[float]) -> None:
    readings = read(*column_typed)
    assert [reading.value for reading in readings if reading] == column_values
    assert not any(reading.code == "number_ambiguous" for reading in readings if reading)


def test_a_column_that_proves_both_marks_decides_nothing() -> None:
    readings = read("45,5", "45.5", "1.234")
    assert readings[2] is not None
    assert readings[2].code == "number_ambiguous"


@given(COLUMNS)
def test_any_column_of_anything(cells: list[tuple[object, str | None]]) -> None:
    typed = [value for value, _ in cells]
    check_readings(typed, read_numbers(column(typed), formats([code for _, code in cells]), NO_HINT), float)


def spell(number: float, mark: str, group: str, decimals: int) -> str:
    """A number in a dialect: two decimals at most, thousands set apart."""
    return f"{number:,.{decimals}f}".replace(",", "\x00").replace(".", mark).replace("\x00", group)


DIALECTS = [(".", ","), (",", "."), (",", " "), (",", "\u00a0"), (".", "'"), (".", " "), (".", ""), (",", "")]


@given(
    st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=8),
    st.sampled_from(DIALECTS),
    st.sampled_from([None, *DIGITS.values()]),
)
def test_every_dialect_comes_back(numbers: list[float], dialect: tuple[str, str], zero: int | None) -> None:
    mark, group = dialect
    spelled = [spell(number, mark, group, 2) for number in numbers]
    if zero:
        spelled = [
            "".join(chr(zero + int(mark)) if mark.isdigit() else mark for mark in text) for text in spelled
        ]
    assert values(*spelled) == [float(number) for number in numbers]
