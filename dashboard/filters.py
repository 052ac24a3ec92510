"""A page's state, read from its address and written back to it: clocks and filters, for queries, pages and links.

The address is all the state there is. A value that means nothing here is left out and said, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote

AXES = ("country", "city", "sector", "pillar", "focus_area", "status")
CLOCKS = ("period", "known_on", "compare", "compare_known_on")
_MOVES = {*CLOCKS, "edition"}  # what changes more of an address than itself
AXIS_NAMES = {
    "country": "Country",
    "city": "City",
    "sector": "Sector",
    "pillar": "Pillar",
    "focus_area": "Focus area",
    "status": "Status",
}
# Read by single pages, carried by `View.extra` and never by links to other pages.
EXTRAS = ("q", "page", "sort", "by", "key", "figure", "listed", "reason", "need", "plan", "for")
_LONGEST = 200
WORKING = "working figures, not made final"


@dataclass(frozen=True)
class Choice:
    """An entry of a filter's list; `group` is the heading that it stands under, `meaning` what a status says."""

    code: str
    label: str
    group: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Period:
    """A reporting period; `has_list` where a report for it had been counted by the moment asked for."""

    code: str
    label: str
    data_date: date
    has_list: bool


@dataclass(frozen=True)
class Options:
    """What can be chosen: periods by data date, moments at which reports were counted (newest first), code lists."""

    periods: tuple[Period, ...]
    moments: tuple[datetime, ...]
    choices: Mapping[str, tuple[Choice, ...]]

    def label(self, axis: str, code: str) -> str:
        """An entry's label; the code itself where the list does not have it."""
        return next((c.label for c in self.choices.get(axis, ()) if c.code == code), code)

    def newest(self) -> str:
        """The latest period with a list, else the first period, else nothing."""
        listed = [p.code for p in self.periods if p.has_list]
        return listed[-1] if listed else (self.periods[0].code if self.periods else "")

    def day(self, period: object) -> date | None:
        """The data date of a period; None where there is no such period."""
        return next((p.data_date for p in self.periods if p.code == period), None)

    def is_later(self, one: object, other: object) -> bool:
        """Whether a period is later than another; one that is not known is not."""
        days = self.day(one), self.day(other)
        return days[0] is not None and days[1] is not None and days[0] > days[1]

    def before(self, period: str) -> str | None:
        """The period with a list that precedes `period`."""
        at = self.day(period)
        earlier = [p.code for p in self.periods if p.has_list and at is not None and p.data_date < at]
        return earlier[-1] if earlier else None


@dataclass(frozen=True)
class View:
    """One address, understood. `period` and `compare` are always set where there is a period at all.

    Two moments are (`compare`, `compare_known_on` or else `known_on`) and (`period`, `known_on`). In an edition
    (`edition`: its id; `edition_state`: `draft` or `made final 1 Dec 2026`, and what it is drawn with that it was not
    made final with) all four are the edition's.
    """

    period: str
    compare: str | None = None
    known_on: datetime | None = None
    compare_known_on: datetime | None = None
    country: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    pillar: tuple[str, ...] = ()
    focus_area: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[tuple[str, str], ...] = ()
    options: Options = Options((), (), {})
    edition: str | None = None
    edition_name: str = ""
    edition_state: str = ""

    def chosen(self, axis: str) -> tuple[str, ...]:
        """The codes that a filter lets through; empty means all."""
        return tuple(getattr(self, axis))

    def filters(self) -> dict[str, list[str] | None]:
        """The six list filters as the marts take them: None means all."""
        return {axis: list(self.chosen(axis)) or None for axis in AXES}

    def params(self) -> dict[str, object]:
        """Every parameter that a query may name."""
        clocks = {"at_period": self.period, "from_period": self.compare, "known_on": self.known_on}
        return {**clocks, "from_known_on": self.from_known_on, **self.filters()}

    @property
    def from_known_on(self) -> datetime | None:
        """The second clock of the moment compared with: that of the moment shown unless it has its own."""
        return self.compare_known_on or self.known_on

    def compared(self) -> View:
        """The same view at the moment compared with."""
        return replace(self, period=self.compare or self.period, known_on=self.from_known_on)

    def within(self, axis: str, code: str) -> View:
        """The same view of one member of an axis only; a filter on that axis gives way and is said."""
        lost = tuple((axis, other) for other in self.chosen(axis) if other != code)
        return _with(replace(self, ignored=self.ignored + lost), {axis: (code,)})

    def without(self, axis: str) -> View:
        """The same view with one filter open."""
        return _with(self, {axis: ()})

    def query(self, **changes: object) -> dict[str, str]:
        """Query string parameters of this view; a change replaces one, None takes it out. A change of a clock leaves
        the edition and keeps its other clocks; an earlier period is not compared with a later one."""
        clocks = {name: self.typed[name] for name in CLOCKS if name in self.typed}
        if self.edition and not changes.keys() & _MOVES:
            clocks = {"edition": self.edition}
        elif "edition" in changes:
            clocks = {}
        kept: dict[str, object] = {**clocks, **{a: ",".join(self.chosen(a)) for a in AXES}, **changes}
        kept = {name: ",".join(v) if isinstance(v, tuple | list) else v for name, v in kept.items()}
        if self.options.is_later(kept.get("compare"), kept.get("period")):
            kept |= {"compare": None, "compare_known_on": None}
        return {name: str(value) for name, value in kept.items() if value not in (None, "")}

    def url(self, path: str, **changes: object) -> str:
        """Address of `path` in this view; `changes` as in `query`."""
        moves = {name: value for name, value in changes.items() if name in _MOVES}
        base = self._parts_after(moves)
        own = {n: base.get(n, "") if n in moves else _part(n, value) for n, value in changes.items()}
        stay = () if "edition" in moves else self.typed
        parts = {**{n: part for n, part in base.items() if n not in moves or n in stay}, **own}
        query = "&".join(filter(None, parts.values()))
        return f"{path}?{query}" if query else path

    def _parts_after(self, moves: Mapping[str, object]) -> Mapping[str, str]:
        """This view's part of an address by parameter, its clocks moved: a page has thousands of links, which differ in
        the rest. An open filter keeps its place, so that the same view has one address."""
        key = repr(moves)
        if key not in self._known_parts:
            given = self.query(**moves)
            places = (*(n for n in given if n not in AXES), *AXES)
            self._known_parts[key] = {name: _part(name, given.get(name)) for name in places}
        return self._known_parts[key]

    @cached_property
    def _known_parts(self) -> dict[str, Mapping[str, str]]:
        return {}

    def toggled(self, axis: str, code: str) -> tuple[str, ...]:
        """A filter's codes with one more, or one fewer, in the list's order."""
        codes = set(self.chosen(axis)) ^ {code}
        return tuple(c.code for c in self.options.choices[axis] if c.code in codes)

    def sentence(self) -> str:
        """The filters in words, for a page's heading and for exports."""
        parts = [
            f"{AXIS_NAMES[axis]}: {', '.join(self.options.label(axis, c) for c in self.chosen(axis))}"
            for axis in AXES
            if self.chosen(axis)
        ]
        return "; ".join(parts) or "All projects"

    @property
    def edition_words(self) -> str:
        """The edition with its state, as the foot of a picture says it; else that the figures are not final."""
        return f"Edition: {self.edition_name}, {self.edition_state}" if self.edition else WORKING

    @property
    def is_filtered(self) -> bool:
        """Whether any of the six filters is set."""
        return any(self.chosen(axis) for axis in AXES)

    @property
    def at(self) -> Period | None:
        """The period shown."""
        return next((p for p in self.options.periods if p.code == self.period), None)


def _part(name: str, value: object) -> str:
    """`name=value` as an address has it; nothing for what is left open."""
    text = ",".join(value) if isinstance(value, tuple | list) else str(value)
    return "" if value is None or not text else f"{name}={_quoted(text)}"


@lru_cache(4096)
def _quoted(text: str) -> str:
    return quote(text, safe=",:")


def _with(view: View, chosen: Mapping[str, tuple[str, ...]]) -> View:
    """The view with some of its six filters set."""
    changes: dict[str, Any] = dict(chosen)
    return replace(view, **changes)


def parse_moment(text: str) -> datetime | None:
    """A moment of the second clock, naive UTC: a date means to the end of that day; None where it is neither."""
    typed = text.strip()
    try:
        if len(typed) <= len("2025-09-30"):
            return datetime.combine(date.fromisoformat(typed), time.max)
        # A plus sign that was not encoded arrives as a space; the one between date and time stays.
        moment = datetime.fromisoformat(typed[:11] + typed[11:].replace(" ", "+"))
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # at either end of the calendar another zone's moment is in no year
        return None


def parse(query: Mapping[str, object], options: Options) -> View:
    """The view that an address asks for; `query` holds one string or a list of strings a name."""
    given = {str(name): _texts(value) for name, value in query.items()}
    ignored: list[tuple[str, str]] = []
    chosen = {axis: _codes(axis, given.pop(axis, []), options, ignored) for axis in AXES}
    typed: dict[str, str] = {}
    known_on, from_known_on = (
        _moment(name, given.pop(name, []), typed, ignored) for name in ("known_on", "compare_known_on")
    )
    period = _period("period", given.pop("period", []), options, typed, ignored)
    compare = _period("compare", given.pop("compare", []), options, typed, ignored)
    extra = {name: given.pop(name)[-1][:_LONGEST] for name in EXTRAS if given.get(name)}
    ignored += [(name, ", ".join(values)) for name, values in given.items()]
    at = period or options.newest()
    if options.is_later(compare, at):  # what is said "since" a moment is true of an earlier one only
        ignored.append(("compare", typed.pop("compare")))
        compare = None
    said = tuple((name[:40], value[:60]) for name, value in ignored)
    clocks = (at, compare or options.before(at), known_on, from_known_on)
    return _with(View(*clocks, typed=typed, extra=extra, ignored=said, options=options), chosen)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(v) for v in values if v is not None and str(v).strip()]


def _codes(axis: str, values: list[str], options: Options, ignored: list[tuple[str, str]]) -> tuple[str, ...]:
    wanted = [part.strip() for value in values for part in value.split(",") if part.strip()]
    folded = {c.code.casefold(): c.code for c in options.choices.get(axis, ())}
    known = {folded[w.casefold()] for w in wanted if w.casefold() in folded}
    ignored += [(axis, w) for w in wanted if w.casefold() not in folded]
    return tuple(c.code for c in options.choices.get(axis, ()) if c.code in known)


def _moment(
    name: str, values: list[str], typed: dict[str, str], ignored: list[tuple[str, str]]
) -> datetime | None:
    if not values or values[-1] == "now":
        return None
    moment = parse_moment(values[-1])
    if moment is None:
        ignored.append((name, values[-1]))
        return None
    typed[name] = values[-1].strip()
    return moment


def _period(
    name: str, values: list[str], options: Options, typed: dict[str, str], ignored: list[tuple[str, str]]
) -> str | None:
    code = values[-1].strip() if values else None
    if code is None or any(p.code == code for p in options.periods):
        if code is not None:
            typed[name] = code
        return code
    ignored.append((name, code))
    return None
