"""A file that was kept is judged again with the sender's answers: suggestions taken, questions confirmed, nothing
changed; what was typed stays beside what is stored."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from etl import again, pipeline
from etl.answers import Reply, from_choices
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.validate.scope import Chosen
from tests import builders

CITY, NAME = "phnom-penh", "Phnom Penh"


def listed(store: Settings) -> list[str]:
    """The city's projects of the last list."""
    text = "select project_id from state_now where at_period = '2025' and city_id = $city and is_listed order by 1"
    return list(ask(store, text, city=CITY)["project_id"])


def ask(store: Settings, text: str, **params: object) -> pd.DataFrame:
    """Rows of the newest snapshot."""
    return snapshot.current(store.home).run(text, params)


def sound_rows(store: Settings) -> list[dict[str, Any]]:
    """A report in which every project stands as last told, all on-going but the completed."""
    state = ask(
        store,
        "select project_id, status from state_now where at_period = '2025' and city_id = $city",
        city=CITY,
    )
    done = set(state.loc[state["status"] == "completed", "project_id"])
    return [builders.project(i, status="Completed" if i in done else "On-going") for i in listed(store)]


def send(store: Settings, reference: Reference, rows: list[dict[str, Any]], **more: Any) -> Outcome:
    """Submit a workbook of the city."""
    request = Request(builders.workbook(reference, rows, city=NAME), "report.xlsx", **more)
    return pipeline.submit(request, store.home, reference)


def send_again(store: Settings, reference: Reference, outcome: Outcome, **more: Any) -> Outcome:
    """Judge the kept file once more."""
    assert outcome.submission_id is not None
    request = again.request_again(store.home, outcome.submission_id, **more)
    return pipeline.submit(request, store.home, reference)


def test_a_suggestion_that_is_taken_is_stored_beside_what_was_typed(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[1]["status"] = "Ongoinng"
    first = send(store, reference, rows)
    assert [(f.code, f.suggestion) for f in first.findings] == [("code_unknown", "On-going")]
    second = send_again(store, reference, first, answer=lambda f: Reply("a slip", take=True))
    assert second.verdict == "accepted"
    kept = ask(store, "select * from correction where submission_id = $id", id=second.submission_id).iloc[0]
    assert (kept["cell"], kept["typed"], kept["stored"]) == (
        builders.cell(reference, "status", 2),
        "Ongoinng",
        "On-going",
    )
    update = ask(
        store,
        "select status, typed['status'] as typed, rule['status'] as rule from project_update"
        " where submission_id = $id and project_id = $project",
        id=second.submission_id,
        project=rows[1]["project_id"],
    ).iloc[0]
    assert tuple(update) == ("ongoing", "Ongoinng", "the suggestion was taken")


def test_a_suggestion_stays_taken_in_the_next_file_while_its_cell_is_the_same(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[1]["status"], rows[2]["percent_complete"] = "Ongoinng", 140
    first = send(store, reference, rows)
    second = send_again(store, reference, first, answer=lambda f: Reply("a slip", take=True))
    assert [f.code for f in second.findings if f.severity == "fix"] == ["percent_range"]
    rows[2]["percent_complete"] = 100
    mended = send(store, reference, rows, follows=second.submission_id)
    assert mended.verdict == "accepted"
    assert [c.stored for c in mended.corrections] == ["On-going"]
    rows[1]["status"] = "Planingg"
    other = send(store, reference, rows, follows=second.submission_id)
    assert other.corrections == ()


def test_yes_to_a_known_name_takes_its_code_and_no_makes_a_new_project(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    title = ask(
        store,
        "select title from state_now where project_id = $p and at_period = '2025'",
        p=rows[0]["project_id"],
    )
    code = rows[0].pop("project_id")
    rows[0] |= {"title": title["title"].iloc[0], "focus_area": "Built infrastructure", "sector": "Transport"}
    first = send(
        store, reference, rows, answer=lambda f: "left" if f.code == "project_not_in_report" else None
    )
    asked = [f for f in first.findings if f.code == "project_known_title"]
    assert [(f.suggestion, str(f.mends)) for f in asked] == [(code, f"Projects!A{builders.HEADER_ROW + 1}")]
    yes = pipeline.check(
        again.request_again(store.home, int(first.submission_id or 0), answer=lambda f: "yes, that one"),
        store.home,
        reference,
    )
    assert (yes.changes["new"], yes.verdict) == (0, "accepted")
    no = again.request_again(
        store.home, int(first.submission_id or 0), answer=lambda f: Reply("another project", take=False)
    )
    assert pipeline.check(no, store.home, reference).changes["new"] == 1


def test_answers_are_known_again_by_the_numbers_of_the_stored_findings(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[0]["status"] = "Completed" if rows[0]["status"] == "On-going" else "Planning"
    rows[1]["percent_complete"], rows[1]["status"] = 90, "Planning"
    first = send(store, reference, rows)
    told = ask(
        store, "select * from finding where submission_id = $id order by number", id=first.submission_id
    )
    asked = told[told["severity"] == "confirm"]
    assert len(asked) >= 2
    chosen = int(asked["number"].iloc[0])
    answer = from_choices(told.to_dict("records"), {chosen: Reply("checked on site")})
    second = send_again(store, reference, first, answer=answer)
    assert sum(1 for f in second.findings if f.confirmed == "checked on site") == 1
    assert second.verdict == "needs_confirmation"
    everything = from_choices(told.to_dict("records"), {int(n): Reply("checked") for n in asked["number"]})
    third = send_again(store, reference, second, answer=everything)
    assert third.verdict == "accepted"


def test_a_confirmation_is_remembered_even_while_the_file_still_has_faults(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[1]["percent_complete"], rows[1]["status"] = 90, "Planning"
    rows[2]["percent_complete"] = 140
    first = send(store, reference, rows, answer=lambda f: "the works began early")
    assert first.verdict == "rejected"
    rows[2]["percent_complete"] = 100
    assert send(store, reference, rows).verdict == "accepted"


def test_nothing_changed_fills_untouched_projects_and_counts_them_apart(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    untouched = rows[1]["project_id"]
    rows[1] = {"project_id": untouched}
    first = send(store, reference, rows)
    assert (first.verdict, first.untouched) == ("rejected", 1)
    second = send_again(store, reference, first, fill_unchanged=True)
    assert (second.verdict, second.untouched) == ("accepted", 0)
    state = ask(
        store,
        "select status, is_unchanged from state_now where at_period = '2026' and city_id = $city order by project_id",
        city=CITY,
    )
    assert list(state["is_unchanged"]) == [False, True] + [False] * (len(rows) - 2)
    before = ask(
        store, "select status from state_now where at_period = '2025' and project_id = $p", p=untouched
    )
    assert state["status"].iloc[1] == before["status"].iloc[0]


@pytest.mark.parametrize(("currency", "spent"), [("PHP", None), ("USD", 50), (None, 50)])
def test_nothing_changed_does_not_restate_money_spent_in_another_currency(
    store: Settings, reference: Reference, currency: str | None, spent: float | None
) -> None:
    rows = sound_rows(store)
    code = rows[0]["project_id"]
    rows[0] |= {"budget": 100, "spent": 50, "currency": "USD"}
    first = send(store, reference, rows, answer=lambda f: "So it is.")
    assert first.verdict == "accepted", [f.message for f in first.findings]
    rows[0] = {"project_id": code, "budget": 100 if currency else None, "currency": currency}
    again = send(store, reference, rows, fill_unchanged=True, answer=lambda f: "So it is.")
    assert again.verdict == "accepted", [f.message for f in again.findings]
    told = ask(store, "from state_now where at_period = '2026' and project_id = $p", p=code).iloc[0]
    assert told["is_unchanged"]
    assert told["currency"] == (currency or "USD")
    assert (None if pd.isna(told["spent"]) else told["spent"]) == spent


def test_what_stands_as_last_reported_is_asked_again_only_where_its_day_has_passed(
    store: Settings, reference: Reference
) -> None:
    day = dt.datetime(2025, 3, 1)
    odd = {"percent_complete": 80, "actual_end": day, "budget": 100, "spent": 150, "currency": "USD"}
    rows = [builders.project(i) for i in listed(store)]
    rows[0] |= odd | {"planned_start": dt.datetime(2025, 6, 1), "forecast_end": dt.datetime(2026, 6, 30)}
    asked = {"finish_without_completed", "finished_before_start", "spent_over_budget"}
    before = send(store, reference, rows, is_full=False, hold=True)
    assert asked | {"forecast_past"} <= {f.code for f in before.findings}
    first = send_again(store, reference, before, answer=lambda f: "So it is.")
    assert first.verdict == "accepted"
    plan = {"project_id": rows[0]["project_id"], "planned_start": rows[0]["planned_start"], "budget": 100}
    blank = Request(
        builders.workbook(reference, [plan, *rows[1:]], city=NAME), "blank.xlsx", fill_unchanged=True
    )
    last = pipeline.check(blank, store.home, reference)
    assert [(f.code, f.value) for f in last.findings] == [("forecast_past", "30 Jun 2026")]
    assert "(30 Jun 2026) is before the report date 31 Dec 2026" in last.findings[0].message
    everybody = pipeline.check(replace(blank, may=lambda f: f != "forecast_end"), store.home, reference)
    assert not everybody.findings, "being asked would tell what stands there"


def test_milestones_that_disagree_with_what_stands_as_last_reported_quote_it(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[0] |= {"status": "On-going", "percent_complete": 40}
    assert send(store, reference, rows, answer=lambda f: "So it is.").verdict == "accepted"
    project = rows[0]["project_id"]
    done = {"project_id": project, "milestone": "Built", "weight": 100, "done": dt.datetime(2026, 3, 1)}
    rows[0] = {"project_id": project}
    data = builders.workbook(reference, rows, city=NAME, side={"Milestones": [done]})
    last = pipeline.check(Request(data, "next.xlsx", fill_unchanged=True), store.home, reference)
    asked = [f for f in last.findings if f.code == "milestones_disagree"]
    assert [(f.value, f.project_id) for f in asked] == [("40", project)]
    assert "says 40 % of the work is done; the milestones add up to 100 %" in asked[0].message


def test_a_report_held_back_is_kept_but_does_not_count_until_it_is_sent(
    store: Settings, reference: Reference
) -> None:
    data = builders.workbook(reference, sound_rows(store), city=NAME)
    request = Request(data, "report.xlsx", hold=True)
    held = pipeline.submit(request, store.home, reference)
    count = "select count(*) as n from counted_reports(null) where city_id = $city and period = '2026'"
    assert ask(store, count, city=CITY)["n"].iloc[0] == 0
    verdict = ask(store, "select verdict from submission where submission_id = $id", id=held.submission_id)
    assert verdict["verdict"].iloc[0] == "checked"
    assert pipeline.submit(request, store.home, reference).repeats == held.submission_id
    assert send_again(store, reference, held).verdict == "accepted"
    assert ask(store, count, city=CITY)["n"].iloc[0] == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_answer_without_a_reason_answers_nothing(
    store: Settings, reference: Reference, reason: str
) -> None:
    rows = sound_rows(store)
    rows[1]["percent_complete"], rows[1]["status"] = 90, "Planning"
    assert send(store, reference, rows, answer=lambda f: Reply(reason)).verdict == "needs_confirmation"


def test_a_reading_that_was_confirmed_is_not_asked_again_for_the_same_value(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    rows[1]["spent"], rows[1]["currency"] = "1.234", "KHR"
    first = send(store, reference, rows, answer=lambda f: "read rightly")
    asked = [f for f in first.findings if f.code == "number_ambiguous"]
    assert [(f.city_id, f.period) for f in asked] == [(CITY, "2026")]
    rows[2]["progress_note"] = "Another word."
    assert send(store, reference, rows).verdict == "accepted"


def test_nothing_changed_stays_said_in_the_next_try(store: Settings, reference: Reference) -> None:
    rows = sound_rows(store)
    rows[1] = {"project_id": rows[1]["project_id"]}
    first = send(store, reference, rows, fill_unchanged=True, hold=True)
    assert first.verdict == "accepted"
    assert send_again(store, reference, first).verdict == "accepted"


def test_the_same_bytes_for_another_period_are_another_report(store: Settings, reference: Reference) -> None:
    data = builders.csv([builders.project(code, city=NAME) for code in listed(store)])
    first = pipeline.submit(Request(data, "list.csv"), store.home, reference)
    assert {f.code for f in first.findings if f.severity == "fix"} == {"period_missing"}
    chosen = Request(data, "list.csv", Chosen(period="2026"), answer=lambda f: "yes")
    second = pipeline.submit(chosen, store.home, reference)
    assert (second.repeats, second.verdict) == (None, "accepted")
    assert pipeline.submit(chosen, store.home, reference).repeats == second.submission_id


def test_the_same_bytes_sent_twice_at_one_moment_count_once(store: Settings, reference: Reference) -> None:
    request = Request(builders.workbook(reference, sound_rows(store), city=NAME), "report.xlsx")
    with ThreadPoolExecutor(2) as both:
        sent = list(both.map(lambda _: pipeline.submit(request, store.home, reference), range(2)))
    assert {o.submission_id for o in sent} == {sent[0].submission_id}
    count = "select count(*) as n from submission where sha256 = $sha256"
    assert ask(store, count, sha256=sent[0].sha256)["n"].iloc[0] == 1


def test_a_fall_that_was_confirmed_is_asked_again_when_it_is_another_fall(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)
    for percent in (70, 55, 90):
        rows[0]["percent_complete"] = percent
        assert send(store, reference, rows, answer=lambda f: "measured anew").verdict == "accepted"
    rows[0]["percent_complete"] = 55
    assert [f.code for f in send(store, reference, rows).findings if not f.confirmed] == ["progress_fell"]


def test_the_answer_about_one_new_project_is_not_the_answer_about_another(
    store: Settings, reference: Reference
) -> None:
    def new(title: str) -> dict[str, Any]:
        kind = {"focus_area": "Built infrastructure", "sector": "Transport"}
        return builders.project(None, title=title, status="Completed", **kind)

    rows = sound_rows(store)
    first = send(
        store, reference, [*rows, new("Night buses")], answer=lambda f: "built in one year", hold=True
    )
    asked = [f for f in first.findings if f.code == "completed_at_first"]
    assert [(f.title, f.confirmed) for f in asked] == [("nightbuses", "built in one year")]
    again_asked = send(store, reference, [*rows, new("Night buses"), new("Bus lanes")])
    said = {f.title: f.confirmed for f in again_asked.findings if f.code == "completed_at_first"}
    assert said == {"nightbuses": "built in one year", "buslanes": None}
    told = ask(store, "select * from finding where submission_id = $id", id=again_asked.submission_id)
    one = told[(told["code"] == "completed_at_first") & (told["title"] == "buslanes")]
    chosen = from_choices(told.to_dict("records"), {int(one["number"].iloc[0]): Reply("by donation")})
    assert [f.title for f in again_asked.findings if chosen(f)] == ["buslanes"]


def test_a_suggestion_that_was_taken_goes_with_its_project_when_rows_move(
    store: Settings, reference: Reference
) -> None:
    rows = sound_rows(store)[:3]
    rows[1]["status"], rows[2]["percent_complete"] = "Ongoinng", 140
    first = send(store, reference, rows, answer=lambda f: Reply("a slip", take=True), is_full=False)
    assert [(c.cell.row, c.stored) for c in first.corrections] == [(builders.HEADER_ROW + 2, "On-going")]
    above = rows[2] | {"percent_complete": 100, "status": "Ongoinng"}
    moved = [rows[0], above, rows[1]]
    second = send(store, reference, moved, follows=first.submission_id, is_full=False)
    assert [(c.cell.row, c.project_id) for c in second.corrections] == [
        (builders.HEADER_ROW + 3, rows[1]["project_id"])
    ]
    open_ones = [(f.code, f.project_id) for f in second.findings if f.severity == "fix"]
    assert open_ones == [("code_unknown", rows[2]["project_id"])]


def test_that_a_heading_is_not_meant_is_asked_once_and_remembered_for_the_city(
    store: Settings, reference: Reference
) -> None:
    strange = {"Total aproved budget": "see annex", "city": NAME, "period": "2026"}
    data = builders.csv([row | strange for row in sound_rows(store)])
    request = Request(data, "report.csv", answer=lambda f: "of our own office", hold=True)
    first = pipeline.submit(request, store.home, reference)
    assert [(f.code, f.city_id, f.period) for f in first.findings] == [("heading_near", CITY, "2026")]
    later = pipeline.check(Request(data, "report.csv"), store.home, reference)
    assert [(f.code, f.confirmed) for f in later.findings] == [("heading_near", "of our own office")]
