"""The file that the web form makes and reads back: a CSV with the labels of the fields as headings, a row a project.

Its findings are told by field and project, since nobody sees its cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.officer.grid import text
from dashboard.officer.used import code_lists
from etl.cells import letters
from etl.fields import Field

PLACE = ("City", "Period")
FIRST_ROW = 2
Row = Mapping[str, str]


def fields() -> tuple[Field, ...]:
    """The fields of the form, in the order of the template."""
    return code_lists().projects.fields


def name_of(city_id: str, period: str) -> str:
    """`cebu-city-2026-form.csv`."""
    return f"{city_id}-{period}-form.csv"


def is_form(row: Mapping[str, Any]) -> bool:
    """Whether a submission was typed into the web form."""
    return row["kind"] == "form"


def written(city: str, period: str, rows: Iterable[Row]) -> bytes:
    """The CSV of a form; every project a row, blank or not."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*PLACE, *(f.label for f in fields())])
    for row in rows:
        writer.writerow([city, period, *(row.get(f.name, "") for f in fields())])
    return out.getvalue().encode()


def read(data: bytes) -> list[dict[str, str]]:
    """The rows of such a CSV by field name."""
    names = {f.label: f.name for f in fields()}
    rows = csv.DictReader(io.StringIO(data.decode("utf-8", "replace")))
    return [{names[k]: v or "" for k, v in row.items() if k in names} for row in rows]


def row_of(cell: str) -> int:
    """Index of the project that a cell belongs to; -1 where it is no project's."""
    digits = re.sub(r"\D", "", cell)
    return int(digits) - FIRST_ROW if digits else -1


def in_its_words(found: Sequence[Mapping[str, Any]], data: bytes) -> list[dict[str, Any]]:
    """Findings of a form with fields and projects in the place of cells."""
    rows = read(data)
    labels = {letters(i + 1): label for i, label in enumerate([*PLACE, *(f.label for f in fields())])}

    def spoken(match: re.Match[str]) -> str:
        return f"“{labels.get(match[2], match[2])}” of “{_title(rows, int(match[3]) - FIRST_ROW)}”"

    def one(match: re.Match[str]) -> str:
        return f"“{labels.get(match[1], match[1])}”"

    told = []
    for f in found:
        message = re.sub(r"\b([Cc]ell) ([A-Z]{1,2})(\d+)\b", spoken, text(f["message"]))
        cell = text(f["cell"])
        if cell:
            message = re.sub(r"\b([A-Z]{1,2})\d+\b", lambda m: one(m) if m[1] in labels else m[0], message)
        told.append({**f, "message": message, "sheet": "", "cell": cell, "beside": None})
    return told


def _title(rows: Sequence[Row], index: int) -> str:
    if not 0 <= index < len(rows):
        return "the form"
    row = rows[index]
    return row.get("title") or row.get("project_id") or "the new project"
