"""The ledger of editions and decisions: reading all of it, and adding one entry under the store's lock."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from etl import edition_clock, edition_fold, memory, sql
from etl.edition_fold import Edition, Entry
from etl.memory import Run
from etl.store import Connection, snapshot, write
from etl.store.places import StoreError

UNSAID = "not said"


class Refused(StoreError):
    """What cannot be done with an edition or a decision; its text is one sentence for who tried, `field` the part to
    mend."""

    def __init__(self, text: str, field: str = "") -> None:
        """See the class."""
        super().__init__(text)
        self.field = field


def all_entries(run: Run) -> list[Entry]:
    """Every entry, in its order."""
    return edition_fold.entries(run(sql.text("edition/entries"), {}))


def folded(run: Run) -> dict[str, Edition]:
    """edition_id → the edition as it stands."""
    return edition_fold.editions(all_entries(run))


def add(
    connection: Connection,
    edition_id: str | None,
    kind: str,
    *,
    key: str | None = None,
    value: Any = None,
    reason: str | None = None,
    who: str = "",
    at: dt.datetime | None = None,
) -> int:
    """One more entry in a writer's transaction; returns its number. `value`: anything that JSON can say."""
    row = {
        "edition_id": edition_id,
        "kind": kind,
        "key": key,
        "value": None if value is None else json.dumps(value, ensure_ascii=False),
        "reason": reason or None,
        "who": who.strip() or UNSAID,
        "said_at": at or edition_clock.now(connection),
    }
    (number,) = connection.execute(sql.text("edition/add"), row).fetchone() or (0,)
    return int(number)


@contextmanager
def within(home: Path, edition_id: str) -> Iterator[tuple[Connection, Edition]]:
    """A change of one edition, as it stands under the lock. Raises Refused where there is none of that id."""
    snapshot.require(home)
    with write.writer(home) as connection:
        edition = folded(memory.through(connection)).get(edition_id)
        if edition is None:
            raise Refused(f"There is no edition “{edition_id[:60]}”.", "edition")
        yield connection, edition


def newest(connection: Connection, edition_id: str) -> int:
    """The number of an edition's newest entry, as it stands under the lock; 0 where there is none."""
    told = all_entries(memory.through(connection))
    return max((entry.entry_id for entry in told if entry.edition_id == edition_id), default=0)
