"""Making the store anew: all that was answered, corrected, taken back and decided is there again, or all stays."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import project, workbook

from etl import desk, pipeline, rebuild
from etl.desk import Entry
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write
from etl.store.places import Places, StoreError

A, B = "phnom-penh-01", "phnom-penh-02"
TABLES = (
    "submission",
    "finding",
    "correction",
    "confirmation",
    "withdrawal",
    "desk_entry",
    "project_update",
    "project",
)


def send(
    store: Settings, reference: Reference, period: str, rows: list[dict[str, object]], **more: object
) -> int:
    data = workbook(reference, rows, city="Phnom Penh", period=period)
    options = {"is_full": False, "answer": lambda f: "as reported", **more}
    outcome = pipeline.submit(Request(data, f"{period}.xlsx", **options), store.home, reference)  # type: ignore[arg-type]
    assert outcome.verdict == "accepted"
    return int(outcome.submission_id or 0)


@pytest.fixture
def lived_in(store: Settings, reference: Reference) -> Settings:
    """A store in which everything happened that can happen."""
    new = project(None, title="Night buses", focus_area="Built Infrastructure", sector="Transport")
    send(store, reference, "2025", [project(A, percent_complete=20), project(B, percent_complete=30), new])
    send(store, reference, "2026", [{"project_id": A}, project(B, percent_complete=45)], fill_unchanged=True)
    known = project(None, title="Night buses", focus_area="Built Infrastructure", sector="Transport")
    send(store, reference, "2026", [known])  # the yes takes the code that is suggested
    late = send(store, reference, "2026", [project(B, percent_complete=99)])
    with write.writer(store.home, reference) as connection:
        load.withdraw(connection, late, "us", "sent too early", load.utc_now())
    desk.record(store.home, reference, Entry("split", B, period="2025", value="Lamps", reason="two works"))
    number = desk.record(store.home, reference, Entry("merge", A, B, reason="same works"))
    desk.record(store.home, reference, Entry("undo", undoes=number, reason="two works"))
    send(
        store,
        reference,
        "2026",
        [project(A, percent_complete=60, title="Riverside")],
        counted_at=dt.datetime(2026, 9, 1),
    )
    return store


def content(store: Settings) -> list[list[object]]:
    run = snapshot.current(store.home).run
    return [run(f"from {name} order by all").astype(str).values.tolist() for name in (*TABLES, "state_now")]


def test_all_that_happened_is_there_again(lived_in: Settings, reference: Reference) -> None:
    before, version = content(lived_in), snapshot.current(lived_in.home).version
    assert rebuild.rebuild(lived_in.home, reference) == []
    assert snapshot.current(lived_in.home).version != version
    assert content(lived_in) == before
    assert not (lived_in.home / "rebuild").exists()


def test_numbers_go_on_where_they_were(lived_in: Settings, reference: Reference) -> None:
    last = snapshot.current(lived_in.home).run("select max(submission_id) as n from submission")["n"].iloc[0]
    rebuild.rebuild(lived_in.home, reference)
    assert send(lived_in, reference, "2026", [project(A, percent_complete=70)]) == last + 1
    assert desk.record(lived_in.home, reference, Entry("note", A, value="Ask.")) == 4


def test_a_store_that_says_otherwise_than_its_files_stays_and_is_told(
    lived_in: Settings, reference: Reference
) -> None:
    with write.writer(lived_in.home, reference) as connection:
        connection.execute("update project_update set percent_complete = 77 where percent_complete = 45")
        connection.execute("update meta set value = '' where key = 'state_stamp'")
    before, version = content(lived_in), snapshot.current(lived_in.home).version
    found = rebuild.rebuild(lived_in.home, reference)
    assert {d.name for d in found} == {"project_update", "state_now"}
    assert "77" in str(found[0])
    assert (content(lived_in), snapshot.current(lived_in.home).version) == (before, version)


def test_a_file_that_is_gone_stops_it_and_nothing_changes(lived_in: Settings, reference: Reference) -> None:
    row = snapshot.current(lived_in.home).run("select sha256 from submission where file_name = '2025.csv'")
    Places(lived_in.home).original(row["sha256"].iloc[0]).unlink()
    before = content(lived_in)
    with pytest.raises(StoreError, match="was not kept"):
        rebuild.rebuild(lived_in.home, reference)
    assert content(lived_in) == before


@pytest.mark.parametrize("left", [None, b"half"])
def test_a_file_that_is_lost_comes_back_when_it_is_sent_again(
    store: Settings, reference: Reference, left: bytes | None
) -> None:
    data = workbook(reference, [project(A, percent_complete=20)], city="Phnom Penh")
    request = Request(data, "2026.xlsx", is_full=False, answer=lambda f: "as reported")
    first = pipeline.submit(request, store.home, reference)
    kept = Places(store.home).original(first.sha256)
    kept.unlink()
    if left is not None:
        kept.write_bytes(left)
    assert pipeline.submit(request, store.home, reference).repeats == first.submission_id
    assert kept.read_bytes() == data
    assert rebuild.rebuild(store.home, reference) == []


def test_the_command_says_what_it_did(store: Settings) -> None:
    ascn = Path(sys.executable).with_name("ascn")
    done = subprocess.run(
        [ascn, "rebuild"],
        env={**os.environ, "ASCN_HOME": str(store.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "every row and every figure is the same" in done.stdout
