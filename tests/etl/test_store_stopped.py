"""A program that is stopped at any moment leaves a store that shows what was committed, once and as its sender's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl import pipeline, start
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot, write
from etl.store.places import Places, StoreError
from tests import builders

NEW = builders.project(None, title="Night buses", focus_area="Built Infrastructure", sector="Transport")


def report(reference: Reference, city: str = "Cauayan City") -> Request:
    data = builders.workbook(reference, [NEW], city=city)
    return Request(data, f"{city}.xlsx", is_full=False, answer=lambda f: "yes")


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def committed_only(store: Settings, request: Request, reference: Reference) -> None:
    """Send a report whose sender's program was stopped between commit and publish."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(write, "publish", full_disk)
        pipeline.submit(request, store.home, reference)


def count(store: Settings, what: str) -> int:
    return int(snapshot.current(store.home).run(f"select count(*) as n from {what}")["n"].iloc[0])


def test_a_report_that_was_committed_and_not_published_is_not_loaded_twice(
    store: Settings, reference: Reference
) -> None:
    request, before = report(reference), count(store, "submission")
    committed_only(store, request, reference)
    assert count(store, "submission") == before
    again = pipeline.submit(request, store.home, reference)
    assert (again.verdict, again.repeats) == ("accepted", before + 1)
    assert count(store, "submission") == before + 1
    assert count(store, "project where title = 'Night buses'") == 1


def test_what_another_left_unpublished_is_not_said_to_be_the_next_one_s(
    store: Settings, reference: Reference
) -> None:
    committed_only(store, report(reference), reference)
    sent = pipeline.submit(report(reference, "Cebu City"), store.home, reference)
    told = {(e.axis, e.figure): (e.before, e.after) for e in sent.effects}
    was, becomes = told["network", "projects"]
    assert float(becomes or 0) - float(was or 0) == 1
    assert {e.key for e in sent.effects if e.axis == "city"} == {"cebu-city"}


def test_what_was_left_is_published_at_the_start_of_a_program(store: Settings, reference: Reference) -> None:
    before = count(store, "submission")
    committed_only(store, report(reference), reference)
    write.ensure_current(store.home, reference)
    assert count(store, "submission") == before + 1
    version = snapshot.current(store.home).version
    write.ensure_current(store.home, reference)
    assert snapshot.current(store.home).version == version


def test_a_rehearsal_publishes_first_what_was_left(store: Settings, reference: Reference) -> None:
    before = count(store, "submission")
    committed_only(store, report(reference), reference)
    with write.rehearsal(store.home, reference):
        assert count(store, "submission") == before + 1


def test_a_backup_of_the_master_and_the_files_alone_is_published_at_the_start(
    store: Settings, reference: Reference
) -> None:
    before, places = count(store, "submission"), Places(store.home)
    for path in (places.pointer, *places.published()):
        path.unlink()
    assert start.has_store(store.home)
    write.ensure_current(store.home, reference)
    assert count(store, "submission") == before


def test_a_store_without_its_master_is_not_begun_anew_over_what_was_published(
    store: Settings, reference: Reference
) -> None:
    places = Places(store.home)
    places.master.unlink()
    with pytest.raises(StoreError, match="is gone"):
        pipeline.submit(report(reference), store.home, reference)
    assert not places.master.exists()
    shutil.copyfile(places.newest(), places.master)
    assert pipeline.submit(report(reference), store.home, reference).verdict == "accepted"


@pytest.mark.parametrize("step", ["copyfile", "replace_durably"])
def test_a_full_disk_leaves_no_part_of_a_snapshot(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = sorted(path.name for path in store.home.iterdir())

    def half(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        full_disk()

    with monkeypatch.context() as patch:
        if step == "copyfile":
            patch.setattr(write.shutil, "copyfile", half)
        else:
            patch.setattr(write, "replace_durably", full_disk)
        with pytest.raises(OSError, match="No space"), write.writer(store.home, reference):
            pass
    assert sorted({*before, "write.lock"}) == sorted(
        {path.name for path in store.home.iterdir()} | {"write.lock"}
    )
