"""Earned schedule by the hand cases of method.md 4: on the planned curve, and through reports to the mart."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import pipeline, sql
from etl.figures import FILTERS, cells_of
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot, write
from tests import builders
from tests.etl.stories import PROJECT, Steps, ask, tell

QUARTERS = [(0, 0), (1, 10), (2, 25), (3, 45), (4, 70), (5, 100)]
LIPKE = [("A", 10, 1), ("B", 15, 2), ("C", 20, 3), ("D", 25, 4), ("E", 30, 5)]
START = "2025-01-01"


def on_curve(home: Path, earned: float) -> float:
    points = ", ".join(f"{{'t': {t}::double, 'pv': {pv}::double}}" for t, pv in QUARTERS)
    return float(
        snapshot.current(home).run(f"select earned_at([{points}], {earned}::double) as es")["es"].iloc[0]
    )


@pytest.mark.parametrize(
    ("earned", "es"),
    [(52, 3.28), (0, 0), (5, 0.5), (10, 1), (45, 3), (70, 4), (99.7, 4.99), (100, 5), (110, 5)],
)
def test_c_and_i_on_the_planned_curve(record_store: Settings, earned: float, es: float) -> None:
    assert on_curve(record_store.home, earned) == pytest.approx(es)


@pytest.fixture
def quarterly(store: Settings, reference: Reference, tmp_path: Path) -> tuple[Settings, Reference]:
    """The record, in a programme that reports by the quarter in 2025 and 2026."""
    import shutil

    from etl.reference import Reference as Folder

    own = tmp_path / "reference"
    shutil.copytree(reference.folder, own)
    rows = [
        "2025-Q4,2025 Q4,2025-10-01,2025-12-31,,1,0,2018-2025,",
        "2026-Q4,2026 Q4,2026-10-01,2026-12-31,,1,0,2026-2035,",
    ]
    with (own / "periods.csv").open("a", encoding="utf-8") as handle:
        handle.write("\n".join(rows) + "\n")
    return store, Folder(own)


def quarter_end(number: int) -> str:
    month = 3 * number
    after = dt.date(2025 + month // 12, month % 12 + 1, 1)
    return (after - dt.timedelta(days=1)).isoformat()


def steps(done: int = 0) -> list[tuple[str, float, str, str | None]]:
    return [(n, w, quarter_end(q), quarter_end(q) if q <= done else None) for n, w, q in LIPKE]


def result(store: Settings, period: str) -> pd.Series:
    rows = ask(
        store, "select * from earned_schedule($period, null) where project_id = $p", period=period, p=PROJECT
    )
    return rows.iloc[0]


def report(told: tuple[Settings, Reference], period: str, **more: Any) -> pd.Series:
    store, reference = told
    given = {"planned_start": START, "planned_end": quarter_end(5), "steps": steps(), **more}
    tell(store, reference, period, "2026-11-01", **given)
    return result(store, period)


def test_the_hand_case_of_five_quarters_comes_out_of_the_mart(quarterly: tuple[Settings, Reference]) -> None:
    row = report(quarterly, "2025-Q4", percent_complete=52)
    assert (row["unit"], row["planned_duration"], row["actual_time"]) == ("quarter", 5, 4)
    assert row["es"] == pytest.approx(3.28)
    assert row["spi_t"] == pytest.approx(0.82)
    assert row["ieac_t"] == pytest.approx(6.0976, abs=5e-5)
    planned = dt.date.fromisoformat(quarter_end(5)) - dt.date.fromisoformat(START)
    wanted = dt.date.fromisoformat(START) + dt.timedelta(days=round(planned.days / 0.82))
    assert row["forecast_finish"].date() == wanted


def test_all_the_work_done_earns_the_whole_plan_and_time_runs_on(
    quarterly: tuple[Settings, Reference],
) -> None:
    row = report(quarterly, "2025-Q4", percent_complete=100)
    assert (row["es"], row["actual_time"], row["spi_t"]) == (5, 4, 1.25)


def test_past_the_planned_finish_the_plan_stays_at_100_and_time_runs_to_the_data_date(
    quarterly: tuple[Settings, Reference],
) -> None:
    row = report(quarterly, "2026-Q4", percent_complete=70)
    assert (row["es"], row["actual_time"], row["planned_duration"]) == (4, 8, 5)
    assert row["spi_t"] == 0.5
    assert row["ieac_t"] == 10


def test_completed_freezes_time_at_the_actual_finish(quarterly: tuple[Settings, Reference]) -> None:
    row = report(
        quarterly,
        "2026-Q4",
        steps=steps(5),
        status="Completed",
        percent_complete=100,
        actual_end=quarter_end(6),
    )
    assert (row["es"], row["actual_time"]) == (5, 6)
    assert row["spi_t"] == pytest.approx(5 / 6)
    assert row["ieac_t"] == pytest.approx(6)
    assert row["forecast_finish"].date().isoformat() == quarter_end(6)


def test_yearly_reports_count_in_days_along_the_interpolated_curve(
    store: Settings, reference: Reference
) -> None:
    row = report((store, reference), "2025", percent_complete=35)
    assert row["unit"] == "day"
    first, second, third = (
        (dt.date.fromisoformat(quarter_end(q)) - dt.date.fromisoformat(START)).days for q in (1, 2, 3)
    )
    assert row["es"] == pytest.approx(second + (35 - 25) / 20 * (third - second))
    assert row["actual_time"] == (dt.date(2025, 9, 30) - dt.date(2025, 1, 1)).days
    assert first < row["es"] < third
    assert row["planned_duration"] == (row["planned_finish"] - pd.Timestamp(START)).days
    assert row["ieac_t"] == pytest.approx(row["planned_duration"] / row["spi_t"])


def test_the_baseline_is_the_first_plan_whatever_the_plan_is_now(
    store: Settings, reference: Reference
) -> None:
    before = report((store, reference), "2025", percent_complete=35)
    later = [("All", 100.0, "2030-12-31", None)]
    tell(store, reference, "2025", "2026-12-01", later, percent_complete=35, planned_end="2030-12-31")
    after = result(store, "2025")
    assert after["es"] == before["es"]
    assert after["planned_finish"] == before["planned_finish"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("no_baseline", {"steps": (), "planned_start": None, "planned_end": None, "percent_complete": 40}),
        ("no_milestones", {"steps": (), "percent_complete": 40}),
        ("no_start", {"planned_start": None, "percent_complete": 40}),
        ("due_before_start", {"planned_start": "2025-05-01", "percent_complete": 40}),
        ("weights", {"steps": "few", "percent_complete": 40}),
        ("nothing_earned", {"percent_complete": 0}),
        ("cancelled", {"status": "Cancelled", "percent_complete": 40}),
        ("no_actual_end", {"status": "Completed", "percent_complete": 100}),
        ("not_started", {"planned_start": "2026-11-01", "planned_end": "2027-06-30", "steps": "later"}),
    ],
)
def test_where_it_cannot_be_given_it_says_why_and_gives_nothing(
    store: Settings, reference: Reference, reason: str, told: dict[str, Any]
) -> None:
    named = {
        "later": [("All", 100.0, "2027-06-30", None)],
        "few": [("Some", 50.0, "2025-06-30", None), ("Open", 50.0, None, None)],
    }
    given = {**told, "steps": named.get(str(told.get("steps")), told.get("steps", steps()))}
    row = report((store, reference), "2025", **given)
    assert row["reason"] == reason
    for name in ("es", "spi_t", "ieac_t", "forecast_finish", "actual_time"):
        assert pd.isna(row[name])


def test_a_first_plan_without_a_finish_date_still_has_its_start(
    store: Settings, reference: Reference
) -> None:
    row = report((store, reference), "2025", planned_end=None, percent_complete=35)
    assert pd.isna(row["reason"])
    assert row["baseline_start"].date().isoformat() == START
    assert row["es"] > 0


def test_work_that_is_not_told_is_not_called_none(store: Settings, reference: Reference) -> None:
    report((store, reference), "2025", percent_complete=35)
    with write.writer(store.home, reference) as connection:
        connection.execute("update state_now set progress_pct = null where project_id = $p", {"p": PROJECT})
    row = result(store, "2025")
    assert row["reason"] == "no_progress"
    assert pd.isna(row["es"])


def test_a_second_report_of_the_same_date_without_milestones_leaves_the_pace(
    store: Settings, reference: Reference
) -> None:
    before = report((store, reference), "2025", steps=steps(1))
    tell(store, reference, "2025", "2026-12-01", progress_note="As before.")
    after = result(store, "2025")
    assert after["es"] == before["es"] > 0


def test_every_reason_of_the_mart_has_its_sentence() -> None:
    from dashboard.blocks.earned import WHY_NOT

    text = sql.text("marts/105_earned_schedule")
    codes = {
        line.split("then '")[1].split("'")[0]
        for line in text.splitlines()
        if " then '" in line and "when" in line
    }
    assert codes - {"quarter", "half-year"} <= set(WHY_NOT) | {"quarter", "half-year"}
    assert set(WHY_NOT) <= codes


PLANNED = [
    ("One", 50.0, "2025-03-31", "2025-03-31"),
    ("Two", 30.0, "2025-06-30", None),
    ("Three", 20.0, "2025-09-30", None),
]


def test_planned_80_milestone_progress_50_slippage_minus_30(
    quarterly: tuple[Settings, Reference], tmp_path: Path
) -> None:
    store, reference = quarterly
    with (reference.folder / "periods.csv").open("a", encoding="utf-8") as handle:
        handle.write("2025-H1,2025 H1,2025-01-01,2025-06-30,,1,0,2018-2025,\n")
    half = Reference(reference.folder)
    tell(store, half, "2025-H1", "2025-07-20", PLANNED, planned_start="2025-01-01", planned_end="2025-09-30")
    state = ask(
        store,
        "select planned_pct, progress_pct, progress_basis, slippage_pts from state_now "
        "where project_id = $p and at_period = '2025-H1'",
        p=PROJECT,
    ).iloc[0]
    assert (state["planned_pct"], state["progress_pct"], state["slippage_pts"]) == (80, 50, -30)
    assert state["progress_basis"] == "milestones"


NAMED = [("One", None, None, None), ("Two", None, None, None)]


@pytest.mark.parametrize(
    ("told", "planned", "done", "dated"),
    [
        (NAMED, None, None, 0),
        ([("One", None, "2025-03-31", "2025-03-31"), ("Two", 100.0, "2025-06-30", None)], None, None, 1),
        ([("One", 50.0, None, "2025-03-31"), ("Two", 50.0, "2025-06-30", None)], None, 50, 0),
        ([("One", 50.0, "2026-03-31", None), ("Two", 50.0, "2026-06-30", None)], 0, 0, 1),
    ],
)
def test_milestones_measure_only_where_each_says_its_weight_and_the_plan_only_where_each_is_dated(
    store: Settings, reference: Reference, told: Steps, planned: float | None, done: float | None, dated: int
) -> None:
    given = {"planned_start": START, "planned_end": "2026-12-31", "focus_area": "Built Infrastructure"}
    tell(store, reference, "2025", "2025-10-20", told, **given)
    text = "select * from state_now where project_id = $p and at_period = '2025'"
    state = ask(store, text, p=PROJECT).iloc[0]
    measured = [None if pd.isna(state[name]) else state[name] for name in ("planned_pct", "progress_pct")]
    assert measured == [planned, done]
    assert pd.isna(state["progress_basis"]) == (done is None)
    shown: dict[str, Any] = {**dict.fromkeys(FILTERS), "city": ["cauayan-city"], "known_on": None}
    known = ask(
        store, Path("dashboard/queries/completeness.sql").read_text(), at_period="2025", **shown
    ).iloc[0]
    asked = {"axis": "city", "key": "cauayan-city", "figure": "known_milestones", "period": "2025", **shown}
    assert (known["milestones"], len(ask(store, cells_of("known_milestones"), **asked))) == (dated, dated)


def test_rounded_weights_of_a_little_more_than_100_are_the_whole_plan_and_no_more(
    store: Settings, reference: Reference
) -> None:
    told = [(f"Part {month}", 33.5, f"2025-0{month}-28", f"2025-0{month}-28") for month in (3, 5, 8)]
    given = {"planned_start": START, "planned_end": "2025-12-31", "focus_area": "Built Infrastructure"}
    tell(store, reference, "2025", "2025-10-20", told, **given)
    row = ask(store, "from plan_standing('2025', null) where project_id = $p", p=PROJECT).iloc[0]
    assert (row["planned_pct"], row["progress_pct"], row["slippage_pts"]) == (100, 100, 0)
    assert (row["days_behind"], pd.isna(row["behind_since"])) == (0, True)
    pace = result(store, "2025")
    assert pace["es"] == pace["planned_duration"]


def test_milestones_without_weights_raise_no_question_about_the_percent(
    store: Settings, reference: Reference
) -> None:
    plan = {"planned_start": START, "planned_end": "2026-12-31"}
    tell(store, reference, "2025", "2025-10-20", NAMED, percent_complete=40, **plan)
    assert ask(store, "select * from confirmation where code = 'milestones_disagree'").empty


def test_a_project_whose_list_is_stale_does_not_slide_behind_plan_by_itself(
    store: Settings, reference: Reference
) -> None:
    told = [("One", 50.0, "2025-03-31", "2025-03-31"), ("Two", 50.0, "2026-06-30", None)]
    plan = {"planned_start": START, "planned_end": "2026-06-30"}
    tell(store, reference, "2025", "2025-10-20", told, **plan)
    with write.writer(store.home, reference) as connection:  # another city reports for 2026
        connection.execute(
            """insert into report by name
            select * replace ('2026' as period, 'baguio-city' as city_id) from report
            where period = '2025' and city_id = 'cauayan-city' order by submission_id desc limit 1"""
        )
        connection.execute(sql.text("marts/022_state_now"))
    text = "select * from plan_standing($period, null) where project_id = $p"
    then, now = (ask(store, text, period=period, p=PROJECT).iloc[0] for period in ("2025", "2026"))
    assert now["is_stale"]
    assert (then["planned_pct"], then["slippage_pts"], then["days_behind"]) == (50, 0, 0)
    for name in ("planned_pct", "progress_pct", "slippage_pts", "assumed_planned_pct", "days_behind"):
        assert now[name] == then[name], name
    due = ask(
        store, "from milestone_slip('2026', null) where project_id = $p and milestone = 'Two'", p=PROJECT
    )
    assert due["is_due_in_period"].iloc[0]
    assert due[["slip_days", "is_hit"]].isna().all(axis=None), "nobody says that it was missed"
    before, after = result(store, "2025"), result(store, "2026")
    for name in ("until", "actual_time", "spi_t", "forecast_finish"):
        assert after[name] == before[name], name


@pytest.mark.parametrize("is_unchanged", [False, True])
def test_a_report_that_leaves_the_milestones_out_does_not_say_what_is_done_of_them(
    store: Settings, reference: Reference, is_unchanged: bool
) -> None:
    told = [("Design", 40.0, "2025-06-30", "2025-06-30"), ("Works", 60.0, "2026-06-30", None)]
    tell(store, reference, "2025", "2025-10-20", told, planned_start=START, planned_end="2027-06-30")
    silent = {"project_id": PROJECT, "city": "cauayan-city", "period": "2026"}
    request = Request(
        builders.csv([silent | (dict.fromkeys(builders.SOUND) if is_unchanged else builders.SOUND)]),
        "2026.csv",
        counted_at=dt.datetime(2026, 2, 1),
        fill_unchanged=is_unchanged,
        answer=lambda finding: "As agreed.",
    )
    sent = pipeline.submit(request, store.home, reference)
    assert sent.verdict == "accepted", [f.message for f in sent.findings]
    now = ask(store, "from plan_standing('2026', null) where project_id = $p", p=PROJECT).iloc[0]
    works = ask(
        store, "from milestone_slip('2026', null) where project_id = $p and milestone = 'Works'", p=PROJECT
    ).iloc[0]
    figures = ["progress_pct", "slippage_pts", "points_behind", "days_behind", "first_overdue"]
    assert (now["is_unchanged"], now["planned_pct"]) == (is_unchanged, 100)
    assert now[figures].isna().all() == (not is_unchanged)
    assert now["overdue"] == int(is_unchanged)
    assert works[["slip_days", "is_hit"]].isna().all() == (not is_unchanged)
    if is_unchanged:
        assert (now["progress_pct"], now["slippage_pts"]) == (40, -60)


def test_milestones_say_their_slip_and_which_were_met(store: Settings, reference: Reference) -> None:
    told = [
        ("One", 40.0, "2025-03-31", "2025-04-10"),
        ("Two", 30.0, "2025-08-31", None),
        ("Three", 20.0, "2026-03-31", None),
        ("Four", 10.0, "2026-09-30", None),
    ]
    tell(store, reference, "2025", "2025-10-20", told, planned_start=START, planned_end="2026-09-30")
    rows = ask(
        store, "select * from milestone_slip('2025', null) where project_id = $p order by due", p=PROJECT
    )
    assert list(rows["slip_days"].iloc[:2]) == [10, 30]
    assert rows["slip_days"].iloc[2:].isna().all()
    assert list(rows["is_due_in_period"]) == [True, True, False, False]
    assert list(rows["is_hit"].iloc[:2]) == [False, False]
    assert list(rows["next_number"].iloc[2:]) == [1, 2]
