"""Times as an officer reads them: UTC in the store, the programme's time zone on the page."""

from __future__ import annotations

import datetime as dt

from dashboard import labels
from dashboard.officer.used import code_lists
from etl import days


def zone_name() -> str:
    """`Jakarta time`."""
    return f"{days.zone(code_lists()).key.rsplit('/', 1)[-1].replace('_', ' ')} time"


def local(value: object) -> dt.datetime | None:
    """A moment of the store (UTC without zone) in the programme's zone; None when missing."""
    if labels.is_missing(value) or not isinstance(value, dt.datetime):
        return None
    return days.local(value, code_lists())


def stamp(value: object) -> str:
    """`23 Nov 2026, 09:14`, under a heading that names the zone; `–` when missing."""
    at = local(value)
    return labels.MISSING if at is None else f"{labels.date(at.date())}, {at:%H:%M}"


def moment(value: object) -> str:
    """`23 Nov 2026, 09:14 Jakarta time`; `–` when missing."""
    return labels.MISSING if local(value) is None else f"{stamp(value)} {zone_name()}"


def day(value: object) -> str:
    """The day of a moment in the programme's zone: `23 Nov 2026`; `–` when missing."""
    at = local(value)
    return labels.MISSING if at is None else labels.date(at.date())


def today() -> dt.date:
    """The day in the programme's zone."""
    return days.today(code_lists())


def due(value: object) -> str:
    """A due time: `31 Jan 2027, 17:00 Jakarta time`; empty when not set."""
    return "" if local(value) is None else moment(value)


def days_left(day: dt.date | None) -> str:
    """`in 12 days`, `today`, `3 days ago`."""
    if day is None:
        return ""
    left = (day - today()).days
    if not left:
        return "today"
    return f"in {labels.counted(left, 'day')}" if left > 0 else f"{labels.counted(-left, 'day')} ago"


def size(count: int) -> str:
    """Bytes as `31 kB` or `1.4 MB`."""
    if count < 1000:
        return labels.counted(count, "byte")
    return f"{count / 1000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
