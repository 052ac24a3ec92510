"""The silence procedure: what a member state is asked, what comes back, and what becomes of each of its cells."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dashboard.filters import View
from dashboard.queries import frame, run
from dashboard.reports import silence, silence_book
from dashboard.reports.model import Document, Paragraph
from dashboard.reports.silence_merge import Asked, Merger
from dashboard.reports.stamped import stamp
from etl import editions, rebuild
from etl import silence as ledger
from etl.editions import Edition
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard.silence_room import BY, Edit, Room, answers, drafted, edited, only


@pytest.fixture
def room(store: Settings, reference: Reference) -> Iterator[Room]:
    before = run.used()
    yield Room(store, reference)
    run.use(before)


@pytest.fixture(scope="module")
def shared(
    record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Room]:
    """A room for tests after which no answer is stored."""
    home = tmp_path_factory.mktemp("shared") / "store"
    shutil.copytree(record_store.home, home)
    before = run.used()
    yield Room(settings(home=home), reference)
    run.use(before)


def test_a_member_state_gets_its_own_sentences_figures_and_cells_and_nobody_elses(shared: Room) -> None:
    view = frame.view({"edition": shared.id})
    lines = silence.lines(drafted(view, shared.home, shared.edition), view, "MYS")
    by_reference = {line.reference: line for line in lines}
    standing = by_reference["country/MYS/standing"]
    assert standing.where == "Member states › Malaysia"
    assert standing.figures == "Projects listed: 29\nCompleted: 4"
    assert standing.cells.splitlines()[1] == "F128–F131 of 2025.csv"
    assert by_reference["figure/country/MYS/completed/2025"].text == "Completed: 4"
    assert sum(reference.startswith("project/") for reference in by_reference) == 29
    assert not any("SGP" in reference for reference in by_reference)
    assert "network/standing" not in by_reference
    assert "network/names_completed" in by_reference, "it names a project of the member state"


def test_only_the_answers_are_open_and_the_cover_says_by_when(shared: Room) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shared.book()))
    cover = " ".join(str(c.value) for row in book[silence_book.COVER].iter_rows() for c in row if c.value)
    assert "Please answer by 10 December 2099." in cover
    assert "Meeting 2026, draft" in cover
    for name in (silence_book.SENTENCES, silence_book.FIGURES):
        page = book[name]
        assert page.protection.sheet
        is_open = {c.column_letter for row in page.iter_rows() for c in row if not c.protection.locked}
        assert is_open == {"F", "G", "H"}
        assert page.data_validations.dataValidation[0].formula1 == '"agree,correct,remove"'


def test_answers_are_written_down_with_file_sheet_cell_and_who(room: Room) -> None:
    def signed(book: openpyxl.Workbook) -> None:
        page = book[silence_book.COVER]
        for row in page.iter_rows(min_col=2, max_col=2):
            if row[0].value == silence_book.WHO:
                page.cell(row[0].row, 3).value = "Nur A."

    new = "Malaysia has 29 projects on its list: 4 are completed and 25 on-going."
    data = edited(
        room.book(),
        signed,
        answers("country/MYS/standing", "correct", new, "shorter"),
        answers("country/MYS/centre", "remove"),
        answers("project/ipoh-03", "Agree"),
    )
    made = room.merge(data)
    assert (made.count("taken"), made.is_well) == (3, True)
    assert room.edition.wording["country/MYS/standing"].text == new
    assert room.edition.dropped == {"country/MYS/centre"}
    given = ledger.procedure(room.home, room.id).answers["MYS", "country/MYS/standing"]
    assert (given.answer, given.file, given.sheet, given.cell) == ("correct", "back.xlsx", "Sentences", "F5")
    assert given.who == "Nur A.; taken in by the desk"


@pytest.mark.parametrize(
    ("edit", "kind", "cell", "says"),
    [
        (answers("country/MYS/standing", "ok"), "not_taken", "Sentences!F5", "“ok” is no answer"),
        (answers("country/MYS/standing", "", None, "hm"), "not_taken", "Sentences!F5", "There is no answer"),
        (answers("country/MYS/standing", "correct"), "not_taken", "Sentences!G5", "no corrected text"),
        (answers("country/MYS/standing", "agree", "Else."), "not_taken", "Sentences!G5", "the answer is agree"),
        (answers("country/MYS/standing", "correct", "=1+1"), "not_taken", "Sentences!G5", "holds a formula"),
        (answers("country/MYS/standing", "correct", 12), "not_taken", "Sentences!G5", "is no sentence"),
        (answers("country/MYS/standing", "correct", "x" * 10_001), "not_taken", "Sentences!G5", "longer than 10,000"),
        (answers("project/ipoh-03", "correct"), "not_taken", "Figures!H15", "Write in Comment"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_at_its_cell_and_nothing_is_stored(
    shared: Room, edit: Edit, kind: str, cell: str, says: str
) -> None:
    made = shared.merge(edited(shared.book(), edit))
    found = only(made)
    assert found[:2] == (kind, cell)
    assert says in found[2]
    assert not shared.edition.answers
    assert not shared.edition.wording


@pytest.mark.parametrize(
    "text",
    [
        "Malaysia lists 30 projects: four are completed and 26 on-going.",
        "Malaysia lists 29 projects: five are completed and 25 on-going.",
        "Malaysia lists 29 projects: four are completed and 25 planning.",
    ],
)
def test_a_wording_that_changes_a_figure_is_kept_but_changes_nothing(room: Room, text: str) -> None:
    made = room.merge(edited(room.book(), answers("country/MYS/standing", "correct", text, "one more")))
    kind, _, says = only(made)
    assert kind == "kept"
    assert "send a corrected report" in says
    assert not room.edition.wording
    given = ledger.procedure(room.home, room.id).answers["MYS", "country/MYS/standing"]
    assert (given.text, given.comment) == (text, "one more")


def test_a_changed_draft_text_and_a_line_of_ones_own_are_refused(shared: Room) -> None:
    def tampered(book: openpyxl.Workbook) -> None:
        page = book[silence_book.SENTENCES]
        page["C5"] = "Malaysia leads the network."
        page["F5"] = "agree"
        page["A9"], page["C9"], page["F9"] = "country/MYS/new", "A sentence of our own.", "agree"

    made = shared.merge(edited(shared.book(), tampered))
    assert [t.cell for t in made.told] == ["C5", "C9"]
    assert "was changed in this file" in made.told[0].text
    assert "not one that you were sent" in made.told[1].text
    assert not shared.edition.answers


def test_a_workbook_sent_twice_changes_nothing_more(room: Room) -> None:
    data = edited(room.book(), answers("country/MYS/standing", "agree"))
    room.merge(data)
    again = room.merge(data)
    assert again.sentence() == "This file was taken in before. Nothing changed."
    assert only(again)[0] == "same"
    assert len(room.edition.answers) == 1
    assert len(ledger.procedure(room.home, room.id).files) == 1


def test_answers_that_differ_are_said_and_the_first_stands_until_the_desk_decides(room: Room) -> None:
    room.merge(edited(room.book(), answers("country/MYS/centre", "agree")), "one.xlsx")
    other = edited(room.book(), answers("country/MYS/centre", "remove"))
    kind, cell, says = only(room.merge(other, "two.xlsx"))
    assert (kind, cell) == ("not_taken", "Sentences!F6")
    assert says.startswith("Two answers differ: agree (Malaysia (no name given); taken in by the desk")
    assert "one.xlsx Sentences!F6" in says
    assert not room.edition.dropped
    assert room.merge(other, "two.xlsx", is_replacing=True).count("taken") == 1
    assert room.edition.dropped == {"country/MYS/centre"}


def test_a_workbook_of_an_earlier_draft_is_told_what_the_draft_says_now(room: Room) -> None:
    data = edited(room.book(), answers("country/MYS/standing", "agree"))

    def newer(view: View, home: Path, edition: Edition) -> Document:
        made = drafted(view, home, edition)
        part = made.sections[0].sections[0]
        old = part.blocks[0]
        assert isinstance(old, Paragraph)
        new = replace(old.sentences[0], text="Malaysia lists 30 projects.")
        block = replace(old, sentences=(new, *old.sentences[1:]))
        return replace(made, sections=(replace(part, blocks=(block,)),))

    made = Merger(room.home, newer, {"MYS": "Malaysia"}, Asked("")).take(data, "old.xlsx")
    assert "The draft has changed since; it now says: “Malaysia lists 30 projects.”" in only(made)[2]
    assert not room.edition.answers


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"not a workbook at all", "no sheet “Start here”"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_is_no_workbook_of_ours_is_said_in_one_sentence(shared: Room, data: bytes, says: str) -> None:
    made = shared.merge(data)
    assert says in made.sentence()
    assert not made.told


def test_an_unknown_edition_a_past_day_and_a_final_edition_are_said_at_every_answer(room: Room) -> None:
    data = edited(room.book(), answers("country/MYS/standing", "agree"))
    late = room.merge(data, now=dt.datetime(2099, 12, 10, 17))  # 00:00 of the next day in Jakarta
    assert "came after 10 Dec 2099" in only(late)[2]
    assert "of another edition" in only(room.merge(data, edition_id="else"))[2]
    editions.make_final(room.home, room.reference, room.id, early="the meeting is today")
    kind, cell, says = only(room.merge(data))
    assert (kind, cell) == ("not_taken", "Sentences!F5")
    assert "was made final on" in says


def test_a_workbook_for_an_edition_that_nobody_knows_is_refused(shared: Room) -> None:
    cover = silence_book.Cover("nowhere", "2026-01-01", "MYS", "Malaysia", BY, "IMD")
    line = silence.Line("sentence", "a", "b", "c", "", "")
    view = frame.view({})
    data = silence_book.written([line], cover, stamp(view))
    assert "There is no edition “nowhere”" in shared.merge(edited(data, answers("a", "agree"))).sentence()


def test_a_workbook_of_another_edition_of_the_same_name_is_refused(shared: Room) -> None:
    cover = silence_book.Cover(shared.id, "2020-01-01T00:00:00", "MYS", "Malaysia", BY, "IMD")
    line = silence.Line("sentence", "a", "b", "c", "", "")
    data = silence_book.written([line], cover, stamp(frame.view({})))
    assert "another draft that is called" in only(shared.merge(edited(data, answers("a", "agree"))))[2]


def test_answers_outlive_a_rebuild_of_the_store(room: Room) -> None:
    room.merge(edited(room.book(), answers("country/MYS/centre", "remove", None, "double")))
    rebuild.rebuild(room.home, room.reference)
    given = ledger.procedure(room.home, room.id).answers["MYS", "country/MYS/centre"]
    assert (given.answer, given.comment, given.cell) == ("remove", "double", "F6")
