"""The fields of the web form: what is filled in before anybody types, how each is asked for, last values and faults
beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import labels
from dashboard.officer import form_file
from dashboard.officer.form_file import Tables
from dashboard.officer.grid import text
from dashboard.officer.used import code_lists
from etl.fields import PLACE_FIELDS, SIDE_SHEETS, Field, Kind, Sheet
from etl.headings import naming_field
from etl.reference import fold
from etl.template import layout, values
from etl.template.context import Context

FIRST = ("in_plan", "status", "percent_complete", "progress_note", "next_steps")
AREAS = ("progress_note", "next_steps", "challenges", "support_needed")
NEW_FIRST = ("title", *FIRST, "focus_area", "sector")
UNASKED = (
    "project_id",
    "pillar",
    "other_pillars",
    *(f.name for f in PLACE_FIELDS),
)  # known, or not the city's
YES_NO = ("Yes", "No")
Key = tuple[str, str, str]  # sheet, project, folded name of the row where its project has several


@dataclass(frozen=True)
class Entry:
    """One field of one row. `kind`: yes_no, choice, list, area or text; `options`: what can be chosen; `listed`: the
    code list that suggests what to type; `is_number`: filled in as a number, which it stays unless it is changed."""

    name: str
    label: str
    hint: str
    kind: str
    value: str
    is_number: bool
    last: str
    is_must: bool
    options: tuple[str, ...]
    listed: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What is known of a city. `rows`: what the template fills in, and so does the form; `last`: every value of a
    row as text, of which those that are told anew are shown beside the blank fields. `is_less`: without money and
    wishes, which this reader may not see."""

    rows: Tables
    last: Mapping[Key, Mapping[str, str]]
    is_less: bool = False


def shown(value: object, field: Field) -> str:
    """A stored value as a person would type it."""
    made = values.shown(value, field, code_lists())
    if isinstance(made, dt.date):
        return labels.date(made)
    return form_file.typed(made)


def known(context: Context) -> Known:
    """What the template of a city is filled from, as the form shows it."""
    rows: Tables = {}
    last: dict[Key, dict[str, str]] = {}
    for sheet in form_file.sheets():
        kept = carried(sheet)
        rows[sheet.name] = []
        for record in context.frame(sheet.name).astype(object).to_dict("records"):
            told = {f.name: shown(record.get(f.name), f) for f in sheet.fields}
            last[key(sheet, told)] = told
            numbers = {name: v for name, v in record.items() if isinstance(v, float) and told.get(name)}
            rows[sheet.name].append({name: numbers.get(name, told[name]) for name in told if name in kept})
    return Known(rows, last, context.is_shown_less)


def carried(sheet: Sheet) -> frozenset[str]:
    """The fields of a sheet that the template fills in."""
    cols = layout.side_columns(sheet) if sheet in SIDE_SHEETS else layout.project_columns(sheet)
    return frozenset(col.field.name for col in cols if col.is_prefilled)


def key(sheet: Sheet, row: Mapping[str, Any]) -> Key:
    """What tells a row from the others of its sheet."""
    name = fold(row.get(naming_field(sheet) or "", "")) if sheet in SIDE_SHEETS else ""
    return sheet.name, row.get("project_id", ""), name


def entries(
    sheet: Sheet,
    index: int,
    row: Mapping[str, Any],
    last: Mapping[str, str],
    faults: Mapping[str, Sequence[str]],
    needed: Iterable[str] = (),
) -> dict[str, Entry]:
    """The fields of one row, by name. `last`: its last values; `faults`: messages by the name of the input; `needed`:
    fields that this row must have beside those that every row must."""
    kept, must = carried(sheet), set(needed)
    return {
        f.name: _entry(
            form_file.field_id(sheet.name, index, f.name),
            f,
            row.get(f.name, ""),
            "" if f.name in kept else text(last.get(f.name)),
            faults,
            is_must=f.is_required or f.name in must,
        )
        for f in sheet.fields
    }


def _entry(
    name: str, field: Field, value: object, last: str, faults: Mapping[str, Sequence[str]], *, is_must: bool
) -> Entry:
    asked, typed = kind(field), form_file.typed(value)
    if asked in ("text", "list") and "\n" in typed:
        asked = "area"  # a field of one line would lose its line ends
    return Entry(
        name,
        field.label,
        "" if asked in ("yes_no", "choice") else field.hint,
        asked,
        typed,
        isinstance(value, float),
        last,
        is_must,
        options(field),
        str(field.code_list) if asked == "list" else "",
        tuple(faults.get(name, ())),
    )


def kind(field: Field) -> str:
    """How a field is asked for: yes_no, choice, list, area or text."""
    if field.kind is Kind.YES_NO:
        return "yes_no" if field.is_required else "choice"  # a radio button cannot be made blank again
    if field.name in ("status", "self_rating"):
        return "choice"
    if field.kind is Kind.CODE:
        return "list"
    return "area" if field.name in AREAS else "text"


def options(field: Field) -> tuple[str, ...]:
    """What can be chosen in a field, as labels; nothing where anything may be typed."""
    if field.kind is Kind.YES_NO:
        return YES_NO
    if field.kind is not Kind.CODE:
        return ()
    entries = code_lists().list_of(field).entries
    return tuple(label for code, label in entries.items() if code != "not_stated")


def lists() -> dict[str, tuple[str, ...]]:
    """The lists that several fields suggest entries of, by the name of the code list."""
    return {
        str(f.code_list): options(f)
        for sheet in form_file.sheets()
        for f in sheet.fields
        if f.name not in UNASKED and kind(f) == "list"
    }
