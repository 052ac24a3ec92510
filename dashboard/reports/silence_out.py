"""The workbooks of one edition's silence procedure, for the command and the page; and the merger that takes them back.
Both hold on to the draft that the annual report is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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

_overtaken: Kept[list[Overtaken]] = Kept(8)


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
    """File name and bytes of each member state's workbook; the draft is made once. Raises Refused and Wrong."""
    edition = editions.get(chosen.home, edition_id)
    by = ledger.procedure(chosen.home, edition_id).by
    if by is None:
        raise Wrong("by", "Say until when the draft may be answered.")
    view = frame.view({"edition": edition_id})
    document, called = drafted(view, chosen.home, edition), names(view)
    for number, iso3 in enumerate(countries, 1):
        progress.tell(f"Workbook for {called[iso3]}", number, len(countries))
        cover = silence_book.Cover(
            edition_id, begun(edition), iso3, called[iso3], by, chosen.body, chosen.contact or ""
        )
        lines = silence.lines(document, view, iso3)
        yield name_of(edition_id, iso3), silence_book.written(lines, cover, document.stamp)


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


def overtaken(home: Path, edition: Edition) -> list[Overtaken]:
    """The wordings that hold no more, because figures changed since they were agreed: the draft is made for it, once a
    snapshot, where anything was reworded at all."""
    if not any(said.of for said in edition.wording.values()):
        return []
    return _overtaken.get((version(), edition.edition_id), lambda: _compared(home, edition))


def _compared(home: Path, edition: Edition) -> list[Overtaken]:
    view, plain = (
        frame.view({"edition": edition.edition_id}),
        replace(edition, wording={}, dropped=frozenset()),
    )
    try:
        return worded.overtaken(drafted(view, home, plain), edition)
    except Wrong:  # every report was taken back: there is no draft to compare with
        return []
