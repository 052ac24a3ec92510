"""The analyst's desk: decisions about projects beside the reports, in a ledger that only grows. Each is checked, says
beforehand what it would change, and can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from etl import desk_rules, edition_clock, effects, memory, sql
from etl.desk_known import Known
from etl.reference import Reference
from etl.store import Connection, snapshot, write
from etl.store.places import StoreError

IDENTITY = ("merge", "split", "rename", "reclassify")
KINDS = ("note", "rating", *IDENTITY, "different", "closeout", "undo")


@dataclass(frozen=True)
class Entry:
    """One decision, in the columns of `desk_entry`. `decided_at`: UTC without zone, None = now; `other_id` of a split
    may be left to the desk."""

    kind: str
    project_id: str | None = None
    other_id: str | None = None
    city_id: str | None = None
    period: str | None = None
    field: str | None = None
    value: str | None = None
    reason: str = ""
    who: str = "local operator"
    decided_at: dt.datetime | None = None
    undoes: int | None = None


class Refused(StoreError):
    """A decision that cannot be taken; its text is one sentence for who tried, `field` the part to mend."""

    def __init__(self, text: str, field: str) -> None:
        """See the class."""
        super().__init__(text)
        self.field = field


def record(home: Path, reference: Reference, entry: Entry) -> int:
    """Check a decision and write it down; returns its number. Raises Refused where it cannot be taken."""
    with write.writer(home, reference) as connection:
        return add(connection, reference, entry)


def add(connection: Connection, reference: Reference, entry: Entry) -> int:
    """The same within a writer's transaction."""
    sound = checked(connection, reference, entry)
    edition_clock.allow(connection, sound.decided_at)
    row = {**asdict(sound), "decided_at": sound.decided_at or edition_clock.now(connection)}
    (number,) = connection.execute(sql.text("desk/add"), row).fetchone() or (0,)
    if sound.kind == "split":
        made = {name: row[name] for name in ("project_id", "other_id", "value")}
        connection.execute(sql.text("desk/add_project"), {**made, "entry_id": number})
    return int(number)


def checked(connection: Connection, reference: Reference, entry: Entry) -> Entry:
    """The decision with its texts trimmed, its city and, for a split, the new code. Raises Refused."""
    known = Known(memory.through(connection), reference)
    fault, found = desk_rules.judge(known, asdict(entry))
    if fault is not None:
        raise Refused(fault.text, fault.field)
    return replace(entry, **found)


def preview(home: Path, reference: Reference, entry: Entry) -> list[effects.Effect]:
    """What a decision would change, by the same marts, in a transaction that is never kept. Raises Refused."""
    with write.rehearsal(home, reference) as connection:
        seen = snapshot.current(home)  # under the lock: what was left unpublished is published by then
        add(connection, reference, entry)
        cities = memory.through(connection)(sql.text("desk/cities_of_last"), {})["city_id"]
        return list(effects.of_decision(connection, seen.run, cities))
