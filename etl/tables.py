"""Which tables of a file are the report's: sheets by their headings, headings by their spellings, cells with their
places kept. The frame's index is the sheet row from here to the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd
from rapidfuzz import fuzz, process

from etl import fields, stages
from etl.cells import CellRef
from etl.findings import Finding
from etl.interpret.text import is_blank
from etl.read.raw import RawFile, RawSheet, Unreadable
from etl.reference import Reference, fold

_SEARCH_ROWS = 30  # a table's headings stand among the first rows that hold anything
_ALIKE = 3  # headings by which a sheet is taken for a table of the report
_NEAR, _LONG_ENOUGH = 87, 6  # of 100: a misspelled heading; letters of a spelling that can be told apart
_COVER = "Your city"
_HELPERS = ("Start here", "Last report", "Checks", "Choices", "Please fix")


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


@dataclass
class Tables:
    """The tables of a file with what was noticed while finding them."""

    projects: Table
    side: list[Table] = field(default_factory=list)
    cover: dict[str, tuple[CellRef, str | None]] = field(
        default_factory=dict
    )  # city, period → cell, as typed
    findings: list[Finding] = field(default_factory=list)

    def __iter__(self) -> Iterator[Table]:
        return iter((self.projects, *self.side))


@stages.stage("locate")
def locate(raw: RawFile, reference: Reference) -> Tables:
    """The report's tables in a file; raises Unreadable where there is no table of projects."""
    _check_template(raw)
    sheets = [s for s in raw.sheets if not _is_helper(s) and not s.cells.empty]
    if not sheets:
        raise Unreadable("empty_file")
    findings: list[Finding] = []
    place_fields = fields.PLACE_FIELDS + fields.RECORD_FIELDS
    wide = fields.Sheet("Projects", reference.projects.fields + place_fields)
    projects = _projects_table(sheets, wide, findings)
    tables = Tables(projects, findings=findings)
    for sheet in sheets:
        if sheet.name == _COVER:
            tables.cover = _cover(sheet)
        for side in fields.SIDE_SHEETS:
            if fold(sheet.name) == fold(side.name):
                table = _table(sheet, side, findings)
                if table is not None and not table.cells.empty:
                    tables.side.append(table)
    findings.extend(_version(raw, projects))
    read = {table.tab for table in tables} | {_COVER}
    findings.extend(_left_out([s for s in sheets if s.name not in read and not s.hidden], wide))
    return tables


def _version(raw: RawFile, projects: Table) -> Iterator[Finding]:
    """A workbook of another version of the template is read as far as its headings are known."""
    version = raw.properties.get(fields.VERSION_PROPERTY)
    if version is not None and version != fields.TEMPLATE_VERSION:
        ref = CellRef(projects.tab, projects.header_row, min(projects.columns.values()))
        params = {"version": version, "current": fields.TEMPLATE_VERSION}
        heading = projects.headings[min(projects.columns, key=lambda n: projects.columns[n])]
        yield Finding("template_version", ref, heading, value=heading, params=params)


def _left_out(sheets: list[RawSheet], wide: fields.Sheet) -> Iterator[Finding]:
    """Sheets that look like a table of the report, but are not named so."""
    for sheet in sheets:
        found = [(_header(sheet, wanted), wanted) for wanted in (wide, *fields.SIDE_SHEETS)]
        (score, row), wanted = max(
            found, key=lambda f: f[0][0] / len(f[1].fields) if f[0][0] >= _ALIKE else 0
        )
        if score >= _ALIKE and (sheet.cells.index > row).any():
            filled = sheet.cells.loc[row].map(_holds_something)
            column = int(str(filled.index[filled][0]))
            typed = str(sheet.cells.at[row, column])
            ref = CellRef(sheet.name, row, column)
            yield Finding("sheet_left_out", ref, typed, value=typed, params={"label": wanted.name})


def _is_helper(sheet: RawSheet) -> bool:
    """Sheets of ours that hold no report; a second "Please fix" has a number behind its name."""
    return sheet.name in _HELPERS or sheet.name.startswith(f"{_HELPERS[-1]} (")


def _check_template(raw: RawFile) -> None:
    stamp = raw.properties.get(fields.TEMPLATE_PROPERTY)
    if stamp is not None and stamp != fields.TEMPLATE_ID:
        raise Unreadable("wrong_template", detail=stamp)


def _projects_table(sheets: list[RawSheet], wide: fields.Sheet, findings: list[Finding]) -> Table:
    named = [s for s in sheets if fold(s.name) == fold("Projects")]
    best: tuple[int, RawSheet] | None = None
    for sheet in named or sheets:
        score, _row = _header(sheet, wide)
        if score >= 2 and (best is None or score > best[0]):
            best = (score, sheet)
    table = _table(best[1], wide, findings) if best else None
    if table is None:
        labels = wide["title"].label, wide["status"].label
        raise Unreadable("no_table_found", heading_1=labels[0], heading_2=labels[1])
    return table


def _spellings(sheet: fields.Sheet) -> dict[str, str]:
    known: dict[str, str] = {}
    for f in sheet.fields:
        for spelling in f.spellings:
            known.setdefault(fold(spelling), f.name)
    return known


def _header(sheet: RawSheet, wanted: fields.Sheet) -> tuple[int, int]:
    """How many of the wanted headings the best row holds, and which row it is."""
    known = _spellings(wanted)
    best = (0, 0)
    for row, cells in sheet.cells.head(_SEARCH_ROWS).iterrows():
        found = {known[fold(v)] for v in cells if isinstance(v, str) and fold(v) in known}
        if len(found) > best[0]:
            best = (len(found), int(str(row)))
    return best


def _table(sheet: RawSheet, wanted: fields.Sheet, findings: list[Finding]) -> Table | None:
    score, header_row = _header(sheet, wanted)
    if not score:
        return None
    columns, headings, strange = _columns(sheet, header_row, wanted, findings)
    body = sheet.cells.loc[sheet.cells.index > header_row, list(columns.values())]
    body = body.set_axis(list(columns), axis=1)
    body = body[[any(not is_blank(value) for value in row) for row in body.to_numpy()]]
    table = Table(wanted, sheet.name, header_row, columns, headings, body, sheet.formats, sheet.odd)
    near = _near_headings(table, strange)
    findings.extend(_said_of(table, strange, near))
    findings.extend(_missing(table, near))
    return table


def _holds_something(value: object) -> bool:
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
        if not _holds_something(value):
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


def _cover(sheet: RawSheet) -> dict[str, tuple[CellRef, str | None]]:
    """City and period of the sheet `Your city`: the cell right of each label."""
    found: dict[str, tuple[CellRef, str | None]] = {}
    for row, cells in sheet.cells.iterrows():
        for column, value in cells.items():
            name = fold(value) if isinstance(value, str) else None
            if name in ("city", "period") and name not in found:
                right = int(str(column)) + 1
                typed = sheet.cells.at[row, right] if right in sheet.cells.columns else None
                text = str(typed).strip() if _holds_something(typed) else None
                found[name] = (CellRef(sheet.name, int(str(row)), right), text)
    return found
