"""The web form of a city without projects: what is told of the city itself is a report like any other."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.dashboard.filled_form import FilledForm
from tests.dashboard.posted import PERSON, number_of, read

FORM = "/my-city/dili/form"
SISTER = {"partners0-project_id": "", "partners0-partner": "Darwin", "partners0-role": "Sister city"}


@pytest.mark.parametrize("typed", [{}, SISTER], ids=["nothing", "a partner"])
def test_a_city_without_projects_reports_by_the_form(own: FlaskClient, typed: dict[str, str]) -> None:
    form = FilledForm(own.get(FORM + "?period=2026", headers=PERSON).text)
    number = number_of(
        own.post(FORM, data=form.sends | typed | {"prepared_by": "An officer"}, headers=PERSON)
    )
    page = read(own, number)
    assert "Your report is accepted." in page
    assert "Its list of projects is empty. Its figures are on the pages now." in page
    for tail in ("/receipt", "/withdraw"):
        assert "Dili" in read(own, number, tail)
    again = FilledForm(own.get(f"{FORM}?period=2026&from={number}", headers=PERSON).text)
    assert again.sends["prepared_by"] == "An officer"
    assert again.sends["partners0-partner"] == typed.get("partners0-partner", "")
    assert "was received on" in own.get("/my-city/dili", headers=PERSON).text


def test_its_file_says_of_which_city_it_is(own: FlaskClient) -> None:
    number = number_of(own.post(FORM, data={"period": "2026"} | SISTER, headers=PERSON))
    book = load_workbook(io.BytesIO(own.get(f"/submissions/{number}/original").data))
    assert [tuple(row) for row in book["Your city"].values] == [("City", "Dili"), ("Period", "2026")]
    assert [row[1] for row in book["Partners"].values] == ["Partner", "Darwin"]


def test_a_fault_of_the_city_itself_can_be_mended(own: FlaskClient) -> None:
    wrong = SISTER | {"partners0-amount": "abc"}
    number = number_of(own.post(FORM, data={"period": "2026"} | wrong, headers=PERSON))
    form = FilledForm(own.get(f"{FORM}?period=2026&from={number}", headers=PERSON).text)
    assert form.links == {"partners0-amount"} | {link for link in form.links if "-" not in link}
    mended = form.sends | {"partners0-amount": ""}
    assert "Your report is accepted." in read(own, number_of(own.post(FORM, data=mended, headers=PERSON)))


def test_what_is_asked_of_its_period_stands_at_the_city_itself(own: FlaskClient) -> None:
    number = number_of(own.post(FORM, data={"period": "2025"}, headers=PERSON))
    assert "“Period”: Dili joined the network on" in read(own, number)
    form = FilledForm(own.get(f"{FORM}?period=2025&from={number}", headers=PERSON).text)
    assert "The city itself: “Period”: Dili joined the network on" in form.said
    assert "the-city" in form.links & form.ids
