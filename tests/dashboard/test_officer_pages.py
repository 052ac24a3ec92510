"""Light pages for a slow line: small, what an officer asks comes first, and strange addresses get clear answers."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from etl.findings import REGISTRY

BUDGET = 60_000
PERSON = {"Accept": "text/html"}
PAGES = (
    "/submit",
    "/submissions",
    "/submissions/5",
    "/submissions/5/receipt",
    "/submissions/5/withdraw",
    "/templates",
    "/help",
    "/my-city",
    "/my-city/jakarta",
    "/my-city/jakarta/form",
    "/my-city/siem-reap/form",
)


def body(client: FlaskClient, address: str, encoding: str = "identity") -> bytes:
    """What comes over the line for an address."""
    with client.get(address, headers={**PERSON, "Accept-Encoding": encoding}) as answer:
        assert answer.status_code == 200, address
        return answer.data


def first_visit(client: FlaskClient, address: str, encoding: str) -> int:
    """Bytes over the line: the page, and every stylesheet, script and font that it loads."""
    page = body(client, address).decode()
    loaded = [unescape(found) for found in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)]
    assert len(loaded) >= 2
    files = [address, *loaded, *fonts(client)]
    return sum(len(body(client, file, encoding)) for file in files)


def fonts(client: FlaskClient) -> list[str]:
    """The font files that the stylesheet of light pages names."""
    style = body(client, "/assets/officer.css").decode()
    found = [urljoin("/assets/officer.css", name) for name in re.findall(r"url\(([^)]+\.woff2)\)", style)]
    assert len(found) == 2
    return found


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_is_light(client: FlaskClient, address: str) -> None:
    assert first_visit(client, address, "br") < BUDGET
    assert first_visit(client, address, "gzip") < BUDGET


@pytest.mark.parametrize("address", ["/submit", "/submissions", "/submissions/5/receipt", "/my-city"])
def test_main_pages_are_light_even_uncompressed(client: FlaskClient, address: str) -> None:
    assert first_visit(client, address, "identity") < BUDGET


def test_help_tells_every_code_with_an_example_and_a_remedy(client: FlaskClient) -> None:
    page = unescape(client.get("/help").text)
    for code, rule in REGISTRY.items():
        assert f'id="{code}"' in page
        assert rule.help in page
        assert rule.mend in page
        assert rule.example in page


def test_a_city_says_what_it_owes_and_shows_its_strip(client: FlaskClient) -> None:
    answer = client.get("/my-city/jakarta")
    page = unescape(answer.text)
    assert "Your report for 2026 is open" in page
    assert 'href="/templates/jakarta.xlsx?period=2026"' in page
    assert 'href="/my-city/jakarta/form?period=2026"' in page
    assert '<symbol id="g-ongoing"' in page
    assert '<span class="vh">On-going</span>' in page
    assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_the_strip_shows_the_newest_reports_and_only_projects_in_them(client: FlaskClient) -> None:
    page = client.get("/my-city/jakarta").text
    table = page[page.index('class="st"') :].split("</table>", 1)[0]
    assert re.findall(r'<th scope="col">(\d{4})</th>', table) == ["2018", "2022", "2023", "2024", "2025"]
    kuala_lumpur = client.get("/my-city/kuala-lumpur").text
    assert "not on the list" in kuala_lumpur


def test_projects_no_longer_listed_stand_apart_and_the_key_names_only_what_occurs(
    client: FlaskClient,
) -> None:
    page = client.get("/my-city/phuket").text
    listed, left = page[page.index('class="st"') :].split("<details><summary>", 1)
    assert "City Data Platform" in listed
    assert left.startswith("4 projects no longer listed")
    assert "City Data Platform" not in left
    words = set(re.findall(r'<span class="vh">([^<]+)</span>', listed)) - {"not on the list"}
    key = re.findall(r"</svg>([^<]+)</span>", page[page.index('class="key"') : page.index('class="st"')])
    assert set(key) == words
    assert "Hatch" not in page


def test_records_of_the_network_are_not_a_citys_own_files(client: FlaskClient) -> None:
    page = client.get("/my-city/jakarta").text
    own, network = page[page.index("Files of your city") :].split("<details>", 1)
    assert "None yet." in own
    assert ".csv" not in own
    assert "records of the whole network" in network
    assert "2025.csv" in network
    assert "2025, accepted 30 Sep 2025, in the network’s record" in page


def test_the_last_city_is_offered_and_never_forced(client: FlaskClient) -> None:
    client.get("/my-city/jakarta")
    page = client.get("/my-city").text
    assert "You looked at it last time." in page
    assert 'href="/my-city/phnom-penh"' in page
    client.set_cookie("city", "<b>nowhere</b>", path="/my-city")
    assert "You looked at it" not in client.get("/my-city").text
    client.delete_cookie("city", path="/my-city")


def test_the_form_holds_identity_and_plan_and_asks_for_the_rest(client: FlaskClient) -> None:
    page = client.get("/my-city/jakarta/form").text
    assert 'name="p0-project_id" value="jakarta-02"' in page
    assert re.search(r'name="p0-title" value="JakLingko"', page)
    assert re.search(r'<textarea id="p0-next_steps"[^>]*></textarea>', page)
    assert "Last report: On-going" in page
    assert page.count("Add a new project") == 1
    assert page.count("Add one more new project") == 1


@pytest.mark.parametrize(
    "address",
    [
        "/submissions/99999",
        "/submissions/99999999999999999999",
        "/submissions/99999/receipt",
        "/submissions/99999/withdraw",
        "/submissions/99999/annotated.xlsx",
        "/my-city/<script>",
        "/my-city/atlantis/form",
        "/my-city/jakarta/form?period=1066",
        "/my-city/jakarta/form?from=999999",
    ],
)
def test_what_is_not_here_is_said_in_words(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers=PERSON)
    assert answer.status_code == 404
    assert "This page is not here" in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "query",
    ["?page=-1", "?page=99999999999", "?only=", "?only=a,,1,<b>", "?city=<b>", "?only=1,2&city=jakarta"],
)
def test_strange_questions_to_the_list_do_no_harm(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/submissions{query}", headers=PERSON)
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_the_list_shows_the_files_asked_for(client: FlaskClient) -> None:
    page = client.get("/submissions?only=1,2").text
    assert "2018.csv" in page
    assert "2022.csv" in page
    assert "2023.csv" not in page
