"""One file of several periods: what its earlier rows say holds for the later ones, city by city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
