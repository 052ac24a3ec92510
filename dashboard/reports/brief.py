"""The brief of one page on a member state: what stands, what moved, what was asked and what came of it, what to say and
what to ask. From a view of the marts to a document; the writers of Word and PDF draw it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard.filters import View
from dashboard.queries import frame, members
from dashboard.reports import brief_asked, brief_say, brief_words
from dashboard.reports.model import Document
from dashboard.reports.moments import decided, settled
from dashboard.reports.one_page import fitted
from dashboard.reports.stamped import asked_of, stamp
from etl import meetings
from etl.editions import Edition


def built(view: View, home: Path, iso3: str, edition: Edition | None = None) -> Document:
    """The brief on one member state at the view's moments. `edition`: its meeting and what it dropped or reworded; None
    takes the view's own. Raises KeyError for a code that is none, Wrong where the
    view's period has no list."""
    edition = edition or frame.edition_of(view)
    of = replace(brief_words.state(settled(view), iso3.upper()), edition=edition)
    parts = [
        brief_words.stands(of),
        brief_words.moved(of),
        brief_asked.asked(of, last_decisions(home, of.view, edition)),
        brief_say.say(of),
        brief_say.ask(of),
    ]
    return Document(
        "brief",
        of.name,
        f"Brief, {brief_words.words.as_of(of.view)}{only(of.view, 'country')}",
        stamp(of.view),
        tuple(part.section() for part in fitted([part for part in parts if part is not None])),
        asked_of(of.view, "brief") | {"country": of.iso3},
    )


def only(view: View, axis: str) -> str:
    """The filters beside the document's own member, where there are any."""
    rest = view.without(axis)
    return f". Only: {rest.sentence()}" if rest.is_filtered else ""


def last_decisions(home: Path, view: View, edition: Edition | None) -> list[meetings.Decision]:
    """Decisions of the last meeting that took any by the view's moment; in an edition, of the last one before its own
    meeting."""
    own = edition.meeting if edition else None
    known = [d for d in decided(home, view) if own is None or d.meeting < own]
    last = max((d.meeting for d in known), default=None)
    return [d for d in known if d.meeting == last]


def countries(view: View) -> list[tuple[str, str]]:
    """Code and name of the member states in view, in their order."""
    rows = members.countries(view)
    return [(str(r.iso3), str(r.name)) for r in rows.itertuples(index=False)]
