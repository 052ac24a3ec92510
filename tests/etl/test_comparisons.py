"""Comparisons of members: each figure that pages chart is made again by the cells behind it."""

from __future__ import annotations

import pytest

from etl import pipeline
from etl.figures import FILTERS, cells_of, named, recompute
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests import builders
from tests.etl.stories import day

OPEN = dict.fromkeys(FILTERS)


def ask(chosen: Settings, macro: str, **params: object):
    """The rows of a macro of the marts at the newest period, without filters."""
    return snapshot.current(chosen.home).run(f"select * from {macro}", params)


def newest(chosen: Settings) -> str:
    rows = ask(chosen, "state_now where is_listed order by at_date desc limit 1")
    return str(rows["at_period"].iloc[0])


def made(chosen: Settings, axis: str, key: str, figure: str, period: str) -> float | None:
    """The figure from its cells."""
    params = {**OPEN, "axis": axis, "key": key, "figure": figure, "period": period, "known_on": None}
    rows = snapshot.current(chosen.home).run(cells_of(figure), params)
    return recompute(figure, rows["contributes"])


@pytest.mark.parametrize("axis", ["network", "country", "sector"])
def test_quartiles_are_made_by_their_cells(practice_store: Settings, axis: str) -> None:
    at = newest(practice_store)
    rows = ask(
        practice_store,
        "progress_spread($axis, $at, null, null, null, null, null, null, null)",
        axis=axis,
        at=at,
    )
    assert len(rows)
    for row in rows[rows["spread_n"] > 0].to_dict("records"):
        for figure in ("progress_q1", "progress_q2", "progress_q3"):
            assert made(practice_store, axis, row["key"], figure, at) == pytest.approx(row[figure])


def test_tenths_and_the_silent_make_the_whole_list(practice_store: Settings) -> None:
    at = newest(practice_store)
    spread = ask(
        practice_store, "progress_spread('network', $at, null, null, null, null, null, null, null)", at=at
    )
    names = [f"progress_bin_{low}" for low in range(0, 100, 10)]
    code = spread["key"].iloc[0]
    said = sum(made(practice_store, "network", code, name, at) or 0 for name in names)
    silent = made(practice_store, "network", code, "progress_not_given", at) or 0
    assert said == spread["spread_n"].iloc[0]
    assert said + silent == spread["spread_of"].iloc[0]


def test_plan_and_actual_are_of_the_same_projects(practice_store: Settings) -> None:
    rows = ask(practice_store, "plan_against_actual('network', null, null, null, null, null, null, null)")
    assert len(rows)
    for row in rows.to_dict("records"):
        for figure in ("plan_planned", "plan_actual"):
            found = made(practice_store, "network", row["key"], figure, row["at_period"])
            assert found == pytest.approx(row[figure])


def test_money_is_summed_in_one_currency_at_a_time(practice_store: Settings) -> None:
    at = newest(practice_store)
    rows = ask(practice_store, "money('network', $at, null, null, null, null, null, null, null)", at=at)
    assert rows["currency"].is_unique
    for row in rows.to_dict("records"):
        currency = row["currency"].lower()
        assert made(practice_store, "network", row["key"], f"budget_{currency}", at) == pytest.approx(
            row["budget"]
        )
        spent = made(practice_store, "network", row["key"], f"spent_{currency}", at)
        assert spent == pytest.approx(0 if row["spent_n"] == 0 else row["spent"])
        for name in ("progress", "planned", "slippage"):
            if row[f"{name.replace('planned', 'slippage')}_by_budget_n"]:
                found = made(practice_store, "network", row["key"], f"{name}_by_budget_{currency}", at)
                assert found == pytest.approx(row[f"{name}_by_budget"])


def test_budgets_of_50_30_and_20_weigh_progress_to_42_39_and_minus_3(
    store: Settings, reference: Reference
) -> None:
    rows, steps = [], []
    for n, (budget, planned, actual) in enumerate(((50, 60, 50), (30, 40, 40), (20, 0, 10)), 1):
        given = {"percent_complete": actual, "budget": budget * 1000, "currency": "KHR"}
        rows.append(builders.project(f"phnom-penh-0{n}", **given))
        for name, weight, due in (("Now", planned, "2026-01-31"), ("Later", 100 - planned, "2027-01-31")):
            step = {"milestone": name, "weight": weight, "due": day(due), "done": None}
            steps.append({"project_id": f"phnom-penh-0{n}", **step})
    book = builders.workbook(
        reference, rows, city="Phnom Penh", side={"Milestones": [s for s in steps if s["weight"]]}
    )
    sent = pipeline.submit(Request(book, "2026.xlsx", answer=lambda f: "So it is."), store.home, reference)
    assert sent.verdict == "accepted", [f.message for f in sent.findings]
    money = ask(store, "money('city', '2026', null, ['phnom-penh'], null, null, null, null, null)").iloc[0]
    found = [money[f"{name}_by_budget"] for name in ("planned", "progress", "slippage")]
    assert found == pytest.approx([42, 39, -3])


@pytest.mark.parametrize("store", ["practice_store", "record_store"])
def test_equal_shares_of_the_pillars_add_up_to_the_list(store: str, request: pytest.FixtureRequest) -> None:
    chosen = request.getfixturevalue(store)
    at = newest(chosen)
    rows = ask(chosen, "pillar_split($at, null, null, null, null, null, null)", at=at)
    assert rows["pillar_share"].sum() == pytest.approx(rows["lead"].sum())
    assert rows["projects"].iloc[0] == pytest.approx(rows["lead"].sum())
    for row in rows.to_dict("records"):
        for figure in ("pillar_share", "touched"):
            assert made(chosen, "pillar", row["key"], figure, at) == pytest.approx(row[figure])


def test_a_money_figure_needs_a_currency_of_three_letters() -> None:
    assert named("budget_idr").label == "Approved budget, IDR"
    assert named("budget_rupiah") is None
