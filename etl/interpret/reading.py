"""What reading a cell gives, and the walk over a column that all readers share."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING

from etl.interpret.text import is_blank

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Hints:
    """What the country leads one to expect; proposed where a cell stays open, never proof.

    Mark "." or ",", order "DMY" or "MDY".
    """

    decimal_mark: str | None = None
    date_order: str | None = None


@dataclass(frozen=True)
class Reading:
    """How one cell was understood.

    A severity-fix code comes without a value, any other code with one. `params` are JSON-able, for the code's
    text: `reading` and `other` are the two ways to read an open cell, `why` (may be empty) says how a
    spelling was understood. `rule` is the same in short plain English, kept for the trace. `currency`: the currencies
    (ISO 4217) that were typed with an amount or can be meant by its sign.
    """

    value: object | None
    code: str | None = None
    params: dict[str, object] = field(default_factory=dict)
    rule: str | None = None
    currency: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Cell:
    """A distinct content of a column: value and number format.

    Compared by identity: 1, 1.0 and True are not one content.
    """

    value: object
    number_format: str | None = None


Column = dict[Cell, list[int]]

PLAIN = frozenset((str, int, float, bool, dt.datetime, dt.date, dt.time))


def distinct(values: pd.Series, formats: Mapping[int, str]) -> Column:
    """The different contents of a column with the rows that hold them; blank cells are left out."""
    rows_of: dict[tuple[object, ...], list[int]] = {}
    column: Column = {}
    for row, value in zip(values.index, values.array, strict=True):
        number_format = formats.get(row)
        key = (type(value), value if type(value) in PLAIN else id(value), number_format)
        rows = rows_of.get(key)
        if rows is None:
            rows_of[key] = rows = []
            if not is_blank(value):
                column[Cell(value, number_format)] = rows
        rows.append(row)
    return column


def spread(column: Column, read: Callable[[Cell], Reading | None]) -> dict[int, Reading]:
    """Read each distinct content once; None means blank. Keyed by row, in ascending order of the column."""
    readings: dict[int, Reading] = {}
    for cell, rows in column.items():
        reading = read(cell)
        if reading is not None:
            readings.update(dict.fromkeys(rows, reading))
    return dict(sorted(readings.items()))


def number_of(value: object) -> float | None:
    """A finite number that is no truth value, as float; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        return None
    try:
        number = float(value)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return number if math.isfinite(number) else None


def noted(value: object, code: str, shown: str, rules: list[str]) -> Reading:
    """A value, with a note of `code` when rules were needed to read it."""
    if not rules:
        return Reading(value)
    rule = ", ".join(dict.fromkeys(rules))
    return Reading(value, code, {"reading": shown, "why": f" ({rule})"}, rule)


def shown_number(number: float) -> str:
    """A number as findings show it: thousands separated, no needless decimals."""
    text = f"{number:,.10f}".rstrip("0").rstrip(".")
    return text if abs(number) < 1e15 else f"{number:g}"
