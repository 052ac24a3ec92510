"""The clock of the store: what happens later is later, and nothing may begin to count, or cease to, at a moment that a
final edition knows."""

from __future__ import annotations

import datetime as dt

from etl import sql
from etl.store import Connection, load
from etl.store.places import StoreError

_TICK = dt.timedelta(microseconds=1)


def now(connection: Connection) -> dt.datetime:
    """This moment, and in any case after all that happened in the store before, should the machine's clock have been
    set back: a correction counts over what it corrects, and what is made anew is made in the order in which it came."""
    known_on, _edition = _last(connection)
    (newest,) = connection.execute(sql.text("ask/newest_moment")).fetchone() or (None,)
    return max([load.utc_now(), *(moment + _TICK for moment in (known_on, newest) if moment is not None)])


def allow(connection: Connection, moment: dt.datetime | None) -> None:
    """Raise StoreError where something is to count from a moment (None: now) that a final edition knows already."""
    known_on, edition = _last(connection)
    if moment is not None and known_on is not None and moment <= known_on:
        raise StoreError(
            f"This cannot count from {_day(moment)}: the edition {edition} was made final with what was known on "
            f"{_day(known_on)}, and stays as it is. Leave the moment out; it will show as a later correction."
        )


def _last(connection: Connection) -> tuple[dt.datetime | None, str | None]:
    known_on, edition = connection.execute(sql.text("edition/last_final")).fetchone() or (None, None)
    return known_on, edition


def _day(moment: dt.datetime) -> str:
    return f"{moment.day} {moment:%b %Y}, {moment:%H:%M} UTC"
