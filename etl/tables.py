"""Which tables of a file are the report's: sheets by their headings, headings by their spellings, cells with their
places kept. The frame's index is the sheet row from here to the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from etl import fields, stages
from etl.cells import CellRef
from etl.findings import Finding
from etl.headings import Table, find_header, holds_something, read_table
from etl.read.raw import RawFile, RawSheet, Unreadable
from etl.reference import Reference, fold

_ALIKE = 3  # headings by which a sheet is taken for a table of the report
_COVER = "Your city"
_LONGEST_NAME = 200
_HELPERS = ("Start here", "Last report", "Checks", "Choices", "Please fix")


@dataclass
class Tables:
    """The tables of a file with what was noticed while finding them."""

    projects: Table
    side: list[Table] = field(default_factory=list)
    cover: dict[str, tuple[CellRef, str | None]] = field(
        default_factory=dict
    )  # city, period, prepared by, position → cell, as typed
    findings: list[Finding] = field(default_factory=list)

    @property
    def prepared_by(self) -> str | None:
        """Name and position of who prepared the report, where its cover says so."""
        typed = (self.cover.get(fold(label), (None, None))[1] for label in fields.PERSON_LABELS)
        said = ", ".join(" ".join(text.split()) for text in typed if text)
        return said[:_LONGEST_NAME] or None

    def settle_place(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Give what was noticed the file's city and period, where it has one: an answer is remembered for its city."""
        if len(pairs) == 1:
            city, period = pairs[0]
            self.findings = [replace(f, city_id=city, period=period) for f in self.findings]

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
                table = read_table(sheet, side, findings)
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
        found = [(find_header(sheet, wanted), wanted) for wanted in (wide, *fields.SIDE_SHEETS)]
        (score, row), wanted = max(
            found, key=lambda f: f[0][0] / len(f[1].fields) if f[0][0] >= _ALIKE else 0
        )
        if score >= _ALIKE and (sheet.cells.index > row).any():
            filled = sheet.cells.loc[row].map(holds_something)
            column = int(str(filled.index[filled][0]))
            typed = str(sheet.cells.at[row, column])
            ref = CellRef(sheet.name, row, column)
            params = {
                "label": wanted.name,
                "against": sheet.name,
            }  # the answer is about this sheet, not its heading
            yield Finding("sheet_left_out", ref, typed, value=typed, params=params)


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
        score, _row = find_header(sheet, wide)
        if score >= 2 and (best is None or score > best[0]):
            best = (score, sheet)
    table = read_table(best[1], wide, findings) if best else None
    if table is None:
        labels = wide["title"].label, wide["status"].label
        raise Unreadable("no_table_found", heading_1=labels[0], heading_2=labels[1])
    return table


def _cover(sheet: RawSheet) -> dict[str, tuple[CellRef, str | None]]:
    """What the sheet `Your city` says of the report: the cell right of each label."""
    wanted = {fold(label) for label in ("city", "period", *fields.PERSON_LABELS)}
    found: dict[str, tuple[CellRef, str | None]] = {}
    for row, cells in sheet.cells.iterrows():
        for column, value in cells.items():
            name = fold(value) if isinstance(value, str) else None
            if name in wanted and name not in found:
                right = int(str(column)) + 1
                typed = sheet.cells.at[row, right] if right in sheet.cells.columns else None
                text = str(typed).strip() if holds_something(typed) else None
                found[name] = (CellRef(sheet.name, int(str(row)), right), text)
    return found
