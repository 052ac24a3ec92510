"""Reporting periods of practice data: years that turn into half-years and quarters, or quarters for bulk."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from etl.reference import Reference

LAST_DATA_DATE = dt.date(2026, 9, 30)
FEW_UPDATES = 5_000  # up to here the periods vary as a real calendar does
BULK_QUARTERS = 32
DUE_AFTER_DAYS = 31
DUE_TIME = dt.time(10, 0)  # UTC; the afternoon of the due day in the programme's zone
_ORDINALS = ("first", "second", "third", "fourth")
_FEW = ("2022", "2023", "2024", "2025-H1", "2025-H2", "2026-Q1", "2026-Q2", "2026-Q3")


def periods(updates: int, reference: Reference) -> pd.DataFrame:
    """The periods of so many updates, oldest first: columns of periods.csv, all text, times UTC."""
    codes = _FEW if updates <= FEW_UPDATES else _quarters(BULK_QUARTERS)
    return pd.DataFrame([period(code, reference) for code in codes])


def _quarters(count: int) -> tuple[str, ...]:
    last = LAST_DATA_DATE.year * 4 + (LAST_DATA_DATE.month - 1) // 3
    return tuple(f"{n // 4}-Q{n % 4 + 1}" for n in range(last - count + 1, last + 1))


def with_open(listed: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The periods and the one after them, which is open: it asks for reports and has none yet."""
    last = LAST_DATA_DATE.year * 4 + (LAST_DATA_DATE.month - 1) // 3
    after = period(f"{(last + 1) // 4}-Q{(last + 1) % 4 + 1}", reference) | {"list_published": "0"}
    return pd.concat([listed, pd.DataFrame([after])], ignore_index=True)


def period(code: str, reference: Reference) -> dict[str, str]:
    """The row of one period, by its code (YYYY, YYYY-H1, YYYY-Q1)."""
    start, end = _span(code)
    due_at = dt.datetime.combine(end + dt.timedelta(days=DUE_AFTER_DAYS), DUE_TIME)
    return {
        "period": code,
        "label": _label(code),
        "start": start.isoformat(),
        "data_date": end.isoformat(),
        "due_at": due_at.isoformat(),
        "reports_expected": "1",
        "list_published": "1",
        "plan_id": _plan(end.isoformat(), reference),
        "note": "Practice period; every figure is invented",
    }


def _span(code: str) -> tuple[dt.date, dt.date]:
    """First day and data date: a year ends with September, as the yearly reports of the record do."""
    year, _, part = code.partition("-")
    if not part:
        return dt.date(int(year), 1, 1), dt.date(int(year), 9, 30)
    length = 6 if part[0] == "H" else 3
    first = (int(part[1]) - 1) * length
    after = int(year) * 12 + first + length
    end = dt.date(after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
    return dt.date(int(year), first + 1, 1), end


def _label(code: str) -> str:
    year, _, part = code.partition("-")
    if not part:
        return year
    return f"{year}, {_ORDINALS[int(part[1]) - 1]} {'half' if part[0] == 'H' else 'quarter'}"


def _plan(on_date: str, reference: Reference) -> str:
    plans = reference.tables["plans"]
    running = [p["plan_id"] for p in plans if p["valid_from"] <= on_date <= (p["valid_to"] or "9999")]
    return (running or [plans[0]["plan_id"]])[-1]
