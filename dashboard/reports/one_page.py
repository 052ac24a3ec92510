"""What fits on one page: parts of a brief are shortened, the longest first, until their lines fit; what is left out is
counted in words. Between a brief's makers and its document.

Lines are estimated, since Word lays its pages out itself: by the width of letters, with room to spare.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import labels
from dashboard.reports.model import Paragraph, Section, Sentence, Table

LINES = 46  # of a page under its title
WIDTH = 104  # letters of a line
_HEADING = 1.8
_BULLET = 1.2
_ROW = 1.35
_WIDE_SCRIPTS = ("THAI", "LAO", "KHMER", "MYANMAR")


@dataclass(frozen=True)
class Part:
    """A section of the page: sentences that always stand, a table, then points of which the first ones fit; `least` of
    them stay while another part has more than its own."""

    id: str
    heading: str
    lead: tuple[Sentence, ...] = ()
    points: tuple[Sentence, ...] = ()
    least: int = 3
    table: Table | None = None
    total: int = 0  # points that there were before any was left out

    @property
    def lines(self) -> float:
        """How many lines it takes, about."""
        told = sum(lines_of(" ".join(s.text for s in self.lead)) for _ in self.lead[:1])
        rows = 0.0 if self.table is None else _ROW * (len(self.table.rows) + 1) + 1.6
        more = _BULLET if self.left_out else 0.0
        return _HEADING + told + rows + more + sum(lines_of(s.text) * _BULLET for s in self.points)

    @property
    def left_out(self) -> int:
        """How many of its points are not shown."""
        return max(self.total - len(self.points), 0)

    def section(self) -> Section:
        """The part as a section of a document."""
        blocks: list[Paragraph | Table] = [Paragraph(self.lead)] if self.lead else []
        blocks += [self.table] if self.table is not None else []
        blocks += [Paragraph((point,), "bullet") for point in self.points]
        if self.left_out:
            blocks.append(Paragraph((Sentence(f"{self.id}/more", self._more()),), "bullet"))
        return Section(self.id, self.heading, 2, tuple(blocks))

    def _more(self) -> str:
        one = self.left_out == 1
        return f"{labels.in_words(self.left_out, capital=True)} more {'is' if one else 'are'} not shown here."


def fitted(parts: Sequence[Part], lines: float = LINES) -> tuple[Part, ...]:
    """The parts with as many points as fit: the part with most to spare gives the next one up; each keeps one."""
    kept = [replace(part, total=max(part.total, len(part.points))) for part in parts]
    while sum(part.lines for part in kept) > lines:
        longest = max(kept, key=lambda part: (len(part.points) > 1, len(part.points) - part.least))
        if len(longest.points) <= 1:
            break
        kept[kept.index(longest)] = replace(longest, points=longest.points[:-1])
    return tuple(kept)


def lines_of(text: str) -> int:
    """How many lines a paragraph takes, about; letters of Thai, Lao, Khmer and Burmese count half as much again."""
    wide = sum(unicodedata.name(c, "").startswith(_WIDE_SCRIPTS) for c in text if c > "\u0e00")
    return max(1, math.ceil((len(text) + wide / 2) / WIDTH))


def shortened(text: str, most: int = 150) -> str:
    """The text, cut after a word where it is longer."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    head = plain[:most].rsplit(" ", 1)[0] if " " in plain[:most] else plain[:most]
    return f"{head.rstrip(',;:. ')} …"
