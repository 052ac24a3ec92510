"""A column of numbers as typed -> floats.

The column's own evidence decides what points and commas mean in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from etl.interpret.amounts import DECIMAL_COMMA, GROUP_RULES, Spelled, spelled
from etl.interpret.reading import Cell, Hints, Reading, distinct, noted, number_of, shown_number, spread
from etl.interpret.text import clean_text, is_unknown

if TYPE_CHECKING:
    import pandas as pd

UNREADABLE = Reading(None, "number_unreadable")


def read_numbers(values: pd.Series, formats: Mapping[int, str], hints: Hints) -> dict[int, Reading]:
    """A Reading with a float for every cell that holds something, by sheet row.

    Codes: number_unreadable (fix), number_ambiguous (confirm: both readings are given), number_read_as
    (note).
    """
    column = distinct(values, formats)
    texts = {cell: clean_text(cell.value) or "" for cell in column if isinstance(cell.value, str)}
    numbers = {cell: spelled(text) for cell, text in texts.items()}
    mark = decimal_mark(numbers.values())

    def read(cell: Cell) -> Reading | None:
        if cell in texts:
            number = numbers[cell]
            if number is None:
                return None if is_unknown(texts[cell]) else UNREADABLE
            return _with_currency(_settle(number, mark, hints), number)
        value = number_of(cell.value)
        return UNREADABLE if value is None else Reading(value)

    return spread(column, read)


def _with_currency(reading: Reading, number: Spelled) -> Reading:
    """The reading with the currency typed beside it, which the other reading keeps when it is taken."""
    reading = replace(reading, currency=number.currency)
    nearest = reading.params.get("nearest")
    if not (number.unit and nearest):
        return reading
    return replace(reading, params={**reading.params, "nearest": f"{number.unit} {nearest}"})


def decimal_mark(numbers: Iterable[Spelled | None]) -> str | None:
    """The decimal mark that the column proves; None when it proves none, or both."""
    proven = {number.mark for number in numbers if number is not None and number.mark}
    return proven.pop() if len(proven) == 1 else None


def _settle(number: Spelled, mark: str | None, hints: Hints) -> Reading:
    if number.open_mark is None or number.if_decimal is None:
        return (
            _one(number.value, number.rules)
            if number.other is None
            else _two(number.value, number.other, number.rules)
        )
    as_decimal = choose_decimal(number.open_mark, mark or hints.decimal_mark)
    value, other = (number.if_decimal, number.value) if as_decimal else (number.value, number.if_decimal)
    rules = (*number.rules, *mark_rules(number.open_mark, as_decimal))
    if mark is None:
        return _two(value, other, rules, number.open_mark)
    by_column = ("as elsewhere in the column",) if rules else ()
    return _one(value, (*rules, *by_column))


def choose_decimal(open_mark: str, mark: str | None) -> bool:
    """Whether an open separator is the decimal mark, given the mark in use (None: not known, so it stands
    between thousands).
    """
    return open_mark == mark


def mark_rules(open_mark: str, as_decimal: bool) -> tuple[str, ...]:
    """How an open separator was read, where that is not the ordinary English way."""
    if as_decimal:
        return (DECIMAL_COMMA,) if open_mark == "," else ()
    return (GROUP_RULES[open_mark],) if open_mark in GROUP_RULES else ()


def _one(value: Decimal, rules: Iterable[str]) -> Reading:
    number = float(value)
    if not math.isfinite(number):
        return UNREADABLE
    return noted(number, "number_read_as", shown_number(number), list(rules))


def _two(value: Decimal, other: Decimal, rules: Iterable[str], mark: str = ".") -> Reading:
    number, second = float(value), float(other)
    if not (math.isfinite(number) and math.isfinite(second)):
        return UNREADABLE
    params: dict[str, object] = {"reading": shown_number(number), "other": shown_number(second)}
    params["nearest"] = _beyond_doubt(other, mark)
    return Reading(number, "number_ambiguous", params, ", ".join(rules) or "thousands or decimals left open")


def _beyond_doubt(value: Decimal, mark: str) -> str:
    """A number without marks between thousands; its decimals, if any, are so many that they can be nothing else."""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}{mark}{decimals.ljust(4, '0')}" if decimals else whole
