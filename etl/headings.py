"""One table of a sheet: which row holds its headings, which column is which field, and what is said of headings that
are missing, misspelled, twice or of no field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz, process

from etl import fields
from etl.cells import CellRef
from etl.findings import Finding
from etl.interpret.text import is_blank
from etl.read.raw import RawSheet
from etl.reference import fold

_SEARCH_ROWS = 30  # a table's headings stand among the first rows that hold anything
_NAMES = ("title", "milestone", "partner", "indicator")  # fields that name a row, one in each sheet
_NEAR, _LONG_ENOUGH = 87, 6  # of 100: a misspelled heading; letters of a spelling that can be told apart


@dataclass(frozen=True)
class Table:
    """One table of the report. `cells`: dtype object as typed, index = sheet row, columns = field names."""

    sheet: fields.Sheet
    tab: str
    header_row: int
    columns: dict[str, int]  # field → sheet column
    headings: dict[str, str]  # field → heading as typed
    cells: pd.DataFrame
    formats: dict[tuple[int, int], str]
    odd: dict[tuple[int, int], str]
    # Suggestions taken: cells that stand corrected, with what was typed; values of a field without a column.
    corrected: dict[str, dict[int, str | None]] = field(default_factory=dict)
    added: dict[str, dict[int, str]] = field(default_factory=dict)

    def ref(self, row: int, name: str) -> CellRef:
        """The cell of a field in a sheet row; a field without a column points at the headings."""
        if name in self.columns:
            return CellRef(self.tab, row, self.columns[name])
        return CellRef(self.tab, self.header_row, min(self.columns.values(), default=1))

    def formats_of(self, name: str) -> dict[int, str]:
        """Number formats of a field's column by sheet row."""
        column = self.columns[name]
        return {row: text for (row, col), text in self.formats.items() if col == column}


def find_header(sheet: RawSheet, wanted: fields.Sheet) -> tuple[int, int]:
    """How many of the wanted headings the best row holds, and which row it is."""
    known = _spellings(wanted)
    best = (0, 0)
    for row, cells in sheet.cells.head(_SEARCH_ROWS).iterrows():
        folded = (fold(v) for v in cells if isinstance(v, str))
        found = {known[key] for key in folded if key in known}
        if len(found) > best[0]:
            best = (len(found), int(str(row)))
    return best


def read_table(sheet: RawSheet, wanted: fields.Sheet, findings: list[Finding]) -> Table | None:
    """The table of a sheet, with what is to be said of its headings added to `findings`; None without any."""
    score, header_row = find_header(sheet, wanted)
    if not score:
        return None
    columns, headings, strange = _columns(sheet, header_row, wanted, findings)
    body = sheet.cells.loc[sheet.cells.index > header_row, list(columns.values())]
    body = body.set_axis(list(columns), axis=1)
    is_said = [any(not is_blank(value) for value in row) for row in body.to_numpy()]
    body = body[pd.Series(is_said, index=body.index, dtype=bool)]  # an empty list would choose columns
    table = Table(wanted, sheet.name, header_row, columns, headings, body, sheet.formats, sheet.odd)
    near = _near_headings(table, strange)
    findings.extend(_said_of(table, strange, near))
    findings.extend(_missing(table, near))
    return table


@lru_cache(maxsize=64)
def _spellings(sheet: fields.Sheet) -> Mapping[str, str]:
    """Fields by the folded spellings of their headings; the same for every file until a code list changes."""
    known: dict[str, str] = {}
    for f in sheet.fields:
        for spelling in f.spellings:
            known.setdefault(fold(spelling), f.name)
    return known


def is_told_by_code(sheet: fields.Sheet) -> bool:
    """Whether a project has one row in a sheet: its code alone names the row then."""
    return "title" in sheet.by_name


def naming_field(sheet: fields.Sheet) -> str | None:
    """The field that names a row of a sheet."""
    return next((name for name in _NAMES if name in sheet.by_name), None)


def name_of_row(sheet: fields.Sheet, project_id: str | None, typed: object) -> str | None:
    """The folded name of a row that its project's code does not tell from others: a new project, a milestone, a
    partner, an indicator. None where the code does, or the row has no name. `typed`: its naming field as typed."""
    if (project_id and is_told_by_code(sheet)) or not isinstance(typed, str):
        return None
    return fold(typed) or None


def holds_something(value: object) -> bool:
    """Whether anything is typed."""
    return value is not None and str(value).strip() != ""


def _columns(
    sheet: RawSheet, header_row: int, wanted: fields.Sheet, findings: list[Finding]
) -> tuple[dict[str, int], dict[str, str], list[tuple[CellRef, str]]]:
    """Columns and headings by field, and the headings of no field."""
    known = _spellings(wanted)
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    strange: list[tuple[CellRef, str]] = []
    for column, value in sheet.cells.loc[header_row].items():
        if not holds_something(value):
            continue
        ref, typed = CellRef(sheet.name, header_row, int(str(column))), str(value)
        name = known.get(fold(typed))
        if name is None:
            strange.append((ref, typed))
        elif name in columns:
            other = CellRef(sheet.name, header_row, columns[name]).address
            params = {"other_cell": other, "label": wanted[name].label}
            findings.append(Finding("heading_duplicate", ref, typed, name, value=typed, params=params))
        else:
            columns[name], headings[name] = ref.column, typed
    return columns, headings, strange


def _near_headings(table: Table, strange: list[tuple[CellRef, str]]) -> dict[str, tuple[CellRef, str]]:
    """Absent fields that an unknown heading looks like: a misspelled heading would lose its column unsaid."""
    record = {f.name for f in fields.RECORD_FIELDS}
    absent = {
        key: name
        for key, name in _spellings(table.sheet).items()
        if name not in table.columns and name not in record and len(key) >= _LONG_ENOUGH
    }
    near: dict[str, tuple[CellRef, str]] = {}
    for ref, typed in strange:
        best = process.extractOne(fold(typed), list(absent), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best and absent[best[0]] not in near:
            near[absent[best[0]]] = (ref, typed)
    return near


def _said_of(
    table: Table, strange: list[tuple[CellRef, str]], near: dict[str, tuple[CellRef, str]]
) -> Iterator[Finding]:
    asked = {at: name for name, at in near.items()}
    for ref, typed in strange:
        name = asked.get((ref, typed))
        if name is None:
            yield Finding("heading_unknown", ref, typed, value=typed)
        elif not table.sheet[name].is_required:
            yield Finding(
                "heading_near", ref, typed, name, value=typed, params={"label": table.sheet[name].label}
            )


def _missing(table: Table, near: dict[str, tuple[CellRef, str]]) -> Iterator[Finding]:
    for f in table.sheet.fields:
        if f.is_required and f.name in near:
            ref, typed = near[f.name]
            yield Finding("heading_missing", ref, typed, f.name, value=typed, params={"missing": f.label})
        elif f.is_required and f.name not in table.columns:
            ref = CellRef(table.tab, table.header_row, min(table.columns.values(), default=1))
            typed = table.headings[min(table.columns, key=lambda n: table.columns[n])]
            yield Finding("heading_missing", ref, typed, f.name, value=typed, params={"missing": f.label})
