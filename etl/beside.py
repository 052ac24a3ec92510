"""The cells that are shown around a finding, so that an officer sees the row as it stands in their own sheet."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.cells import letters
from etl.findings import Beside, Finding
from etl.interpret.clean import Clean

_MOST_FINDINGS = 2000
_FEW_CELLS = 2  # with fewer cells in question, the row's plain facts are shown too
_FACTS = ("in_plan", "status")
_NAMES = ("title", "milestone", "partner", "indicator", "project_id")
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9]\d*")


def with_rows(clean: Clean, findings: list[Finding]) -> list[Finding]:
    """The table's findings, each with its row's cells; the first 2,000 of them."""
    return [
        replace(f, beside=_beside(clean, f)) if number < _MOST_FINDINGS else f
        for number, f in enumerate(findings)
    ]


def _beside(clean: Clean, finding: Finding) -> tuple[Beside, ...]:
    table = clean.table
    if finding.cell is None or finding.cell.sheet != table.tab or finding.cell.row not in clean.typed.index:
        return ()
    row = finding.cell.row
    fields_at = {f"{letters(column)}{row}": name for name, column in table.columns.items()}
    named = set(_ADDRESS.findall(str(finding.params.get("other_cell", "")))) | {finding.cell.address}
    asked = [fields_at[address] for address in named if address in fields_at]
    shown = {name for name in _NAMES[:-1] if name in table.columns} or {"project_id"}
    shown |= set(asked) | (set(_FACTS) if len(asked) < _FEW_CELLS else set())
    columns = sorted((table.columns[name], name) for name in shown if name in table.columns)
    return tuple(
        Beside(letters(column), row, table.headings[name], clean.typed.at[row, name], name in asked)
        for column, name in columns
    )
