"""One text -> the date that it spells, or the dates that it can spell. No column is looked at here.

Three numbers with the year last may be day first or month first; a year of two digits, or one beyond 2400,
may be of the Buddhist era. What the text alone does not settle is left to etl/interpret/dates.py.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from etl.interpret import months
from etl.interpret.lexicon import ascii_digits, plain_marks
from etl.interpret.text import LONGEST_SHORT

BUDDHIST_OFFSET = 543
BUDDHIST_YEARS = range(2400, 2800)
BUDDHIST_SHORT = range(53, 89)  # 2010 to 2045; read as common years these would be 1953 to 1988
COMMON_SHORT = range(10, 46)  # plausible as common years; the years between the two ranges go by the column
COMMON_SHORT_PIVOT = 70
TIME = re.compile(r"[t,\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|z|[-+]\d{2}:?\d{2})?$")
SEPARATORS = re.compile(r"[-/.,\s年月日]+")
COMPACT = re.compile(r"(?P<year>(?:19|20|24|25|26)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
QUARTER = re.compile(
    r"(?<![a-z])(?:q|h|s|t|quarter|semester|half|triwulan|tw|quý|ไตรมาส)\s*[1-4](?!\d)"
    r"|(?<!\d)[1-4](?:st|nd|rd|th)?\s*(?:q|h|quarter|half)(?![a-z])"
)


@dataclass(frozen=True)
class Spelled:
    """A date as spelled: day, month and year numbers; `orders` = the orders of day and month that give a real day.

    `year` is as written; `is_short` when of two digits; `era` "BE", "CE" or None when not said. Without any
    order that gives a real day the date is impossible. `proves` is the one order that the numbers themselves
    allow, where there was a choice.
    """

    first: int
    second: int
    year: int
    is_short: bool = False
    era: str | None = None
    has_choice: bool = False
    rules: tuple[str, ...] = ()

    @property
    def proves(self) -> str | None:
        """The order that the numbers themselves show; None where both are possible, or there was no choice."""
        if not self.has_choice or self.first == self.second or (self.first > 12) == (self.second > 12):
            return None
        return "DMY" if self.first > 12 else "MDY"

    @property
    def is_open(self) -> bool:
        """Whether day and month could change places."""
        return self.has_choice and self.first != self.second and max(self.first, self.second) <= 12


def spelled(text: str) -> Spelled | str:
    """What a clean text spells, or why it is no date: "year", "month", "quarter" (too little is said),
    "other".
    """
    if len(text) > LONGEST_SHORT:
        return "other"
    digits = ascii_digits(text)
    plain = TIME.sub("", plain_marks(digits).strip()).strip()
    native = ("native digits",) if digits != text else ()
    if found := COMPACT.fullmatch(plain):
        return Spelled(
            int(found["day"]), int(found["month"]), int(found["year"]), rules=(*native, "year, month, day")
        )
    named = _named(plain)
    return named if isinstance(named, str) else _numbers(*named, native)


Named = tuple[str, int | None, str | None, tuple[str, ...]]


def _named(text: str) -> Named | str:
    """The text with its words taken out: what is left, the month named, the era, and rules.

    Or why it is no date.
    """
    if QUARTER.search(text):
        return "quarter"
    text, era = _take_era(text)
    rules: list[str] = []
    month: int | None = None
    if found := months.MONTH_NUMBER.search(text):
        month = int(found["number"])
        rules.append(f"{found[0]} = month {month}")
    elif found := months.MONTH.search(text):
        month = months.MONTH_OF[found["name"]]
        if found["name"] not in months.ENGLISH:
            rules.append(f"{found['name']} = month {month}")
    if found:
        text = f"{text[: found.start()]} m {text[found.end() :]}"
    return months.FILLER.sub(" ", text), month, era, tuple(rules)


def _take_era(text: str) -> tuple[str, str | None]:
    for era, pattern in (("BE", months.BUDDHIST_ERA), ("CE", months.COMMON_ERA)):
        if pattern.search(text):
            return pattern.sub(" ", text), era
    return text, None


def _numbers(
    text: str, month: int | None, era: str | None, rules: tuple[str, ...], native: tuple[str, ...]
) -> Spelled | str:
    parts = [part for part in SEPARATORS.split(text) if part]
    if any(not part.isdecimal() and part != "m" for part in parts) or parts.count("m") > 1:
        return "other"
    figures = [part for part in parts if part != "m"]
    if any(len(figure) > 4 or len(figure) == 3 for figure in figures):
        return "other"
    rules = native + rules
    if month is None:
        return _three(figures, era, rules) if len(figures) == 3 else _too_little(figures)
    if len(figures) != 2:
        return _too_little([*figures, "m"])
    if len(parts[0]) == 4 and parts[0] != "m":
        figures.reverse()
    day, year = figures
    return _checked(day, str(month), year, era, rules, has_choice=False)


def _too_little(figures: list[str]) -> str:
    if len(figures) == 1 and len(figures[0]) == 4:
        return "year"
    return "month" if len(figures) == 2 and any(len(figure) == 4 for figure in figures) else "other"


def _three(figures: list[str], era: str | None, rules: tuple[str, ...]) -> Spelled | str:
    first, second, third = figures
    if len(first) == 4 or (int(first) > 31 and len(third) <= 2):
        return _checked(third, second, first, era, rules, has_choice=False)
    return _checked(first, second, third, era, rules, has_choice=True)


def _checked(
    first: str, second: str, year: str, era: str | None, rules: tuple[str, ...], *, has_choice: bool
) -> Spelled | str:
    if len(first) > 2 or len(second) > 2 or len(year) == 3:
        return "other"
    return Spelled(int(first), int(second), int(year), len(year) <= 2, era, has_choice, rules)


def year_of(date: Spelled, *, is_buddhist_column: bool) -> tuple[int, str | None]:
    """The common year, and how it was read where that is not as written."""
    year, era = date.year, date.era
    if date.is_short:
        by_column = is_buddhist_column and year not in COMMON_SHORT
        if era == "BE" or (era is None and (year in BUDDHIST_SHORT or by_column)):
            return 2500 + year - BUDDHIST_OFFSET, f"Buddhist year 25{year:02d}"
        century = 2000 if year < COMMON_SHORT_PIVOT else 1900
        return century + year, f"{year:02d} = {century + year}"
    if era == "BE" or (era is None and year in BUDDHIST_YEARS):
        return year - BUDDHIST_OFFSET, f"Buddhist year {year}"
    return year, None


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None when there is no such day."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None
