"""A meeting as data: its screens, one message each, before they are a page, a file or slides.

Makers build them from the marts; `html.py` and `slides.py` draw them and decide nothing. All sizes are pixels on a
sheet of 1920 × 1080.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.reports.model import Number, Sentence, Stamp

WIDTH, HEIGHT = 1920, 1080


@dataclass(frozen=True)
class Name:
    """Something called by its name, a project as a rule: `status` draws its mark ("": none), `under` stands below."""

    title: str
    under: str = ""
    status: str = ""


@dataclass(frozen=True)
class Names:
    """Things by name, in the order given."""

    items: tuple[Name, ...]


@dataclass(frozen=True)
class Row:
    """Projects of one member by status; `said`: words instead of marks where there are none ("Not chosen")."""

    name: str
    counts: Mapping[str, int]
    said: str = ""

    @property
    def total(self) -> int:
        """Projects of the row."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Rows:
    """A row a member, one mark a project in the stack order of the statuses (`labels.STATUSES`)."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Bars:
    """The same by length: for many projects a row. The number of projects stands at the end."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Figure:
    """A number to be read from the back row: as shown, what it counts, and words under it."""

    value: str
    label: str
    under: str = ""


@dataclass(frozen=True)
class Figures:
    """A few numbers beside each other."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Dot:
    """A city on the map: place in degrees, projects by status; without any a hatched dot."""

    name: str
    lat: float
    lon: float
    counts: Mapping[str, int]


@dataclass(frozen=True)
class MapPart:
    """Cities as circles whose area is their projects, on plain land."""

    dots: tuple[Dot, ...]
    disclaimer: str


@dataclass(frozen=True)
class Line:
    """A statement: what it is about, the statement, and what stands under it (owner, day, result)."""

    text: str
    about: str = ""
    under: str = ""


@dataclass(frozen=True)
class Lines:
    """Statements below each other."""

    lines: tuple[Line, ...]


Part = Names | Rows | Bars | Figures | MapPart | Lines


@dataclass(frozen=True)
class Screen:
    """One message. `parts`: one over the whole width, or two side by side. `key`: statuses with their counts, for the
    foot. `step`: 0 the full size, each further one a size smaller. `view_id`: the view that it is part of; a long one
    continues on further screens, `part` of `of`, a step later
    where it is to be kept whole (`keep_whole`). `spoken`: what the speaker wrote."""

    id: str
    view_id: str
    name: str  # in the list of contents
    group: str
    kicker: str
    message: Sentence
    parts: tuple[Part, ...] = ()
    key: tuple[tuple[str, int], ...] = ()
    foot: str = ""
    notes: tuple[Sentence, ...] = ()
    spoken: str = ""
    keep_whole: bool = False
    step: int = 0
    part: int = 1
    of: int = 1

    def numbers(self) -> Iterator[Number]:
        """Every figure that its message and notes state."""
        for sentence in (self.message, *self.notes):
            yield from sentence.numbers


@dataclass(frozen=True)
class Deck:
    """A meeting's screens in their order, with what each carries when it is taken away. `mark` stands on every screen:
    the edition, or that the figures are invented. `hidden`: views left out."""

    title: str
    mark: str
    stamp: Stamp
    made_at: datetime
    screens: tuple[Screen, ...]
    hidden: tuple[Screen, ...] = field(default=())
