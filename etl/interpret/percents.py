"""A column of percentages as typed -> points from 0 to 100 (whatever was typed; the range is judged later).

75, "75%" and 0.75 shown as 75 % are one value. A bare 0.75 is a share of one or less than one percent: the
column decides, or the uploader is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from etl.interpret.amounts import DECIMAL_COMMA, Spelled, spelled
from etl.interpret.lexicon import plain_marks
from etl.interpret.reading import Cell, Hints, Reading, distinct, noted, number_of, shown_number, spread
from etl.interpret.text import LONGEST_SHORT, clean_text, is_unknown

if TYPE_CHECKING:
    import pandas as pd

UNREADABLE = Reading(None, "percent_unreadable")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # parts of a number format that are shown as they are
SIGN = re.compile(
    r"^(?P<before>%|ร้อยละ|percent|per cent)?\s*(?P<number>.*?)\s*"
    r"(?P<after>%|percent|per ?cent|pct|persen|peratus|phần trăm|por cento|เปอร์เซ็นต์|เปอร์เซนต์|ສ່ວນຮ້ອຍ|ភាគរយ|ရာခိုင်နှုန်း)?$"
)


JUST_BELOW_ONE = Decimal("0.999999999")


@dataclass(frozen=True)
class Points:
    """One content: its number, whether it says by itself that it is in percent, and how it was spelled."""

    value: Decimal
    is_marked: bool
    rules: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether this may be a share of one."""
        return not self.is_marked and 0 < abs(self.value) <= 1 and (self.value % 1 != 0)


def read_percents(values: pd.Series, formats: Mapping[int, str], hints: Hints) -> dict[int, Reading]:
    """A Reading with a float in percent points for every cell that holds something, by sheet row.

    Codes: percent_unreadable (fix), percent_ambiguous (confirm), percent_read_as (note). `hints` is not
    needed: between 0 and 100 a point or comma with digits behind it can only be the decimal mark.
    """
    column = distinct(values, formats)
    points = {cell: _points(cell) for cell in column}
    open_up_to = _open_from([found for found in points.values() if found is not None])

    def read(cell: Cell) -> Reading | None:
        found = points[cell]
        if found is None:
            is_word = isinstance(cell.value, str) and is_unknown(clean_text(cell.value) or "")
            return None if is_word else UNREADABLE
        return _settle(found, open_up_to)

    return spread(column, read)


def is_percent_format(number_format: str | None) -> bool:
    """Whether a number format multiplies by 100 for show: 0% does, 0"%" only writes the sign."""
    return bool(number_format) and "%" in LITERAL.sub("", str(number_format).split(";")[0])


def shows_percent(number_format: str | None) -> bool:
    """Whether a number under this format is seen with a percent sign."""
    return bool(number_format) and "%" in str(number_format).split(";")[0]


def _points(cell: Cell) -> Points | None:
    if isinstance(cell.value, str):
        return _from_text(clean_text(cell.value) or "")
    number = number_of(cell.value)
    if number is None:
        return None
    exact = Decimal(repr(number))
    if is_percent_format(cell.number_format):
        return Points(_tidy(exact * 100), True)
    return Points(exact, shows_percent(cell.number_format))


def _tidy(value: Decimal) -> Decimal:
    """Without the last digits that binary fractions leave behind: 0.07 * 100 is 7."""
    return Decimal(repr(float(f"{value:.12g}")))


def _from_text(text: str) -> Points | None:
    parts = SIGN.match(plain_marks(text)) if len(text) <= LONGEST_SHORT else None
    if parts is None or (parts["before"] and parts["after"]):
        return None
    written = parts["before"] or parts["after"]
    number = spelled(parts["number"])
    if (
        number is None
        or number.other is not None
        or any("=" in rule or "currency" in rule for rule in number.rules)
    ):
        return None
    rules = _rules(number) + ((f"{written} = %",) if written not in (None, "%") else ())
    return Points(number.value if number.if_decimal is None else number.if_decimal, bool(written), rules)


def _rules(number: Spelled) -> tuple[str, ...]:
    return (*number.rules, DECIMAL_COMMA) if number.open_mark == "," else number.rules


def _open_from(points: list[Points]) -> Decimal | None:
    """The bare numbers of the column up to this one are open (1 counts where all may be shares); None: no
    number is.
    """
    bare = [found for found in points if not found.is_marked]
    runs_beyond_one = any(abs(found.value) > 1 for found in bare)
    fractions = sum(found.is_share for found in bare)
    if runs_beyond_one:
        return JUST_BELOW_ONE if fractions > 1 else None
    return Decimal(1) if fractions else None


def _settle(found: Points, open_up_to: Decimal | None) -> Reading:
    number = float(found.value)
    if not math.isfinite(number):
        return UNREADABLE
    if open_up_to is not None and not found.is_marked and 0 < abs(found.value) <= open_up_to:
        share = float(_tidy(found.value * 100))
        params: dict[str, object] = {"reading": shown_number(share), "other": shown_number(number)}
        params["nearest"] = f"{shown_number(number)}%"
        return Reading(share, "percent_ambiguous", params, "a share of one")
    rules = list(found.rules)
    if found.is_share:
        rules.append("below one percent, as the other cells run to 100")
    return noted(number, "percent_read_as", shown_number(number), rules)
