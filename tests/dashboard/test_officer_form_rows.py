"""Milestones, partners and results in the web form: the rows of the template's sheets, there and back."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as run_with
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.officer import asked, form_file, form_rows
from dashboard.officer.form_fields import UNASKED, Known
from etl import template_data
from etl.fields import PERSON_LABELS, PLACE_FIELDS, SIDE_SHEETS, Field, Kind, Sheet
from etl.judging import judge
from etl.pipeline import Request, submit
from etl.read import read_in_process
from etl.settings import Settings
from etl.start import reference_of
from etl.store import snapshot
from tests.dashboard.filled_form import FilledForm
from tests.dashboard.posted import PERSON, number_of, read

FORM = "/my-city/cebu-city/form"
FIRST, SECOND = "Automated Citywide Traffic Control System", "Cebu City Bus Rapid Transit"
DESIGN = {"milestone": "Design", "weight": "40", "due": "30 Sep 2025", "done": "12 Oct 2025"}
WORKS = {"milestone": "Signals at 40 crossings", "weight": "60", "due": "30 Jun 2027"}
LENDER = {"partner": "City Bank", "role": "Lender", "amount": "1200000.5", "currency": "USD"}
SISTER = {"partner": "Yokohama", "role": "Sister city", "open_to_private_sector": "No"}
TRAVEL = {"indicator": "Mean travel time", "unit": "minutes", "baseline": "62,5", "value": "41,5"}
Fields = dict[str, str]


def opened(client: FlaskClient, tail: str = "?period=2026") -> FilledForm:
    """The form as it comes."""
    answer = client.get(FORM + tail, headers=PERSON)
    assert answer.status_code == 200, answer.text
    return FilledForm(answer.text)


def rows(sheet: str, code: str, *told: Fields, start: int = 0) -> Fields:
    """The inputs of rows of a sheet, numbered from `start`."""
    made: Fields = {}
    for index, row in enumerate(told, start):
        made |= {f"{sheet}{index}-{name}": value for name, value in ({"project_id": code} | row).items()}
    return made


def told(client: FlaskClient) -> Fields:
    """The form as it comes with what is needed of both projects."""
    return opened(client).sends | {f"p{n}-{k}": v for n in (0, 1) for k, v in NEEDED.items()}


NEEDED = {"in_plan": "Yes", "status": "On-going"}
BESIDE = (
    rows("milestones", "cebu-city-01", DESIGN, WORKS)
    | rows("partners", "cebu-city-01", LENDER)
    | rows("partners", "", SISTER, start=1)
    | rows("results", "cebu-city-01", TRAVEL)
)


def fill(client: FlaskClient, fields: Fields) -> int:
    """Sends the form; the number of the submission."""
    return number_of(client.post(FORM, data=fields, headers=PERSON))


def accepted(client: FlaskClient, fields: Fields) -> int:
    """Sends the form and makes sure that it counts."""
    number = fill(client, fields)
    assert "Your report is accepted." in read(client, number)
    return number


def held(client: FlaskClient, number: int) -> dict[str, list[tuple[Any, ...]]]:
    """The sheets of a form's file, without headings."""
    data = client.get(f"/submissions/{number}/original").data
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [tuple(row) for row in sheet.values][1:] for sheet in book}


def test_rows_stand_in_the_sheets_of_the_template_and_blank_ones_do_not(own: FlaskClient) -> None:
    blank = rows("milestones", "cebu-city-02", {"milestone": "  ", "due": ""}, start=2)
    sheets = held(own, accepted(own, told(own) | BESIDE | blank))
    assert list(sheets) == ["Projects", "Milestones", "Partners", "Results"]
    assert sheets["Milestones"] == [
        ("cebu-city-01", "Design", "40", "30 Sep 2025", "12 Oct 2025"),
        ("cebu-city-01", "Signals at 40 crossings", "60", "30 Jun 2027", None),
    ]
    assert [row[:3] for row in sheets["Partners"]] == [
        ("cebu-city-01", "City Bank", "Lender"),
        (None, "Yokohama", "Sister city"),
    ]
    assert sheets["Results"][0][1:4] == ("Mean travel time", "minutes", "62,5")


def test_the_next_form_is_filled_in_as_the_next_template(own: FlaskClient) -> None:
    accepted(own, told(own) | BESIDE)
    form = opened(own)
    sent = form.sends
    assert sent["milestones0-milestone"] == "Design"
    assert sent["milestones1-due"] == "30 Jun 2027"
    assert sent["partners0-amount"] == "1200000.5"
    assert (sent["partners1-project_id"], sent["partners1-open_to_private_sector"]) == ("", "No")
    assert (sent["results0-baseline"], sent["results0-value"]) == ("62.5", "")
    assert "Last report: 41.5" in form.said


def values(home: Settings, data: bytes, name: str) -> dict[str, list[dict[str, object]]]:
    """What a file of the city would load, by sheet, where nothing is asked or wrong."""
    lists = reference_of(home)
    judged = judge(Request(data, name), read_in_process(data, name), snapshot.current(home.home).run, lists)
    assert [f.code for f in judged.outcome.findings] == []
    assert judged.projects is not None
    tables = {clean.table.sheet.name: clean.values for clean in (judged.projects, *judged.side)}
    for name in (
        "pillar",
        "other_pillars",
    ):  # the Secretariat's: in the template to read, in the form not at all
        tables["Projects"] = tables["Projects"].drop(columns=name)
    return {name: table.astype(str).to_dict("records") for name, table in tables.items()}


def test_a_form_left_as_it_came_is_the_same_as_a_template_left_as_it_came(
    own: FlaskClient, store: Settings
) -> None:
    odd = TRAVEL | {"baseline": "42.1250", "target": "1.2340"}
    accepted(own, told(own) | BESIDE | rows("results", "cebu-city-01", odd))
    data = own.get(f"/submissions/{fill(own, told(own) | {'hold': '1'})}/original").data
    as_form = values(store, data, "form.xlsx")

    book = load_workbook(io.BytesIO(template_data.workbook(store, reference_of(store), "cebu-city", "2026")))
    heads = {cell.value: cell.column for cell in book["Projects"][6]}
    for row in (7, 8):
        book["Projects"].cell(row, heads["Still in the action plan?"]).value = "Yes"
        book["Projects"].cell(row, heads["Status on report date"]).value = "On-going"
    out = io.BytesIO()
    book.save(out)
    assert as_form == values(store, out.getvalue(), "template.xlsx")
    assert {"Milestones", "Partners", "Results"} < set(as_form)
    assert as_form["Results"][0]["target"] == "1.234"


def test_what_is_wrong_in_a_row_is_named_by_project_table_row_and_field_and_leads_to_its_input(
    own: FlaskClient,
) -> None:
    wrong = BESIDE | rows(
        "milestones", "cebu-city-01", WORKS | {"weight": "50", "done": "1 Jan 2031"}, start=1
    )
    wrong |= rows("milestones", "cebu-city-02", {"weight": "140"}, start=2)
    wrong |= rows("partners", "", {"partner": "Yokohama", "amount": "abc"}, start=1)
    number = fill(own, told(own) | wrong)
    page = read(own, number)
    row = f"{FIRST} – Milestones, row 2 (“Signals at 40 crossings”)"
    for place in (
        f"{row} – Weight (%)",
        f"{row} – Done on",
        f"{SECOND} – Milestones, row 1 – Milestone",
        f"{SECOND} – Milestones, row 1 – Weight (%)",
        "The city itself – Partners, row 1 (“Yokohama”) – Amount",
    ):
        assert f"<h3>{place}</h3>" in page
    assert f"The weights of the milestones of “{FIRST}” add up to 90, not 100 (rows 1 and 2)." in page
    shown = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("<aside")])
    assert re.findall(r"\b[A-Z]{1,2}[1-9]\d?\b|\bcells?\b", shown) == []

    form = opened(own, f"?period=2026&from={number}")
    wanted = {
        "milestones1-weight",
        "milestones1-done",
        "milestones2-milestone",
        "milestones2-weight",
        "partners1-amount",
    }
    assert {link for link in form.links if "-" in link} == wanted
    assert wanted <= form.ids
    assert {f"{name}-e" for name in wanted} <= form.ids
    is_open = {name for name, is_open in form.folded.items() if is_open}
    assert is_open == {"milestones-cebu-city-01", "milestones-cebu-city-02", "partners-city"}
    assert form.sends["milestones2-weight"] == "140"


def test_two_rows_of_one_name_name_each_other(own: FlaskClient) -> None:
    twice = rows("milestones", "cebu-city-01", DESIGN, DESIGN | {"weight": "60"})
    page = read(own, fill(own, told(own) | twice))
    assert "already stands in “Milestone” in row 1. Keep one row" in page


def test_a_row_of_a_code_that_is_no_project_can_be_mended_in_the_form(own: FlaskClient) -> None:
    number = fill(own, told(own) | rows("results", "cebu-city-99", TRAVEL))
    form = opened(own, f"?period=2026&from={number}")
    assert "results0-project_id" in form.asked & form.links
    mended = form.sends | {"results0-project_id": "cebu-city-02"}
    assert held(own, accepted(own, mended))["Results"][0][0] == "cebu-city-02"


def test_more_rows_keep_everything_typed_and_send_nothing(own: FlaskClient) -> None:
    form = told(own)
    typed = form | BESIDE | {"p0-progress_note": "Half built", "p2-title": "Night buses", "unchanged": "1"}
    before = read_numbers(own)
    answer = own.post(FORM, data=typed | {"more": "milestones-cebu-city-02"}, headers=PERSON)
    assert answer.status_code == 200
    again = FilledForm(answer.text)
    assert {k: v for k, v in typed.items() if v} == {k: v for k, v in again.sends.items() if v and k in typed}
    assert again.folded["milestones-cebu-city-02"]
    own_rows = [v for k, v in again.sends.items() if re.fullmatch(r"milestones\d+-project_id", k)]
    assert own_rows.count("cebu-city-02") == 2 + form_rows.MORE
    assert own_rows.count("cebu-city-01") == 2
    assert read_numbers(own) == before
    accepted(own, {k: v for k, v in again.sends.items() if not k.startswith("p2-")})


def read_numbers(client: FlaskClient) -> list[str]:
    """The submissions that are listed."""
    return re.findall(r"/submissions/(\d+)", client.get("/submissions", headers=PERSON).text)


def test_a_group_grows_to_its_bound_and_then_says_so(own: FlaskClient) -> None:
    form = opened(own)
    for _ in range(form_rows.MOST_ROWS):
        group = {"more": "results-cebu-city-01"}
        form = FilledForm(own.post(FORM, data=form.sends | group, headers=PERSON).text)
    codes = [v for k, v in form.sends.items() if re.fullmatch(r"results\d+-project_id", k)]
    assert codes.count("cebu-city-01") == form_rows.MOST_ROWS
    assert f"The form has {form_rows.MOST_ROWS} rows here. For more, please use the workbook." in form.said


def test_every_field_of_the_template_has_an_input_and_every_input_a_label(own: FlaskClient) -> None:
    form = opened(own)
    assert form.asked <= form.labelled
    for sheet in SIDE_SHEETS:
        names = {f"{sheet.name.casefold()}0-{field.name}" for field in sheet.fields}
        assert names <= set(form.sends)
    with own.application.app_context():
        projects, *_ = form_file.sheets()
    names = {f"p0-{field.name}" for field in projects.fields if field.name not in UNASKED}
    assert names - {"p0-in_plan"} <= set(form.sends)


def test_a_field_that_a_sheet_gets_is_asked_for(own: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    grown = tuple(
        Sheet(s.name, (*s.fields, Field("phase", Kind.TEXT, "Phase"))) if s.name == "Milestones" else s
        for s in SIDE_SHEETS
    )
    for module in ("form_file", "form_fields", "form_rows"):
        monkeypatch.setattr(f"dashboard.officer.{module}.SIDE_SHEETS", grown)
    form = opened(own)
    assert "milestones0-phase" in form.asked & form.labelled
    sheets = held(own, fill(own, told(own) | rows("milestones", "cebu-city-01", DESIGN | {"phase": "One"})))
    assert sheets["Milestones"][0][-1] == "One"


def test_the_same_form_sent_twice_is_known_again(own: FlaskClient) -> None:
    typed = told(own) | BESIDE
    fill(own, typed)
    assert "again=1" in own.post(FORM, data=typed, headers=PERSON).headers["Location"]


def test_the_marked_workbook_of_a_form_has_its_rows(own: FlaskClient) -> None:
    number = fill(own, told(own) | BESIDE | {"partners0-amount": "abc"})
    book = load_workbook(io.BytesIO(own.get(f"/submissions/{number}/annotated.xlsx").data))
    assert "Signals at 40 crossings" in [cell.value for cell in book["Milestones"]["B"]]
    assert "abc" in [cell.value for cell in book["Partners"]["E"]]


def test_a_form_of_an_earlier_version_is_mended_and_taken_away(own: FlaskClient, store: Settings) -> None:
    head = "City,Period,Project code,Project title,Still in the action plan?,Status on report date,Work done (%)\n"
    data = head + f"Cebu City,2026,cebu-city-01,{FIRST},Yes,On-going,140\n"
    made = Request(data.encode(), "cebu-city-2026-form.csv", is_form=True)
    number = submit(made, store.home, reference_of(store)).submission_id
    assert number
    assert f"{FIRST} – Work done (%)" in read(own, number)
    form = opened(own, f"?period=2026&from={number}")
    assert form.sends["p0-percent_complete"] == "140"
    assert "p0-percent_complete" in form.links
    answer = own.get(f"/submissions/{number}/original")
    assert "cebu-city-2026-form.xlsx" in answer.headers["Content-Disposition"]
    assert "140" in held(own, number)["Projects"][0]


def test_a_city_with_many_projects_gets_blank_rows_on_demand_only(own: FlaskClient) -> None:
    with own.application.app_context():
        for count, blank in ((form_rows.FEW, form_rows.SPARE), (form_rows.FEW + 1, 0)):
            listed = {"Projects": [{"project_id": f"x-{n}"} for n in range(count)]}
            part, *_ = form_rows.Form(listed, Known({}, {}), {}).parts()
            assert [len(group.lines) for group in part.groups] == [blank] * len(SIDE_SHEETS)


def test_a_city_with_more_than_a_form_can_send_is_led_to_its_workbook(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_rows, "MOST_FIELDS", 10)
    page = unescape(own.get(FORM, headers=PERSON).text)
    assert "more projects than the form can hold" in page
    assert 'href="/templates/cebu-city.xlsx?period=2026"' in page


@run_with(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    typed=st.lists(st.text(max_size=40), min_size=5, max_size=5),
    number=st.decimals(0, 10**9, places=3).map(float),
)
def test_what_was_typed_is_read_back_to_the_letter(
    client: FlaskClient, typed: list[str], number: float
) -> None:
    names = [field.name for field in SIDE_SHEETS[0].fields]
    row = dict(zip(names, (asked.cleaned(text) or "x" for text in typed), strict=True))
    with client.application.app_context():
        place = {field.name: "x" for field in PLACE_FIELDS}
        tables = {
            "Projects": [place],
            "Milestones": [row],
            "Results": [{"project_id": "x", "target": number}],
        }
        people = dict(zip(PERSON_LABELS, row.values(), strict=False))
        data = form_file.written(tables, people)
        assert data == form_file.written(tables, people)
        back = form_file.read(data)
    assert back.rows["Milestones"] == [row]
    assert float(back.rows["Results"][0]["target"]) == number
    assert back.people == people
