"""Dates in the languages, eras and orders of the region."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interpret.dates import read_dates
from etl.interpret.months import NAMES
from etl.interpret.reading import Hints, Reading
from tests.etl.columns import COLUMNS, check_readings, column, formats

NO_HINT = Hints()
DAY = dt.date(2025, 3, 4)


def read(
    *values: object, hints: Hints = NO_HINT, codes: list[str | None] | None = None
) -> list[Reading | None]:
    readings = read_dates(column(list(values)), formats(codes or []), hints)
    return [readings.get(row) for row in range(5, 5 + len(values))]


@pytest.mark.parametrize(
    "typed",
    [
        DAY,
        dt.datetime(2025, 3, 4),
        dt.datetime(2025, 3, 4, 10, 30),
        "2025-03-04",
        "2025/3/4",
        "2025-03-04T00:00:00Z",
        "2025-03-04 00:00:00",
        "4 Mar 2025",
        "4 March 2025",
        "04-Mar-2025",
        "March 4, 2025",
        "Mar 4th, 2025",
        "2025 Mar 4",
        "Tuesday, 4 March 2025",
        "\u200b4\u00a0Mar 2025 ",
    ],
)
def test_ordinary_spellings_say_nothing(typed: object) -> None:
    assert read(typed) == [Reading(DAY)]


@pytest.mark.parametrize(
    "typed",
    [
        "4 Maret 2025",
        "4 Mac 2025",
        "4hb Mac 2025",
        "4 มีนาคม 2568",
        "4 มี.ค. 68",
        "วันที่ ๔ มีนาคม พ.ศ. ๒๕๖๘",
        "ngày 4 tháng 3 năm 2025",
        "4 thg 3, 2025",
        "4 de março de 2025",
        "4 mar. 2568",
        "4 มี.ค. ค.ศ. 2025",
        "៤ មីនា ២០២៥",
        "໔ ມີນາ ໒໐໒໕",
        dt.date(2568, 3, 4),
        "2568-03-04",
        "4-Mar-25",
        "20250304",
        20250304,
    ],
)
def test_foreign_spellings_are_read_and_noted(typed: object) -> None:
    (reading,) = read(typed)
    assert reading is not None
    assert (reading.value, reading.code, reading.params["reading"]) == (DAY, "date_read_as", "4 Mar 2025")
    assert reading.rule


@pytest.mark.parametrize(
    "typed",
    ["30 Feb 2025", "30/02/2025", "2025-02-30", "31/31/2025", "45/13/2025", "29/02/2568", "31 April 2025"],
)
def test_days_that_do_not_exist(typed: str) -> None:
    assert read(typed) == [Reading(None, "date_impossible")]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2026", "year"),
        (2026, "year"),
        ("๒๕๖๘", "year"),
        ("Q1 2026", "quarter"),
        ("2026-Q3", "quarter"),
        ("H2 2026", "quarter"),
        ("Jun 2025", "month"),
        ("06/2025", "month"),
        ("tháng 6/2025", "month"),
        ("banana", "other"),
        ("1/2/3/4", "other"),
        (True, "other"),
        (3.5, "other"),
        (dt.time(10, 30), "other"),
        ("end of 2025", "other"),
        ("3 May", "other"),
    ],
)
def test_what_is_no_full_date_says_what_is_missing(typed: object, hint: str) -> None:
    assert read(typed) == [Reading(None, "date_unreadable", {"hint": hint})]


@pytest.mark.parametrize("typed", [None, " ", "-", "TBD", "n/a", "unknown", "belum ada"])
def test_what_says_nothing_is_blank(typed: object) -> None:
    assert read(typed) == [None]


@pytest.mark.parametrize(
    ("order", "value", "other"),
    [(None, (4, 3), "4 Mar 2025"), ("DMY", (4, 3), "4 Mar 2025"), ("MDY", (3, 4), "3 Apr 2025")],
)
def test_an_open_date_is_asked_with_both_readings(
    order: str | None, value: tuple[int, int], other: str
) -> None:
    (reading,) = read("03/04/2025", hints=Hints(date_order=order))
    assert reading is not None
    assert (reading.value, reading.code, reading.params["other"]) == (
        dt.date(2025, *value),
        "date_ambiguous",
        other,
    )


@pytest.mark.parametrize(("proof", "value"), [("25/12/2025", (4, 3)), ("12/25/2025", (3, 4))])
@pytest.mark.parametrize("hint", [None, "DMY", "MDY"])
def test_the_column_decides_against_any_hint(proof: str, value: tuple[int, int], hint: str | None) -> None:
    reading, _ = read("03/04/2025", proof, hints=Hints(date_order=hint))
    assert reading is not None
    assert (reading.value, reading.code) == (dt.date(2025, *value), "date_read_as")


def test_a_column_that_proves_both_orders_decides_nothing() -> None:
    readings = read("03/04/2025", "25/12/2025", "12/25/2025")
    assert [reading.code for reading in readings if reading] == ["date_ambiguous", None, "date_read_as"]


def test_day_and_month_alike_need_no_order() -> None:
    assert read("03/03/2025") == [Reading(dt.date(2025, 3, 3))]


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("31/12/25", 2025),
        ("31/12/68", 2025),
        ("31/12/99", 1999),
        ("31/12/09", 2009),
        ("31/12/50", 2050),
        ("31/12/พ.ศ. 50", 2007),
    ],
)
def test_years_of_two_digits(typed: str, year: int) -> None:
    (reading,) = read(typed)
    assert reading is not None
    assert (reading.value, reading.code) == (dt.date(year, 12, 31), "date_read_as")


def test_a_buddhist_column_decides_years_that_fit_neither_era() -> None:
    first, second, third = read("31/12/50", "31/12/2568", "31/12/25")
    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.value, second.value, third.value] == [
        dt.date(2007, 12, 31),
        dt.date(2025, 12, 31),
        dt.date(2025, 12, 31),
    ]


@pytest.mark.parametrize("typed", [45720, 45720.25, "45720"])
def test_day_numbers_only_where_the_column_shows_dates(typed: object) -> None:
    (alone,) = read(typed)
    beside, _ = read(typed, "2025-01-01")
    assert alone is not None
    assert beside is not None
    assert (alone.code, beside.value, beside.code) == ("date_unreadable", DAY, "date_read_as")


def test_a_day_number_under_a_date_format_is_a_date() -> None:
    (reading,) = read(45720, codes=["d-mmm-yy"])
    assert reading is not None
    assert reading.value == DAY


@given(COLUMNS)
def test_any_column_of_anything(cells: list[tuple[object, str | None]]) -> None:
    typed = [value for value, _ in cells]
    check_readings(typed, read_dates(column(typed), formats([code for _, code in cells]), NO_HINT), dt.date)


NAMED = [(number, name) for number, names in NAMES.items() for name in names.split()]


@pytest.mark.parametrize(("number", "name"), NAMED, ids=[name for _, name in NAMED])
def test_every_name_of_every_month(number: int, name: str) -> None:
    day = dt.date(2025, number, 9)
    for typed in (f"9 {name} 2025", f"9-{name.title()}-2025", f"{name.upper()} 9, 2025"):
        (reading,) = read(typed)
        assert reading is not None
        assert reading.value == day


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DIALECTS = {
    "iso": lambda d: d.isoformat(),
    "day first": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "month first": lambda d: f"{d.month}/{d.day}/{d.year}",
    "points": lambda d: f"{d.day}.{d.month}.{d.year}",
    "two digits": lambda d: f"{d.day:02}/{d.month:02}/{d.year % 100:02}",
    "Buddhist": lambda d: f"{d.day}/{d.month}/{d.year + 543}",
    "Buddhist, two digits": lambda d: f"{d.day}/{d.month}/{(d.year + 543) % 100}",
    "Thai digits": lambda d: f"{d.day}/{d.month}/{d.year + 543}".translate(THAI),
    "Indonesian": lambda d: f"{d.day} {NAMES[d.month].split()[2]} {d.year}",
    "Vietnamese": lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    "real": lambda d: d,
}


@pytest.mark.parametrize("dialect", DIALECTS)
@given(dates=st.lists(st.dates(dt.date(2010, 1, 1), dt.date(2045, 12, 31)), max_size=6))
def test_every_dialect_comes_back(dialect: str, dates: list[dt.date]) -> None:
    dates = [*dates, dt.date(2025, 12, 31)]  # proves the order, as any longer column does
    readings = read(*map(DIALECTS[dialect], dates))
    assert [reading.value for reading in readings if reading] == dates
