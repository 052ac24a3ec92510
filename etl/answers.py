"""What an uploader says to what they were told: it is right as it is, or take the suggestion. A suggestion taken is a
correction: the file keeps what was typed, the report is read as if the suggestion stood in that cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from etl.cells import CellRef, parse_address
from etl.findings import Finding, Severity
from etl.headings import Table, is_told_by_code, name_of_row, naming_field
from etl.interpret.table import as_typed
from etl.interpret.text import is_blank
from etl.reference import fold
from etl.tables import Tables


@dataclass(frozen=True)
class Reply:
    """An answer to one finding. `take`: put the suggestion in the cell's place; else it is right as typed."""

    reason: str
    take: bool = False


Answer = Callable[[Finding], Reply | str | None]  # a bare text is the reason of a plain yes


@dataclass(frozen=True)
class Correction:
    """A cell read as `stored` though it holds `typed` (None = it is empty)."""

    cell: CellRef
    field: str
    heading: str | None
    project_id: str | None
    typed: str | None
    stored: str
    reason: str
    title: str | None = None  # name of the row, folded, where its code does not tell it from others


def no_answer(_finding: Finding) -> None:
    """Nothing is answered beforehand."""


def reply_to(finding: Finding, answer: Answer) -> Reply | None:
    """The answer to a finding that can be answered: a question, or a fault with a suggestion."""
    is_question = finding.severity is Severity.CONFIRM
    if not is_question and not (finding.severity is Severity.FIX and finding.suggestion):
        return None
    given = answer(finding)
    reply = Reply(given, finding.rule.yes_takes) if isinstance(given, str) else given
    if reply is None or not reply.reason.strip() or not (is_question or reply.take):
        return None
    return replace(reply, take=reply.take and bool(finding.suggestion))


def taken(findings: Iterable[Finding], answer: Answer) -> tuple[Correction, ...]:
    """The corrections that the answers ask for."""
    made = []
    for finding in findings:
        cell = finding.mended_cell
        reply = reply_to(finding, answer) if cell and finding.suggestion else None
        if reply and reply.take and cell:
            typed = finding.value if finding.mends is None else None
            field = "project_id" if finding.mends else str(finding.field)
            made.append(
                Correction(
                    cell,
                    field,
                    finding.heading,
                    finding.project_id,
                    typed,
                    str(finding.suggestion),
                    reply.reason,
                    finding.title,
                )
            )
    return tuple(made)


def is_confirmed(finding: Finding, answer: Answer) -> bool:
    """Whether the finding's question was answered with a plain yes."""
    return answered(finding, answer).confirmed is not None


def answered(finding: Finding, answer: Answer) -> Finding:
    """The finding with its confirmation, where its question was answered with a plain yes."""
    if finding.severity is not Severity.CONFIRM:
        return finding
    reply = reply_to(finding, answer)
    return finding.confirm(reply.reason) if reply and not reply.take else finding


def from_choices(rows: Iterable[Mapping[str, Any]], choices: Mapping[int, Reply]) -> Answer:
    """The answers that a person chose beside the stored findings `rows`, known again in a later try by code, project
    (where it has no code yet by name) and value. `choices`: by the finding's number."""
    given = {_key(row): choices[int(row["number"])] for row in rows if int(row["number"]) in choices}

    def answer(finding: Finding) -> Reply | None:
        about = (finding.code, finding.field, finding.city_id, finding.project_id, finding.title)
        return given.get((*about, finding.value))

    return answer


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        None if pd.isna(row[name]) else row[name]
        for name in ("code", "field", "city_id", "project_id", "title", "value")
    )


def correct(tables: Tables, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Put corrections into the tables' cells. A correction goes with its row, by the row's code or name, wherever that
    stands by now; returns those whose cell still holds what it held, at the cell that they are in."""
    asked = tuple(corrections)
    rows = {table.tab: _rows_by_name(table) for table in tables} if asked else {}
    applied = []
    for c in asked:
        if _correct_cover(tables, c):
            applied.append(c)
            continue
        table = next((t for t in tables if t.tab == c.cell.sheet and c.field in t.sheet.by_name), None)
        row = _row_of(table, c, rows[table.tab]) if table else None
        if table and row is not None:
            applied.append(_correct_cell(table, c, row))
            if c.field == "project_id":  # what is corrected next may name the row by its new code
                rows[table.tab].setdefault(_key_of(table, c.stored, c.title), []).append(row)
    return tuple(applied)


def _correct_cover(tables: Tables, correction: Correction) -> bool:
    cell, typed = tables.cover.get(correction.field, (None, None))
    if cell != correction.cell or typed != correction.typed:
        return False
    tables.cover[correction.field] = (correction.cell, correction.stored)
    return True


_RowKey = tuple[str | None, str | None]  # code and name, folded


def _rows_by_name(table: Table) -> dict[_RowKey, list[int]]:
    """The sheet rows of a table by their code and name."""
    found: dict[_RowKey, list[int]] = {}
    naming = naming_field(table.sheet)
    for row in table.cells.index:
        code = typed_text(table, row, "project_id")
        code = None if is_blank(code) else code
        name = name_of_row(table.sheet, code, typed_text(table, row, naming) if naming else None)
        found.setdefault(_key_of(table, code, name), []).append(row)
    return found


def _key_of(table: Table, code: str | None, name: str | None) -> _RowKey:
    return fold(code) if code else None, name if not code or not is_told_by_code(table.sheet) else None


def _row_of(table: Table, c: Correction, rows: Mapping[_RowKey, list[int]]) -> int | None:
    """Where the corrected row stands: at its old place, else at the one place where it is now."""
    key = _key_of(table, c.project_id, c.title)
    # Corrections of before 0.5.0 name no row: they hold at their place only.
    among = rows.get(key, []) if key != (None, None) else [r for r in table.cells.index if r == c.cell.row]
    fitting = [row for row in among if typed_text(table, row, c.field) == c.typed]
    if c.cell.row in fitting:
        return c.cell.row
    return fitting[0] if len(fitting) == 1 else None


def _correct_cell(table: Table, c: Correction, row: int) -> Correction:
    """Put what is meant into the row's cell; returns the correction at that cell."""
    if c.field not in table.columns:
        table.added.setdefault(c.field, {})[row] = c.stored
        return replace(c, cell=replace(c.cell, row=row))
    table.cells.at[row, c.field] = c.stored
    table.corrected.setdefault(c.field, {})[row] = c.typed
    return replace(c, cell=table.ref(row, c.field))


def typed_text(table: Table, row: int, name: str) -> str | None:
    """A cell as the uploader sees it, None where it is empty or the file has no such column."""
    if name not in table.columns:
        return None
    value = table.cells.at[row, name]
    if value is None or not str(value).strip():
        return None
    return as_typed(value, table.formats.get((row, table.columns[name])))


def corrections_of_rows(rows: pd.DataFrame) -> tuple[Correction, ...]:
    """Corrections as the store keeps them."""
    return tuple(
        Correction(
            parse_address(r["sheet"], r["cell"]),
            r["field"],
            _given(r["heading"]),
            _given(r["project_id"]),
            _given(r["typed"]),
            r["stored"],
            r["reason"],
            _given(r["title"]),
        )
        for r in rows.to_dict("records")
    )


def _given(value: Any) -> Any:
    return None if pd.isna(value) else value
