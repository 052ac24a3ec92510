"""One file of several periods: what its earlier rows say holds for the later ones, city by city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from etl import pipeline
from etl.outcome import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests import builders

PLACE = {"city": "cauayan-city", "project_id": "cauayan-city-01"}


def check(
    store: Settings, reference: Reference, rows: Sequence[Mapping[str, object]], *, is_full: bool = False
) -> Outcome:
    """What is said of a CSV with these rows."""
    data = builders.csv([builders.SOUND | dict(row) for row in rows])
    return pipeline.check(Request(data, "several.csv", is_full=is_full), store.home, reference)


def listed(store: Settings, city: str) -> list[str]:
    rows = snapshot.current(store.home).run(
        "select project_id from state_at('2025', null) where city_id = $city and is_listed", {"city": city}
    )
    return [str(code) for code in rows["project_id"]]


def test_a_city_s_list_is_compared_for_the_period_that_it_reports_only(
    store: Settings, reference: Reference
) -> None:
    rows = [
        {"project_id": code, "city": city, "period": period}
        for city, period in (("phnom-penh", "2025"), ("cauayan-city", "2026"))
        for code in listed(store, city)
    ]
    outcome = check(store, reference, rows, is_full=True)
    assert "project_not_in_report" not in {f.code for f in outcome.findings}
    assert outcome.changes["no_longer_listed"] == 0


def test_what_carries_is_not_forgotten_between_the_periods_of_a_file(
    store: Settings, reference: Reference
) -> None:
    plan = {"planned_start": "2024-01-01", "planned_end": "2025-06-30", "budget": 1000, "currency": "PHP"}
    first = PLACE | {"period": "2023", "title": "Agricultural hub", "focus_area": "Built Infrastructure"}
    silent = PLACE | {"period": "2024"}
    last = first | {"period": "2025", "planned_end": "2029-06-30", "budget": 900000, "currency": "PHP"}
    outcome = check(store, reference, [first | plan, silent, last])
    asked = {(f.code, f.field) for f in outcome.findings if f.period == "2025"}
    assert {("plan_moved", "planned_end"), ("budget_jumped", "budget")} <= asked
    assert ("title_changed", "title") not in asked, "it is the title that carries"


@pytest.mark.parametrize(("periods", "count"), [(("2025", "2026"), 1), (("2023", "2024"), 0)])
def test_a_title_is_compared_with_the_last_one_that_was_told_if_any(
    store: Settings, reference: Reference, periods: tuple[str, str], count: int
) -> None:
    silent, named = (PLACE | {"period": period} for period in periods)
    outcome = check(store, reference, [silent, named | {"title": "Another hub"}])
    asked = [f.message for f in outcome.findings if f.code == "title_changed"]
    assert len(asked) == count, "nothing was told of it before 2025"
    assert "None" not in "".join(asked)
