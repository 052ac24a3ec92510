"""Percentages: 45, 45% and 0.45 shown as a percentage are one; a bare fraction is decided by its column, or asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret.percents import is_percent_format, read_percents
from etl.interpret.reading import Hints, Reading
from etl.interpret.table import as_typed
from tests.etl.columns import COLUMNS, check_readings, column, formats


def read(*values: object, codes: list[str | None] | None = None) -> list[Reading | None]:
    readings = read_percents(column(list(values)), formats(codes or []), Hints())
    return [readings.get(row) for row in range(5, 5 + len(values))]


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        (45, None, 45),
        (45.5, None, 45.5),
        ("45", None, 45),
        ("45%", None, 45),
        ("45 %", None, 45),
        ("%45", None, 45),
        ("45.5%", None, 45.5),
        (0.45, "0%", 45),
        (0.455, "0.00%", 45.5),
        (0.07, "0%", 7),
        (1, "0%", 100),
        (0.45, '0.0"%"', 0.45),
        (45, "0\\%", 45),
        (140, None, 140),
        (-5, None, -5),
        (0, None, 0),
        (1, None, 1),
        ("0.45%", None, 0.45),
    ],
)
def test_ordinary_spellings_say_nothing(typed: object, code: str | None, value: float) -> None:
    assert read(typed, codes=[code]) == [Reading(float(value))]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("45,5", 45.5),
        ("45,5 %", 45.5),
        ("45 persen", 45),
        ("45 peratus", 45),
        ("45 phần trăm", 45),
        ("ร้อยละ 45", 45),
        ("๔๕%", 45),
        ("４５％", 45),
        ("45 percent", 45),
        ("12,345", 12.345),
    ],
)
def test_foreign_spellings_are_read_and_noted(typed: str, value: float) -> None:
    (reading,) = read(typed)
    assert reading is not None
    assert (reading.value, reading.code) == (float(value), "percent_read_as")


@pytest.mark.parametrize(
    "typed", ["half", "45/100", ">50%", "%", "45%%", "$45", "45 million", True, "45% done", "4 5"]
)
def test_what_is_no_percentage_is_to_be_corrected(typed: object) -> None:
    assert read(typed) == [Reading(None, "percent_unreadable")]


def test_one_fraction_among_larger_numbers_is_below_one_percent() -> None:
    readings = read(0.45, 50, 60, 0)
    assert [reading.value for reading in readings if reading] == [0.45, 50, 60, 0]
    assert [reading.code for reading in readings if reading] == ["percent_read_as", None, None, None]


def test_a_column_of_shares_is_asked_with_both_readings() -> None:
    readings = read(0.45, 1, 0, "0,5")
    assert [reading.code for reading in readings if reading] == ["percent_ambiguous"] * 2 + [
        None,
        "percent_ambiguous",
    ]
    assert [reading.value for reading in readings if reading] == [45, 100, 0, 50]
    assert readings[0] is not None
    assert readings[0].params == {"reading": "45", "other": "0.45", "nearest": "0.45%"}


def test_several_fractions_beside_larger_numbers_are_asked_and_whole_numbers_are_not() -> None:
    codes = [reading.code for reading in read(0.45, 0.5, 60, 1) if reading]
    assert codes == ["percent_ambiguous", "percent_ambiguous", None, None]


def test_percent_formats_prove_nothing_about_bare_fractions() -> None:
    readings = read(0.5, 0.45, codes=["0%", None])
    assert [reading.code for reading in readings if reading] == [None, "percent_ambiguous"]


@pytest.mark.parametrize(
    ("code", "scales"),
    [("0%", True), ('0" %"', False), ("0.0%;[Red]-0.0%", True), ("0;0%", False), (None, False)],
)
def test_which_formats_multiply(code: str | None, scales: bool) -> None:
    assert is_percent_format(code) is scales


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [(0.45, "0%", "45%"), (45, '0"%"', "45%"), (45.5, r"0.0\%", "45.5%"), (45, None, "45")],
)
def test_a_number_is_quoted_as_it_is_seen_in_the_file(value: float, code: str | None, seen: str) -> None:
    assert as_typed(value, code) == seen


@given(COLUMNS)
def test_any_column_of_anything(cells: list[tuple[object, str | None]]) -> None:
    typed = [value for value, _ in cells]
    check_readings(typed, read_percents(column(typed), formats([code for _, code in cells]), Hints()), float)


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=8), st.integers(0, 4))
def test_every_dialect_comes_back(numbers: list[float], dialect: int) -> None:
    spell = (
        lambda n: f"{n}%",
        lambda n: f"{n} %".replace(".", ","),
        lambda n: float(n) / 100,
        lambda n: f"{n}\u00a0％",
        lambda n: f"ร้อยละ {n}",
    )[dialect]
    readings = read(*map(spell, numbers), codes=["0.0%"] * len(numbers) if dialect == 2 else None)
    assert [reading.value for reading in readings if reading] == pytest.approx(
        [float(n) for n in numbers], abs=1e-9
    )


def test_a_long_text_with_blanks_in_it_is_no_percentage_and_costs_no_search() -> None:
    assert read("5" + " " * 2_000_000 + "ă" + " " * 2_000_000 + "6") == [Reading(None, "percent_unreadable")]
