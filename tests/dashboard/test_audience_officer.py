"""What the light pages of an officer tell on a site for the network or for everybody."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.officer import city
from dashboard.server import create_server
from etl.settings import Settings, settings
from tests.dashboard.conftest import client_of

LEVELS = ("public", "network", "secretariat")
Site = Callable[[str], FlaskClient]
REPORT = (
    "city,period,title,status,in_plan,progress_note,next_steps,focus_area,sector\n"
    "Phuket,2026,A new lane for buses,ongoing,yes,Begun,More,Quality environment,Transport\n"
)


@pytest.fixture
def site(record_store: Settings, tmp_path: Path) -> Site:
    """A client of a site with its own store, for an audience."""
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    return lambda level: client_of(create_server(settings(home=home, audience=level)))


@pytest.mark.parametrize("level", LEVELS)
def test_whether_a_city_reported_is_told_to_its_sender_and_the_secretariat_only(
    site: Site, level: str
) -> None:
    officer, stranger = site(level), site(level)
    before = stranger.get("/my-city/phuket").text
    data = {"file": (io.BytesIO(REPORT.encode()), "phuket.csv"), "coverage": "partial"}
    officer.post("/submit", data=data, headers={"Accept": "text/html"})
    assert "Your report for 2026 was received on" in officer.get("/my-city/phuket").text
    after = stranger.get("/my-city/phuket").text
    assert ("was received on" in after) == (level == "secretariat")
    said = "for 2026 is open. It tells how things stand on 31 Dec 2026. No due date is set yet."
    assert said in before
    assert (said in after) == (level != "secretariat")


@pytest.mark.parametrize("level", LEVELS[:2])
@pytest.mark.parametrize(("days", "verb"), [(-3, "were"), (3, "are")])
def test_a_due_date_is_told_alike_of_cities_that_reported_and_that_did_not(
    site: Site, monkeypatch: pytest.MonkeyPatch, level: str, days: int, verb: str
) -> None:
    client = site(level)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    row = {"period": "2026", "label": "2026", "due_at": now + dt.timedelta(days), "data_date": now}
    pages = set()
    for state, at in (("reported", now), ("not_reported", pd.NaT)):
        told = pd.DataFrame([row | {"state": state, "received_at": at}])
        monkeypatch.setattr(city.received, "owed", lambda _city, told=told: told)
        pages.add(client.get("/my-city/phuket").text)
    (page,) = pages
    assert f"Reports for 2026 {verb} due " in page
