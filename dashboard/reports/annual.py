"""The annual report as a document: its chapters in order, from a view of the marts; the wording that was agreed in the
silence procedure takes the place of what was drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.reports import annual_definitions, annual_end, annual_network, annual_places, annual_themes
from dashboard.reports.annual_facts import Facts
from dashboard.reports.model import Block, Document, Paragraph, Section, Sentence
from dashboard.reports.stamped import asked_of, stamp
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
    """The report at the view's moments. `edition`: its wording and what it dropped; None takes the view's own."""
    edition = edition or (editions.get(home, view.edition) if view.edition else None)
    facts = Facts(view)
    progress.tell("Reading the figures", 1, 3)
    document = Document(
        "annual",
        f"Annual Report {view.period}",
        labels.sentence(f"{facts.meta.get('name', '')}, {facts.as_reported()}"),
        stamp(view),
        tuple(chapter(facts) for chapter in _CHAPTERS),
        asked_of(view, "annual"),
    )
    return worded(document, edition)


def worded(document: Document, edition: Edition | None) -> Document:
    """The document in the words of an edition: sentences said otherwise, others left out; headings without text go."""
    if edition is None or not (edition.wording or edition.dropped):
        return document
    return replace(document, sections=tuple(_sections(document.sections, edition)))


def _sections(sections: Iterable[Section], edition: Edition) -> Iterator[Section]:
    for section in sections:
        blocks = tuple(block for told in section.blocks if (block := _block(told, edition)) is not None)
        made = replace(section, blocks=blocks, sections=tuple(_sections(section.sections, edition)))
        if made.blocks or made.sections:
            yield made


def _block(block: Block, edition: Edition) -> Block | None:
    if not isinstance(block, Paragraph):
        return block
    kept = tuple(_sentence(s, edition) for s in block.sentences if s.id not in edition.dropped)
    return replace(block, sentences=kept) if kept else None


def _sentence(sentence: Sentence, edition: Edition) -> Sentence:
    agreed = edition.wording.get(sentence.id)
    if agreed is None:
        return sentence
    return replace(sentence, text=agreed.text, by=agreed.who, drafted=sentence.text)
