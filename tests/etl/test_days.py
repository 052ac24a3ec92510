"""Days in the programme's time zone against the moments of the store."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from etl import days
from etl import reference as code_lists
from etl.settings import settings

LISTS = code_lists.load(settings().reference)  # of Jakarta
_TICK = dt.timedelta(microseconds=1)
ANY_DAY = st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1))


@given(ANY_DAY)
def test_a_day_begins_with_its_first_moment_and_not_before(day: dt.date) -> None:
    first = days.begins(day, LISTS)
    assert days.of(first, LISTS) == day
    assert days.of(first - _TICK, LISTS) == day - dt.timedelta(days=1)


@given(ANY_DAY)
def test_a_day_has_passed_from_the_first_moment_of_the_next(day: dt.date) -> None:
    after = days.begins(day + dt.timedelta(days=1), LISTS)
    assert days.has_passed(day, LISTS, after)
    assert not days.has_passed(day, LISTS, after - _TICK)


def test_a_day_in_jakarta_begins_at_seventeen_hours_utc_of_the_day_before() -> None:
    assert days.begins(dt.date(2026, 12, 1), LISTS) == dt.datetime(2026, 11, 30, 17)


def test_the_first_and_the_last_day_of_the_calendar_are_days_too() -> None:
    assert days.begins(dt.date.min, LISTS) == dt.datetime.min
    assert not days.has_passed(dt.date.max, LISTS)
