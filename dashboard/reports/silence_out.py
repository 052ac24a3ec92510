"""The workbooks of one edition's silence procedure, for the command and the page; and the merger that takes them back.
Both hold on to the draft that the annual report is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.queries import frame, members
from dashboard.queries.run import version
from dashboard.reports import annual, silence, silence_book, worded
from dashboard.reports.model import Document
from dashboard.reports.silence_merge import Asked, Merger
from dashboard.reports.worded import Overtaken
from dashboard.wrong import Wrong
from etl import editions
from etl import silence as ledger
from etl.editions import Edition
from etl.once import Kept
from etl.settings import Settings
from etl.silence import Asked as Made
from etl.silence import Given, Procedure

_drafted: Kept[Document] = Kept(4)


@dataclass(frozen=True)
class Moved:
    """A line that a member state was not shown as it stands: what its newest workbook `said`, "" where it had no such
    line, and what the draft says `now`, "" where it has none any more."""

    reference: str
    said: str
    now: str


@dataclass(frozen=True)
class Unseen:
    """What a member state would agree to without having seen it. `is_asked`: a workbook was made for it."""

    iso3: str
    name: str
    is_asked: bool
    lines: tuple[Moved, ...]


@dataclass(frozen=True)
class Changed:
    """A line that the report leaves out, or words otherwise: what was drafted, what it says `now` ("" where it is left
    out), who had that written and why."""

    reference: str
    drafted: str
    now: str
    who: str
    why: str
    at: dt.datetime


_unseen: Kept[list[Unseen]] = Kept(8)


def names(view: View) -> dict[str, str]:
    """Code → name of the member states, in their order."""
    rows = members.countries(view.without("country"))
    return {str(r.iso3): labels.sentence(str(r.name)) for r in rows.itertuples(index=False)}


def wanted(edition_id: str, typed: Sequence[str]) -> list[str]:
    """The member states that are asked for, all where none is; raises Wrong for a code that is none."""
    known = names(frame.view({"edition": edition_id}))
    codes = [code.upper() for code in typed]
    for code in codes:
        if code not in known:
            raise Wrong(
                "country", f"There is no member state {code[:10]}. The codes are: {', '.join(known)}."
            )
    return [code for code in known if not codes or code in codes]


def workbooks(chosen: Settings, edition_id: str, countries: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each member state's workbook; the draft is made once. Raises Refused and Wrong.
    What each was asked is written down once all of them are taken."""
    edition = editions.get(chosen.home, edition_id)
    by = ledger.procedure(chosen.home, edition_id).by
    if by is None:
        raise Wrong("by", "Say until when the draft may be answered.")
    view = frame.view({"edition": edition_id})
    if edition.is_final:
        raise Wrong("edition", f"“{edition.name}” is final: its draft is not answered any more.")
    document, called = drafted(view, chosen.home, edition), names(view)
    sent: dict[str, dict[str, str]] = {}
    for number, iso3 in enumerate(countries, 1):
        progress.tell(f"Workbook for {called[iso3]}", number, len(countries))
        cover = silence_book.Cover(
            edition_id, begun(edition), iso3, called[iso3], by, chosen.body, chosen.contact or ""
        )
        lines = silence.lines(document, view, iso3)
        sent[iso3] = {line.reference: silence_book.fitting(line.text) for line in lines}
        yield name_of(edition_id, iso3), silence_book.written(lines, cover, document.stamp)
    # Last: what could not be handed out was not sent, and a member state that saw less is told of more, never of less.
    ledger.asked(chosen.home, edition_id, sent, chosen.operator)


def name_of(edition_id: str, iso3: str) -> str:
    """The name of a member state's workbook."""
    return f"{edition_id}-{iso3}.xlsx"


def begun(edition: Edition) -> str:
    """The moment at which an edition was begun, as a workbook says it."""
    return edition.made_at.isoformat(timespec="seconds")


def merger(chosen: Settings, asked: Asked) -> Merger:
    """What takes workbooks back in."""
    return Merger(chosen.home, drafted, names(frame.view({})), asked)


def drafted(view: View, home: Path, edition: Edition) -> Document:
    """The draft that member states are asked about: the annual report in this edition."""
    return annual.built(view, home, edition)


def as_drafted(home: Path, edition: Edition) -> Document:
    """The draft before any wording of the procedure, made once a snapshot. Raises Wrong: no report is left."""
    view = frame.view({"edition": edition.edition_id})
    plain = replace(edition, wording={}, dropped=frozenset())
    return _drafted.get((version(), edition.edition_id), lambda: drafted(view, home, plain))


def overtaken(home: Path, edition: Edition) -> list[Overtaken]:
    """The wordings that hold no more, because figures changed since they were agreed."""
    if not any(said.of for said in edition.wording.values()):
        return []
    try:
        return worded.overtaken(as_drafted(home, edition), edition)
    except Wrong:  # there is no draft to compare with
        return []


def changed(home: Path, edition: Edition) -> list[Changed]:
    """Every line that is left out or worded otherwise, in the order in which that was written down."""
    if not (edition.wording or edition.dropped):
        return []
    try:
        texts = worded.texts(as_drafted(home, edition))
    except Wrong:
        texts = {}
    newest = {
        (e.kind, e.key): e for e in editions.entries(home, edition.edition_id) if e.kind in ("word", "drop")
    }
    told = []
    for (kind, key), entry in newest.items():
        reference = key or ""
        is_out = reference in edition.dropped
        agreed = None if is_out else edition.agreed(reference, texts.get(reference, ""))
        if is_out == (kind == "drop") and (is_out or agreed is not None):
            now = agreed.text if agreed is not None else ""
            drafted_as = texts.get(reference, "")
            told.append(Changed(reference, drafted_as, now, entry.who, entry.reason or "", entry.at))
    return sorted(told, key=lambda one: one.at)


def unseen(home: Path, edition: Edition) -> list[Unseen]:
    """By member state the lines that differ from its newest workbook, are new, or are gone; nothing where nobody is
    asked. What it asked for itself it knows."""
    known = ledger.procedure(home, edition.edition_id)
    if known.by is None or edition.is_final:
        return []
    return _unseen.get((version(), edition.edition_id), lambda: list(_all_unseen(home, edition, known)))


def _all_unseen(home: Path, edition: Edition, known: Procedure) -> Iterator[Unseen]:
    for iso3, name in names(frame.view({"edition": edition.edition_id})).items():
        made = known.asked.get(iso3)
        told = () if made is None else tuple(_moved(home, edition, iso3, made, known.of(iso3)))
        if made is None or told:
            yield Unseen(iso3, name, made is not None, told)


def _moved(home: Path, edition: Edition, iso3: str, made: Made, given: list[Given]) -> list[Moved]:
    """What has moved since a workbook was made for a member state."""
    view = frame.view({"edition": edition.edition_id})
    try:
        plain = as_drafted(home, edition)
    except Wrong:
        return []
    sent = ledger.lines_of(home, edition.edition_id, made) or {}
    before = silence.lines(plain, view, iso3, has_cells=False)
    is_as_drafted = not (edition.wording or edition.dropped)
    says = (
        before if is_as_drafted else silence.lines(worded.worded(plain, edition), view, iso3, has_cells=False)
    )
    now = {line.reference: line.text for line in says}
    drafted_lines = {line.reference for line in before}
    return compared(sent, now, drafted_lines, edition.dropped, {g.sentence_id: g for g in given})


def compared(
    sent: Mapping[str, str],
    now: Mapping[str, str],
    drafted: Set[str],
    dropped: Set[str],
    given: Mapping[str, Given],
) -> list[Moved]:
    """The lines that differ between a workbook that was `sent` and the report `now`. `drafted`: references of the lines
    before any wording; `given`: the member state's own answers."""
    told = []
    for reference, text in now.items():
        said, own = sent.get(reference, ""), given.get(reference)
        plain = silence_book.fitting(text)
        is_known = silence.is_same(said, plain) or (own is not None and silence.is_same(own.text, plain))
        if reference not in dropped and not is_known:
            told.append(Moved(reference, said, text))
    for reference, said in sent.items():
        own = given.get(reference)
        is_out = reference in dropped and (own is None or own.answer != "remove")
        if is_out or reference not in drafted:  # a figure goes with the sentence that told it
            told.append(Moved(reference, said, ""))
    return told
