"""The web form as it is drawn: a part for each project, first what must be filled in, the rest folded, then its
milestones, partners and results in folded groups; a part for the city itself, and parts for new projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.officer import form_file
from dashboard.officer.form_fields import FIRST, NEW_FIRST, UNASKED, Entry, Known, entries, key
from dashboard.officer.form_file import Tables
from dashboard.officer.form_words import CITY, OF_THE_CITY
from etl.fields import PARTNERS, SIDE_SHEETS, Sheet
from etl.template.context import STANDS
from etl.template.cover import SHEETS
from etl.validate.rows import NEEDED_BY_NEW

NEW = 2  # parts for new projects
SPARE = 2  # blank rows of a group
MORE = 3  # blank rows that a group gets when more are asked for
MOST_ROWS = 20  # of a group: beyond, the workbook is the better place
FEW = 12  # projects that each have blank rows from the start; with more, the page would be slow to come
NO_CODE = "Rows without a project code"
MOST_FIELDS = 8000  # of a form: beyond, the server takes it no more
Faults = Mapping[str, Sequence[str]]  # name of an input → what was said of it
_MEANT = dict(SHEETS)


@dataclass(frozen=True)
class Line:
    """One row of a group. `number` in the group, from 1; `hidden`: name and value of the code that it goes with."""

    number: int
    hidden: tuple[str, str] | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Group:
    """The rows of one sheet that go with a project or with the city itself. `filled`: how many hold something."""

    id: str
    title: str
    meant: str
    lines: tuple[Line, ...]
    filled: int
    is_asked: bool  # more rows were asked for just now
    is_last: bool = False  # the form as a whole holds no more

    @property
    def may_grow(self) -> bool:
        """Whether it has room for more rows."""
        return len(self.lines) < MOST_ROWS and not self.is_last

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """(where, id of the field, message) of everything that is wrong."""
        return [
            (f"{self.title}, row {line.number}", entry.name, fault)
            for line in self.lines
            for entry in line.entries
            for fault in entry.faults
        ]

    @property
    def is_open(self) -> bool:
        """Whether its rows have something to show."""
        return self.is_asked or bool(self.faults)


@dataclass(frozen=True)
class Part:
    """One project: `first` in sight, `rest` folded (open where something is wrong in it); its `groups`. The part of the
    city itself, and of a project that is listed no more, has groups alone; `hidden`: name and value of its code, which
    is asked for where something is wrong with it; `unasked`: what is wrong with fields that are not asked for."""

    id: str
    title: str
    project_id: str = ""
    is_new: bool = False
    is_filled: bool = False
    hidden: tuple[str, str] | None = None
    first: tuple[Entry, ...] = ()
    rest: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = field(default=(), repr=False)
    unasked: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the folded fields have something to show."""
        return any(entry.faults for entry in self.rest)

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """(where, id of the field, message) of everything that is wrong."""
        own = [(self.title, self.id, fault) for fault in self.unasked]
        own += [(self.title, e.name, fault) for e in (*self.first, *self.rest) for fault in e.faults]
        beside = (f for group in self.groups for f in group.faults)
        return own + [(f"{self.title}, {where}", name, fault) for where, name, fault in beside]


class Form:
    """A form in the making. `rows`: what it holds; `asked`: the group that gets more rows, where a person wanted some:
    then the others stay as they were sent."""

    def __init__(self, rows: Tables, known: Known, faults: Faults, asked: str = "") -> None:
        self.rows, self.known, self.faults, self.asked = rows, known, faults, asked
        self.projects, *_ = form_file.sheets()
        self.listed = [row for row in rows[self.projects.name] if row.get("project_id")]
        codes = [row.get("project_id", "") for row in rows[self.projects.name]]
        # The part in which the rows of a code stand: its first.
        self.home = {code: index for index, code in reversed(list(enumerate(codes))) if code}
        self.count = {sheet.name: len(rows.get(sheet.name, ())) for sheet in SIDE_SHEETS}

    @property
    def is_too_long(self) -> bool:
        """Whether it has more fields than can be sent."""
        held = (len(self.rows.get(sheet.name, ())) * len(sheet.fields) for sheet in form_file.sheets())
        return sum(held) > MOST_FIELDS

    def parts(self) -> list[Part]:
        """The projects, the city itself, what goes with no project of the form, and parts for new projects."""
        made = [self._project(index, row) for index, row in enumerate(self.rows[self.projects.name])]
        blank = sum(1 for part in made if part.is_new and not part.is_filled)
        new = [self._project(len(made) + n, {}) for n in range(NEW - blank)]
        return [*made, *self._others(), *new]

    def _project(self, index: int, row: Mapping[str, Any]) -> Part:
        code = row.get("project_id", "")
        last = self.known.last.get(key(self.projects, row), {}) if code else {}
        needed = () if code else NEEDED_BY_NEW
        made = entries(self.projects, index, row, last, self.faults, needed)
        first = FIRST if code else NEW_FIRST
        own, is_home = made["project_id"], self.home.get(code) == index
        return Part(
            f"project-{code if is_home else index}",
            last.get("title") or row.get("title", "") or "A new project",
            code,
            not code,
            any(row.get(name) for name in made if name not in UNASKED),
            None if own.faults else (own.name, code),
            (*([own] if own.faults else ()), *(made[name] for name in first)),
            tuple(e for name, e in made.items() if name not in (*first, *UNASKED)),
            tuple(self._group(sheet, code) for sheet in SIDE_SHEETS) if is_home else (),
            tuple(f for name in UNASKED if name != "project_id" for f in made[name].faults),
        )

    def _others(self) -> Iterator[Part]:
        """Rows of the city itself, where a sheet takes them, and rows of codes that are no project of the form or whose
        code is missing."""
        groups = tuple(self._group(s, "") for s in SIDE_SHEETS if not s["project_id"].is_required)
        yield Part(OF_THE_CITY, CITY, groups=groups, unasked=tuple(self.faults.get(OF_THE_CITY, ())))
        listed = {row["project_id"] for row in self.listed}
        of_codes: dict[str, list[Sheet]] = {}
        for sheet in SIDE_SHEETS:
            codes = {row.get("project_id", "") for row in self.rows.get(sheet.name, ())} - listed
            for code in codes if sheet["project_id"].is_required else codes - {""}:
                of_codes.setdefault(code, []).append(sheet)
        for code, held in sorted(of_codes.items()):
            groups = tuple(self._group(s, code, is_astray=True) for s in held)
            yield Part(f"project-{code or 'unknown'}", code or NO_CODE, groups=groups)

    def _group(self, sheet: Sheet, code: str, *, is_astray: bool = False) -> Group:
        """`is_astray`: the code is asked for too, since it is of no project of the form."""
        named = f"{sheet.name.casefold()}-{code or ('unknown' if is_astray else 'city')}"
        own = [
            (i, row)
            for i, row in enumerate(self.rows.get(sheet.name, ()))
            if row.get("project_id", "") == code
        ]
        filled = sum(1 for _i, row in own if holds_something(row))
        for _ in range(0 if is_astray else min(self._spare(named), MOST_ROWS - len(own))):
            own.append((self.count[sheet.name], {"project_id": code}))
            self.count[sheet.name] += 1
        lines = (self._line(sheet, n, *row, is_astray=is_astray) for n, row in enumerate(own, start=1))
        meant = _MEANT[sheet.name]
        if self.known.is_less and sheet is PARTNERS:
            meant = f"{meant} {STANDS}"
        is_asked = named == self.asked
        return Group(named, sheet.name, meant, tuple(lines), filled, is_asked, is_asked and self.is_too_long)

    def _spare(self, group: str) -> int:
        if self.asked:
            return MORE if group == self.asked and not self.is_too_long else 0
        return SPARE if len(self.listed) <= FEW else 0

    def _line(
        self, sheet: Sheet, number: int, index: int, row: Mapping[str, Any], *, is_astray: bool
    ) -> Line:
        last = self.known.last.get(key(sheet, row), {})
        made = entries(sheet, index, row, last, self.faults)
        code = made.pop("project_id")
        own = tuple(made.values())
        is_asked = is_astray or code.faults
        return Line(number, None, (*own, code)) if is_asked else Line(number, (code.name, code.value), own)


def holds_something(row: Mapping[str, Any]) -> bool:
    """Whether a row says anything but which project it goes with."""
    return any(value != "" for name, value in row.items() if name != "project_id")
