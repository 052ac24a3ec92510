"""When something is due, as a code list says it: the one reading for the store and for what an officer is told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from etl.reference import Reference


def is_day(text: str) -> bool:
    """Whether a day is named, not a time of day."""
    return len(text.strip()) == len("2027-01-31")


def moment(text: str, reference: Reference) -> dt.datetime:
    """The last moment that is in time (UTC without zone): of a day its end where the programme is; a time without a
    zone is UTC, as the store keeps them. Raises ValueError where the text is neither."""
    if is_day(text):
        after = dt.date.fromisoformat(text.strip()) + dt.timedelta(days=1)
        zone = ZoneInfo(str(reference.programme["time_zone"]))
        midnight = dt.datetime.combine(after, dt.time(), zone).astimezone(dt.UTC)
        return midnight.replace(tzinfo=None) - dt.timedelta.resolution
    said = dt.datetime.fromisoformat(text.strip())
    return said.astimezone(dt.UTC).replace(tzinfo=None) if said.tzinfo else said
