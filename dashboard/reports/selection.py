"""Whether the filters of a view let only a part of somebody's projects through, and how a sentence says so."""

from __future__ import annotations

from dashboard.filters import AXES, View

# Axis → the filters that choose its members; every other one lets only a part of a member's projects through.
_OWN = {"network": (), "country": ("country",), "city": ("country", "city")}


def is_part(view: View, axis: str) -> bool:
    """Whether the filters let only a part of the projects of an axis's members through."""
    return any(view.chosen(other) for other in AXES if other not in _OWN.get(axis, (axis,)))


def within(view: View, axis: str) -> str:
    """` of this selection` where a sentence would else speak of more than the filters let through."""
    return " of this selection" if is_part(view, axis) else ""
