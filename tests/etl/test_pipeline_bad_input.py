"""Whatever an outsider sends gets a clear answer at its cell, and the store stays as it was."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from builders import CITY, cell, csv, project, workbook

from etl import pipeline
from etl.findings import Finding
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.validate.scope import Chosen

Check = Callable[..., Outcome]


@pytest.fixture
def check(record_store: Settings, reference: Reference) -> Check:
    def run(data: bytes, name: str = "report.xlsx", **options: Any) -> Outcome:
        return pipeline.check(Request(data, name, **options), record_store.home, reference)

    return run


def told(outcome: Outcome, *severities: str) -> list[tuple[str, str | None]]:
    """Codes and addresses of the findings of these severities (stop and fix by default)."""
    wanted = severities or ("stop", "fix")
    return [(f.code, f.cell.address if f.cell else None) for f in outcome.findings if f.severity in wanted]


def only(outcome: Outcome, *severities: str) -> Finding:
    (finding,) = [f for f in outcome.findings if f.severity in (severities or ("stop", "fix"))]
    return finding


def test_a_sound_workbook_is_accepted_without_a_word(check: Check, reference: Reference) -> None:
    outcome = check(workbook(reference, [project()]))
    assert outcome.verdict == "accepted"
    assert told(outcome, "stop", "fix", "confirm", "note") == []
    assert (outcome.rows_read, outcome.projects_read, outcome.reports) == (1, 1, ((CITY, "2026"),))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7 not a table", "report.xlsx", "not_a_spreadsheet"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "report.csv", "not_a_spreadsheet"),
        (b"", "report.xlsx", "empty_file"),
        (b"PK\x03\x04 torn", "report.xlsx", "damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_said_to_be_none(check: Check, data: bytes, name: str, code: str) -> None:
    outcome = check(data, name)
    assert (outcome.verdict, told(outcome)) == ("unreadable", [(code, None)])
    assert name in only(outcome).message


def test_a_bomb_costs_only_itself(check: Check) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("xl/workbook.xml", "<workbook/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 600_000_000)
    outcome = check(buffer.getvalue())
    assert outcome.verdict == "unreadable"
    assert only(outcome).code == "too_complex"


def test_another_template_and_a_table_without_headings_are_told_apart(
    check: Check, reference: Reference
) -> None:
    other = check(workbook(reference, [project()], properties={"ascn_template": "budget-2025"}))
    assert told(other) == [("wrong_template", None)]
    bare = check(b"a,b,c\r\n1,2,3\r\n", "numbers.csv")
    assert told(bare) == [("no_table_found", None)]


def test_a_missing_column_is_named_at_the_row_of_headings(check: Check, reference: Reference) -> None:
    columns = [f.name for f in reference.projects.fields if f.name != "status"]
    finding = only(check(workbook(reference, [project()], columns=columns)))
    assert (finding.code, finding.cell and finding.cell.address) == ("heading_missing", "A3")
    assert "Status on report date" in finding.message


CELL_FAULTS = [
    ("percent_complete", 140, "percent_range"),
    ("percent_complete", "abc", "percent_unreadable"),
    ("percent_complete", -5, "percent_range"),
    ("status", "Delayed", "code_unknown"),
    ("status", None, "required_empty"),
    ("status", "not stated", "status_not_given"),
    ("in_plan", "perhaps", "code_unknown"),
    ("in_plan", None, "required_empty"),
    ("focus_area", "Flying cars", "code_unknown"),
    ("planned_start", "soon", "date_unreadable"),
    ("planned_start", "30 Feb 2026", "date_impossible"),
    ("planned_end", dt.datetime(2206, 1, 1), "date_range"),
    ("lead_agency", "x" * 400, "text_too_long"),
    ("progress_note", "=SUM(", None),
    ("project_id", "cauayan-city-77", "project_unknown"),
    ("project_id", "manila-01", "row_other_city"),
]


@pytest.mark.parametrize(("field", "value", "code"), CELL_FAULTS)
def test_one_wrong_cell_gives_one_finding_there(
    check: Check, reference: Reference, field: str, value: object, code: str | None
) -> None:
    outcome = check(workbook(reference, [project(**{field: value})]))
    expected = [(code, cell(reference, field))] if code else []
    assert told(outcome) == expected
    if code and value is not None:
        finding = only(outcome)
        assert finding.value
        assert finding.message


def test_amounts_need_a_number_from_zero_and_a_currency(check: Check, reference: Reference) -> None:
    text = check(workbook(reference, [project(budget="a lot", currency="PHP")]))
    assert told(text) == [("number_unreadable", cell(reference, "budget"))]
    negative = check(workbook(reference, [project(budget=-5, currency="PHP")]))
    assert told(negative) == [("number_negative", cell(reference, "budget"))]
    bare = check(workbook(reference, [project(budget=5_000_000)]))
    assert told(bare) == [("currency_missing", cell(reference, "currency"))]
    assert "PHP" in only(bare).message


def test_reversed_dates_name_both_cells_with_both_values(check: Check, reference: Reference) -> None:
    row = project(planned_start=dt.datetime(2026, 7, 1), planned_end=dt.datetime(2026, 6, 30))
    finding = only(check(workbook(reference, [row])))
    assert (finding.code, finding.cell and finding.cell.address) == (
        "dates_reversed",
        cell(reference, "planned_end"),
    )
    for part in (
        cell(reference, "planned_start"),
        "2026-07-01",
        cell(reference, "planned_end"),
        "2026-06-30",
    ):
        assert part in finding.message


def test_the_later_of_two_rows_of_a_project_is_blamed_and_the_first_is_named(
    check: Check, reference: Reference
) -> None:
    finding = only(check(workbook(reference, [project(), project()])))
    assert finding.code == "duplicate_project"
    assert finding.cell is not None
    assert finding.cell.address == cell(reference, "project_id", 2)
    assert cell(reference, "project_id", 1) in finding.message


def test_a_new_project_needs_its_name_and_its_classification(check: Check, reference: Reference) -> None:
    new = project(None, status="Planning")
    outcome = check(workbook(reference, [project(), new]))
    fields = ("title", "focus_area", "sector")
    assert sorted(told(outcome)) == sorted(("required_empty", cell(reference, f, 2)) for f in fields)
    named = new | {"title": "Night buses", "focus_area": "Built Infrastructure", "sector": "Transport"}
    assert told(check(workbook(reference, [project(), named]))) == []


def test_city_and_period_come_from_the_file_and_must_agree_with_the_sender(
    check: Check, reference: Reference
) -> None:
    rows = [project()]
    assert told(check(workbook(reference, rows, city="Atlantis"))) == [("city_unknown", "B1")]
    assert told(check(workbook(reference, rows, city=None))) == [("city_missing", "B1")]
    assert told(check(workbook(reference, rows, period="2031"))) == [("period_unknown", "B2")]
    assert told(check(workbook(reference, rows, period=None))) == [("period_missing", "B2")]
    assert told(check(workbook(reference, rows, city=None), chosen=Chosen(city=CITY))) == []
    wrong = check(workbook(reference, rows), chosen=Chosen(city="manila"))
    assert ("city_mismatch", "B1") in told(wrong)
    late = check(workbook(reference, rows), chosen=Chosen(period="2025"))
    assert told(late) == [("period_mismatch", "B2")]


@pytest.mark.parametrize(
    ("city", "budget", "meant"),
    [
        ("siem-reap", "USD 2 million", "USD"),
        ("siem-reap", "US$ 2,000,000", "USD"),
        ("siem-reap", "$250,000.00", None),
        ("siem-reap", "2500000", "KHR"),
        ("singapore", "$250,000.00", "SGD"),
        ("dili", "$250,000.00", "USD"),
        ("makassar", "Rp 5 miliar", "IDR"),
        ("makassar", "¥ 5 million", None),
    ],
)
def test_the_currency_typed_with_an_amount_is_the_one_that_is_offered(
    check: Check, city: str, budget: str, meant: str | None
) -> None:
    row = {"city": city, "period": "2026", **project(f"{city}-01"), "budget": f'"{budget}"', "currency": ""}
    (found,) = [f for f in check(csv([row]), "money.csv").findings if f.code == "currency_missing"]
    assert found.suggestion == meant


@pytest.mark.parametrize(
    ("budget", "currency", "offered"),
    [
        ("$250,000.00", "KHR", [None]),
        ("USD 2 million", "KHR", ["USD"]),
        ("$250,000.00", "USD", []),
        ("៛ 5", "KHR", []),
    ],
)
def test_a_sign_that_disagrees_with_the_currency_is_asked(
    check: Check, budget: str, currency: str, offered: list[str | None]
) -> None:
    place = {"city": "siem-reap", "period": "2026"}
    row = {**place, **project("siem-reap-01"), "budget": f'"{budget}"', "currency": currency}
    found = [f for f in check(csv([row]), "money.csv").findings if f.code == "currency_disagrees"]
    assert [f.suggestion for f in found] == offered


def test_a_period_that_asks_for_no_reports_is_none_to_report_for(check: Check, reference: Reference) -> None:
    rows = [project()]
    assert reference.period("2021")["reports_expected"] == "0"
    assert told(check(workbook(reference, rows, period="2021"))) == [("period_unknown", "B2")]
    assert told(check(workbook(reference, rows, period=None), chosen=Chosen(period="2021"))) == [
        ("period_missing", "B2")
    ]
    both = [{"city": "Cauayan City", "period": period, **project()} for period in ("2026", "2021")]
    assert told(check(csv(both), "cauayan.csv")) == [("period_unknown", "B3")]
    blank = [row | {"period": ""} for row in both[:1]]
    assert told(check(csv(blank), "cauayan.csv", chosen=Chosen(period="2021"))) == [("period_missing", "B2")]


def test_a_csv_names_its_cells_as_a_spreadsheet_would(check: Check) -> None:
    rows = [{"city": "Cauayan City", "period": "2026", **project(), "percent_complete": "140"}]
    finding = only(check(csv(rows), "cauayan.csv"))
    assert (str(finding.cell), finding.code) == ("cauayan!H2", "percent_range")
    nowhere = check(csv([rows[0] | {"percent_complete": "", "city": "Atlantis"}]), "cauayan.csv")
    assert told(nowhere) == [("city_unknown", "A2")]


def test_every_fault_of_a_file_is_said_in_one_pass(check: Check, reference: Reference) -> None:
    rows = [project(percent_complete=140, status="Delayed", planned_start="soon", budget=-1)]
    codes = {code for code, _ in told(check(workbook(reference, rows)))}
    assert codes == {
        "percent_range",
        "code_unknown",
        "date_unreadable",
        "number_negative",
        "currency_missing",
    }


def test_blank_rows_stray_spaces_and_placeholders_say_nothing(check: Check, reference: Reference) -> None:
    rows = [project(status=" On-going ", lead_agency="< Select >"), {}, {"title": "   "}, {}]
    assert told(check(workbook(reference, rows)), "stop", "fix", "confirm", "note") == []


def test_a_refused_file_leaves_every_figure_as_it_was(store: Settings, reference: Reference) -> None:
    before = snapshot.current(store.home).run("from state_history(null) order by all")
    bad = Request(workbook(reference, [project(percent_complete=140)]), "bad.xlsx")
    outcome = pipeline.submit(bad, store.home, reference)
    assert (outcome.verdict, outcome.submission_id) == ("rejected", 6)
    after = snapshot.current(store.home)
    assert after.run("from state_history(null) order by all").equals(before)
    told_then = after.run("select code, cell from finding where submission_id = 6")
    assert told_then.to_dict("records") == [
        {"code": "percent_range", "cell": cell(reference, "percent_complete")}
    ]


def test_nothing_that_is_not_a_report_is_an_error_of_ours(check: Check) -> None:
    for data in (
        b"\x00" * 64,
        b"\xff\xfe\xff",
        b'"',
        b"\r\n" * 5,
        b",,,,\n,,,,\n",
        b"PK\x05\x06" + bytes(18),
        b"{}",
    ):
        outcome = check(data, "odd.csv")
        assert outcome.verdict == "unreadable"
        assert only(outcome).severity == "stop"


def test_a_column_that_is_not_there_is_named_with_the_row_that_needs_it(
    check: Check, reference: Reference
) -> None:
    fields = [f.name for f in reference.projects.fields if f.name not in ("focus_area", "currency")]
    new = project(None, title="Night buses", sector="Transport", budget=1_500_000)
    outcome = check(workbook(reference, [new], columns=fields), is_full=False)
    said = {f.code: f.message for f in outcome.findings}
    assert said["required_empty"].startswith(
        "There is no column “Focus area”, and row 4 (“Night buses”) needs it. Add the column. Choose an entry"
    )
    assert said["currency_missing"].startswith("There is no column “Currency”, but an amount stands in ")
    assert "is empty" not in " ".join(said.values())


def test_a_word_that_stands_for_nothing_is_quoted_where_something_is_needed(
    check: Check, reference: Reference
) -> None:
    outcome = check(workbook(reference, [project(status="TBD")]))
    (found,) = [f for f in outcome.findings if f.severity == "fix"]
    assert (found.code, found.value) == ("required_empty", "TBD")
    assert found.message.startswith(f"Cell {cell(reference, 'status')} holds “TBD”")
