"""What can be taken away: every table in every format, with its circumstances, its meaning and its sources."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from flask.testing import FlaskClient
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.exports import TABLES
from dashboard.exports.about import EDITION, about
from dashboard.exports.book import Sheet, workbook
from dashboard.queries import frame, run
from etl.settings import Settings
from tests.browser.running import ASCN, environment

VIEW = "country=MYS,THA&period=2024&known_on=2026-12-31"


def address(name: str, kind: str) -> str:
    more = "&key=MYS&by=country&figure=completed" if name == "trace" else ""
    return f"/export/{name}.{kind}?{VIEW}{more}"


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def parquet(data: bytes, folder: Path) -> tuple[pd.DataFrame, dict[str, object]]:
    """The rows of a parquet file and what its metadata tells."""
    path = folder / "rows.parquet"
    path.write_bytes(data)
    with duckdb.connect() as connection:
        rows = connection.execute("select * from read_parquet(?)", [str(path)]).df()
        kept = connection.execute("select key, value from parquet_kv_metadata(?)", [str(path)]).fetchall()
    told = {bytes(k).decode(): bytes(v).decode() for k, v in kept}
    return rows, json.loads(told["about"])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_the_same_in_every_format(client: FlaskClient, name: str, tmp_path: Path) -> None:
    told = client.get(address(name, "json")).json
    in_csv = csv_rows(client.get(address(name, "csv")).text)
    rows, meta = parquet(client.get(address(name, "parquet")).data, tmp_path)
    assert len(told["rows"]) == len(in_csv) == len(rows)
    assert client.get(address(name, "html")).status_code == 200
    names = [c["column"] for c in told["columns"]]
    assert [n for n in rows.columns if n in names] == names
    assert meta["filters"] == told["about"]["filters"] == "Country: Malaysia, Thailand"
    for mine, theirs in zip(told["rows"], in_csv, strict=True):
        numbers = {n: v for n, v in mine.items() if isinstance(v, float | int) and not isinstance(v, bool)}
        assert numbers == {n: pytest.approx(float(theirs[n])) for n in numbers}


@pytest.mark.parametrize("kind", ["csv", "parquet", "json"])
def test_each_file_carries_what_it_was_made_with(client: FlaskClient, kind: str, tmp_path: Path) -> None:
    data = client.get(address("status", kind)).data
    told: dict[str, object]
    if kind == "json":
        told = json.loads(data)["about"]
    elif kind == "csv":
        told = dict(csv_rows(data.decode())[0])
        assert "completion_rate: Completed, of those listed and not cancelled" in str(told["definitions"])
        assert "method section 3" in str(told["definitions"])
    else:
        told = parquet(data, tmp_path)[1]
        assert {c["column"]: c["section"] for c in told["columns"]}["slippage"] == "4"  # type: ignore[attr-defined]
    assert told["for_period"] == "2024"
    assert told["period_data_date"] == "2024-09-25"
    assert told["reports_accepted_by"] == "2026-12-31T23:59:59"
    assert told["edition"] == EDITION
    assert "Monitoring and Evaluation Reports" in str(told["sources"])


def test_what_compares_two_moments_says_both(client: FlaskClient) -> None:
    told = client.get("/export/movement.json?period=2025&compare=2023&compare_known_on=2027-01-01").json
    assert told["about"]["compared_with"] == "2023"
    assert told["about"]["compared_accepted_by"] == "2027-01-01T23:59:59"


def test_the_workbook_has_every_axis_charts_meaning_and_sources(client: FlaskClient) -> None:
    data = client.get("/export/figures.xlsx?period=2025").data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        "Network", "Over time", "Cities", "Member states", "Sectors", "Pillars", "Focus areas", "Projects", "About",
        "Sources",
    ]  # fmt: skip
    assert sum(1 for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/charts/chart" in name) == 7
    states = book["Member states"]
    heading = [c.value for c in states[5]]
    names, projects = heading.index("Name"), heading.index("Projects")
    listed = {
        row[names].value: row[projects].value for row in states.iter_rows(min_row=6) if row[names].value
    }
    told = client.get("/export/status.json?by=country&period=2025").json["rows"]
    assert listed == {row["name"]: row["projects"] for row in told}
    assert sum(listed.values()) == 134
    assert states.cell(6, heading.index("Completion rate") + 1).number_format == "0.0%"
    assert states.freeze_panes == "B6"
    words = " ".join(str(c.value) for row in book["About"].iter_rows() for c in row)
    assert "Completed, of the first list" in words
    assert EDITION in words
    assert "2025.csv" in " ".join(str(c.value) for row in book["Sources"].iter_rows() for c in row)


def test_no_text_becomes_a_formula_or_a_link(record_store: Settings) -> None:
    run.use(record_store)
    view = frame.view({})
    rows = pd.DataFrame({"title": ["=1+1", "+2", "-3", "@x", "https://elsewhere.example", "\t=4"]})
    made = workbook([Sheet("T", rows, about(TABLES["codes"], view, rows.columns))], rows)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["T"]
    cells = [sheet.cell(row, 1) for row in range(6, 12)]
    assert [c.value for c in cells] == list(rows["title"])
    assert {c.data_type for c in cells} == {"s"}
    assert not any(c.hyperlink for c in cells)


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("/export/status.csv?by=village", 400, "Choose one of: network"),
        ("/export/projects.xlsx?cols=colour", 400, "is no column"),
        ("/export/projects.csv?where=title%3F%3Fx", 400, "is no condition"),
        ("/export/status.csv?period=1999", 400, "This period cannot be used"),
        ("/export/status.xlsx?country=Atlantis", 400, "This country cannot be used"),
        ("/export/status.html?known_on=yesterday", 400, "This known on cannot be used"),
        ("/export/nothing.parquet", 404, "The tables are"),
        ("/export/status.docx", 404, ""),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(
    client: FlaskClient, asked: str, status: int, says: str
) -> None:
    answer = client.get(asked, headers={"Accept": "text/plain"})
    assert answer.status_code == status
    assert says in answer.text


def command(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ASCN), "export", *arguments], env=environment(home), capture_output=True, text=True, check=False
    )


def test_the_command_writes_the_same_figures(
    client: FlaskClient, record_store: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "x.csv"
    options = ("--format", "csv", "--table", "status", "--by", "country", "--country", "Malaysia")
    done = command(record_store.home, *options, "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().decode() == client.get("/export/status.csv?by=country&country=MYS").text


@pytest.mark.parametrize(
    "wrong", [("--table", "nothing"), ("--format", "doc"), ("--country", "Atlantis"), ("--known-on", "soon")]
)
def test_the_command_refuses_what_it_cannot_use(
    record_store: Settings, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    done = command(record_store.home, *wrong, "-o", str(tmp_path / "x.xlsx"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(
    ("asked", "starts", "says"),
    [
        (("export", "-o", "x.csv", "--table", "status"), b"\xef\xbb\xbf", ""),
        (("report", "extract", "--by", "pillar", "--key", "AEC", "-o", "x.xlsx"), b"xl/workbook.xml", ""),
        (("report", "extract", "--by", "pillar", "--key", "AEC", "-o", "x.docx"), b"word/document.xml", ""),
        (("export", "-o", "x.xlsx", "--format", "csv"), b"", "x.xlsx would hold csv: name the file .csv"),
        (
            ("report", "extract", "--by", "pillar", "--key", "AEC", "-o", "x.xlsx", "--format", "docx"),
            b"",
            "x.xlsx would hold docx: name the file .docx",
        ),
        (("report", "draft", "-o", "x.txt"), b"", "Name the file .docx, .pdf."),
    ],
)
def test_a_file_holds_what_its_name_ends_in_and_another_format_is_refused(
    record_store: Settings, tmp_path: Path, asked: tuple[str, ...], starts: bytes, says: str
) -> None:
    at = asked.index("-o") + 1
    out = tmp_path / asked[at]
    words = [*asked[:at], str(out), *asked[at + 1 :]]
    done = CliRunner().invoke(app, words, env={"ASCN_HOME": str(record_store.home)})
    if says:
        assert says in str(done.exception)
        assert not out.exists()
    else:
        assert done.exit_code == 0, done.output
        assert starts in out.read_bytes()
