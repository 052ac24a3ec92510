"""Reports for tests: a sound one with few words, then whatever the test changes in it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter import Workbook

from etl import fields
from etl.cells import letters
from etl.reference import Reference

Row = Mapping[str, Any]
HEADER_ROW = 3  # headings stand here in workbooks of `workbook`; the first project is one row below
CITY = "cauayan-city"
SOUND = {
    "in_plan": "Yes",
    "status": "On-going",
    "progress_note": "Works began.",
    "next_steps": "Works go on.",
}


def project(project_id: str | None = "cauayan-city-01", **changes: Any) -> dict[str, Any]:
    """One sound row of Projects."""
    return {"project_id": project_id, **SOUND, **changes}


def workbook(
    reference: Reference,
    rows: Sequence[Row],
    *,
    city: str | None = "Cauayan City",
    period: str | None = "2026",
    side: Mapping[str, Sequence[Row]] | None = None,
    columns: Sequence[str] | None = None,
    properties: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
) -> bytes:
    """An xlsx in the template's sheets and headings; `rows` by field name, `columns` the fields that it has, `people`
    what stands beside which label of the cover."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    for name, value in (properties or {}).items():
        book.set_custom_property(name, value)
    cover = book.add_worksheet("Your city")
    for line, (label, value) in enumerate((("City", city), ("Period", period), *(people or {}).items())):
        cover.write(line, 0, label)
        if value is not None:
            cover.write(line, 1, value)
    wanted = list(columns or [f.name for f in reference.projects.fields])
    _sheet(book, reference.projects, wanted, rows)
    for spec in fields.SIDE_SHEETS:
        if side and spec.name in side:
            _sheet(book, spec, [f.name for f in spec.fields], side[spec.name])
    book.close()
    return buffer.getvalue()


def _sheet(book: Workbook, spec: fields.Sheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    sheet = book.add_worksheet(spec.name)
    date = book.add_format({"num_format": "d mmm yyyy"})
    for at, name in enumerate(columns):
        sheet.write_string(HEADER_ROW - 1, at, spec[name].label)
        for line, row in enumerate(rows, HEADER_ROW):
            value = row.get(name)
            if value is None:
                continue
            if hasattr(value, "isoformat"):
                sheet.write_datetime(line, at, value, date)
            else:
                sheet.write(line, at, value)


def cell(reference: Reference, field: str, number: int = 1) -> str:
    """Address of a field in the n-th project of `workbook`: F4."""
    at = [f.name for f in reference.projects.fields].index(field) + 1
    return f"{letters(at)}{HEADER_ROW + number}"


def csv(rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV report with field names as headings."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [delimiter.join(names)]
    lines += [delimiter.join("" if row.get(n) is None else str(row.get(n)) for n in names) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
