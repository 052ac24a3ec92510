"""An edition in its own store with the workbook that a member state is sent, for tests of the silence procedure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from dashboard.filters import View
from dashboard.queries import frame, run
from dashboard.reports import silence, silence_book, worded
from dashboard.reports.model import Document, Number, Paragraph, Section, Sentence
from dashboard.reports.silence_merge import Asked, Merge, Merger
from dashboard.reports.silence_out import begun
from dashboard.reports.stamped import stamp
from etl import editions
from etl import silence as ledger
from etl.editions import Edition
from etl.reference import Reference
from etl.settings import Settings

BY = dt.date(2099, 12, 10)
STANDING = "Malaysia lists 29 projects: four are completed and 25 on-going."
WORDS = "ยะโฮร์บาห์รู ព្រៃ មြို့ ລາວ Đà Nẵng: the city opened its centre."
Edit = Callable[[openpyxl.Workbook], None]


def drafting(standing: str = STANDING) -> Callable[[View, Path, Edition], Document]:
    """Makes a draft of two member states, as small as will do, in the words of the edition. `standing`: what the
    figures say of Malaysia."""

    def drafted(view: View, home: Path, edition: Edition) -> Document:
        of_mys = Number("country", "MYS", "projects", view.period, 29.0)
        done = Number("country", "MYS", "completed", view.period, 4.0)
        of_ipoh = Number("project", "ipoh-03", "moved_completed", view.period, 1.0)
        sentences = (
            Sentence("country/MYS/standing", standing, (of_mys, done), "MYS"),
            Sentence("country/MYS/centre", WORDS, (), "MYS"),
            Sentence("country/SGP/standing", "Singapore lists six projects.", (), "SGP"),
            Sentence("network/standing", "The network lists 134 projects.", (), ""),
            Sentence("network/names_completed", "Completed since: a centre (Ipoh).", (of_ipoh,), ""),
        )
        part = Section("country/MYS", "Malaysia", 2, (Paragraph(sentences),))
        section = Section("states", "Member states", 1, (), (part,))
        return worded.worded(Document("annual", "Annual report", "", stamp(view), (section,)), edition)

    return drafted


drafted = drafting()


class Room:
    """One edition in its own store, with the workbook that Malaysia is sent. `drafted`: makes its draft."""

    def __init__(self, chosen: Settings, reference: Reference) -> None:
        self.home, self.reference = chosen.home, reference
        self.id = editions.create(self.home, reference, "Meeting 2026", "2025").edition_id
        self.drafted = drafted
        ledger.begin(self.home, reference, self.id, BY)
        run.use(chosen)

    def book(self, iso3: str = "MYS") -> bytes:
        edition, view = editions.get(self.home, self.id), frame.view({"edition": self.id})
        document = self.drafted(view, self.home, edition)
        cover = silence_book.Cover(self.id, begun(edition), iso3, "Malaysia", BY, "IMD")
        return silence_book.written(silence.lines(document, view, iso3), cover, document.stamp)

    def merger(self, **asked: Any) -> Merger:
        names = {"MYS": "Malaysia", "SGP": "Singapore"}
        return Merger(self.home, self.drafted, names, Asked("the desk", **asked))

    def merge(self, data: bytes, name: str = "back.xlsx", **asked: Any) -> Merge:
        return self.merger(**asked).take(data, name)

    def says(self) -> dict[str, str]:
        """What the report says, by sentence."""
        made = self.drafted(frame.view({"edition": self.id}), self.home, self.edition)
        return {sentence.id: sentence.text for sentence in made.sentences()}

    @property
    def edition(self) -> Edition:
        return editions.get(self.home, self.id)


def edited(data: bytes, *edits: Edit) -> bytes:
    """The workbook as somebody saved it after filling it in."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers(reference: str, answer: str, corrected: Any = None, comment: Any = None) -> Edit:
    """Fills in the line of a reference, on whichever sheet it stands."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet, row = place(book, reference)
        for column, value in zip("FGH", (answer, corrected, comment), strict=True):
            book[sheet][f"{column}{row}"] = value

    return fill


def place(book: openpyxl.Workbook, reference: str) -> tuple[str, int]:
    for name in (silence_book.SENTENCES, silence_book.FIGURES):
        for row in book[name].iter_rows(min_row=5, max_col=1):
            if row[0].value == reference:
                return name, row[0].row
    raise KeyError(reference)


def only(merge: Merge) -> tuple[str, str, str]:
    """Kind, cell and text of the one thing that was said."""
    (told,) = merge.told
    return told.kind, f"{told.sheet}!{told.cell}", told.text
