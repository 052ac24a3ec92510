"""Findings as an officer reads them: by severity, those that say the same of the same value folded into one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from etl.cells import CellRef, fold_addresses
from etl.findings import ON_SCREEN, Finding, Severity

MOST = 300  # lines on one page
ANSWERED = ("Confirmed", "Unusual, and said to be right when the report was sent")
_ADDRESS = re.compile(r"^([A-Z]{1,4})([1-9]\d*)$")


@dataclass(frozen=True)
class Line:
    """One line of the list. `cells` in short (F12, F14–F19); `count` of the findings folded into it."""

    cells: str
    sheet: str
    heading: str
    project: str
    message: str
    suggestion: str
    count: int


@dataclass(frozen=True)
class Section:
    """All findings of one severity; `count` of findings, `lines` at most MOST, `more` lines not shown."""

    severity: str
    title: str
    consequence: str
    count: int
    lines: tuple[Line, ...]
    more: int


def of_outcome(findings: Iterable[Finding]) -> list[Section]:
    """Sections of a file just read; what was confirmed is not asked again."""
    return sections([{**f.as_json()} for f in findings if not f.confirmed])


def of_store(rows: pd.DataFrame, verdict: str) -> list[Section]:
    """Sections of a stored submission; in an accepted one every question was answered."""
    made = sections(rows.to_dict("records"))
    if verdict != "accepted":
        return made
    return [
        replace(s, title=ANSWERED[0], consequence=ANSWERED[1]) if s.severity == "confirm" else s for s in made
    ]


def sections(findings: Iterable[Mapping[str, object]]) -> list[Section]:
    """The severities that occur, most grave first, each with its lines; findings in = findings counted."""
    all_found = list(findings)
    made = []
    for severity in Severity:
        found = [f for f in all_found if f["severity"] == str(severity)]
        if found:
            lines = _lines(found)
            title, consequence = ON_SCREEN[severity]
            made.append(
                Section(
                    str(severity),
                    title,
                    consequence,
                    len(found),
                    tuple(lines[:MOST]),
                    max(len(lines) - MOST, 0),
                )
            )
    return made


def _lines(found: list[Mapping[str, object]]) -> list[Line]:
    groups: dict[tuple[object, ...], list[Mapping[str, object]]] = {}
    for f in found:
        cell, message = _text(f["cell"]), _text(f["message"])
        said = re.sub(rf"\b{cell}\b", "", message) if cell else message
        key = (f["code"], _text(f["sheet"]), _text(f["heading"]), said, _text(f["suggestion"]))
        groups.setdefault(key, []).append(f)
    return [_line(group) for group in groups.values()]


def _line(group: list[Mapping[str, object]]) -> Line:
    first = group[0]
    projects = list(dict.fromkeys(_text(f["project_id"]) for f in group if _text(f["project_id"])))
    return Line(
        cells=_cells(group),
        sheet=_text(first["sheet"]),
        heading=_text(first["heading"]),
        project=projects[0] if len(projects) == 1 else f"{len(projects)} projects" if projects else "",
        message=_text(first["message"]),
        suggestion=_text(first["suggestion"]),
        count=len(group),
    )


def _cells(group: list[Mapping[str, object]]) -> str:
    refs = []
    for f in group:
        match = _ADDRESS.match(_text(f["cell"]))
        if match:
            refs.append(CellRef(_text(f["sheet"]), int(match[2]), _column(match[1])))
    return fold_addresses(refs)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)
