"""What the light pages of an officer tell on a site for the network or for everybody."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.officer import city, own
from dashboard.queries import received, run
from dashboard.server import create_server
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import snapshot
from etl.store.places import Places
from tests import builders
from tests.dashboard.conftest import client_of
from tests.dashboard.filled_form import FilledForm

LEVELS = ("public", "network", "secretariat")
Site = Callable[[str], FlaskClient]
REPORT = (
    "city,period,title,status,in_plan,progress_note,next_steps,focus_area,sector\n"
    "Phuket,2026,A new lane for buses,ongoing,yes,Begun,More,Quality environment,Transport\n"
)


@pytest.fixture
def site(record_store: Settings, tmp_path: Path) -> Site:
    """A client of a site with its own store, for an audience."""
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    return lambda level: client_of(create_server(settings(home=home, audience=level)))


@pytest.mark.parametrize("level", LEVELS)
def test_whether_a_city_reported_is_told_to_its_sender_and_the_secretariat_only(
    site: Site, level: str
) -> None:
    officer, stranger = site(level), site(level)
    before = stranger.get("/my-city/phuket").text
    data = {"file": (io.BytesIO(REPORT.encode()), "phuket.csv"), "coverage": "partial"}
    officer.post("/submit", data=data, headers={"Accept": "text/html"})
    assert "Your report for 2026 was received on" in officer.get("/my-city/phuket").text
    after = stranger.get("/my-city/phuket").text
    assert ("was received on" in after) == (level == "secretariat")
    said = "for 2026 is open. It tells how things stand on 31 Dec 2026. No due date is set yet."
    assert said in before
    assert (said in after) == (level != "secretariat")


@pytest.mark.parametrize("level", LEVELS[:2])
@pytest.mark.parametrize(("days", "verb"), [(-3, "were"), (3, "are")])
def test_a_due_date_is_told_alike_of_cities_that_reported_and_that_did_not(
    site: Site, monkeypatch: pytest.MonkeyPatch, level: str, days: int, verb: str
) -> None:
    client = site(level)
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    row = {"period": "2026", "label": "2026", "due_at": now + dt.timedelta(days), "data_date": now}
    pages = set()
    for state, at in (("reported", now), ("not_reported", pd.NaT)):
        told = pd.DataFrame([row | {"state": state, "received_at": at}])
        monkeypatch.setattr(city.received, "owed", lambda _city, told=told: told)
        pages.add(client.get("/my-city/phuket").text)
    (page,) = pages
    assert f"Reports for 2026 {verb} due " in page


CODE, PERIOD = "cauayan-city-01", "2026"
BANK = {"project_id": CODE, "partner": "World Bank", "role": "Funder"}
MONEY = {"amount": 1500000.0, "currency": "PHP"}
SOUGHT = (
    BANK | MONEY | {"programme": "Phase two", "funding_status": "sought", "open_to_private_sector": "Yes"}
)
GIVEN = BANK | MONEY | {"programme": "Phase one", "funding_status": "approved"}
TWIN = {"partner": "Yokohama", "role": "Twin"}


def told_to_the_secretariat(site: Site, lists: Reference) -> FlaskClient:
    """A client of the Secretariat, which was told of money that is given and that is sought."""
    client = site("secretariat")
    side = {"Partners": [SOUGHT, GIVEN, TWIN]}
    data = builders.workbook(lists, [builders.project(CODE)], period="2025", side=side)
    assert "ccepted" in post(client, data)
    return client


def post(client: FlaskClient, data: bytes) -> str:
    """Sends a workbook; what is said of it."""
    files = {"file": (io.BytesIO(data), "report.xlsx"), "confirm": "all", "note": "By letter"}
    return client.post("/submit", data=files, headers={"Accept": "text/plain"}).text


def filled(client: FlaskClient, *more: tuple[str, ...]) -> bytes:
    """The template as it comes, with what every project needs and `more` rows of partners."""
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/templates/cauayan-city.xlsx?period={PERIOD}").data)
    )
    heads = {cell.value: cell.column for cell in book["Projects"][6]}
    book["Projects"].cell(7, heads["Still in the action plan?"]).value = "Yes"
    book["Projects"].cell(7, heads["Status on report date"]).value = "On-going"
    partners = book["Partners"]
    first = next(row for row in range(7, 40) if partners.cell(row, 2).value is None)
    for row, values in enumerate(more, first):
        for column, value in enumerate(values, 1):
            partners.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def partners_of(client: FlaskClient) -> set[tuple[object, ...]]:
    """What the Secretariat's next template says of the city's partners."""
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/templates/cauayan-city.xlsx?period={PERIOD}").data)
    )
    rows = book["Partners"].iter_rows(min_row=7, max_col=8, values_only=True)
    return {row[1:] for row in rows if row[1]}


ALL = {
    ("World Bank", "Funder", "Phase two", 1500000, "PHP", "sought", "Yes"),
    ("World Bank", "Funder", "Phase one", 1500000, "PHP", "approved", None),
    ("Yokohama", "Twin", None, None, None, None, None),
}


@pytest.mark.parametrize("level", LEVELS[::2])
def test_a_template_sent_back_takes_no_money_and_no_wish_away(
    site: Site, reference: Reference, level: str
) -> None:
    secretariat, officer = told_to_the_secretariat(site, reference), site(level)
    for n in (1, 2):  # once more after that: what stood then stands on
        data = filled(officer, ("", f"Partner {n}", "Twin"))
        assert ("Phase two" in words(data)) == (level == "secretariat")
        assert "Phase one" in words(data)
        assert ("stand as told" in words(data)) == (level != "secretariat")
        assert "ccepted" in post(officer, data)
        new = {(f"Partner {k}", "Twin", *[None] * 5) for k in range(1, n + 1)}
        assert partners_of(secretariat) == ALL | new
    rows = secretariat.get(f"/api/v1/needs?period={PERIOD}").get_json()["rows"]
    assert [row["programme"] for row in rows if row["partner"] == "World Bank"] == ["Phase two"]


def test_a_template_of_the_public_site_that_the_secretariat_sends_takes_nothing_away_either(
    site: Site, reference: Reference
) -> None:
    secretariat = told_to_the_secretariat(site, reference)
    assert "ccepted" in post(secretariat, filled(site("public"), ("", "Manila", "Twin")))
    assert partners_of(secretariat) == ALL | {("Manila", "Twin", *[None] * 5)}


def words(data: bytes) -> str:
    """Every word of the sheet of partners."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Partners"]
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("level", LEVELS[::2])
def test_a_form_sent_back_takes_no_money_and_no_wish_away(
    site: Site, reference: Reference, level: str
) -> None:
    secretariat, officer = told_to_the_secretariat(site, reference), site(level)
    address = "/my-city/cauayan-city/form"
    form = FilledForm(officer.get(f"{address}?period={PERIOD}").text)
    programmes = {value for name, value in form.sends.items() if name.endswith("-programme")} - {""}
    assert programmes == ({"Phase one", "Phase two"} if level == "secretariat" else {"Phase one"})
    assert ("They stand as told" in form.said) == (level != "secretariat")
    needed = {"p0-in_plan": "Yes", "p0-status": "On-going"}
    manila = {"partners9-project_id": "", "partners9-partner": "Manila"}
    officer.post(address, data=form.sends | needed | manila)
    assert partners_of(secretariat) == ALL | {("Manila", *[None] * 6)}


def test_what_stands_unseen_ends_when_it_is_told_anew_or_by_who_may_see_it(
    site: Site, reference: Reference
) -> None:
    secretariat, officer = told_to_the_secretariat(site, reference), site("public")
    got = ("", "World Bank", "Funder", "Phase two", 900000, "PHP", "secured")
    assert "ccepted" in post(officer, filled(officer, (CODE, *got[1:]), ("", "Manila", "Twin")))
    assert ("World Bank", "Funder", "Phase two", 900000, "PHP", "secured", "Yes") in partners_of(secretariat)
    data = builders.workbook(reference, [builders.project(CODE)], period=PERIOD, side={"Partners": [TWIN]})
    assert "ccepted" in post(secretariat, data)
    assert partners_of(secretariat) == {("Yokohama", "Twin", *[None] * 5)}


@pytest.mark.parametrize("level", LEVELS)
def test_who_fills_in_the_same_form_is_not_led_to_its_sender_s(site: Site, level: str) -> None:
    address, browser = "/my-city/dili/form", {"Accept": "text/html"}
    officer, stranger = site(level), site(level)
    form = FilledForm(officer.get(f"{address}?period={PERIOD}").text).sends
    link = officer.post(address, data=form, headers=browser).headers["Location"]
    number = link.split("?")[0].rsplit("/", 1)[-1]
    assert f"/submissions/{number}" in officer.post(address, data=form, headers=browser).headers["Location"]
    data = officer.get(f"/submissions/{number}/original").data
    for again in (
        stranger.post(address, data=form, headers=browser),
        stranger.post(
            "/submit", data={"file": (io.BytesIO(data), "a.xlsx"), "period": PERIOD}, headers=browser
        ),
    ):
        assert "key=" not in again.headers.get("Location", "")
        assert ("The same form came before" in again.text) == (level != "secretariat")
    shown = stranger.get(f"/submissions/{number}", headers=browser)
    assert shown.status_code == (200 if level == "secretariat" else 403)
    other = {"file": [(io.BytesIO(data), "a.xlsx"), (io.BytesIO(b"a,b"), "b.csv")], "period": PERIOD}
    many = stranger.post("/submit", data=other, headers=browser)
    assert many.status_code == (303 if level == "secretariat" else 200)
    if level != "secretariat":
        assert "<li>a.xlsx</li>" in many.text
        assert "The other files that you sent" in many.text
        assert f"/submissions/{number}?" not in many.text


def again(client: FlaskClient, data: bytes, **form: str) -> TestResponse:
    """What a browser is answered that sends a file."""
    return client.post(
        "/submit", data={"file": (io.BytesIO(data), "a.csv"), **form}, headers={"Accept": "text/html"}
    )


def test_who_holds_a_file_that_waits_is_led_to_it(site: Site) -> None:
    data = REPORT.replace("ongoing", "soon").encode()
    links = [again(site("public"), data, coverage="partial").headers["Location"] for _ in range(2)]
    assert links[0] in links[1]
    assert "key=" in links[1]


@pytest.mark.parametrize("level", LEVELS[:2])
def test_holding_the_bytes_of_what_counts_gives_no_right_to_take_it_back(site: Site, level: str) -> None:
    officer, stranger = site(level), site(level)
    link = again(officer, REPORT.encode(), coverage="partial").headers["Location"]
    assert "accepted" in officer.get(link).text
    told = again(stranger, REPORT.encode(), coverage="partial")
    assert told.status_code == 200
    assert "The same file came before" in told.text
    assert "Set-Cookie" not in told.headers
    two = [(io.BytesIO(REPORT.encode()), f"{n}.csv") for n in range(2)]
    both = stranger.post(
        "/submit", data={"file": two, "coverage": "partial"}, headers={"Accept": "text/html"}
    )
    assert "The same files came before" in both.text
    own_again = again(officer, REPORT.encode(), coverage="partial").headers["Location"]
    assert link in own_again, "whoever sent it gets to it again in the same browser"
    taken = officer.post(link.replace("?", "/withdraw?"), data={"reason": "Sent too early"})
    assert taken.status_code == 303, "and may take the own report back"


@pytest.mark.parametrize("level", LEVELS)
def test_the_public_record_is_taken_back_by_the_secretariat_only(
    site: Site, record_store: Settings, level: str
) -> None:
    client, rows = site(level), snapshot.current(record_store.home).run
    record = rows("select submission_id, sha256 from submission where is_record order by 1 desc limit 1", {})
    number = int(record["submission_id"].iloc[0])
    data = Places(record_store.home).original(str(record["sha256"].iloc[0])).read_bytes()
    told = again(client, data)
    assert ("The same file came before" in told.text) == (level != "secretariat")
    with client.application.test_request_context():
        run.use(client.application.config["ASCN"])
        key = own._key(number)  # as a browser may hold one
    address = f"/submissions/{number}/withdraw?key={key}"
    asked = client.get(address), client.post(address, data={"reason": "Sent too early"})
    assert [a.status_code for a in asked] == ([200, 303] if level == "secretariat" else [403, 403])
    is_offered = "Take this report back" in client.get(f"/submissions/{number}?key={key}").text
    assert not is_offered


@pytest.mark.parametrize("level", LEVELS[:2])
def test_many_files_of_others_push_nobodys_own_out(
    site: Site, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    monkeypatch.setattr(received, "ROWS", 2)
    officer, stranger = site(level), site(level)
    waits = REPORT.replace("ongoing", "soon")
    first = again(officer, waits.encode(), coverage="partial").headers["Location"].split("?")[0]
    second = again(officer, waits.replace("soon", "later").encode(), coverage="partial").headers["Location"]
    for n in range(3):
        again(stranger, waits.replace("soon", f"word {n}").encode(), coverage="partial")
    for page in ("/my-city/phuket", second, "/submissions"):
        assert f'href="{first}"' in officer.get(page).text, page


@pytest.mark.parametrize("level", LEVELS)
def test_of_several_files_each_is_opened_by_the_link_without_what_the_browser_keeps(
    site: Site, level: str
) -> None:
    waits = [REPORT.replace("ongoing", word).encode() for word in ("soon", "later")]
    files = [(io.BytesIO(data), f"{n}.csv") for n, data in enumerate(waits)]
    sent = {"file": files, "coverage": "partial"}
    link = site(level).post("/submit", data=sent, headers={"Accept": "text/html"}).headers["Location"]
    assert ("&keys=" in link) == (level != "secretariat")
    opened = re.findall(r'<th scope="row"><a href="([^"]+)"', site(level).get(link).text)
    assert len(opened) == 2
    for address in opened:
        assert site(level).get(address).status_code == 200
        bare = site(level).get(address.split("?")[0])
        assert bare.status_code == (200 if level == "secretariat" else 403)
    if level != "secretariat":
        number = int(opened[0].split("?")[0].rsplit("/", 1)[-1])
        forged = link.replace(f"{number}.", f"{number - 2}.")
        assert site(level).get(f"/submissions/{number - 2}?{forged.split('?')[1]}").status_code == 403
