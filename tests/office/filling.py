"""Template workbooks filled in as an officer would: soundly, then with faults planted by a seed."""

from __future__ import annotations

import datetime as dt
import io
import random
from dataclasses import dataclass
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.workbook import Workbook

from etl.reference import Reference
from etl.template import Context, build, layout

FAULTY_ROWS = 4  # of the six projects
CITY, PERIOD = "cauayan-city", "2026"
SOUND = {
    "in_plan": "Yes",
    "status": "On-going",
    "progress_note": "Works began.",
    "next_steps": "Works go on.",
}
PLAN = {
    "planned_start": dt.date(2024, 3, 1),
    "planned_end": dt.date(2027, 11, 30),
    "budget": 1_500_000.0,
    "currency": "PHP",
    "focus_area": "BI",
    "sector": "transport",
}
Row = dict[str, Any]
BLANK = None


@dataclass(frozen=True)
class Percent:
    """A share of one under a percent format: shown as 140 %."""

    share: float


def day(year: int, month: int = 1, number: int = 15) -> dt.datetime:
    """A true date."""
    return dt.datetime(year, month, number)


# What goes wrong in a row of Projects; rows beyond the known projects hold new ones.
FAULTS: tuple[Row, ...] = (
    {"in_plan": BLANK},
    {"status": BLANK},
    {"status": "< Select >", "in_plan": " "},
    {"in_plan": "perhaps"},
    {"status": "started long ago"},
    {"status": "Not stated"},
    {"currency": "pesos of the city"},
    {"focus_area": "Nice things"},
    {"other_sectors": "Energy; nonsense"},
    {"self_rating": "so so"},
    {"percent_complete": 140},
    {"percent_complete": -3},
    {"percent_complete": Percent(1.4)},
    {"percent_complete": "150"},
    {"percent_complete": "150 %"},
    {"percent_complete": "half of it"},
    {"percent_complete": "=1/0"},
    {"budget": -5},
    {"spent": "-7"},
    {"budget": 2e15},
    {"budget": "much"},
    {"forecast_end": day(1981)},
    {"planned_end": day(2126)},
    {"planned_end": "soon"},
    {"forecast_end": "2101-02-03"},
    {"title": "x" * 301},
    {"lead_agency": "=NA()"},
    {"planned_start": day(2028), "planned_end": day(2027, 6)},
    {"planned_start": "2028-02-01"},
    {"planned_end": day(2570, 6)},
    {"currency": BLANK},
    {"budget": BLANK, "spent": 10, "currency": "n/a"},
    {"actual_end": day(2031), "status": "Completed", "percent_complete": 100},
    {"status": "Completed", "percent_complete": 80, "actual_end": day(2026, 2)},
    {"status": "Completed", "percent_complete": Percent(0.8), "actual_end": day(2026, 2)},
    {"status": "proposal", "percent_complete": 75},
    {"spent": 2_000_000},
    {"spent": "2000000"},
    {"status": "bad word", "percent_complete": 75},
    {"budget": -5, "spent": 10},
    {"in_plan": "No"},
    {"left_plan_reason": "Merged."},
    {"actual_end": day(2026, 2)},
    {"actual_end": day(2023), "status": "Completed", "percent_complete": 100},
    {"forecast_end": day(2026, 3)},
    {"percent_complete": 100},
    {"forecast_end": day(2568, 2, 29)},
    {"project_id": "cauayan-city-01"},
)
FINE: tuple[Row, ...] = (
    {},
    {"status": "ON GOING", "in_plan": "y"},
    {"in_plan": "Ya", "status": "Implementation"},
    {"in_plan": True},
    {"percent_complete": Percent(0.4)},
    {"percent_complete": "n/a", "spent": "unknown", "forecast_end": "TBD"},
    {"percent_complete": 100, "status": "completed", "actual_end": day(2026, 2)},
    {"spent": 1_499_999.5, "percent_complete": 12},
    {"other_sectors": "energy; Transport", "self_rating": "on plan"},
    {"planned_start": "2024-02-01"},
    {"forecast_end": day(2571, 6)},
)
NEW: tuple[Row, ...] = (
    {"title": "A new bridge", "focus_area": "Built Infrastructure", "sector": "Transport"},
    {"title": "A new park"},
    {"title": "A new school", "focus_area": "Social and Human Capital", "sector": "what"},
    {"focus_area": "BI", "sector": "ict"},
)
SIDE: dict[str, tuple[Row, ...]] = {
    "Milestones": (
        {"project_id": "cauayan-city-01", "milestone": "Design", "weight": 100, "due": day(2026)},
        {"project_id": "cauayan-city-02", "weight": 100},
        {"project_id": "nowhere-99", "milestone": "Design", "weight": 130},
        {"milestone": "Design", "due": "later"},
        {"project_id": "cauayan-city-03", "milestone": "Build", "weight": 100, "done": day(2029)},
    ),
    "Partners": (
        {"partner": "A twin city", "amount": 5, "currency": "JPY", "open_to_private_sector": "No"},
        {"project_id": "cauayan-city-01", "partner": "A bank", "amount": 100},
        {"project_id": "cauayan-city-01", "amount": -5, "currency": "money"},
    ),
    "Results": (
        {"project_id": "cauayan-city-01", "indicator": "Trips", "value": 3, "as_of": day(2025)},
        {"project_id": "cauayan-city-02", "indicator": "Trips", "baseline": "few", "as_of": day(1950)},
        {"project_id": "cauayan-city-02", "indicator": "Trees", "as_of": day(2029)},
    ),
}


def template(reference: Reference, projects: int = 6) -> bytes:
    """The city's workbook as it is made."""
    known = [
        {"project_id": f"{CITY}-{n:02}", "title": f"Project {n}", **PLAN} for n in range(1, projects + 1)
    ]
    context = Context(reference, reference.city(CITY), reference.period(PERIOD), pd.DataFrame(known))
    return build(context)


def sound(reference: Reference) -> bytes:
    """The workbook filled in without a fault."""
    book = _opened(reference)
    return _bytes(book)


def faulty(reference: Reference, variant: int) -> bytes:
    """The workbook with faults in most rows, new projects and side sheets; all variants together plant every fault."""
    chance, book = random.Random(variant), _opened(reference)
    sheet, first = book["Projects"], layout.FIRST_ROW
    dealt = [FAULTS[(FAULTY_ROWS * variant + n) % len(FAULTS)] for n in range(FAULTY_ROWS)]
    for row, changes in enumerate([*chance.sample(FINE, 2), *dealt], start=first):
        _put(reference, sheet, row, changes)
    for at, changes in enumerate(chance.sample(NEW, 2)):
        _put(reference, sheet, first + 7 + 2 * at, {**SOUND, **changes})
    for name, choices in SIDE.items():
        for at, changes in enumerate(chance.sample(choices, 2)):
            _put(reference, book[name], first + at, changes)
    return _bytes(book)


def _opened(reference: Reference) -> Workbook:
    book = openpyxl.load_workbook(io.BytesIO(template(reference)))
    for row in range(layout.FIRST_ROW, layout.FIRST_ROW + 6):
        _put(reference, book["Projects"], row, SOUND)
    return book


def _put(reference: Reference, sheet: Any, row: int, changes: Row) -> None:
    from etl import fields

    sheets = {s.name: s for s in (reference.projects, *fields.SIDE_SHEETS)}
    names = [f.name for f in sheets[sheet.title].fields]
    for name, value in changes.items():
        cell = sheet.cell(row, names.index(name) + 1)
        cell.value = value.share if isinstance(value, Percent) else value
        if isinstance(value, Percent):
            cell.number_format = "0%"


def _bytes(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
