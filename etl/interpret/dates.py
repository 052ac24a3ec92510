"""A column of dates as typed -> datetime.date.

The column's own evidence decides between day first and month first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.interpret.calendar import BUDDHIST_SHORT, BUDDHIST_YEARS, Spelled, real_day, spelled, year_of
from etl.interpret.reading import Cell, Hints, Reading, distinct, noted, number_of, spread
from etl.interpret.text import clean_text, is_unknown

if TYPE_CHECKING:
    import pandas as pd

IMPOSSIBLE = Reading(None, "date_impossible")
ORDER_RULES = {"DMY": "day first", "MDY": "month first"}
SWAPPED = {"DMY": "MDY", "MDY": "DMY"}
SERIAL_EPOCH = dt.date(
    1899, 12, 30
)  # day 0 of a spreadsheet's calendar, its invented 29 Feb 1900 allowed for
SERIALS = range(
    20_000, 80_000
)  # 1954 to 2119: a number in a column of dates that can be nothing but a day number


@dataclass(frozen=True)
class Evidence:
    """What a column as a whole shows: the one order of day and month that it proves, Buddhist years, whether
    it has dates.
    """

    order: str | None
    is_buddhist: bool
    has_dates: bool


def read_dates(values: pd.Series, formats: Mapping[int, str], hints: Hints) -> dict[int, Reading]:
    """A Reading with a datetime.date for every cell that holds something, by sheet row.

    Codes: date_unreadable (fix; `hint` says what is missing: year, month, quarter, other), date_impossible
    (fix), date_ambiguous (confirm: both readings are given), date_read_as (note).
    """
    column = distinct(values, formats)
    found = {cell: _found(cell) for cell in column}
    evidence = _evidence(found.values())

    def read(cell: Cell) -> Reading | None:
        return _read(cell, found[cell], evidence, hints)

    return spread(column, read)


Found = dt.date | Spelled | int | str


def _found(cell: Cell) -> Found:
    """What one cell holds by itself: a real date, a spelled one, a day number, or why it is none of these."""
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        text = clean_text(value) or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) == 5 else spelled(text)
    number = number_of(value)
    if number is None:
        return "other"
    if int(number) in SERIALS:
        return int(number)
    return spelled(str(int(number))) if number == int(number) and 0 < number < 10**8 else "other"


def _evidence(found: Iterable[Found]) -> Evidence:
    all_found = list(found)
    texts = [date for date in all_found if isinstance(date, Spelled)]
    orders = {date.proves for date in texts if date.proves}
    return Evidence(
        orders.pop() if len(orders) == 1 else None,
        any(_is_buddhist(date) for date in texts),
        bool(texts) or any(isinstance(date, dt.date) for date in all_found),
    )


def _is_buddhist(date: Spelled) -> bool:
    if date.era is not None:
        return date.era == "BE"
    return date.year in (BUDDHIST_SHORT if date.is_short else BUDDHIST_YEARS)


def _read(cell: Cell, found: Found, evidence: Evidence, hints: Hints) -> Reading | None:
    if isinstance(found, dt.date):
        return _real(found)
    if isinstance(found, Spelled):
        return _spelled(found, evidence, hints)
    if isinstance(found, int):
        return _serial(found, cell, evidence)
    if isinstance(cell.value, str) and is_unknown(clean_text(cell.value) or ""):
        return None
    return _unreadable(found)


def _unreadable(missing: str) -> Reading:
    return Reading(None, "date_unreadable", {"hint": missing})


def shown_date(date: dt.date) -> str:
    """A date as findings show it: 4 Mar 2025."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{date.day} {months[date.month - 1]} {date.year}"


def _noted(date: dt.date, rules: list[str]) -> Reading:
    return noted(date, "date_read_as", shown_date(date), rules)


def _real(date: dt.date) -> Reading:
    date = dt.date(date.year, date.month, date.day)
    if date.year not in BUDDHIST_YEARS:
        return Reading(date)
    common = real_day(date.year - 543, date.month, date.day)
    return IMPOSSIBLE if common is None else _noted(common, [f"Buddhist year {date.year}"])


def _serial(number: int, cell: Cell, evidence: Evidence) -> Reading:
    is_shown_as_date = cell.number_format is not None and any(
        mark in cell.number_format.lower() for mark in "dy"
    )
    if number not in SERIALS or not (evidence.has_dates or is_shown_as_date):
        return _unreadable("other")
    date = SERIAL_EPOCH + dt.timedelta(days=number)
    return _noted(date, [f"day number {number} of a spreadsheet"])


def _spelled(date: Spelled, evidence: Evidence, hints: Hints) -> Reading:
    order, is_proven = _order(date, evidence, hints)
    reading, rules = _in_order(date, order, evidence)
    if reading is None:
        return IMPOSSIBLE
    if date.is_open:
        other, _ = _in_order(date, SWAPPED[order], evidence)
        if not is_proven and other is not None:
            params: dict[str, object] = {
                "reading": shown_date(reading),
                "other": shown_date(other),
                "nearest": f"{other:%-d %b} {other.year:04d}",
            }
            return Reading(reading, "date_ambiguous", params, ", ".join([*rules, ORDER_RULES[order]]))
        rules.append(f"{ORDER_RULES[order]}, as elsewhere in the column")
    elif date.proves == "MDY":
        rules.append(ORDER_RULES["MDY"])
    return _noted(reading, rules)


def _order(date: Spelled, evidence: Evidence, hints: Hints) -> tuple[str, bool]:
    """The order to read day and month in, and whether anything proves it."""
    if not date.has_choice:
        return "DMY", True
    proven = date.proves or evidence.order
    if proven:
        return proven, True
    return (hints.date_order if hints.date_order in SWAPPED else "DMY"), False


def _in_order(date: Spelled, order: str, evidence: Evidence) -> tuple[dt.date | None, list[str]]:
    day, month = (date.first, date.second) if order == "DMY" else (date.second, date.first)
    year, rule = year_of(date, is_buddhist_column=evidence.is_buddhist)
    return real_day(year, month, day), [*date.rules, *([rule] if rule else [])]
