"""The page of the silence procedure and its commands, on the draft of the annual report: sent, answered, taken in."""

from __future__ import annotations

import datetime as dt
import html
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.queries import frame, run
from dashboard.reports import annual, silence, silence_book, silence_out
from dashboard.server import create_server
from etl import desk, editions
from etl import silence as ledger
from etl.desk import Entry
from etl.reference import Reference
from etl.settings import Settings, settings

BY = "2099-12-10"


@pytest.fixture
def draft(store: Settings, reference: Reference) -> Iterator[str]:
    """An edition to be answered."""
    before = run.used()
    run.use(store)
    yield editions.create(store.home, reference, "Annual Meeting 2026", "2025").edition_id
    run.use(before)


@pytest.fixture
def client(store: Settings) -> FlaskClient:
    """The site of that store."""
    return create_server(store).test_client()


def answered(data: bytes, answers: dict[str, tuple[str, str, str]]) -> bytes:
    """The workbook with answers, corrected texts and comments by reference."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name in (silence_book.SENTENCES, silence_book.FIGURES):
        for row in book[name].iter_rows(min_row=silence_book.HEAD_ROW + 1):
            if row[0].value in answers:
                for cell, text in zip(row[5:8], answers[row[0].value], strict=True):
                    cell.value = text or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(store: Settings, edition_id: str, iso3: str = "MYS") -> bytes:
    ((_, data),) = silence_out.workbooks(store, edition_id, [iso3])
    return data


def test_the_page_says_where_the_procedure_stands_and_who_has_answered(
    client: FlaskClient, store: Settings, draft: str
) -> None:
    path = f"/editions/{draft}/silence"
    assert "It has not begun." in client.get(path).text
    assert f'href="{path}"' in client.get(f"/editions/{draft}").text
    assert client.post(path, data={"by": "soon"}).status_code == 422
    assert client.post(path, data={"by": "2020-01-01"}).status_code == 422
    assert client.post(path, data={"by": BY}).status_code == 303
    page = client.get(path).text
    assert "Answers are taken until 10 December 2099." in page
    for name in ("Brunei Darussalam", "The Philippines", "Timor-Leste", "Viet Nam"):
        assert f">{name}<" in page


def test_a_workbook_goes_out_and_its_answers_change_the_report(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    new = "Malaysia has 29 projects on its list: four are completed and 25 on-going."
    data = answered(
        workbook(store, draft),
        {
            "country/MYS/standing": ("correct", new, ""),
            "country/MYS/moved": ("remove", "", "Too long"),
            "figure/country/MYS/projects/2025": ("correct", "", "We count 30"),
        },
    )
    path = f"/editions/{draft}/silence/answers"
    page = client.post(path, data={"file": (io.BytesIO(data), "mys.xlsx")})
    assert page.status_code == 200
    assert "2 taken and 1 kept as a comment on a figure." in page.text
    assert "We count 30" in page.text
    edition = editions.get(store.home, draft)
    said = {s.id: s for s in annual.built(frame.view({"edition": draft}), store.home, edition).sentences()}
    assert said["country/MYS/standing"].text == new
    assert "country/MYS/moved" not in said
    assert "country/KHM/standing" in said


def test_nothing_chosen_and_a_stranger_s_file_are_answered_in_a_sentence(
    client: FlaskClient, draft: str
) -> None:
    path = f"/editions/{draft}/silence/answers"
    assert "Choose a workbook" in client.post(path, data={}).text
    page = client.post(path, data={"file": (io.BytesIO(b"hello"), "x.xlsx")})
    assert page.status_code == 422
    assert "no workbook of the silence procedure" in page.text


def test_the_procedure_is_the_secretariat_s(store: Settings, draft: str) -> None:
    site = create_server(settings(home=store.home, audience="network")).test_client()
    assert site.get(f"/editions/{draft}/silence").status_code == 403
    assert site.post(f"/editions/{draft}/silence", data={"by": BY}).status_code == 403


def test_the_commands_send_and_take_in_and_say_by_their_code_what_is_left(
    store: Settings, draft: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCN_HOME", str(store.home))
    folder = tmp_path / "out"
    words = ["report", "silence", "--edition", draft, "--country", "LAO", "--by", BY, "-o", str(folder)]
    assert CliRunner().invoke(app, words).exit_code == 0
    sent = folder / f"{draft}-LAO.xlsx"
    back = tmp_path / "back.xlsx"
    back.write_bytes(answered(sent.read_bytes(), {"country/LAO/standing": ("agree", "", "")}))
    merged = CliRunner().invoke(app, ["report", "merge", str(back), "--json"], standalone_mode=False)
    assert '"kind": "taken"' in merged.output
    assert merged.return_value == 0
    back.write_bytes(answered(sent.read_bytes(), {"country/LAO/standing": ("maybe", "", "")}))
    merged = CliRunner().invoke(app, ["report", "merge", str(back)], standalone_mode=False)
    assert "“maybe” is no answer" in merged.output
    assert merged.return_value == 1
    given = ledger.procedure(store.home, draft).answers["LAO", "country/LAO/standing"]
    assert (given.answer, given.file, given.cell) == ("agree", "back.xlsx", "F5")


def test_a_wording_that_figures_overtook_is_listed_before_it_is_too_late(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    line, new = "country/MYS/standing", "Malaysia has 29 projects: four are completed and 25 on-going."
    data = answered(workbook(store, draft), {line: ("correct", new, "")})
    client.post(f"/editions/{draft}/silence/answers", data={"file": (io.BytesIO(data), "mys.xlsx")})
    pages = [f"/editions/{draft}/silence", f"/editions/{draft}/final"]
    assert not any("Wordings that hold no more" in client.get(page).text for page in pages)
    editions.word(
        store.home, draft, line, "Malaysia lists 28.", "agreed", "Malaysia", "Malaysia lists 28 projects."
    )
    for page in pages:
        told = client.get(page).text
        assert "Wordings that hold no more" in told
        assert "Malaysia lists 28 projects." in told
        assert "Malaysia lists 29 projects: four are completed" in told
    assert "0 sentences reworded" in client.get(pages[1]).text


def test_objections_and_comments_are_shown_before_it_is_made_final(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    told = {
        "country/MYS/standing": ("agree", "", "If Ipoh is asked once more"),
        "figure/country/MYS/projects/2025": ("correct", "", "We count 30"),
    }
    data = answered(workbook(store, draft), told)
    client.post(f"/editions/{draft}/silence/answers", data={"file": (io.BytesIO(data), "mys.xlsx")})
    page = client.get(f"/editions/{draft}/silence").text
    asked, remarks = page.index("We count 30"), page.index("If Ipoh is asked once more")
    assert page.index("Open objections") < asked < page.index("Comments beside other answers") < remarks
    final = client.get(f"/editions/{draft}/final").text
    assert "answers from 1 member state; 1 open objection: Malaysia, “We count 30”." in final


def test_a_workbook_that_lies_in_the_folder_is_never_written_over(
    store: Settings, draft: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASCN_HOME", str(store.home))
    filled = tmp_path / f"{draft}-LAO.xlsx"
    filled.write_bytes(b"filled in")
    words = ["report", "silence", "--edition", draft, "--country", "LAO", "--by", BY, "-o", str(tmp_path)]
    done = CliRunner().invoke(app, words)
    assert "is there already, and may hold answers" in str(done.exception)
    assert filled.read_bytes() == b"filled in"
    assert ledger.procedure(store.home, draft).by is None, "nothing was begun"


def test_making_final_early_wants_a_second_tick_and_a_reason_that_the_edition_s_page_shows(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    path = f"/editions/{draft}/final"
    assert "The last day for answers, 10 Dec 2099, has not passed." in client.get(path).text
    for form in ({}, {"early": "1"}, {"because": "All have answered"}):
        assert client.post(path, data={"confirm": "1", **form}).status_code == 422
    assert not editions.get(store.home, draft).is_final
    form = {"confirm": "1", "early": "1", "because": "All have <answered>"}
    assert client.post(path, data=form).status_code == 303
    page = client.get(f"/editions/{draft}").text
    assert "has not passed. Reason: All have &lt;answered&gt;" in page


def test_lines_that_differ_from_what_was_sent_are_listed_by_member_state(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    before = client.get(f"/editions/{draft}/silence").text
    assert "Malaysia: no workbook was made for it" in before
    list(silence_out.workbooks(store, draft, ["MYS"]))
    assert not any(
        one.iso3 == "MYS" for one in silence_out.unseen(store.home, editions.get(store.home, draft))
    )
    renamed = Entry("rename", "ipoh-03", value="Centre of Ipoh", reason="shorter")
    desk.record(store.home, reference, renamed)
    told = {one.iso3: one for one in silence_out.unseen(store.home, editions.get(store.home, draft))}
    assert (told["MYS"].is_asked, told["SGP"].is_asked) == (True, False)
    (line,) = [one for one in told["MYS"].lines if one.reference == "project/ipoh-03"]
    assert line.now.startswith("Centre of Ipoh: ")
    assert line.said.partition(":")[2] == line.now.partition(":")[2]
    for page in (f"/editions/{draft}/silence", f"/editions/{draft}/final"):
        shown = client.get(page).text
        assert "Not shown to member states" in shown
        assert "Centre of Ipoh" in shown


def test_new_gone_and_changed_lines_are_told_apart_and_ones_own_wishes_are_known() -> None:
    def asked(line: str, answer: str, text: str = "") -> ledger.Given:
        return ledger.Given("MYS", line, answer, "", text, "", "", "", "", dt.datetime(2026, 1, 1))

    sent = {"same": "A  b.", "changed": "Four.", "gone": "G.", "removed": "R.", "out": "O.", "own": "W."}
    now = {"same": "A b.", "changed": "Five.", "new": "N.", "own": "Worded."}
    given = {"removed": asked("removed", "remove"), "own": asked("own", "correct", "Worded.")}
    drafted = {"same", "changed", "new", "removed", "out", "own"}
    told = silence_out.compared(sent, now, drafted, {"removed", "out"}, given)
    assert {(line.reference, line.said, line.now) for line in told} == {
        ("changed", "Four.", "Five."),
        ("new", "", "N."),
        ("gone", "G.", ""),
        ("out", "O.", ""),
    }


def test_the_secretariat_decides_on_a_sentence_of_several_and_the_page_says_who_asked_and_why(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))
    document = annual.built(frame.view({"edition": draft}), store.home)
    lines = silence.lines(document, frame.view({"edition": draft}), "MYS", has_cells=False)
    shared = next(line for line in lines if line.is_shared)
    data = answered(workbook(store, draft), {shared.reference: ("remove", "", "It is not complete")})
    path = f"/editions/{draft}/silence"
    made = client.post(f"{path}/answers", data={"file": (io.BytesIO(data), "mys.xlsx")})
    assert "1 left to the Secretariat to decide." in made.text
    assert "Left out or worded otherwise" not in made.text
    form = {"country": "MYS", "line": shared.reference, "what": "drop", "reason": ""}
    assert client.post(f"{path}/decide", data=form).status_code == 422
    assert client.post(f"{path}/decide", data={**form, "reason": "Malaysia is right"}).status_code == 303
    for page in (path, f"/editions/{draft}/final"):
        told = client.get(page).text
        assert "Left out or worded otherwise" in told
        assert html.escape(shared.text[:40]) in told
        assert "MYS: Malaysia is right" in told
    assert "Open objections" not in client.get(path).text
    worded = {s.id for s in annual.built(frame.view({"edition": draft}), store.home).sentences()}
    assert shared.reference not in worded


def test_a_member_state_is_asked_about_its_rows_of_tables_and_what_stands_only_in_tables(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    view = frame.view({"edition": draft})
    document = annual.built(view, store.home)
    lines = {line.reference: line for line in silence.lines(document, view, "MYS", has_cells=False)}
    table = next(t for t in document.tables() if t.id == "partners")
    of_mys = {i for i, iso3 in zip(table.row_ids, table.row_about, strict=True) if iso3 == "MYS"}
    assert of_mys
    assert of_mys == {key for key in lines if key.startswith("partners/")}
    assert len(set(table.row_ids)) == len(table.rows)
    project = next(line for key, line in lines.items() if key.startswith("project/"))
    assert all(f"; {name}: " in project.text for name in ("focus area", "sector", "pillar", "planned finish"))
    assert "figure/country/MYS/completion_rate/2025" in lines
    assert all(line.is_shared for key, line in lines.items() if key.startswith("print/"))


def test_a_row_of_a_table_that_a_member_state_removes_is_left_out_where_the_table_is_made(
    client: FlaskClient, store: Settings, reference: Reference, draft: str
) -> None:
    ledger.begin(store.home, reference, draft, dt.date.fromisoformat(BY))

    def rows() -> dict[str, str]:
        made = annual.built(frame.view({"edition": draft}), store.home)
        return next(t for t in made.tables() if t.id == "partners").row_texts()

    lines = silence.lines(
        annual.built(frame.view({"edition": draft}), store.home), frame.view({}), "MYS", has_cells=False
    )
    gone, wrong = [line for line in lines if line.reference.startswith("partners/")][:2]
    data = answered(
        workbook(store, draft),
        {gone.reference: ("remove", "", ""), wrong.reference: ("correct", "", "It ended")},
    )
    page = client.post(
        f"/editions/{draft}/silence/answers", data={"file": (io.BytesIO(data), "mys.xlsx")}
    ).text
    assert "1 taken and 1 kept" in page
    assert gone.reference not in rows()
    assert wrong.reference in rows()
    assert html.escape(gone.text[:30]) in client.get(f"/editions/{draft}/final").text
