"""What is told of the network as a whole, and of no city or project by name to others than the Secretariat."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard import audience
from dashboard.exports.tables import TABLES
from dashboard.queries import run
from dashboard.server import create_server
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard import told_store
from tests.dashboard.conftest import ask, client_of
from tests.etl.stories import PROJECT

OTHERS = ("public", "network")
LEVELS = (*OTHERS, "secretariat")
Opens = Callable[[str], FlaskClient]
PAGES = (
    "/", "/countries", "/countries/MYS", "/cities", "/cities/jakarta", "/sectors", "/sectors/transport", "/pillars",
    "/pillars/AEC", "/focus-areas/BI", "/projects", "/projects/jakarta-01", "/movement", "/reporting", "/partners",
    "/attention", "/first-plan", "/identity", "/trace",
)  # fmt: skip
BY_PLAN = ("slippage", "plan_planned", "plan_actual")


@pytest.fixture
def practice(walked_store: Settings) -> Opens:
    """A client of a site on practice data, for an audience."""
    return lambda level: client_of(create_server(settings(home=walked_store.home, audience=level)))


@pytest.fixture(scope="module")
def told(record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told_store.make(record_store, reference, tmp_path_factory.mktemp("told") / "store")


@pytest.fixture
def of_one_project(told: Settings) -> Opens:
    """The same of the record, where one project has milestones."""
    return lambda level: client_of(create_server(settings(home=told.home, audience=level)))


def leads_to_something(href: str) -> bool:
    """Whether the audience in use may open an address of cells or of a table."""
    url = urlsplit(href)
    if url.path == "/trace":
        return audience.shows_cells(parse_qs(url.query).get("figure", ["projects"])[0])
    if url.path.startswith("/export/"):
        name = url.path.removeprefix("/export/").split(".")[0]
        return name not in TABLES or TABLES[name].is_open
    return True


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("address", PAGES)
def test_every_table_and_every_cell_that_a_page_leads_to_may_be_opened(
    practice: Opens, walked_store: Settings, address: str, level: str
) -> None:
    drawn = ask(practice(level), address)
    assert "could not be drawn" not in drawn.text
    run.use(settings(home=walked_store.home, audience=level))
    assert [href for href in drawn.hrefs() if not leads_to_something(href)] == []


@pytest.mark.parametrize("level", LEVELS)
def test_who_is_behind_plan_is_told_by_name_to_the_secretariat_only(
    of_one_project: Opens, level: str
) -> None:
    client, is_told = of_one_project(level), level == "secretariat"
    text = ask(client, f"/projects/{PROJECT}?period=2025").text
    for words in ("points behind plan", "At this pace", "10 days late", "Planned by 30 Sep 2025"):
        assert (words in text) == is_told, words
    assert "Design" in text, "the plan itself is for everybody"
    for figure in BY_PLAN:
        for address in (f"/api/v1/trace?period=2025&figure={figure}", f"/export/trace.csv?figure={figure}"):
            assert (client.get(address).status_code == 200) == is_told, address
        shown = ask(client, f"/trace?figure={figure}&period=2025")
        assert ("There is no such figure" in shown.text) != is_told, figure
    for asked in (f"by=project&city={PROJECT[:-3]}", f"by=city&city={PROJECT[:-3]}", "by=network"):
        rows = client.get(f"/api/v1/status?period=2025&{asked}").get_json()["rows"]
        assert any(row.get("slippage") is not None for row in rows) == is_told, asked
    text = ask(client, f"/cities/{PROJECT[:-3]}?period=2025").text
    assert ("Actual against planned" in text) == is_told, "a city's only project with milestones"
    assert is_told or "Work done is" not in text


@pytest.mark.parametrize("level", LEVELS)
def test_how_far_the_network_is_from_its_plan_is_told_to_everybody(practice: Opens, level: str) -> None:
    assert "Actual against planned" in ask(practice(level), "/").text


def rows_of(client: FlaskClient, address: str) -> list[dict[str, object]]:
    return list(client.get(f"/api/v1/{address}").get_json()["rows"])


def carried_by(practice: Opens) -> tuple[str, str]:
    """A city whose list is from an earlier report, and one of its projects."""
    client = practice("secretariat")
    city = next(str(row["key"]) for row in rows_of(client, "status?by=city") if row["stale_cities"])
    return city, str(rows_of(client, f"projects?city={city}")[0]["project_id"])


@pytest.mark.parametrize("level", LEVELS)
def test_which_cities_did_not_report_is_told_by_name_to_the_secretariat_only(
    practice: Opens, level: str
) -> None:
    (city, project), client, is_told = carried_by(practice), practice(level), level == "secretariat"
    page, front = ask(client, f"/cities/{city}"), ask(client, "/")
    hatched = [mark for mark in page.all("Span") if "g-not-reported" in str(mark.get("className"))]
    assert bool(hatched) == is_told, "the strip"
    assert ("Last report" in page.text) == is_told
    drawn = "".join(str(graph["figure"]) for graph in front.all("Graph"))
    assert ("Not reported" in drawn) == is_told, "the map"
    assert (
        any("from an earlier report" in str(a.get("title")) for a in ask(client, "/cities").all("Link"))
        == is_told
    )
    assert bool(rows_of(client, f"status?city={city}")[0]["stale_cities"]) == is_told
    cells = rows_of(client, f"strip?project={project}")[0]
    assert ("is_stale" in cells, "last_period" in cells) == (is_told, is_told)
    asked = client.get(f"/api/v1/projects?cols=last_period&city={city}")
    assert (asked.status_code == 200) == is_told
    assert (client.get("/api/v1/trace?figure=stale_projects").status_code == 200) == is_told
    assert "cities reported" in front.text, "how many did is for everybody"


@pytest.mark.parametrize("level", LEVELS)
def test_names_of_files_are_told_to_the_secretariat_only(of_one_project: Opens, level: str) -> None:
    client, is_told = of_one_project(level), level == "secretariat"
    page = ask(client, f"/projects/{PROJECT}?period=2025")
    assert ("2025.xlsx" in page.text) == is_told
    assert "heet Projects, row" in page.text, "the cell is for everybody"
    assert ("2025.xlsx" in ask(client, f"/trace?by=project&key={PROJECT}&figure=projects").text) == is_told
    for table in (
        f"trace?by=project&key={PROJECT}",
        f"plan_ledger?project={PROJECT}",
        f"updates?project={PROJECT}",
    ):
        answer = client.get(f"/api/v1/{table}")
        assert answer.get_json()["rows"], table
        assert is_told or "2025.xlsx" not in answer.text, table


@pytest.mark.parametrize("level", LEVELS)
def test_how_many_give_a_budget_is_not_counted_for_whom_money_is_not_shown(
    practice: Opens, level: str
) -> None:
    page = ask(practice(level), "/")
    items = [str(th.get("children")) for th in page.all("Th")]
    assert any("Budget" in words for words in items) == (level == "secretariat")
    assert any("Planned start and finish" in words for words in items)


@pytest.mark.parametrize("level", OTHERS)
def test_a_workbook_counts_the_cities_of_a_period_once_and_those_of_a_selection_not_at_all(
    practice: Opens, level: str
) -> None:
    def sources(address: str) -> list[tuple[object, ...]]:
        book = openpyxl.load_workbook(io.BytesIO(practice(level).get(address).data))
        return list(book["Sources"].iter_rows(min_row=4, values_only=True))

    head, *rows = sources("/export/status.xlsx")
    assert head == ("Period", "Cities")
    reported = {r["at_period"]: r["reported_cities"] for r in rows_of(practice(level), "history")}
    assert dict(rows) == {period: reported[period] for period, _ in rows}
    assert sources("/export/status.xlsx?city=jakarta")[0] == ("Period",)
