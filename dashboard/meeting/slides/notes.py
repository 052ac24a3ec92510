"""What the speaker reads under a slide: own words, then the sentences, then each figure and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import labels
from dashboard.meeting.furniture import stamped
from dashboard.meeting.screens import Deck, Screen
from dashboard.reports.model import Number
from etl.figures import FIGURES


def noted(screen: Screen, deck: Deck) -> str:
    """The notes of a slide as text, a paragraph a line."""
    spoken = [screen.spoken, ""] if screen.spoken else []
    said = [note.text for note in screen.notes]
    figures = list(_figures(screen))
    heading = ["", "Figures, and where each comes from:", *figures] if figures else []
    return "\n".join([*spoken, *said, *heading, "", stamped(deck)])


def _figures(screen: Screen) -> Iterator[str]:
    """`Projects (network ASCN, 2025): 134 – /trace?…`, each once."""
    seen = set()
    for number in screen.numbers():
        told = f"{_name(number)} ({number.axis.replace('_', ' ')} {number.key}, {number.period}): {_value(number)}"
        told += f" – {number.trace}" if number.trace else ""
        if told not in seen:
            seen.add(told)
            yield told


def _name(number: Number) -> str:
    known = FIGURES.get(number.figure)
    return known.label if known else labels.sentence(number.figure.replace("_", " "))


def _value(number: Number) -> str:
    known = FIGURES.get(number.figure)
    if number.value is None:
        return "not known"
    if known and known.unit == "rate":
        return labels.percent(number.value)
    return labels.number(number.value, 0 if number.value == int(number.value) else 1)
