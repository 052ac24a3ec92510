"""What one file can hold and make us say is bounded, and what is beyond the bounds is said so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from builders import CITY, csv, project

from etl import pipeline
from etl.findings import Severity
from etl.pipeline import Outcome, Request
from etl.read import DEFAULT
from etl.reference import Reference
from etl.settings import Settings
from etl.validate.scope import Chosen

Check = Callable[..., Outcome]


@pytest.fixture
def check(record_store: Settings, reference: Reference) -> Check:
    def run(data: bytes, **options: Any) -> Outcome:
        return pipeline.check(Request(data, "report.csv", **options), record_store.home, reference)

    return run


@pytest.mark.parametrize(("name", "limit"), [("title", "300"), ("lead_agency", "300"), ("budget", "60")])
def test_a_text_that_no_spreadsheet_program_holds_is_told_short_at_its_cell(
    check: Check, name: str, limit: str
) -> None:
    row = project(**{name: "a" + " " * 40_000 + "b"})
    outcome = check(csv([row]), chosen=Chosen(CITY, "2026"))
    (finding,) = [f for f in outcome.findings if f.code == "text_too_long"]
    assert (finding.field, len(finding.value or "")) == (name, 1_001)
    assert f"more than 32,767 characters. Shorten it to {limit} or fewer" in finding.message


MANY = 30  # rows; more than are said of one file in these tests
FEW = replace(DEFAULT, max_findings=10)
ANSWERED: dict[str, Any] = {
    "chosen": Chosen(CITY, "2026"),
    "is_full": False,
    "answer": lambda _: "As it was.",
}


def test_what_is_said_of_one_file_has_a_limit_that_is_said(check: Check) -> None:
    rows = [project(project_id=f"cauayan-city-{number}", status="?!") for number in range(100, 100 + MANY)]
    outcome = check(csv(rows), chosen=Chosen(CITY, "2026"), limits=FEW)
    held = [f for f in outcome.findings if f.severity is not Severity.NOTE]
    assert (len(held), held[0].code, outcome.verdict) == (11, "more_to_mend", "rejected")
    assert "more than 10 places" in held[0].message


def test_what_is_not_said_holds_the_report_even_where_all_that_is_said_was_answered(check: Check) -> None:
    rows = [
        project(
            project_id=None,
            title=f"Pier {n} at the bay",
            percent_complete=0.5,
            sector="Water quality",
            focus_area="Built Infrastructure",
        )
        for n in range(MANY)
    ]
    assert check(csv(rows), **ANSWERED).verdict == "accepted"
    assert check(csv(rows), limits=FEW, **ANSWERED).verdict == "rejected"


def test_notes_beyond_the_limit_hold_nothing(check: Check) -> None:
    rows = [
        project(
            project_id=None,
            title=f"Pier {n} at the bay",
            sector="Water quality",
            planned_start="3 Januari 2025",
        )
        for n in range(MANY)
    ]
    outcome = check(csv(rows), limits=replace(DEFAULT, max_findings=MANY - 1), **ANSWERED)
    assert [f.code for f in outcome.findings if f.severity is Severity.NOTE].count("more_notes") == 1


def test_a_table_with_more_rows_than_a_network_reports_is_refused_before_it_is_judged(check: Check) -> None:
    data = b"title,status\r\n" + b"a,b\r\n" * 10_000
    outcome = check(data)
    assert (outcome.verdict, [f.code for f in outcome.findings]) == ("unreadable", ["too_complex"])


def test_a_text_that_stands_in_many_findings_is_kept_short_in_each(check: Check) -> None:
    long = "pier " * 6_000
    row = project(project_id=None, title=long, status="?!", percent_complete="x", in_plan="perhaps")
    data = csv([row | {"progress_note": long}]).replace(b"status", b"status" + b"." * 30_000)
    outcome = check(data, chosen=Chosen(CITY, "2026"))
    assert {"code_unknown", "text_too_long", "percent_unreadable"} <= {f.code for f in outcome.findings}
    assert max(len(repr(f)) for f in outcome.findings) < 20_000
