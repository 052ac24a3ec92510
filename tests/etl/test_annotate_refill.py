"""A file that cannot carry marks comes back as our workbook with its values, marked where they now stand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from builders import csv, project, workbook
from openpyxl import load_workbook

from etl import pipeline
from etl.marking.mark import SHEET
from etl.pipeline import Request
from etl.read import Unreadable
from etl.reference import Reference
from etl.settings import Settings
from etl.store.places import Places
from etl.template.annotate import Annotated, NotAnnotated, annotate, marks_of
from etl.template.annotate import workbook as marking
from etl.template.annotate_stored import annotated_submission, context_of

ROWS = [
    project(percent_complete=140, budget="5", currency="PHP"),
    project("cauayan-city-02", status="Going on", budget="6", currency="PHP", planned_start="13/04/2027"),
]
PLACE = {"city": "Cauayan City", "period": "2026"}


def given_back(
    data: bytes, name: str, store: Settings, reference: Reference
) -> tuple[Annotated, pipeline.Outcome]:
    outcome = pipeline.check(Request(data, name), store.home, reference)
    made = annotate(
        data,
        name,
        outcome.kind,
        marks_of(outcome.findings),
        reference,
        lambda: context_of(store, reference, list(outcome.reports)),
    )
    return made, outcome


def codes(outcome: pipeline.Outcome) -> list[tuple[str, str | None, str | None]]:
    return sorted((str(f.code), f.field, f.value) for f in outcome.findings)


def test_a_text_report_of_one_city_becomes_its_template(store: Settings, reference: Reference) -> None:
    data = csv([{**PLACE, **row} for row in ROWS])
    made, before = given_back(data, "report.csv", store, reference)
    assert not made.is_own_file
    assert "text table" in str(made.why)
    after = pipeline.check(Request(made.data, made.file_name), store.home, reference)
    assert (after.verdict, codes(after)) == (before.verdict, codes(before))
    book = load_workbook(io.BytesIO(made.data))
    assert book.sheetnames[:4] == [SHEET, "Start here", "Your city", "Projects"]
    assert book["Projects"]["F7"].value == "140"
    assert "Cell H2" in book["Projects"]["F7"].comment.text or "140" in book["Projects"]["F7"].comment.text
    said = [str(c.value) for (c,) in book[SHEET].iter_rows(max_col=1)]
    assert made.why in said
    assert "Projects F7" in said


def test_columns_that_the_template_lacks_are_named(store: Settings, reference: Reference) -> None:
    data = csv([{**PLACE, **ROWS[0], "mayor": "x"}])
    made, _ = given_back(data, "report.csv", store, reference)
    said = " ".join(str(c.value) for (c,) in load_workbook(io.BytesIO(made.data))[SHEET].iter_rows(max_col=1))
    assert "no place for these columns of yours: “mayor”" in said


def test_a_text_report_of_several_cities_keeps_its_cells(store: Settings, reference: Reference) -> None:
    other = {"city": "Bandung", "period": "2026", **project("bandung-01", budget="=1+1", currency="IDR")}
    data = csv([{**PLACE, **ROWS[0]}, other])
    made, before = given_back(data, "a [very] odd name / that is rather long.csv", store, reference)
    after = pipeline.check(Request(made.data, made.file_name), store.home, reference)
    assert (after.verdict, codes(after)) == (before.verdict, codes(before))
    assert [f.cell and f.cell.address for f in after.findings] == [
        f.cell and f.cell.address for f in before.findings
    ]


def test_own_workbook_that_cannot_be_marked_comes_back_as_the_template(
    store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = marking.sandbox.do, []

    def times_out_once(work, arguments, limits):
        calls.append(work)
        if len(calls) == 1:
            raise Unreadable("timed_out", seconds=1)
        return real(work, arguments, limits)

    data = workbook(reference, ROWS)
    outcome = pipeline.check(Request(data, "report.xlsx"), store.home, reference)
    monkeypatch.setattr(marking.sandbox, "do", times_out_once)
    made = annotate(
        data,
        "report.xlsx",
        "xlsx",
        marks_of(outcome.findings),
        reference,
        lambda: context_of(store, reference, list(outcome.reports)),
    )
    assert not made.is_own_file
    assert "it takes too long to be marked" in str(made.why)


def test_a_percent_keeps_its_meaning() -> None:
    from etl.template.refill import _typed

    assert _typed(0.45, "0%") == "45%"
    assert _typed(45, '0"%"') == "45%", "a sign that is only written does not multiply"
    assert _typed(45, "0\\%") == "45%"
    assert _typed(45, "") == 45


def test_a_stored_submission_is_marked_from_what_was_kept(store: Settings, reference: Reference) -> None:
    data = workbook(reference, ROWS)
    outcome = pipeline.submit(Request(data, "report.xlsx"), store.home, reference)
    assert outcome.submission_id is not None
    made = annotated_submission(store.home, reference, store, outcome.submission_id)
    assert made.is_own_file
    book = load_workbook(io.BytesIO(made.data))
    listed = [c.value for (c,) in book[SHEET].iter_rows(max_col=1) if c.hyperlink]
    assert listed == [f"Projects {f.cell.address}" for f in outcome.findings if f.cell]
    with pytest.raises(KeyError):
        annotated_submission(store.home, reference, store, 9_999)


def test_a_file_that_nobody_can_read_has_no_marks(store: Settings, reference: Reference) -> None:
    outcome = pipeline.submit(Request(b"%PDF-1.4", "report.pdf"), store.home, reference)
    with pytest.raises(NotAnnotated, match="could not be read"):
        annotated_submission(store.home, reference, store, int(outcome.submission_id or 0))
    assert Places(store.home).original(outcome.sha256).exists()


def test_the_command_writes_the_marked_workbook(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    from typer.testing import CliRunner

    from etl.cli.app import app

    source, target = tmp_path / "report.xlsx", tmp_path / "marked.xlsx"
    source.write_bytes(workbook(reference, ROWS))
    runner, env = CliRunner(), {"ASCN_HOME": str(store.home)}
    done = runner.invoke(app, ["check", str(source), "--annotate", str(target)], env=env)
    assert done.exit_code == 1
    assert load_workbook(target).sheetnames[0] == SHEET
