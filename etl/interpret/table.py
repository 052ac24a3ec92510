"""A table of cells as typed → a table of values, each with what was typed and how it was understood.

One Reading for every cell that holds something; a cell that cannot be read becomes a finding and no value. Each
distinct value of a column is read once, so that a long table costs what its variety costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from etl import stages
from etl.fields import PLACE_FIELDS, Field, Kind
from etl.headings import Table
from etl.interpret.clean import Clean
from etl.interpret.codes import read_code, read_codes, read_yes_no
from etl.interpret.dates import read_dates
from etl.interpret.numbers import read_numbers
from etl.interpret.percents import is_percent_format, read_percents, shows_percent
from etl.interpret.reading import Hints, Reading
from etl.interpret.text import LONGEST_SHORT, clean_text, is_blank
from etl.read.raw import LONG, LONGEST_CELL, Limits
from etl.reference import CodeList, Reference

CORRECTED = "the suggestion was taken"
_SHOWN_PLACES = 6
_NUMERIC = (Kind.PERCENT, Kind.NUMBER, Kind.AMOUNT)


@stages.stage("interpret")
def interpret(table: Table, reference: Reference, hints: Hints, most: int = Limits.max_findings) -> Clean:
    """Read every cell of a table; `most` findings that hold the report are kept, and as many notes."""
    names = [f.name for f in table.sheet.fields]
    rows = table.cells.index
    columns = {
        f.name: _read_column(f, table, reference, hints)
        for f in table.sheet.fields
        if f.name in table.columns
    }
    blank = pd.Series(None, index=rows, dtype=object)
    clean = Clean(
        table,
        values=pd.DataFrame(
            {
                f.name: columns[f.name].values if f.name in columns else _typed_series({}, f, rows)
                for f in table.sheet.fields
            }
        ),
        typed=pd.DataFrame({name: columns[name].typed if name in columns else blank for name in names}),
        faults=pd.DataFrame(False, index=rows, columns=names),
        rules={name: column.rules for name, column in columns.items() if column.rules},
        in_force=reference.rules.today(),
        currencies={name: column.currencies for name, column in columns.items() if column.currencies},
        most=most,
    )
    _keep_corrected(clean)
    for name, column in columns.items():
        for row, reading in column.findings:
            params = dict(reading.params)
            nearest = params.pop("nearest", None)
            suggestion = None if nearest is None else str(nearest)
            clean.blame(str(reading.code), row, name, params, suggestion=suggestion)
    return clean


def _keep_corrected(clean: Clean) -> None:
    """What was typed stays beside a correction; a field without a column takes what was chosen for it."""
    for name, cells in clean.table.corrected.items():
        clean.rules.setdefault(name, {}).update(dict.fromkeys(cells, CORRECTED))
        for row, typed in cells.items():
            clean.typed.at[row, name] = typed
    for name, values in clean.table.added.items():
        clean.rules.setdefault(name, {}).update(dict.fromkeys(values, CORRECTED))
        for row, value in values.items():
            clean.values.at[row, name] = value


@dataclass(frozen=True)
class _Column:
    """One column read: its values and texts by sheet row, and what is to be said once every row's project is known."""

    values: pd.Series
    typed: pd.Series
    rules: dict[int, str]
    findings: list[tuple[int, Reading]]
    currencies: dict[int, tuple[str, ...]]


def _read_column(spec: Field, table: Table, reference: Reference, hints: Hints) -> _Column:
    rows = table.cells.index
    formats = table.formats_of(spec.name)
    raw, odd = _set_odd_aside(table.cells[spec.name], table, spec.name)
    given = raw[[not is_blank(value) for value in raw]]
    typed: dict[int, str] = {row: as_typed(value, formats.get(row)) for row, value in given.items()}
    readings = _readings(spec, given, formats, reference, hints)
    findings = [(row, reading) for row, reading in readings.items() if reading.code]
    for row, text in odd.items():
        marked = table.odd[row, table.columns[spec.name]]
        findings.append((row, _odd(spec, text, marked)))
    return _Column(
        _typed_series({row: r.value for row, r in readings.items() if r.value is not None}, spec, rows),
        _objects(typed | odd, rows),
        {row: r.rule for row, r in readings.items() if r.rule},
        findings,
        {row: r.currency for row, r in readings.items() if r.currency},
    )


def _set_odd_aside(raw: pd.Series, table: Table, name: str) -> tuple[pd.Series, dict[int, str]]:
    """The column without formulas that have no result, error cells and texts without end; these with their texts."""
    column = table.columns[name]
    odd = {row: str(raw.at[row]) for row, col in table.odd if col == column and row in raw.index}
    return raw.drop(list(odd)) if odd else raw, odd


def _odd(spec: Field, text: str, marked: str) -> Reading:
    """What is said of a cell that holds no value: too long a text, a formula without its result, an error."""
    if marked != LONG:
        return Reading(None, "formula_uncached" if text.startswith("=") else "cell_error")
    limit = spec.max_length if spec.kind is Kind.TEXT else LONGEST_SHORT
    return Reading(None, "text_too_long", {"length": f"more than {LONGEST_CELL:,}", "limit": limit})


def _readings(
    spec: Field, given: pd.Series, formats: Mapping[int, str], reference: Reference, hints: Hints
) -> dict[int, Reading]:
    if spec.kind is Kind.PERCENT:
        return read_percents(given, formats, hints)
    if spec.kind in _NUMERIC:
        return read_numbers(given, formats, hints)
    if spec.kind is Kind.DATE:
        return read_dates(given, formats, hints)
    return _each_once(given, _reader(spec, reference))


def _reader(spec: Field, reference: Reference) -> Callable[[object], Reading]:
    if spec.kind is Kind.YES_NO:
        return read_yes_no
    if spec.kind is Kind.CODE:
        return partial(_read_place if spec in PLACE_FIELDS else read_code, entries=reference.list_of(spec))
    if spec.kind is Kind.CODES:
        return partial(read_codes, entries=reference.list_of(spec))
    return lambda value: Reading(clean_text(as_typed(value, None)))


def _read_place(value: object, entries: CodeList) -> Reading:
    """A row's city or period; a stranger has its own sentence, since the whole report hangs on it."""
    reading = read_code(value, entries)
    if reading.code != "code_unknown":
        return reading
    example = ", ".join(list(entries.entries.values())[-_SHOWN_PLACES:])
    return replace(reading, code=f"{entries.name}_unknown", params=reading.params | {"example": example})


def _each_once(given: pd.Series, read: Callable[[object], Reading]) -> dict[int, Reading]:
    known: dict[object, Reading] = {}
    out: dict[int, Reading] = {}
    for row, value in zip(given.index, given.array, strict=True):
        key = (type(value), value)
        if key not in known:
            known[key] = read(value)
        out[row] = known[key]
    return out


def _typed_series(values: Mapping[int, object], spec: Field, rows: pd.Index) -> pd.Series:
    if spec.kind in _NUMERIC:
        return pd.Series(values, dtype="float64").reindex(rows)
    if spec.kind is Kind.DATE:
        return pd.to_datetime(pd.Series(values, dtype=object)).reindex(rows).astype("datetime64[s]")
    return _objects(values, rows)


def _objects(values: Mapping[int, object], rows: pd.Index) -> pd.Series:
    """A column of objects with None for blank, index = sheet row."""
    return pd.Series([values.get(row) for row in rows], index=rows, dtype=object)


def as_typed(value: object, number_format: str | None) -> str:
    """A cell as the uploader sees it, as nearly as its number format tells: 0.75 with 0% is 75%, as is 75 with 0"%"."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | np.number):
        if is_percent_format(number_format):
            return f"{float(value) * 100:.10g}%"
        return f"{value:.15g}%" if shows_percent(number_format) else f"{value:.15g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.datetime | dt.date | dt.time) else str(value)
