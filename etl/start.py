"""A new store: with the public record, with nothing, or with practice data; always through the pipeline."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl import pipeline, practice, reference
from etl.pipeline import Outcome, Request
from etl.read import TRUSTED
from etl.record import PublicRecord, load_annexes, load_register, text_frame
from etl.reference import Reference
from etl.settings import Settings
from etl.store import Connection, load, write
from etl.store.places import Places, StoreError

Progress = Callable[[str], None]


class LoadRefused(StoreError):
    """A report that a new store is made of was not accepted."""


def reference_of(settings: Settings) -> Reference:
    """The reference folder that a store goes by: its own where it brought one (practice), else as set."""
    own = settings.home / "reference"
    return reference.load((own if own.exists() else settings.reference).resolve())


def has_store(home: Path) -> bool:
    """Whether a store stands there, published or not yet (put back from a backup); half of a new one is none."""
    places = Places(home)
    return places.exists or (places.master.exists() and not places.unfinished.exists())


@contextmanager
def _new_store(settings: Settings) -> Iterator[Places]:
    """The home of a new store, to oneself; on an error nothing that was made in it stays, and nothing else is touched.
    What a call that was killed has left is known by its mark, and cleared."""
    _refuse_what_stands_there(Places(settings.home))
    with write.locked(settings.home) as places:
        _refuse_what_stands_there(places)  # another may have made one while this one waited
        _clear(places)
        places.unfinished.touch()
        try:
            yield places
        except BaseException:
            _clear(places)
            raise


def _refuse_what_stands_there(places: Places) -> None:
    """A store is made in an empty folder only: what is not known to be half of a new one is somebody's."""
    if places.exists:
        raise StoreError(
            f"There is a store in {places.home} already. Choose another ASCN_HOME, or move the folder away."
        )
    found = places.strangers()
    if has_store(places.home):
        raise StoreError(
            f"{places.home} holds a store that is not published. Nothing was changed. To use it, run: ascn serve. "
            "To make a new one, choose another ASCN_HOME."
        )
    if found and not places.unfinished.exists():
        raise StoreError(
            f"{places.home} is not empty (it holds {', '.join(found[:3])}), so no store is made there. Nothing was "
            "changed. Choose a folder of its own as ASCN_HOME, or move away what is in this one."
        )


def _clear(places: Places) -> None:
    """Remove the parts of a store that was not finished; the mark goes last."""
    for path in places.parts():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def init_empty(settings: Settings) -> None:
    """Code lists, no project."""
    code_lists = reference_of(settings)
    with _new_store(settings) as places, write.change(places, code_lists):
        pass


def init_record(settings: Settings, say: Progress) -> list[Outcome]:
    """The public record of the network: its register, then one full report a period."""
    code_lists = reference_of(settings)
    record = PublicRecord(settings.public_record, code_lists)
    with _new_store(settings) as places, write.change(places, code_lists) as connection:
        load_register(connection, text_frame(record.table("projects")))
        load_annexes(connection, record)
        return list(_load(connection, places.home, record.requests(), code_lists, say))


def _load(
    connection: Connection,
    home: Path,
    requests: Iterator[Request],
    code_lists: Reference,
    say: Progress,
) -> Iterator[Outcome]:
    for request in requests:
        load.keep_original(home, pipeline.digest(request.data), request.data)
        outcome = pipeline.submit_trusted(connection, request, code_lists)
        if outcome.verdict != "accepted":
            first = next(f for f in outcome.findings if not f.confirmed)
            raise LoadRefused(f"{request.name} was not accepted: {first.code}: {first.message}")
        say(f"{request.name}: {outcome.projects_read} projects")
        yield outcome


def init_practice(settings: Settings, updates: int, seed: int, say: Progress) -> list[Outcome]:
    """Invented projects of the real cities over several periods, for training, demonstrations and benchmarks."""
    invented = practice.generate(updates, seed, reference_of(settings))
    with _new_store(settings) as places:
        home = places.home
        code_lists = _own_reference(home, settings, invented.periods)
        with write.change(places, code_lists) as connection:
            write.set_meta(connection, "practice", "1")
            load_register(connection, invented.register)
            return [
                outcome
                for report in invented.reports
                for outcome in _load(
                    connection, home, _with_tries(connection, home, report, code_lists), code_lists, say
                )
            ]


def _own_reference(home: Path, settings: Settings, periods: pd.DataFrame) -> Reference:
    """A practice store reports for periods of its own, so it brings its own reference folder."""
    own = home / "reference"
    shutil.copytree(settings.reference, own)
    periods.to_csv(own / "periods.csv", index=False)
    return reference.Reference(own.resolve())


def _with_tries(
    connection: Connection, home: Path, report: practice.Report, code_lists: Reference
) -> Iterator[Request]:
    """The report, following the tries with faults that came before it; these are kept as they are refused."""
    before: int | None = None
    for data in report.tries:
        load.keep_original(home, pipeline.digest(data), data)
        before = pipeline.submit_trusted(connection, _request(report, data, before), code_lists).submission_id
    yield replace(_request(report, report.data, before), counted_at=report.counted_at)


def _request(report: practice.Report, data: bytes, follows: int | None) -> Request:
    return Request(
        data=data,
        name=report.file_name,
        submitter=practice.SUBMITTER,
        answer=lambda finding: "Invented: practice data.",
        limits=TRUSTED,
        follows=follows,
    )
