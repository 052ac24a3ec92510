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


@pytest.mark.parametrize("path", ["/", "/movement"])
def test_a_picture_of_change_says_until_when_both_reports_were_accepted(drawn: Drawn, path: str) -> None:
    known = drawn(f"{path}?period=2025&compare=2024&compare_known_on=2025-03-01")
    assert "Source: reports for 2024 as accepted by 1 Mar 2025 and for 2025 · " in known.text
    assert "Source: reports for 2024 and 2025 · " in drawn(f"{path}?period=2025&compare=2024").text
