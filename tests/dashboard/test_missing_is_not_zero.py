"""What no report states is blank with its reason, on every page that compares or adds it up: never zero."""

from __future__ import annotations

import pytest

from dashboard import components as c
from dashboard import labels
from tests.dashboard.conftest import Drawn
from tests.dashboard.frames import counted, words

STATED = [code for code in labels.STATUSES if code != "not_stated"]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", STATED)
def test_no_status_has_grown_from_a_list_that_states_none(code: str) -> None:
    line = words(c.count_line(counted(**{code: 4}), counted(not_stated=9), "2018", lambda s: f"/{s}"))
    assert f"{labels.status_label(code)}4not stated in 2018" in line
    assert "+4" not in line
    back = words(c.count_line(counted(not_stated=9), counted(**{code: 4}), "2018", lambda s: f"/{s}"))
    assert f"{labels.status_label(code)}–4 in 2018" in back


def test_a_list_that_states_some_is_compared_as_it_is() -> None:
    line = words(c.count_line(counted(completed=4), counted(completed=1, not_stated=8), "2018", str))
    assert "Completed4+3 since 2018" in line


@pytest.mark.parametrize("page", ["/", "/countries/MYS", "/cities/siem-reap"])
def test_pages_compare_no_status_with_the_first_list(drawn: Drawn, page: str) -> None:
    text = flat(drawn(f"{page}?period=2022&compare=2018").text)
    assert "not stated in 2018" in text
    assert "no status stated in 2018" in text
    for code in STATED:
        found = text.split(f"{labels.status_label(code)} ")[1:]
        assert not [part[:40] for part in found if " since 2018" in part.split("stated")[0][:22]]


@pytest.mark.parametrize("figure", STATED)
def test_no_bridge_leads_from_a_count_that_is_not_known(drawn: Drawn, figure: str) -> None:
    page = drawn(f"/movement?period=2022&compare=2018&figure={figure}")
    assert "cannot be given for both 2018 and 2022" in page.text
    assert not [h for h in drawn("/movement?period=2022&compare=2018").hrefs() if f"figure={figure}" in h]


def test_a_list_that_states_some_has_its_bridge(drawn: Drawn) -> None:
    assert "Completed: 2 in 2022, 2 in 2023" in drawn("/movement?period=2023&figure=completed").text
