"""What was found in a file → the officer's own workbook with the cells marked; where that cannot be, ours with the
officer's values, marked the same. How a workbook carries marks is `etl.marking`; here is what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.findings import ON_SCREEN, Finding, Severity
from etl.marking import workbook
from etl.marking.mark import CannotMark, Group, Mark, Page
from etl.read import DEFAULT, Limits, Unreadable, read
from etl.reference import Reference
from etl.template import refill
from etl.template.context import Context

OWN_KINDS = ("xlsx", "xlsm")
MOST_LISTED = 5_000
_KINDS = {
    "xls": "Your file is an old Excel workbook (xls)",
    "xlsb": "Your file is a binary Excel workbook (xlsb)",
    "ods": "Your file is an OpenDocument table (ods)",
    "csv": "Your file is a text table (csv)",
    "tsv": "Your file is a text table (tsv)",
    "form": "You filled in the form on the page",
}


class NotAnnotated(Exception):
    """There is nothing to give back: the file cannot be read at all. The text says so to the person who sent it."""


@dataclass(frozen=True)
class Annotated:
    """The marked workbook. `is_own_file` is false where it is ours with the officer's values; `why` then says so."""

    data: bytes
    file_name: str
    is_own_file: bool
    why: str | None = None


def marks_of(findings: Iterable[Finding]) -> list[Mark]:
    """The marks of findings as the pipeline gives them; an answered question is for information only."""
    return [
        _mark(
            f.cell.sheet if f.cell else None,
            f.cell.address if f.cell else None,
            str(f.severity),
            f.heading,
            f.project_id,
            f.message,
            f.suggestion,
            f.confirmed,
        )
        for f in findings
    ]


def marks_of_rows(rows: pd.DataFrame) -> list[Mark]:
    """The marks of stored findings: rows of the table finding, in their order."""
    plain = rows.astype(object).where(rows.notna(), None)
    names = ["sheet", "cell", "severity", "heading", "project_id", "message", "suggestion", "confirmed"]
    return [_mark(*values) for values in plain[names].itertuples(index=False, name=None)]


def _mark(
    sheet: str | None,
    address: str | None,
    severity: str,
    heading: str | None,
    project: str | None,
    message: str,
    suggestion: str | None,
    confirmed: str | None,
) -> Mark:
    if confirmed:
        return Mark(sheet, address, "note", heading, project, f"{message} You answered: {confirmed}")
    return Mark(sheet, address, severity, heading, project, message, suggestion)


def annotate(
    data: bytes,
    name: str,
    kind: str,
    marks: Sequence[Mark],
    reference: Reference,
    context: Callable[[], Context | None] = lambda: None,
    limits: Limits = DEFAULT,
) -> Annotated:
    """The marked workbook of a file. `context` fills the template of its one city and period, None for several.

    NotAnnotated where the file cannot be read.
    """
    if kind not in OWN_KINDS:
        start = _KINDS.get(kind, "Your file is no Excel workbook")
        return _ours(
            data, name, marks, reference, context(), limits, f"{start}, which cannot hold our marks."
        )
    try:
        marked = workbook.mark(data, name, page(name, marks), limits)
    except CannotMark as reason:
        start = f"We cannot mark your own file: {reason}."
        return _ours(data, name, marks, reference, context(), limits, start)
    return Annotated(marked, _file_name(name, kind), is_own_file=True)


def _ours(
    data: bytes,
    name: str,
    marks: Sequence[Mark],
    reference: Reference,
    context: Context | None,
    limits: Limits,
    start: str,
) -> Annotated:
    try:
        raw = read(data, name, limits)
        filled = refill.refill(raw, marks, reference, context)
        why = f"{start} {filled.said}"
        made = workbook.mark(filled.data, name, page(name, filled.marks, why, *filled.lines), limits)
    except Unreadable as stop:
        raise NotAnnotated("The file cannot be read, so there is no cell to mark.") from stop
    except CannotMark as reason:
        raise NotAnnotated(f"The values cannot be marked: {reason}.") from reason
    return Annotated(made, _file_name(name, "xlsx"), is_own_file=False, why=why)


def page(name: str, marks: Sequence[Mark], *lines: str) -> Page:
    """What the sheet "Please fix" says of a file, most grave first."""
    ordered = sorted(marks, key=lambda mark: list(Severity).index(Severity(mark.severity)))
    listed = ordered[:MOST_LISTED]
    groups = []
    for severity, (title, meaning) in ON_SCREEN.items():
        own = tuple(mark for mark in listed if mark.severity == str(severity))
        if own:
            groups.append(Group(str(severity), title, meaning, own))
    return Page(name, (*lines, *_capped(len(ordered), listed)), tuple(groups))


def _capped(found: int, listed: Sequence[Mark]) -> list[str]:
    lines = []
    if found > len(listed):
        lines.append(f"The first {len(listed):,} of {found:,} points are listed. Mend these first.")
    cells: dict[str | None, set[str | None]] = {}
    for mark in listed:
        cells.setdefault(mark.sheet, set()).add(mark.address)
    if any(len(places) > workbook.MOST_COMMENTS for places in cells.values()):
        most = f"{workbook.MOST_COMMENTS:,}"
        lines.append(
            f"The first {most} cells of a sheet have a comment; all cells are coloured and listed here."
        )
    if not listed:
        lines.append("Nothing to mend.")
    return lines


def _file_name(name: str, kind: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    stem = base.rpartition(".")[0] or base
    return f"{stem} - please fix.{kind}"
