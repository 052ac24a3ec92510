"""Editions made final: the same figures for ever, whatever comes later, and what came later as errata."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from builders import project, workbook

from etl import (
    desk,
    edition_clock,
    edition_keep,
    edition_seal,
    editions,
    meetings,
    pipeline,
    rebuild,
    silence,
    sql,
)
from etl import reference as code_lists
from etl.desk import Entry
from etl.edition_errata import errata
from etl.editions import Edition, Refused
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import load, snapshot, write
from etl.store.places import StoreError
from tests.etl import histories

A, B = "phnom-penh-01", "phnom-penh-02"
NAME = "ASCN Annual Meeting 2026"


def seal(store: Settings, reference: Reference, period: str) -> Edition:
    made = editions.create(store.home, reference, NAME, period, meeting=9, who="us")
    return editions.make_final(store.home, reference, made.edition_id, "us")


@pytest.fixture(scope="module")
def sealed_once(
    record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """The public record with one final edition; for copying only."""
    chosen = settings(home=tmp_path_factory.mktemp("sealed") / "store")
    shutil.copytree(record_store.home, chosen.home)
    seal(chosen, reference, "2025")
    return chosen


@pytest.fixture
def sealed(sealed_once: Settings, tmp_path: Path) -> Settings:
    """The same, for a test that changes it."""
    chosen = settings(home=tmp_path / "sealed")
    shutil.copytree(sealed_once.home, chosen.home)
    return chosen


def edition_of(store: Settings) -> Edition:
    (edition,) = editions.listed(store.home)
    return edition


def send(store: Settings, reference: Reference, period: str, *rows: dict[str, object], **more: object) -> int:
    data = workbook(reference, rows, city="Phnom Penh", period=period)
    options = {"is_full": False, "answer": lambda f: "as reported", **more}
    outcome = pipeline.submit(Request(data, "late.xlsx", **options), store.home, reference)  # type: ignore[arg-type]
    assert outcome.verdict == "accepted"
    return int(outcome.submission_id or 0)


def take_back(store: Settings, reference: Reference, number: int) -> None:
    with write.writer(store.home, reference) as connection:
        load.withdraw(connection, number, "us", "sent too early", edition_clock.now(connection))


def live_on(store: Settings, reference: Reference) -> None:
    """All that may come after an edition: reports, one taken back, decisions of every kind, one undone."""
    send(store, reference, "2025", project(A, status="Completed", percent_complete=100))
    send(store, reference, "2026", project(A, percent_complete=30), project(B, percent_complete=10))
    take_back(store, reference, 5)
    desk.record(store.home, reference, Entry("rename", A, value="Riverside", reason="shorter"))
    desk.record(
        store.home, reference, Entry("reclassify", B, field="sector", value="energy", reason="looked")
    )
    merged = desk.record(store.home, reference, Entry("merge", B, A, reason="same works"))
    desk.record(store.home, reference, Entry("undo", undoes=merged, reason="two works"))


def test_a_final_edition_has_the_same_digest_after_reports_a_withdrawal_decisions_and_a_rebuild(
    sealed: Settings, reference: Reference
) -> None:
    final = edition_of(sealed)
    before = editions.digest(sealed.home, final)
    live_on(sealed, reference)
    assert editions.digest(sealed.home, final) == before == final.digest
    assert rebuild.rebuild(sealed.home, reference) == []
    again = editions.get(sealed.home, final.edition_id)
    assert again == final
    assert editions.digest(sealed.home, again) == final.digest
    assert editions.verify(sealed.home, again).is_sound


def test_practice_data_of_many_reports_gives_the_same_digest_too(
    tmp_path: Path,
) -> None:
    own, lists = histories.store(tmp_path / "practice", 80, histories.SEED)
    (period, _), _ = histories.ends(own.home)[::-1]
    final = seal(own, lists, period)
    assert histories.happen(own, lists, histories.SEED + 2, in_the_past=False)
    assert editions.digest(own.home, final) == final.digest
    assert len(editions.errata(own.home, final))
    assert rebuild.rebuild(own.home, lists) == []
    assert editions.verify(own.home, editions.get(own.home, final.edition_id)).is_sound


def test_a_draft_moves_with_the_store(store: Settings, reference: Reference) -> None:
    draft = editions.create(store.home, reference, NAME, "2025")
    before = editions.digest(store.home, draft)
    send(store, reference, "2025", project(A, status="Completed"))
    assert editions.digest(store.home, draft) != before


def test_errata_are_exactly_the_cells_that_a_report_changed(sealed: Settings, reference: Reference) -> None:
    final = edition_of(sealed)
    assert editions.errata(sealed.home, final).empty
    number = send(sealed, reference, "2025", project(A, status="Completed"))
    rows = editions.errata(sealed.home, final)
    of_projects = rows[rows["axis"] == "project"]
    assert set(of_projects["key"]) == {A}
    status = of_projects[of_projects["figure"] == "status"].iloc[0]
    assert (status["printed"], status["now"]) == ("ongoing", "completed")
    counts = rows[(rows["figure"] == "completed") & (rows["axis"] != "project")]
    assert set(zip(counts["axis"], counts["key"], strict=True)) == {
        ("network", "ASCN"),
        ("country", "KHM"),
        ("city", "phnom-penh"),
        ("focus_area", "BI"),
        ("sector", "transport"),
        ("pillar", "AEC"),
    }
    assert set(counts["at_period"]) == {"2025"}
    assert set(rows["because"]) == {f"report {number:04d} (late.xlsx) accepted {_today()}"}


def test_what_moves_no_figure_is_no_cause_nor_is_its_undoing(sealed: Settings, reference: Reference) -> None:
    known_on = load.utc_now()
    for entry in (
        Entry("note", A, value="Visited.", reason="seen"),
        Entry("different", A, B, reason="two"),
        Entry("rating", A, value="some_concern", reason="seen"),
    ):
        number = desk.record(sealed.home, reference, entry)
        desk.record(sealed.home, reference, Entry("undo", undoes=number, reason="no"))
    run = snapshot.current(sealed.home).run
    assert run(sql.text("edition/since"), {"known_on": known_on}).empty
    merged = desk.record(sealed.home, reference, Entry("merge", B, A, reason="same works"))
    desk.record(sealed.home, reference, Entry("undo", undoes=merged, reason="two works"))
    since = snapshot.current(sealed.home).run(sql.text("edition/since"), {"known_on": known_on})
    assert since["name"].tolist() == ["merge", "undo"]


def test_errata_of_a_report_taken_back_name_the_withdrawal(store: Settings, reference: Reference) -> None:
    number = send(store, reference, "2025", project(A, status="Completed"))
    final = seal(store, reference, "2025")
    take_back(store, reference, number)
    rows = editions.errata(store.home, final)
    network = rows[(rows["axis"] == "network") & (rows["figure"] == "completed")].iloc[0]
    assert (network["printed"], network["now"]) == ("19", "18")
    assert network["because"] == f"report {number:04d} (late.xlsx) withdrawn {_today()}"


def test_a_new_name_is_an_erratum_of_the_title_alone(sealed: Settings, reference: Reference) -> None:
    final = edition_of(sealed)
    desk.record(sealed.home, reference, Entry("rename", A, value="Riverside", reason="shorter"))
    rows = editions.errata(sealed.home, final)
    assert rows[["axis", "key", "figure", "now"]].to_numpy().tolist() == [
        ["project", A, "title", "Riverside"]
    ]
    assert "decision 1 of the desk (rename)" in rows["because"].iloc[0]


def test_a_report_for_a_later_period_corrects_nothing(sealed: Settings, reference: Reference) -> None:
    final = edition_of(sealed)
    send(sealed, reference, "2026", project(A, percent_complete=30))
    assert editions.errata(sealed.home, final).empty


def test_nothing_may_count_from_a_moment_that_a_final_edition_knows(
    sealed: Settings, reference: Reference
) -> None:
    before = snapshot.current(sealed.home).version
    with pytest.raises(StoreError, match=r"This cannot count from 1 Oct 2025.*later correction"):
        send(sealed, reference, "2025", project(A), counted_at=dt.datetime(2025, 10, 1))
    with pytest.raises(StoreError, match="stays as it is"):
        past = dt.datetime(2025, 10, 1)
        desk.record(sealed.home, reference, Entry("rename", A, value="X", reason="x", decided_at=past))
    assert snapshot.current(sealed.home).version == before


def test_a_clock_that_was_set_back_does_not_slip_a_report_into_a_final_edition(
    sealed: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = edition_of(sealed)
    monkeypatch.setattr(load, "utc_now", lambda: dt.datetime(2026, 1, 1))
    number = send(sealed, reference, "2025", project(A, status="Completed"))
    take_back(sealed, reference, number)
    assert editions.digest(sealed.home, final) == final.digest


def test_what_is_kept_lies_in_the_store_with_its_rules(sealed: Settings, reference: Reference) -> None:
    final = edition_of(sealed)
    folder = edition_keep.folder(sealed.home, final.edition_id)
    told = json.loads((folder / "edition.json").read_text())
    assert (told["digest"], told["name"], told["program"]) == (final.digest, NAME, final.program)
    assert code_lists.Reference(folder / "reference").digest == final.rules_digest == reference.digest
    assert (folder / "figures.csv").read_text().startswith("axis,at_period,key,projects,")


def test_spoilt_figures_are_found_and_named(sealed: Settings, reference: Reference) -> None:
    final = edition_of(sealed)
    path = edition_keep.folder(sealed.home, final.edition_id) / "figures.csv"
    path.write_text(path.read_text().replace("network,2025,ASCN,134", "network,2025,ASCN,135"))
    verdict = editions.verify(sealed.home, final)
    assert not verdict.is_sound
    assert verdict.sentence() == "The kept figures are not those that were made final: figures."
    path.unlink()
    with pytest.raises(StoreError, match=r"figures\.csv"):
        editions.verify(sealed.home, final)


def test_code_lists_that_changed_since_leave_the_edition_sound(
    sealed: Settings, reference: Reference, tmp_path: Path
) -> None:
    final = edition_of(sealed)
    folder = tmp_path / "reference"
    shutil.copytree(reference.folder, folder)
    cities = folder / "cities.csv"
    lines = cities.read_text().splitlines()
    cities.write_text("\n".join([*lines, lines[-1].replace(lines[-1].split(",")[0], "new-city", 1)]) + "\n")
    write.ensure_current(sealed.home, code_lists.Reference(folder))
    assert editions.digest(sealed.home, final) != final.digest
    assert editions.verify(sealed.home, final).is_sound
    shutil.rmtree(edition_keep.folder(sealed.home, final.edition_id) / "reference")
    with pytest.raises(edition_keep.Gone, match="The kept rules of the edition"):
        editions.verify(sealed.home, final)


def test_a_program_that_counts_otherwise_is_found_and_named(
    sealed: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = edition_of(sealed)
    monkeypatch.setattr(edition_seal, "program", lambda: "another")
    real = edition_seal.edition_figures.frames

    def other(run: object, clocks: object) -> dict[str, pd.DataFrame]:
        parts = real(run, clocks)  # type: ignore[arg-type]
        return parts | {"figures": parts["figures"].assign(projects=parts["figures"]["projects"] + 1)}

    monkeypatch.setattr(edition_seal.edition_figures, "frames", other)
    verdict = editions.verify(sealed.home, final)
    assert (verdict.kept, verdict.same, verdict.parts, verdict.moved) == (
        True,
        False,
        ("figures",),
        ("program",),
    )
    assert "since the program changed" in verdict.sentence()


@pytest.mark.parametrize("at", ["copytree", "beside", "add"])
def test_a_sealing_that_dies_half_way_leaves_a_draft_that_can_be_sealed(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    draft = editions.create(store.home, reference, NAME, "2025")

    def die(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    where = {"copytree": edition_keep.shutil, "beside": edition_keep, "add": edition_seal}[at]
    with monkeypatch.context() as broken:
        broken.setattr(where, {"beside": "sync_folder"}.get(at, at), die)
        with pytest.raises(KeyboardInterrupt):
            editions.make_final(store.home, reference, draft.edition_id)
    assert editions.get(store.home, draft.edition_id) == draft
    final = editions.make_final(store.home, reference, draft.edition_id)
    assert editions.verify(store.home, final).is_sound


def test_a_sealing_that_dies_before_readers_know_is_told_to_them_by_the_next_try(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = editions.create(store.home, reference, NAME, "2025")

    def die(_places: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(write, "publish", die)
        with pytest.raises(KeyboardInterrupt):
            editions.make_final(store.home, reference, draft.edition_id)
    assert not editions.get(store.home, draft.edition_id).is_final
    with pytest.raises(Refused, match="is final already"):
        editions.make_final(store.home, reference, draft.edition_id)
    assert editions.verify(store.home, editions.get(store.home, draft.edition_id)).is_sound


def test_of_two_who_make_it_final_at_once_one_does(store: Settings, reference: Reference) -> None:
    draft = editions.create(store.home, reference, NAME, "2025")

    def try_it(who: str) -> str:
        try:
            return editions.make_final(store.home, reference, draft.edition_id, who).final_by
        except Refused as fault:
            return str(fault)

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(try_it, ("first", "second")))
    final = editions.get(store.home, draft.edition_id)
    assert final.final_by in told
    assert [text for text in told if text != final.final_by] == [
        f"“{NAME}” is final already and stays as it is."
    ]
    assert editions.verify(store.home, final).is_sound


def test_there_is_nothing_to_make_final_without_a_report(store: Settings, reference: Reference) -> None:
    draft = editions.create(store.home, reference, NAME, "2026")
    with pytest.raises(Refused, match="No report for 2026 has been accepted yet"):
        editions.make_final(store.home, reference, draft.edition_id)
    assert not edition_keep.folder(store.home, draft.edition_id).exists()
    with pytest.raises(Refused, match="is a draft"):
        errata(store.home, draft)
    with pytest.raises(Refused, match="is a draft"):
        editions.verify(store.home, draft)


def test_names_are_taken_once_and_in_any_script(store: Settings, reference: Reference) -> None:
    home = store.home
    first = editions.create(home, reference, "  ASCN\tAnnual Meeting 2026 ", "2025")
    assert (first.edition_id, first.name) == ("ascn-annual-meeting-2026", NAME)
    with pytest.raises(Refused, match="already"):
        editions.create(home, reference, "ascn ANNUAL meeting 2026", "2025")
    other = editions.create(home, reference, "ASCN Annual Meeting (2026)", "2025")
    assert other.edition_id == "ascn-annual-meeting-2026-2"
    thai = editions.create(home, reference, "การประชุมประจำปี", "2025")
    assert (thai.edition_id, thai.name) == ("edition-3", "การประชุมประจำปี")
    markup = editions.create(home, reference, "<b>../../etc</b>", "2025")
    assert markup.edition_id == "b-etc-b"
    assert [e.name for e in editions.listed(home)] == [first.name, other.name, thai.name, markup.name]


@pytest.mark.parametrize(
    ("name", "period", "compare", "meeting", "field"),
    [
        (" \u200b ", "2025", None, None, "name"),
        ("x" * 10_000, "2025", None, None, "name"),
        ("A", "1999", None, None, "period"),
        ("A", "2025", "1999", None, "compare"),
        ("A", "2024", "2025", None, "compare"),
        ("A", "2025", None, 99, "meeting"),
    ],
)
def test_what_an_edition_cannot_be_made_of_is_named(
    store: Settings,
    reference: Reference,
    name: str,
    period: str,
    compare: str | None,
    meeting: int | None,
    field: str,
) -> None:
    with pytest.raises(Refused) as told:
        editions.create(store.home, reference, name, period, compare, meeting)
    assert told.value.field == field
    assert editions.listed(store.home) == []


def test_a_draft_is_arranged_and_worded_and_a_final_edition_no_more(
    store: Settings, reference: Reference
) -> None:
    home, draft = store.home, editions.create(store.home, reference, NAME, "2025")
    editions.arrange(
        home, draft.edition_id, {"order": ["b", "a"], "hidden": ["c"], "notes": {"a": "ไทย"}}, "us"
    )
    editions.word(home, draft.edition_id, "network.listed", "134 projects.", "shorter", "us")
    editions.word(home, draft.edition_id, "city.x", "Gone.", "no", "us")
    editions.drop(home, draft.edition_id, "city.x", "not agreed", "us")
    editions.answer(home, draft.edition_id, "KHM", "network.listed", "agree", None, "them")
    final = editions.make_final(home, reference, draft.edition_id, "us")
    assert final.arrangement["notes"] == {"a": "ไทย"}
    assert final.wording["network.listed"].text == "134 projects."
    assert final.dropped == {"city.x"}
    assert [(a.country, a.answer) for a in final.answers] == [("KHM", "agree")]
    for change in (
        lambda: editions.arrange(home, final.edition_id, {}),
        lambda: editions.word(home, final.edition_id, "s", "t", "r"),
        lambda: editions.drop(home, final.edition_id, "s", "r"),
        lambda: editions.answer(home, final.edition_id, "KHM", "s", "agree", None),
    ):
        with pytest.raises(Refused, match="is final and stays as it is"):
            change()
    assert editions.get(home, final.edition_id) == final


def test_the_dispatch_log_says_what_was_sent_to_whom_and_noted_when(
    store: Settings, reference: Reference
) -> None:
    home, draft = store.home, editions.create(store.home, reference, NAME, "2025")
    with pytest.raises(Refused, match="Make it final before it is sent"):
        editions.send(home, draft.edition_id, "JCM")
    editions.make_final(home, reference, draft.edition_id)
    editions.send(home, draft.edition_id, "JCM", dt.datetime(2026, 11, 1), "us", "with a letter")
    with pytest.raises(Refused, match="waits to be noted"):
        editions.noted(home, draft.edition_id, "ACC")
    with pytest.raises(Refused, match="in the future"):
        editions.send(home, draft.edition_id, "ACC", dt.datetime(2999, 1, 1))
    editions.noted(home, draft.edition_id, "JCM", dt.datetime(2026, 11, 3), "us")
    (log,) = editions.get(home, draft.edition_id).dispatches
    assert (log.body, log.sent_at, log.note, log.noted_at) == (
        "JCM",
        dt.datetime(2026, 11, 1),
        "with a letter",
        dt.datetime(2026, 11, 3),
    )


def test_each_dispatch_is_noted_by_its_own_number_and_once(store: Settings, reference: Reference) -> None:
    home, draft = store.home, editions.create(store.home, reference, NAME, "2025")
    editions.make_final(home, reference, draft.edition_id)
    for note in ("the first letter", "the second"):
        editions.send(home, draft.edition_id, "JCM", dt.datetime(2026, 11, 1), "us", note)
    first, second = editions.get(home, draft.edition_id).dispatches
    for day in (3, 4):
        editions.noted(home, draft.edition_id, "JCM", dt.datetime(2026, 11, day), "us", number=first.number)
    log = editions.get(home, draft.edition_id).dispatches
    assert [(d.note, d.noted_at) for d in log] == [
        ("the first letter", dt.datetime(2026, 11, 3)),
        ("the second", None),
    ]
    editions.noted(home, draft.edition_id, "JCM", dt.datetime(2026, 11, 5), "us")
    assert editions.get(home, draft.edition_id).dispatches[1].noted_at == dt.datetime(2026, 11, 5)
    assert second.number != first.number
    with pytest.raises(Refused, match="waits to be noted"):
        editions.noted(home, draft.edition_id, "JCM")


def test_decisions_of_a_meeting_have_an_owner_a_due_day_and_later_a_result(
    store: Settings, reference: Reference
) -> None:
    number = meetings.decide(store.home, 8, "Agree the plan.", "Secretariat", dt.date(2026, 6, 30), "us")
    meetings.result(store.home, number, "Agreed.", "us")
    meetings.result(store.home, number, "Agreed in part.", "us")
    rebuild.rebuild(store.home, reference)
    (decision,) = meetings.decisions(store.home)
    assert (decision.meeting, decision.due, decision.result) == (8, dt.date(2026, 6, 30), "Agreed in part.")
    with pytest.raises(Refused, match="no meeting 99"):
        meetings.decide(store.home, 99, "X", "", None)
    with pytest.raises(Refused, match="no decision 77"):
        meetings.result(store.home, 77, "X")
    newest = meetings.meetings(reference)[-1]
    assert (newest.number, newest.date, newest.chair, newest.shepherd) == (
        9,
        None,
        "Philippines",
        "Indonesia",
    )
    kept = snapshot.current(store.home).run("select shepherd from meeting where number = 9")
    assert kept["shepherd"].iloc[0] == "Indonesia"


def test_without_a_store_nothing_is_made(tmp_path: Path, reference: Reference) -> None:
    for change in (
        lambda: editions.create(tmp_path / "none", reference, NAME, "2025"),
        lambda: editions.send(tmp_path / "none", "x", "JCM"),
        lambda: meetings.decide(tmp_path / "none", 8, "X", "", None),
    ):
        with pytest.raises(StoreError, match="There is no store"):
            change()
    assert not (tmp_path / "none").exists()


def _today() -> str:
    at = load.utc_now()
    return f"{at.day} {at:%b %Y}"


def test_an_edition_is_not_made_final_while_member_states_may_still_answer_or_object(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, draft = store.home, editions.create(store.home, reference, NAME, "2025")
    silence.begin(home, reference, draft.edition_id, dt.date(2099, 12, 10))
    with pytest.raises(Refused, match=r"The last day for answers, 10 Dec 2099, has not passed\. Say why"):
        editions.make_final(home, reference, draft.edition_id)
    said = silence.Said("country/KHM/standing", "correct", "We count 30", "", "Sentences", "F5")
    silence.take(home, draft.edition_id, "KHM", "back.xlsx", b"its bytes", [said], "them")
    monkeypatch.setattr("etl.days.has_passed", lambda day, lists, now=None: True)
    with pytest.raises(Refused, match=r"1 objection is open\. Say why"):
        editions.make_final(home, reference, draft.edition_id, early=" ")
    assert not editions.get(home, draft.edition_id).is_final
    final = editions.make_final(home, reference, draft.edition_id, "us", "Cambodia agreed by telephone")
    assert (final.early, final.early_because) == ("1 objection is open.", "Cambodia agreed by telephone")
    assert editions.entries(home, draft.edition_id)[-1].reason == "Cambodia agreed by telephone"


def test_an_edition_whose_procedure_is_over_is_made_final_without_a_reason(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, draft = store.home, editions.create(store.home, reference, NAME, "2025")
    silence.begin(home, reference, draft.edition_id, dt.date(2099, 12, 10))
    said = silence.Said("country/KHM/standing", "correct", "We count 30", "", "Sentences", "F5")
    silence.take(home, draft.edition_id, "KHM", "back.xlsx", b"its bytes", [said], "them")
    silence.decide(home, draft.edition_id, "KHM", "country/KHM/standing", "keep", "a report corrected it")
    monkeypatch.setattr("etl.days.has_passed", lambda day, lists, now=None: True)
    final = editions.make_final(home, reference, draft.edition_id, early="not needed")
    assert (final.early, final.early_because) == ("", "")
