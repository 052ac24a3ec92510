"""Findings of a form, told by project, table, row and field, since nobody sees the cells of its file."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.labels import joined
from dashboard.officer import form_file
from dashboard.officer.grid import params, text
from dashboard.officer.used import code_lists
from etl.cells import parse_address
from etl.fields import PLACE_FIELDS, Field
from etl.findings import REGISTRY, shorten
from etl.headings import naming_field
from etl.template.layout import YOUR_CITY

CITY, OF_THE_CITY = "The city itself", "the-city"  # its name and the id of its part
NEW = "the new project"
_ADDRESS = re.compile(r"\b[A-Z]{1,2}[1-9]\d*\b")
_RUN = re.compile(r"[A-Z]{1,2}([1-9]\d*)(?:–[A-Z]{1,2}([1-9]\d*))?")
_CELL = re.compile(r"\b[Cc]ells? (?=\{)")
_WORD = re.compile(r"\bcell\b(?!\})")


@dataclass(frozen=True)
class Place:
    """A cell of a form's file: the sheet, the row counted from 0 (-1: the headings), the column and its field."""

    sheet: str
    row: int
    column: int
    field: Field | None

    @property
    def label(self) -> str:
        """The label of its field; nothing where the column is of none."""
        return self.field.label if self.field else ""

    @property
    def id(self) -> str:
        """The input that holds it; nothing where there is none."""
        is_told = self.field is not None and self.row >= 0
        return form_file.field_id(self.sheet, self.row, self.field.name) if self.field and is_told else ""


def in_its_words(found: Sequence[Mapping[str, Any]], data: bytes) -> list[dict[str, Any]]:
    """Findings of a form with projects and fields in the place of cells; `input`: the field that each is about."""
    names = Names(data)
    return [names.told(f) for f in found]


class Names:
    """What was typed, and what its columns are: enough to name any cell of a form."""

    def __init__(self, data: bytes) -> None:
        self.held = form_file.read(data)
        self.projects = self.held.rows[code_lists().projects.name]
        ids = [row.get("project_id", "") for row in self.projects]
        self.order = {project: n for n, project in reversed(list(enumerate(ids))) if project}
        self.numbers = {sheet: _numbers(rows) for sheet, rows in self.held.rows.items()}

    def place(self, sheet: str, address: str) -> Place:
        """The place of a cell; a text table's one sheet, which has another name, is that of the projects; of their
        list as a whole is what the cover says."""
        if sheet == YOUR_CITY:
            told = dict(enumerate(self.held.people, start=1)).get(parse_address("", address).row)
            field = next((f for f in PLACE_FIELDS if f.label == told), None)
            return Place(code_lists().projects.name, -1, 0, field)
        name = sheet if sheet in self.held.rows else code_lists().projects.name
        cell = parse_address("", address)
        return Place(
            name, cell.row - form_file.FIRST_ROW, cell.column, self.held.columns[name].get(cell.column)
        )

    def where(self, sheet: str, address: str) -> str:
        """A cell as `Harbour Road – Milestones, row 2 (“Design”) – Due`."""
        place = self.place(sheet, address)
        return " – ".join(part for part in (self.title(place), self.row_name(place), place.label) if part)

    def told(self, f: Mapping[str, Any]) -> dict[str, Any]:
        """A finding with names in the place of cells."""
        place = self.place(text(f["sheet"]), text(f["cell"])) if f["cell"] else None
        if place is None:
            return {**f, "is_form": True, "sheet": "", "beside": None, "input": "", "order": (-1,)}
        title = text(f.get("project_title")) or self.title(place)
        about = {
            "project_title": " – ".join(part for part in (title, self.row_name(place)) if part),
            "heading": self.headings(f, place) or text(f["heading"]),
            "message": self.message(f, place),
            "input": OF_THE_CITY if text(f["sheet"]) == YOUR_CITY else place.id,
            "order": self.rank(place),
        }
        return {**f, **about, "is_form": True, "sheet": "", "beside": None}

    def rank(self, place: Place) -> tuple[int, ...]:
        """Where a place comes in the form: project by project, in each first its own fields, then its tables."""
        row = self.row(place)
        project = place.row if row is None or self.is_project(place) else self.order.get(row["project_id"])
        last = len(self.projects)
        sheet = list(self.held.rows).index(place.sheet)
        return (last if project is None else project, sheet, place.row, place.column)

    def headings(self, f: Mapping[str, Any], place: Place) -> str:
        """The labels of the fields in question, in the order of the form."""
        other = _ADDRESS.findall(text(params(f).get("other_cell")))
        asked = {p.column: p.label for p in (*(self.place(place.sheet, a) for a in other), place)}
        return ", ".join(asked[column] for column in sorted(asked) if asked[column])

    def message(self, f: Mapping[str, Any], place: Place) -> str:
        """The rule's own sentence with names for cells; what was typed is put in as it is."""
        rule = REGISTRY.get(text(f["code"]))
        if rule is None:
            return text(f["message"])
        known = params(f) | {"cell": self.name(place, place), "value": shorten(text(f["value"]))}
        known |= {"sheet": place.sheet, "row": self.number(place)}
        if "other_cell" in known:
            known["other_cell"] = _ADDRESS.sub(
                lambda m: self.name(self.place(place.sheet, m[0]), place), str(known["other_cell"])
            )
        if "cells" in known:
            known["cells"] = self.rows_of(place.sheet, str(known["cells"]))
        if known.get("project") in self.order:
            known["project"] = f"“{self.title(place)}”"
        said = rule.held if rule.held and known.get("held") else rule.message
        told = _WORD.sub("field", _CELL.sub("", said)).format_map(defaultdict(str, known))
        return f"On trial: {told}" if text(f["message"]).startswith("On trial: ") else told

    def name(self, place: Place, beside: Place) -> str:
        """“Work done (%)”; with its row and its project where these are others than those of the place `beside`."""
        said = f"“{place.label or place.sheet}”"
        if place.row == beside.row:
            return said
        row = "" if self.is_project(place) else f" in row {self.number(place)}"
        title = self.title(place)
        is_other = self.is_project(place) or title != self.title(beside)
        return f"{said}{row}" + (f" of “{title}”" if is_other else "")

    def rows_of(self, sheet: str, cells: str) -> str:
        """Cells of one column in short (`C2–C4, C6`) as `rows 1, 2, 3 and 5`."""
        runs = ((int(m[1]), int(m[2] or m[1])) for m in _RUN.finditer(cells))
        rows = [row - form_file.FIRST_ROW for first, last in runs for row in range(first, last + 1)]
        numbers = [str(self.number(Place(sheet, row, 0, None))) for row in rows]
        return f"row{'s' if len(numbers) > 1 else ''} {joined(numbers)}"

    def row_name(self, place: Place) -> str:
        """A row of a table beside the projects as `Milestones, row 2 (“Design”)`; nothing for a project's own."""
        row = self.row(place)
        if row is None or self.is_project(place):
            return ""
        sheet = next(s for s in form_file.sheets() if s.name == place.sheet)
        name = row.get(naming_field(sheet) or "", "")
        return f"{place.sheet}, row {self.number(place)}" + (f" (“{shorten(name, 60)}”)" if name else "")

    def number(self, place: Place) -> int:
        """The number of a row among those of its project, from 1."""
        return 1 if self.row(place) is None else self.numbers[place.sheet][place.row]

    def title(self, place: Place) -> str:
        """The project that a place belongs to, the city itself where it is of none; nothing for a heading."""
        row = self.row(place)
        if row is None:
            return ""
        if self.is_project(place):
            return row.get("title") or row.get("project_id") or NEW
        project = row.get("project_id", "")
        if not project:
            return CITY
        return (self.projects[self.order[project]].get("title") if project in self.order else "") or project

    def is_project(self, place: Place) -> bool:
        """Whether a place is one of a project's own fields."""
        return place.sheet == code_lists().projects.name

    def row(self, place: Place) -> dict[str, str] | None:
        """The row of a place; None where it is a heading."""
        rows = self.held.rows[place.sheet]
        return rows[place.row] if 0 <= place.row < len(rows) else None


def _numbers(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Of each row its number among those of its project, from 1."""
    counted: Counter[str] = Counter()
    numbers = []
    for row in rows:
        counted[project := row.get("project_id", "")] += 1
        numbers.append(counted[project])
    return numbers
