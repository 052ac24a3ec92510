"""Who is who: merging, splitting, renaming and re-classifying, on both clocks, and what later reports are told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from builders import project, workbook

from etl import desk, pipeline
from etl.desk import Entry
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

A, B = "phnom-penh-01", "phnom-penh-02"
STATE = (
    "select * from state_at($period, $known_on::timestamp) where city_id = 'phnom-penh' order by project_id"
)


def decide(store: Settings, reference: Reference, kind: str, *codes: str, **more: Any) -> int:
    return desk.record(store.home, reference, Entry(kind, *codes, reason="checked with the city", **more))


def state(store: Settings, period: str, known_on: str | None = None) -> pd.DataFrame:
    rows = snapshot.current(store.home).run(STATE, {"period": period, "known_on": known_on})
    return rows.set_index("project_id")


def send(store: Settings, reference: Reference, rows: list[dict[str, Any]], **more: Any) -> Outcome:
    data = workbook(reference, rows, city="Phnom Penh", period=more.pop("period", "2026"))
    return pipeline.submit(
        Request(data, "report.xlsx", answer=lambda f: "yes", is_full=False, **more), store.home, reference
    )


def test_merged_projects_count_once_from_the_decision_on(store: Settings, reference: Reference) -> None:
    before = state(store, "2025")
    decide(store, reference, "merge", A, B, decided_at=dt.datetime(2026, 3, 1))
    after = state(store, "2025")
    assert set(before.index) - set(after.index) == {A}
    assert after.loc[B, "title"] == before.loc[B, "title"]
    assert after.loc[B, "status"] == before.loc[B, "status"]
    pd.testing.assert_frame_equal(state(store, "2025", "2026-02-28"), before)


def test_the_targets_row_stands_where_one_report_tells_of_both(store: Settings, reference: Reference) -> None:
    rows = [project(A, percent_complete=10), project(B, percent_complete=70)]
    send(store, reference, rows)
    decide(store, reference, "merge", A, B)
    now = state(store, "2026").loc[B]
    assert (now["percent_complete"], now["reported_as"]) == (70, B)


def test_a_merged_project_has_the_history_of_both(store: Settings, reference: Reference) -> None:
    send(store, reference, [project(A, percent_complete=35)])
    decide(store, reference, "merge", A, B)
    now = state(store, "2026").loc[B]
    assert (now["percent_complete"], now["reported_as"], now["first_period"]) == (35, A, "2018")


def test_a_first_list_loses_no_place_to_a_merge_with_a_later_project(
    store: Settings, reference: Reference
) -> None:
    run = snapshot.current(store.home).run
    rows = run("from state_at('2025', null) where city_id = 'manila' or city_id = 'phnom-penh'")
    city = next(c for c, own in rows.groupby("city_id") if own["in_baseline"].nunique() == 2)
    own = rows[rows["city_id"] == city]
    old, new = own[own["in_baseline"]].iloc[0], own[~own["in_baseline"]].iloc[0]
    count = "select sum(in_baseline::integer) as n from state_at('2025', null)"
    before = run(count)["n"].iloc[0]
    decide(store, reference, "merge", old["project_id"], new["project_id"])
    assert snapshot.current(store.home).run(count)["n"].iloc[0] == before == 53


def test_an_undone_merge_leaves_everything_as_it_was(store: Settings, reference: Reference) -> None:
    before = state(store, "2025")
    number = decide(store, reference, "merge", A, B)
    decide(store, reference, "undo", undoes=number)
    pd.testing.assert_frame_equal(state(store, "2025"), before)


def test_merges_follow_each_other(store: Settings, reference: Reference) -> None:
    third = "phnom-penh-03"
    decide(store, reference, "merge", A, B)
    decide(store, reference, "merge", B, third)
    assert not {A, B} & set(state(store, "2025").index)
    merged = snapshot.current(store.home).run("from merged_project(null) order by told_id")
    assert merged.values.tolist() == [[A, third], [B, third]]


def test_a_split_gives_the_later_reports_to_the_new_project(store: Settings, reference: Reference) -> None:
    before = state(store, "2025").loc[A]
    decide(store, reference, "split", A, period="2024", value="Lamps")
    made = snapshot.current(store.home).run("select project_id from project where entry_id is not null")
    new = made["project_id"].iloc[0]
    assert new not in state(store, "2023").index
    assert state(store, "2023").loc[A, "is_listed"]
    now = state(store, "2025")
    assert not now.loc[A, "is_listed"]
    assert (now.loc[new, "title"], now.loc[new, "status"]) == ("Lamps", before["status"])
    assert (now.loc[new, "first_period"], now.loc[new, "reported_as"]) == ("2024", A)


def test_a_report_under_a_code_that_was_split_is_held_against_the_project_split_off(
    store: Settings, reference: Reference
) -> None:
    decide(store, reference, "split", A, period="2024", value="Lamps")
    row = project(A, status="Planning")
    data = workbook(reference, [row], city="Phnom Penh", period="2026")
    outcome = pipeline.check(Request(data, "after.xlsx", is_full=False), store.home, reference)
    asked = [f for f in outcome.findings if f.code == "status_back"]
    assert [f.project_id for f in asked] == [A]


def test_a_split_off_project_may_go_back_where_it_came_from(store: Settings, reference: Reference) -> None:
    before = state(store, "2025")
    decide(store, reference, "split", A, period="2024", value="Lamps")
    new = snapshot.current(store.home).run("select project_id from project where entry_id is not null")
    decide(store, reference, "merge", new["project_id"].iloc[0], A)
    same = ["title", "status", "is_listed", "first_period", "last_period"]
    pd.testing.assert_frame_equal(state(store, "2025")[same], before[same])


def test_a_new_name_is_shown_until_a_later_report_gives_another(
    store: Settings, reference: Reference
) -> None:
    old = state(store, "2025").loc[A, "title"]
    decide(store, reference, "rename", A, value="Lamps", decided_at=dt.datetime(2026, 3, 1))
    assert state(store, "2025").loc[A, "title"] == "Lamps"
    assert state(store, "2025", "2026-02-01").loc[A, "title"] == old
    send(store, reference, [project(A, title="Street lamps")], counted_at=dt.datetime(2026, 4, 1))
    assert state(store, "2026").loc[A, "title"] == "Street lamps"
    assert state(store, "2025").loc[A, "title"] == "Lamps"


def test_a_class_is_decided_from_a_report_on_or_for_all_time(store: Settings, reference: Reference) -> None:
    old = state(store, "2025").loc[A]
    code = "ict" if old["sector"] != "ict" else "data"
    decide(store, reference, "reclassify", A, field="sector", value=code, period="2024")
    assert state(store, "2023").loc[A, "sector"] == old["sector"]
    assert [state(store, p).loc[A, "sector"] for p in ("2024", "2025")] == [code, code]
    decide(store, reference, "reclassify", A, field="pillar", value="APSC")
    assert {state(store, p).loc[A, "pillar"] for p in ("2018", "2025")} == {"APSC"}
    axis = "figures('sector', '2025', null, null, null, null, null, null, null)"
    figures = f"select projects from {axis} where key = $key"
    counted = snapshot.current(store.home).run(
        "select sector, count(*) as n from state_at('2025', null) where is_listed group by 1"
    )
    shown = snapshot.current(store.home).run(figures, {"key": code})["projects"].iloc[0]
    assert dict(zip(counted["sector"], counted["n"], strict=True))[code] == shown


@pytest.mark.parametrize("both", [False, True])
def test_a_later_report_under_a_merged_code_is_told_whose_it_is(
    store: Settings, reference: Reference, both: bool
) -> None:
    send(store, reference, [project(B, percent_complete=60)], period="2025")
    decide(store, reference, "merge", A, B)
    rows = [project(A, percent_complete=20), *([project(B)] if both else [])]
    outcome = send(store, reference, rows)
    codes = {f.code for f in outcome.findings}
    if both:
        assert outcome.verdict == "rejected"
        assert "duplicate_project" in codes
    else:
        assert outcome.verdict == "accepted"
        assert {"project_counts_as", "progress_fell"} <= codes
        assert state(store, "2026").loc[B, "percent_complete"] == 20


def test_a_full_report_under_a_merged_code_leaves_nothing_out(store: Settings, reference: Reference) -> None:
    listed = state(store, "2025")
    codes = [code for code in listed.index[listed["is_listed"]] if code != B]
    decide(store, reference, "merge", A, B)
    data = workbook(reference, [project(code) for code in codes], city="Phnom Penh")
    outcome = pipeline.check(Request(data, "report.xlsx"), store.home, reference)
    assert "project_not_in_report" not in {f.code for f in outcome.findings}
    assert outcome.changes["no_longer_listed"] == 0


def test_the_old_names_of_a_project_lead_to_the_one_that_goes_on(
    store: Settings, reference: Reference
) -> None:
    old = state(store, "2025").loc[A, "title"]
    decide(store, reference, "rename", A, value="Lamps of the riverside")
    decide(store, reference, "merge", A, B)
    for title in (old, "Lamps of the Riverside"):
        row = project(None, title=title, focus_area="Built Infrastructure", sector="Transport")
        data = workbook(reference, [row], city="Phnom Penh")
        outcome = pipeline.check(Request(data, "report.xlsx", is_full=False), store.home, reference)
        (asked,) = [f for f in outcome.findings if f.code == "project_known_title"]
        assert asked.suggestion == B


def test_no_code_is_given_twice_even_after_a_split_was_undone(store: Settings, reference: Reference) -> None:
    number = decide(store, reference, "split", A, period="2024", value="Lamps")
    made = snapshot.current(store.home).run("select project_id from project where entry_id is not null")
    decide(store, reference, "undo", undoes=number)
    row = project(None, title="Night buses", focus_area="Built Infrastructure", sector="Transport")
    assert send(store, reference, [row]).verdict == "accepted"
    assert set(state(store, "2026").index) & set(made["project_id"]) == set()


def test_milestones_of_a_merged_code_measure_the_project_that_goes_on(
    store: Settings, reference: Reference
) -> None:
    steps = [
        {
            "project_id": A,
            "milestone": "Design",
            "weight": 40,
            "due": dt.date(2026, 1, 31),
            "done": dt.date(2026, 1, 20),
        },
        {"project_id": A, "milestone": "Works", "weight": 60, "due": dt.date(2028, 1, 31)},
    ]
    data = workbook(reference, [project(A)], city="Phnom Penh", side={"Milestones": steps})
    request = Request(data, "report.xlsx", answer=lambda f: "yes", is_full=False)
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    alone = state(store, "2026").loc[A]
    decide(store, reference, "merge", A, B)
    now = state(store, "2026").loc[B]
    assert (
        (now["progress_pct"], now["planned_pct"]) == (alone["progress_pct"], alone["planned_pct"]) == (40, 40)
    )
