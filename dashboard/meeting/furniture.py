"""What stands round the screens: contents, buttons, keys, and the line that every printed screen carries."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from dashboard import labels
from dashboard.meeting.screens import Deck, Screen
from dashboard.meeting.tags import joined, tag

KEYS = (
    ("→ or space", "next"),
    ("←", "back"),
    ("Home, End", "first, last"),
    ("C", "contents"),
    ("F", "full screen"),
    ("N", "speaker notes"),
    ("D", "dark or light"),
)


def contents(deck: Deck, leave: str | None) -> Markup:
    """Every screen by name under its group; over the screens when asked for, above them without a script."""
    first = [screen for screen in deck.screens if screen.part == 1]
    groups = (
        joined((tag("h3", group), tag("ol", joined(_entry(screen) for screen in screens), role="list")))
        for group, screens in groupby(first, key=lambda screen: screen.group)
    )
    keys = joined(tag("span", joined((tag("kbd", key), f" {what}"))) for key, what in KEYS)
    out = tag("p", tag("a", "Leave the meeting", href=leave)) if leave else ""
    inner = (
        tag("h2", "Contents"),
        *groups,
        tag("p", keys, class_="keys"),
        out,
        tag("p", stamped(deck), class_="small"),
    )
    return tag("nav", joined(inner), class_="contents", id="contents", aria_label="Contents")


def _entry(screen: Screen) -> Markup:
    return tag("li", tag("a", screen.name, href=f"#{screen.id}"))


def buttons(notes: str | None) -> Markup:
    """For a mouse or a finger; every one has a key."""
    said = [("back", "Back"), ("next", "Next"), ("contents", "Contents"), ("full", "Full screen")]
    buttons = [tag("button", word, type="button", data_do=do) for do, word in said]
    if notes:
        buttons.append(tag("a", "Speaker notes", href=notes, target="ascn-notes", data_do="notes"))
    place = tag("output", "", id="place", aria_live="polite")
    return tag("nav", joined((*buttons, place)), class_="tools", aria_label="Screens")


def stamped(deck: Deck) -> str:
    """What every printed screen carries: data date, both clocks, edition, filters, source, practice mark."""
    stamp = deck.stamp
    known = "" if stamp.known_on == "now" else f"reports accepted by {stamp.known_on}"
    parts = [
        "Practice data: every figure is invented" if stamp.is_practice else "",
        f"Edition: {stamp.edition}",
        f"for period {stamp.period}, data to {stamp.data_date}",
        known or f"reports accepted by {labels.date(deck.made_at)}",
        f"compared with {stamp.compared_with}" if stamp.compared_with else "",
        stamp.filters,
        "" if stamp.is_practice else f"Source: {stamp.source}",
        stamp.made_by,
    ]
    return " · ".join(part for part in parts if part)
