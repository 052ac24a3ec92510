"""The web form: the same way as a file, told by project and field and never by a cell that nobody sees."""

from __future__ import annotations

import io
import re

from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.dashboard.posted import PERSON, number_of, read

FORM = "/my-city/cebu-city/form"
FIRST, SECOND = "Automated Citywide Traffic Control System", "Cebu City Bus Rapid Transit"
TYPED = {
    "period": "2026",
    "p0-project_id": "cebu-city-01",
    "p0-title": FIRST,
    "p0-in_plan": "Yes",
    "p0-status": "On-going",
    "p1-project_id": "cebu-city-02",
    "p1-title": SECOND,
    "p1-in_plan": "Yes",
    "p1-status": "On-going",
}


def fill(client: FlaskClient, **fields: str) -> int:
    """Sends the form; `p0_status` is the field `p0-status`. Returns the number of the submission."""
    named = {re.sub(r"^(p\d)_", r"\1-", name): value for name, value in fields.items()}
    return number_of(client.post(FORM, data=TYPED | named, headers=PERSON))


def test_the_form_goes_the_same_way_and_brings_faults_to_their_fields(own: FlaskClient) -> None:
    first = fill(own, p0_percent_complete="140", p9_status="", p1_nothing="x")
    page = read(own, first)
    assert f"<h3>{FIRST} – Work done (%)</h3>" in page
    assert "“Work done (%)” holds “140”." in page
    assert "Mend it in the form" in page
    again = own.get(f"{FORM}?period=2026&from={first}", headers=PERSON).text
    assert 'href="#p0-percent_complete"' in again
    assert f"{FIRST}: " in again
    assert 'value="140"' in again
    second = fill(own, p0_percent_complete="40", p0_title="", after=str(first))
    assert "must be corrected" not in read(own, second)


def test_a_form_never_speaks_of_cells(own: FlaskClient) -> None:
    page = read(own, fill(own, p0_percent_complete="45,5", p1_status="Completed", p1_percent_complete="80"))
    shown = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("<aside")])
    assert re.findall(r"\b[A-Z]{1,2}[1-9]\d?\b", shown) == []
    assert f"{FIRST} – Work done (%)" in page[page.index('id="note"') :]
    assert f"{SECOND} – Status on report date, Work done (%)" in page
    assert "Yes, both are right: “Completed” and “80”" in page


def test_what_was_typed_is_quoted_as_it_is_even_where_it_looks_like_a_cell(own: FlaskClient) -> None:
    page = read(own, fill(own, p0_percent_complete="B1", p1_percent_complete="see cell F2"))
    assert "“Work done (%)” holds “B1”." in page
    assert "“Work done (%)” holds “see cell F2”." in page


def test_the_file_of_a_form_holds_what_was_typed_and_no_formula(own: FlaskClient) -> None:
    typed = {
        "p0_progress_note": "=1+1",
        "p0_next_steps": "+1",
        "p1_progress_note": "-1",
        "p1_next_steps": "@x",
        "p0_challenges": "a=b",
    }
    number = fill(own, p0_percent_complete="140", **typed)
    data = own.get(f"/submissions/{number}/original").data
    cells = [cell for row in load_workbook(io.BytesIO(data))["Projects"] for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    risky = {cell.value for cell in cells if cell.value.startswith(("=", "+", "-", "@"))}
    assert risky == {"=1+1", "+1", "-1", "@x"}
    assert {cell.value for cell in cells if cell.quotePrefix} == risky
    again = own.get(f"{FORM}?period=2026&from={number}", headers=PERSON).text
    assert ">=1+1</textarea>" in again


def test_who_prepared_a_form_stands_on_its_receipt_and_in_the_form_again(own: FlaskClient) -> None:
    number = fill(own, p0_percent_complete="140", prepared_by="=An officer", position="Planner")
    assert "<dt>Prepared by</dt><dd>=An officer, Planner</dd>" in read(own, number)
    assert "=An officer, Planner" in own.get(f"/submissions/{number}/receipt", headers=PERSON).text
    again = own.get(f"{FORM}?period=2026&from={number}", headers=PERSON).text
    assert 'name="prepared_by" value="=An officer"' in again
    assert 'name="position" value="Planner"' in again


def test_a_form_is_listed_by_city_and_period(own: FlaskClient) -> None:
    number = fill(own, p0_percent_complete="140")
    for address in ("/submissions", "/my-city/cebu-city", f"/submissions/{number}"):
        page = own.get(address, headers=PERSON).text
        assert "Web form, Cebu City, 2026" in page
        assert "-form." not in page


def test_nothing_changed_stays_ticked_in_the_form(own: FlaskClient) -> None:
    blank = {"p1_in_plan": "", "p1_status": "", "p0_percent_complete": "140"}
    said = fill(own, unchanged="1", **blank)
    assert f"“{SECOND}”" in read(own, said)
    box = re.compile(r'name="unchanged" value="1"( checked)?')
    assert box.findall(own.get(f"{FORM}?from={said}", headers=PERSON).text) == [" checked"]
    unsaid = fill(own, after=str(said), **blank)
    assert box.findall(own.get(f"{FORM}?from={unsaid}", headers=PERSON).text) == [""]
