"""The page on reporting: who owes what by when, in words, marks and texts; and the calendar files."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from dashboard.server import create_server
from etl import reference as code_lists
from etl.settings import Settings, settings
from etl.store import snapshot, write
from tests.dashboard.conftest import Drawn, ask, client_of
from tests.dashboard.posted import report, send

CLOCKS = ("", "?period=2018", "?period=2022", "?period=2026", "?known_on=2023-12-31", "?known_on=2010-01-01")
BROKEN = "could not be drawn"
DUE = dt.datetime(2031, 3, 31, 10, 0)  # UTC; 17:00 in Jakarta


@pytest.fixture(scope="module")
def dated(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The record in a programme whose open report is due on 31 March 2031."""
    folder = tmp_path_factory.mktemp("dated")
    home, own = folder / "store", folder / "reference"
    shutil.copytree(record_store.home, home)
    shutil.copytree(record_store.reference, own)
    with (own / "periods.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[-1] |= {"data_date": "2031-02-28", "due_at": DUE.isoformat()}
    with (own / "periods.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with write.writer(home, code_lists.load(own)):
        pass
    return settings(home=home, reference=own)


@pytest.fixture(scope="module")
def dated_client(dated: Settings) -> FlaskClient:
    return client_of(create_server(dated))


@pytest.fixture
def seen_by(record_store: Settings) -> Callable[[str], FlaskClient]:
    return lambda level: client_of(create_server(settings(home=record_store.home, audience=level)))


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_page_is_drawn_at_every_clock(drawn: Drawn, clock: str) -> None:
    page = drawn(f"/reporting{clock}")
    assert BROKEN not in page.text
    for stray in ("nan", "NaT", "None", "<NA>"):
        assert stray not in page.text.split()


@pytest.mark.parametrize("query", ["country=TLS", "city=dili,ipoh", "country=MYS&known_on=2024-12-31"])
def test_filters_that_leave_little_are_drawn(drawn: Drawn, query: str) -> None:
    assert BROKEN not in drawn(f"/reporting?{query}").text


def test_the_first_words_say_how_many_of_the_members_reported(drawn: Drawn) -> None:
    page = drawn("/reporting")
    assert page.first("H1") == "35 of 38 cities reported for 2025"
    assert "Of 31 cities from which a report was expected, 31 sent one." in page.text
    assert "38 cities owe the report for 2026, no due date is set yet." in page.text


def test_every_city_stands_under_its_member_state_in_their_order(
    drawn: Drawn, record_store: Settings
) -> None:
    rows = [tr for tr in drawn("/reporting").all("Tr") if tr.get("className") == "grp"]
    names = snapshot.current(record_store.home).run("select name from country order by sort_order")["name"]
    heads = [str(tr["children"]) for tr in rows]
    at = [next(i for i, h in enumerate(heads) if name.split()[-1] in h) for name in names]
    assert at == sorted(at)
    assert len(heads) == len(names)


def test_a_rate_leads_to_the_reports_that_make_it(drawn: Drawn) -> None:
    hrefs = [h for h in drawn("/reporting").hrefs() if "figure=reporting_rate" in h]
    trace = drawn(next(h for h in hrefs if "by=country" in h and "key=MYS" in h))
    assert "4 of 4 rows count" in trace.text


def test_each_city_that_owes_has_its_text_with_addresses_and_due_time(dated_client: FlaskClient) -> None:
    page = ask(dated_client, "/reporting")
    texts = {str(a["id"]): "".join(map(str, a["children"])) for a in page.all("Textarea")}
    assert len(texts) == 38
    text = texts["chase-2026-siem-reap"]
    for part in (
        "Dear colleagues of Siem Reap",
        "It is due on 31 Mar 2031, 17:00 Jakarta time.",
        "http://localhost/templates/siem-reap.xlsx?period=2026",
        "http://localhost/submit",
    ):
        assert part in text
    buttons = {b["data-copy"] for b in page.all("Button") if "data-copy" in b}
    assert set(texts) == buttons


def test_a_text_gives_the_address_at_which_the_page_was_asked_for(dated_client: FlaskClient) -> None:
    for host in ("one.example:8443", "two.example"):
        page = dated_client.get("/reporting", base_url=f"https://{host}").get_data(as_text=True)
        assert f"https://{host}/submit" in page
        assert "http://localhost" not in page


def test_the_addresses_in_a_text_are_answered(client: FlaskClient, drawn: Drawn) -> None:
    text = next(
        "".join(map(str, a["children"]))
        for a in drawn("/reporting").all("Textarea")
        if a["id"] == "chase-2026-dili"
    )
    paths = [
        line.removeprefix("http://localhost") for line in text.split() if line.startswith("http://localhost")
    ]
    assert len(paths) == 3
    for path in paths:
        assert client.get(path).status_code == 200


def events(client: FlaskClient, path: str) -> list[dict[str, object]]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def test_the_calendar_file_has_the_due_time_in_jakarta_with_a_reminder(dated_client: FlaskClient) -> None:
    (event,) = events(dated_client, "/reporting/due.ics")
    starts = event["dtstart"].dt
    assert starts.astimezone(dt.UTC).replace(tzinfo=None) == DUE
    assert starts.utcoffset() == dt.datetime(2031, 3, 31, tzinfo=ZoneInfo("Asia/Jakarta")).utcoffset()
    assert [alarm["trigger"].dt.days for alarm in event.walk("VALARM")] == [-7]


def test_a_city_s_calendar_names_its_workbook(dated_client: FlaskClient) -> None:
    (event,) = events(dated_client, "/reporting/due/siem-reap.ics")
    assert "Siem Reap" in str(event["summary"])
    assert "/templates/siem-reap.xlsx?period=2026" in str(event["description"])


def test_without_a_due_date_the_calendar_has_the_data_date(client: FlaskClient) -> None:
    (event,) = events(client, "/reporting/due.ics")
    assert event["dtstart"].dt == dt.date(2026, 12, 31)
    assert "no due date is set yet" in str(event["summary"])


def test_an_unknown_city_has_no_calendar(client: FlaskClient) -> None:
    assert client.get("/reporting/due/atlantis.ics").status_code == 404


@pytest.mark.parametrize("level", ["public", "network"])
def test_others_see_how_many_reported_and_nobody_s_name(
    seen_by: Callable[[str], FlaskClient], level: str
) -> None:
    client = seen_by(level)
    page = ask(client, "/reporting")
    assert page.first("H1") == "35 of 38 cities reported for 2025"
    assert not page.all("Textarea")
    assert "Chonburi" not in " ".join(str(m) for m in page.all("Main"))
    for name in ("reports", "owed", "freshness", "tries", "findings"):
        assert client.get(f"/export/{name}.csv").status_code == 403


def test_findings_beside_the_cards_of_a_member_state_are_those_of_its_cities(own: FlaskClient) -> None:
    send(own, report({"percent": "140"}))
    for query, is_there in (
        ("", True),
        ("?country=PHL", True),
        ("?city=dili", False),
        ("?country=VNM", False),
    ):
        page = ask(own, f"/reporting{query}")
        assert ("Places in files of single cities, all periods" in page.text) == is_there
        assert ("the one that was accepted; all periods" in page.text) == is_there
        assert bool(own.get(f"/api/v1/findings{query}").json["rows"]) == is_there


def test_a_report_on_one_project_does_not_make_the_whole_list_of_its_period(own: FlaskClient) -> None:
    head, one, _ = report({"percent": "40"}).splitlines()
    send(own, b"\n".join((head, one)), coverage="partial")
    page = ask(own, "/reporting?city=cebu-city&period=2026").text
    assert "every city with a list reported" in page
    city = ask(own, "/?city=cebu-city&period=2026").text
    assert "1 of 1 city reported for 2026; every city with projects is among them" in city
    for text in (page, city):
        assert "every list is of this report" not in text


def test_the_card_and_its_file_say_the_same(site: Flask, drawn: Drawn) -> None:
    text = client_of(site).get("/export/reporting.csv?by=country").get_data(as_text=True)
    rows = [r for r in csv.DictReader(text.lstrip("\ufeff").splitlines()) if r["period"] == "2025"]
    page = drawn("/reporting")
    for row in rows:
        href = next(h for h in page.hrefs() if "figure=reporting_rate" in h and f"key={row['key']}" in h)
        words = next("".join(map(str, a["children"])) for a in page.all("Link") if a.get("href") == href)
        assert words == f"{row['received']} of {row['expected']}"
