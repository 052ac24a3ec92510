"""Pages as component trees: right numbers, links that lead somewhere, words where there is nothing to draw."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from etl.figures import AXES, FIGURES
from tests.dashboard.conftest import Drawn

INDEXES = ("/cities", "/countries", "/sectors", "/pillars", "/focus-areas", "/projects")
PAGES = (
    "/",
    *INDEXES,
    "/cities/siem-reap",
    "/countries/MYS",
    "/sectors/transport",
    "/pillars/AEC",
    "/focus-areas/CS",
    "/projects/siem-reap-01",
    "/trace?by=country&key=MYS&figure=completed",
)
CLOCKS = (
    "",
    "period=2018",
    "period=2022",
    "period=2021",
    "period=2026",
    "known_on=2023-12-31",
    "known_on=2010-01-01",
)
BROKEN = "could not be drawn"


def with_query(address: str, query: str) -> str:
    """The address with more in its query string."""
    return address if not query else f"{address}{'&' if '?' in address else '?'}{query}"


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_drawn_at_every_clock(drawn: Drawn, address: str, clock: str) -> None:
    page = drawn(with_query(address, clock))
    assert BROKEN not in page.text
    assert page.first("H1")
    for stray in ("nan", "NaT", "None", "<NA>"):
        assert stray not in page.text.split()


@pytest.mark.parametrize(
    "query", ["country=TLS", "status=cancelled", "sector=education&pillar=APSC", "city=dili,ipoh"]
)
@pytest.mark.parametrize("address", PAGES)
def test_filters_that_leave_little_or_nothing_are_drawn(drawn: Drawn, address: str, query: str) -> None:
    assert BROKEN not in drawn(with_query(address, query)).text


def test_overview_says_where_the_network_stands(drawn: Drawn) -> None:
    page = drawn("/")
    assert page.first("H1") == "134 projects in 35 cities, as reported to 30 September 2025"
    assert "18 are completed, 108 on-going and 8 in planning." in page.text
    sums = "108 listed in 2024 − 7 no longer listed + 33 new = 134 listed in 2025"
    assert sums in " ".join(page.text.split())
    assert "The list grew from 53 to 134 projects; 18 are completed" in page.text
    assert "5   of 53" in page.text or "5 of 53" in " ".join(page.text.split())
    assert "35 of 38 cities" in page.text
    assert "Secretariat only" in page.text


def test_member_states_stand_in_their_order(drawn: Drawn) -> None:
    text = drawn("/countries").text
    names = [
        "Brunei Darussalam",
        "Cambodia",
        "Indonesia",
        "Lao PDR",
        "Malaysia",
        "Myanmar",
        "The Philippines",
    ]
    names += ["Singapore", "Thailand", "Timor-Leste", "Viet Nam"]
    start = text.index("One mark is one project")
    places = [text.index(name, start) for name in names]
    assert places == sorted(places)


def test_city_page_names_former_titles_and_what_left(drawn: Drawn) -> None:
    page = drawn("/cities/siem-reap")
    assert page.first("H1") == "Siem Reap: eight projects, as reported to 30 September 2025"
    assert "to 2023: Smart Tourist Management System" in page.text
    assert "3 projects, last status shown" in page.text
    assert "not chosen" in page.text


def test_missing_is_never_zero(drawn: Drawn) -> None:
    page = drawn("/?period=2018")
    assert "no status stated yet" in page.text
    assert "Completed 0 0 %" not in " ".join(page.text.split())


@pytest.mark.parametrize(
    "address", ["/cities/nowhere", "/countries/ZZZ", "/sectors/x", "/projects/x-01", "/nothing"]
)
def test_unknown_addresses_say_so_with_a_way_on(drawn: Drawn, address: str) -> None:
    page = drawn(address)
    assert page.first("H1") == "This page is not here"
    assert any(
        urlsplit(href).path in ("/", "/cities", "/countries", "/sectors", "/projects")
        for href in page.hrefs()
    )


def test_a_period_without_a_list_leads_to_one_that_has_it(drawn: Drawn) -> None:
    page = drawn("/cities?period=2021&country=MYS")
    assert page.first("H1") == "No list for 2021"
    assert "/cities?period=2025&country=MYS" in page.hrefs()


def test_what_means_nothing_in_an_address_is_said(drawn: Drawn) -> None:
    page = drawn("/?country=XXX&foo=<b>1</b>")
    assert "Left out of the address" in page.text
    assert "country=XXX" in page.text
    assert page.first("H1").startswith("134 projects")


@pytest.mark.parametrize("address", ["/", "/countries/MYS", "/cities/siem-reap", "/pillars/AEC"])
def test_every_number_leads_to_a_figure_that_exists(drawn: Drawn, address: str) -> None:
    traces = [parse_qs(urlsplit(h).query) for h in drawn(address).hrefs() if h.startswith("/trace")]
    assert traces
    for query in traces:
        assert query["by"][0] in AXES
        assert query["figure"][0] in FIGURES
        assert query["key"][0]


def test_a_trace_recomputes_its_figure(drawn: Drawn) -> None:
    page = drawn("/trace?by=country&key=MYS&figure=completed")
    assert page.first("H1") == "Completed, Malaysia: 4"
    assert "4 rows count 1 each: 4." in page.text
    rate = drawn("/trace?by=network&key=ASCN&figure=completion_rate")
    assert "18 of 134 rows count: 13.4" in rate.text


def test_a_trace_of_no_figure_says_so(drawn: Drawn) -> None:
    assert drawn("/trace?by=country&key=MYS&figure=nonsense").first("H1") == "This page is not here"


def test_filter_links_toggle_and_chips_remove(drawn: Drawn) -> None:
    page = drawn("/?country=MYS")
    assert "/?country=KHM,MYS" in page.hrefs()
    assert "Country: Malaysia" in page.text
    chips = [p for p in page.all("Link") if p.get("className") == "chip"]
    assert [chip["href"] for chip in chips] == ["/"]


def test_search_of_the_list_says_what_it_found(drawn: Drawn) -> None:
    assert "with “smart”" in drawn("/projects?q=smart&sort=status").first("H1")
    nothing = drawn("/projects?q=zzzz")
    assert "No listed project matches" in nothing.text


def test_titles_come_from_outside_and_stay_text(drawn: Drawn) -> None:
    page = drawn("/projects?q=%3Cimg%20src%3Dx%3E")
    assert "<img src=x>" in page.text
    assert not page.all("Markdown")


def test_no_rows_are_kept_in_the_browser(drawn: Drawn) -> None:
    for address in PAGES:
        kept = [store.get("data") for store in drawn(address).all("Store")]
        assert all(len(json.dumps(data)) < 400 for data in kept)


@pytest.mark.parametrize("page", ["/", "/countries/IDN", "/?period=2018", "/focus-areas?period=2018"])
def test_projects_that_state_no_class_have_cells_and_no_page(drawn: Drawn, page: str) -> None:
    assert not [href for href in drawn(page).hrefs() if "/not_stated" in urlsplit(href).path]


def test_the_cells_of_projects_that_state_no_class_are_named_and_can_be_taken_away(
    drawn: Drawn, client: FlaskClient
) -> None:
    page = drawn("/trace?by=focus_area&key=not_stated&figure=projects&period=2018")
    assert page.first("H1") == "Projects listed, not stated: 53"
    [csv] = [href for href in page.hrefs() if href.startswith("/export/trace.csv")]
    answer = client.get(csv)
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) > 53
    assert client.get(csv.replace("not_stated", "no_such_area")).status_code == 400
    assert not [href for href in page.hrefs() if urlsplit(href).path == "/focus-areas/not_stated"]
