"""The network's meetings (a code list), and what they decided, in the ledger of editions: text, owner, due, result."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from etl import memory
from etl.edition_fold import Entry
from etl.edition_ledger import Refused, add, all_entries
from etl.reference import Reference
from etl.store import snapshot, write

LONGEST = 2_000


@dataclass(frozen=True)
class Meeting:
    """A meeting; `date` is None where only the year is known, other texts are empty where not known."""

    number: int
    year: int
    date: dt.date | None
    place: str
    chair: str
    shepherd: str


@dataclass(frozen=True)
class Decision:
    """What a meeting decided. `result` is empty until somebody said what came of it."""

    decision_id: int
    meeting: int
    text: str
    owner: str
    due: dt.date | None
    who: str
    at: dt.datetime
    result: str = ""
    result_by: str = ""
    result_at: dt.datetime | None = None


def meetings(reference: Reference) -> list[Meeting]:
    """Every meeting of the reference folder, in their order."""
    return [
        Meeting(
            int(row["no"]),
            int(row["year"]),
            dt.date.fromisoformat(row["date"]) if row["date"] else None,
            row["place"] or "",
            row["chair"] or "",
            row.get("shepherd") or "",
        )
        for row in reference.tables["meetings"]
    ]


def decide(home: Path, meeting_no: int, text: str, owner: str, due: dt.date | None, who: str = "") -> int:
    """Write a decision of a meeting down; returns its number. Raises Refused: no text, or no such meeting."""
    said = {
        "text": _text(text, "decision"),
        "owner": owner.strip()[:LONGEST],
        "due": due.isoformat() if due else None,
    }
    snapshot.require(home)
    with write.writer(home) as connection:
        numbers = memory.through(connection)("select number from meeting", {})["number"]
        if meeting_no not in set(numbers):
            raise Refused(f"There is no meeting {meeting_no} in the list of meetings.", "meeting")
        return add(connection, None, "decision", key=str(meeting_no), value=said, who=who)


def result(home: Path, decision_id: int, text: str, who: str = "") -> None:
    """Say what came of a decision, in place of what was said before. Raises Refused: no text, or no such decision."""
    said = _text(text, "result")
    snapshot.require(home)
    with write.writer(home) as connection:
        if decision_id not in _folded(all_entries(memory.through(connection))):
            raise Refused(f"There is no decision {decision_id}.", "decision")
        add(connection, None, "result", key=str(decision_id), value=said, who=who)


def decisions(home: Path, known_on: dt.datetime | None = None) -> list[Decision]:
    """Every decision with its newest result, in the order in which they were written down. `known_on`: as far as they
    were written down by that moment (UTC without zone), None = now."""
    told = all_entries(snapshot.current(home).run)
    return list(_folded([e for e in told if known_on is None or e.at <= known_on]).values())


def _folded(entries: list[Entry]) -> dict[int, Decision]:
    found: dict[int, Decision] = {}
    for entry in entries:
        if entry.kind == "decision":
            found[entry.entry_id] = _decision(entry)
        elif entry.kind == "result":
            number = int(entry.key or 0)
            told = {"result": entry.value, "result_by": entry.who, "result_at": entry.at}
            found[number] = replace(found[number], **told)
    return found


def _decision(entry: Entry) -> Decision:
    said = entry.value
    due = dt.date.fromisoformat(said["due"]) if said["due"] else None
    return Decision(
        entry.entry_id, int(entry.key or 0), said["text"], said["owner"], due, entry.who, entry.at
    )


def _text(text: str, field: str) -> str:
    plain = text.strip()
    if not plain:
        raise Refused(f"Write the {field} in a sentence.", field)
    if len(plain) > LONGEST:
        raise Refused(f"The {field} is longer than {LONGEST:,} characters. Shorten it.", field)
    return plain
