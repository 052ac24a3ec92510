"""Since when a city or a member state belongs to the network, as exactly as it is known, and whether it did by a view's
moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from dashboard import labels
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import frame


def members(view: View, rows: pd.DataFrame, key: str, listing: Collection[str]) -> pd.DataFrame:
    """The rows of cities or member states (columns `valid_from` and `key`) that were members: on the data date of an
    earlier list, at the moment of looking for the newest one, as the figures count them; and those in `listing`, that
    have projects."""
    until = _until(view)
    if until is None:
        return rows
    joined = [(labels.as_date(day) or until) <= until for day in rows["valid_from"]]
    return rows[pd.Series(joined, index=rows.index, dtype=bool) | rows[key].isin(list(listing))]


def _until(view: View) -> date | None:
    if view.at is None:
        return None
    if view.period == view.options.newest():
        # A day of the second clock lasts as long as the figures let it last, to its end in UTC.
        return view.known_on.date() if view.known_on else frame.today()
    return view.at.data_date


def listing(rows: pd.DataFrame) -> set[str]:
    """The keys of a figures frame that have projects."""
    return set(rows[rows["projects"].fillna(0) > 0]["key"].astype(str))


def since(row: Row) -> str:
    """`8 July 2018`, `January 2026` or `2025`: as exactly as it is known; empty where it is not."""
    day = labels.as_date(row.get("valid_from"))
    if day is None:
        return ""
    precision = row.get("date_precision")
    if precision == "year":
        return str(day.year)
    return f"{labels.MONTHS[day.month - 1]} {day.year}" if precision == "month" else labels.long_date(day)


def is_after(row: Row, day: date) -> bool:
    """Whether somebody joined after that day, as far as the date is known: in its own year or month it is not."""
    joined, precision = labels.as_date(row.get("valid_from")), row.get("date_precision")
    if joined is None:
        return False
    if precision in ("year", "month"):
        known = slice(1 if precision == "year" else 2)
        return joined.timetuple()[known] > day.timetuple()[known]
    return joined > day
