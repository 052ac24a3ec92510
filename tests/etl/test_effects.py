"""What a report is said to change before it counts is what it changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl import again, effects, pipeline, sql
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import load, snapshot, write
from tests import builders

PROJECTS = [f"phnom-penh-{n:02d}" for n in range(1, 6)]
FIGURES = ("completion_rate", "completed", "ongoing", "planning", "progress_mean", "projects")
STATUS = st.sampled_from(["Planning", "On-going", "Completed", "On hold"])
ROW = st.fixed_dictionaries({"status": STATUS, "percent_complete": st.none() | st.integers(0, 100)})


def report(reference: Reference, rows: list[dict[str, Any]], **more: Any) -> Request:
    """A report of the city's five projects; every question is answered with the same reason."""
    named = [builders.project(code, **row) for code, row in zip(PROJECTS, rows, strict=False)]
    return Request(builders.workbook(reference, named, city="Phnom Penh"), "report.xlsx", **more)


def figures(home: Path, axis: str, key: str, period: str) -> dict[str, Any]:
    """The figures as the pages read them."""
    empty = dict.fromkeys(("city", "country", "sector", "pillar", "focus_area", "status"))
    params = {"axis": axis, "period": period, "known_on": None, **empty}
    rows = snapshot.current(home).run(sql.text("ask/status"), params)
    return dict(rows[rows["key"] == key].iloc[0])


def same(told: str | None, shown: Any) -> bool:
    """Whether a preview's text is exactly the figure."""
    return told is None if shown is None or shown != shown else told == repr(float(shown))


@given(first=st.lists(ROW, min_size=5, max_size=5), then=st.lists(ROW, min_size=3, max_size=5))
@hypothesis_settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_a_preview_equals_the_difference_afterwards_exactly(
    record_store: Settings, reference: Reference, tmp_path_factory: Any, first: Any, then: Any
) -> None:
    home = tmp_path_factory.mktemp("preview") / "store"
    shutil.copytree(record_store.home, home)
    pipeline.submit(report(reference, first, answer=lambda f: "yes"), home, reference)
    before = {key: figures(home, *key, "2026") for key in (("city", "phnom-penh"), ("network", "ASCN"))}
    held = pipeline.submit(report(reference, then, answer=lambda f: "yes", hold=True), home, reference)
    told = {(e.axis, e.key, e.figure): (e.before, e.after) for e in held.effects}
    if held.repeats is None:
        sent = pipeline.submit(again.request_again(home, int(held.submission_id or 0)), home, reference)
        assert sent.verdict == "accepted"
        assert set(sent.effects) == set(held.effects)
    for (axis, key), then_figures in before.items():
        now = figures(home, axis, key, "2026")
        for figure in FIGURES:
            was, becomes = told.get((axis, key, figure), (None, None))
            if (axis, key, figure) in told:
                assert same(was, then_figures[figure])
                assert same(becomes, now[figure])
            else:
                assert then_figures[figure] == now[figure] or then_figures[figure] != then_figures[figure]
    shutil.rmtree(home)


def test_a_preview_changes_nothing(store: Settings, reference: Reference) -> None:
    rows: list[dict[str, Any]] = [{"status": "On-going"}] * 5
    before = snapshot.current(store.home).run("select * from state_now order by all")
    held = pipeline.submit(report(reference, rows, answer=lambda f: "yes", hold=True), store.home, reference)
    assert held.effects
    assert snapshot.current(store.home).run("select * from state_now order by all").equals(before)


def test_the_effect_of_taking_a_report_back_undoes_the_effect_of_sending_it(
    store: Settings, reference: Reference
) -> None:
    rows: list[dict[str, Any]] = [{"status": "On-going", "percent_complete": 40}] * 5
    pipeline.submit(report(reference, rows, answer=lambda f: "yes"), store.home, reference)
    rows = [{"status": "Completed", "percent_complete": 100}] * 5
    sent = pipeline.submit(report(reference, rows, answer=lambda f: "yes"), store.home, reference)
    back = effects.of_withdrawal(store.home, reference, int(sent.submission_id or 0))
    assert {(e.axis, e.key, e.figure, e.after, e.before) for e in back} == {
        (e.axis, e.key, e.figure, e.before, e.after) for e in sent.effects
    }
    with write.writer(store.home, reference) as connection:
        load.withdraw(connection, int(sent.submission_id or 0), "us", "sent too early", load.utc_now())
    state = snapshot.current(store.home).run(
        "select status from state_now where project_id = 'phnom-penh-01' and at_period = '2026'"
    )
    assert list(state["status"]) == ["ongoing"]


def test_the_first_report_of_a_period_is_compared_with_the_state_that_it_follows(
    store: Settings, reference: Reference
) -> None:
    rows: list[dict[str, Any]] = [{"status": "Completed"}] * 5
    sent = pipeline.submit(
        report(reference, rows, answer=lambda f: "yes"), settings(home=store.home).home, reference
    )
    moves = {e.key: (e.before, e.after) for e in sent.effects if e.figure == "status"}
    assert moves["phnom-penh-01"] == ("ongoing", "completed")
    assert not any(e.figure == "reporting_rate" for e in sent.effects)


def test_a_correction_of_an_earlier_period_says_what_it_changes_in_the_newest(
    store: Settings, reference: Reference
) -> None:
    """The pages open with the newest period: what carries to it changes there too."""
    newest = Request(
        builders.workbook(reference, [builders.project(PROJECTS[0])], city="Phnom Penh"),
        "2026.xlsx",
        is_full=False,
        answer=lambda f: "yes",
    )
    assert pipeline.submit(newest, store.home, reference).verdict == "accepted"
    data = builders.workbook(
        reference,
        [builders.project(code, status="Completed") for code in PROJECTS[:2]],
        city="Phnom Penh",
        period="2025",
    )
    before = figures(store.home, "city", "phnom-penh", "2026")
    sent = pipeline.submit(
        Request(data, "2025.xlsx", is_full=False, answer=lambda f: "yes"), store.home, reference
    )
    assert sent.verdict == "accepted"
    moved = {(e.key, e.period): (e.before, e.after) for e in sent.effects if e.figure == "status"}
    assert moved[PROJECTS[1], "2025"] == moved[PROJECTS[1], "2026"] == ("ongoing", "completed")
    assert (PROJECTS[0], "2025") in moved
    assert (PROJECTS[0], "2026") not in moved, "it was told anew for the newest"
    told = {(e.key, e.figure): (e.before, e.after) for e in sent.effects if e.period == "2026"}
    now = figures(store.home, "city", "phnom-penh", "2026")
    for figure in ("completed", "completion_rate", "ongoing"):
        assert same(told["phnom-penh", figure][0], before[figure])
        assert same(told["phnom-penh", figure][1], now[figure])


def test_a_preview_overtaken_by_another_report_is_made_anew(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = pipeline._with_preview
    other = report(reference, [{"percent_complete": 30}] * 5, answer=lambda f: "yes")
    ours = report(reference, [{"percent_complete": 50}] * 5, answer=lambda f: "yes", hold=True)

    def overtaken(*args: Any) -> Any:
        monkeypatch.setattr(pipeline, "_with_preview", at_once)
        made = at_once(*args)
        pipeline.submit(other, store.home, reference)
        return made

    monkeypatch.setattr(pipeline, "_with_preview", overtaken)
    held = pipeline.submit(ours, store.home, reference)
    told = {(e.key, e.figure): (e.before, e.after) for e in held.effects if e.axis == "project"}
    assert told["phnom-penh-01", "progress_pct"] == ("30.0", "50.0")
    rows = snapshot.current(store.home).run(
        "select count(*) as n from submission where file_name = 'report.xlsx'"
    )
    assert int(rows["n"].iloc[0]) == 2
