"""The page that closes an action plan: ranges in words, each project with its source, answers recorded from it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.server import create_server
from etl.settings import Settings, settings
from tests.dashboard.conftest import Drawn, ask, client_of

PAGE = "/first-plan"
BROKEN = "could not be drawn"
CLOCKS = ("", "?period=2018", "?period=2022", "?period=2026", "?known_on=2023-12-31", "?known_on=2010-01-01")
JOINER = "\u2060"


@pytest.fixture
def own(store: Settings) -> FlaskClient:
    return client_of(create_server(store))


def lead(text: str) -> str:
    return text.replace(JOINER, "")


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_page_is_drawn_at_every_clock(drawn: Drawn, clock: str) -> None:
    page = drawn(f"{PAGE}{clock}")
    assert BROKEN not in page.text
    for stray in ("nan", "NaT", "None", "<NA>"):
        assert stray not in page.text.split()


@pytest.mark.parametrize("query", ["country=TLS", "city=dili,ipoh", "plan=2026-2035", "plan=none"])
def test_filters_and_plans_that_leave_little_are_drawn(drawn: Drawn, query: str) -> None:
    assert BROKEN not in drawn(f"{PAGE}?{query}").text


def test_the_first_words_give_the_range_of_the_plan_that_ended_last(drawn: Drawn) -> None:
    page = drawn(PAGE)
    assert (
        lead(page.first("H1"))
        == "Of the 53 projects of the city action plans 2018–2025, 5 to 15 are completed"
    )
    assert "five are completed, 37 go on and one was replaced; for ten nothing is reported" in page.text
    assert "0 of 53 are answered for by their city" in page.text


def test_every_project_says_how_we_know(drawn: Drawn) -> None:
    text = drawn(PAGE).text
    assert "the register: its work is in" in text
    assert "not stated in the report for 2018, not listed since" in text
    assert text.count("possibly the same as") == 5


def test_an_answer_is_recorded_from_the_page_and_narrows_the_range(own: FlaskClient) -> None:
    page = ask(own, PAGE)
    form = next(f for f in page.all("Form") if "da-nang-01" in str(f) and f.get("action") == "/desk")
    assert form["method"] == "post"
    told = {
        "kind": "closeout",
        "project_id": "da-nang-01",
        "value": "completed",
        "reason": "Letter of 3 November",
    }
    answer = own.post("/desk", data=told | {"back": f"{PAGE}#project-da-nang-01"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#project-da-nang-01")
    page = ask(own, PAGE)
    assert "6 to 15 are completed" in page.first("H1")
    assert "Letter of 3 November" in page.text
    assert "1 of 53 are answered for by their city" in page.text


def test_each_city_has_a_text_that_lists_its_projects_and_the_answers(drawn: Drawn) -> None:
    texts = {
        str(a["id"]): "".join(map(str, a["children"])) for a in drawn(PAGE).all("Textarea") if a.get("id")
    }
    assert len(texts) == 26
    text = texts["ask-siem-reap"]
    for part in (
        "Solid Waste and Wastewater Management (siem-reap-02): last reported for 2023",
        "Smart Tourism (siem-reap-01): as reported, goes on; please confirm",
        "completed, goes on, merged into another, replaced by another or stopped",
    ):
        assert part in text


def test_the_list_of_one_city_is_a_workbook_with_room_for_its_answers(client: FlaskClient) -> None:
    answer = client.get("/export/closeout.xlsx?city=siem-reap")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    told = [row for row in cells if any(str(value).startswith("siem-reap-") for value in row)]
    assert len(told) == 2
    assert any("nswer" in str(value) for row in cells[:8] for value in row)


@pytest.mark.parametrize("level", ["public", "network"])
def test_others_see_the_ranges_and_no_list(record_store: Settings, level: str) -> None:
    client = client_of(create_server(settings(home=record_store.home, audience=level)))
    page = ask(client, PAGE)
    assert "5 to 15 are completed" in page.first("H1")
    assert not page.all("Textarea")
    assert not [f for f in page.all("Form") if f.get("action") == "/desk"]
    assert client.get("/export/closeout.csv").status_code == 403
    assert client.get("/export/closeout_ranges.csv").status_code == 200


def test_the_files_of_a_plan_are_of_the_plan_that_is_shown(drawn: Drawn) -> None:
    page = drawn("/first-plan?plan=2018-2025")
    ends = [href for href in page.hrefs() if href.startswith("/export/closeout")]
    assert {href.split("?")[0].split(".")[0] for href in ends} == {
        "/export/closeout",
        "/export/closeout_ranges",
    }
    assert [href for href in ends if "plan=2018-2025" not in href] == []
