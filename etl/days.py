"""Days as people of the programme mean them. The store keeps moments in UTC; a day begins and ends in the programme's
time zone, so what is due by a day, or happened on one, is asked here."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from etl.reference import Reference
from etl.store import load


def begins(day: dt.date, reference: Reference) -> dt.datetime:
    """The first moment of a day (UTC without zone)."""
    midnight = dt.datetime.combine(day, dt.time(), zone(reference))
    try:
        return midnight.astimezone(dt.UTC).replace(tzinfo=None)
    except OverflowError:  # the first day of the calendar, in Asia, begins before its first moment
        return dt.datetime.min


def of(moment: dt.datetime, reference: Reference) -> dt.date:
    """The day of a moment of the store (UTC without zone)."""
    return local(moment, reference).date()


def local(moment: dt.datetime, reference: Reference) -> dt.datetime:
    """A moment of the store (UTC without zone) by the clocks of the programme."""
    return moment.replace(tzinfo=dt.UTC).astimezone(zone(reference))


def today(reference: Reference) -> dt.date:
    """The day that it is in the programme."""
    return of(load.utc_now(), reference)


def has_passed(day: dt.date, reference: Reference, now: dt.datetime | None = None) -> bool:
    """Whether the last moment of a day is over. `now`: asked of that moment (UTC without zone), None = of this one."""
    return of(now or load.utc_now(), reference) > day


def zone(reference: Reference) -> ZoneInfo:
    """The programme's time zone."""
    return ZoneInfo(str(reference.programme["time_zone"]))
