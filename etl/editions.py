"""Editions: a period, both clocks and an arrangement under a name. A draft moves with the store; made final it never
does again. Every word here is an entry of one ledger, which only grows and outlives `ascn rebuild`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from etl import edition_errata, edition_figures, edition_seal, memory
from etl.edition_fold import Answer, Dispatch, Edition, Entry, Wording
from etl.edition_ledger import Refused, add, all_entries, answered, folded, short, within, wording
from etl.once import Kept
from etl.reference import Reference
from etl.store import Connection, load, snapshot, write

__all__ = ["Answer", "Dispatch", "Edition", "Refused", "Wording"]

LONGEST_NAME = 120
_folded: Kept[dict[str, Edition]] = Kept(8)


def create(
    home: Path,
    reference: Reference,
    name: str,
    period: str,
    compare: str | None = None,
    meeting: int | None = None,
    who: str = "",
) -> Edition:
    """A new draft. `compare`: the period it is compared with, None = the list before; `meeting`: its number.
    Raises Refused: a name that is empty, too long or taken; a period or meeting that is not known."""
    snapshot.require(home)
    title = _title(name)
    _check_clocks(reference, period, compare)
    if meeting is not None and str(meeting) not in {row["no"] for row in reference.tables["meetings"]}:
        raise Refused(f"There is no meeting {meeting} in the list of meetings.", "meeting")
    with write.writer(home, reference) as connection:
        there = folded(memory.through(connection))
        if any(_same(title) == _same(other.name) for other in there.values()):
            raise Refused(f"There is an edition “{title}” already. Choose another name.", "name")
        edition_id = _free_id(title, there)
        said = {"name": title, "period": period, "compare": compare, "meeting": meeting}
        add(connection, edition_id, "create", value=said, who=who)
    return get(home, edition_id)


def listed(home: Path) -> list[Edition]:
    """Every edition, in the order in which they were made."""
    return list(_published(home).values())


def get(home: Path, edition_id: str) -> Edition:
    """One edition. Raises Refused where there is none of that id."""
    found = _published(home).get(edition_id)
    if found is None:
        raise Refused(f"There is no edition “{edition_id[:60]}”.", "edition")
    return found


def entries(home: Path, edition_id: str | None = None) -> list[Entry]:
    """The ledger, or the part of it that speaks of one edition: who did what, when."""
    told = all_entries(snapshot.current(home).run)
    return [e for e in told if edition_id in (None, e.edition_id)]


def arrange(home: Path, edition_id: str, arrangement: dict[str, Any], who: str = "") -> None:
    """Keep how the meeting is arranged (order, hidden, notes), in place of what was kept before. Raises Refused."""
    _add_to_draft(home, edition_id, "arrange", value=arrangement, who=who)


def word(
    home: Path, edition_id: str, sentence_id: str, text: str, reason: str, who: str = "", of: str = ""
) -> None:
    """Let a sentence say something else than was drafted. `of`: only as long as this is drafted, "" = whatever is.
    Raises Refused: no text, or the edition is final."""
    said = wording(text, of)
    _add_to_draft(home, edition_id, "word", key=sentence_id, value=said, reason=reason, who=who)


def drop(home: Path, edition_id: str, sentence_id: str, reason: str, who: str = "") -> None:
    """Leave a sentence out. Raises Refused where the edition is final."""
    _add_to_draft(home, edition_id, "drop", key=sentence_id, reason=reason, who=who)


def answer(
    home: Path,
    edition_id: str,
    country: str,
    sentence_id: str,
    answer: str,
    comment: str | None,
    who: str = "",
    at: dt.datetime | None = None,
) -> None:
    """Keep a member state's word on a sentence (agree, correct, remove). `at`: when it was given, None = now."""
    said = answered(country, answer, at)
    _add_to_draft(home, edition_id, "answer", key=sentence_id, value=said, reason=comment, who=who)


def make_final(home: Path, reference: Reference, edition_id: str, who: str = "", early: str = "") -> Edition:
    """Freeze what is known now under the edition's name. `early`: why, where member states may still answer or an
    objection is open. Raises Refused: final already, nothing to freeze, or too early without a reason."""
    edition_seal.make_final(home, reference, edition_id, who, early)
    return get(home, edition_id)


def digest(home: Path, edition: Edition) -> str:
    """The digest of the edition's figures, recomputed now through the marts (of a draft: of what is known now)."""
    return edition_figures.digest(edition_figures.digests(edition_figures.texts(_frames(home, edition))))


def verify(home: Path, edition: Edition) -> edition_seal.Verdict:
    """Whether a final edition still is what it was, in what is kept and in what the marts say of its moment."""
    return edition_seal.verify(home, edition)


def errata(home: Path, edition: Edition) -> pd.DataFrame:
    """What has been corrected since an edition was made final: figure, axis, key, at_period, printed, now, because."""
    return edition_errata.errata(home, edition)


def send(
    home: Path,
    edition_id: str,
    body: str,
    at: dt.datetime | None = None,
    who: str = "",
    note: str | None = None,
    seen: int | None = None,
) -> None:
    """Log that a final edition was sent to a body. `seen`: the newest dispatch when this was asked for; the same
    that was logged since is this one, asked for twice. Raises Refused: a draft, or no body."""
    if not body.strip():
        raise Refused("Write which body it was sent to, for example JCM.", "body")
    when = _past(at).isoformat()
    with _final(home, edition_id) as (connection, edition):
        since = [d for d in edition.dispatches if seen is not None and d.number > seen]
        same = [d for d in since if (d.body, d.note) == (body.strip(), note) and at in (None, d.sent_at)]
        if not same:
            add(connection, edition_id, "sent", key=short(body.strip()), value=when, reason=note, who=who)


def noted(
    home: Path,
    edition_id: str,
    body: str,
    at: dt.datetime | None = None,
    who: str = "",
    note: str | None = None,
    number: int | None = None,
) -> None:
    """Log that a body noted what it was sent: the dispatch of that `number`, None = the newest that waits. One that was
    noted already stays as it is. Raises Refused where nothing sent to it waits for that."""
    when = _past(at).isoformat()
    with _final(home, edition_id) as (connection, edition):
        sent = [d for d in edition.dispatches if d.body == body.strip() and number in (None, d.number)]
        waiting = [d for d in sent if d.noted_at is None]
        if waiting:
            value = {"at": when, "of": waiting[-1].number}
            add(connection, edition_id, "noted", key=waiting[-1].body, value=value, reason=note, who=who)
        elif not sent or number is None:
            raise Refused(f"Nothing that was sent to “{body[:60]}” waits to be noted.", "body")


@contextmanager
def _final(home: Path, edition_id: str) -> Iterator[tuple[Connection, Edition]]:
    with within(home, edition_id) as (connection, edition):
        if not edition.is_final:
            raise Refused(f"“{edition.name}” is a draft. Make it final before it is sent.", "edition")
        yield connection, edition


def _past(at: dt.datetime | None) -> dt.datetime:
    now = load.utc_now()
    if at is not None and at > now:
        raise Refused("The day is in the future. Write it down once it has happened.", "at")
    return at or now


def _add_to_draft(home: Path, edition_id: str, kind: str, **said: Any) -> None:
    with within(home, edition_id) as (connection, edition):
        if edition.is_final:
            raise Refused(f"“{edition.name}” is final and stays as it is.", "edition")
        add(connection, edition_id, kind, **said)


def _published(home: Path) -> dict[str, Edition]:
    """Folded once a snapshot: every page in an edition asks."""
    seen = snapshot.current(home)
    return _folded.get(seen.path, lambda: folded(seen.run))


def _frames(home: Path, edition: Edition) -> dict[str, pd.DataFrame]:
    run = snapshot.current(home).run
    return edition_figures.frames(run, edition_seal.clocks_of(run, edition))


def _title(name: str) -> str:
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in name)
    title = " ".join(unicodedata.normalize("NFC", plain).split())
    if not any(c.isalnum() for c in title):
        raise Refused("Write a name, for example ASCN Annual Meeting 2026.", "name")
    if len(title) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} characters. Shorten it.", "name")
    return title


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _free_id(title: str, there: Mapping[str, Edition]) -> str:
    """The name in small letters and dashes; a script that has none of those gives a number."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or f"edition-{len(there) + 1}"
    number, found = 2, slug
    while found in there:
        found, number = f"{slug}-{number}", number + 1
    return found


def _check_clocks(reference: Reference, period: str, compare: str | None) -> None:
    dates = {row["period"]: row["data_date"] for row in reference.tables["periods"]}
    for field, asked in (("period", period), ("compare", compare)):
        if asked is not None and asked not in dates:
            raise Refused(f"There is no period “{asked[:40]}”.", field)
    if compare is not None and dates[compare] >= dates[period]:
        raise Refused(
            f"{compare} is not before {period}. Choose an earlier period to compare with.", "compare"
        )
