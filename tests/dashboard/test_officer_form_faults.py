"""What is wrong in a form stands at its field, whatever was done to the rows around it; nothing typed is lost."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest
from flask.testing import FlaskClient
from xlsxwriter import Workbook

from dashboard.officer import asked, form_file, form_rows
from dashboard.officer.form_words import Names, Place
from dashboard.queries import received
from etl import pipeline
from etl.fields import SIDE_SHEETS
from etl.outcome import Request
from etl.settings import Settings
from etl.start import reference_of
from tests.dashboard.filled_form import FilledForm
from tests.dashboard.posted import PERSON, number_of, read, report, send

FORM = "/my-city/cebu-city/form"
NEEDED = {"in_plan": "Yes", "status": "On-going"}
NEW = NEEDED | {"title": "Night buses", "focus_area": "Built infrastructure", "sector": "Transport"}
Fields = dict[str, str]


def opened(client: FlaskClient, tail: str = "?period=2026") -> FilledForm:
    answer = client.get(FORM + tail, headers=PERSON)
    assert answer.status_code == 200, answer.text
    return FilledForm(answer.text)


def told(client: FlaskClient, **more: str) -> Fields:
    """The form as it comes with what is needed; `p2_title` is the field `p2-title`."""
    named = {re.sub(r"^([a-z]+\d+)_", r"\1-", name): value for name, value in more.items()}
    return opened(client).sends | {f"p{n}-{k}": v for n in (0, 1) for k, v in NEEDED.items()} | named


def fill(client: FlaskClient, fields: Fields) -> int:
    return number_of(client.post(FORM, data=fields, headers=PERSON))


def grown(client: FlaskClient, fields: Fields, group: str) -> FilledForm:
    answer = client.post(FORM, data=fields | {"more": group}, headers=PERSON)
    assert answer.status_code == 200
    return FilledForm(answer.text)


@pytest.mark.parametrize("sheet", ["milestones", "results"])
def test_a_row_whose_code_is_missing_stays_in_the_form_with_its_fault(own: FlaskClient, sheet: str) -> None:
    name = {"milestones": "milestone", "results": "indicator"}[sheet]
    row = {f"{sheet}0-project_id": "", f"{sheet}0-{name}": "Design", f"{sheet}1-{name}": "Works"}
    row[f"{sheet}1-project_id"] = "cebu-city-01"
    number = fill(own, told(own) | row)
    form = opened(own, f"?period=2026&from={number}")
    assert form.sends[f"{sheet}0-{name}"] == "Design"
    assert f"{sheet}0-project_id" in form.links & form.asked
    assert "Rows without a project code" in form.said
    again = grown(own, form.sends, "partners-city")
    assert again.sends[f"{sheet}0-{name}"] == "Design"
    mended = again.sends | {f"{sheet}0-project_id": "cebu-city-01"}
    assert "Your report is accepted." in read(own, fill(own, mended))


def test_a_fault_stays_at_its_project_when_rows_are_added(own: FlaskClient) -> None:
    new = {f"p3-{name}": value for name, value in NEW.items()}
    number = fill(own, told(own, p2_title="Blank", p2_percent_complete="140") | new)
    form = opened(own, f"?period=2026&from={number}")
    assert {"p2-percent_complete"} <= form.links
    blank = {name: "" for name in form.sends if name.startswith("p2-")}
    again = grown(own, form.sends | blank, "milestones-cebu-city-01")
    assert (again.sends["p2-title"], again.sends["p3-title"]) == ("", "Night buses")
    assert not {link for link in again.links if link.startswith("p3-")}
    once_more = grown(own, again.sends, "milestones-cebu-city-01")
    assert once_more.sends["p3-title"] == "Night buses"
    assert {name for name in once_more.sends if name.startswith("p")} == {
        name for name in again.sends if name.startswith("p")
    }


def test_what_is_wrong_with_a_code_leads_to_a_field_that_holds_it(own: FlaskClient) -> None:
    stranger = told(own) | {"p1-project_id": "cebu-city-77"}
    form = opened(own, f"?period=2026&from={fill(own, stranger)}")
    assert "p1-project_id" in form.links & form.asked & form.labelled


def test_two_projects_of_one_code_are_two_parts(own: FlaskClient) -> None:
    twice = told(own) | {"p1-project_id": "cebu-city-01", "milestones0-milestone": "Design"}
    form = opened(own, f"?period=2026&from={fill(own, twice)}")
    assert "p1-project_id" in form.links & form.asked


def test_what_is_asked_of_a_field_that_nobody_fills_in_leads_to_its_project(own: FlaskClient) -> None:
    address = "/my-city/ipoh/form"
    sent = FilledForm(own.get(f"{address}?period=2024", headers=PERSON).text).sends
    new = {
        f"p{n}-{name}": value for n in (0, 1, 2) for name, value in NEEDED.items() if f"p{n}-status" in sent
    }
    number = number_of(own.post(address, data=sent | new, headers=PERSON))
    form = FilledForm(own.get(f"{address}?period=2024&from={number}", headers=PERSON).text)
    assert "joined" in form.said
    (link,) = {link for link in form.links if link.startswith("project-")}
    assert link in form.ids


def test_it_is_said_that_blanking_all_rows_of_a_kind_takes_nothing_back(own: FlaskClient) -> None:
    assert "those that you told us before stand" in opened(own).said


def test_a_form_that_is_full_gets_no_more_rows_and_loses_nothing(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = told(own, p0_progress_note="Half built")
    monkeypatch.setattr(form_rows, "MOST_FIELDS", 10)
    again = grown(own, typed, "results-cebu-city-01")
    assert again.sends["p0-progress_note"] == "Half built"
    assert "The form as a whole holds no more rows. For more, please use the workbook." in again.said
    number = fill(own, again.sends | {"p0-percent_complete": "140"})
    assert opened(own, f"?from={number}").sends["p0-progress_note"] == "Half built"


def test_a_number_stands_in_fields_of_numbers_only(own: FlaskClient) -> None:
    row = {
        "milestones0-project_id": "cebu-city-01",
        "milestones0-milestone": "12",
        "milestones0-weight": "140",
    }
    claimed = {f"as-{name}": value for name, value in row.items()} | {"as-p0-title": "7", "p0-title": "7"}
    number = fill(own, told(own) | row | claimed)
    for address in (
        f"/submissions/{number}",
        f"{FORM}?from={number}",
        f"/submissions/{number}/annotated.xlsx",
    ):
        assert own.get(address, headers=PERSON).status_code == 200, address
    assert opened(own, f"?from={number}").sends["milestones0-milestone"] == "12"


def test_a_form_that_was_kept_with_numbers_in_texts_can_be_read(own: FlaskClient, store: Settings) -> None:
    with own.application.app_context():
        projects = form_file.sheets()[0]
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Projects")
        page.write_row(0, 0, [f.label for f in projects.fields])
        place = {"city": "Cebu City", "period": "2026", "project_id": 12, "title": 7, "in_plan": "Yes"}
        page.write_row(1, 0, [place.get(f.name, "") for f in projects.fields])
        beside = book.add_worksheet("Milestones")
        beside.write_row(0, 0, [f.label for f in SIDE_SHEETS[0].fields])
        beside.write_row(1, 0, [12, 3.5, 140])
    made = Request(out.getvalue(), "cebu-city-2026-form.xlsx", is_form=True)
    number = pipeline.submit(made, store.home, reference_of(store)).submission_id
    assert number
    assert "Milestones, row 1 (“3.5”)" in read(own, number)
    assert opened(own, f"?from={number}").sends["milestones0-weight"] == "140"


def test_a_word_that_is_no_answer_is_quoted(own: FlaskClient) -> None:
    page = read(own, fill(own, told(own, milestones0_milestone="TBD", milestones0_weight="100")))
    assert "“Milestone” holds “TBD”, which is no answer." in page
    assert "“Milestone” is empty" not in page


def test_a_form_follows_only_a_form_of_its_own_city(own: FlaskClient) -> None:
    file = number_of(send(own, report({"percent": "140"}), city="cebu-city"))
    first = fill(own, told(own, p0_percent_complete="140"))
    for after, follows in ((file, None), (first, first)):
        number = fill(own, told(own, p0_percent_complete=str(140 + after)) | {"after": str(after)})
        row = received.submission(number)
        assert row is not None
        assert (None if pd.isna(row["follows"]) else int(row["follows"])) == follows


def test_what_shows_nothing_parts_no_word() -> None:
    assert (
        asked.cleaned("infra\u00adstruc\u2060ture\ufeff and\u0007 more\u00a0") == "infrastructure and  more"
    )
    assert asked.cleaned("ក\u200bខ") == "ក\u200bខ"


def test_rows_are_numbered_among_those_of_their_project(own: FlaskClient) -> None:
    rows = [{"project_id": code, "milestone": "x"} for code in ("a", "b", "a", "", "b", "")]
    with own.application.app_context():
        names = Names(form_file.written({"Milestones": rows}, {}))
        assert [names.number(Place("Milestones", n, 0, None)) for n in range(-1, 7)] == [
            1,
            1,
            1,
            2,
            1,
            2,
            2,
            1,
        ]
        many = [{"project_id": "a", "milestone": str(n)} for n in range(3000)]
        assert names.rows_of("Milestones", "B2–B4") == "rows 1, 1 and 2"
        assert (
            Names(form_file.written({"Milestones": many}, {}))
            .rows_of("Milestones", "B2–B3001")
            .endswith("3000")
        )
