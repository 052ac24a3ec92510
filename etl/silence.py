"""The silence procedure in the ledger of editions: until when a draft may be answered, and the workbooks that came
back, each answer with its file, sheet, cell, who and when. `dashboard/reports/silence_*` judges them before."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl import days, editions
from etl.edition_fold import REWORDED, Entry
from etl.edition_ledger import Refused, add, answered, newest, within, wording
from etl.reference import Reference
from etl.store import Connection
from etl.store.places import replace_durably


class WrittenMeanwhile(Refused):
    """Something else was written down for the edition after the answers were judged."""


@dataclass(frozen=True)
class Said:
    """One answer of a workbook. `text`: what the sentence should say instead; `changes`: what follows for the draft:
    word, drop, restore (as drafted), restore_reworded (as it was agreed before), "" nothing. `of`: what the draft says,
    where `text` takes its place."""

    sentence_id: str
    answer: str
    comment: str
    text: str
    sheet: str
    cell: str
    changes: str = ""
    of: str = ""


@dataclass(frozen=True)
class Given:
    """An answer of the ledger with its trace; the newest of a member state and sentence counts. `is_open`: it objects,
    but reworded and removed nothing; None where an entry of before does not say."""

    country: str
    sentence_id: str
    answer: str
    comment: str
    text: str
    file: str
    sheet: str
    cell: str
    who: str
    at: dt.datetime
    is_open: bool | None = None


@dataclass(frozen=True)
class File:
    """A workbook that came back: its name, the digest of its bytes, for which member state, who sent it and when."""

    name: str
    sha256: str
    country: str
    who: str
    at: dt.datetime
    answers: int


@dataclass(frozen=True)
class Procedure:
    """One edition's silence procedure. `by`: the last day for answers, None where it has not begun. `seen`: the newest
    entry of the edition that this was read from."""

    by: dt.date | None
    answers: dict[tuple[str, str], Given]
    files: tuple[File, ...]
    seen: int = 0

    def of(self, country: str) -> list[Given]:
        """The answers of one member state."""
        return [given for (iso3, _), given in self.answers.items() if iso3 == country]


def procedure(home: Path, edition_id: str) -> Procedure:
    """What the ledger says. Raises Refused where there is no such edition."""
    editions.get(home, edition_id)
    by, answers, files, seen = None, {}, [], 0
    for entry in editions.entries(home, edition_id):
        seen = entry.entry_id
        if entry.kind == "silence":
            by = dt.date.fromisoformat(entry.value["by"])
        elif entry.kind == "answer":
            given = _given(entry)
            answers[given.country, given.sentence_id] = given
        elif entry.kind == "returned":
            files.append(_file(entry))
    return Procedure(by, answers, tuple(files), seen)


def begin(home: Path, reference: Reference, edition_id: str, by: dt.date, who: str = "") -> None:
    """Set, or move, the last day for answers. Raises Refused: the edition is final, or the day is past."""
    if days.has_passed(by, reference):
        raise Refused(f"{by.day} {by:%b %Y} is past. Choose a day to come.", "by")
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        add(connection, edition_id, "silence", value={"by": by.isoformat()}, who=who)


def take(
    home: Path,
    edition_id: str,
    country: str,
    name: str,
    data: bytes,
    said: Iterable[Said],
    who: str,
    seen: int | None = None,
) -> None:
    """Write the answers of one workbook down, all or none, and keep its bytes. `seen`: the newest entry that they were
    judged by, None = whatever it is. Raises WrittenMeanwhile where there is a newer one, Refused where it is final."""
    told, sha256 = list(said), hashlib.sha256(data).hexdigest()
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        if seen is not None and newest(connection, edition_id) != seen:
            raise WrittenMeanwhile("Something else was written down meanwhile. Send the file again.", "file")
        replace_durably(home / "silence" / edition_id / f"{sha256}.xlsx", data)
        for one in told:
            _take(connection, edition_id, country, name, one, who)
        value = {"country": country, "sha256": sha256, "answers": len(told)}
        add(connection, edition_id, "returned", key=name[:200], value=value, who=who)


def _take(connection: Connection, edition_id: str, country: str, name: str, one: Said, who: str) -> None:
    is_open = one.answer != "agree" and one.changes not in ("word", "drop")
    trace = {"file": name[:200], "sheet": one.sheet, "cell": one.cell}
    value = {**answered(country, one.answer), "text": one.text, "is_open": is_open, **trace}
    add(connection, edition_id, "answer", key=one.sentence_id, value=value, reason=one.comment, who=who)
    if one.changes:
        kind, changed = _CHANGES[one.changes]
        why = f"{country}: {one.comment}" if one.comment else f"{country}, silence procedure"
        put = wording(one.text, one.of) if kind == "word" else changed
        add(connection, edition_id, kind, key=one.sentence_id, value=put, reason=why, who=who)


# What follows for the draft → the entry that says so, and its value.
_CHANGES = {
    "word": ("word", None),
    "drop": ("drop", None),
    "restore": ("restore", None),
    "restore_reworded": ("restore", REWORDED),
}


def _given(entry: Entry) -> Given:
    said = entry.value
    trace = {name: said.get(name, "") for name in ("text", "file", "sheet", "cell")}
    return Given(said["country"], entry.key or "", said["answer"], entry.reason or "", **trace, who=entry.who,
                 at=dt.datetime.fromisoformat(said["at"]), is_open=said.get("is_open"))  # fmt: skip


def _file(entry: Entry) -> File:
    said = entry.value
    return File(entry.key or "", said["sha256"], said["country"], entry.who, entry.at, said["answers"])
