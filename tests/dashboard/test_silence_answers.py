"""Answers after answers: what is taken back, what figures have overtaken, and what two who answer at once are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.editions.silence_state import in_question, remarks
from dashboard.filters import View
from dashboard.queries import frame, run
from dashboard.reports import worded
from dashboard.reports.model import Document
from dashboard.reports.worded import Overtaken
from etl import editions
from etl import silence as ledger
from etl.edition_ledger import LONGEST_TEXT
from etl.editions import Edition
from etl.reference import Reference
from etl.settings import Settings
from tests.dashboard.silence_room import BY, STANDING, Room, answers, drafted, drafting, edited, only

PLACE = "country/MYS/standing"
SHORTER = "Malaysia has 29 projects: four completed, 25 on-going."
SINCE = "Malaysia lists 30 projects: five are completed and 25 on-going."


@pytest.fixture
def room(store: Settings, reference: Reference) -> Iterator[Room]:
    before = run.used()
    yield Room(store, reference)
    run.use(before)


def overtaken(room: Room) -> list[Overtaken]:
    plain = replace(room.edition, wording={}, dropped=frozenset())
    return worded.overtaken(room.drafted(frame.view({"edition": room.id}), room.home, plain), room.edition)


def test_a_wording_holds_only_as_long_as_the_figures_that_it_was_agreed_of(room: Room) -> None:
    room.merge(edited(room.book(), answers(PLACE, "correct", SHORTER)))
    reworded = room.book()
    assert room.says()[PLACE] == SHORTER
    assert not overtaken(room)
    room.drafted = drafting(SINCE)
    assert room.says()[PLACE] == SINCE
    ((identity, said, now),) = [(o.sentence_id, o.agreed.text, o.now) for o in overtaken(room)]
    assert (identity, said, now) == (PLACE, SHORTER, SINCE)
    late = edited(reworded, answers(PLACE, "agree"))
    assert f"it now says: “{SINCE}”" in only(room.merge(late))[2]
    room.drafted = drafted
    assert room.says()[PLACE] == SHORTER, "the figures are those again that it was agreed of"


@pytest.mark.parametrize(
    ("answer", "corrected", "says"),
    [
        ("agree", None, SINCE),
        ("correct", "Malaysia has 30 projects: five completed, 25 on-going.", None),
        ("remove", None, ""),
    ],
)
def test_figures_that_changed_are_answered_anew_without_asking_the_desk(
    room: Room, answer: str, corrected: str | None, says: str | None
) -> None:
    room.merge(edited(room.book(), answers(PLACE, "correct", SHORTER)))
    room.drafted = drafting(SINCE)
    made = room.merge(edited(room.book(), answers(PLACE, answer, corrected)), "newer.xlsx")
    assert only(made)[0] == "taken"
    assert room.says().get(PLACE, "") == (corrected if says is None else says)
    assert not overtaken(room)


def test_a_wording_of_the_ledger_of_before_holds_whatever_is_drafted(room: Room) -> None:
    editions.word(room.home, room.id, PLACE, "Malaysia is busy.", "asked for")
    room.drafted = drafting(SINCE)
    assert room.says()[PLACE] == "Malaysia is busy."
    assert not overtaken(room)


@pytest.mark.parametrize("first", [("remove", None), ("correct", SHORTER)])
def test_who_agrees_after_asking_for_a_change_takes_the_change_back(
    room: Room, first: tuple[str, str | None]
) -> None:
    sent = room.book()
    room.merge(edited(sent, answers(PLACE, *first)))
    assert room.says().get(PLACE) != STANDING
    agreed = edited(sent, answers(PLACE, "agree"))
    assert only(room.merge(agreed, "two.xlsx"))[0] == "not_taken", "the desk decides which counts"
    kind, _, says = only(room.merge(agreed, "two.xlsx", is_replacing=True))
    assert (kind, says) == ("taken", "Agreed. The sentence stands as it is drafted.")
    assert room.says()[PLACE] == STANDING


def test_who_agrees_to_the_own_wording_after_removing_it_gets_it_back(room: Room) -> None:
    room.merge(edited(room.book(), answers(PLACE, "correct", SHORTER)))
    reworded = room.book()
    room.merge(edited(reworded, answers(PLACE, "remove")), is_replacing=True)
    assert PLACE not in room.says()
    made = room.merge(edited(reworded, answers(PLACE, "agree")), "three.xlsx", is_replacing=True)
    assert only(made)[2] == "Agreed. The sentence stands as it was reworded."
    assert room.says()[PLACE] == SHORTER


def test_an_objection_to_a_figure_after_a_removal_brings_the_sentence_back(room: Room) -> None:
    sent = room.book()
    room.merge(edited(sent, answers(PLACE, "remove")))
    objection = edited(sent, answers(PLACE, "correct", "Malaysia lists 31 projects.", "Two are new"))
    kind, _, says = only(room.merge(objection, "two.xlsx", is_replacing=True))
    assert kind == "kept"
    assert says.startswith("The corrected text tells figures otherwise")
    assert says.endswith("The sentence stands as it is drafted.")
    assert room.says()[PLACE] == STANDING


def test_a_corrected_text_that_changes_nothing_is_no_change_of_a_figure(room: Room) -> None:
    kind, cell, says = only(room.merge(edited(room.book(), answers(PLACE, "correct", STANDING))))
    assert (kind, cell) == ("not_taken", "Sentences!G5")
    assert says == "The corrected text is what the draft says already. Change it, or choose agree."
    told = room.merge(edited(room.book(), answers(PLACE, "correct", STANDING, "We will report one more")))
    assert only(told)[0] == "kept"
    assert only(told)[2] == "The corrected text is what the draft says already. Your comment is kept."


def test_a_sentence_that_another_member_state_reworded_is_answered_as_it_says_now(room: Room) -> None:
    sent = room.book()
    editions.word(room.home, room.id, "network/names_completed", "A centre was completed.", "", "SGP")
    line = "network/names_completed"
    kind, _, says = only(room.merge(edited(sent, answers(line, "correct", "A centre in Ipoh is complete."))))
    assert kind == "not_taken"
    assert "it now says: “A centre was completed.”" in says
    assert only(room.merge(edited(room.book(), answers(line, "agree"))))[0] == "taken"


def test_a_workbook_that_nobody_filled_in_is_no_answer(room: Room) -> None:
    made = room.merge(edited(room.book()))
    assert made.sentence() == "No line of this file has an answer. Nothing changed."
    assert not ledger.procedure(room.home, room.id).files


def test_of_two_who_answer_at_once_the_second_is_told_of_the_first(room: Room) -> None:
    one, two = (edited(room.book(), answers(PLACE, answer)) for answer in ("agree", "remove"))
    told: list[str] = []

    def meanwhile(view: View, home: Path, edition: Edition) -> Document:
        if not told:
            told.append("once")
            room.merge(one, "one.xlsx")
        return drafted(view, home, edition)

    room.drafted, before = meanwhile, room.drafted
    merger = room.merger()
    room.drafted = before
    kind, _, says = only(merger.take(two, "two.xlsx"))
    assert kind == "not_taken"
    assert says.startswith("Two answers differ: agree")
    assert "one.xlsx Sentences!F5" in says
    assert not room.edition.dropped


def test_an_edition_made_final_while_a_file_is_judged_takes_nothing_of_it(room: Room) -> None:
    data = edited(room.book(), answers(PLACE, "agree"))

    def meanwhile(view: View, home: Path, edition: Edition) -> Document:
        if not editions.get(home, room.id).is_final:
            editions.make_final(home, room.reference, room.id, early="the meeting is today")
        return drafted(view, home, edition)

    room.drafted = meanwhile
    kind, cell, says = only(room.merge(data))
    assert (kind, cell) == ("not_taken", "Sentences!F5")
    assert says == "“Meeting 2026” is final and stays as it is. Nothing was taken."
    assert not (room.home / "silence").exists()


@pytest.mark.parametrize("letters", [4_001, 31_999, 40_000])
def test_a_long_line_comes_back_as_it_was_sent(room: Room, letters: int) -> None:
    room.drafted = drafting(f"Malaysia lists 29 projects. {'word ' * letters}"[:letters])
    assert only(room.merge(edited(room.book(), answers(PLACE, "agree"))))[0] == "taken"


def test_a_long_sentence_can_be_corrected_in_as_many_words(room: Room) -> None:
    room.drafted = drafting(f"Malaysia lists 29 projects. {'word ' * 800}".strip())
    new = f"Malaysia lists 29 projects. {'term ' * 830}".strip()
    assert len(new) > 4_150
    assert only(room.merge(edited(room.book(), answers(PLACE, "correct", new))))[0] == "taken"
    assert room.says()[PLACE] == new


@pytest.mark.parametrize(
    ("answer", "text"), [("correct", " "), ("correct", "x" * (LONGEST_TEXT + 1)), ("perhaps", "Malaysia.")]
)
def test_answers_of_a_workbook_have_the_limits_of_any_other(room: Room, answer: str, text: str) -> None:
    said = ledger.Said(PLACE, answer, "", text, "Sentences", "G5", "word")
    before = editions.entries(room.home, room.id)
    with pytest.raises(editions.Refused):
        ledger.take(room.home, room.id, "MYS", "back.xlsx", b"its bytes", [said], "MYS")
    assert editions.entries(room.home, room.id) == before


def test_answers_of_the_last_day_count_to_its_last_moment_where_the_programme_is(room: Room) -> None:
    data = edited(room.book(), answers(PLACE, "agree"))
    midnight = dt.datetime.combine(BY, dt.time(17))  # of the next day in Jakarta, in UTC
    assert only(room.merge(data, now=midnight))[0] == "not_taken"
    assert only(room.merge(data, now=midnight - dt.timedelta(microseconds=1)))[0] == "taken"


def test_one_member_state_takes_nothing_back_that_another_asked_for(room: Room) -> None:
    line, sent = "network/names_completed", room.book()
    room.merge(edited(sent, answers(line, "agree")))
    editions.drop(room.home, room.id, line, "SGP, silence procedure", "SGP")
    objection = edited(sent, answers(line, "correct", "Ipoh completed its centre."))
    assert "left out of the draft meanwhile" in only(room.merge(objection, is_replacing=True))[2]
    editions.word(room.home, room.id, line, "A centre was completed.", "", "SGP")
    assert "it now says: “A centre was completed.”" in only(room.merge(objection, is_replacing=True))[2]
    assert room.says()[line] == "A centre was completed."


def test_an_objection_stays_open_where_the_sentence_was_reworded_for_another_member_state(room: Room) -> None:
    line = "network/names_completed"
    room.merge(
        edited(room.book(), answers(line, "correct", "Completed since: a centre (Ipoh).", "It is not"))
    )
    editions.word(room.home, room.id, line, "A centre was completed.", "", "SGP")
    known = ledger.procedure(room.home, room.id)
    assert [g.comment for g in in_question(room.edition, known)] == ["It is not"]
    assert remarks(room.edition, known) == []
    editions.drop(room.home, room.id, line, "", "SGP")
    assert in_question(room.edition, known) == []


def test_who_agrees_erases_no_wording_that_another_member_state_asked_for(room: Room) -> None:
    editions.word(room.home, room.id, PLACE, SHORTER, "", "SGP", STANDING)
    objection = answers(PLACE, "correct", "Malaysia lists 31 projects.", "Two are new")
    assert only(room.merge(edited(room.book(), objection)))[0] == "kept"
    room.drafted = drafting(SINCE)
    agreed = edited(room.book(), answers(PLACE, "agree"))
    assert only(room.merge(agreed, "two.xlsx", is_replacing=True))[2] == "Agreed."
    room.drafted = drafted
    assert room.says()[PLACE] == SHORTER


def test_what_two_member_states_removed_stays_out_until_both_agree(room: Room) -> None:
    sent = room.book()
    room.merge(edited(sent, answers(PLACE, "remove")))
    other = ledger.Said(PLACE, "remove", "", "", "Sentences", "G5", "drop")
    ledger.take(room.home, room.id, "SGP", "other.xlsx", b"its bytes", [other], "SGP")
    agreed = edited(sent, answers(PLACE, "agree"))
    assert only(room.merge(agreed, "two.xlsx", is_replacing=True))[2] == "Agreed."
    assert PLACE not in room.says()


@pytest.mark.parametrize(("answer", "text"), [("remove", None), ("correct", "A centre was completed.")])
def test_what_is_about_no_single_member_state_is_changed_by_none_of_them_alone(
    room: Room, answer: str, text: str | None
) -> None:
    line, before = "network/names_completed", room.says()
    made = room.merge(edited(room.book(), answers(line, answer, text, "Not yet")))
    assert only(made)[0] == "asked"
    assert "the Secretariat decides" in only(made)[2]
    assert made.sentence() == "Answers: 1 left to the Secretariat to decide."
    assert room.says() == before
    (asked,) = in_question(room.edition, ledger.procedure(room.home, room.id))
    assert (asked.country, asked.sentence_id, asked.answer, asked.comment) == ("MYS", line, answer, "Not yet")


def test_the_secretariat_decides_on_an_objection_and_says_why(room: Room) -> None:
    line = "network/names_completed"
    room.merge(edited(room.book(), answers(line, "remove", None, "Not yet")))
    with pytest.raises(editions.Refused, match="Write why"):
        ledger.decide(room.home, room.id, "MYS", line, "drop", " ")
    with pytest.raises(editions.Refused, match="no such open objection"):
        ledger.decide(room.home, room.id, "SGP", line, "drop", "asked")
    ledger.decide(room.home, room.id, "MYS", line, "keep", "Ipoh has opened it", "the desk")
    assert line in room.says()
    assert in_question(room.edition, ledger.procedure(room.home, room.id)) == []
    again = edited(room.book(), answers(line, "remove", None, "It has not"))
    room.merge(again, "two.xlsx", is_replacing=True)
    assert len(in_question(room.edition, ledger.procedure(room.home, room.id))) == 1, "asked anew"
    ledger.decide(room.home, room.id, "MYS", line, "drop", "Ipoh agrees", "the desk")
    assert line not in room.says()
    (entry,) = [e for e in editions.entries(room.home, room.id) if e.kind == "drop"]
    assert (entry.who, entry.reason) == ("the desk", "MYS: Ipoh agrees")
