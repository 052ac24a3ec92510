"""A view, and an edition's arrangement where there is one, made into the screens of a meeting: the order of the views,
which are shown, what the speaker wrote, and the edition's own wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dashboard import audience
from dashboard.filters import View
from dashboard.meeting import agenda, facts, network, opened, places, themes
from dashboard.meeting.fit import fitted
from dashboard.meeting.screens import Deck, Screen
from dashboard.queries import frame
from dashboard.queries.run import used
from dashboard.reports import stamped, worded
from dashboard.reports.moments import decided, settled
from etl import meetings
from etl.editions import Edition
from etl.start import reference_of

WORKING, INVENTED = "Working figures", "Practice data"
OWN = "For the Secretariat"


@dataclass(frozen=True)
class Arrangement:
    """What an editor decided: views in their order (others follow as made), views left out, notes by view."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)


def arrangement(kept: Mapping[str, object]) -> Arrangement:
    """As an edition keeps it: order and hidden (lists), notes (by view)."""
    notes = kept.get("notes")
    texts = {str(k): str(v) for k, v in notes.items()} if isinstance(notes, Mapping) else {}
    return Arrangement(_names(kept.get("order")), frozenset(_names(kept.get("hidden"))), texts)


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def views(view: View, edition: Edition | None = None) -> list[Screen]:
    """Every view that there is to show, one screen each however long, in the order in which they are made. Raises
    Wrong where the view's period has no list."""
    seen = facts.seen(settled(view))
    held = agenda.agenda(
        meetings.meetings(reference_of(used())),
        decided(used().home, view),
        edition.meeting if edition else None,
    )
    title = edition.name if edition else seen.known.get("name", "")
    first = [agenda.opening(seen, held, title), agenda.decided(seen, held)]
    between = [*network.screens(seen), *places.screens(seen), *themes.screens(seen)]
    return [*(screen for screen in first if screen), *between, *agenda.coming(seen, held)]


def built(view: View) -> Deck:
    """The meeting of a view, arranged and worded as its edition says, no screen fuller than a sheet. Whoever makes it,
    it holds what the network may see, unless the Secretariat asks for its own. Raises Wrong where the view's period
    has no list."""
    view = settled(view)
    edition = frame.edition_of(view)
    chosen = arrangement(edition.arrangement if edition else {})
    with audience.as_seen_by(opened.readers(view)):
        told = [_worded(screen, edition) for screen in views(view, edition)]
        stamp = stamped.stamp(view)
    ordered = arranged([screen for screen in told if screen is not None], chosen)
    words = mark(edition, is_own=opened.is_own(view))
    shown = [
        part for screen in ordered if screen.view_id not in chosen.hidden for part in fitted(screen, words)
    ]
    return Deck(
        edition.name if edition else frame.meta().get("name", ""),
        words,
        stamp,
        datetime.now(UTC),
        tuple(shown),
        tuple(screen for screen in ordered if screen.view_id in chosen.hidden),
    )


def mark(edition: Edition | None, *, is_own: bool = False) -> str:
    """What stands on every screen: the edition, or that the figures are not final; before it that they are invented,
    and that they are for the Secretariat alone (`is_own`)."""
    named = edition.name if edition else WORKING
    first = [words for words, holds in ((INVENTED, frame.is_practice()), (OWN, is_own)) if holds]
    return " · ".join((*first, named))


def arranged(screens: Sequence[Screen], chosen: Arrangement) -> list[Screen]:
    """The views in the order asked for; what it does not name stays where it was made, after the one before it."""
    place = {view_id: float(i) for i, view_id in enumerate(chosen.order)}
    last, ranked = -1.0, []
    for screen in screens:
        last = place.get(screen.view_id, last)
        ranked.append(
            (last, screen.view_id not in place, replace(screen, spoken=chosen.notes.get(screen.view_id, "")))
        )
    return [screen for _, _, screen in sorted(ranked, key=lambda found: found[:2])]


def _worded(screen: Screen, edition: Edition | None) -> Screen | None:
    """Sentences as the edition words them; None where it leaves the message out."""
    if edition is None:
        return screen
    if screen.message.id in edition.dropped:
        return None
    notes = tuple(worded.sentence(note, edition) for note in screen.notes if note.id not in edition.dropped)
    return replace(screen, message=worded.sentence(screen.message, edition), notes=notes)
