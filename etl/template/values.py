"""Stored values as the officer sees them: labels for codes, Yes and No, true dates and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pandas import isna
from pandas.api.types import is_scalar

from etl.fields import Field, Kind
from etl.reference import Reference

Shown = str | float | dt.date | None
RISKY = ("=", "+", "-", "@", "\t", "\r")


def is_blank(value: Any) -> bool:
    """None, NaN, NaT and empty text all mean "not given"."""
    return value is None or value == "" or (is_scalar(value) and bool(isna(value)))


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula when it is edited or saved as CSV."""
    return text.startswith(RISKY)


def shown(value: object, field: Field, reference: Reference) -> Shown:
    """One stored value as it is written into a cell; unknown codes are shown as they are."""
    if is_blank(value):
        return None
    if field.kind in (Kind.CODE, Kind.CODES):
        return _labels(value, field, reference)
    if field.kind is Kind.YES_NO:
        return str(value).capitalize() if isinstance(value, str) else ("Yes" if value else "No")
    if field.kind is Kind.DATE:
        return _date(value)
    if field.kind in (Kind.PERCENT, Kind.AMOUNT, Kind.NUMBER):
        return _number(value)
    return str(value)


def _labels(value: object, field: Field, reference: Reference) -> str:
    entries = reference.list_of(field).entries
    several = isinstance(value, Iterable) and not isinstance(value, str)
    codes = list(value) if several else str(value).split(";")  # type: ignore[call-overload]
    return "; ".join(entries.get(str(code).strip(), str(code).strip()) for code in codes)


def _date(value: object) -> Shown:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)


def _number(value: object) -> Shown:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)
