"""Layer 3, cells: a pandera schema made from the report's fields. Its failures become findings at their cells."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from etl import stages
from etl.fields import Field, Kind
from etl.interpret.clean import Clean
from etl.reference import Reference

# The template's own checks (etl/template/selfcheck.py) are made from the same limits.
EARLIEST, LATEST = pd.Timestamp(1990, 1, 1), pd.Timestamp(2100, 12, 31)
LOWEST_PCT, HIGHEST_PCT = 0, 100
LARGEST = 10**15  # in any currency more than a city spends; up to here a float still holds every hundredth


@stages.stage("cells")
def check_cells(clean: Clean, reference: Reference, *, is_record: bool) -> None:
    """Add a finding for every value out of its range or length, and for every required cell left empty.

    `is_record`: the Secretariat's own record may leave a status open.
    """
    names = [f.name for f in clean.table.sheet.fields if f.name in clean.table.columns]
    schema = _schema([clean.table.sheet[name] for name in names], is_record)
    readable = clean.values[names].mask(clean.faults[names])
    try:
        schema.validate(readable, lazy=True)
    except SchemaErrors as errors:
        _blame_all(clean, errors.failure_cases, reference)


def _schema(specs: list[Field], is_record: bool) -> pa.DataFrameSchema:
    return pa.DataFrameSchema({spec.name: _column(spec, is_record) for spec in specs})


def _column(spec: Field, is_record: bool) -> pa.Column:
    required = spec.is_required and not (is_record and spec.name == "status")
    return pa.Column(None, _checks(spec, is_record), nullable=not required)


def _checks(spec: Field, is_record: bool) -> list[pa.Check]:
    if spec.kind is Kind.PERCENT:
        return [pa.Check.in_range(LOWEST_PCT, HIGHEST_PCT, error="percent_range")]
    if spec.kind is Kind.AMOUNT:
        return [pa.Check.ge(0, error="number_negative"), pa.Check.le(LARGEST, error="number_too_large")]
    if spec.kind is Kind.NUMBER:
        return [pa.Check.in_range(-LARGEST, LARGEST, error="number_too_large")]
    if spec.kind is Kind.DATE:
        return [pa.Check.in_range(EARLIEST, LATEST, error="date_range")]
    if spec.kind is Kind.TEXT:
        return [pa.Check.str_length(max_value=spec.max_length, error="text_too_long")]
    if spec.name == "status" and not is_record:
        return [pa.Check.ne("not_stated", error="status_not_given")]
    return []


def _blame_all(clean: Clean, failures: pd.DataFrame, reference: Reference) -> None:
    for failure in failures.itertuples(index=False):
        name, row = str(failure.column), failure.index
        if pd.isna(row):  # a check that failed as a whole has no cell; it is our own fault and must be seen
            raise RuntimeError(f"The check {failure.check} of {name} raised: {failure.failure_case}")
        row = int(row)
        if clean.faults.at[row, name]:
            continue
        code = "required_empty" if failure.check == "not_nullable" else str(failure.check)
        spec = clean.table.sheet[name]
        clean.blame(code, row, name, _params(code, spec, clean.values.at[row, name], reference))


def _params(code: str, spec: Field, value: object, reference: Reference) -> dict[str, object]:
    if code == "required_empty":
        return {"ask": ask_for(spec, reference)}
    if code == "text_too_long":
        return {"length": len(str(value)), "limit": spec.max_length}
    if code == "number_too_large":
        return {"limit": f"{LARGEST:,}"}
    if code == "date_range":
        return {"read": pd.Timestamp(str(value)).date().isoformat()}
    if code == "status_not_given":
        return {"example": reference.lists["status"].entries["ongoing"]}
    return {}


def ask_for(spec: Field, reference: Reference) -> str:
    """How to fill an empty cell, from the field's own list."""
    if spec.kind is Kind.CODE:
        labels = list(reference.list_of(spec).entries.values())
        example = labels[1] if len(labels) > 1 else labels[0]
        return f"Choose an entry for “{spec.label}”, for example {example}."
    if spec.kind is Kind.YES_NO:
        return f"Answer “{spec.label}” with Yes or No."
    return f"Fill in “{spec.label}”."
