"""What fits on one page: parts of a brief are shortened, the longest first, until all fits; what is left out is
counted in words. Between a brief's makers and its document.

Heights are estimated, since Word lays its pages out itself: by the number of letters, with room to spare.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import labels
from dashboard.reports.model import Paragraph, Section, Sentence, Table

# Points of height, in the look of `brief_look.py` and the widest font that may stand in for its own.
PAGE = 700.0  # of a page under its title
WIDTH = 98  # letters of a line
_LINE = 13.8
_HEADING = 30.0
_AFTER, _AFTER_POINT = 4.0, 2.0
_TABLE, _ROW = 42.0, 15.8
_WIDE = ("THAI", "LAO", "KHMER", "MYANMAR")
_BURMESE = 1.75


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
    def height(self) -> float:
        """How high it is, about, in points."""
        lead = height_of(" ".join(s.text for s in self.lead)) + _AFTER if self.lead else 0.0
        rows = 0.0 if self.table is None else _TABLE + _ROW * (len(self.table.rows) + 1)
        more = _LINE + _AFTER_POINT if self.left_out else 0.0
        points = sum(height_of(s.text) + _AFTER_POINT for s in self.points)
        return _HEADING + lead + rows + more + points

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


def fitted(parts: Sequence[Part], page: float = PAGE) -> tuple[Part, ...]:
    """The parts with as many points as fit: the part with most to spare gives the next one up; each keeps one."""
    kept = [replace(part, total=max(part.total, len(part.points))) for part in parts]
    while sum(part.height for part in kept) > page:
        longest = max(kept, key=lambda part: (len(part.points) > 1, len(part.points) - part.least))
        if len(longest.points) <= 1:
            break
        kept[kept.index(longest)] = replace(longest, points=longest.points[:-1])
    return tuple(kept)


def height_of(text: str) -> float:
    """How high a paragraph is, about: letters of Thai, Lao, Khmer and Burmese are wider, lines of Burmese higher."""
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter > "\u0e00"]
    wide = sum(script in _WIDE for script in scripts)
    lines = max(1, math.ceil((len(text) + wide / 2) / WIDTH))
    return lines * _LINE * (_BURMESE if "MYANMAR" in scripts else 1.0)


def shortened(text: str, most: int = 150) -> str:
    """The text, cut after a word where it is longer."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    head = plain[:most].rsplit(" ", 1)[0] if " " in plain[:most] else plain[:most]
    return f"{head.rstrip(',;:. ')} …"
