"""What every answer carries, what is refused, and the light pages that need no script."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard import exports
from dashboard.server import create_server
from etl.findings import REGISTRY
from etl.settings import Settings, settings
from tests.dashboard.conftest import client_of

LIGHT = (
    "/submit",
    "/submissions",
    "/submissions/1",
    "/submissions/1/receipt",
    "/templates",
    "/help",
    "/my-city",
    "/my-city/jakarta",
    "/my-city/jakarta/form",
    "/export/status.html?by=country",
)


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("address", ["/", "/cities/jakarta", *LIGHT])
def test_every_answer_carries_its_guards(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    scripts = next(part for part in policy.split(";") if "script-src" in part)
    assert "unsafe" not in scripts
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_scripts_of_the_page_are_those_of_the_policy(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.headers["Content-Security-Policy"].count("'sha256-") >= 1
    assert not re.search(r"(src|href)=\"(https?:)?//", answer.text)
    assert 'lang="en"' in answer.text


@pytest.mark.parametrize("address", LIGHT)
def test_light_pages_need_no_script(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert all("/assets/officer.js" in tag for tag in re.findall(r"<script[^>]*>", answer.text))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 400),
        ({"Origin": "http://localhost"}, 400),
        ({}, 400),
    ],
)
def test_posts_of_other_sites_are_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/submit", data={}, headers=headers).status_code == status


def test_health_and_readiness(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.fixture
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site whose store was not made yet."""
    return create_server(settings(home=tmp_path_factory.mktemp("none") / "store"))


def test_without_a_store_nothing_breaks(homeless: Flask) -> None:
    client = client_of(homeless)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/submit").status_code == 200
    for address in ("/", "/meeting", "/editions", "/reports", "/submissions", "/export/status.csv"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "ascn init" in answer.text


def caching(client: FlaskClient, address: str) -> str:
    """How long a browser may keep a file."""
    with client.get(address) as answer:
        assert answer.status_code == 200
        return answer.headers["Cache-Control"]


def test_assets_are_kept_by_fingerprint_only(client: FlaskClient) -> None:
    page = client.get("/").text
    fingerprinted = re.search(r'href="(/assets/0-tokens\.css\?m=[^"]+)"', page)
    assert fingerprinted
    assert "immutable" in caching(client, fingerprinted[1])
    assert "immutable" not in caching(client, "/assets/0-tokens.css")
    assert "officer.css" not in page


def test_pages_are_compressed(client: FlaskClient) -> None:
    answer = client.get("/help", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"


def test_status_as_csv_carries_its_circumstances(client: FlaskClient) -> None:
    rows = rows_of(client, "/export/status.csv?by=country&period=2024")
    assert [row["name"] for row in rows][:2] == ["Brunei Darussalam", "Cambodia"]
    assert sum(int(row["projects"]) for row in rows) == 108
    assert {row["for_period"] for row in rows} == {"2024"}
    assert rows[0]["filters"] == "All projects"
    assert rows[0]["reports_accepted_by"] == "now"
    assert rows[0]["period_data_date"] == "2024-09-25"


# The public record has statuses alone, no rejected file and no decision; "pace" and the like want a project's code.
EMPTY_ON_THE_RECORD = {
    "findings", "ledger", "milestones", "money", "needs", "pace", "plan", "plan_ledger", "results", "slippage", "tries",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(exports.TABLES))
def test_every_table_can_be_taken_away(client: FlaskClient, name: str) -> None:
    key = "&key=ASCN&figure=projects" if name == "trace" else ""
    rows = rows_of(client, f"/export/{name}.csv?by=network{key}")
    assert bool(rows) == (name not in EMPTY_ON_THE_RECORD)
    assert client.get(f"/export/{name}.html?by=network{key}").status_code == 200


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=cmd()", "'=cmd()"),
        (" +1", "' +1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t'=1"),
        ("plain", "plain"),
        (-1.5, -1.5),
        (None, ""),
        (float("nan"), ""),
        (["=a", "b"], "'=a; b"),
    ],
)
def test_cells_cannot_become_formulas(value: object, shown: object) -> None:
    assert exports.cell(value) == shown


def test_unknown_tables_and_numbers_are_404_in_words(client: FlaskClient) -> None:
    for address in ("/export/nothing.csv", "/submissions/99999", "/templates/nowhere.xlsx"):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "This page is not here" in answer.text
        assert "Traceback" not in answer.text


def test_what_an_address_holds_is_escaped(client: FlaskClient) -> None:
    for address in ("/export/status.html?by=country&city=<script>", "/templates?period=<b>"):
        answer = client.get(address)
        assert answer.mimetype == "text/plain" or "<script>" not in answer.text
        assert answer.mimetype == "text/plain" or "<b>" not in answer.text.replace("<b>2026</b>", "")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_template_is_a_workbook(client: FlaskClient) -> None:
    answer = client.get("/templates/jakarta.xlsx?period=2026")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert "jakarta-2026.xlsx" in answer.headers["Content-Disposition"]


def test_help_says_every_code(client: FlaskClient) -> None:
    page = client.get("/help").text
    assert all(f'id="{code}"' in page for code in REGISTRY)


def test_the_original_is_a_download(client: FlaskClient) -> None:
    with client.get("/submissions/1/original") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.data.decode("utf-8-sig").startswith("city,period,")


def upload(client: FlaskClient, data: bytes, name: str, **form: str) -> str:
    """What a person reads after sending a file."""
    sent = {"file": (io.BytesIO(data), name), **form}
    answer = client.post("/submit", data=sent, headers={"Accept": "text/html"}, follow_redirects=True)
    assert re.fullmatch(r"/submissions/\d+", answer.request.path)
    return answer.text


@pytest.fixture
def own(store: Settings) -> FlaskClient:
    """A client of a site whose store the test may change."""
    return client_of(create_server(store))


NEW = (
    "city,period,title,in_plan,status,focus_area,sector,percent_complete\n"
    "Dili,2026,Bus Stops,Yes,On-going,BI,transport,{}\n"
)


def test_a_fault_is_shown_with_its_cell_and_nothing_is_loaded(own: FlaskClient) -> None:
    page = upload(own, NEW.format("140").encode(), "dili.csv")
    assert "One place in your file must be corrected" in page
    assert "H2" in page
    assert "140" in page
    rows = rows_of(own, "/export/status.csv?by=city&period=2026")
    assert sum(int(row["projects"]) for row in rows) == 0


def test_a_mended_file_is_on_the_pages_and_its_trace_names_the_cell(own: FlaskClient) -> None:
    assert "accepted" in upload(own, NEW.format("40").encode(), "dili.csv")
    rows = rows_of(own, "/export/status.csv?by=city&period=2026&city=dili")
    assert [(row["key"], row["ongoing"]) for row in rows] == [("dili", "1")]
    cells = rows_of(own, "/export/trace.csv?by=city&key=dili&figure=progress_mean&period=2026")
    assert [(c["file"], c["cell"], c["typed"], c["contributes"]) for c in cells] == [
        ("dili.csv", "H2", "40", "40.0")
    ]
    assert "received before" in upload(own, NEW.format("40").encode(), "again.csv")


def test_programs_get_the_findings_as_json(own: FlaskClient) -> None:
    sent = {"file": (io.BytesIO(b"\x00\x01nothing"), "odd.bin")}
    answer = own.post("/submit", data=sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json[0]["verdict"] == "unreadable"


def test_a_file_name_cannot_write_the_page(own: FlaskClient) -> None:
    page = upload(own, b"nothing", "<img src=x onerror=alert(1)>.csv")
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_file_above_the_limit_is_refused_in_words(record_store: Settings) -> None:
    small = settings(home=record_store.home, max_upload_mb=1)
    client = client_of(create_server(small))
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\n\r\n'
    body = head + b"x" * 3_000_000 + b"\r\n--x--\r\n"
    headers = {"Accept": "text/html", "Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post("/submit", data=body, headers=headers)
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.text


def test_the_grids_script_comes_with_its_page_only_whatever_the_first_html_was_made_for(
    client: FlaskClient,
) -> None:
    client.set_cookie("narrow", "1")
    assert "/dash_ag_grid/" in client.get("/projects").text
    assert "/dash_ag_grid/" not in client.get("/").text
