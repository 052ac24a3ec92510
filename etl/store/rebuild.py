"""A store made anew beside the old one, from what was received and decided; it takes the old one's place only where
every stored row and every mart is the same. Readers keep the old one until then."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import sql
from etl.reference import Reference
from etl.store import write
from etl.store.places import Places, StoreError, sync_folder

# What reports say, made anew from the files that were kept.
MADE = ("report", "project_update", "milestone", "project_partner", "result", "origin_column", "project")
# What happened at a moment of its own; brought back in its order.
HAPPENED = ("withdrawal", "desk_entry")
_OURS = {"schema_version", "meta", "state_now"}
_WORDED = {"project_update": ("rule",)}  # how a spelling was read, in words that may have been mended since
_SEQUENCES = {
    "submission_number": ("submission", "submission_id"),
    "desk_entry_number": ("desk_entry", "entry_id"),
    "edition_entry_number": ("edition_entry", "entry_id"),
}
_SHOWN = 3  # rows that differ, told of each table


@dataclass(frozen=True)
class Difference:
    """A table or mart that came out otherwise: rows that only the old store has, and only the new one."""

    name: str
    only_old: int
    only_new: int
    example: str

    def __str__(self) -> str:
        return f"{self.name}: {self.only_old} rows only before, {self.only_new} only after, such as {self.example}"


def rebuild(
    home: Path, reference: Reference, replay: Callable[[duckdb.DuckDBPyConnection], None]
) -> list[Difference]:
    """Make the store anew: `replay` loads what happened into the connection, where the old store is `old`. Returns what
    differs; nothing is replaced unless that is nothing. Raises StoreError where there is no store, or it is in use."""
    places = Places(home)
    places.newest()
    with write.locked(home):
        write.settle(places)
        with _beside(places) as path:
            with _new(path, places, reference) as connection:
                replay(connection)
                _finish(connection)
                found = list(_differences(connection))
            if not found:
                _take_its_place(path, places)
            return found


def _take_its_place(path: Path, places: Places) -> None:
    """The new file under the old one's name, and published. What the engine keeps beside a file belongs to that file
    alone: beside another, nobody could open it."""
    left = places.master.with_name(f"{places.master.name}.wal")
    if left.exists() or path.with_name(left.name).exists():
        raise StoreError(
            f"The file {left.name} stands in {places.home}: somebody else has the store open. Nothing was changed. "
            "Stop what uses the store, then try again."
        )
    path.replace(places.master)
    sync_folder(places.home)
    write.publish(places)


@contextmanager
def _beside(places: Places) -> Iterator[Path]:
    """Where the new file grows; whatever happens, nothing of it stays there."""
    folder = places.home / "rebuild"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder / places.master.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _new(path: Path, places: Places, reference: Reference) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store without a report, with what was received, said and listed before; the old one beside it as `old`."""
    with duckdb.connect(str(path)) as connection:
        write.migrate(connection)
        connection.execute(f"attach '{str(places.master).replace(chr(39), chr(39) * 2)}' as old (read_only)")
        connection.begin()
        write.bring_up_to_date(connection, reference)
        _copy_what_was_said(connection)
        connection.execute("insert or ignore into meta select * from old.meta where key <> 'state_stamp'")
        connection.execute(sql.text("rebuild/register"))
        _go_on_counting(connection)
        yield connection


def _copy_what_was_said(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table that is neither made anew nor a code list, which is there already."""
    for (name,) in connection.execute(sql.text("rebuild/tables")).fetchall():
        if name in (*MADE, *HAPPENED, *_OURS):
            continue
        if connection.execute(f"from {name} limit 1").fetchone() is None:
            connection.execute(f"insert into {name} by name select * from old.{name}")  # noqa: S608 - our own names


def _go_on_counting(connection: duckdb.DuckDBPyConnection) -> None:
    """The next submission and decision get the numbers that they would have got."""
    for sequence, (table, column) in _SEQUENCES.items():
        ask = f"select coalesce(max({column}), 0) from old.{table}"  # noqa: S608 - our own names
        (last,) = connection.execute(ask).fetchone() or (0,)
        connection.execute(f"create or replace sequence {sequence} start {int(last) + 1}")


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    write.keep_state(connection)
    write.run_checks(connection)
    write.count_change(connection)
    connection.commit()
    connection.execute("checkpoint")


def _differences(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    """Stored rows first; the marts are functions of them, and `state_now` is asked all the same."""
    for name in (*MADE, *HAPPENED, "state_now"):
        but = _WORDED.get(name)
        columns = f"* exclude ({', '.join(but)})" if but else "*"
        sides = [f"select {columns} from {name}", f"select {columns} from old.{name}"]  # noqa: S608 - our own names
        new, old = (_rows_only(connection, a, b) for a, b in (sides, sides[::-1]))
        if new or old:
            yield Difference(name, len(old), len(new), str((old or new)[0])[:200])


def _rows_only(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> list[tuple[object, ...]]:
    return connection.execute(f"({one}) except all ({other})").fetchall()
