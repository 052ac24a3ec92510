"""The day of a moment as it is shown: that of the programme's time zone, in documents as on pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from dashboard import labels
from dashboard.blocks import asides, project_desk, project_updates
from dashboard.meeting import deck, furniture
from dashboard.queries import frame, run
from dashboard.reports import membership, silence_rules
from etl import days
from etl.reference import Reference
from etl.settings import Settings
from etl.silence import Given
from tests.dashboard.frames import words

LATE = dt.datetime(2026, 11, 30, 18)  # UTC: one in the morning of 1 December in Jakarta
MOMENTS = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1))


@pytest.fixture(autouse=True)
def record(record_store: Settings) -> Iterator[None]:
    """The public record; other tests ask the store that they asked before."""
    before = run.used()
    run.use(record_store)
    yield
    run.use(before)


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MOMENTS)
def test_a_moment_is_shown_as_its_day_in_the_programme(reference: Reference, moment: dt.datetime) -> None:
    day = labels.date(days.of(moment, reference))
    assert frame.told_day(moment) == day
    assert frame.told_day(pd.Timestamp(moment)) == day


@pytest.mark.parametrize("missing", [None, pd.NaT, float("nan")])
def test_no_moment_has_no_day(missing: object) -> None:
    assert frame.told_day(missing) == labels.MISSING


def test_answers_decisions_and_reports_late_in_the_day_are_of_the_next_in_jakarta() -> None:
    given = Given("MYS", "a", "agree", "", "", "back.xlsx", "Sentences", "G5", "Noor", LATE)
    assert "1 Dec 2026" in silence_rules._when(given)
    entry = {"kind": "note", "value": None, "reason": "A note", "who": "Dara", "entry_id": 1, "period": None}
    row = {**entry, "decided_at": pd.Timestamp(LATE), "project_id": "ipoh-01", "about": "ipoh-01"}
    assert "1 Dec 2026" in words(project_desk._entry(row, "ipoh-01"))
    sent = {"submitter": "Dara", "prepared_by": None, "counted_at": pd.Timestamp(LATE)}
    assert "1 Dec 2026" in project_updates._sent(sent)


def test_a_meeting_shows_the_day_on_which_it_was_made() -> None:
    made = replace(deck.built(frame.view({"city": "singapore"})), made_at=LATE)
    made = replace(made, stamp=replace(made.stamp, known_on="now"))
    assert furniture._moment(made) == "1 Dec 2026"


def test_who_is_a_member_is_asked_of_the_day_that_the_figures_ask() -> None:
    assert membership._until(replace(frame.view({}), known_on=LATE)) == LATE.date()


def test_the_day_on_which_a_city_s_report_is_due_is_that_of_the_programme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = pd.DataFrame(
        [{"period": "2026", "reports_expected": True, "data_date": pd.Timestamp(2026, 9, 30), "due_at": LATE}]
    )
    monkeypatch.setattr(frame, "periods", lambda view: rows)
    assert asides.next_report(frame.view({"period": "2025"})) == ["2026, due 1 Dec 2026"]
