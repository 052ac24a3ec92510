"""What stands round the screens: contents, buttons, keys, and the line that every printed screen carries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from dashboard.filters import View
from dashboard.meeting.screens import Deck, Screen
from dashboard.meeting.tags import joined, tag
from dashboard.queries import frame

NOTES = "speaker notes"
KEYS = (
    ("→ or space", "next"),
    ("←", "back"),
    ("Home, End", "first, last"),
    ("C", "contents"),
    ("F", "full screen"),
    ("N", NOTES),
    ("D", "dark or light"),
)


@dataclass(frozen=True)
class Around:
    """What a live page has beside the screens: the notes' address, the channel on which both windows speak, ways on
    (words, address), and what of its own address was not understood."""

    notes: str = ""
    channel: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    unused: str = ""


ALONE = Around()


def channel(view: View) -> str:
    """The name by which the windows of one meeting find each other, however their addresses write the same view."""
    said = {**view.params(), "edition": view.edition}
    return "ascn-meeting " + " ".join(f"{name}={said[name]}" for name in sorted(said) if said[name])


def contents(deck: Deck, around: Around) -> Markup:
    """Every screen by name under its group; over the screens when asked for, above them without a script."""
    first = [screen for screen in deck.screens if screen.part == 1]
    groups = (
        joined((tag("h3", group), tag("ol", joined(_entry(screen) for screen in screens), role="list")))
        for group, screens in groupby(first, key=lambda screen: screen.group)
    )
    inner = (
        tag("h2", "Contents"),
        *groups,
        tag("p", _keys(around), class_="keys"),
        tag("p", joined(tag("a", words, href=href) for words, href in around.ways), class_="keys"),
        tag("p", f"Not used, from the address: {around.unused}.", class_="keys") if around.unused else "",
        tag("p", stamped(deck), class_="small"),
    )
    return tag("nav", joined(inner), class_="contents", id="contents", aria_label="Contents")


def _keys(around: Around) -> Markup:
    """The keys that do something here."""
    shown = (pair for pair in KEYS if around.notes or pair[1] != NOTES)
    return joined(tag("span", joined((tag("kbd", key), f" {what}"))) for key, what in shown)


def _entry(screen: Screen) -> Markup:
    return tag("li", tag("a", screen.name, href=f"#{screen.id}"))


def buttons(notes: str) -> Markup:
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
    parts = [
        "Practice data: every figure is invented" if stamp.is_practice else "",
        f"Edition: {stamp.edition}",
        f"for period {stamp.period}, data to {stamp.data_date}",
        f"reports accepted by {_moment(deck)}",
        f"compared with {stamp.compared_with}" if stamp.compared_with else "",
        stamp.filters,
        "" if stamp.is_practice else f"Source: {stamp.source}",
        stamp.made_by,
    ]
    return " · ".join(part for part in parts if part)


def _moment(deck: Deck) -> str:
    """The second clock; the day of making where it is now."""
    known = deck.stamp.known_on
    return frame.told_day(deck.made_at) if known == "now" else known
