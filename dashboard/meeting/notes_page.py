"""The speaker's second window: what to say at each screen, each figure with the way to its cells. It follows the first
window, and leads it by the same keys."""

from __future__ import annotations

from markupsafe import Markup

from dashboard import audience, labels
from dashboard.filters import View
from dashboard.meeting import opened
from dashboard.meeting.furniture import channel
from dashboard.meeting.page import document, linked
from dashboard.meeting.screens import Deck, Screen
from dashboard.meeting.tags import joined, tag
from dashboard.reports.model import Number, Sentence
from etl import figures

_MOVED = {
    "member_cities": "Member cities",
    "moved_completed": "Completed since then",
    "moved_added": "New on the list",
    "moved_came_completed": "New on the list, already completed",
    "moved_split": "Split from another",
    "moved_no_longer_listed": "No longer listed",
    "moved_merged": "Goes on as part of another",
    "moved_forward": "Moved forward",
}


def document_of(deck: Deck, view: View, *, has_spoken: bool) -> str:
    """The page of a view; `has_spoken`: whether the speaker's own words are for this reader."""
    screens_at = opened.url(view, "/meeting")
    head = tag("header", joined((tag("h1", f"Speaker notes – {deck.title}"), tag("p", _help(screens_at)))))
    first = [screen for screen in deck.screens if screen.part == 1]
    notes = joined(_note(screen, view, has_spoken) for screen in first)
    status = tag("p", "", id="following", role="status")
    inside = tag("main", joined((head, status, notes)), class_="notes", data_channel=channel(view))
    styles = linked("0-tokens.css", "meeting.css", "theme.js")
    return document(f"Speaker notes – {deck.title}", styles, inside, linked("meeting-notes.js"))


def _help(screens_at: str) -> Markup:
    way = tag("a", "the screens", href=screens_at, target="ascn-meeting")
    return joined(
        ("Keep ", way, " open in another window: these notes follow it, and ← → lead it from here.")
    )


def _note(screen: Screen, view: View, has_spoken: bool) -> Markup:
    screens_at = opened.url(view, "/meeting")
    own = tag("p", screen.spoken, class_="spoken") if has_spoken and screen.spoken else ""
    more = f", {labels.counted(screen.of, 'screen')}" if screen.of > 1 else ""
    title = tag("h2", tag("a", screen.message.text, href=f"{screens_at}#{screen.id}", target="ascn-meeting"))
    said = joined(_sentence(sentence, view) for sentence in screen.notes)
    sources = _traces(screen.message, view)
    inside = joined((tag("p", f"{screen.name}{more}", class_="where"), title, sources, own, said))
    return tag("article", inside, id=f"note-{screen.view_id}", data_view=screen.view_id)


def _sentence(sentence: Sentence, view: View) -> Markup:
    """One note; who worded it is named to those who may know who decided."""
    by = sentence.by if audience.may("who") else ""
    changed = tag("span", f" (worded by {by})") if by else ""
    return joined((tag("p", joined((sentence.text, changed))), _traces(sentence, view)))


def _traces(sentence: Sentence, view: View) -> Markup:
    """Every figure that a sentence states, each leading to its cells; named by its member where there are several."""
    if not sentence.numbers:
        return Markup("")
    several = len({number.key for number in sentence.numbers}) > 1
    items = (
        tag("li", _trace(number, _whose(number, view) if several else "")) for number in sentence.numbers
    )
    return tag("ul", joined(items), class_="traces", role="list")


def _whose(number: Number, view: View) -> str:
    return "" if number.axis == "network" else f"{view.options.label(number.axis, number.key)}: "


def _trace(number: Number, whose: str) -> Markup:
    words = f"{whose}{label(number)}, {number.period}: {value(number)}"
    return tag("a", words, href=number.trace, target="ascn-trace") if number.trace else tag("span", words)


def label(number: Number) -> str:
    """What a figure is called."""
    known = figures.named(number.figure)
    return known.label if known else _MOVED.get(number.figure, number.figure.replace("_", " "))


def value(number: Number) -> str:
    """The figure as it is shown."""
    known = figures.named(number.figure)
    unit = known.unit if known else "projects"
    if unit == "rate":
        return labels.percent(number.value)
    return labels.points(number.value) if unit == "points" else labels.number(number.value)
