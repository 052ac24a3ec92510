"""The store: one change at a time, whole or not at all, and the same marts whatever the order of loading."""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from builders import CITY, project, workbook

from etl import pipeline, start
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import load, snapshot, write
from etl.store.places import Places, StoreError
from etl.validate.scope import Chosen
from tests import builders

_ALL = "select * exclude (submission_id, milestone_submission_id) from {} order by all"
STATE = _ALL.format("state_history(null)")
AS_OF = _ALL.format("state_history($known_on::timestamp)")
NOW = _ALL.format("state_as_of(null)")


def report(
    reference: Reference, period: str, percent: int | None, counted_at: str, **changes: object
) -> Request:
    row = project(percent_complete=percent, **changes)
    return Request(
        workbook(reference, [row], period=period),
        f"{period}-{percent}.xlsx",
        counted_at=dt.datetime.fromisoformat(counted_at),
        answer=lambda finding: "checked with the city",
    )


def state(chosen: Settings, text: str = STATE, **params: object) -> pd.DataFrame:
    return snapshot.current(chosen.home).run(text, params)


def test_loading_in_any_order_gives_equal_marts(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    reports = [
        report(reference, "2025", 20, "2025-11-01"),
        report(reference, "2025", 25, "2025-11-20"),
        report(reference, "2026", 60, "2026-01-15"),
    ]
    seen = []
    for number, order in enumerate(itertools.permutations(reports)):
        chosen = settings(home=tmp_path / f"order-{number}")
        shutil.copytree(store.home, chosen.home)
        for request in order:
            assert pipeline.submit(request, chosen.home, reference).verdict == "accepted"
        moments = [None, "2025-10-31", "2025-11-10", "2025-12-31", "2026-02-01"]
        seen.append([state(chosen, AS_OF, known_on=moment) for moment in moments])
    for other in seen[1:]:
        for ours, theirs in zip(seen[0], other, strict=True):
            pd.testing.assert_frame_equal(ours, theirs)


def test_the_state_kept_for_readers_is_the_state_by_its_definition(
    store: Settings, reference: Reference
) -> None:
    pipeline.submit(report(reference, "2026", 60, "2026-01-15"), store.home, reference)
    pd.testing.assert_frame_equal(state(store), state(store, NOW))
    kept = state(store, "select * from calendar_now order by city_id, period")
    assert len(kept)
    by_definition = "select * from report_calendar_as_of(null) order by city_id, period"
    pd.testing.assert_frame_equal(kept, state(store, by_definition))
    assert set(state(store, "from moment_now")["at_period"]) == set(state(store)["at_period"])


def test_a_correction_supersedes_and_what_was_known_before_stays_known(
    store: Settings, reference: Reference
) -> None:
    pipeline.submit(report(reference, "2026", 20, "2026-02-01"), store.home, reference)
    pipeline.submit(report(reference, "2026", 35, "2026-03-01"), store.home, reference)
    ask = (
        "select percent_complete from state_at('2026', $known_on::timestamp) "
        "where project_id = 'cauayan-city-01'"
    )
    assert state(store, ask, known_on=None)["percent_complete"].iloc[0] == 35
    assert state(store, ask, known_on="2026-02-15")["percent_complete"].iloc[0] == 20


def test_a_withdrawn_report_counts_no_longer_but_its_trace_stays(
    store: Settings, reference: Reference
) -> None:
    before = state(store)
    number = pipeline.submit(report(reference, "2026", 20, "2026-02-01"), store.home, reference).submission_id
    assert number is not None
    moment = dt.datetime(2026, 3, 1)
    with write.writer(store.home, reference) as connection:
        load.withdraw(connection, number, "tester", "sent by mistake", moment)
    pd.testing.assert_frame_equal(state(store), before)
    assert (state(store, AS_OF, known_on="2026-02-15")["percent_complete"] == 20).any()
    assert len(state(store, f"select * from project_update where submission_id = {number}")) == 1
    with (
        pytest.raises(StoreError, match="was withdrawn before"),
        write.writer(store.home, reference) as connection,
    ):
        load.withdraw(connection, number, "tester", "again", moment)


def test_the_same_bytes_again_change_nothing_and_say_so(store: Settings, reference: Reference) -> None:
    request = report(reference, "2026", 20, "2026-02-01")
    first = pipeline.submit(request, store.home, reference)
    version = snapshot.current(store.home).version
    again = pipeline.submit(request, store.home, reference)
    assert (again.repeats, again.submission_id) == (first.submission_id, first.submission_id)
    assert snapshot.current(store.home).version == version


BOTH, NEITHER = (CITY, "2026"), (None, None)


@pytest.mark.parametrize(
    ("first", "second"), [(BOTH, NEITHER), (NEITHER, BOTH), ((CITY, None), (None, "2026"))]
)
def test_a_choice_that_says_what_the_file_says_makes_no_other_report(
    store: Settings, reference: Reference, first: tuple[str | None, ...], second: tuple[str | None, ...]
) -> None:
    request = report(reference, "2026", 20, "2026-02-01")
    one, two = (replace(request, chosen=Chosen(*choice)) for choice in (first, second))
    before = pipeline.submit(one, store.home, reference)
    assert pipeline.submit(two, store.home, reference).repeats == before.submission_id
    other = replace(request, chosen=Chosen("jakarta"))
    said = pipeline.submit(other, store.home, reference)
    assert (said.verdict, said.repeats) == ("rejected", None), "a choice that contradicts the file is said"
    assert pipeline.submit(replace(one, is_full=False), store.home, reference).repeats is None


def test_bytes_that_were_accepted_with_a_choice_still_need_it(store: Settings, reference: Reference) -> None:
    data = workbook(reference, [project(percent_complete=20)], city=None)
    chosen = Request(data, "r.xlsx", Chosen(CITY), answer=lambda finding: "checked with the city")
    before = pipeline.submit(chosen, store.home, reference)
    assert before.verdict == "accepted"
    said = pipeline.submit(replace(chosen, chosen=Chosen()), store.home, reference)
    assert (said.verdict, said.repeats) == ("rejected", None)
    assert pipeline.submit(chosen, store.home, reference).repeats == before.submission_id


def test_an_accepted_file_is_kept_byte_by_byte(store: Settings, reference: Reference) -> None:
    request = report(reference, "2026", 20, "2026-02-01")
    outcome = pipeline.submit(request, store.home, reference)
    assert Places(store.home).original(outcome.sha256).read_bytes() == request.data


def test_a_new_project_gets_the_next_code_of_its_city(store: Settings, reference: Reference) -> None:
    new = project(None, title="Night buses", focus_area="Built Infrastructure", sector="Transport")
    outcome = pipeline.submit(
        Request(workbook(reference, [project(), new]), "new.xlsx"), store.home, reference
    )
    assert (outcome.verdict, outcome.changes["new"]) == ("accepted", 1)
    row = state(
        store, "select title, pillar from state_at('2026', null) where project_id = 'cauayan-city-02'"
    )
    assert row.to_dict("records") == [{"title": "Night buses", "pillar": "AEC"}]


def test_a_new_project_that_a_file_lists_for_two_periods_is_one_project(
    store: Settings, reference: Reference
) -> None:
    new = {
        **builders.SOUND,
        "city": "Cauayan City",
        "focus_area": "Built Infrastructure",
        "sector": "Transport",
    }
    titles = (("2024", "Night buses"), ("2025", "Night  Buses"), ("2025", "Day buses"))
    rows = [{**new, "title": title, "period": period} for period, title in titles]
    request = Request(builders.csv(rows), "new.csv", is_full=False, answer=lambda finding: "As agreed.")
    outcome = pipeline.submit(request, store.home, reference)
    assert (outcome.verdict, outcome.changes["new"], outcome.projects_read) == ("accepted", 2, 2)
    told = state(
        store, "select project_id, period from project_update where title ilike '%buses' order by row_no"
    )
    codes = ["cauayan-city-02", "cauayan-city-02", "cauayan-city-03"]
    assert told["project_id"].tolist() == codes
    assert len(state(store, "select * from project where title ilike '%buses'")) == 2


def test_an_error_in_the_middle_of_a_change_leaves_the_store_as_it_was(
    store: Settings, reference: Reference
) -> None:
    before, version = state(store), snapshot.current(store.home).version
    with pytest.raises(ZeroDivisionError), write.writer(store.home, reference) as connection:
        connection.execute("delete from project_update")
        raise ZeroDivisionError
    assert snapshot.current(store.home).version == version
    with write.writer(store.home, reference):
        pass
    pd.testing.assert_frame_equal(state(store), before)


def test_a_data_test_that_finds_a_row_stops_the_commit(store: Settings, reference: Reference) -> None:
    before = state(store)
    with (
        pytest.raises(write.CheckFailed, match="percents_in_range"),
        write.writer(store.home, reference) as connection,
    ):
        connection.execute("update project_update set percent_complete = 140 where project_id = 'manila-01'")
    pd.testing.assert_frame_equal(state(store), before)


def test_readers_cannot_write_and_reach_no_other_file(record_store: Settings) -> None:
    current = snapshot.current(record_store.home)
    with pytest.raises(duckdb.Error):
        current.run("delete from project")
    with pytest.raises(duckdb.Error):
        current.run("select * from read_text('/etc/hostname')")


def test_a_store_is_never_overwritten_by_init(record_store: Settings) -> None:
    with pytest.raises(StoreError, match="already"):
        start.init_empty(record_store)


def test_an_empty_store_has_code_lists_and_no_project(tmp_path: Path) -> None:
    chosen = settings(home=tmp_path / "empty")
    start.init_empty(chosen)
    current = snapshot.current(chosen.home)
    assert current.run("select count(*) as n from city")["n"].iloc[0] == 38
    assert current.run("from state_history(null)").empty


def _send(home: Path, number: int) -> None:
    chosen = settings(home=home)
    lists = start.reference_of(chosen)
    data = workbook(lists, [project(percent_complete=number)], period="2026")
    outcome = pipeline.submit(Request(data, f"{number}.xlsx", answer=lambda f: "yes"), home, lists)
    assert outcome.verdict == "accepted"


def test_several_processes_load_at_once_and_none_is_lost(store: Settings) -> None:
    context = multiprocessing.get_context("spawn")
    senders = [context.Process(target=_send, args=(store.home, number)) for number in (11, 12, 13)]
    for sender in senders:
        sender.start()
    seen = set()
    while any(sender.is_alive() for sender in senders):
        seen.add(snapshot.current(store.home).run("select count(*) as n from submission")["n"].iloc[0])
    for sender in senders:
        sender.join()
        assert sender.exitcode == 0
    assert state(store, "select count(*) as n from submission")["n"].iloc[0] == 8
    assert seen <= {5, 6, 7, 8}


def test_two_reports_sent_at_one_moment_both_count(store: Settings, reference: Reference) -> None:
    def send(city: str, name: str) -> str:
        rows = [builders.project(None, title="Kiosks", focus_area="Quality environment", sector="Transport")]
        data = builders.workbook(reference, rows, city=name)
        request = Request(data, f"{city}.xlsx", is_full=False)
        return pipeline.submit(request, store.home, reference).verdict

    with ThreadPoolExecutor(2) as both:
        verdicts = list(both.map(send, ("cebu-city", "johor-bahru"), ("Cebu City", "Johor Bahru")))
    assert verdicts == ["accepted", "accepted"]
    told = "select count(distinct city_id) as n from counted_reports(null) where period = '2026'"
    assert snapshot.current(store.home).run(told)["n"].iloc[0] == 2


def test_a_question_about_now_is_answered_as_by_the_definition_and_none_by_mistake(
    record_store: Settings,
) -> None:
    figures = "select * from figures('city', '2025', {}, null, null, null, null, null, null) order by key"
    quick = state(record_store, figures.format("$known_on"), known_on=None)
    pd.testing.assert_frame_equal(quick, state(record_store, figures.format("null")))
    mixed = "select count(*) as n from movement_between('2024', $from_known_on, '2025', $known_on)"
    then = dt.datetime(2024, 1, 1)
    assert state(record_store, mixed, known_on=None, from_known_on=then)["n"].iloc[0] == 134
    literal = "select * from state_at('2025', timestamp '2024-01-01') where $known_on is null"
    with pytest.raises(duckdb.Error, match="only what is known now"):
        state(record_store, literal, known_on=None)
