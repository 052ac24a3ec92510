"""What the silence procedure of an edition is at a moment: the fold of the edition's entries in the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from etl.edition_fold import Edition, Entry


@dataclass(frozen=True)
class Given:
    """An answer of the ledger with its trace; the newest of a member state and sentence counts. `is_open`: it objects,
    but reworded and removed nothing, and nobody has decided on it; None where an entry of before does not say."""

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
class Asked:
    """A workbook that was made for a member state: the digest of the lines in it, which are kept beside, and when."""

    sha256: str
    lines: int
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class Procedure:
    """One edition's silence procedure. `by`: the last day for answers, None where it has not begun. `asked`: the newest
    workbook of each member state. `seen`: the newest entry of the edition that this was read from."""

    by: dt.date | None
    answers: dict[tuple[str, str], Given]
    files: tuple[File, ...]
    seen: int = 0
    asked: dict[str, Asked] = field(default_factory=dict)

    def of(self, country: str) -> list[Given]:
        """The answers of one member state."""
        return [given for (iso3, _), given in self.answers.items() if iso3 == country]

    def in_question(self, edition: Edition) -> list[Given]:
        """The objections that are open: they neither reworded nor removed anything. A sentence of several member
        states may have been reworded for another one."""
        left = (g for g in self.answers.values() if g.sentence_id not in edition.dropped)
        return [g for g in left if _is_open(edition, g)]


def procedure(told: Iterable[Entry]) -> Procedure:
    """What the entries of one edition say, in their order."""
    by, seen = None, 0
    answers: dict[tuple[str, str], Given] = {}
    files, asked = [], {}
    for entry in told:
        seen = entry.entry_id
        match entry.kind:
            case "silence":
                by = dt.date.fromisoformat(entry.value["by"])
            case "answer":
                given = _given(entry)
                answers[given.country, given.sentence_id] = given
            case "settled":
                place = (entry.value["country"], entry.key or "")
                answers[place] = replace(answers[place], is_open=False)
            case "returned":
                files.append(_file(entry))
            case "asked":
                said = entry.value
                asked[entry.key or ""] = Asked(said["sha256"], said["lines"], entry.who, entry.at)
    return Procedure(by, answers, tuple(files), seen, asked)


def _is_open(edition: Edition, given: Given) -> bool:
    if given.is_open is not None:
        return given.is_open
    return given.answer != "agree" and given.sentence_id not in edition.wording


def _given(entry: Entry) -> Given:
    said = entry.value
    trace = {name: said.get(name, "") for name in ("text", "file", "sheet", "cell")}
    return Given(said["country"], entry.key or "", said["answer"], entry.reason or "", **trace, who=entry.who,
                 at=dt.datetime.fromisoformat(said["at"]), is_open=said.get("is_open"))  # fmt: skip


def _file(entry: Entry) -> File:
    said = entry.value
    return File(entry.key or "", said["sha256"], said["country"], entry.who, entry.at, said["answers"])
