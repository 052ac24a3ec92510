"""The moments that a document or a meeting may speak of: without a list there is nothing to tell, and a comparison with
a period that has none would call every project new. Decisions of meetings are told as they were known then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dashboard import audience
from dashboard.filters import View
from dashboard.queries import figures
from dashboard.wrong import Wrong
from etl import meetings


def settled(view: View) -> View:
    """The view, compared with nothing where that period has no list. Raises Wrong where its own period has none."""
    if view.at is None or not view.at.has_list:
        newest = next((p.code for p in reversed(view.options.periods) if p.has_list), None)
        onward = f" The newest period with a list is {newest}." if newest else ""
        raise Wrong(
            "period", f"No report for {view.period or 'any period'} had been accepted by then.{onward}"
        )
    return view if view.compare is None or _has_list(view) else replace(view, compare=None)


def _has_list(view: View) -> bool:
    """Whether the period compared with has a list, as known on its own moment."""
    if view.from_known_on == view.known_on:
        return any(p.code == view.compare and p.has_list for p in view.options.periods)
    return not figures.at(view.compared(), "network").empty


def decided(home: Path, view: View) -> list[meetings.Decision]:
    """Decisions of meetings with their results, as known on the view's moment, so that a final edition stays as it is;
    none for an audience that may not see them."""
    return meetings.decisions(home, view.known_on) if audience.may("decisions") else []
