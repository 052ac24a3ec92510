"""The read-only API: described by what answers it, strict in what it takes, kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from dashboard.exports import TABLES
from dashboard.server import create_server
from etl.settings import Settings, settings
from tests.dashboard.conftest import client_of


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json").json
    assert isinstance(answer, dict)
    return answer


@pytest.fixture
def public(record_store: Settings) -> FlaskClient:
    return client_of(create_server(settings(home=record_store.home, audience="public")))


def test_the_description_is_openapi_3_1(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1")


def test_every_described_address_answers_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert set(described["paths"]) == {f"/{name}" for name in TABLES}
    for path in described["paths"]:
        answer = client.get(f"/api/v1{path}?limit=5")
        assert answer.status_code == 200, path
        Draft202012Validator(schemas["Answer"]).validate(answer.json)
        assert client.get(f"/api/v1{path}.csv?limit=5").mimetype == "text/csv"


def test_every_described_parameter_is_taken(client: FlaskClient, described: dict[str, Any]) -> None:
    values = {
        "period": "2024", "known_on": "2027-01-01", "compare": "2023", "compare_known_on": "2027-01-01",
        "country": "MYS", "city": "ipoh", "sector": "transport", "pillar": "AEC", "focus_area": "BI",
        "status": "completed", "key": "ASCN", "project": "ipoh-01", "q": "park", "cols": "title,status",
        "sort": "title:desc", "where": "title~a", "offset": "1",
    }  # fmt: skip
    for path, told in described["paths"].items():
        for parameter in told["get"]["parameters"]:
            schema = parameter["schema"]
            value = schema.get("enum", [schema.get("default") or values.get(parameter["name"])])[0]
            answer = client.get(f"/api/v1{path}", query_string={parameter["name"]: value, "limit": 2})
            assert answer.status_code == 200, (path, parameter["name"], value, answer.text)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("status?colour=red", "colour"),
        ("status?by=village", "by"),
        ("status?period=1999", "period"),
        ("status?known_on=yesterday", "known_on"),
        ("status?country=Atlantis", "country"),
        ("status?country=MYS,XXX", "country"),
        ("status?limit=0", "limit"),
        ("status?limit=10001", "limit"),
        ("status?offset=-1", "offset"),
        ("status?format=xml", "format"),
        ("status?period=2024&period=2025", "period"),
        ("status?q=park", "q"),
        ("trace?figure=happiness", "figure"),
        ("trace?by=country&key=ATL", "key"),
        ("trace?by=project&key=atlantis-01", "key"),
        ("updates?project=atlantis-01", "project"),
        ("plan_ledger?project=atlantis-01", "project"),
        ("projects?group=title", "group"),
        ("projects?sort=colour", "sort"),
        ("projects?sort=title:up", "sort"),
        ("projects?cols=colour", "cols"),
        ("projects?where=colour~red", "where"),
        ("projects?where=title", "where"),
        ("projects?where=progress_pct>half", "where"),
        ("projects?where=progress_pct>nan", "where"),
        ("projects?where=planned_end<31/12/2026", "where"),
        ("closeout?plan=nothing", "plan"),
        ("heat?rows=network", "rows"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_refused_and_named(
    client: FlaskClient, query: str, parameter: str
) -> None:
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 400
    assert answer.json["error"]["parameter"] == parameter
    assert answer.json["error"]["message"].endswith(".")


def test_an_unknown_table_is_404_in_json(client: FlaskClient) -> None:
    answer = client.get("/api/v1/villages")
    assert answer.status_code == 404
    assert "status" in answer.json["error"]["message"]


@pytest.mark.parametrize("name", ["projects", "updates", "strip"])
def test_pages_of_rows_join_to_the_whole(client: FlaskClient, name: str) -> None:
    whole = client.get(f"/api/v1/{name}?limit=10000").json
    rows, address = [], f"/api/v1/{name}?limit=50"
    while address:
        part = client.get(address).json
        rows += part["rows"]
        assert part["paging"]["total"] == whole["paging"]["total"] == len(whole["rows"])
        address = part["paging"]["next"]
    assert rows == whole["rows"]


def test_past_the_end_there_are_no_rows_and_the_total_stays(client: FlaskClient) -> None:
    answer = client.get("/api/v1/projects?offset=5000").json
    assert answer["rows"] == []
    assert answer["paging"]["total"] == 134


def test_nothing_is_sent_twice_while_nothing_changed(client: FlaskClient) -> None:
    first = client.get("/api/v1/status?by=country")
    tag = first.headers["ETag"]
    again = client.get("/api/v1/status?by=country", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.data
    assert client.get("/api/v1/status?by=city").headers["ETag"] != tag
    assert "Access-Control-Allow-Origin" not in first.headers


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_changed_from_here(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/api/v1/status")
    assert answer.status_code == 405
    assert "GET" in answer.json["error"]["message"]


def test_the_public_is_not_told_what_is_for_the_secretariat(
    public: FlaskClient, drawn: Callable[..., Any]
) -> None:
    described = public.get("/api/v1/openapi.json").json
    assert "/discrepancies" not in described["paths"]
    assert public.get("/api/v1/discrepancies").status_code == 403
    assert public.get("/api/v1/projects?cols=budget").status_code == 400
    assert public.get("/api/v1/projects?where=challenges~x").status_code == 400
    assert public.get("/api/v1/status?known_on=2024-01-01").status_code == 400
    row = public.get("/api/v1/updates?limit=1").json["rows"][0]
    assert not {"budget", "challenges", "support_needed", "self_rating", "next_steps", "submitter"} & set(row)
    assert "on_time_rate" in public.get("/api/v1/status").json["rows"][0]
    assert "on_time_rate" not in public.get("/api/v1/status?by=city").json["rows"][0]
    kinds = {row["kind"] for row in public.get("/api/v1/movement?limit=10000").json["rows"]}
    assert "back" not in kinds


def test_a_page_for_people_says_how_to_load_it(client: FlaskClient) -> None:
    page = client.get("/api/v1/").text
    assert "Power BI" in page
    assert "read.csv(" in page
    assert all(f'href="/api/v1/{name}"' in page for name in TABLES)
