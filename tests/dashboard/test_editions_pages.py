"""The pages of editions, and every other page opened in one."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.server import create_server
from etl import desk, editions, meetings
from etl import reference as code_lists
from etl.desk import Entry
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard.conftest import ask, client_of

NAME = "ASCN Annual Meeting 2026"
PROJECT = "phnom-penh-01"


@pytest.fixture(scope="module")
def told(
    record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, FlaskClient]:
    """A store with a final edition, a later decision and a draft of 2024; for reading only."""
    chosen = settings(home=tmp_path_factory.mktemp("told") / "store")
    shutil.copytree(record_store.home, chosen.home)
    made = editions.create(chosen.home, reference, NAME, "2025", meeting=9)
    editions.make_final(chosen.home, reference, made.edition_id, "us")
    desk.record(chosen.home, reference, Entry("rename", PROJECT, value="Riverside", reason="shorter"))
    editions.create(chosen.home, reference, "<b>การประชุม</b>", "2024")
    meetings.decide(chosen.home, 8, "Agree the plan <now>.", "Secretariat", None, "us")
    return chosen, client_of(create_server(chosen))


@pytest.fixture
def site(told: tuple[Settings, FlaskClient]) -> FlaskClient:
    """A client of that store."""
    return told[1]


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_page_in_an_edition_says_so_and_shows_what_was_known_then(site: FlaskClient) -> None:
    page = ask(site, f"/projects/{PROJECT}?edition=ascn-annual-meeting-2026")
    assert f"Edition: {NAME} , made final" in page.text
    assert "Riverside" not in page.first("H1")
    assert "Riverside" in ask(site, f"/projects/{PROJECT}").first("H1")


def test_links_of_a_page_stay_in_the_edition(site: FlaskClient) -> None:
    page = ask(site, "/countries?edition=ascn-annual-meeting-2026")
    onward = [href for href in page.hrefs() if href.startswith("/cities")]
    assert onward
    assert all("edition=ascn-annual-meeting-2026" in href for href in onward)
    assert any(href == "/countries" for href in page.hrefs()), "the way back to the working figures"


def test_an_unknown_edition_is_left_out_and_said(site: FlaskClient) -> None:
    page = ask(site, "/?edition=nix%3Cscript%3E")
    assert "edition=nix<script>" in page.text
    assert "134 projects in 35 cities" in page.text


def test_clocks_typed_beside_an_edition_are_left_out_and_said(site: FlaskClient) -> None:
    page = ask(site, "/?edition=ascn-annual-meeting-2026&period=2023&known_on=2024-01-01")
    assert (
        "Left out of the address, because it means nothing here: period=2023, known_on=2024-01-01"
        in page.text
    )
    assert "134 projects in 35 cities" in page.text


def test_another_period_chosen_in_an_edition_leaves_it_and_keeps_its_moment(
    told: tuple[Settings, FlaskClient],
) -> None:
    chosen, site = told
    known_on = editions.get(chosen.home, "ascn-annual-meeting-2026").known_on
    assert known_on is not None
    page = ask(site, "/?edition=ascn-annual-meeting-2026")
    other = next(href for href in page.hrefs() if href.startswith("/?") and "period=2023" in href)
    assert "edition=" not in other
    assert f"known_on={known_on.isoformat()}" in other.replace("%3A", ":")


def test_files_and_the_api_are_of_the_edition_and_refuse_clocks_beside_it(site: FlaskClient) -> None:
    asked = {"edition": "ascn-annual-meeting-2026", "by": "network"}
    answer = site.get("/export/status.csv", query_string=asked)
    row = next(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert row["edition"].startswith(f"{NAME}, made final ")
    assert "ascn-annual-meeting-2026" in answer.headers["Content-Disposition"]
    assert site.get("/api/v1/status", query_string=asked).json["about"]["edition"].startswith(NAME)
    for address in ("/export/status.csv", "/api/v1/status"):
        refused = site.get(address, query_string={**asked, "period": "2024"})
        assert refused.status_code == 400
        assert "An edition says its period and its clocks itself." in refused.text
        assert site.get(address, query_string={**asked, "edition": "nix"}).status_code == 400


def test_the_list_shows_editions_and_decisions_with_their_markup_as_text(site: FlaskClient) -> None:
    page = site.get("/editions").text
    assert NAME in page
    assert "&lt;b&gt;การประชุม&lt;/b&gt;" in page
    assert "Agree the plan &lt;now&gt;." in page


def test_an_edition_lists_what_was_corrected_since(site: FlaskClient) -> None:
    page = words(site.get("/editions/ascn-annual-meeting-2026").text)
    assert "Errata 1" in page
    assert "Project name 2025 Phnom Penh Walk Way Riverside decision 1 of the desk (rename)" in page
    checked = words(site.get("/editions/ascn-annual-meeting-2026/check").text)
    assert "The same. The same figures as when it was made final, kept and recomputed." in checked


def test_an_address_that_names_no_edition_is_not_there(site: FlaskClient) -> None:
    for path in ("/editions/nix", "/editions/nix/final", "/editions/nix/check"):
        answer = site.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "There is no edition “nix”" in answer.text
    assert site.get("/editions/ascn-annual-meeting-2026/final").status_code == 409


def test_an_edition_is_begun_seen_confirmed_and_made_final_without_a_script(own: FlaskClient) -> None:
    begun = own.post("/editions", data={"name": NAME, "period": "2025", "compare": "", "meeting": "9"})
    assert (begun.status_code, begun.location) == (303, "/editions/ascn-annual-meeting-2026")
    assert "A draft" in own.get(begun.location).text
    preview = words(own.get(f"{begun.location}/final").text)
    assert "Projects listed 134" in preview
    assert "Compared with 2024" in preview
    unconfirmed = own.post(f"{begun.location}/final")
    assert unconfirmed.status_code == 422
    assert "Tick the box" in unconfirmed.text
    assert own.post(f"{begun.location}/final", data={"confirm": "1"}).status_code == 303
    assert "Nothing has been corrected since" in own.get(begun.location).text
    assert own.post(f"{begun.location}/final", data={"confirm": "1"}).status_code == 409
    for _ in range(2):  # a double click
        form = {"body": "JCM", "at": "", "note": "letter", "dispatch": "0"}
        assert own.post(f"{begun.location}/sent", data=form).location == f"{begun.location}#dispatch"
    assert 'name="dispatch" value="0"' not in own.get(begun.location).text
    (number,) = {
        found[1] for found in re.finditer(r'name="dispatch" value="(\d+)"', own.get(begun.location).text)
    }
    for _ in range(2):
        noted = own.post(f"{begun.location}/noted", data={"body": "JCM", "dispatch": number})
        assert noted.status_code == 303
    page = words(own.get(begun.location).text)
    assert "JCM" in page
    assert page.count("Noted") == 2, "once in the head of the log, once in what was done"


def test_what_a_form_says_wrong_is_said_beside_it_and_kept(own: FlaskClient) -> None:
    long = own.post("/editions", data={"name": "<i>" * 4000, "period": "2025"})
    assert long.status_code == 422
    assert "longer than 120 characters" in long.text
    assert "<i>" not in long.text
    owner = {"text": "Agree.", "owner": "Us", "of_meeting": "8", "due": "31 June"}
    wrong = own.post("/editions/decisions", data=owner)
    assert wrong.status_code == 422
    assert "“31 June” is no date." in wrong.text
    assert 'value="Agree."' in wrong.text
    kept = own.post("/editions/decisions", data={**owner, "due": "2026-06-30"})
    assert kept.location == "/editions#decisions"
    number = re.search(r'action="/editions/decisions/(\d+)"', own.get("/editions").text)
    assert number is not None
    assert own.post(f"/editions/decisions/{number[1]}", data={"result": ""}).status_code == 422
    assert own.post(f"/editions/decisions/{number[1]}", data={"result": "Agreed."}).status_code == 303
    assert "Agreed." in own.get("/editions").text


def test_a_form_of_another_site_changes_nothing(own: FlaskClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    for path in ("/editions", "/editions/x/final", "/editions/x/sent", "/editions/decisions"):
        assert own.post(path, data={"name": NAME, "period": "2025"}, headers=foreign).status_code == 403
    assert "No edition has been made" in own.get("/editions").text


def test_the_public_sees_final_editions_and_may_make_none(told: tuple[Settings, FlaskClient]) -> None:
    public = client_of(create_server(settings(home=told[0].home, audience="public")))
    page = public.get("/editions").text
    assert NAME in page
    assert "การประชุม" not in page
    assert "Begin an edition" not in page
    assert "Agree the plan" not in page
    assert public.post("/editions", data={"name": "X", "period": "2025"}).status_code == 403
    assert public.get("/editions/b-b").status_code == 404
    assert "edition=b-b" in ask(public, "/?edition=b-b").text
    assert f"Edition: {NAME}" in ask(public, "/?edition=ascn-annual-meeting-2026").text
    assert "decision 1 of the desk" not in public.get("/editions/ascn-annual-meeting-2026").text


def test_the_footer_and_pictures_say_which_figures_these_are(site: FlaskClient) -> None:
    assert "Working figures, not made final" in ask(site, "/").text
    main = ask(site, "/?edition=ascn-annual-meeting-2026").all("Main")[0]
    assert f"Edition: {NAME}, made final" in main["data-said"]


def test_an_edition_leaves_its_folder_only_where_it_was_made_final(
    told: tuple[Settings, FlaskClient],
) -> None:
    folders = [path.name for path in Path(told[0].home / "editions").iterdir()]
    assert folders == ["ascn-annual-meeting-2026"]


def test_a_final_edition_whose_copy_is_gone_says_so_on_its_page(
    told: tuple[Settings, FlaskClient], tmp_path: Path
) -> None:
    shutil.copytree(told[0].home, tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "editions" / "ascn-annual-meeting-2026")
    site = client_of(create_server(settings(home=tmp_path / "store")))
    for path in ("", "/check"):
        answer = site.get(f"/editions/ascn-annual-meeting-2026{path}")
        assert answer.status_code == 200
        page = words(answer.text)
        assert "The kept figures of the edition ascn-annual-meeting-2026 are gone: figures.csv." in page
        assert "Nothing has been corrected" not in page
        assert "Dispatch log" in page


def test_an_edition_drawn_with_other_code_lists_than_its_own_says_so_on_every_page_and_file(
    told: tuple[Settings, FlaskClient], reference: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, asked = tmp_path / "store", {"edition": "ascn-annual-meeting-2026"}
    shutil.copytree(told[0].home, home)
    folder = home / "reference"  # the store's own lists go before those that are set
    shutil.copytree(reference.folder, folder)
    sectors = folder / "sectors.csv"
    sectors.write_text(sectors.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    other = "drawn with other code lists than it was made final with"
    site = client_of(create_server(settings(home=home)))
    assert other not in ask(site, "/?edition=ascn-annual-meeting-2026").text
    desk.record(home, code_lists.Reference(folder), Entry("rename", PROJECT, value="Quay", reason="again"))
    assert other in ask(site, "/?edition=ascn-annual-meeting-2026").text
    assert other in site.get("/export/status.csv", query_string={**asked, "by": "network"}).text
    assert other in site.get("/api/v1/status", query_string=asked).json["about"]["edition"]
    assert "those of today are others" in site.get("/editions/ascn-annual-meeting-2026").text
    assert other not in ask(site, "/").text
    monkeypatch.setattr("etl.edition_seal.program", lambda: "ASCN Monitor 99")
    desk.record(home, code_lists.Reference(folder), Entry("rename", PROJECT, value="Pier", reason="again"))
    both = "drawn with other code lists and another program than it was made final with"
    assert both in ask(site, "/?edition=ascn-annual-meeting-2026").text
