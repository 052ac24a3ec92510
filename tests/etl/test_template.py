"""The template workbook: what the contract says of it, looked up in the file itself."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from etl import fields, pipeline, reference, template_data
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.template import Context, build, checklist, last_report, layout
from etl.template.cover import due_words
from etl.template.values import shown
from tests import builders

REFERENCE = reference.load(Path("data/reference"))
PERIOD = {**REFERENCE.period("2026"), "due_at": "2027-01-31T17:00:00+07:00"}
PROJECTS = pd.DataFrame(
    [
        {
            "project_id": "siem-reap-01",
            "title": "=Old town",
            "in_plan": True,
            "status": "ongoing",
            "percent_complete": 45.5,
            "progress_note": "Half of the streets are paved.",
            "planned_start": dt.date(2024, 1, 1),
            "planned_end": pd.Timestamp("2026-12-31"),
            "budget": 1_500_000.0,
            "spent": 700_000.0,
            "currency": "USD",
            "focus_area": "BI",
            "sector": "transport",
            "other_sectors": "energy;ict",
            "pillar": "AEC",
            "other_pillars": ["ASCC"],
            "last_period": "2025",
        },
        {"project_id": "siem-reap-02", "title": "Air sensors", "status": "planning", "focus_area": "QE"},
    ]
)
MILESTONES = pd.DataFrame(
    [{"project_id": "siem-reap-01", "milestone": "Design", "weight": 40.0, "due": dt.date(2025, 3, 31)}]
)


def context(**changes: Any) -> Context:
    """A city with two projects, unless told otherwise."""
    given: dict[str, Any] = {
        "reference": REFERENCE,
        "city": REFERENCE.city("siem-reap"),
        "period": PERIOD,
        "projects": PROJECTS,
        "milestones": MILESTONES,
        "body": "Monitoring Office",
    }
    return Context(**{**given, **changes})


def opened(made: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(made))


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The default workbook, read once."""
    return opened(build(context()))


def row_of(book: Workbook, sheet: str, row: int) -> list[Any]:
    """Values of one sheet row."""
    return [cell.value for cell in book[sheet][row]]


def by_field(book: Workbook, sheet: str, row: int) -> dict[str, Any]:
    """Values of one row of `Projects` or `Last report`, by field name."""
    names = [f.name for f in REFERENCE.projects.fields]
    return dict(zip(names, row_of(book, sheet, row), strict=False))


def test_sheets_stand_in_the_order_of_the_contract(book: Workbook) -> None:
    assert book.sheetnames == [
        "Start here",
        "Your city",
        "Projects",
        "Milestones",
        "Partners",
        "Results",
        "Checks",
        "Last report",
        "Choices",
    ]


def test_headings_and_hints_come_from_the_reference_folder(book: Workbook) -> None:
    assert row_of(book, "Projects", layout.HEADING_ROW) == [f.label for f in REFERENCE.projects.fields]
    assert row_of(book, "Projects", layout.HINT_ROW) == [f.hint for f in REFERENCE.projects.fields]
    for sheet in fields.SIDE_SHEETS:
        assert row_of(book, sheet.name, layout.HEADING_ROW) == [f.label for f in sheet.fields]


def test_what_carries_over_is_filled_in_and_what_is_reported_is_blank(book: Workbook) -> None:
    row = by_field(book, "Projects", layout.FIRST_ROW)
    filled = {name for name, value in row.items() if value is not None}
    assert filled == {
        *("project_id", "title", "planned_start", "planned_end", "budget", "currency"),
        *("focus_area", "sector", "other_sectors", "pillar", "other_pillars"),
    }
    assert row["focus_area"] == "Built Infrastructure"
    assert row["other_sectors"] == "Energy; Information and communications technology"
    assert row["planned_end"] == dt.datetime(2026, 12, 31)
    assert row["budget"] == 1_500_000


def test_last_report_has_the_same_rows_and_every_value(book: Workbook) -> None:
    names = [column.field.name for column in last_report.columns(REFERENCE.projects)]
    row = dict(zip(names, row_of(book, "Last report", layout.FIRST_ROW), strict=True))
    assert row["project_id"] == by_field(book, "Projects", layout.FIRST_ROW)["project_id"]
    assert (row["status"], row["percent_complete"], row["in_plan"]) == ("On-going", 45.5, "Yes")
    assert row_of(book, "Last report", layout.FIRST_ROW)[-1] == "2025"
    assert all(cell.protection.locked for cell in book["Last report"][layout.FIRST_ROW])


def test_what_was_planned_and_wanted_stands_first_and_beside_the_cell_that_asks_what_was_done() -> None:
    said = PROJECTS.assign(next_steps=["Pave the rest.", None], support_needed=["A crane.", None])
    made = opened(build(context(projects=said)))
    assert row_of(made, "Last report", layout.HEADING_ROW)[2:4] == [
        "Next steps you planned",
        "Support you wanted",
    ]
    assert row_of(made, "Last report", layout.FIRST_ROW)[2:4] == ["Pave the rest.", "A crane."]
    rules = made["Projects"].data_validations.dataValidation
    prompts = {cell: rule.prompt for rule in rules for cell in ("G7", "G8", "G60") if cell in rule.sqref}
    assert prompts["G7"] == "Next steps you planned: Pave the rest.\nSupport you wanted: A crane."
    assert prompts["G8"] == prompts["G60"] == REFERENCE.projects["progress_note"].hint


def test_ids_and_pillars_are_locked_without_a_password_and_the_rest_is_open(book: Workbook) -> None:
    sheet = book["Projects"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    names = [f.name for f in REFERENCE.projects.fields]
    for row in (layout.FIRST_ROW, layout.FIRST_ROW + len(PROJECTS), layout.FIRST_ROW + 15):
        locked = {name for name, cell in zip(names, sheet[row], strict=True) if cell.protection.locked}
        assert locked == {"project_id", "pillar", "other_pillars"}


def test_must_fill_columns_stand_out_and_the_optional_tail_is_grouped(book: Workbook) -> None:
    sheet = book["Projects"]
    colours = {
        f.name: sheet.cell(layout.HEADING_ROW, number).fill.fgColor.rgb
        for number, f in enumerate(REFERENCE.projects.fields, start=1)
    }
    must = {f.name for f in REFERENCE.projects.fields if f.group == "must"}
    assert {name for name, colour in colours.items() if colour == colours["status"]} == must
    assert sheet.column_dimensions["I"].outlineLevel == 1
    assert sheet.column_dimensions["H"].outlineLevel == 0
    assert sheet.freeze_panes == "C7"


def test_drop_downs_offer_what_is_in_force_on_the_data_date(book: Workbook) -> None:
    offered = drop_down(book, "Projects", "E7")
    assert offered == ["Planning", "On-going", "Completed", "On hold", "Cancelled"]
    assert drop_down(book, "Projects", "C7") == ["Yes", "No"]
    assert drop_down(book, "Projects", "T7") == [r["name"] for r in REFERENCE.tables["focus_areas"]]
    assert drop_down(book, "Milestones", "A7") == ["siem-reap-01", "siem-reap-02"]


def test_an_entry_no_longer_in_force_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = [{**row, "valid_to": "2020-12-31"} for row in REFERENCE.tables["sectors"][:1]]
    tables = {**REFERENCE.tables, "sectors": [*ended, *REFERENCE.tables["sectors"][1:]]}
    monkeypatch.setattr(REFERENCE, "tables", tables)
    made = opened(build(context()))
    assert "Transport" not in drop_down(made, "Projects", "U7")


def drop_down(book: Workbook, sheet: str, cell: str) -> list[str]:
    """Entries that a cell's drop-down offers, through its named range."""
    rules = [r for r in book[sheet].data_validations.dataValidation if cell in r.sqref and r.type == "list"]
    name = str(rules[0].formula1).removeprefix("=")
    tab, area = next(iter(book.defined_names[name].destinations))
    return [str(c.value) for column in book[tab][area] for c in column]


def test_messages_in_the_sheet_are_the_hints(book: Workbook) -> None:
    rule = next(r for r in book["Projects"].data_validations.dataValidation if "F7" in r.sqref)
    assert rule.prompt == rule.error == REFERENCE.projects["percent_complete"].hint
    assert (float(rule.formula1), float(rule.formula2)) == (0, 100)


def test_the_checks_take_one_page_on_paper(book: Workbook) -> None:
    """Their lines are blank until something is to be said: a print of all of them would be blank pages."""
    sheet = book["Checks"]
    assert sheet.print_area == f"'Checks'!$A$1:$D${checklist.FIRST_LINE + checklist.PRINTED - 1}"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 1), (None, None))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert f"the first {checklist.PRINTED} are printed" in sheet["A3"].value


def test_it_knows_its_city_period_and_version(book: Workbook) -> None:
    marks = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert marks == {
        "ascn_template": fields.TEMPLATE_ID,
        "ascn_template_version": fields.TEMPLATE_VERSION,
        "ascn_city": "siem-reap",
        "ascn_period": "2026",
        "ascn_practice": "0",
    }
    form = {row[0].value: row[1].value for row in book["Your city"].iter_rows(min_row=layout.FORM_ROW)}
    assert form == {
        "City": "Siem Reap",
        "Period": "2026",
        "Prepared by": None,
        "Position": None,
        "Date": None,
    }


def test_text_that_looks_like_a_formula_stays_text(book: Workbook) -> None:
    cell = book["Projects"].cell(layout.FIRST_ROW, 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=Old town", "s", True)
    assert not book["Projects"].cell(layout.FIRST_ROW + 1, 2).quotePrefix


def test_known_milestones_are_filled_in(book: Workbook) -> None:
    row = row_of(book, "Milestones", layout.FIRST_ROW)
    assert row == ["siem-reap-01", "Design", 40, dt.datetime(2025, 3, 31), None]


def all_text(book: Workbook, sheet: str) -> str:
    """Every text of a sheet, one a line."""
    return "\n".join(str(c.value) for row in book[sheet].iter_rows() for c in row if c.value is not None)


def test_the_cover_says_when_it_is_due_and_explains_every_column(book: Workbook) -> None:
    cover = all_text(book, "Start here")
    assert "Please send it by 31 Jan 2027, 17:00 Jakarta time." in cover
    for f in REFERENCE.projects.fields:
        assert f.label in cover
        assert f.hint in cover


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        ("2027-01-31", "Please send it by 31 Jan 2027."),
        ("2027-01-31 10:00:00", "Please send it by 31 Jan 2027, 17:00 Jakarta time."),
    ],
)
def test_due_dates_are_said_in_the_programmes_time(due_at: str, words: str) -> None:
    assert due_words(context(period={**PERIOD, "due_at": due_at})) == words


def test_without_a_due_date_the_cover_says_so() -> None:
    made = opened(build(context(period=REFERENCE.period("2026"))))
    assert "No due date is set yet." in all_text(made, "Start here")


def test_practice_workbooks_say_that_they_are_invented() -> None:
    made = opened(build(context(is_practice=True)))
    for sheet in ("Start here", "Projects", "Milestones", "Last report"):
        assert "invented" in all_text(made, sheet)


def test_a_city_without_projects_gets_a_workbook_too() -> None:
    made = opened(build(context(projects=pd.DataFrame(), milestones=pd.DataFrame())))
    assert by_field(made, "Projects", layout.FIRST_ROW)["project_id"] is None
    assert made["Projects"].max_row >= layout.FIRST_ROW + layout.SPARE_ROWS - 1


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("status", "strange", "strange"),
        ("planned_end", "2026-12-31", dt.date(2026, 12, 31)),
        ("planned_end", "soon", "soon"),
        ("budget", "much", "much"),
        ("in_plan", False, "No"),
        ("in_plan", "No", "No"),
        ("percent_complete", float("nan"), None),
        ("planned_end", pd.NaT, None),
        ("title", "", None),
    ],
)
def test_any_stored_value_can_be_shown(name: str, value: object, wanted: object) -> None:
    assert shown(value, REFERENCE.projects[name], REFERENCE) == wanted


def test_partners_and_results_stay_in_the_workbook_after_a_report_without_their_sheets(
    store: Settings, reference: Reference
) -> None:
    code = "cauayan-city-01"
    side = {
        "Partners": [{"partner": "Asian Development Bank", "role": "Financing"}],
        "Results": [{"project_id": code, "indicator": "Passengers a day", "value": 900}],
    }
    for data, name in (
        (builders.workbook(reference, [builders.project(code)], side=side), "report.xlsx"),
        (builders.csv([builders.project(code, city="Cauayan City", period="2026")]), "report.csv"),
    ):
        request = Request(data, name, answer=lambda f: "yes")
        assert pipeline.submit(request, store.home, reference).verdict == "accepted"
    made = opened(template_data.workbook(store, reference, "cauayan-city", "2026"))
    assert "Asian Development Bank" in row_of(made, "Partners", layout.FIRST_ROW)
    assert "Passengers a day" in row_of(made, "Results", layout.FIRST_ROW)
