"""What an edition says instead of what is drafted from its figures: wording agreed in the silence procedure, as long as
the draft still says what it was agreed in place of; and what member states asked to leave out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import pandas as pd

from dashboard import labels
from dashboard.labels import Row
from dashboard.reports.model import Block, Document, Paragraph, Quote, Section, Sentence, Table
from etl.editions import Edition, Wording

_IN_ROWS = ("progress_note", "next_steps")


@dataclass(frozen=True)
class Overtaken:
    """A wording that holds no more: its sentence, the wording, and what the draft says `now`, "" where it no longer
    has the sentence."""

    sentence_id: str
    agreed: Wording
    now: str


def worded(document: Document, edition: Edition | None) -> Document:
    """The document in the words of an edition: sentences said otherwise, others left out; headings without text go."""
    if edition is None or not (edition.wording or edition.dropped):
        return document
    return replace(document, sections=tuple(_sections(document.sections, edition)))


def overtaken(drafted: Document, edition: Edition) -> list[Overtaken]:
    """The wordings that were agreed of something else than is drafted now. `drafted`: without any wording."""
    now = texts(drafted)
    return [
        Overtaken(sentence_id, said, now.get(sentence_id, ""))
        for sentence_id, said in edition.wording.items()
        if sentence_id not in edition.dropped and not said.replaces(now.get(sentence_id, ""))
    ]


def quote_id(row: Row, field: str) -> str:
    """The id of a text of a report: `quote/ipoh-01/progress_note`."""
    return f"quote/{row['project_id']}/{field}"


def is_own_words(row: Row) -> bool:
    """Whether a city typed the texts of a row; else they are our summary of a source."""
    return labels.is_missing(row["source"]) or not row["source"]


def words(edition: Edition | None, row: Row, field: str) -> str | None:
    """A text of a report as an edition says it; None where it leaves it out. A city's own words stand as they are; a
    wording was agreed of the report's text, which begins with the project's title."""
    drafted = str(row[field]).strip()
    if edition is None:
        return drafted
    if is_left_out(edition, row, field):
        return None
    named = f"{row['title']}: "
    said = edition.agreed(quote_id(row, field), f"{named}{drafted}")
    return drafted if said is None or is_own_words(row) else said.text.removeprefix(named)


def is_left_out(edition: Edition | None, row: Row, field: str) -> bool:
    """Whether an edition leaves a text of a report out."""
    return edition is not None and quote_id(row, field) in edition.dropped


def need_ids(rows: pd.DataFrame) -> list[str]:
    """The ids of rows of support wanted: `needs/ipoh-01/The Bank/financing`; words have the id of their text."""
    return _numbered(
        quote_id(row, "support_needed")
        if row["kind"] == "words"
        else _id("needs", _whose(row), row["partner"], row["role"], row["programme"])
        for row in rows.to_dict("records")
    )


def tie_ids(rows: pd.DataFrame) -> list[str]:
    """The ids of rows of partners: `partners/ipoh-01/The Bank/financing`; those that print the same have the same."""
    columns = ("partner", "role", "programme", "years")
    return [_id("partners", _whose(row), *(row[c] for c in columns)) for row in rows.to_dict("records")]


def print_ids(rows: pd.DataFrame) -> list[str]:
    """The ids of contradictions of the print: `print/2025/1f0c55aa`, by what is contradicted where."""
    digests = (
        hashlib.sha256(f"{r['what']}\n{r['source']}".encode()).hexdigest() for r in rows.to_dict("records")
    )
    return _numbered(f"print/{period}/{d[:8]}" for period, d in zip(rows["period"], digests, strict=True))


def without(rows: pd.DataFrame, ids: Iterable[str], edition: Edition | None) -> pd.DataFrame:
    """The rows that an edition does not leave out. `ids`: of each row, in order."""
    return rows if edition is None else rows[[key not in edition.dropped for key in ids]]


def _whose(row: Row) -> object:
    return row["city_id"] if labels.is_missing(row["project_id"]) else row["project_id"]


def _id(*parts: object) -> str:
    return "/".join(str(part) for part in parts if not labels.is_missing(part) and part)


def _numbered(ids: Iterable[str]) -> list[str]:
    """Ids that are each there once: what is told twice is numbered in its order."""
    times: Counter[str] = Counter()
    made = []
    for key in ids:
        times[key] += 1
        made.append(key if times[key] == 1 else f"{key}/{times[key]}")
    return made


def sought(rows: pd.DataFrame, edition: Edition | None) -> pd.DataFrame:
    """Support wanted as an edition says it, without what it leaves out."""
    if edition is None or not (edition.wording or edition.dropped) or rows.empty:
        return rows
    said = [
        words(edition, {**row, "support_needed": row["words"]}, "support_needed")
        if row["kind"] == "words"
        else ""
        for row in rows.to_dict("records")
    ]
    told = rows.assign(
        words=rows["words"].where(rows["kind"] != "words", pd.Series(said, rows.index, dtype=object))
    )
    is_out = [key in edition.dropped for key in need_ids(rows)]
    return told[[one is not None and not out for one, out in zip(said, is_out, strict=True)]]


def in_words(rows: pd.DataFrame, edition: Edition | None, period: str) -> pd.DataFrame:
    """Rows with what reports say was done and comes next, those of the period as an edition says them; where it leaves
    out what was done the row goes."""
    if edition is None or not (edition.wording or edition.dropped) or rows.empty:
        return rows
    told = rows.to_dict("records")
    said = {
        field: [_of_period(edition, row, field, period) for row in told]
        for field in _IN_ROWS
        if field in rows
    }
    made = rows.assign(**{field: pd.Series(texts, rows.index, dtype=object) for field, texts in said.items()})
    return made[made["progress_note"].notna()]


def _of_period(edition: Edition, row: Row, field: str, period: str) -> object:
    is_told = str(row["at_period"]) == period and not labels.is_missing(row[field])
    return words(edition, row, field) if is_told else row[field]


def texts(document: Document) -> dict[str, str]:
    """What each line of a document says, by its id."""
    return dict(_texts(document.sections))


def _texts(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from ((sentence.id, sentence.text) for sentence in block.sentences)
            elif isinstance(block, Quote):
                yield block.id, block.text
            elif isinstance(block, Table):
                yield from block.row_texts().items()
        yield from _texts(section.sections)


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
    kept = tuple(sentence(s, edition) for s in block.sentences if s.id not in edition.dropped)
    return replace(block, sentences=kept) if kept else None


def _quote(quote: Quote, edition: Edition) -> Quote | None:
    """A summary may be said otherwise; a city's own words stand, or are left out."""
    if quote.id in edition.dropped:
        return None
    if quote.is_own_words or quote.drafted:  # some makers ask `words` themselves
        return quote
    agreed = edition.agreed(quote.id, quote.text)
    return quote if agreed is None else replace(quote, text=agreed.text, drafted=quote.text)


def _is_left_alone(block: Block, after: Block | None) -> bool:
    """Whether a label has no words under it any more."""
    return isinstance(block, Paragraph) and block.style == "label" and not isinstance(after, Quote)


def sentence(said: Sentence, edition: Edition) -> Sentence:
    """One sentence in the words of an edition; what it says by its figures stays beside it."""
    agreed = edition.agreed(said.id, said.text)
    return said if agreed is None else replace(said, text=agreed.text, by=agreed.who, drafted=said.text)
