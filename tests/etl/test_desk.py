"""The desk's ledger: what it takes, what it refuses in plain words, and that every decision has its moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from builders import project, workbook

from etl import desk, pipeline
from etl.desk import Entry
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write

A, B, C = "phnom-penh-01", "phnom-penh-02", "phnom-penh-03"
NOTE = Entry("note", A, value="Ask about the tender.", who="analyst")


def standing(store: Settings, known_on: str | None = None) -> list[tuple[int, str]]:
    rows = snapshot.current(store.home).run(
        "select entry_id, kind from desk_entries($known_on::timestamp) order by entry_id",
        {"known_on": known_on},
    )
    return [(int(n), str(kind)) for n, kind in rows.itertuples(index=False)]


def test_a_decision_is_kept_with_who_when_and_why(store: Settings, reference: Reference) -> None:
    rating = Entry("rating", A, period="2025", value="some_concern", reason="No tender yet.", who="Ms Dara")
    number = desk.record(store.home, reference, rating)
    row = snapshot.current(store.home).run("from desk_entry").iloc[0]
    assert (row["entry_id"], row["who"], row["reason"]) == (number, "Ms Dara", "No tender yet.")
    assert (row["city_id"], row["period"], row["value"]) == ("phnom-penh", "2025", "some_concern")


def test_a_note_needs_no_other_reason(store: Settings, reference: Reference) -> None:
    desk.record(store.home, reference, NOTE)
    desk.record(store.home, reference, replace(NOTE, value=None, reason="Call in May."))
    rows = snapshot.current(store.home).run("select value, reason from desk_entry order by entry_id")
    assert rows.values.tolist() == [["Ask about the tender.", "note"], ["Call in May.", "Call in May."]]


def test_an_undone_decision_still_stood_before_it_was_undone(store: Settings, reference: Reference) -> None:
    first = desk.record(store.home, reference, replace(NOTE, decided_at=dt.datetime(2026, 3, 1)))
    undo = Entry("undo", undoes=first, reason="wrong project", decided_at=dt.datetime(2026, 4, 1))
    desk.record(store.home, reference, undo)
    assert standing(store, "2026-02-01") == []
    assert standing(store, "2026-03-15") == [(first, "note")]
    assert standing(store) == []


MERGE = Entry("merge", A, B, reason="same works")
FAULTS = {
    "no such kind": (Entry("praise", A, reason="x"), "no decision called “praise”"),
    "no project": (Entry("rename", value="New", reason="x"), "Say which project"),
    "unknown project": (Entry("rename", "atlantis-01", value="New", reason="x"), "no project “atlantis-01”"),
    "no reason": (replace(MERGE, reason="  \n"), "Write the reason"),
    "too long": (replace(MERGE, reason="x" * 2001), "has 2001 characters"),
    "control characters": (replace(MERGE, reason="same\x00works"), "cannot be printed"),
    "into itself": (replace(MERGE, other_id=A), "same project"),
    "into a stranger": (replace(MERGE, other_id="phnom-penh-99"), "no project “phnom-penh-99”"),
    "into another city": (replace(MERGE, other_id="manila-01"), "different cities"),
    "no other": (replace(MERGE, other_id=None), "which other project"),
    "no such rating": (Entry("rating", A, value="red", reason="x"), "On plan, Some concern, Needs help"),
    "no such period": (Entry("rating", A, period="1066", value="on_plan", reason="x"), "no period"),
    "no such class": (Entry("reclassify", A, field="colour", value="blue", reason="x"), "focus area, sector"),
    "no such code": (Entry("reclassify", A, field="pillar", value="blue", reason="x"), "Choose one of"),
    "nobody's note": (Entry("note", value="hm"), "which project or city"),
    "empty note": (Entry("note", A), "Write the note"),
    "a title of two lines": (Entry("rename", A, value="a\nb", reason="x"), "one line"),
    "no title": (Entry("split", A, period="2024", reason="x"), "Write what it should be"),
    "a split from nowhere": (Entry("split", A, value="New", reason="x"), "from which report on"),
    "a split of nothing": (Entry("split", A, value="N", period="2018", reason="x"), "nothing is split"),
    "an undo of nothing": (Entry("undo", undoes=7, reason="x"), "nothing to undo"),
    "nobody decides": (replace(MERGE, who=" "), "who decides"),
    "no such end": (Entry("closeout", A, value="vanished", reason="x"), "Goes on in the new plan"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_decision_that_cannot_be_is_refused_in_plain_words(
    name: str, store: Settings, reference: Reference
) -> None:
    entry, words = FAULTS[name]
    version = snapshot.current(store.home).version
    with pytest.raises(desk.Refused, match=words):
        desk.record(store.home, reference, entry)
    assert snapshot.current(store.home).version == version


def test_a_merged_project_is_decided_about_no_more(store: Settings, reference: Reference) -> None:
    desk.record(store.home, reference, MERGE)
    for entry, words in (
        (MERGE, "was merged into"),
        (Entry("merge", B, A, reason="x"), "a circle"),
        (Entry("merge", C, A, reason="x"), "Choose that one"),
        (Entry("rename", A, value="New", reason="x"), "Decide about that one"),
    ):
        with pytest.raises(desk.Refused, match=words):
            desk.record(store.home, reference, entry)


def test_two_projects_are_said_to_be_different_once(store: Settings, reference: Reference) -> None:
    desk.record(store.home, reference, Entry("different", A, B, reason="other street"))
    with pytest.raises(desk.Refused, match="Decision 1 says already"):
        desk.record(store.home, reference, Entry("different", B, A, reason="again"))


def test_a_decision_is_undone_once_and_an_undo_never(store: Settings, reference: Reference) -> None:
    first = desk.record(store.home, reference, MERGE)
    second = desk.record(store.home, reference, Entry("undo", undoes=first, reason="two streets"))
    for number in (first, second):
        with pytest.raises(desk.Refused, match="nothing to undo"):
            desk.record(store.home, reference, Entry("undo", undoes=number, reason="x"))
    desk.record(store.home, reference, MERGE)
    assert standing(store) == [(3, "merge")]


def test_a_split_gets_the_next_code_of_its_city_and_is_undone_last(
    store: Settings, reference: Reference
) -> None:
    known = snapshot.current(store.home).run(
        "select max(project_id) as p from project where city_id = 'phnom-penh'"
    )
    number = desk.record(
        store.home, reference, Entry("split", A, period="2024", value="Lamps", reason="two works")
    )
    row = snapshot.current(store.home).run("select * from project where entry_id is not null").iloc[0]
    assert row["project_id"] > known["p"].iloc[0]
    assert (row["city_id"], row["title"]) == ("phnom-penh", "Lamps")
    later = desk.record(
        store.home, reference, Entry("rename", row["project_id"], value="Street lamps", reason="x")
    )
    with pytest.raises(desk.Refused, match=f"Decision {later} rests on this one"):
        desk.record(store.home, reference, Entry("undo", undoes=number, reason="one works"))
    for undone in (later, number):
        desk.record(store.home, reference, Entry("undo", undoes=undone, reason="one works"))
    with pytest.raises(desk.Refused, match="There is no project"):
        desk.record(store.home, reference, Entry("rename", row["project_id"], value="Lamps", reason="x"))


def test_a_preview_writes_nothing_down(store: Settings, reference: Reference) -> None:
    version = snapshot.current(store.home).version
    desk.preview(store.home, reference, MERGE)
    assert snapshot.current(store.home).version == version
    with pytest.raises(desk.Refused, match="same project"):
        desk.preview(store.home, reference, replace(MERGE, other_id=A))


def test_a_city_whose_every_report_was_taken_back_after_a_merge_reports_anew(
    store: Settings, reference: Reference
) -> None:
    desk.record(store.home, reference, Entry("merge", "phnom-penh-02", "phnom-penh-01", reason="same works"))
    with write.writer(store.home, reference) as connection:
        for number in range(1, 6):
            load.withdraw(connection, number, "us", "sent too early", load.utc_now())
    data = workbook(reference, [project("phnom-penh-02")], city="Phnom Penh", period="2025")
    request = Request(data, "anew.xlsx", is_full=False, answer=lambda finding: "as reported")
    assert pipeline.submit(request, store.home, reference).verdict == "accepted"
