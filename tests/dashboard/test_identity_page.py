"""Identity: the pairs of the record beside each other, decided by plain forms; the ledger with the way to undo."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dashboard.decided import shortened
from etl.effects import Effect
from tests.dashboard.conftest import Drawn, ask

BACK = "/identity"
DIFFERENT = {
    "kind": "different",
    "project_id": "siem-reap-02",
    "other_id": "siem-reap-03",
    "reason": "two",
    "back": BACK,
}


def test_every_pair_of_the_record_waits_for_a_decision(drawn: Drawn) -> None:
    page = drawn("/identity")
    assert "Possibly the same: 12 pairs to decide" in page.text
    assert {"/projects/siem-reap-02", "/projects/siem-reap-03"} <= set(page.hrefs())
    forms = [props for props in page.all("Form") if props.get("action") == "/desk"]
    assert len(forms) >= 12 * 3 + 4


def test_the_public_sees_no_form(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.audience.level", lambda: "public")
    page = drawn("/identity?period=2024")
    assert not page.all("Form") or all(form.get("action") != "/desk" for form in page.all("Form"))
    assert "for the Secretariat" in page.text


def test_a_decided_pair_leaves_the_list_and_stands_in_the_ledger(own: FlaskClient) -> None:
    assert own.post("/desk", data=DIFFERENT).location == "/identity#decision-1"
    merge = {
        **DIFFERENT,
        "kind": "merge",
        "project_id": "jakarta-01",
        "other_id": "jakarta-03",
        "confirm": "1",
    }
    assert own.post("/desk", data=merge).status_code == 303
    page = ask(own, "/identity").text
    assert "10 pairs to decide" in page
    assert "Decided: 2" in page
    undo = {"kind": "undo", "undoes": "2", "reason": "no", "back": BACK, "confirm": "1"}
    assert own.post("/desk", data=undo).status_code == 303
    assert "11 pairs to decide" in ask(own, "/identity").text


def test_a_change_that_is_the_same_on_several_lists_is_told_once() -> None:
    told = [Effect("project", "a", "A", p, "title", "Old", "New") for p in ("2022", "2023", "2024", "2025")]
    told += [
        Effect("project", "b", "B", p, f, v, None)
        for p in ("2024", "2025")
        for f, v in (("is_listed", "True"), ("status", "ongoing"))
    ]
    short = shortened(told)
    assert [(e.key, e.figure, e.period) for e in short] == [
        ("a", "title", "2022 to 2025"),
        ("b", "is_listed", "2024, 2025"),
    ]


def test_an_old_code_leads_to_the_project_that_it_goes_on_as(own: FlaskClient) -> None:
    merge = {**DIFFERENT, "kind": "merge", "confirm": "1"}
    assert own.post("/desk", data=merge).status_code == 303
    page = ask(own, "/projects/siem-reap-02")
    assert "This code was merged into another project" in page.text
    assert "/projects/siem-reap-03" in page.hrefs()
    assert "This code was merged" not in ask(own, "/projects/siem-reap-02?known_on=2026-01-01").text


def test_partners_that_were_named_under_an_old_code_stand_with_the_project_that_goes_on(
    own: FlaskClient,
) -> None:
    merge = {**DIFFERENT, "kind": "merge", "confirm": "1"}
    codes = {"project_id": "phnom-penh-01", "other_id": "phnom-penh-02"}
    assert "Minebea" not in ask(own, "/projects/phnom-penh-02").text
    assert own.post("/desk", data=merge | codes).status_code == 303
    assert "Minebea" in ask(own, "/projects/phnom-penh-02").text


@pytest.mark.parametrize("decision", [DIFFERENT, {**DIFFERENT, "kind": "merge", "confirm": "1"}])
def test_what_was_decided_about_two_projects_is_asked_no_more(
    own: FlaskClient, decision: dict[str, str]
) -> None:
    pages = ("/projects/siem-reap-03", "/cities/siem-reap")
    before = [ask(own, page).text for page in pages]
    assert own.post("/desk", data=decision).status_code == 303
    after = [ask(own, page).text for page in pages]
    assert ["May be the same project as" in before[0], "May be the same project as" in after[0]] == [
        True,
        False,
    ]
    assert before[1].count("the same project as") == after[1].count("the same project as") + 1
    then = [ask(own, f"{page}?known_on=2026-01-01").text for page in pages]
    assert "May be the same project as" in then[0]
    assert then[1].count("the same project as") == before[1].count("the same project as")


def test_a_city_is_not_asked_what_became_of_work_that_another_project_goes_on_with(drawn: Drawn) -> None:
    asked = "left the list after 2024. Was it finished, merged or dropped?"
    assert drawn("/cities/siem-reap?period=2025").text.count(asked) == 2
    assert asked not in drawn("/cities/vientiane?period=2025").text


def test_a_city_is_not_asked_again_what_the_desk_was_answered(own: FlaskClient) -> None:
    page, asked = (
        "/cities/siem-reap?period=2025",
        "left the list after 2024. Was it finished, merged or dropped?",
    )
    before = ask(own, page).text
    rows = own.get("/api/v1/movement?period=2025&city=siem-reap").get_json()["rows"]
    left = next(row for row in rows if f"{row['title']} {asked}" in before)
    told = {
        "kind": "closeout",
        "project_id": left["project_id"],
        "value": "stopped",
        "reason": "Letter of 3 May",
    }
    assert own.post("/desk", data=told).status_code == 303
    assert ask(own, page).text.count(asked) == before.count(asked) - 1
