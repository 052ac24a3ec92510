"""The only way to change the store: a queue of one, one transaction, data tests before the commit, then a new
snapshot for the readers. A fault anywhere leaves the store as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
    with locked(home) as places, change(places, reference) as connection:
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
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        connection.execute("checkpoint")
    publish(places)


@contextmanager
def rehearsal(home: Path, reference: Reference) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which anything may be tried: whatever happens in it, the store stays as it was."""
    with locked(home) as places, duckdb.connect(str(places.master)) as connection:
        migrate(connection)
        connection.begin()
        try:
            bring_up_to_date(connection, reference)
            yield connection
        finally:
            connection.rollback()


def ensure_current(home: Path, reference: Reference) -> None:
    """Publish anew where code lists, figures or schema changed since the newest snapshot (at a process's start)."""
    places = Places(home)
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
    temporary = target.with_suffix(".tmp")
    shutil.copyfile(places.master, temporary)
    with temporary.open("rb+") as handle:
        os.fsync(handle.fileno())
    temporary.replace(target)
    sync_folder(places.home)
    places.unfinished.unlink(missing_ok=True)  # a new store is whole from here on, and nothing of it may go
    replace_durably(places.pointer, target.name.encode())
    for old in places.published()[:-_KEEP_SNAPSHOTS]:
        old.unlink(missing_ok=True)
