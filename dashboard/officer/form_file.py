"""The file that the web form makes and reads back: a CSV with the labels of the fields as headings, a row a project.

Its findings are told by field and project, since nobody sees its cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.officer.grid import params, text
from dashboard.officer.used import code_lists
from etl.cells import parse_address
from etl.fields import Field
from etl.findings import REGISTRY, shorten
from etl.report_text import escaped

PLACE = ("City", "Period")
FIRST_ROW = 2
_ADDRESS = re.compile(r"\b[A-Z]{1,2}[1-9]\d*\b")
_CELL = re.compile(r"\b[Cc]ells? (?=\{)")
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


def safe(data: bytes) -> bytes:
    """The CSV for somebody's spreadsheet: a cell that it would take for a formula stands there as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in csv.reader(io.StringIO(data.decode("utf-8", "replace"))):
        writer.writerow(escaped({str(i): value for i, value in enumerate(row)}).values())
    return out.getvalue().encode()


def named(row: Mapping[str, Any]) -> str:
    """A file as a list names it: its own name, or `Web form, Cebu City, 2026`."""
    if not is_form(row):
        return str(row["file_name"])
    return ", ".join(["Web form", *(str(row[k]) for k in ("cities", "periods") if row.get(k))])


def row_of(cell: str) -> int:
    """Index of the project that a cell belongs to; -1 where it is no project's."""
    digits = re.sub(r"\D", "", cell)
    return int(digits) - FIRST_ROW if digits else -1


def in_its_words(found: Sequence[Mapping[str, Any]], data: bytes) -> list[dict[str, Any]]:
    """Findings of a form with fields and projects in the place of cells."""
    names = Names(data)
    return [names.told(f) for f in found]


class Names:
    """What was typed, and the labels of its columns: enough to name any cell of a form."""

    def __init__(self, data: bytes) -> None:
        self.rows = read(data)
        self.labels = [*PLACE, *(f.label for f in fields())]

    def where(self, address: str) -> str:
        """A cell as `Harbour Road – Work done (%)`."""
        label = self.labels[parse_address("", address).column - 1]
        return " – ".join(part for part in (self.title(row_of(address)), label) if part)

    def told(self, f: Mapping[str, Any]) -> dict[str, Any]:
        """A finding with names in the place of cells."""
        cell = text(f["cell"])
        about = {
            "project_title": text(f.get("project_title")) or self.title(row_of(cell)),
            "heading": self.headings(f, cell) or text(f["heading"]),
            "message": self.message(f, cell),
        }
        return {**f, **about, "is_form": True, "sheet": "", "beside": None}

    def headings(self, f: Mapping[str, Any], cell: str) -> str:
        """The labels of the fields in question, in the order of the form."""
        other = _ADDRESS.findall(text(params(f).get("other_cell")))
        asked = {parse_address("", a).column for a in (*other, *([cell] if cell else ()))}
        return ", ".join(self.labels[column - 1] for column in sorted(asked) if column <= len(self.labels))

    def message(self, f: Mapping[str, Any], cell: str) -> str:
        """The rule's own sentence with names for cells; what was typed is put in as it is."""
        rule = REGISTRY.get(text(f["code"]))
        if rule is None or not cell:
            return text(f["message"])
        known = params(f) | {"cell": self.name(cell, cell), "value": shorten(text(f["value"]))}
        if "other_cell" in known:
            known["other_cell"] = _ADDRESS.sub(lambda m: self.name(m[0], cell), str(known["other_cell"]))
        told = _CELL.sub("", rule.message).format_map(defaultdict(str, known))
        return f"On trial: {told}" if text(f["message"]).startswith("On trial: ") else told

    def name(self, address: str, beside: str) -> str:
        """“Work done (%)”; with its project where that is another one than that of the cell `beside`."""
        column, row = parse_address("", address).column, row_of(address)
        label = self.labels[column - 1] if column <= len(self.labels) else address
        return f"“{label}”" + (f" of “{self.title(row)}”" if row != row_of(beside) else "")

    def title(self, index: int) -> str:
        """The project of a row; nothing where there is none."""
        if not 0 <= index < len(self.rows):
            return ""
        row = self.rows[index]
        return row.get("title") or row.get("project_id") or "the new project"
