"""The annual report as a document: its chapters in order, from a view of the marts; the wording that was agreed in the
silence procedure takes the place of what was drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.reports import annual_definitions, annual_end, annual_network, annual_places, annual_themes
from dashboard.reports.annual_facts import Facts
from dashboard.reports.model import Block, Document, Paragraph, Quote, Section, Sentence
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
        told = [block for old in section.blocks if (block := _block(old, edition)) is not None]
        blocks = tuple(b for b, after in zip_longest(told, told[1:]) if b and not _is_left_alone(b, after))
        made = replace(section, blocks=blocks, sections=tuple(_sections(section.sections, edition)))
        if made.blocks or made.sections:
            yield made


def _block(block: Block, edition: Edition) -> Block | None:
    if isinstance(block, Quote):
        return _quote(block, edition)
    if not isinstance(block, Paragraph):
        return block
    kept = tuple(_sentence(s, edition) for s in block.sentences if s.id not in edition.dropped)
    return replace(block, sentences=kept) if kept else None


def _quote(quote: Quote, edition: Edition) -> Quote | None:
    """A summary may be said otherwise; a city's own words stand, or are left out."""
    agreed = None if quote.is_own_words else edition.wording.get(quote.id)
    if quote.id in edition.dropped:
        return None
    return quote if agreed is None else replace(quote, text=agreed.text)


def _is_left_alone(block: Block, after: Block | None) -> bool:
    """Whether a label has no words under it any more."""
    return isinstance(block, Paragraph) and block.style == "label" and not isinstance(after, Quote)


def _sentence(sentence: Sentence, edition: Edition) -> Sentence:
    agreed = edition.wording.get(sentence.id)
    if agreed is None:
        return sentence
    return replace(sentence, text=agreed.text, by=agreed.who, drafted=sentence.text)
