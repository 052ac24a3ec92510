"""What an uploader is told: the registry of codes, and a finding as a value. Rules and tests compare codes and
places; the text is rendered here, at the edge, from the one template of its code."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

from etl.cells import CellRef, parse_address

LONGEST_TOLD = 1_000  # letters of one text in a finding; a sentence shows 80 of them


class Severity(StrEnum):
    """How grave, and with what consequence."""

    STOP = "stop"
    FIX = "fix"
    CONFIRM = "confirm"
    NOTE = "note"


ON_SCREEN = {
    Severity.STOP: ("Cannot read", "The file could not be read as a report"),
    Severity.FIX: ("Please correct", "Your report is loaded only when these are mended"),
    Severity.CONFIRM: ("Please confirm", "Unusual but possible: say yes, with a reason"),
    Severity.NOTE: ("For information", "How we read your spelling; nothing to do"),
}


class Layer(IntEnum):
    """The order of judging; a later layer judges only what passed the earlier ones."""

    FILE = 1
    HEADINGS = 2
    CELL = 3
    ROW = 4
    TABLE = 5
    HISTORY = 6


@dataclass(frozen=True)
class Rule:
    """One code. `message` is a format template over the finding's place and parameters; `help` says what it means,
    `mend` how to put it right; `sample` is a place, a value and parameters that show the message as an example."""

    code: str
    severity: Severity
    layer: Layer
    message: str
    help: str
    yes_takes: bool = False  # saying yes to the question means taking its suggestion
    mend: str = ""
    sample: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    absent: str = ""  # the message where the file has no column for it; {absent} is the row that needs it
    held: str = ""  # the message where the cell holds a word that stands for nothing, such as TBD

    @property
    def example(self) -> str:
        """The message as an uploader could meet it."""
        params = dict(self.sample)
        sheet, _, address = str(params.pop("cell", "")).partition("!")
        cell = parse_address(sheet, address) if address else None
        return Finding(self.code, cell, value=params.pop("value", None), params=params).message


def _registry() -> dict[str, Rule]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        code: Rule(
            code,
            Severity(row["severity"]),
            Layer(row["layer"]),
            row["message"],
            row["help"],
            bool(row.get("yes_takes", False)),
            row["mend"],
            row["sample"],
            row.get("absent", ""),
            row.get("held", ""),
        )
        for code, row in rows.items()
    }


REGISTRY: dict[str, Rule] = _registry()


@dataclass(frozen=True)
class Beside:
    """A cell of the row that a finding speaks of, shown around it. `value` is None where the cell is empty."""

    column: str
    row: int
    heading: str
    value: str | None
    marked: bool


@dataclass(frozen=True)
class Finding:
    """One thing to say. `value` is the cell as typed; `cell` is None only for a *stop*.

    `suggestion`, typed into `mends` (default: the cell itself), is understood without a question.
    """

    code: str
    cell: CellRef | None = None
    heading: str | None = None
    field: str | None = None
    project_id: str | None = None
    city_id: str | None = None
    period: str | None = None
    value: str | None = None
    suggestion: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    confirmed: str | None = None  # the reason given, once somebody said that it is right
    mends: CellRef | None = None
    beside: tuple[Beside, ...] = ()
    title: str | None = None  # name of its row, folded, where no code tells the row from others
    is_trial: bool = False  # of a rule on trial: shown as a note, holds nothing

    @property
    def rule(self) -> Rule:
        """Its entry in the registry."""
        return REGISTRY[self.code]

    @property
    def severity(self) -> Severity:
        """Looked up, never carried; what a rule on trial says is a note."""
        return Severity.NOTE if self.is_trial else self.rule.severity

    @property
    def against(self) -> str | None:
        """What the value was compared with: a confirmation holds for this comparison only."""
        other = self.params.get("against", self.params.get("other_value"))
        return None if other is None else str(other)

    @property
    def mended_cell(self) -> CellRef | None:
        """Where the suggestion belongs."""
        return self.mends or self.cell

    @property
    def message(self) -> str:
        """The sentence for the uploader."""
        cell = self.cell
        place = {
            "cell": cell.address if cell else "",
            "row": cell.row if cell else "",
            "sheet": cell.sheet if cell else "",
            "value": "" if self.value is None else shorten(self.value),
        }
        said = next((getattr(self.rule, k) for k in ("absent", "held") if k in self.params), "")
        text = (said or self.rule.message).format_map(_Blank(place | dict(self.params)))
        return f"On trial: {text}" if self.is_trial else text

    def confirm(self, reason: str) -> Finding:
        """The same finding, answered."""
        return replace(self, confirmed=reason)

    def cut(self) -> Finding:
        """The same finding with no text longer than what is kept of one: a heading or a name of a row stands in each
        of its findings, and would be kept as often."""
        if self.suggestion is not None and len(self.suggestion) > LONGEST_TOLD:
            return replace(self, suggestion=None).cut()
        return replace(
            self,
            **{name: _begun(getattr(self, name)) for name in ("heading", "value", "title")},
            params={name: _begun(value) for name, value in self.params.items()},
            beside=tuple(replace(b, heading=_begun(b.heading), value=_begun(b.value)) for b in self.beside),
        )

    def as_json(self) -> dict[str, Any]:
        """The contract's form for `ascn check --json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "sheet": self.cell.sheet if self.cell else None,
            "cell": self.cell.address if self.cell else None,
            "heading": self.heading,
            "project_id": self.project_id,
            "value": self.value,
            "message": self.message,
            "suggestion": self.suggestion,
        }


def _begun(value: Any) -> Any:
    is_long = isinstance(value, str) and len(value) > LONGEST_TOLD
    return f"{value[:LONGEST_TOLD]}…" if is_long else value


class _Blank(dict[str, Any]):
    """A parameter that a finding does not carry reads as nothing; a test holds every template to its parameters."""

    def __missing__(self, key: str) -> str:
        return ""


def shorten(text: str, limit: int = 80) -> str:
    """A long value in a sentence is cut, with a sign that it was."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1] + "…"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Most grave first, then by layer, sheet and cell: the order of screen and JSON."""
    grave = list(Severity)
    return sorted(
        findings,
        key=lambda f: (
            grave.index(f.severity),
            f.rule.layer,
            f.cell.sheet if f.cell else "",
            (f.cell.row, f.cell.column) if f.cell else (0, 0),
            f.code,
        ),
    )


def verdict(findings: Iterable[Finding]) -> str:
    """unreadable, rejected, needs_confirmation or accepted, by the gravest finding that is still open."""
    open_ones = {f.severity for f in findings if not f.confirmed}
    for severity, word in (
        (Severity.STOP, "unreadable"),
        (Severity.FIX, "rejected"),
        (Severity.CONFIRM, "needs_confirmation"),
    ):
        if severity in open_ones:
            return word
    return "accepted"
