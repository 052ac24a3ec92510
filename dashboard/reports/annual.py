"""The annual report as a document: its chapters in order, from a view of the marts; the wording that was agreed in the
silence procedure takes the place of what was drafted."""

from __future__ import annotations

from pathlib import Path

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.reports import annual_definitions, annual_end, annual_network, annual_places, annual_themes
from dashboard.reports.annual_facts import Facts
from dashboard.reports.model import Document
from dashboard.reports.moments import settled
from dashboard.reports.stamped import asked_of, stamp
from dashboard.reports.worded import worded
from etl import editions
from etl.editions import Edition

_CHAPTERS = (
    annual_network.summary,
    annual_network.network,
    annual_places.places,
    annual_themes.themes,
    annual_themes.partnerships,
    annual_end.quality,
    annual_definitions.definitions,
    annual_end.annex,
)


def built(view: View, home: Path, edition: Edition | None = None) -> Document:
    """The report at the view's moments. `edition`: its wording and what it dropped; None takes the view's own. Raises
    Wrong where the view's period has no list."""
    view = settled(view)
    edition = edition or (editions.get(home, view.edition) if view.edition else None)
    facts = Facts(view, edition)
    progress.tell("Reading the figures", 1, 3)
    document = Document(
        "annual",
        f"Annual Report {view.period}",
        labels.sentence(f"{facts.meta.get('name', '')}, {facts.as_reported()}{_only(view)}"),
        stamp(view),
        tuple(made for chapter in _CHAPTERS if (made := chapter(facts)) and (made.blocks or made.sections)),
        asked_of(view, "annual"),
    )
    return worded(document, edition)


def _only(view: View) -> str:
    """What the report is of, where it is not of everything."""
    return f". Only: {view.sentence()}" if view.is_filtered else ""
