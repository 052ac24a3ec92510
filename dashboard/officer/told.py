"""Findings as an officer reads them: by severity, those that say the same folded into one line with all its cells.

Rows of the store in, sections of lines out; a template draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.labels import joined
from dashboard.officer.grid import Grid, Taken, grid_of, marked_cells, params, text
from etl.cells import CellRef, fold_addresses, parse_address
from etl.findings import ON_SCREEN, REGISTRY, Severity

MOST = 300  # lines on one page
_SEVERAL = {"is": "are", "holds": "hold", "says": "say"}
_EARLY = 2  # layers up to here are about the file and its headings: to be mended first

Row = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """One line of the list. `cells` in short (F12, F14–F19); `numbers` of the findings folded into it."""

    numbers: tuple[int, ...]
    code: str
    cells: str
    sheet: str
    heading: str
    project: str
    message: str
    value: str
    suggestion: str
    mends: str
    confirmed: str
    grid: Grid
    yes: str = ""
    asked: bool = False
    yes_takes: bool = False
    place: tuple[object, ...] = ()

    @property
    def count(self) -> int:
        """How many findings are folded into the line."""
        return len(self.numbers)

    @property
    def where(self) -> str:
        """Its cells, or in a form its project and field."""
        return self.cells or " – ".join(part for part in (self.project, self.heading) if part)

    @property
    def first(self) -> int:
        """The number that names the line in the form."""
        return self.numbers[0]


@dataclass(frozen=True)
class Section:
    """All findings of one severity; `count` of findings, `lines` at most MOST, `more` lines not shown."""

    severity: str
    title: str
    consequence: str
    count: int
    lines: tuple[Line, ...] = field(repr=False)
    more: int
    sheet: str = ""
    key: str = ""


def sections(findings: Iterable[Row], *, is_open: bool = True, taken: Taken | None = None) -> list[Section]:
    """The severities that occur, most grave first; findings in = findings counted.

    Questions that were answered stand in a section of their own. `is_open`: the file can still be answered;
    `taken`: what suggestions put into cells.
    """
    all_found = list(findings)
    made = []
    for severity in Severity:
        found = [f for f in all_found if f["severity"] == str(severity) and not text(f.get("confirmed"))]
        made += _section(str(severity), *ON_SCREEN[severity], found, taken, is_open=is_open)
    answered = [f for f in all_found if text(f.get("confirmed"))]
    consequence = "Unusual, and said to be right"
    return made + _section("confirmed", "Confirmed", consequence, answered, taken, is_open=False)


def _section(
    severity: str,
    title: str,
    consequence: str,
    found: list[Row],
    taken: Taken | None,
    *,
    is_open: bool,
) -> list[Section]:
    if not found:
        return []
    lines = _lines(found, taken, is_open=is_open)
    sheets = {line.sheet for line in lines if line.sheet}
    sheet = sheets.pop() if len(sheets) == 1 else ""
    more = max(len(lines) - MOST, 0)
    return [Section(severity, title, consequence, _count(found), tuple(lines[:MOST]), more, sheet, severity)]


def _count(found: list[Row]) -> int:
    """How many there are: of a file with very many, more than are given here (`alike` counts all of a kind)."""
    kinds = {(f["severity"], f.get("is_answered")): int(str(f["alike"])) for f in found if f.get("alike")}
    return sum(kinds.values()) if kinds else len(found)


def _lines(found: list[Row], taken: Taken | None, *, is_open: bool) -> list[Line]:
    """One line a message: first what is about the whole file, then what mends most cells at once, then by row."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for f in found:
        groups.setdefault(_says(f), []).append(f)
    lines = (_line(group, taken, is_open=is_open) for group in groups.values())
    return sorted(lines, key=lambda line: line.place)


def _says(f: Row) -> tuple[object, ...]:
    """What a finding says, without where: equal for findings that fold."""
    cell = text(f["cell"])
    message = re.sub(rf"\b{cell}\b", "", text(f["message"])) if cell else text(f["message"])
    for other in marked_cells(f):
        message = re.sub(rf"\b{other}\b", "", message)
    names = ("code", "sheet", "heading", "suggestion", "value", "confirmed")
    whose = text(f.get("project_title")) if f.get("is_form") else ""
    return (message, whose, *(text(f.get(name)) for name in names))


def _line(group: list[Row], taken: Taken | None, *, is_open: bool) -> Line:
    first = group[0]
    rule = REGISTRY.get(text(first["code"]))
    row, column = _position(text(first["cell"]))
    is_early = rule is not None and rule.layer <= _EARLY
    return Line(
        numbers=tuple(int(str(f.get("number") or 0)) for f in group),
        code=text(first["code"]),
        cells="" if first.get("is_form") else _cells(group),
        sheet=text(first["sheet"]),
        heading=_headings(group),
        project=_project(group),
        message=_as_read(first, _message(group), taken),
        value=text(first["value"]),
        suggestion=text(first["suggestion"]),
        mends=text(first.get("mends")),
        confirmed=text(first.get("confirmed")),
        grid=grid_of(group, taken),
        yes=_yes(group, taken),
        asked=is_open and (first["severity"] == "confirm" or bool(text(first["suggestion"]))),
        yes_takes=rule is not None and rule.yes_takes,
        place=(not is_early, -len(group), first.get("order") or (text(first["sheet"]), row, column)),
    )


def _message(group: list[Row]) -> str:
    """The sentence: `Cells F12–F14 are empty.` where it is about several cells."""
    message, cell = text(group[0]["message"]), text(group[0]["cell"])
    for one, several in _SEVERAL.items():
        start = f"Cell {cell} {one} "
        if len(group) > 1 and len(marked_cells(group[0])) < 2 and message.startswith(start):
            return f"Cells {_cells(group)} {several} {message[len(start) :]}"
    return message


def _reading(f: Row) -> str:
    """How an ambiguous spelling was read, where the question is about that."""
    read = text(params(f).get("reading"))
    return f"{read} %" if read and text(f["code"]).startswith("percent") else read


def _as_read(f: Row, message: str, taken: Taken | None) -> str:
    """The sentence with what a cell is read as before what was typed, where a suggestion was taken in it."""
    stored, typed = _stored(f, taken), text(f["value"])
    if not stored or not typed:
        return message
    quoted = f"“{typed}”"
    if quoted in message:
        return message.replace(quoted, f"“{stored}” (typed {quoted})", 1)
    return message.replace(typed, f"{stored} (typed {quoted})", 1)


def _stored(f: Row, taken: Taken | None) -> str:
    return (taken or {}).get((text(f["sheet"]), text(f["cell"])), "")


def _yes(group: list[Row], taken: Taken | None) -> str:
    """What one says yes to: how a spelling was read, both cells that disagree, or the value of the cell."""
    first = group[0]
    if reading := _reading(first):
        return f"Yes, {reading}"
    values = _in_question(first, taken)
    if len(values) > 1:
        which = "both" if len(values) == 2 else "all"
        return f"Yes, {which} are right: {joined(_quoted(v) for v in values)}"
    if not text(first["value"]):
        return "Yes, it is right"
    value = _stored(first, taken) or first["value"]
    return f"Yes, {_quoted(value)} is right" + (f" in all {len(group)} cells" if len(group) > 1 else "")


def _in_question(f: Row, taken: Taken | None) -> list[object]:
    """The values of the cells that a question is about."""
    if f.get("is_form"):
        known = params(f)
        return (
            [known["other_value"], f["value"]] if known.get("other_cell") and "other_value" in known else []
        )
    cells = [cell for _row, row in grid_of([f], taken).rows for cell in row if cell and cell.marked]
    return [cell.stored or cell.value for cell in cells]


def _quoted(value: object) -> str:
    return f"“{text(value)[:80]}”" if text(value) else "the empty cell"


def _headings(group: list[Row]) -> str:
    """The headings of the cells in question: `Planned start, Planned finish`."""
    told = [str(b["heading"]) for b in grid_of(group[:1]).marked if b.get("heading")]
    return ", ".join(dict.fromkeys(told)) or text(group[0]["heading"])


def _project(group: list[Row]) -> str:
    names = [text(f.get("project_title")) or text(f["project_id"]) for f in group]
    known = list(dict.fromkeys(name for name in names if name))
    if len(group) > 1:
        return f"{len(known)} projects" if len(known) > 1 else "".join(known)
    return "".join(known) or grid_of(group).named


def _cells(group: list[Row]) -> str:
    refs = []
    for f in group:
        sheet = text(f["sheet"])
        for address in marked_cells(f) or (text(f["cell"]),):
            row, column = _position(address)
            refs += [CellRef(sheet, row, column)] if row else []
    return fold_addresses(set(refs))


def _position(address: str) -> tuple[int, int]:
    """Row and column; zeros where a finding has no cell."""
    if not address:
        return 0, 0
    cell = parse_address("", address)
    return cell.row, cell.column
