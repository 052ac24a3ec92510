"""The fields of the web form: first what must be filled in, the rest folded; last values and faults beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import labels
from dashboard.officer import form_file
from dashboard.officer.grid import text
from dashboard.officer.used import code_lists
from etl.fields import CARRIED_FIELDS, Field, Kind
from etl.template import values

FIRST = ("in_plan", "status", "percent_complete", "progress_note", "next_steps")
AREAS = ("progress_note", "next_steps", "challenges", "support_needed")
NEW_FIRST = ("title", *FIRST, "focus_area", "sector")
SECRETARIAT = ("pillar", "other_pillars")
NEW = 2  # fieldsets for new projects


@dataclass(frozen=True)
class Entry:
    """One field of one project. `kind`: yes_no, choice, list, area or text; `options`: what can be chosen."""

    name: str
    label: str
    hint: str
    kind: str
    value: str
    last: str
    is_must: bool
    options: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Fieldset:
    """One project: `first` in sight, `rest` folded (open where something is wrong in it)."""

    index: int
    title: str
    project_id: str
    is_new: bool
    first: tuple[Entry, ...]
    rest: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Whether the folded fields have something to show."""
        return any(entry.faults for entry in self.rest)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(id of the field, message) of everything that is wrong."""
        return [(e.name, fault) for e in (*self.first, *self.rest) for fault in e.faults]


def shown(value: object, field: Field) -> str:
    """A stored value as a person would type it."""
    made = values.shown(value, field, code_lists())
    if isinstance(made, dt.date):
        return labels.date(made)
    if field.kind is Kind.YES_NO:
        return text(made).capitalize()
    if isinstance(made, float):
        return str(int(made)) if made == int(made) else repr(made)
    return text(made)


def prefilled(last: Mapping[str, object]) -> dict[str, str]:
    """What the form holds before anything is typed: identity and plan; what is reported stays blank."""
    kept = ("project_id", *CARRIED_FIELDS)
    return {f.name: shown(last.get(f.name), f) for f in form_file.fields() if f.name in kept}


def fieldsets(
    rows: Sequence[Mapping[str, str]],
    last: Mapping[str, Mapping[str, object]],
    faults: Mapping[tuple[int, str], Sequence[str]],
) -> list[Fieldset]:
    """A fieldset a row, then blank ones. `last`: last values by project id; `faults`: messages by row and field."""
    known = [_fieldset(i, row, last.get(row.get("project_id", ""), {}), faults) for i, row in enumerate(rows)]
    return known + [_fieldset(len(rows) + n, {}, {}, {}) for n in range(NEW)]


def _fieldset(
    index: int,
    row: Mapping[str, str],
    last: Mapping[str, object],
    faults: Mapping[tuple[int, str], Sequence[str]],
) -> Fieldset:
    is_new = not row.get("project_id")
    first = NEW_FIRST if is_new else FIRST
    entries = {
        f.name: _entry(index, f, row, last, tuple(faults.get((index, f.name), ())), is_new=is_new)
        for f in form_file.fields()
        if f.name != "project_id" and f.name not in SECRETARIAT
    }
    title = text(last.get("title")) or row.get("title", "") or "A new project"
    rest = tuple(e for name, e in entries.items() if name not in first)
    return Fieldset(
        index, title, row.get("project_id", ""), is_new, tuple(entries[name] for name in first), rest
    )


def _entry(
    index: int,
    field: Field,
    row: Mapping[str, str],
    last: Mapping[str, object],
    faults: tuple[str, ...],
    *,
    is_new: bool,
) -> Entry:
    before = "" if field.name in CARRIED_FIELDS else shown(last.get(field.name), field)
    return Entry(
        f"p{index}-{field.name}",
        field.label,
        "" if kind(field) in ("yes_no", "choice") else field.hint,
        kind(field),
        row.get(field.name, ""),
        before,
        field.is_required or (is_new and field.name in ("title", "focus_area", "sector")),
        options(field),
        faults,
    )


def kind(field: Field) -> str:
    """How a field is asked for: yes_no, choice, list, area or text."""
    if field.kind is Kind.YES_NO:
        return "yes_no"
    if field.name in ("status", "self_rating"):
        return "choice"
    if field.kind is Kind.CODE:
        return "list"
    return "area" if field.name in AREAS else "text"


def options(field: Field) -> tuple[str, ...]:
    """What can be chosen in a field, as labels; nothing where anything may be typed."""
    if field.kind is not Kind.CODE:
        return ()
    entries = code_lists().list_of(field).entries
    return tuple(label for code, label in entries.items() if code != "not_stated")
