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
from etl.read import Limits
from etl.record import PublicRecord, load_annexes, load_register, text_frame
from etl.reference import Reference
from etl.settings import Settings
from etl.store import Connection, load, write
from etl.store.places import Places, StoreError

Progress = Callable[[str], None]
# Files of our own making may be larger than an upload.
_TRUSTED = Limits(max_bytes=2**31, max_unpacked=2**33, max_rows=5_000_000, max_cells=10**9)


class LoadRefused(StoreError):
    """A report that a new store is made of was not accepted."""


def reference_of(settings: Settings) -> Reference:
    """The reference folder that a store goes by: its own where it brought one (practice), else as set."""
    own = settings.home / "reference"
    return reference.load((own if own.exists() else settings.reference).resolve())


@contextmanager
def _new_store(settings: Settings) -> Iterator[Path]:
    """The home of a new store; on an error nothing of it stays."""
    places = Places(settings.home)
    if places.exists:
        raise StoreError(
            f"There is a store in {settings.home} already. Choose another ASCN_HOME, or remove the folder."
        )
    try:
        yield settings.home
    except BaseException:
        shutil.rmtree(settings.home, ignore_errors=True)
        raise


def init_empty(settings: Settings) -> None:
    """Code lists, no project."""
    with _new_store(settings) as home, write.writer(home, reference_of(settings)):
        pass


def init_record(settings: Settings, say: Progress) -> list[Outcome]:
    """The public record of the network: its register, then one full report a period."""
    with _new_store(settings) as home:
        code_lists = reference_of(settings)
        record = PublicRecord(settings.public_record, code_lists)
        with write.writer(home, code_lists) as connection:
            load_register(connection, text_frame(record.table("projects")))
            load_annexes(connection, record)
            return list(_load(connection, home, record.requests(), code_lists, say))


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
    with _new_store(settings) as home:
        invented = practice.generate(updates, seed, reference_of(settings))
        code_lists = _own_reference(home, settings, invented.periods)
        with write.writer(home, code_lists) as connection:
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
        limits=_TRUSTED,
        follows=follows,
    )
