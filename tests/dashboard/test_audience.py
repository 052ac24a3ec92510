"""Who sees what: one switch for the whole site until accounts exist."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard import audience
from dashboard.officer import asked, own
from dashboard.queries import frame, run
from dashboard.server import create_server
from etl.settings import Settings, SettingsError, settings
from tests.dashboard.conftest import ask, client_of

LEVELS = ("public", "network", "secretariat")
Site = Callable[[str], FlaskClient]
TYPED = st.integers(0, 99).map(str) | st.text("0123456789 \t\n\u00a0+-x٣", max_size=4)
REPORT = (
    "city,period,title,status,in_plan,progress_note,next_steps,focus_area,sector,percent_complete\n"
    "Phuket,2026,A new lane for buses,ongoing,yes,Begun,More,Quality environment,Transport,{}\n"
)


@pytest.fixture
def site(record_store: Settings, tmp_path: Path) -> Site:
    """A client of a site with its own store, for an audience."""
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    return lambda level: client_of(create_server(settings(home=home, audience=level)))


@pytest.fixture
def looked_at_by(record_store: Settings) -> Callable[[str], None]:
    """Sets who is looking, outside a request."""
    return lambda level: run.use(settings(home=record_store.home, audience=level))


def sent(client: FlaskClient, percent: object = 10) -> str:
    """Sends a report; the address that a browser is led to."""
    data = {"file": (io.BytesIO(REPORT.format(percent).encode()), "phuket.csv"), "coverage": "partial"}
    answer = client.post("/submit", data=data, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_wrong_audience_stops_the_start_with_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"ASCN_AUDIENCE cannot be used: .*'secretariat'\.$"):
        settings(audience="everybody")


@pytest.mark.parametrize(
    ("what", "who"),
    [
        ("status", LEVELS),
        ("next_steps", LEVELS[1:]),
        ("clocks", LEVELS[1:]),
        ("budget", LEVELS[2:]),
        ("support_needed", LEVELS[2:]),
        ("ratings", LEVELS[2:]),
        ("files", LEVELS[2:]),
        ("a word that nobody declared", LEVELS[2:]),
    ],
)
def test_each_thing_is_seen_by_those_it_is_for(
    what: str, who: tuple[str, ...], looked_at_by: Callable[[str], None]
) -> None:
    for level in LEVELS:
        looked_at_by(level)
        assert audience.may(what) == (level in who), level


def test_columns_of_a_hidden_field_go_under_every_name(looked_at_by: Callable[[str], None]) -> None:
    table = pd.DataFrame(columns=["title", "status", "budget", "baseline_budget", "amount", "who", "whole"])
    looked_at_by("secretariat")
    assert list(audience.columns(table)) == list(table)
    looked_at_by("public")
    assert list(audience.columns(table)) == ["title", "status", "whole"]
    assert list(audience.blanked(table)) == list(table)


@pytest.mark.parametrize("level", LEVELS[:2])
def test_the_sender_follows_the_report_and_others_do_not(site: Site, level: str) -> None:
    officer, stranger = site(level), site(level)
    address = sent(officer, "much")
    number = address.removeprefix("/submissions/").split("?")[0]
    assert "key=" in address
    shown = officer.get(address)
    assert shown.status_code == 200
    assert "much" in shown.text
    plain = f"/submissions/{number}"
    assert officer.get(plain).status_code == 200, "the browser keeps the link"
    for path in (
        plain,
        f"{plain}/original",
        f"{plain}/annotated.xlsx",
        f"{plain}/receipt",
        f"{plain}?key=0",
        f"{plain}?key=ключ",
    ):
        assert stranger.get(path).status_code == 403, path
    posted = {"after": number, "choose-1": "use"}
    assert stranger.post(f"{plain}/answers", data=posted).status_code == 403
    assert stranger.post("/submit", data=posted).status_code == 403
    assert "phuket.csv" not in stranger.get("/submissions").text
    assert "phuket.csv" not in stranger.get("/my-city/phuket").text
    assert "phuket.csv" in officer.get("/submissions").text
    assert stranger.get(address).status_code == 200, "whoever is given the link may open it"


@given(form=st.lists(TYPED, max_size=3), address=st.lists(TYPED, max_size=3))
def test_the_number_that_a_page_reads_is_one_that_the_guard_asked_about(
    form: list[str], address: list[str]
) -> None:
    for name in ("after", "from"):
        given_twice = {"query_string": {name: address}, "data": {name: form}, "method": "POST"}
        with Flask("site").test_request_context("/submit", **given_twice):
            read = asked.number(name)
            assert read is None or read in own._asked_for()


@pytest.mark.parametrize("level", LEVELS[:2])
@pytest.mark.parametrize("spelling", ["{}", " {}", "{}\t", "\u00a0{}", "0{}"])
def test_no_spelling_of_a_number_opens_the_file_of_somebody_else(
    site: Site, level: str, spelling: str
) -> None:
    officer, stranger = site(level), site(level)
    theirs, mine = (
        sent(c, words).split("?")[0].rsplit("/", 1)[-1]
        for c, words in ((officer, "much"), (stranger, "some"))
    )
    asked_for = spelling.format(theirs)
    for form, address in (
        ([asked_for], []),
        ([], [asked_for]),
        ([asked_for], [mine]),
        ([mine], [asked_for]),
        ([mine, asked_for], []),
    ):
        for path in ("/submit", "/my-city/phuket/form"):
            answer = stranger.post(path, data={"after": form}, query_string={"after": address})
            assert answer.status_code == 403, (path, form, address)
            assert "much" not in answer.text
    for named in ([asked_for], [mine, asked_for], [asked_for, mine]):
        assert stranger.get("/my-city/phuket/form", query_string={"from": named}).status_code == 403, named
    assert stranger.post("/submit", data={"after": mine}).status_code == 400, "one's own may be named"


def test_the_secretariats_site_shows_every_file(site: Site) -> None:
    officer, stranger = site("secretariat"), site("secretariat")
    address = sent(officer)
    assert "key=" not in address
    assert stranger.get(address).status_code == 200
    assert "phuket.csv" in stranger.get("/submissions").text


def test_links_hold_in_every_process_and_with_a_key_of_ones_own(
    record_store: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    chosen = settings(home=home, audience="public", secret_key="ours alone")
    address = sent(client_of(create_server(chosen)))
    assert client_of(create_server(chosen)).get(address).status_code == 200
    other = settings(home=home, audience="public", secret_key="another")
    assert client_of(create_server(other)).get(address).status_code == 403


def test_a_key_that_could_not_be_written_signs_nothing_and_is_made_anew_later(
    record_store: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    client, key = client_of(create_server(settings(home=home, audience="public"))), home / "links.key"

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert client.get("/submissions/1").status_code in (403, 500)
        assert client.get("/submissions/1?key=x").status_code == 500
    assert not key.exists()
    assert list(home.glob(".links*")) == []
    assert client.get("/submissions/1?key=x").status_code == 403
    assert len(key.read_bytes()) == 64
    assert key.stat().st_mode & 0o777 == 0o600
    for damaged in (b"", key.read_bytes()[:63]):
        key.write_bytes(damaged)
        guessed = hmac.new(damaged, b"submission 1", hashlib.sha256).hexdigest()[:32]
        assert client.get(f"/submissions/1?key={guessed}").status_code == 500


def test_a_template_for_everybody_holds_no_words_of_the_secretariat(site: Site) -> None:
    secretariat, public = site("secretariat"), site("public")
    report = REPORT.format(20).replace("next_steps", "next_steps,challenges,budget,currency", 1)
    report = report.replace("Begun,More", "Begun,More,The ground is soft,912345,THB")
    data = {"file": (io.BytesIO(report.encode()), "phuket.csv"), "coverage": "partial"}
    assert "accepted" in secretariat.post("/submit", data=data, headers={"Accept": "text/plain"}).text.lower()

    def words(client: FlaskClient) -> str:
        book = openpyxl.load_workbook(io.BytesIO(client.get("/templates/phuket.xlsx?period=2026").data))
        return " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)

    assert "The ground is soft" in words(secretariat)
    assert "912345" in words(secretariat)
    assert "A new lane for buses" in words(public)
    assert "The ground is soft" not in words(public)
    assert "912345" not in words(public)
    assert "912345" not in public.get("/my-city/phuket/form?period=2026").text


MONEY = (
    "city,period,project_id,status,in_plan,progress_note,next_steps,percent_complete,challenges,budget,spent,currency\n"
    "Phuket,{},phuket-01,ongoing,yes,Begun,More,{},{},{},{},{}\n"
)


def told_of_money(
    client: FlaskClient, period: str, percent: object, budget: object, spent: object, currency: str
) -> str:
    """Sends a report of money, answering every question; the address that a browser is led to."""
    text = MONEY.format(period, percent, "The ground is soft", budget, spent, currency)
    data = {"file": (io.BytesIO(text.encode()), "money.csv"), "coverage": "partial"}
    answer = client.post("/submit", data=data, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    return answer.headers["Location"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_marked_workbook_holds_of_others_only_what_its_reader_may_see(site: Site, level: str) -> None:
    assert "/submissions/" in told_of_money(site("secretariat"), "2026", 10, 912345, 654321, "THB")
    sender = site(level)
    number = sent(sender, "much").removeprefix("/submissions/").split("?")[0]
    book = openpyxl.load_workbook(io.BytesIO(sender.get(f"/submissions/{number}/annotated.xlsx").data))
    words = " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    for secret in ("The ground is soft", "912345", "654321"):
        assert (secret in words) == (level == "secretariat"), secret


@pytest.mark.parametrize("level", LEVELS)
def test_a_question_quotes_the_last_report_only_to_those_who_may_see_it(site: Site, level: str) -> None:
    assert "/submissions/" in told_of_money(site("secretariat"), "2026", 10, 912345, 654321, "THB")
    sender = site(level)
    address = told_of_money(sender, "2026", 5, 912.5, 1, "THB")
    other = told_of_money(sender, "2026", 5, 912345, 700000, "EUR")
    pages = sender.get(address).text + sender.get(other).text
    assert "Your last report said 10." in pages, "progress is for everybody"
    is_told = level == "secretariat"
    for secret in (
        "654,321",
        "912,345",
        "1,000 times",
        "Your last report said THB",
        "Has the sum gone down?",
        "Is the new budget right?",
        "Are all amounts of the row in the new currency?",
    ):
        assert (secret in pages) == is_told, secret


@pytest.mark.parametrize("level", LEVELS)
def test_what_a_sender_may_not_be_told_is_not_found_by_guessing_it(site: Site, level: str) -> None:
    assert "/submissions/" in told_of_money(site("secretariat"), "2026", 10, 912345, 654321, "THB")
    sender, guesses = site(level), ((912345, 654321, "THB"), (900000, 600000, "THB"), (912, 654, "EUR"))
    told = []
    for budget, spent, currency in guesses:
        text = MONEY.format("2026", 10, "The ground is soft", budget, spent, currency)
        files = {"file": (io.BytesIO(text.encode()), "money.csv"), "coverage": "partial", "hold": "1"}
        (said,) = sender.post("/submit", data=files, headers={"Accept": "application/json"}).get_json()
        told.append((said["verdict"], [f["code"] for f in said["findings"]], said["changes"]))
    assert (len({str(answer) for answer in told}) == 1) == (level != "secretariat"), told


@pytest.mark.parametrize("level", LEVELS[:2])
def test_the_cells_of_money_are_for_the_secretariat(record_store: Settings, level: str) -> None:
    client = client_of(create_server(settings(home=record_store.home, audience=level)))
    for figure in ("budget_idr", "spent_idr", "progress_by_budget_idr", "known_budget"):
        assert client.get(f"/api/v1/trace?figure={figure}").status_code == 403, figure
        assert client.get(f"/export/trace.csv?figure={figure}").status_code == 403, figure
        assert "There is no such figure" in client.get(f"/trace?figure={figure}").text, figure


def test_the_second_clock_is_not_moved_by_the_public(looked_at_by: Callable[[str], None]) -> None:
    asked = {"known_on": "2024-01-01", "period": "2024"}
    looked_at_by("network")
    assert frame.view(asked).known_on is not None
    looked_at_by("public")
    seen = frame.view(asked)
    assert seen.known_on is None
    assert seen.period == "2024"
    assert seen.ignored == (("known_on", "only for the network"),)


PAGES = (
    "/", "/countries", "/countries/MYS", "/cities", "/cities/jakarta", "/sectors/transport", "/pillars/AEC",
    "/focus-areas/BI", "/projects", "/projects/jakarta-01", "/movement", "/reporting", "/partners", "/attention",
    "/first-plan", "/identity", "/trace",
)  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_no_page_for_the_public_leads_to_files_or_decisions(record_store: Settings, address: str) -> None:
    client = client_of(create_server(settings(home=record_store.home, audience="public")))
    drawn = ask(client, address)
    assert "could not be drawn" not in drawn.text
    assert [href for href in drawn.hrefs() if href.startswith(("/submissions", "/desk"))] == []
    assert [form for form in drawn.all("Form") if form.get("action") == "/desk"] == []


@pytest.mark.parametrize("level", LEVELS)
def test_who_reported_and_when_is_told_by_name_to_the_secretariat_only(
    record_store: Settings, level: str
) -> None:
    client = client_of(create_server(settings(home=record_store.home, audience=level)))
    is_told = level == "secretariat"

    def rows(address: str) -> list[dict[str, object]]:
        answer = client.get(f"/api/v1/{address}").get_json()
        return list(answer["rows"])

    count = rows("status")[0]["reported_cities"]
    cells = rows("trace?figure=reported_cities")
    assert sum(float(str(cell["contributes"])) for cell in cells) == count, "everyone may count them"
    assert any(cell["city_id"] or cell.get("file") or cell["submission_id"] for cell in cells) == is_told
    for narrowed in (
        "trace?figure=reported_cities&by=city&key=jakarta",
        "trace?figure=reported_cities&city=jakarta",
    ):
        assert bool(rows(narrowed)) == is_told, narrowed
    assert (rows("status?city=jakarta")[0]["reported_cities"] is not None) == is_told
    assert ("received_at" in rows("updates?limit=1")[0]) == is_told
    assert ("counted_at" in rows("updates?limit=1")[0]) == (level != "public")
    assert ("Cities that reported" in client.get("/?city=jakarta").text) == is_told
    assert "Cities that reported" in client.get("/").text
    assert "A city" in client.get("/trace?figure=reported_cities").text or is_told
    assert ("Reports accepted by another day" in client.get("/").text) == (level != "public")
