"""The public record as loaded says what was published; where the print contradicts itself, the store does not bend."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest

from etl import figures, sql
from etl.findings import Finding
from etl.record import PublicRecord, RecordError
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

YEARS = ("2022", "2023", "2024", "2025")
NETWORK = {
    "2018": {"projects": 53, "not_stated": 53, "completion_rate": None},
    "2022": {
        "projects": 77,
        "planning": 16,
        "ongoing": 57,
        "completed": 2,
        "not_stated": 2,
        "no_longer_listed": 8,
    },
    "2023": {"projects": 86, "planning": 14, "ongoing": 65, "completed": 2, "not_stated": 5},
    "2024": {"projects": 108, "planning": 13, "ongoing": 79, "completed": 11, "not_stated": 5},
    "2025": {
        "projects": 134,
        "planning": 8,
        "ongoing": 108,
        "completed": 18,
        "not_stated": 0,
        "no_longer_listed": 22,
    },
}


def status(chosen: Settings, axis: str, period: str, **filters: list[str]) -> pd.DataFrame:
    params = {"axis": axis, "period": period, "known_on": None, **figures.filter_params(filters)}
    return snapshot.current(chosen.home).run(sql.text("ask/status"), params)


@pytest.fixture(scope="module")
def record(reference: Reference) -> PublicRecord:
    return PublicRecord(Settings().public_record, reference)


@pytest.mark.parametrize("period", NETWORK)
def test_the_network_stands_where_the_reports_say(record_store: Settings, period: str) -> None:
    row = status(record_store, "network", period).iloc[0]
    for name, value in NETWORK[period].items():
        assert (row[name] == value) if value is not None else pd.isna(row[name]), name


def test_five_of_the_first_fifty_three_are_completed_in_2025(record_store: Settings) -> None:
    row = status(record_store, "network", "2025").iloc[0]
    assert (row["baseline_completed"], row["baseline_projects"]) == (5, 53)
    assert row["completion_rate_baseline"] == pytest.approx(5 / 53)
    assert row["completion_rate"] == pytest.approx(18 / 134)
    assert row["progress_low"] == pytest.approx(100 * 18 / 134)
    assert row["progress_high"] == 100
    assert pd.isna(row["progress_mean"])


def test_every_printed_count_of_projects_that_agrees_is_reproduced(
    record_store: Settings, record: PublicRecord, reference: Reference
) -> None:
    lines = [t for t in record.table("totals") if t["measure"] == "projects" and t["agrees"] == "1"]
    assert len(lines) > 200
    wrong = [t for t in lines if _ours(record_store, reference, t, "projects") != float(t["value"])]
    assert wrong == []


def test_planning_and_ongoing_lie_between_what_is_stated_and_what_may_be(
    record_store: Settings, record: PublicRecord, reference: Reference
) -> None:
    lines = [t for t in record.table("totals") if t["measure"] in ("planning", "ongoing", "completed")]
    assert len(lines) == 18
    for line in lines:
        ours = _ours(record_store, reference, line, line["measure"])
        open_ones = (
            _ours(record_store, reference, line, "not_stated") if line["measure"] != "completed" else 0
        )
        assert ours <= float(line["value"]) <= ours + open_ones, line


def _ours(chosen: Settings, reference: Reference, line: dict[str, str], figure: str) -> float:
    filters: dict[str, list[str]] = {}
    if line["member_state"]:
        match = reference.lists["country"].find(line["member_state"])
        assert match is not None, line
        filters["country"] = [match.code]
    if line["focus_area"]:
        match = reference.lists["focus_area"].find(line["focus_area"])
        assert match is not None, line
        filters["focus_area"] = [match.code]
    return float(status(chosen, "network", line["period"], **filters)[figure].iloc[0])


def test_report_files_are_updates_times_projects(record: PublicRecord) -> None:
    for period in record.periods():
        assert (record.folder / "reports" / f"{period}.csv").read_bytes() == record.report(period)


def test_every_update_is_stored_as_it_was_published(record_store: Settings, record: PublicRecord) -> None:
    stored = snapshot.current(record_store.home).run("select * from project_update")
    by_key = {(row.project_id, row.period): row for row in stored.itertuples()}
    updates = record.table("updates")
    assert len(by_key) == len(updates) == 458
    for update in updates:
        row = by_key[update["project_id"], update["period"]]
        assert row.title == update["title_as_published"]
        assert row.status == (update["status"] or "not_stated")
        assert str(row.counted_at if "counted_at" in row else update["as_of"]).startswith(update["as_of"])
        whole = update["percent_scope"].startswith("whole project")
        assert (
            (row.percent_complete == float(update["percent_complete"]))
            if whole
            else pd.isna(row.percent_complete)
        )


def test_the_record_is_known_from_the_day_that_it_speaks_of(record_store: Settings) -> None:
    run = snapshot.current(record_store.home).run
    text = "select count(*) filter (where is_listed) as n from state_at('2025', $known_on::timestamp)"
    assert run(text, {"known_on": "2025-09-29"})["n"].iloc[0] == 0
    assert run(text, {"known_on": "2025-09-30"})["n"].iloc[0] == 134


def test_init_confirms_each_question_by_its_line_of_the_record(record_store: Settings) -> None:
    told = snapshot.current(record_store.home).run("select code, project_id, period, note from confirmation")
    counts = told["code"].value_counts().to_dict()
    assert counts == {
        "title_changed": 47,
        "project_not_in_report": 23,
        "completed_at_first": 4,
        "focus_area_changed": 3,
        "status_back": 1,
        "status_jump": 1,
    }
    assert told["note"].str.contains(r"^(?:known_discrepancies\.csv, line \d+|projects\.csv, )").all()
    back = told[told["code"] == "status_back"].iloc[0]
    assert (back["project_id"], back["period"]) == ("khon-kaen-01", "2025")


def test_a_question_without_a_line_of_the_record_stops_the_build(record: PublicRecord) -> None:
    invented = Finding("status_back", project_id="manila-01", period="2025")
    with pytest.raises(RecordError, match="manila-01"):
        record.answer(invented)
    renamed = dataclasses.replace(invented, code="title_changed", project_id="siem-reap-03")
    with pytest.raises(RecordError, match="siem-reap-03"):
        record.answer(renamed)


def test_movement_to_2025_adds_up(record_store: Settings) -> None:
    moved = snapshot.current(record_store.home).run("from movement_between('2024', null, '2025', null)")
    kinds: dict[str, Any] = moved["kind"].value_counts().to_dict()
    assert kinds["added"] == 33
    assert kinds["no_longer_listed"] == 7
    assert kinds["completed"] == 7
    assert kinds["now_stated"] == 5
    assert kinds["forward"] == 3
    assert kinds["back"] == 1
    assert len(moved) - kinds["added"] == 108


@pytest.mark.parametrize("axis", ["country", "city", "sector", "pillar", "focus_area", "project"])
def test_every_axis_adds_up_to_the_network(record_store: Settings, axis: str) -> None:
    for period in ("2018", *YEARS):
        whole = status(record_store, "network", period).iloc[0]
        parts = status(record_store, axis, period)
        for name in ("projects", "planning", "ongoing", "completed", "not_stated"):
            assert parts[name].sum() == whole[name], (period, name)
