"""What spreadsheet programs mean by a number format; the built-in ones and the reading of codes are
openpyxl's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

PLAIN_FORMAT = re.compile(r"^(?:General|@|[#0?,._\s();*-]+)$", re.IGNORECASE)


def built_in() -> dict[int, str]:
    """The formats that every workbook has, by number; a new copy, to be added to."""
    return dict(BUILTIN_FORMATS)


def telling(number_format: str | None) -> bool:
    """Whether a number format bears on meaning (percent, date, currency); plain digit patterns do not."""
    return bool(number_format) and not PLAIN_FORMAT.match(str(number_format))


@dataclass(frozen=True)
class Styles:
    """By style number: the number format where it bears on meaning, and what a number under it means."""

    formats: dict[int, str]
    dates: frozenset[int]
    durations: frozenset[int]


def styles_of(formats: list[str]) -> Styles:
    """The styles of a workbook from the number format of each style number."""
    return Styles(
        {number: code for number, code in enumerate(formats) if telling(code)},
        frozenset(number for number, code in enumerate(formats) if is_date_format(code)),
        frozenset(number for number, code in enumerate(formats) if is_timedelta_format(code)),
    )
