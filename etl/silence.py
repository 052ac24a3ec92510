"""The silence procedure in the ledger of editions: until when a draft may be answered, and the workbooks that came
back, each answer with its file, sheet, cell, who and when. `dashboard/reports/silence_*` judges them before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl import days, editions, memory, silence_fold
from etl.edition_fold import REWORDED
from etl.edition_ledger import Refused, add, all_entries, answered, newest, within, wording
from etl.reference import Reference
from etl.silence_fold import Asked, File, Given, Procedure
from etl.store import Connection
from etl.store.places import replace_durably

__all__ = ["Asked", "File", "Given", "Procedure", "Said", "WrittenMeanwhile"]


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


def procedure(home: Path, edition_id: str) -> Procedure:
    """What the ledger says. Raises Refused where there is no such edition."""
    editions.get(home, edition_id)
    return silence_fold.procedure(editions.entries(home, edition_id))


def begin(home: Path, reference: Reference, edition_id: str, by: dt.date, who: str = "") -> None:
    """Set, or move, the last day for answers. Raises Refused: the edition is final, or the day is past."""
    if days.has_passed(by, reference):
        raise Refused(f"{by.day} {by:%b %Y} is past. Choose a day to come.", "by")
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        add(connection, edition_id, "silence", value={"by": by.isoformat()}, who=who)


def asked(home: Path, edition_id: str, sent: Mapping[str, Mapping[str, str]], who: str = "") -> None:
    """Write down what each member state is asked: by its code the text of every line of its workbook by reference.
    Raises Refused where the edition is final."""
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        for iso3, lines in sent.items():
            data = json.dumps(dict(lines), ensure_ascii=False, sort_keys=True).encode()
            sha256 = hashlib.sha256(data).hexdigest()
            replace_durably(_lines(home, edition_id, sha256), data)
            add(
                connection,
                edition_id,
                "asked",
                key=iso3,
                value={"sha256": sha256, "lines": len(lines)},
                who=who,
            )


def lines_of(home: Path, edition_id: str, workbook: Asked) -> dict[str, str] | None:
    """The lines of a workbook that was made, by reference; None where they are not there any more as they were."""
    try:
        data = _lines(home, edition_id, workbook.sha256).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(data).hexdigest() != workbook.sha256:
        return None
    found: dict[str, str] = json.loads(data)
    return found


def _lines(home: Path, edition_id: str, sha256: str) -> Path:
    return home / "silence" / edition_id / "asked" / f"{sha256}.json"


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


def decide(
    home: Path,
    edition_id: str,
    country: str,
    sentence_id: str,
    what: str,
    reason: str,
    who: str = "",
    text: str = "",
    of: str = "",
) -> None:
    """Decide on an open objection: `what` = keep (the line stands), drop (it is left out), word (it says `text`
    in place of `of`). The reason is kept with who decided. Raises Refused: no reason, no such objection, or the
    edition is final."""
    if not reason.strip():
        raise Refused("Write why this is decided so.", "reason")
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        told = [e for e in all_entries(memory.through(connection)) if e.edition_id == edition_id]
        asked = silence_fold.procedure(told).in_question(edition)
        if not any((g.country, g.sentence_id) == (country, sentence_id) for g in asked):
            raise Refused("There is no such open objection any more.", "objection")
        why = f"{country}: {reason.strip()}"
        if what != "keep":
            value = wording(text, of) if what == "word" else None
            add(connection, edition_id, what, key=sentence_id, value=value, reason=why, who=who)
        add(
            connection,
            edition_id,
            "settled",
            key=sentence_id,
            value={"country": country},
            reason=reason,
            who=who,
        )


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
