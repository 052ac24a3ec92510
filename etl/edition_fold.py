"""What editions are at a moment: the fold of the entries of their ledger (table `edition_entry`), which only grows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

OF_EDITIONS = ("create", "arrange", "word", "drop", "restore", "answer", "final", "sent", "noted")
REWORDED = "reworded"  # value of a `restore` that leaves the wording that was agreed


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `value` as it was given; `at`: UTC without zone."""

    entry_id: int
    edition_id: str | None
    kind: str
    key: str | None
    value: Any
    reason: str | None
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class Wording:
    """What a sentence says instead of what was drafted, why, and who said so. `of`: what it was agreed in place of, ""
    where that is not known."""

    text: str
    reason: str | None
    who: str
    at: dt.datetime
    of: str = ""

    def replaces(self, drafted: str) -> bool:
        """Whether it still stands for what is drafted: figures that changed since say something that nobody agreed to
        leave unsaid."""
        return not self.of or " ".join(self.of.split()) == " ".join(drafted.split())


@dataclass(frozen=True)
class Answer:
    """A member state's word on a sentence: `agree`, `correct` or `remove`, as the workbook says it."""

    country: str
    sentence_id: str
    answer: str
    comment: str | None
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class Dispatch:
    """An edition on its way to a body: when it was sent and, once that is known, when it was noted there.
    `number`: its own in the ledger."""

    body: str
    sent_at: dt.datetime | None
    sent_by: str
    note: str | None
    noted_at: dt.datetime | None = None
    noted_note: str | None = None
    number: int = 0


@dataclass(frozen=True)
class Edition:
    """A name for a period, both clocks and an arrangement. While it is a draft its figures move with the store and
    `known_on` is None; final, nothing of it moves. `digest`, `program`, `rules_digest` are empty until it is final.
    `arrangement`: meeting (order, hidden, notes); `wording`, `dropped`: by the id of a sentence. `early`: what of its
    silence procedure was not over when it was made final, `early_because`: why it was all the same; "" where it was."""

    edition_id: str
    name: str
    period: str
    compare: str | None
    known_on: dt.datetime | None
    compare_known_on: dt.datetime | None
    meeting: int | None
    is_final: bool
    digest: str
    program: str
    rules_digest: str
    made_at: dt.datetime
    made_by: str
    final_at: dt.datetime | None
    final_by: str
    arrangement: dict[str, Any]
    wording: dict[str, Wording]
    dropped: frozenset[str]
    answers: tuple[Answer, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    early: str = ""
    early_because: str = ""

    def agreed(self, sentence_id: str, drafted: str) -> Wording | None:
        """The wording in place of what is drafted now; None where there is none, or it was agreed of something else."""
        said = self.wording.get(sentence_id)
        return said if said is not None and said.replaces(drafted) else None


def entries(rows: pd.DataFrame) -> list[Entry]:
    """The ledger's rows (sql/edition/entries.sql) as entries, in their order."""
    plain = rows.astype(object).where(rows.notna(), None)
    return [
        Entry(
            int(row["entry_id"]),
            row["edition_id"],
            str(row["kind"]),
            row["key"],
            None if row["value"] is None else json.loads(row["value"]),
            row["reason"],
            str(row["who"]),
            pd.Timestamp(row["said_at"]).to_pydatetime(),
        )
        for row in plain.to_dict("records")
    ]


def editions(told: Iterable[Entry]) -> dict[str, Edition]:
    """edition_id → the edition, in the order in which they were made."""
    found: dict[str, Edition] = {}
    for entry in told:
        if entry.edition_id is not None and entry.kind in OF_EDITIONS:
            before = found.get(entry.edition_id)
            found[entry.edition_id] = _created(entry) if before is None else _next(before, entry)
    return found


def _created(entry: Entry) -> Edition:
    said = entry.value
    return Edition(
        str(entry.edition_id),
        said["name"],
        said["period"],
        said["compare"],
        None,
        None,
        said["meeting"],
        is_final=False,
        digest="",
        program="",
        rules_digest="",
        made_at=entry.at,
        made_by=entry.who,
        final_at=None,
        final_by="",
        arrangement={},
        wording={},
        dropped=frozenset(),
    )


def _next(edition: Edition, entry: Entry) -> Edition:
    key = entry.key or ""
    match entry.kind:
        case "arrange":
            return replace(edition, arrangement=entry.value)
        case "word":
            worded = {**edition.wording, key: _worded(entry)}
            return replace(edition, wording=worded, dropped=edition.dropped - {key})
        case "drop":
            return replace(edition, dropped=edition.dropped | {key})
        case "restore":
            return _restored(edition, key, keeps_wording=entry.value == REWORDED)
        case "answer":
            return replace(edition, answers=(*edition.answers, _answer(entry)))
        case "final":
            return _final(edition, entry)
        case "sent":
            return replace(edition, dispatches=(*edition.dispatches, _sent(entry)))
        case "noted":
            return replace(edition, dispatches=tuple(_noted(edition.dispatches, entry)))
    return edition


def _worded(entry: Entry) -> Wording:
    """An entry of before holds the text alone."""
    said = entry.value if isinstance(entry.value, dict) else {"text": entry.value, "of": ""}
    return Wording(said["text"], entry.reason, entry.who, entry.at, said["of"])


def _restored(edition: Edition, key: str, *, keeps_wording: bool) -> Edition:
    left = {other: said for other, said in edition.wording.items() if keeps_wording or other != key}
    return replace(edition, wording=left, dropped=edition.dropped - {key})


def _answer(entry: Entry) -> Answer:
    said = entry.value
    at = dt.datetime.fromisoformat(said["at"])
    return Answer(said["country"], entry.key or "", said["answer"], entry.reason, entry.who, at)


def _final(edition: Edition, entry: Entry) -> Edition:
    said = entry.value
    then = said["compare_known_on"]
    return replace(
        edition,
        is_final=True,
        compare=said["compare"],
        known_on=dt.datetime.fromisoformat(said["known_on"]),
        compare_known_on=None if then is None else dt.datetime.fromisoformat(then),
        digest=said["digest"],
        program=said["program"],
        rules_digest=said["rules_digest"],
        parts=said["parts"],
        final_at=entry.at,
        final_by=entry.who,
        early=said.get("early", ""),
        early_because=entry.reason or "",
    )


def _sent(entry: Entry) -> Dispatch:
    at = dt.datetime.fromisoformat(entry.value)
    return Dispatch(entry.key or "", at, entry.who, entry.reason, number=entry.entry_id)


def _noted(sent: Iterable[Dispatch], entry: Entry) -> Iterable[Dispatch]:
    """The dispatch that an entry names; one of before names the body alone, and means the newest that waited."""
    known = list(sent)
    said = entry.value if isinstance(entry.value, dict) else {"at": entry.value, "of": None}
    at = dt.datetime.fromisoformat(said["at"])
    for place in range(len(known) - 1, -1, -1):
        one = known[place]
        is_meant = one.number == said["of"] if said["of"] else one.body == entry.key
        if is_meant and one.noted_at is None:
            known[place] = replace(one, noted_at=at, noted_note=entry.reason)
            break
    return known
