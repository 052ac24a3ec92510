"""Words and numbers as they are shown: between the figures of a query and every page, chart and sentence.

Pure functions. Missing is an en dash, never 0; a minus is −, a range has –, a percent has a space before it.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any

# A row of a frame, as `to_dict("records")` gives it.
Row = Mapping[Any, Any]
_WHOLE = 1e15
NBSP = "\u00a0"
MISSING = "–"

# Stack order from the base of a bar, and reading order of keys and counts.
STATUSES: dict[str, str] = {
    "completed": "Completed",
    "ongoing": "On-going",
    "planning": "Planning",
    "on_hold": "On hold",
    "cancelled": "Cancelled",
    "not_stated": "Not stated",
}
# How many are … : the words inside a sentence.
IN_SENTENCE: dict[str, str] = {
    "completed": "completed",
    "ongoing": "on-going",
    "planning": "in planning",
    "on_hold": "on hold",
    "cancelled": "cancelled",
    "not_stated": "without a stated status",
}
NOT_REPORTED = "Not reported"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def is_missing(value: object) -> bool:
    """Whether a value of a frame is blank: None, NaN, NaT, pandas' NA; a number without an end says nothing either."""
    if value is None or (isinstance(value, float) and math.isinf(value)):
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas' NA has no truth value
        return True


def _float(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else float(str(value))


def number(value: object, digits: int = 0) -> str:
    """`1,234`, `−3`, `–` when missing; `digits` decimals, halves away from zero."""
    if is_missing(value):
        return MISSING
    amount = _float(value)
    scale = 10**digits if abs(amount) < _WHOLE else 1  # larger ones have no decimals to round
    rounded = math.floor(abs(amount) * scale + 0.5) / scale
    sign = "−" if amount < 0 and rounded else ""
    return f"{sign}{rounded:,.{digits}f}"


def signed(value: object, digits: int = 0) -> str:
    """`+7`, `−3`, `0`, `–` when missing."""
    text = number(value, digits)
    return f"+{text}" if not is_missing(value) and _float(value) > 0 and text.strip("0.") else text


def percent(rate: object, digits: int = 1) -> str:
    """A rate 0–1 as `13.4 %`; whole percents without decimals (`50 %`); `–` when missing."""
    return MISSING if is_missing(rate) else points(_float(rate) * 100, digits)


def points(value: object, digits: int = 1) -> str:
    """A share given in points 0–100 as `45 %` or `45.5 %`; `–` when missing."""
    if is_missing(value):
        return MISSING
    text = number(value, digits)
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{NBSP}%"


def in_words(count: object, capital: bool = False) -> str:
    """A count inside a sentence: words up to ten (`three`, `no`), digits above; capital at its head."""
    value = int(_float(count))
    text = SMALL[value] if 0 <= value < len(SMALL) else number(value)
    return text[:1].upper() + text[1:] if capital else text


def plural(count: object, one: str, many: str | None = None) -> str:
    """The noun that fits the count: `project`, `projects`, `city`, `cities`."""
    return one if int(_float(count)) == 1 else many or _many(one)


def _many(one: str) -> str:
    return f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s"


def counted(count: object, one: str, many: str | None = None, words: bool = False) -> str:
    """`1 project`, `134 projects`; with `words`, `eight projects`."""
    return f"{in_words(count) if words else number(count)} {plural(count, one, many)}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; nothing for no parts."""
    items = [part for part in parts if part]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def sentence(text: str) -> str:
    """The text with a capital at its head."""
    return text[:1].upper() + text[1:]


def as_date(value: object) -> dt.date | None:
    """A date out of a date, a timestamp or ISO text; None when missing."""
    if is_missing(value) or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


def date(value: object, year: bool = True) -> str:
    """`30 Sep 2025`, without the year `30 Sep`; `–` when missing."""
    day = as_date(value)
    if day is None:
        return MISSING
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def long_date(value: object) -> str:
    """`30 September 2025`, for sentences; `–` when missing."""
    day = as_date(value)
    return MISSING if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span(low: object, high: object) -> str:
    """`2019–2021`, or one value when both are equal."""
    return f"{low}" if low == high else f"{low}–{high}"


def status_label(code: object) -> str:
    """The label of a status code; a code of another programme is shown as it is."""
    if is_missing(code) or code == "":
        return STATUSES["not_stated"]
    return STATUSES.get(str(code), str(code).replace("_", " ").capitalize())


def used_statuses(counts: Iterable[Row]) -> list[str]:
    """The statuses that occur in any of the counts, in stack order."""
    rows = list(counts)
    return [code for code in STATUSES if any(count_of(row, code) for row in rows)]


def count_of(row: Row, code: str) -> int:
    """A count of a row; a missing one is taken as none, which is right for counts only."""
    value = row.get(code)
    return 0 if is_missing(value) else int(_float(value))


def is_open(row: Row) -> bool:
    """Whether projects are listed and none of them has a stated status: how many have which is not known then."""
    listed, unknown = row.get("projects"), row.get("not_stated")
    if is_missing(listed) or is_missing(unknown):
        return False
    return 0 < _float(listed) == _float(unknown)


def known_count(row: Row, code: str) -> int | None:
    """A count of a row by status; None where no status is stated, which is not none."""
    return None if code in STATUSES and code != "not_stated" and is_open(row) else count_of(row, code)


def status_counts(counts: Row, words: bool = True) -> str:
    """`18 are completed, 108 on-going and eight in planning`, in stack order; no projects: empty."""
    parts = [(code, count_of(counts, code)) for code in STATUSES]
    texts = [f"{in_words(n) if words else number(n)} {IN_SENTENCE[code]}" for code, n in parts if n]
    if not texts:
        return ""
    first = next(n for _, n in parts if n)
    head, tail = texts[0].split(" ", 1)
    return joined([f"{head} {'is' if first == 1 else 'are'} {tail}", *texts[1:]])


def with_statuses(head: str, counts: Row, words: bool = True) -> str:
    """A head that ends with a number of projects, and their statuses: `Malaysia lists 25 projects: two are completed
    and 23 on-going`; where all have the same one `…, both on-going`, `…, all on-going`."""
    found = [(code, n) for code in STATUSES if (n := count_of(counts, code))]
    if len(found) != 1:
        return f"{head}: {status_counts(counts, words)}" if found else head
    code, n = found[0]
    return f"{head}, {'' if n == 1 else 'both ' if n == 2 else 'all '}{IN_SENTENCE[code]}"


def completed(counts: Row, of: str = "", verb: bool = False, words: bool = False) -> str:
    """`18 completed`, `none of them completed` (`of`), `18 are completed` (`verb`). Where no status is stated that is
    said: nobody knows then how many are completed, and not known is not none."""
    done, unknown = count_of(counts, "completed"), count_of(counts, "not_stated")
    if unknown and unknown == sum(count_of(counts, code) for code in STATUSES):
        return f"no status {'is ' if verb else ''}stated"
    count = (in_words(done) if words else number(done)) if done else "none"
    be = f" {'are' if done > 1 else 'is'}" if verb else ""
    return f"{count}{of}{be} {'stated as ' if unknown and not done else ''}completed"


def status_list(counts: Row) -> str:
    """`Completed 18, On-going 108`, for text alternatives; statuses that do not occur are left out."""
    parts = [f"{label} {number(count_of(counts, code))}" for code, label in STATUSES.items()]
    kept = [part for part, code in zip(parts, STATUSES, strict=True) if count_of(counts, code)]
    return ", ".join(kept) or "none listed"


def coverage(part: object, whole: object, noun: str = "city") -> str:
    """`35 of 38 cities`; `–` where either is missing."""
    if is_missing(part) or is_missing(whole):
        return MISSING
    return f"{number(part)} of {number(whole)} {plural(whole, noun)}"


def all_of(count: int, capital: bool = False) -> str:
    """A whole before its noun: `all five`, `both`, `the one`; capital at its head."""
    text = {1: "the one", 2: "both"}.get(count, f"all {in_words(count)}")
    return sentence(text) if capital else text


def stopped(text: str) -> str:
    """A text as a sentence: with its full stop, once; a name may bring one along (`Co. Ltd.`)."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def of_earlier(row: Row) -> str:
    """` (2023 report)`: behind what an earlier report than that of the period shown says; nothing behind the others."""
    return f" ({row['told_period']} report)" if row["is_earlier"] else ""


def against_plan(slippage: object, digits: int = 1) -> str:
    """`3.2 points behind plan`, `5 points ahead of plan`; what is written as zero is on plan, on neither side of it."""
    said = number(abs(_float(slippage)), digits)
    if not said.strip("0."):
        return "on plan"
    return f"{said} points {'behind' if _float(slippage) < 0 else 'ahead of'} plan"


def part_of(part: int, whole: int, noun: str) -> str:
    """`18 of 134 projects`, `all five projects`, `both projects`."""
    if part == whole:
        return f"{all_of(whole)} {plural(whole, noun)}"
    return f"{number(part)} of {number(whole)} {plural(whole, noun)}"


def change(now: object, before: object, since: str) -> str:
    """`26 more than in 2024`, `three fewer than in 2024`, `same as in 2024`; empty when either is missing."""
    if is_missing(now) or is_missing(before):
        return ""
    step = _float(now) - _float(before)
    if not step:
        return f"same as in {since}"
    return f"{number(abs(step))} {'more' if step > 0 else 'fewer'} than in {since}"
