"""What the pictures of cards say beside their figures: of what they are, as known when, and for whom."""

from __future__ import annotations

import pytest

from tests.dashboard.conftest import Drawn

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
