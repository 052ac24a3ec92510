"""The only way to change the store: a queue of one, one transaction, data tests before the commit, then a new
snapshot for the readers. A fault anywhere leaves the store as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl import sql, stages
from etl.reference import Reference
from etl.store import reference_load
from etl.store.places import Busy, Places, StoreError, replace_durably, sync_folder

WAIT_SECONDS = 120
_KEEP_SNAPSHOTS = 3


class CheckFailed(StoreError):
    """A data test found rows that must not be; nothing was stored."""


@contextmanager
def locked(home: Path) -> Iterator[Places]:
    """The store to oneself, in a queue of one. Raises Busy when another holds it for too long."""
    places = Places(home)
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(places.lock, timeout=WAIT_SECONDS):
            yield places
    except Timeout:
        raise Busy("Another upload is being loaded just now. Try again in a minute.") from None


@contextmanager
def writer(home: Path, reference: Reference | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for one change. On leaving: data tests, commit, publish; on an error: nothing happened. Without a
    reference folder the code lists stay as they are. Raises Busy as `locked` does.
    """
    with locked(home) as places:
        settle(places)
        with change(places, reference) as connection:
            yield connection


@contextmanager
def change(places: Places, reference: Reference | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same in a store that is locked already."""
    with duckdb.connect(str(places.master)) as connection:
        migrate(connection)
        connection.begin()
        try:
            if reference is not None:
                bring_up_to_date(connection, reference)
            yield connection
            keep_state(connection)
            run_checks(connection)
            count_change(connection)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        connection.execute("checkpoint")
    publish(places)


@contextmanager
def rehearsal(home: Path, reference: Reference) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which anything may be tried: whatever happens in it, the store stays as it was."""
    with locked(home) as places:
        settle(places)
        with duckdb.connect(str(places.master)) as connection:
            migrate(connection)
            connection.begin()
            try:
                bring_up_to_date(connection, reference)
                yield connection
            finally:
                connection.rollback()


def settle(places: Places) -> None:
    """Publish what was committed by one who was stopped before it was published, so that nobody takes it for not sent,
    or for the next one's. What the engine left beside the file goes into it. For a holder of the lock."""
    if not places.master.exists():
        if places.exists:
            raise StoreError(
                f"The file {places.master.name} in {places.home} is gone. Nothing was changed. Put it back, or copy "
                f"{places.newest().name} to its name: that is the store as it was published last."
            )
        return
    with duckdb.connect(str(places.master)) as connection:
        committed = _last_change(connection)
        connection.execute("checkpoint")
    if committed != _published_change(places):
        publish(places)


def count_change(connection: duckdb.DuckDBPyConnection) -> None:
    """Number this change, so that the master and a snapshot can be told apart."""
    set_meta(connection, "change", str(int(_last_change(connection) or 0) + 1))


def _last_change(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The number of the newest change; None where none was ever committed, 0 of a time before they were counted."""
    if not connection.execute("from duckdb_tables() where table_name = 'meta'").fetchone():
        return None
    known = dict(connection.execute("select key, value from meta").fetchall())
    return known.get("change", "0") if "code_digest" in known else None


def _published_change(places: Places) -> str | None:
    if not (places.exists and places.newest().exists()):
        return None
    with duckdb.connect(str(places.newest()), read_only=True) as connection:
        return _last_change(connection)


def _settle_at_start(places: Places) -> None:
    """`settle`, unless another holds the lock, who did it. Where it cannot be done (a full disk, a folder that this
    process may only read), what was published can still be read, and the next change says why not."""
    if places.master.exists():
        with suppress(Timeout, OSError, duckdb.Error), FileLock(places.lock, timeout=0):
            settle(places)


def ensure_current(home: Path, reference: Reference) -> None:
    """Publish what was committed and not published, and anew where code lists, figures or schema changed since the
    newest snapshot (at a process's start)."""
    places = Places(home)
    _settle_at_start(places)
    if not places.exists:
        return
    with duckdb.connect(str(places.newest()), read_only=True) as connection:
        known = dict(connection.execute("select key, value from meta").fetchall())
    if known.get("code_digest") != code_digest() or known.get("reference_digest") != reference.digest:
        with writer(home, reference):
            pass


@cache
def code_digest() -> str:
    """Changes with every change of schema or figures."""
    digest = hashlib.sha256()
    for path in [*sql.files("schema"), *sql.files("marts")]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables to today's schema, each step once."""
    connection.execute("create table if not exists schema_version (number integer primary key)")
    done = {number for (number,) in connection.execute("select number from schema_version").fetchall()}
    for path in sql.files("schema"):
        number = int(path.name.split("_")[0])
        if number not in done:
            connection.begin()
            connection.execute(path.read_text(encoding="utf-8"))
            connection.execute("insert into schema_version values ($number)", {"number": number})
            connection.commit()


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, reference: Reference) -> None:
    """Replace code lists and figures where the folder or the program has others."""
    known = dict(connection.execute("select key, value from meta").fetchall())
    if known.get("reference_digest") != reference.digest:
        reference_load.replace(connection, reference)
        set_meta(connection, "reference_digest", reference.digest)
    if known.get("code_digest") != code_digest():
        for path in sql.files("marts"):
            connection.execute(path.read_text(encoding="utf-8"))
        set_meta(connection, "code_digest", code_digest())


@stages.stage("publish")
def keep_state(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill what is kept for the readers as known now: `state_now` where anything that it is made of was added; the
    calendar, to which a file that awaits answers belongs too, with every change."""
    stamp = " ".join(str(part) for part in connection.execute(sql.text("ask/state_stamp")).fetchone() or ())
    known = connection.execute("select value from meta where key = 'state_stamp'").fetchone()
    if known != (stamp,):
        connection.execute(sql.text("marts/022_state_now"))
        set_meta(connection, "state_stamp", stamp)
    connection.execute(sql.text("marts/046_calendar_now"))


@contextmanager
def known_now(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Within it the state and the calendar are those that `keep_state` filled; cheaper to plan."""
    connection.execute(sql.text("ask/as_known_now"))
    try:
        yield
    finally:
        connection.execute(sql.text("ask/as_known_ever"))


def set_meta(connection: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Set one fact about the store as a whole."""
    connection.execute("insert or replace into meta values ($key, $value)", {"key": key, "value": value})


@stages.stage("publish")
def run_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Every data test; raises CheckFailed with the first rows that must not be."""
    for path in sql.files("checks"):
        faults = connection.execute(path.read_text(encoding="utf-8")).fetchmany(3)
        if faults:
            raise CheckFailed(f"The data test {path.stem} found {faults}; nothing was stored.")


@stages.stage("publish")
def publish(places: Places) -> None:
    """Copy to a new file, make it durable, then move the pointer: a reader sees the old or the new, never a part.

    The master is closed and checkpointed, and nobody else opens it while the lock is held, so its bytes are whole;
    copying them costs a hundredth of copying tables.
    """
    kept = places.published()
    number = int(kept[-1].stem.split("-")[1]) + 1 if kept else 1
    target = places.snapshot(number)
    try:
        _copy_durably(places.master, target)
        places.unfinished.unlink(
            missing_ok=True
        )  # a new store is whole from here on, and nothing of it may go
        replace_durably(places.pointer, target.name.encode())
    except BaseException:
        if not places.exists or places.newest() != target:
            target.unlink(
                missing_ok=True
            )  # of a disk that is full, each further try would take as much again
        raise
    for old in places.published()[:-_KEEP_SNAPSHOTS]:
        old.unlink(missing_ok=True)


def _copy_durably(source: Path, target: Path) -> None:
    """A copy that stands under its name only when it is whole; a part of one that was killed before goes."""
    for part in target.parent.glob("pub-*.tmp"):
        part.unlink(missing_ok=True)
    temporary = target.with_suffix(".tmp")
    try:
        shutil.copyfile(source, temporary)
        with temporary.open("rb+") as handle:
            os.fsync(handle.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
