"""How a meeting is arranged: what the form of /meeting/edit says, made into an arrangement that an edition keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.meeting.deck import Arrangement, arranged
from dashboard.meeting.screens import Screen

LONGEST_NOTE = 4_000
_CITIES = "city-"


@dataclass(frozen=True)
class Entry:
    """A view in the form: its place, name, group and message, whether it is shown, what the speaker wrote."""

    place: int
    view_id: str
    name: str
    group: str
    message: str
    is_shown: bool
    note: str


def entries(views: Sequence[Screen], chosen: Arrangement) -> list[Entry]:
    """The form's lines, in the order in which they are shown."""
    return [
        Entry(
            place,
            view.view_id,
            view.name,
            view.group,
            view.message.text,
            view.view_id not in chosen.hidden,
            view.spoken,
        )
        for place, view in enumerate(arranged(views, chosen), start=1)
    ]


def said(form: Mapping[str, str], before: Sequence[Entry], kept: Arrangement) -> dict[str, object]:
    """What the form asks for: order by the places typed, views left out, notes. `do` may hide or show every city, or
    move one view a place (`up:<view>`, `down:<view>`). Of a view that the form did not show nothing was said: it stays
    as it was `kept`."""
    act, _, target = form.get("do", "save").partition(":")
    ranked = sorted(before, key=lambda entry: (_place(form, entry), entry.place))
    order = _with_unseen(_moved([entry.view_id for entry in ranked], target, act), kept.order)
    known = {entry.view_id for entry in before}
    hidden = [entry.view_id for entry in before if _is_hidden(form, entry, act)]
    notes = {entry.view_id: text for entry in before if (text := _note(form, entry))}
    return {
        "order": order,
        "hidden": [*hidden, *sorted(kept.hidden - known)],
        "notes": {view_id: text for view_id, text in kept.notes.items() if view_id not in known} | notes,
    }


def _with_unseen(order: list[str], kept: Sequence[str]) -> list[str]:
    """The order with the views that are not there now, each after the one that it came after."""
    at = 0
    for view_id in kept:
        if view_id not in order:
            order.insert(at, view_id)
        at = order.index(view_id) + 1
    return order


def _place(form: Mapping[str, str], entry: Entry) -> float:
    """The number typed; a place that is no number stays."""
    typed = form.get(f"place-{entry.view_id}", "").strip().replace(",", ".")
    try:
        return float(typed)
    except ValueError:
        return float(entry.place)


def _moved(order: list[str], view_id: str, act: str) -> list[str]:
    if act not in ("up", "down") or view_id not in order:
        return order
    at = order.index(view_id)
    to = max(0, min(at + (-1 if act == "up" else 1), len(order) - 1))
    order[at], order[to] = order[to], order[at]
    return order


def _is_hidden(form: Mapping[str, str], entry: Entry, act: str) -> bool:
    if act in ("hide-cities", "show-cities") and entry.view_id.startswith(_CITIES):
        return act == "hide-cities"
    return f"show-{entry.view_id}" not in form if _was_shown(form, entry) else not entry.is_shown


def _was_shown(form: Mapping[str, str], entry: Entry) -> bool:
    """Whether the form had a line for the view: an unticked box is sent as nothing at all."""
    return f"place-{entry.view_id}" in form


def _note(form: Mapping[str, str], entry: Entry) -> str:
    return form.get(f"note-{entry.view_id}", entry.note).replace("\r\n", "\n").strip()[:LONGEST_NOTE]
