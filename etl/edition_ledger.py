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
from etl.store import Connection, load, snapshot, write
from etl.store.places import StoreError

UNSAID = "not said"
LONGEST_TEXT = 10_000
ANSWERS = ("agree", "correct", "remove")


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


def wording(text: str, of: str = "") -> dict[str, str]:
    """What an entry says that words a sentence otherwise. Raises Refused: no text, or too long a one."""
    if not text.strip():
        raise Refused("Write what the sentence should say; to leave it out, remove it.", "text")
    return {"text": short(text), "of": of}


def answered(country: str, answer: str, at: dt.datetime | None = None) -> dict[str, Any]:
    """What an entry says that keeps an answer. Raises Refused where it is none."""
    if answer not in ANSWERS:
        raise Refused(f"An answer is one of: {', '.join(ANSWERS)}.", "answer")
    return {"country": country, "answer": answer, "at": (at or load.utc_now()).isoformat()}


def short(text: str) -> str:
    """The text, where an entry has room for it. Raises Refused."""
    if len(text) > LONGEST_TEXT:
        raise Refused(f"The text is longer than {LONGEST_TEXT:,} characters. Shorten it.", "text")
    return text
