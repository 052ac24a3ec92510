"""A workbook of the silence procedure on its way into the ledger: read, held against the draft, written down; and what
is said about each of its cells. The draft is built once for all the files of a call."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dashboard import labels
from dashboard.filters import View
from dashboard.queries import frame
from dashboard.reports import silence, silence_read
from dashboard.reports.model import Document
from dashboard.reports.silence_read import NotOurs, Returned
from dashboard.reports.silence_rules import Draft, Told, judged
from dashboard.wrong import Wrong
from etl import editions
from etl import silence as ledger
from etl.editions import Edition
from etl.store.places import StoreError

Built = Callable[[View, Path, Edition], Document]
_TRIES = 5  # where somebody else writes into the same edition between judging and storing


@dataclass(frozen=True)
class Merge:
    """What became of one file. `problem`: why none of it could be taken, "" where that is not so."""

    file: str
    edition_id: str
    country: str
    who: str
    told: tuple[Told, ...]
    problem: str = ""
    is_repeat: bool = False

    def count(self, kind: str) -> int:
        """How many cells of a kind: taken, kept, asked, same, not_taken."""
        return sum(told.kind == kind for told in self.told)

    @property
    def is_well(self) -> bool:
        """Whether nothing is left to mend."""
        return not self.problem and not self.count("not_taken")

    def sentence(self) -> str:
        """What became of the file, in a sentence or two."""
        if self.problem:
            return self.problem
        if self.is_repeat:
            return "This file was taken in before. Nothing changed."
        counts = [(self.count("taken"), "taken"), (self.count("kept"), "kept as a comment on a figure"),
                  (self.count("asked"), "left to the Secretariat to decide"),
                  (self.count("same"), "answered so already"), (self.count("not_taken"), "not taken")]  # fmt: skip
        told = labels.joined(f"{labels.number(n)} {words}" for n, words in counts if n)
        return f"Answers: {told}." if told else "No line of this file has an answer. Nothing changed."


@dataclass(frozen=True)
class Asked:
    """How a merge is asked for. `is_late`: answers after the day count too; `is_replacing`: newer answers take the
    place of those that were given; `edition_id`, `now` (UTC without zone): held against, where they are given."""

    who: str
    is_late: bool = False
    is_replacing: bool = False
    edition_id: str = ""
    now: dt.datetime | None = None


class Merger:
    """Takes workbooks in, one after the other."""

    def __init__(self, home: Path, built: Built, countries: Mapping[str, str], asked: Asked) -> None:
        """`built`: makes the draft of an edition; `countries`: code → name of the member states."""
        self._home, self._built, self._countries, self._asked = home, built, countries, asked
        self._drafts: dict[str, _Drafted] = {}

    def take(self, data: bytes, name: str) -> Merge:
        """One workbook. Never raises for what is in it."""
        try:
            file = silence_read.returned(data, name)
        except NotOurs as why:
            return Merge(name, "", "", "", (), str(why))
        try:
            problem = self._problem(file)
            return _none(file, problem) if problem else self._write(file, data)
        except (StoreError, Wrong) as why:  # made final, or the store held, between judging and storing
            return _none(file, f"{why} Nothing was taken.")

    def _problem(self, file: Returned) -> str:
        """Why nothing of a file can be taken; "" where it can."""
        wanted = self._asked.edition_id
        if wanted and file.edition_id != wanted:
            return f"This workbook is of another edition, {file.edition_id[:60]}. Nothing was taken."
        try:
            edition = editions.get(self._home, file.edition_id)
        except editions.Refused as why:
            return f"{why} Nothing was taken."
        if file.begun != edition.made_at.isoformat(timespec="seconds"):
            return f"This workbook is of another draft that is called {edition.name} too. Nothing was taken."
        if file.iso3 not in self._countries:
            return f"There is no member state {file.iso3}. Nothing was taken."
        if edition.is_final:
            day = labels.date(frame.day(edition.final_at))
            return f"“{edition.name}” was made final on {day} and stays as it is. Nothing was taken."
        return self._of_day(ledger.procedure(self._home, file.edition_id).by)

    def _of_day(self, by: dt.date | None) -> str:
        if by is None:
            return "This draft was not sent out to be answered. Nothing was taken."
        if frame.has_passed(by, self._asked.now) and not self._asked.is_late:
            return (
                f"This came after {labels.date(by)}, the last day for answers: what was not objected to by then "
                "stands. Nothing was taken."
            )
        return ""

    def _write(self, file: Returned, data: bytes) -> Merge:
        """Judge and store; judged anew where the edition changed in between, so that no answer is lost unsaid."""
        for _ in range(_TRIES - 1):
            try:
                return self._written(file, data)
            except ledger.WrittenMeanwhile:
                continue
        return self._written(file, data)

    def _written(self, file: Returned, data: bytes) -> Merge:
        known = ledger.procedure(self._home, file.edition_id)
        told = judged(
            file.rows,
            self._draft(file.edition_id).of(file.iso3, known),
            is_replacing=self._asked.is_replacing,
        )
        said = [one.said for one in told if one.said is not None]
        sha256 = hashlib.sha256(data).hexdigest()
        is_repeat = any(f.sha256 == sha256 and f.country == file.iso3 for f in known.files) and not said
        who = self._who(file)
        if told and not is_repeat:  # a workbook that nobody filled in is no answer
            ledger.take(self._home, file.edition_id, file.iso3, file.name, data, said, who, known.seen)
        return Merge(file.name, file.edition_id, file.iso3, who, tuple(told), is_repeat=is_repeat)

    def _who(self, file: Returned) -> str:
        name = file.who or f"{self._countries[file.iso3]} (no name given)"
        return f"{name}; taken in by {self._asked.who}" if self._asked.who else name

    def _draft(self, edition_id: str) -> _Drafted:
        if edition_id not in self._drafts:
            self._drafts[edition_id] = _Drafted(self._home, edition_id, self._built)
        return self._drafts[edition_id]


def _none(file: Returned, problem: str) -> Merge:
    """Nothing of a file is taken; said at each of its answers."""
    told = [Told("not_taken", r.sheet, r.cell("Your answer"), r.reference, problem)
            for r in file.rows if r.is_answered]  # fmt: skip
    return Merge(file.name, file.edition_id, file.iso3, file.who, tuple(told), problem)


class _Drafted:
    """The draft of an edition as it was drafted, before any wording of the procedure."""

    def __init__(self, home: Path, edition_id: str, built: Built) -> None:
        self._home, self._edition_id, self._build = home, edition_id, built
        self._view = frame.view({"edition": edition_id})

    @cached_property
    def _document(self) -> Document:
        edition = editions.get(self._home, self._edition_id)
        return self._build(self._view, self._home, replace(edition, wording={}, dropped=frozenset()))

    def of(self, iso3: str, known: ledger.Procedure) -> Draft:
        """What one member state was asked, and what it answered so far."""
        edition = editions.get(self._home, self._edition_id)
        lines = {
            line.reference: line for line in silence.lines(self._document, self._view, iso3, has_cells=False)
        }
        agreed = {key: edition.agreed(key, line.text) for key, line in lines.items()}
        wording = {key: said.text for key, said in agreed.items() if said is not None}
        given = {one.sentence_id: one for one in known.of(iso3)}
        overtaken = {key: said.text for key, said in edition.wording.items() if key not in wording}
        others = frozenset(
            key for (other, key), one in known.answers.items() if other != iso3 and one.answer == "remove"
        )
        return Draft(self._edition_id, iso3, lines, wording, edition.dropped, given, overtaken, others)
