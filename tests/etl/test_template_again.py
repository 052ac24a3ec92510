"""What a template fills in comes back as it went out: accepted, and none of what was told before is lost."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pandas as pd

from etl import pipeline, template_data
from etl.outcome import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests import builders
from tests.builders import Row

CITY, NAME = "cebu-city", "Cebu City"
ONE, OTHER = "cebu-city-01", "cebu-city-02"
TREES = {"project_id": ONE, "indicator": "Trees", "unit": "number", "target": 900.0}
BANK = {"partner": "World Bank", "role": "Funder", "funding_status": "approved"}


def sent(store: Settings, reference: Reference, data: bytes, **said: Any) -> Outcome:
    request = Request(data, "report.xlsx", answer=lambda finding: "checked", **said)
    return pipeline.submit(request, store.home, reference)


def told(
    store: Settings, reference: Reference, *rows: Row, period: str = "2025", **side: Sequence[Row]
) -> None:
    data = builders.workbook(reference, rows, city=NAME, period=period, side=side)
    outcome = sent(store, reference, data)
    assert outcome.verdict == "accepted", [(f.code, f.cell) for f in outcome.findings]


def again(store: Settings, reference: Reference, period: str = "2026") -> Outcome:
    """The city's template with what every project needs, and else as it came."""
    book = openpyxl.load_workbook(io.BytesIO(template_data.workbook(store, reference, CITY, period)))
    sheet = book["Projects"]
    heads = {cell.value: cell.column for cell in sheet[6]}
    for row in range(7, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, heads["Still in the action plan?"]).value = "Yes"
            sheet.cell(row, heads["Status on report date"]).value = "On-going"
    out = io.BytesIO()
    book.save(out)
    return sent(store, reference, out.getvalue())


def sheet(store: Settings, reference: Reference, name: str) -> list[dict[str, Any]]:
    frame = template_data.context(store, reference, CITY, "2026").frame(name)
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))


def ask(store: Settings, text: str, **params: object) -> pd.DataFrame:
    return snapshot.current(store.home).run(text, params)


def test_rows_of_a_project_that_is_listed_no_more_are_not_filled_in(
    store: Settings, reference: Reference
) -> None:
    partners = [BANK | {"project_id": code} for code in (ONE, OTHER)] + [BANK]
    results = [TREES, TREES | {"project_id": OTHER}]
    told(store, reference, builders.project(ONE), builders.project(OTHER), Partners=partners, Results=results)
    left = builders.project(OTHER, in_plan="No", status="Cancelled", left_plan_reason="Cancelled")
    told(store, reference, builders.project(ONE), left, period="2026")
    assert [row["project_id"] for row in sheet(store, reference, "Partners")] == [ONE, None]
    assert [row["project_id"] for row in sheet(store, reference, "Results")] == [ONE]
    assert again(store, reference).verdict == "accepted"


def test_an_indicator_at_two_dates_is_filled_in_once_with_its_newest_value(
    store: Settings, reference: Reference
) -> None:
    at = [TREES | {"value": v, "as_of": dt.date(y, 3, 1)} for v, y in ((400.0, 2025), (300.0, 2024))]
    told(store, reference, builders.project(ONE), Results=at)
    (row,) = sheet(store, reference, "Results")
    assert (row["value"], row["as_of"]) == (400.0, pd.Timestamp(2025, 3, 1))
    assert again(store, reference).verdict == "accepted"


def test_an_indicator_without_a_new_value_keeps_its_last(store: Settings, reference: Reference) -> None:
    told(
        store,
        reference,
        builders.project(ONE),
        Results=[TREES | {"value": 400.0, "as_of": dt.date(2025, 3, 1)}],
    )
    assert again(store, reference).verdict == "accepted"
    (row,) = sheet(store, reference, "Results")
    assert (row["value"], row["as_of"]) == (400.0, pd.Timestamp(2025, 3, 1))


def test_rows_beside_projects_of_several_cities_are_each_its_own_city_s(
    store: Settings, reference: Reference
) -> None:
    projects = [
        builders.project(code, city=city, period="2026") for code, city in ((ONE, NAME), ("ipoh-01", "Ipoh"))
    ]
    side = {
        "Partners": [BANK | {"project_id": "ipoh-01"}, BANK | {"project_id": ONE}],
        "Results": [TREES | {"project_id": "ipoh-01", "value": 7.0}],
    }
    data = _several(reference, projects, side)
    assert sent(store, reference, data, is_full=False).verdict == "accepted"
    rows = ask(store, "select project_id, city_id from project_partner order by row_no")
    assert rows.to_dict("list") == {"project_id": ["ipoh-01", ONE], "city_id": ["ipoh", CITY]}
    assert sheet(store, reference, "Results") == []
    ipoh = template_data.context(store, reference, "ipoh", "2026")
    assert ipoh.results["project_id"].tolist() == ["ipoh-01"]
    side["Partners"].append(BANK)
    outcome = sent(store, reference, _several(reference, projects, side), is_full=False)
    assert [(f.code, f.cell.address if f.cell else "") for f in outcome.findings if f.severity == "fix"] == [
        ("required_empty", "A6")
    ]


def _several(reference: Reference, rows: Sequence[Row], side: dict[str, list[dict[str, Any]]]) -> bytes:
    """A workbook of several cities, each row with its own."""
    book = openpyxl.load_workbook(
        io.BytesIO(builders.workbook(reference, rows, side=side, city=None, period=None))
    )
    projects = book["Projects"]
    for name in ("city", "period"):
        column = projects.max_column + 1
        projects.cell(builders.HEADER_ROW, column).value = name.capitalize()
        for line, row in enumerate(rows, builders.HEADER_ROW + 1):
            projects.cell(line, column).value = row[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
