"""Odd addresses are understood or refused in words: never our fault, never a page of something else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dashboard.filters import parse_moment
from tests.dashboard.conftest import Drawn

BROKEN = "could not be drawn"
MEMBERS = {
    "/cities/jakarta": ("city_id", "cebu-city"),
    "/countries/MYS": ("iso3", "KHM"),
    "/sectors/transport": ("code", "energy"),
    "/pillars/AEC": ("code", "APSC"),
    "/focus-areas/CS": ("code", "HW"),
    "/projects/cebu-city-01": ("project_id", "jakarta-01"),
}
PAST_THE_CALENDAR = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")


@pytest.mark.parametrize("text", PAST_THE_CALENDAR)
def test_a_moment_past_the_calendar_is_no_moment(drawn: Drawn, client: FlaskClient, text: str) -> None:
    assert parse_moment(text) is None
    quoted = text.replace("+", "%2B")
    for name in ("known_on", "compare_known_on"):
        page = drawn(f"/?{name}={quoted}")
        assert BROKEN not in page.text
        assert "Left out of the address" in page.text
        answer = client.get(f"/api/v1/status?{name}={quoted}")
        assert (answer.status_code, answer.json["error"]["parameter"]) == (400, name)


@pytest.mark.parametrize("path", list(MEMBERS))
def test_the_path_says_whose_page_it_is(drawn: Drawn, path: str) -> None:
    name, other = MEMBERS[path]
    title = drawn(path).first("H1")
    for query in (f"{name}={other}", f"{name}=a&{name}=b", f"{name}="):
        page = drawn(f"{path}?{query}")
        assert BROKEN not in page.text, query
        assert page.first("H1") == title, query
