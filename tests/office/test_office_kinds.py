"""The same report as xlsx, and as LibreOffice saves it in the older and the open format: the same rows and findings."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path

import pandas as pd
import pytest
from filling import CITY, PERIOD, faulty
from libreoffice import Office
from xlsxwriter import Workbook

from etl import memory, pipeline
from etl.pipeline import Request
from etl.read import read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.store import write
from etl.validate.scope import Chosen

KINDS = ("xls", "ods")
VARIANTS = (4, 6)
# The faulty formulas of these are planted without their values, which LibreOffice works out as it saves.
WORKED_OUT = {"formula_uncached": "cell_error"}
HEADINGS = (
    *("city", "period", "title", "in_plan", "status", "percent_complete"),
    *("planned_start", "planned_end", "budget", "currency", "focus_area", "sector"),
)
BEGIN, END = dt.date(2025, 3, 14), dt.date(2027, 12, 25)
CLASS = ("Civic & Social", "Transport")
ROWS = (
    ("Bangkok", "2026", "True cells", "Yes", "On-going", 45.5, BEGIN, END, 2_500_000, "THB", *CLASS),
    ("Bangkok", "2026", "A percent format", "Yes", "On-going", 0.455, BEGIN, END, 2.5e6, "THB", *CLASS),
    (
        *("กรุงเทพมหานคร", 2026, "รถเมล์กลางคืน", "ใช่", "Under implementation", "๔๕.๕", "14 มีนาคม 2568"),
        *("25 ธ.ค. 2570", "฿2,500,000.00", "thb", *CLASS),
    ),
    (
        *("Krung Thep", "2026", "Xe buýt đêm", "yes", "on going", "45,5 %", "14/03/2568"),
        *("25/12/2570", "2,5 triệu", "THB", *CLASS),
    ),
)
VALUES = ", ".join(HEADINGS[3:])
STORED = f"select title, city_id, period, {VALUES} from project_update where submission_id > 5 order by title"


def report() -> bytes:
    """Four projects with the same values: as true dates and numbers, as percents, and as typed in two languages."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Projects")
    sheet.write_row(0, 0, HEADINGS)
    formats = {5: "0.0%", 6: "dd mmm yyyy", 7: "d/m/yyyy"}
    for number, row in enumerate(ROWS, start=1):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(number, column, value, book.add_format({"num_format": formats[column]}))
            elif value == 0.455:
                sheet.write_number(number, column, value, book.add_format({"num_format": formats[column]}))
            else:
                sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


@pytest.fixture(scope="module", params=KINDS)
def saved(request: pytest.FixtureRequest, office: Office) -> tuple[str, dict[str, bytes]]:
    """The kind, and the report with that many faulty workbooks as files of that kind."""
    return request.param, office(originals(request.getfixturevalue("reference")), kind=request.param)


def originals(reference: Reference) -> dict[str, bytes]:
    """Name → workbook, as xlsx."""
    return {"report.xlsx": report(), **{f"faulty-{n}.xlsx": faulty(reference, n) for n in VARIANTS}}


@pytest.fixture(scope="module")
def home(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of our own; every report is loaded into it and taken back with its transaction."""
    folder = tmp_path_factory.mktemp("kinds") / "store"
    shutil.copytree(record_store.home, folder)
    return folder


def stored(data: bytes, name: str, home: Path, reference: Reference) -> pd.DataFrame:
    """The rows that the report leaves in the store."""
    request = Request(data, name, is_full=False)
    with write.rehearsal(home, reference) as connection:
        opened = read_in_process(data, name, request.limits)
        outcome = pipeline.submit_in(connection, request, opened, reference)
        assert [(f.code, f.message) for f in outcome.findings if f.severity != "note"] == []
        return memory.through(connection)(STORED, {})


def test_every_kind_of_file_is_stored_alike(
    saved: tuple[str, dict[str, bytes]], home: Path, reference: Reference
) -> None:
    kind, files = saved
    first = stored(report(), "report.xlsx", home, reference)
    assert len(first) == len(ROWS)
    assert len(first.drop(columns="title").drop_duplicates()) == 1
    pd.testing.assert_frame_equal(stored(files["report.xlsx"], f"report.{kind}", home, reference), first)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_of_file_is_found_fault_with_alike(
    variant: int, saved: tuple[str, dict[str, bytes]], record_store: Settings, reference: Reference
) -> None:
    kind, files = saved
    first, second = (
        pipeline.check(Request(data, name, Chosen(CITY, PERIOD)), record_store.home, reference)
        for data, name in (
            (originals(reference)[f"faulty-{variant}.xlsx"], "report.xlsx"),
            (files[f"faulty-{variant}.xlsx"], f"report.{kind}"),
        )
    )
    places = [
        [(WORKED_OUT.get(f.code, f.code), str(f.cell)) for f in outcome.findings]
        for outcome in (first, second)
    ]
    assert places[0] == places[1] != []
