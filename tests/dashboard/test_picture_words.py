"""What the pictures of cards say beside their figures: of what they are, as known when, and for whom."""

from __future__ import annotations

import pytest

from dashboard.server import create_server
from etl.settings import Settings
from tests.dashboard.conftest import Content, Drawn, ask, client_of

MEMBERS = {
    "/countries/MYS": "Country: Malaysia",
    "/cities/jakarta": "City: Jakarta",
    "/sectors/transport": "Transport",
    "/pillars/AEC": "ASEAN Economic Community",
    "/focus-areas/CS": "Civic & Social",
}


@pytest.mark.parametrize("path", MEMBERS)
def test_the_pictures_of_a_member_name_it(drawn: Drawn, path: str) -> None:
    (main,) = drawn(path).all("Main")
    assert MEMBERS[path] in main["data-said"]
    assert "All projects" not in main["data-said"]


def test_the_picture_of_a_plan_that_ended_names_the_plan(drawn: Drawn) -> None:
    page = drawn("/first-plan").text.replace("\u2060", "")
    assert "City action plans 2018–2025: the 53 projects of the first list by how they ended" in page


@pytest.mark.parametrize("path", ["/", "/movement"])
def test_a_picture_of_change_says_until_when_both_reports_were_accepted(drawn: Drawn, path: str) -> None:
    known = drawn(f"{path}?period=2025&compare=2024&compare_known_on=2025-03-01")
    assert "Source: reports for 2024 as accepted by 1 Mar 2025 and for 2025 · " in known.text
    assert "Source: reports for 2024 and 2025 · " in drawn(f"{path}?period=2025&compare=2024").text


# Cards that are not for the network; the map is one where it tells which cities did not report.
OURS = {
    "/reporting": {"reports-by-city", "fresh-evidence"},
    "/cities": {"plan-by-city"},
    "/": {"map-of-the-cities", "what-is-known"},
}


@pytest.mark.parametrize("path", OURS)
def test_a_picture_of_what_is_not_for_the_network_says_for_whom_it_is(
    walked_store: Settings, path: str
) -> None:
    marked = _marked(ask(client_of(create_server(walked_store)), path))
    assert {name for name, whom in marked.items() if whom == "For the Secretariat"} == OURS[path]
    network = create_server(walked_store.model_copy(update={"audience": "network"}))
    assert set(_marked(ask(client_of(network), path)).values()) <= {""}


def _marked(page: Content) -> dict[str, str]:
    """Name of each picture of a page → for whom it says that it is."""
    feet = [div for div in page.all("Div") if div.get("className") == "foot"]
    return {
        button["data-name"]: foot.get("data-for-whom", "")
        for foot in feet
        for button in Content(foot.get("children")).all("Button")
        if "data-picture" in button
    }
