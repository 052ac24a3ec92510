"""Texts of several lines in fields of one line: a workbook has them, and a form left as it came changes none."""

from __future__ import annotations

import io

from flask.testing import FlaskClient

from etl.reference import Reference
from tests import builders
from tests.dashboard.filled_form import FilledForm
from tests.dashboard.posted import PERSON, number_of, read

FORM = "/my-city/cauayan-city/form?period=2026"
CODE = "cauayan-city-01"
TITLE, OFFICE = "Waste-Wise Cities\nfor Sustainability", "City Hall,\nSecond floor"
SIDE = {
    "Milestones": [{"project_id": CODE, "milestone": "Design\nof signals", "weight": 100}],
    "Partners": [{"project_id": CODE, "partner": "City\nBank", "role": "Lender\nand more"}],
    "Results": [{"project_id": CODE, "indicator": "Trees\nplanted", "unit": "number\na year"}],
}


def test_a_form_left_as_it_came_changes_no_text_of_several_lines(
    own: FlaskClient, reference: Reference
) -> None:
    row = builders.project(CODE, title=TITLE, lead_agency=OFFICE)
    files = {"file": (io.BytesIO(builders.workbook(reference, [row], period="2025", side=SIDE)), "r.xlsx")}
    said = own.post(
        "/submit", data=files | {"confirm": "all", "note": "As named"}, headers={"Accept": "text/plain"}
    )
    assert "ccepted" in said.text
    form = FilledForm(own.get(FORM, headers=PERSON).text)
    needed = {"p0-in_plan": "Yes", "p0-status": "On-going"}
    number = number_of(own.post(FORM, data=form.sends | needed, headers=PERSON))
    assert "Your report is accepted." in read(own, number)
    after = FilledForm(own.get(FORM, headers=PERSON).text)
    told = {name: value.replace("\r\n", "\n") for name, value in after.sends.items()}
    assert (told["p0-title"], told["p0-lead_agency"]) == (TITLE, OFFICE)
    for sheet, (first,) in SIDE.items():
        for name, value in first.items():
            if isinstance(value, str):
                assert told[f"{sheet.casefold()}0-{name}"] == value
