"""What the speaker reads under a slide: own words, then the sentences, then each figure and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.meeting.furniture import stamped
from dashboard.meeting.notes_page import label, value
from dashboard.meeting.screens import Deck, Screen
from dashboard.reports.model import Number


def noted(screen: Screen, deck: Deck, *, has_spoken: bool) -> str:
    """The notes of a slide as text, a paragraph a line; `has_spoken`: whether the speaker's own words are for the
    reader of the file."""
    spoken = [screen.spoken, ""] if has_spoken and screen.spoken else []
    said = [note.text for note in screen.notes]
    figures = list(_figures(screen))
    heading = ["", "Figures, and where each comes from:", *figures] if figures else []
    return "\n".join([*spoken, *said, *heading, "", stamped(deck)])


def _figures(screen: Screen) -> Iterator[str]:
    """`Completed (country MYS, 2025): 4 – /trace?…`, each once."""
    lines = (_told(number) for number in screen.numbers())
    yield from dict.fromkeys(lines)


def _told(number: Number) -> str:
    whose = f"{number.axis.replace('_', ' ')} {number.key}, {number.period}"
    way = f" – {number.trace}" if number.trace else ""
    return f"{label(number)} ({whose}): {value(number)}{way}"
