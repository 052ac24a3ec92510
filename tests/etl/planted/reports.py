"""Sound reports of many kinds, made by chance from a seed, against a store in which their cities reported before."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from random import Random
from typing import Any

from xlsxwriter import Workbook

from etl import fields
from etl.cells import letters
from etl.reference import Reference

CITIES = ("makassar", "bangkok", "davao-city", "singapore", "siem-reap", "johor-bahru")
COURSE = ("ongoing", "completed", "planning", "on_hold")  # the projects of a city take these in turn
PERCENT = {"ongoing": 40, "planning": 10, "on_hold": 30}
START, END = dt.datetime(2025, 3, 1), dt.datetime(2027, 9, 30)
BUDGET, SPENT = 1_000_000, 200_000
Row = dict[str, Any]
NEEDED = ("project_id", "in_plan", "status")
WORDS = ("Night buses", "River walk", "Open data desk", "Solar roofs", "Clinic records", "Drain renewal")


class Formula(str):
    """A formula whose result was not saved."""


class Failed(str):
    """A formula that shows an error."""


@dataclass
class Book:
    """A report before it is a file; a planter changes it."""

    reference: Reference
    rng: Random
    city: str
    rows: list[Row]
    cover: dict[str, str | None]
    side: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    doubled: str | None = None
    extra: tuple[str, fields.Sheet] | None = None
    header: int = 1
    chosen: dict[str, str] = field(default_factory=dict)
    known: list[tuple[str, str]] = field(default_factory=list)

    @property
    def currency(self) -> str:
        return self.reference.country_of(self.city)["currency"]

    def of_status(self, status: str) -> int:
        """A known project of this status, with nothing told but what must be, and no milestones."""
        label = self.reference.lists["status"].entries[status]
        number = self.rng.choice(
            [i for i, r in enumerate(self.rows) if r["status"] == label and r.get("project_id")]
        )
        row = self.rows[number]
        self.rows[number] = {name: row[name] for name in NEEDED}
        self.drop_side(row["project_id"])
        return number

    def drop_side(self, project_id: str) -> None:
        for tab in list(self.side):
            self.side[tab] = [r for r in self.side[tab] if r.get("project_id") != project_id]

    def set(self, number: int, **values: Any) -> None:
        self.rows[number] |= values
        self._need("Projects", values)

    def add(self, **values: Any) -> int:
        """A row more; its number."""
        self.rows.append({"in_plan": "Yes", "status": "On-going"} | values)
        self._need("Projects", values)
        return len(self.rows) - 1

    def add_new(self, title: str, status: str = "On-going") -> int:
        return self.add(title=title, status=status, focus_area="Civic & Social", sector="Transport")

    def add_side(self, tab: str, **values: Any) -> int:
        self.side.setdefault(tab, []).append(values)
        self.columns.setdefault(tab, [f.name for f in _sheet(tab).fields])
        return len(self.side[tab]) - 1

    def _need(self, tab: str, names: Any) -> None:
        self.columns[tab] += [name for name in names if name not in self.columns[tab]]

    def at(self, number: int, name: str, tab: str = "Projects") -> tuple[str, str]:
        """Sheet and address of a field in the n-th row."""
        return tab, f"{letters(self.columns[tab].index(name) + 1)}{self.header + 1 + number}"

    def heading(self, name: str, tab: str = "Projects") -> tuple[str, str]:
        return self.at(-1, name, tab)

    def file(self) -> bytes:
        """The report as a workbook."""
        buffer = io.BytesIO()
        book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
        cover = book.add_worksheet("Your city")
        for line, name in enumerate(("city", "period")):
            cover.write(line, 0, name.capitalize())
            if self.cover[name] is not None:
                cover.write(line, 1, self.cover[name])
        self._write(book, "Projects", self.reference.projects, self.rows)
        for tab, rows in self.side.items():
            self._write(book, tab, _sheet(tab), rows)
        if self.extra:
            self.columns[self.extra[0]] = [f.name for f in self.extra[1].fields]
            self._write(book, self.extra[0], self.extra[1], [{self.extra[1].fields[0].name: "x"}])
        book.close()
        return buffer.getvalue()

    def _write(self, book: Workbook, tab: str, spec: fields.Sheet, rows: list[Row]) -> None:
        sheet, day = book.add_worksheet(tab), book.add_format({"num_format": "d mmm yyyy"})
        columns = self.columns[tab]
        for at, name in enumerate(columns):
            sheet.write_string(self.header - 1, at, self.labels.get((tab, name), spec[name].label))
            for line, row in enumerate(rows, self.header):
                _put(sheet, line, at, row.get(name), day)
        if self.doubled and tab == "Projects":
            sheet.write_string(self.header - 1, len(columns), spec[self.doubled].label)


def _sheet(tab: str) -> fields.Sheet:
    return next(s for s in fields.SIDE_SHEETS if s.name == tab)


def _put(sheet: Any, line: int, at: int, value: Any, day: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(line, at, value, None, "")
    elif isinstance(value, Failed):
        sheet.write_formula(line, at, "=1/A1", None, str(value))
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(line, at, value, day)
    elif value is not None:
        sheet.write(line, at, value)


Projects = dict[str, list[tuple[str, str]]]  # city → (project_id, title) of its listed projects


def first_report(reference: Reference, city: str, projects: Projects) -> Book:
    """What the city reported before: every field that history is judged by."""
    rows = []
    for number, (project_id, title) in enumerate(projects[city]):
        status = COURSE[number % len(COURSE)]
        rows.append(
            {
                "project_id": project_id,
                "title": title,
                "in_plan": "Yes",
                "status": reference.lists["status"].entries[status],
                "percent_complete": PERCENT.get(status),
                "planned_start": START,
                "planned_end": END,
                "budget": BUDGET,
                "spent": SPENT,
                "currency": reference.country_of(city)["currency"],
                "focus_area": "Civic & Social",
                "sector": "Transport",
            }
        )
    cover: dict[str, str | None] = {"city": reference.city(city)["name"], "period": "2026"}
    return Book(
        reference, Random(0), city, rows, cover, columns={"Projects": list(rows[0])}, known=projects[city]
    )


def sound(reference: Reference, projects: Projects, seed: int) -> Book:
    """A report of which nothing but notes can be said."""
    rng = Random(seed)
    city = rng.choice([c for c in CITIES if len(projects[c]) >= len(COURSE)])
    book = first_report(reference, city, projects)
    book.rng, book.header = rng, rng.randint(1, 6)
    city_row = reference.city(city)
    book.cover["city"] = rng.choice([city_row["name"], *city_row["aliases"].split(";"), city])
    book.rows = [_told(book, row) for row in book.rows]
    names = [f.name for f in reference.projects.fields if f.name not in NEEDED]
    kept = rng.sample(names, rng.randint(4, len(names)))
    columns = [*NEEDED, *kept, *(n for n in ("currency",) if n not in kept)]
    rng.shuffle(columns)
    book.columns = {"Projects": columns}
    for number in range(rng.randint(0, 2)):
        book.add_new(f"{rng.choice(WORDS)}, part {rng.randint(100, 999)}{number}")
    _side_sheets(book)
    rng.shuffle(book.rows)
    return book


def _told(book: Book, row: Row) -> Row:
    rng = book.rng
    told = {name: row[name] for name in NEEDED}
    percent = row["percent_complete"]
    optional = {
        "title": row["title"],
        "percent_complete": None if percent is None else _spelled_percent(rng, percent + rng.randint(0, 8)),
        "progress_note": rng.choice(["Works began.", "ติดตั้งแล้ว", "Đã hoàn thành một phần."]),
        "next_steps": "Works go on.",
        "lead_agency": "Office of Works",
        "planned_start": _spelled_date(rng, START + dt.timedelta(days=rng.randint(0, 200))),
        "planned_end": _spelled_date(rng, END + dt.timedelta(days=rng.randint(-200, 200))),
        "focus_area": row["focus_area"],
        "sector": rng.choice(["Transport", "transport"]),
        "self_rating": "On plan",
    }
    told |= {name: value for name, value in optional.items() if rng.random() < 0.6}
    if rng.random() < 0.5:
        told |= {"budget": rng.choice([BUDGET, 2 * BUDGET, str(BUDGET)]), "currency": book.currency}
        told["spent"] = SPENT + rng.randint(0, 100_000)
    return told


def _spelled_percent(rng: Random, percent: int) -> Any:
    return rng.choice([percent, float(percent), f"{percent}%", f" {percent} % ", str(percent)])


def _spelled_date(rng: Random, date: dt.datetime) -> Any:
    buddhist = f"{date.day} {date:%b} {date.year + 543}"
    return rng.choice([date, f"{date:%-d %B %Y}", f"{date:%Y-%m-%d}", buddhist])


def _side_sheets(book: Book) -> None:
    """Milestones of an on-going project, partners and results, or none of them."""
    rng = book.rng
    known = [r["project_id"] for r in book.rows if r.get("project_id") and r["status"] == "On-going"]
    if rng.random() < 0.5:
        milestones(book, rng.choice(known))
    if rng.random() < 0.5:
        book.add_side(
            "Partners", partner="Development bank", role="funder", amount=5_000, currency=book.currency
        )
        book.add_side("Partners", project_id=known[0], partner="University", role="adviser")
    if rng.random() < 0.5:
        book.add_side(
            "Results", project_id=known[0], indicator="Passengers a day", value=1200, as_of=END.replace(2026)
        )


def milestones(book: Book, project_id: str) -> int:
    """Three of them, the first reached: 40 of 100. The number of the first."""
    book.side["Milestones"] = []
    for name, weight in (("Design", 40), ("Works", 30), ("Opening", 30)):
        done = dt.datetime(2026, 3, 1) if name == "Design" else None
        due = dt.datetime(2026, 4, 1) if name == "Design" else END
        book.add_side("Milestones", project_id=project_id, milestone=name, weight=weight, due=due, done=done)
    return 0
