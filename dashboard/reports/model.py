"""A document as data: what the annual report, a brief, an extract or a meeting says, before it is a Word file, a PDF
or a slide. Makers build it from the marts; writers draw it and decide nothing.

Every sentence that speaks of figures carries them, so that a draft can be held against the data again: the same
document is built anew, and sentences are compared by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd


@dataclass(frozen=True)
class Number:
    """A figure that a sentence or a cell states: its name (`etl/figures.py`), whose it is, of which period, and its
    value in the mart's unit (rates 0–1, progress 0–100); None where it cannot be given. `trace`: the address of its
    cells."""

    axis: str
    key: str
    figure: str
    period: str
    value: float | None
    trace: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence. `id` stays the same from draft to draft (`country/MYS/moved`). `about`: the member state (ISO3)
    that it speaks of, "" for the network. `by`: who changed its wording in the silence procedure; `drafted`: what it
    said before, from its figures."""

    id: str
    text: str
    numbers: tuple[Number, ...] = ()
    about: str = ""
    by: str = ""
    drafted: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together; `style` says how they look: a label stays with what follows it."""

    sentences: tuple[Sentence, ...]
    style: Literal["body", "lead", "bullet", "label"] = "body"


@dataclass(frozen=True)
class Quote:
    """What a city typed and released, or our summary of a source; `source`: the line under it ("Summary of ME25,
    p.8"). `id`, `drafted` as of a sentence."""

    text: str
    source: str
    is_own_words: bool
    id: str = ""
    drafted: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption. `rows`: one column a heading, texts and numbers as shown; `numeric`: headings set to the
    right; `widths`: shares of the width, in the order of the columns. `row_ids`: of rows that a member state may object
    to, the same from draft to draft; `row_about`: the member state (ISO3) of each. Never empty: a sentence says that
    there is nothing."""

    id: str
    caption: str
    rows: pd.DataFrame
    numeric: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    note: str = ""
    row_ids: tuple[str, ...] = ()
    row_about: tuple[str, ...] = ()

    def row_texts(self) -> dict[str, str]:
        """What each row with an id says: its headings with what stands under them."""
        texts = ("; ".join(f"{k}: {v}" for k, v in row.items()) for row in self.rows.to_dict("records"))
        return dict(zip(self.row_ids, texts, strict=False))


@dataclass(frozen=True)
class Chart:
    """A picture: its finding as caption, its measure, and the drawing as SVG, `width`×`height` points; `rows` holds its
    numbers for those who cannot see it and for native charts. `kind` says how a native chart draws them. `numbers`: all
    figures on which the caption depends."""

    id: str
    caption: str
    measure: str
    svg: str
    width: float
    height: float
    rows: pd.DataFrame
    kind: Literal["stacked_bars", "columns", "map"] = "stacked_bars"
    numbers: tuple[Number, ...] = ()

    @property
    def finding(self) -> Sentence:
        """The caption as a sentence, which a draft is held to like any other."""
        return Sentence(f"{self.id}/finding", self.caption, self.numbers)


Block = Paragraph | Quote | Table | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `level` 1 to 3."""

    id: str
    heading: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """What every file carries: edition, clocks, filters, source, whether its figures are invented, and for whom it is
    where it is not for every reader. As shown."""

    edition: str
    period: str
    data_date: str
    known_on: str
    compared_with: str
    filters: str
    source: str
    is_practice: bool
    disclaimer: str = ""
    made_by: str = ""
    for_whom: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document. `asked`: what it was drafted from (kind, period, compare, filters, known_on, edition, country
    …), by which it can be built again."""

    kind: str
    title: str
    subtitle: str
    stamp: Stamp
    sections: tuple[Section, ...]
    asked: dict[str, str] = field(default_factory=dict)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, also that of a picture, in order."""
        for section in _walk(self.sections):
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield from block.sentences
                elif isinstance(block, Chart):
                    yield block.finding

    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        for section in _walk(self.sections):
            yield from (block for block in section.blocks if isinstance(block, Table))


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)
