"""The desk's pages on invented reports, where percents, milestones and money exist: every card, by audience."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.server import create_server
from etl.figures import AXES, named
from etl.settings import Settings
from tests.dashboard.conftest import Content, Drawn, ask, client_of

MEMBERS = (
    "/",
    "/cities",
    "/countries",
    "/sectors",
    "/pillars",
    "/countries/MYS",
    "/pillars/AEC",
    "/sectors/energy",
)


@pytest.fixture(scope="module")
def desk(practice_store: Settings) -> Drawn:
    """Draws a page for the Secretariat."""
    client = client_of(create_server(practice_store))
    return lambda address: ask(client, address)


@pytest.fixture(scope="module")
def public(practice_store: Settings) -> Drawn:
    """Draws the same pages for everybody."""
    client = client_of(create_server(practice_store.model_copy(update={"audience": "public"})))
    return lambda address: ask(client, address)


def cards(page: Content) -> set[str]:
    """The ids of the cards on a page."""
    return {props["id"] for props in page.all("Section") if props.get("id")}


@pytest.mark.parametrize("address", MEMBERS)
def test_every_number_with_inputs_leads_to_a_figure_that_exists(desk: Drawn, address: str) -> None:
    page = desk(address)
    assert "could not be drawn" not in page.text
    for query in (parse_qs(urlsplit(h).query) for h in page.hrefs() if h.startswith("/trace")):
        assert query["by"][0] in AXES
        assert named(query["figure"][0]) is not None


def test_lists_of_members_compare_shares_spread_plan_and_money(desk: Drawn) -> None:
    shown = cards(desk("/cities"))
    assert {
        "by-city",
        "city-multiples",
        "by-sector-too",
        "by-focus-area-too",
        "city-spread",
        "city-money",
    } <= shown


def test_pillars_show_equal_shares_beside_whole_counts(desk: Drawn) -> None:
    page = desk("/pillars")
    assert {"split", "bodies"} <= cards(page)
    assert "the shares add up to one" in page.text
    assert any("figure=pillar_share" in href for href in page.hrefs())
    assert "touches" in cards(desk("/pillars/APSC")) | cards(desk("/pillars/AEC")) | cards(
        desk("/pillars/ASCC")
    )


def test_money_and_questions_are_not_for_everybody(desk: Drawn, public: Drawn) -> None:
    for address in ("/", "/countries", "/countries/MYS"):
        hidden = {"network-money", "country-money", "country-plan", "slippage", "attention", "secretariat"}
        assert not cards(public(address)) & hidden
    assert cards(desk("/countries")) & {"country-money"}
    assert "/attention" not in [urlsplit(h).path for h in public("/").hrefs()]


def test_a_money_figure_cannot_be_traced_by_everybody(desk: Drawn, public: Drawn) -> None:
    address = "/trace?by=network&key=ASCN&figure=budget_idr"
    assert desk(address).first("H1").startswith("Approved budget, IDR")
    assert public(address).first("H1") == "This page is not here"


def test_who_did_not_report_is_named_only_to_those_who_ask_them(desk: Drawn, public: Drawn) -> None:
    assert "stand as reported earlier" in public("/").text
    assert "List from an earlier report:" not in public("/").text


def test_two_moments_of_one_period_are_said_in_the_title_and_stay_in_links(desk: Drawn) -> None:
    page = desk("/?period=2026-Q2&compare=2026-Q2&compare_known_on=2026-07-28")
    assert "Compared with 2026-Q2 as accepted by 28 Jul 2026." in page.text
    assert any("compare_known_on=2026-07-28" in href for href in page.hrefs() if href.startswith("/cities"))


def test_the_clocks_stand_in_one_line_and_offer_both_moments(desk: Drawn) -> None:
    page = desk("/")
    menu = next(props for props in page.all("Details") if props.get("id") == "menu-clocks")
    assert menu.get("open") is None
    names = [props["name"] for props in page.all("Input") if props.get("name")]
    assert {"known_on", "compare_known_on"} <= set(names)
