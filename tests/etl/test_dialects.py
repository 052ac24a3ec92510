"""The same report, however it is spelled and whatever kind of file it comes in, is stored as the same rows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from xlsxwriter import Workbook

from etl import memory, pipeline
from etl.pipeline import Request
from etl.read import read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.store import write

Row = Mapping[str, str]
PLAIN = {
    "city": "Bangkok",
    "period": "2026",
    "title": "Night buses",
    "in_plan": "Yes",
    "status": "On-going",
    "percent_complete": "45.5",
    "planned_start": "2025-03-14",
    "planned_end": "2027-12-25",
    "budget": "2500000",
    "currency": "THB",
    "focus_area": "Civic & Social",
    "sector": "Transport",
}
FIELDS = ", ".join(n for n in PLAIN if n not in ("city", "period"))
STORED = f"select city_id, period, {FIELDS} from project_update where submission_id > 5 order by title"


def text(delimiter: str, encoding: str, **changes: str) -> bytes:
    row = PLAIN | changes
    lines = [delimiter.join(row), delimiter.join(f'"{value}"' for value in row.values())]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def workbook(**changes: str) -> bytes:
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Projects")
    sheet.write_row(0, 0, list(PLAIN))
    sheet.write_row(1, 0, list((PLAIN | changes).values()))
    book.close()
    return buffer.getvalue()


DIALECTS = {
    "comma, utf-8": text(",", "utf-8"),
    "semicolon, byte order mark": text(";", "utf-8-sig"),
    "tab, utf-16": text("\t", "utf-16"),
    "cp1252": text(";", "cp1252"),
    "thai code page": text(
        ",", "cp874", planned_start="14 มีนาคม 2568", planned_end="25 ธ.ค. 2570", city="กรุงเทพมหานคร"
    ),
    "vietnamese code page": text(";", "cp1258", status="in progress"),
    "workbook": workbook(),
    "decimal comma": text(";", "utf-8", percent_complete="45,5", budget="2.500.000,00"),
    "percent sign": workbook(percent_complete="45,5 %"),
    "day first": workbook(planned_start="14/03/2025", planned_end="25/12/2027"),
    "month first": workbook(planned_start="03/14/2025", planned_end="12/25/2027"),
    "buddhist years": workbook(planned_start="14/03/2568", planned_end="25/12/2570"),
    "buddhist years in short": workbook(planned_start="14/03/68", planned_end="25/12/70"),
    "thai digits": workbook(percent_complete="๔๕.๕", planned_start="๑๔/๐๓/๒๕๖๘", planned_end="๒๕/๑๒/๒๕๗๐"),
    "khmer digits": workbook(percent_complete="៤៥,៥", budget="២៥០០០០០"),
    "lao digits": workbook(percent_complete="໔໕.໕", budget="໒໕໐໐໐໐໐"),
    "burmese digits": workbook(percent_complete="၄၅.၅", budget="၂၅၀၀၀၀၀"),
    "juta": workbook(budget="2,5 juta"),
    "triệu": workbook(budget="2,5 triệu"),
    "miliar": workbook(budget="0,0025 miliar"),
    "tỷ": workbook(budget="0,0025 tỷ"),
    "lakh": workbook(budget="25 lakh"),
    "triliun": workbook(budget="0,0000025 triliun"),
    "currency sign": workbook(budget="฿2,500,000.00"),
    "invisible marks": workbook(
        title="Night\u200b buses\ufeff", status="On\u00adgoing", budget="2\u00a0500\u00a0000"
    ),
    "aliases": workbook(city="Krung Thep", status="Under implementation", in_plan="ใช่"),
}


@pytest.fixture(scope="module")
def home(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of our own; every report is loaded into it and taken back with its transaction."""
    folder = tmp_path_factory.mktemp("dialects") / "store"
    shutil.copytree(record_store.home, folder)
    return folder


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_stored_alike(dialect: str, home: Path, reference: Reference) -> None:
    name = "report.xlsx" if DIALECTS[dialect].startswith(b"PK") else "report.csv"
    request = Request(DIALECTS[dialect], name, is_full=False)
    with write.rehearsal(home, reference) as connection:
        opened = read_in_process(request.data, name, request.limits)
        outcome = pipeline.submit_in(connection, request, opened, reference)
        stored = memory.through(connection)(STORED, {})
    assert [(f.code, f.message) for f in outcome.findings if f.severity != "note"] == []
    assert stored.drop(columns=["planned_start", "planned_end"]).to_dict("records") == [
        {
            "city_id": "bangkok",
            "period": "2026",
            "title": "Night buses",
            "in_plan": "yes",
            "status": "ongoing",
            "percent_complete": 45.5,
            "budget": 2_500_000.0,
            "currency": "THB",
            "focus_area": "CS",
            "sector": "transport",
        }
    ]
    assert [pd.Timestamp(stored.at[0, n]).date().isoformat() for n in ("planned_start", "planned_end")] == [
        "2025-03-14",
        "2027-12-25",
    ]
