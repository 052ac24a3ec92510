"""What the page on reporting says of a period, whatever became of its reports, and of one that is still open."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from dashboard import labels
from dashboard.blocks import chase, reporting, reporting_rates, tries
from dashboard.queries import closeout, figures, frame, run
from dashboard.queries import reporting as asked
from etl.settings import Settings
from tests.dashboard.conftest import Drawn

CAME, EARLY = ("on_time", "late", "received"), ("owed", "waiting", "not_reported")
STATES = st.lists(st.sampled_from((*CAME, *EARLY, "not_asked", "not_member")), min_size=1, max_size=30)


def matrix(states: list[str]) -> pd.DataFrame:
    """A period of the calendar, one city a state."""
    is_expected = [state not in ("not_asked", "not_member") for state in states]
    due = pd.Timestamp(2026, 3, 31)
    return pd.DataFrame({"state": states, "is_expected": is_expected, "due_at": due, "period": "2026"})


@given(states=STATES)
def test_a_period_is_said_to_be_complete_only_where_every_report_came(states: list[str]) -> None:
    title = reporting._calendar_title(matrix(states), "2026")
    is_asked = any(state in (*CAME, *EARLY) for state in states)
    missing = [state for state in states if state in (*EARLY, "late")]
    assert title.startswith("Every report") == (is_asked and not missing)
    assert title.startswith("No report") == (not is_asked)
    for state, words in (
        ("owed", "still to come"),
        ("waiting", "not yet accepted"),
        ("late", "after the due"),
    ):
        assert (words in title) == (state in states)


@given(states=STATES)
def test_what_was_expected_is_counted_from_the_calendar(states: list[str]) -> None:
    said = reporting._expected(matrix(states), "2026")
    expected = [state for state in states if state in (*CAME, *EARLY)]
    if not expected:
        assert said == "No report was expected for 2026."
        return
    came = sum(state in CAME for state in expected)
    assert said.startswith(f"Of {labels.counted(len(expected), 'city')} from which a report ")
    assert re.search(rf" expected, {came or 'none'} ", said)
    assert ("so far" in said) == ("owed" in states)


def test_of_an_open_period_nothing_is_said_that_only_its_end_can_show(drawn: Drawn) -> None:
    page = drawn("/reporting?period=2026")
    for wrong in ("Every report", "No report was expected", "every city with a list reported"):
        assert wrong not in page.text, wrong
    assert "Of 38 cities from which a report is expected, none has sent one so far." in page.text
    assert "38 are still to come, of the reports for 2026" in page.text
    assert "no report for 2026 has come" in page.text


def test_the_next_report_is_one_that_is_not_overdue(site: Flask) -> None:
    now = pd.Timestamp(frame.this_hour())
    dates = pd.DataFrame({"period_label": ["the one before", "the next"], "due_at": [now, now]})
    dates["due_at"] += pd.to_timedelta([-1, 1], "h")
    with site.app_context():
        assert "The next report is for the next;" in str(chase.dates_note(dates))
        assert chase.dates_note(dates.head(1)) is None


@pytest.mark.parametrize(("median", "words"), [(1.0, "1.0 tries"), (1.5, "1.5 tries"), (2.0, "2.0 tries")])
def test_a_median_of_tries_has_one_decimal(median: float, words: str) -> None:
    whole = pd.Series({"at_once": 1, "clean": 2, "tries_median": median})
    assert tries._tries_title(whole).endswith(words)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("country=TLS", "No report that was expected has fallen due yet"),
        ("country=MYS", "Malaysia sent every report expected of it"),
        ("", "member states sent every report"),
    ],
)
def test_the_title_of_the_rates_fits_any_number_of_member_states(
    drawn: Drawn, query: str, title: str
) -> None:
    assert title in drawn(f"/reporting?{query}").text


def test_a_member_state_that_sent_some_of_its_reports_is_told_how_many() -> None:
    row = {"key": "THA", "name": "Thailand", "period": None, "expected": 8, "received": 7}
    assert (
        reporting_rates._country_title(pd.DataFrame([row])) == "Thailand sent 7 of 8 reports expected of it"
    )


def test_answers_that_are_kept_are_asked_anew_as_the_hours_pass(
    record_store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.use(record_store)
    view = frame.view({})

    def answers(year: int) -> tuple[int, int, bool]:
        for module in (figures, asked, closeout):
            monkeypatch.setattr(module, "this_hour", lambda: dt.datetime(year, 6, 1))
        rates = asked.rates(view, "network")
        whole = rates[rates["period"].isna()]["expected"]
        return (
            int(figures.at(view, "network")["member_cities"].iloc[0]),
            int(whole.iloc[0]) if len(whole) else 0,
            bool(closeout.plans()["has_ended"].any()),
        )

    early, now = answers(2019), answers(2026)
    assert early[0] < now[0]
    assert early[1] < now[1]
    assert (early[2], now[2]) == (False, True)
    assert answers(2019) == early
