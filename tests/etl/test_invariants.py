"""What holds of every report, whatever stands in it: places, rounds of mending, blanks, grouping."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from builders import project, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.officer import told
from etl import pipeline
from etl.findings import Layer, Severity, in_order
from etl.pipeline import Outcome, Request
from etl.read import read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

SOME = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
VALUES = st.one_of(
    st.none(),
    st.integers(-5, 10**9),
    st.floats(-10, 10**6),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["31/02/2026", "03/04/2026", "1.234", "50%", "Completed", "No", "<Select>", "n/a", " "]),
)
FIELDS = (
    "in_plan",
    "status",
    "percent_complete",
    "planned_start",
    "planned_end",
    "budget",
    "currency",
    "title",
)
ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, VALUES)), min_size=1, max_size=4)


def judged(data: bytes, home: Any, reference: Reference) -> Outcome:
    request = Request(data, "report.xlsx")
    opened = read_in_process(data, request.name, request.limits)
    return pipeline.judge(request, opened, snapshot.current(home).run, reference).outcome


@SOME
@given(changes=ROWS)
def test_every_cited_cell_exists_and_holds_what_is_quoted(
    changes: list[dict[str, Any]], record_store: Settings, reference: Reference
) -> None:
    data = workbook(reference, [project(**change) for change in changes])
    outcome = judged(data, record_store.home, reference)
    if outcome.verdict == "rejected":
        assert any(f.severity is Severity.FIX for f in outcome.findings)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for finding in outcome.findings:
        assert finding.cell is not None
        held = book[finding.cell.sheet][finding.cell.address].value
        assert (finding.value is None) or held is not None
        if isinstance(held, str) and finding.value is not None:
            assert " ".join(held.split()) == " ".join(finding.value.split())
    grouped = told.sections([f.as_json() for f in outcome.findings])
    assert sum(section.count for section in grouped) == len(outcome.findings)
    assert len(in_order(outcome.findings)) == len(outcome.findings)


@SOME
@given(changes=ROWS)
def test_mending_what_is_cited_leads_to_acceptance(
    changes: list[dict[str, Any]], record_store: Settings, reference: Reference
) -> None:
    sound = {"in_plan": "Yes", "status": "On-going", "currency": "PHP"}
    rows = [project(None if n else "cauayan-city-01", **change) for n, change in enumerate(changes)]
    names = [f.name for f in reference.projects.fields]
    for _round in range(len(Layer)):
        outcome = judged(workbook(reference, rows), record_store.home, reference)
        faults = [f for f in outcome.findings if f.severity is Severity.FIX]
        if not faults:
            break
        for finding in faults:
            assert finding.cell is not None
            name = names[finding.cell.column - 1]
            number = finding.cell.row - 4
            new = {"title": f"Works {number}", "focus_area": "Civic & Social", "sector": "Transport"}
            rows[number][name] = (sound | new).get(name)
    assert outcome.verdict in ("accepted", "needs_confirmation")


@pytest.mark.parametrize("nothing", ["", "   ", "< Select >", "n/a", "\u00a0", "-", "TBD"])
def test_cells_that_say_nothing_are_not_spoken_of(
    nothing: str, record_store: Settings, reference: Reference
) -> None:
    optional = ("percent_complete", "planned_end", "budget", "lead_agency", "focus_area", "left_plan_reason")
    rows = [project(**dict.fromkeys(optional, nothing)), dict.fromkeys(optional, nothing), {}]
    outcome = judged(workbook(reference, rows), record_store.home, reference)
    assert (outcome.findings, outcome.verdict) == ((), "accepted")


def test_the_same_bytes_twice_change_nothing_and_say_so(store: Settings, reference: Reference) -> None:
    request = Request(workbook(reference, [project(percent_complete=40)]), "report.xlsx")
    first = pipeline.submit(request, store.home, reference)
    before = snapshot.current(store.home).run("from state_history(null) order by all")
    second = pipeline.submit(request, store.home, reference)
    assert (first.repeats, second.repeats) == (None, first.submission_id)
    assert snapshot.current(store.home).run("from state_history(null) order by all").equals(before)
