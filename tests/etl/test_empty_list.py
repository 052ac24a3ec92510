"""A report without a project: the list of a city that has none, never a silent end of projects that stood there."""

from __future__ import annotations

import pytest

from etl import pipeline, template_data
from etl.outcome import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.validate.scope import Chosen
from tests import builders

BARE, LISTED = "dili", "cauayan-city"
SISTER = {"partner": "Darwin", "role": "Sister city", "amount": 20000.0, "currency": "USD"}
HEADINGS = b"city,period,project_id,in_plan,status\n"


def sent(store: Settings, reference: Reference, data: bytes, name: str = "r.xlsx", **said: object) -> Outcome:
    return pipeline.submit(Request(data, name, **said), store.home, reference)  # type: ignore[arg-type]


def kept(store: Settings, text: str) -> list[tuple[object, ...]]:
    return list(snapshot.current(store.home).run(text, {}).itertuples(index=False, name=None))


def is_in(store: Settings, city: str) -> bool:
    text = "select state from report_calendar(null) where city_id = $city and period = '2026'"
    return bool((snapshot.current(store.home).run(text, {"city": city})["state"] == "reported").all())


@pytest.mark.parametrize("side", [{}, {"Partners": [SISTER]}], ids=["alone", "with a partner"])
def test_an_empty_list_of_a_city_without_projects_is_its_report(
    store: Settings, reference: Reference, side: dict[str, list[dict[str, object]]]
) -> None:
    data = builders.workbook(reference, [], city="Dili", side=side)
    outcome = sent(store, reference, data)
    assert (outcome.verdict, outcome.reports) == ("accepted", ((BARE, "2026"),))
    assert is_in(store, BARE)
    rows = kept(store, f"select city_id, partner, currency from project_partner where city_id = '{BARE}'")
    assert rows == ([(BARE, "Darwin", "USD")] if side else [])
    assert sent(store, reference, data).repeats == outcome.submission_id


def test_its_own_template_sent_back_untouched_is_its_report(store: Settings, reference: Reference) -> None:
    data = template_data.workbook(store, reference, BARE, "2026")
    assert sent(store, reference, data).verdict == "accepted"
    assert is_in(store, BARE)


def test_what_is_wrong_beside_an_empty_list_is_said_at_its_cell(
    store: Settings, reference: Reference
) -> None:
    side = {
        "Partners": [SISTER | {"currency": None}],
        "Results": [{"project_id": "dili-01", "indicator": "Trees"}],
    }
    outcome = sent(store, reference, builders.workbook(reference, [], city="Dili", side=side))
    found = [(f.code, f.cell.sheet if f.cell else "") for f in outcome.findings]
    assert found == [("currency_missing", "Partners"), ("side_project_unknown", "Results")]


def test_an_empty_list_of_a_city_with_projects_asks_for_each_of_them(
    store: Settings, reference: Reference
) -> None:
    outcome = sent(store, reference, builders.workbook(reference, [], city="Cauayan City"))
    listed = kept(
        store, f"select project_id from state_at('2025', null) where city_id = '{LISTED}' and is_listed"
    )
    assert outcome.verdict == "needs_confirmation"
    assert {f.project_id for f in outcome.findings} == {code for (code,) in listed}
    assert {f.code for f in outcome.findings} == {"project_not_in_report"}
    assert outcome.changes["no_longer_listed"] == len(listed)
    assert not is_in(store, LISTED)


def test_an_empty_list_that_is_a_part_takes_nothing_off(store: Settings, reference: Reference) -> None:
    before = kept(
        store, f"select count(*) from state_at('2025', null) where city_id = '{LISTED}' and is_listed"
    )
    outcome = sent(store, reference, builders.workbook(reference, [], city="Cauayan City"), is_full=False)
    assert (outcome.verdict, outcome.changes["no_longer_listed"]) == ("accepted", 0)
    after = kept(
        store, f"select count(*) from state_at('2026', null) where city_id = '{LISTED}' and is_listed"
    )
    assert after == before


def test_headings_alone_name_no_city_unless_it_was_chosen(store: Settings, reference: Reference) -> None:
    outcome = sent(store, reference, HEADINGS, "r.csv")
    assert outcome.verdict == "rejected"
    assert {f.code for f in outcome.findings} == {"city_missing", "period_missing"}
    assert sent(store, reference, HEADINGS, "r.csv", chosen=Chosen(BARE, "2026")).verdict == "accepted"
