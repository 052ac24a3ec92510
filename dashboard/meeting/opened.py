"""Which meeting an address opens, and for whom: without an edition and without clocks the newest edition of the next
or the last meeting; for the network, unless the Secretariat asks for its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from dashboard import audience
from dashboard.filters import CLOCKS, View
from dashboard.queries import frame
from dashboard.queries.run import used
from etl import editions, meetings
from etl.editions import Edition
from etl.meetings import Meeting
from etl.start import reference_of

FOR, NETWORK, SECRETARIAT = "for", "network", "secretariat"


def view(asked: Mapping[str, object]) -> View:
    """The view of an address of the meeting. One that names an edition or a clock is taken at its word."""
    if any(asked.get(name) for name in ("edition", *CLOCKS)):
        return frame.view(asked)
    for edition in _offered():
        found = frame.view({**asked, "edition": edition.edition_id})
        if found.at is not None and found.at.has_list:
            return found
    return frame.view(asked)


def _offered() -> Iterator[Edition]:
    """Editions of the next meeting, then of the last one, the newest first."""
    own = [edition for edition in reversed(seen()) if edition.meeting is not None]
    for meeting in _nearest():
        yield from (edition for edition in own if edition.meeting == meeting.number)


def _nearest() -> list[Meeting]:
    """The next meeting and the last one, as far as the list of meetings has them."""
    ordered = sorted(meetings.meetings(reference_of(used())), key=lambda m: m.number)
    today = frame.today()
    ahead = [m for m in ordered if _day(m) >= today]
    held = [m for m in ordered if _day(m) < today]
    return [*ahead[:1], *held[-1:]]


def _day(meeting: Meeting) -> dt.date:
    """The day of a meeting; where only its year is known, the year's last."""
    return meeting.date or dt.date(meeting.year, 12, 31)


def seen() -> list[Edition]:
    """The editions that this audience may see, in the order in which they were made."""
    return [e for e in editions.listed(used().home) if frame.edition(e.edition_id) is not None]


def is_own(view: View) -> bool:
    """Whether the meeting is made for the Secretariat alone: only where it asks for that itself."""
    return view.extra.get(FOR) == SECRETARIAT and audience.level() == SECRETARIAT


def readers(view: View) -> str:
    """The audience that the meeting is made for, at most."""
    return SECRETARIAT if is_own(view) else NETWORK


def url(view: View, path: str, **changes: object) -> str:
    """An address of the same meeting, for the same readers."""
    return view.url(path, **({FOR: SECRETARIAT} if is_own(view) else {}), **changes)


def others(view: View) -> list[tuple[str, str]]:
    """Ways to the meeting in other editions, as working figures, and for other readers: words and address."""
    ways = [
        (f"{edition.name}, {frame.edition_state(edition)}", url(view, "/meeting", edition=edition.edition_id))
        for edition in reversed(seen())
        if edition.edition_id != view.edition
    ]
    if view.edition:
        newest = view.options.newest()
        ways.append(("Working figures", url(view, "/meeting", edition=None, period=newest)))
    if is_own(view):
        ways.append(("For the network", view.url("/meeting")))
    elif audience.level() == SECRETARIAT:
        ways.append(("For the Secretariat", view.url("/meeting", **{FOR: SECRETARIAT})))
    return ways
