"""One cell's way: typed in a workbook, refused at its cell, mended, and then the bar in the chart whose trace names
the file, the sheet, the cell, the value, who sent it and when."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.charts import growth
from dashboard.server import create_server
from dashboard.theme import LIGHT
from etl import figures, pipeline, sql, template_data
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

CITY, PROJECT, PERIOD = "cauayan-city", "cauayan-city-01", "2026"
ANSWERS = {
    "in_plan": "Yes",
    "status": "On-going",
    "progress_note": "Works began.",
    "next_steps": "Works go on.",
}
FILTERS = {**figures.filter_params({"city": [CITY]}), "known_on": None}


def fill(template: bytes, reference: Reference, **cells: object) -> tuple[bytes, dict[str, str]]:
    """The template with the project's cells filled; gives the bytes and the address of each filled field."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["Projects"]
    labels = {field.label: field.name for field in reference.projects.fields}
    (header,) = [
        row
        for row in sheet.iter_rows()
        if {"Project code", "Status on report date"} <= {c.value for c in row}
    ]
    columns = {labels[c.value]: c.column for c in header if c.value in labels}
    (row,) = [
        r
        for r in range(header[0].row + 1, sheet.max_row + 1)
        if sheet.cell(r, columns["project_id"]).value == PROJECT
    ]
    for name, value in (ANSWERS | cells).items():
        sheet.cell(row, columns[name]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), {name: sheet.cell(row, columns[name]).coordinate for name in columns}


@pytest.fixture
def client(store: Settings) -> FlaskClient:
    return create_server(store).test_client()


def send(client: FlaskClient, data: bytes) -> str:
    answer = client.post(
        "/submit", data={"file": (io.BytesIO(data), "cauayan-2026.xlsx")}, follow_redirects=True
    )
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def ask(chosen: Settings, name: str, **params: Any) -> Any:
    return snapshot.current(chosen.home).run(sql.text(f"ask/{name}"), FILTERS | params)


def growth_bar(chosen: Settings, status: str) -> tuple[int, str]:
    """Height and address of the bar of a status at the newest period, as the chart draws it."""
    text = (
        "from figures_history('network', null, $city::varchar[], null, null, null, null, null) "
        "where projects > 0 order by at_date"
    )
    frame = snapshot.current(chosen.home).run(text, {"city": [CITY]})
    frame["trace"] = [f"/trace?by=city&key={CITY}&figure={{status}}&period={p}" for p in frame["at_period"]]
    figure = growth(frame, LIGHT, trace_url="trace")
    (bars,) = [t for t in figure.data if t.type == "bar" and t.name == status]
    address = bars.customdata[-1]
    return int(bars.y[-1]), str(address if isinstance(address, str) else address[0])


def test_a_typed_cell_becomes_the_bar_and_the_bar_leads_back_to_the_cell(
    store: Settings, reference: Reference, client: FlaskClient
) -> None:
    template = template_data.workbook(store, reference, CITY, PERIOD)
    wrong, cells = fill(template, reference, percent_complete=140)
    before = snapshot.current(store.home).run("from state_history(null) order by all")

    page = send(client, wrong)
    assert cells["percent_complete"] in page
    assert "140" in page
    outcome = pipeline.check(Request(wrong, "cauayan-2026.xlsx"), store.home, reference)
    (fix,) = [f for f in outcome.findings if f.severity == "fix"]
    assert (fix.code, str(fix.cell)) == ("percent_range", f"Projects!{cells['percent_complete']}")
    assert snapshot.current(store.home).run("from state_history(null) order by all").equals(before)

    started = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    right, cells = fill(template, reference, percent_complete=40)
    send(client, right)

    height, address = growth_bar(store, "On-going")
    assert height == 1
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert (query["figure"], query["period"]) == ("ongoing", PERIOD)
    (item,) = ask(store, "trace", axis="city", key=CITY, figure=query["figure"], period=PERIOD).to_dict(
        "records"
    )
    assert (item["file"], item["sheet"], item["cell"]) == ("cauayan-2026.xlsx", "Projects", cells["status"])
    assert (item["typed"], item["stored"], item["contributes"]) == ("On-going", "ongoing", 1)
    assert item["at"] >= started - dt.timedelta(seconds=1)
    assert item["who"]

    (tenth,) = ask(store, "trace", axis="city", key=CITY, figure="progress_bin_40", period=PERIOD).to_dict(
        "records"
    )
    assert (tenth["cell"], tenth["contributes"]) == (cells["percent_complete"], 1)
    (percent,) = ask(store, "trace", axis="city", key=CITY, figure="progress_mean", period=PERIOD).to_dict(
        "records"
    )
    assert (percent["sheet"], percent["cell"]) == ("Projects", cells["percent_complete"])
    assert (percent["typed"], float(percent["stored"]), percent["contributes"]) == ("40", 40.0, 40.0)

    shown = client.get(f"/trace?by=city&key={CITY}&figure=progress_mean&period={PERIOD}")
    assert shown.status_code == 200
