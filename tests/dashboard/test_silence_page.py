"""The page of the silence procedure and its commands, on the draft of the annual report: sent, answered, taken in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.queries import frame, run
from dashboard.reports import annual, silence_book, silence_out
from dashboard.server import create_server
from etl import editions
from etl import silence as ledger
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
    assert page.index("Figures in question") < asked < page.index("Comments beside other answers") < remarks
    final = client.get(f"/editions/{draft}/final").text
    assert "answers from 1 member state; 1 objection to figures: Malaysia, “We count 30”." in final


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
