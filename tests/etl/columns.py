"""Columns of cells for the tests of interpretation, and any object whatever for "never raises"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from etl.findings import REGISTRY, Severity
from etl.interpret.reading import Reading
from etl.interpret.text import clean_text, is_blank, is_unknown


class Hostile:
    """An object whose every answer is an error."""

    def __str__(self) -> str:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __float__(self) -> float:
        raise RuntimeError


PIECES = (
    "1|12|25|31|45|100|2025|2568|68|๒๕๖๘|១២|.|,|'|/|-|(|)|%|٪|−|\u00a0|\u200b| |Rp|฿|RM|$|juta|ล้าน|tỷ|m|e|E+|พ.ศ."
    "|มี.ค.|Mar|de|th|Q1|T00:00|<|>|n/a|:"
)
FRAGMENTS = st.sampled_from(PIECES.split("|"))
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(FRAGMENTS, max_size=8).map("".join),
    st.lists(FRAGMENTS, max_size=8).map(" ".join),
)
ANYTHING = st.one_of(
    TEXTS,
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.decimals(),
    st.fractions(),
    st.complex_numbers(),
    st.binary(max_size=4),
    st.lists(st.integers(), max_size=2),
    st.builds(Hostile),
    st.sampled_from(
        [pd.NaT, pd.NA, np.float32(0.5), np.int64(7), np.nan, Decimal("sNaN"), Fraction(10**400), object()]
    ),
    st.just(dt.datetime(2025, 3, 4, tzinfo=dt.UTC)),
)
FORMATS = st.sampled_from(
    [None, "0%", "0.00%", '0"%"', "dd/mm/yyyy", "#,##0", "[$-409]d-mmm-yy;@", "\\%0", ";"]
)
COLUMNS = st.lists(st.tuples(ANYTHING, FORMATS), max_size=12)


def column(values: list[object], first_row: int = 5) -> pd.Series:
    """The values as a column of a sheet, from this row on."""
    return pd.Series(values, index=range(first_row, first_row + len(values)), dtype=object)


def formats(codes: list[str | None], first_row: int = 5) -> Mapping[int, str]:
    """Number formats by row, as a reader gives them."""
    return {row: code for row, code in enumerate(codes, start=first_row) if code}


def check_readings(values: list[object], readings: dict[int, Reading], kind: type) -> None:
    """Exactly one reading for each cell that says something; a value or a fix, never both, never neither."""
    for row, value in enumerate(values, start=5):
        if is_blank(value):
            assert row not in readings
        elif not (isinstance(value, str) and is_unknown(clean_text(value) or "")):
            check_reading(readings[row], kind)
    assert set(readings) <= set(range(5, 5 + len(values)))


def check_reading(reading: Reading, kind: type) -> None:
    """A value of the kind without a fix, or a fix without a value."""
    is_fix = reading.code is not None and REGISTRY[reading.code].severity is Severity.FIX
    assert is_fix == (reading.value is None)
    if reading.value is not None:
        assert type(reading.value) is kind
    if reading.code is not None and REGISTRY[reading.code].severity is Severity.CONFIRM:
        assert {"reading", "other"} <= set(reading.params)
    if reading.code is not None and REGISTRY[reading.code].severity is Severity.NOTE:
        assert reading.rule
        assert {"reading", "why"} <= set(reading.params)
