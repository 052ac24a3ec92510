"""A table of the report with its values: what reading gives and every later layer judges, blames and stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from etl.cells import CellRef
from etl.findings import REGISTRY, Finding, Layer, Rule, Severity
from etl.headings import Table, holds_something, name_of_row, naming_field
from etl.interpret.reading import shown_number
from etl.read.raw import Limits
from etl.rulebook import InForce

_ABOUT_CODES = ("project_unknown", "project_known_title", "duplicate_project")


@dataclass
class Clean:
    """A table of the report with its values.

    `values`: index = sheet row, a column for every field of the sheet; text and codes as object (None = blank), numbers
    as float64 (NaN), dates as datetime64 (NaT). `typed`: the same shape, the cell as text. `faults`: where a finding of
    severity fix stands already, so that later layers leave the cell alone. `rules`: how a foreign spelling was read.
    """

    table: Table
    values: pd.DataFrame
    typed: pd.DataFrame
    faults: pd.DataFrame
    rules: dict[str, dict[int, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    place: dict[str, str] = field(default_factory=dict)  # city and period of a report of one city
    unchanged: set[int] = field(default_factory=set)  # rows told by "nothing changed"
    doubts: pd.DataFrame = field(
        init=False
    )  # where a question about the reading of a cell is not answered yet
    in_force: InForce = field(default_factory=lambda: InForce({}))
    # Of amounts that were typed with a word or sign: field → sheet row → the currencies that it can stand for.
    currencies: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)

    most: int = Limits.max_findings
    told: Counter[bool] = field(default_factory=Counter)  # findings added, by whether they hold the report
    unsaid: Counter[bool] = field(default_factory=Counter)  # findings beyond `most`, only counted

    def __post_init__(self) -> None:
        self.doubts = self.faults.copy()

    def add(self, finding: Finding) -> None:
        """Add a finding; what a rule on trial says holds nothing."""
        if self._has_room(finding.code):
            self.findings.append(replace(finding, is_trial=finding.code in self.in_force.trial))

    def _has_room(self, code: str) -> bool:
        """Whether a finding more is kept: what a file can make us say is bounded, notes apart from what holds it."""
        holds = REGISTRY[code].severity is not Severity.NOTE and code not in self.in_force.trial
        counted = self.told if self.told[holds] < self.most else self.unsaid
        counted[holds] += 1
        return counted is self.told

    def is_open(self, names: list[str]) -> pd.Series:
        """Rows where one of these cells has a fault or an open question: later rules leave them alone."""
        held = np.zeros(len(self.faults), dtype=bool)
        for name in names:
            held |= self.faults[name].to_numpy() | self.doubts[name].to_numpy()
        return pd.Series(held, index=self.faults.index)

    def is_filled(self, name: str) -> pd.Series:
        """Rows whose cell is empty and stands as last reported, since “nothing changed” was said."""
        return self.typed[name].isna() & self.values[name].notna() & self.values.index.isin(self.unchanged)

    def last_said(self, row: int, name: str) -> str:
        """What stands in the place of an empty cell, as it is quoted."""
        value = self.values.at[row, name]
        if isinstance(value, pd.Timestamp):
            return f"{value:%-d %b %Y}"
        return shown_number(value) if isinstance(value, float) else str(value)

    @property
    def unresolved(self) -> set[str]:
        """Codes that rows may still turn out to have: suggested for codes that are not known."""
        own = (f.suggestion for f in self.findings if f.mended_cell and f.code in _ABOUT_CODES)
        return {str(code) for code in own if code}

    def settle_doubts(self, is_answered: Callable[[Finding], bool]) -> None:
        """Let later rules see the cells whose reading the sender confirmed."""
        for finding in self.findings:
            if finding.severity is Severity.CONFIRM and finding.cell and is_answered(finding):
                name = "project_id" if finding.rule.yes_takes else str(finding.field)
                self.doubts.loc[self.doubts.index == finding.cell.row, name] = False

    def blame(
        self,
        code: str,
        row: int,
        name: str,
        params: Mapping[str, object] | None = None,
        *,
        value: str | None = None,
        suggestion: str | None = None,
        mends: CellRef | None = None,
    ) -> None:
        """Add a finding at a field's cell of a row. `value` defaults to the cell as typed."""
        rule = REGISTRY[code]
        if rule.severity is Severity.FIX and code not in self.in_force.trial:
            self.faults.at[row, name] = True
        if rule.severity is Severity.CONFIRM and rule.layer is Layer.CELL:
            self.doubts.at[row, name] = True
        if self._has_room(code):
            self._say(rule, row, name, params, value, suggestion, mends)

    def _say(
        self,
        rule: Rule,
        row: int,
        name: str,
        params: Mapping[str, object] | None,
        value: str | None,
        suggestion: str | None,
        mends: CellRef | None,
    ) -> None:
        spec = self.table.sheet[name]
        typed = self.typed.at[row, name]
        told: dict[str, object] = {}
        if name not in self.table.columns:
            told = {"absent": self._words_of(row)}
        elif rule.held and holds_something(self.table.cells.at[row, name]):
            value, told = str(self.table.cells.at[row, name]).strip(), {"held": True}
        if value is None and isinstance(typed, str):
            value = typed
        self.findings.append(
            Finding(
                rule.code,
                self.table.ref(row, name),
                self.table.headings.get(name, spec.label),
                name,
                self._of_row(row, "project_id"),
                self._of_row(row, "city"),
                self._of_row(row, "period"),
                value,
                suggestion,
                {"label_lower": spec.label_lower, "label": spec.label} | told | dict(params or {}),
                mends=mends,
                title=self._name_of(row),
                is_trial=rule.code in self.in_force.trial,
            )
        )

    def address(self, row: int, name: str) -> str:
        """The address of a field's cell."""
        return self.table.ref(row, name).address

    def _of_row(self, row: int, name: str) -> str | None:
        value = self.values.at[row, name] if name in self.values.columns else self.place.get(name)
        return str(value) if isinstance(value, str) else None

    def _words_of(self, row: int) -> str:
        """A row as a sentence names it: row 12 (“Night buses”)."""
        naming = naming_field(self.table.sheet) or "project_id"
        name = self.typed.at[row, naming] or self._of_row(row, "project_id")
        return f"row {row} (“{name}”)" if isinstance(name, str) else f"row {row}"

    def _name_of(self, row: int) -> str | None:
        """The name of a row that no code tells from others."""
        sheet = self.table.sheet
        typed = self.typed.at[row, name] if (name := naming_field(sheet)) else None
        return name_of_row(sheet, self._of_row(row, "project_id"), typed)

    def settle_place(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Give what was found while reading the city and period that its row has by now. `pairs` of the report."""
        self.place = dict(zip(("city", "period"), pairs[0], strict=True)) if len(pairs) == 1 else {}
        self.findings = [
            replace(f, city_id=self._of_row(f.cell.row, "city"), period=self._of_row(f.cell.row, "period"))
            if f.cell and f.city_id is None and f.cell.row in self.values.index
            else f
            for f in self.findings
        ]

    def is_given(self, name: str) -> pd.Series:
        """Rows whose cell holds a value that could be read."""
        return self.values[name].notna()
