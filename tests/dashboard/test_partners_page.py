"""The page on partners: who works with whom, and who could help with a need, with the reasons."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.server import create_server
from etl import pipeline
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from tests import builders
from tests.dashboard.conftest import Drawn, ask, client_of

BROKEN = "could not be drawn"
CLOCKS = ("", "?period=2018", "?period=2023", "?period=2026", "?known_on=2023-12-31", "?known_on=2010-01-01")
NEED = "/partners?need=battambang-02"
PROJECT = "cauayan-city-01"


@pytest.fixture(scope="module")
def wanting(record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which one city looks for money, open to the private sector."""
    home = tmp_path_factory.mktemp("wanting") / "store"
    shutil.copytree(record_store.home, home)
    sheet = [
        {
            "project_id": PROJECT,
            "partner": f"Any bank lending {currency}",
            "role": "Funder",
            "amount": 2_500_000,
            "currency": currency,
            "funding_status": "sought",
            "open_to_private_sector": "Yes",
        }
        for currency in ("PHP", "USD")
    ]
    row = builders.project(PROJECT, support_needed="Advice on tenders")
    data = builders.workbook(reference, [row], side={"Partners": sheet})
    request = Request(data, "report.xlsx", answer=lambda finding: "checked")
    assert pipeline.submit(request, home, reference).verdict == "accepted"
    return home


def client_at(home: Path, level: str = "secretariat") -> FlaskClient:
    return client_of(create_server(settings(home=home, audience=level)))


def test_what_a_city_seeks_for_itself_is_listed_without_a_project(
    record_store: Settings, reference: Reference, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    row = {"partner": "World Bank", "role": "Funder", "amount": 9000, "currency": "USD"}
    sheet = [row | {"funding_status": "sought", "open_to_private_sector": "Yes"}]
    data = builders.workbook(reference, [builders.project(PROJECT)], side={"Partners": sheet})
    request = Request(data, "report.xlsx", answer=lambda finding: "checked")
    assert pipeline.submit(request, home, reference).verdict == "accepted"
    page = ask(client_at(home), "/partners?period=2026")
    assert BROKEN not in page.text
    assert "Support is wanted for one city itself; one is open to the private sector" in page.text
    assert "The city itself" in page.text
    assert "Support wanted 1 city itself; 1 open to the private sector" in " ".join(page.text.split())
    assert not [href for href in page.hrefs() if "None" in href]
    rows = client_at(home).get("/api/v1/needs?period=2026").get_json()["rows"]
    assert [(r["title"], r["city_id"], r["amount"]) for r in rows] == [
        ("the city itself", "cauayan-city", 9000)
    ]
    for table in ("needs.csv", "needs.xlsx"):
        assert client_at(home).get(f"/export/{table}?period=2026").status_code == 200


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_page_is_drawn_at_every_clock(drawn: Drawn, clock: str) -> None:
    page = drawn(f"/partners{clock}")
    assert BROKEN not in page.text
    for stray in ("nan", "NaT", "None", "<NA>"):
        assert stray not in page.text.split()


@pytest.mark.parametrize("query", ["country=TLS", "sector=education", "status=cancelled", "need=atlantis-01"])
def test_filters_and_needs_that_leave_nothing_are_drawn(drawn: Drawn, query: str) -> None:
    assert BROKEN not in drawn(f"/partners?{query}").text


def test_the_first_words_count_partners_cities_projects_and_pairings(drawn: Drawn) -> None:
    assert (
        drawn("/partners").first("H1")
        == "24 partners are named with 16 cities, in 29 projects and 25 pairings"
    )


def test_a_moment_names_no_partner_of_later_years_and_those_named_stand_with_their_years(
    drawn: Drawn,
) -> None:
    assert drawn("/partners?period=2018").first("H1").startswith("9 partners are named with 8 cities, in ")
    text = drawn("/partners").text
    assert "18–2022" in text
    assert "from 2021" in text
    for claim in ("active", "work with", "are paired"):
        assert claim not in text


@pytest.mark.parametrize("level", ["secretariat", "network", "public"])
def test_who_is_only_asked_for_money_is_named_as_a_partner_nowhere(wanting: Path, level: str) -> None:
    client = client_at(wanting, level)
    for page in ("/cities/cauayan-city", f"/projects/{PROJECT}"):
        part = ask(client, f"{page}?period=2026").text.partition("Partners named in the reports")[2]
        assert "Any bank" not in part
    for table in ("partners", "partner_ties"):
        assert "Any bank" not in client.get(f"/export/{table}.csv?period=2026").get_data(as_text=True)


def test_a_partner_stands_with_its_city_until_the_city_s_next_sheet_and_a_sheet_sent_again_counts_once(
    record_store: Settings, reference: Reference, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    shutil.copytree(record_store.home, home)
    for name in ("Yokohama Bank", "asian development BANK"):
        sheet = [{"project_id": PROJECT, "partner": name, "role": "Funder", "programme": "Own"}]
        data = builders.workbook(
            reference, [builders.project(PROJECT)], period="2025", side={"Partners": sheet}
        )
        request = Request(data, "report.xlsx", is_full=False, answer=lambda finding: "checked")
        assert pipeline.submit(request, home, reference).verdict == "accepted"
    client = client_at(home)
    for period in ("2025", "2026"):
        rows = client.get(f"/export/partners.json?period={period}&city=cauayan-city").get_json()["rows"]
        own = [(row["partner"], row["years"]) for row in rows if row["programme"] == "Own"]
        assert own == [("Asian Development Bank", "2025")]


def test_a_need_names_cities_that_finished_similar_work_and_says_why(drawn: Drawn) -> None:
    text = drawn(NEED).text
    assert "Three cities have finished work like “Solid and Liquid Waste Management”" in text
    assert (
        "same sector, Water quality; same focus area, Quality Environment; completed since the report for 2024"
        in text
    )
    assert "1 project more of the same focus area" in text


def test_partners_of_a_need_are_named_alphabetically_each_with_its_reasons(drawn: Drawn) -> None:
    page = drawn(NEED)
    assert "six partners are named on it, four for earlier years only" in page.text
    at = page.text.index("Partners named on such work")
    after = page.text[at : page.text.index("Source:", at)]
    ended = ("Ended: named for earlier years only", "Australia", "GRET", "Japan", "Republic of Korea")
    order = [after.index(name) for name in ("Asian Development", "United States", *ended)]
    assert order == sorted(order)
    assert "paired with Vientiane on wastewater, WiSE, from 2021" in after
    assert "paired with Vientiane on water, " in after
    assert ", 2022–2023" in after[order[2] :]
    assert "Funder of this project already" in after


def test_the_project_asked_about_is_chosen_in_a_plain_form_that_keeps_the_filters(drawn: Drawn) -> None:
    page = drawn(f"{NEED}&country=KHM")
    (form,) = [f for f in page.all("Form") if f.get("action") == "/partners#need"]
    assert "KHM" in str(form)
    chosen = [o for o in page.all("Option") if "selected" in o]
    assert [o["value"] for o in chosen] == ["battambang-02"]


def test_amounts_sought_stay_in_their_own_currency_and_are_not_added_up(wanting: Path) -> None:
    page = ask(client_at(wanting), "/partners?period=2026")
    assert "2,500,000 PHP" in page.text
    assert "2,500,000 USD" in page.text
    assert "5,000,000" not in page.text
    assert "two are open to the private sector" in page.text
    assert "Advice on tenders" in page.text


@pytest.mark.parametrize("level", ["public", "network"])
def test_support_wanted_is_for_the_secretariat(wanting: Path, level: str) -> None:
    client = client_at(wanting, level)
    text = ask(client, f"/partners?period=2026&need={PROJECT}").text
    for secret in ("2,500,000", "Advice on tenders", "Any bank", "Support wanted"):
        assert secret not in text
    assert client.get("/export/needs.csv?period=2026").status_code == 403


def test_a_city_that_names_no_partner_is_not_commented_on(drawn: Drawn) -> None:
    text = drawn("/partners?city=ipoh").text
    assert "No partner is named in this selection" in text
    assert "missing" not in text.lower()


@pytest.mark.parametrize("address", ["/partners?city=jakarta", "/partners?country=SGP", "/partners"])
def test_verbs_fit_their_counts(drawn: Drawn, address: str) -> None:
    text = drawn(address).text
    assert not re.search(r"\b1 (city|partner|funder) (name|support|have|are)\b", text)
    assert not re.search(r"(?<![\d,.])1 are paired", text)
    assert not re.search(r"(cities|partners|funders) (names|supports|has|is)\b", text)
