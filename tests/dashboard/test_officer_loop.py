"""The officer's loop over HTTP: faults, answers, preview, receipt, withdrawal, the form; and what outsiders may try."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from etl import pipeline
from etl.read import Unavailable
from etl.settings import Settings
from etl.store.places import Busy, Places, StoreError
from etl.store.write import CheckFailed
from tests.dashboard.posted import PERSON, UNUSUAL, number_of, read, report, send


def test_results_live_at_an_address_and_survive_reload(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "140"})))
    first, second = read(own, number), read(own, number)
    assert first == second
    assert "One place in your file must be corrected. Nothing is loaded yet." in first
    assert '<td class="x">140</td>' in first


def test_a_mended_file_follows_the_first_try(own: FlaskClient) -> None:
    first = number_of(send(own, report({"percent": "140"})))
    second = number_of(send(own, report({"percent": "40"}), after=str(first)))
    assert "Your report is accepted." in read(own, second)
    assert f"/submissions/{second}" in read(own, first)
    assert "Tries of this report" in read(own, second)
    assert f"{first:04d}" in read(own, second)


def test_a_question_wants_a_reason_and_keeps_what_was_typed(own: FlaskClient) -> None:
    first = number_of(send(own, UNUSUAL))
    page = read(own, first)
    numbers = re.findall(r'name="answer-(\d+)" value="yes"', page)
    assert numbers
    yes = {f"answer-{n}": "yes" for n in numbers}
    refused = own.post(f"/submissions/{first}/answers", data=yes, headers=PERSON)
    assert refused.status_code == 422
    assert "An answer needs a reason" in refused.text
    assert refused.text.count("checked") >= len(numbers)
    done = own.post(
        f"/submissions/{first}/answers", data=yes | {"reason": "Said by <b>us</b>."}, headers=PERSON
    )
    last = read(own, number_of(done))
    assert "Your report is accepted." in last
    assert "Reason: Said by <b>us</b>." in last
    assert "<b>us</b>" not in own.get(f"/submissions/{number_of(done)}").text


def test_an_answer_to_one_of_two_questions_is_kept(own: FlaskClient) -> None:
    data = report({"status": "Completed", "percent": "80"}, {"status": "Planning"})
    first = number_of(send(own, data))
    numbers = re.findall(r'name="answer-(\d+)" value="yes"', read(own, first))
    assert len(numbers) > 1
    one = {f"answer-{numbers[0]}": "yes", f"reason-{numbers[0]}": "It is."}
    second = number_of(own.post(f"/submissions/{first}/answers", data=one, headers=PERSON))
    assert second != first
    page = read(own, second)
    assert "Reason: It is." in page
    assert len(re.findall(r'name="answer-(\d+)" value="yes"', page)) == len(numbers) - 1


def test_a_suggestion_is_taken_with_one_click_and_recorded(own: FlaskClient) -> None:
    first = number_of(send(own, report({"status": "Ongoingg"})))
    assert "Use the suggestion" in read(own, first)
    done = own.post(f"/submissions/{first}/answers", data={"take": "all"}, headers=PERSON)
    page = read(own, number_of(done))
    assert "Your report is accepted." in page
    assert "Suggestions taken" in page
    assert "Ongoingg" in page


def test_one_answer_stands_for_every_cell_that_says_the_same(own: FlaskClient) -> None:
    first = number_of(send(own, report({"status": "Ongoingg"}, {"status": "Ongoingg"})))
    page = read(own, first)
    assert page.count("Did you mean") == 1
    (name,) = re.findall(r'name="(answer-\d+)" value="take"', page)
    same = re.findall(r'name="(same-\d+)" value="([\d ]+)"', page)
    form = {name: "take", **dict(same)}
    done = own.post(f"/submissions/{first}/answers", data=form, headers=PERSON)
    assert "Your report is accepted." in read(own, number_of(done))


def test_a_fault_of_ours_keeps_the_file_and_gives_a_reference(
    own: FlaskClient, store: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "judge", broken)
    data = report({"percent": "41"})
    answer = send(own, data)
    assert answer.status_code == 500
    assert "Your file is safe with us" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert Places(store.home).original(pipeline.digest(data)).read_bytes() == data


def test_check_first_shows_the_change_and_loads_nothing_until_sent(own: FlaskClient) -> None:
    first = number_of(send(own, report({"percent": "40"}), hold="1"))
    page = read(own, first)
    assert "Your file is in order. It is not sent yet." in page
    assert "What this file will change" in page
    assert "Nothing of this file counts" in read(own, first, "/receipt")
    second = number_of(own.post(f"/submissions/{first}/answers", data={}, headers=PERSON))
    assert "Your report is accepted." in read(own, second)


def test_a_receipt_names_the_file_and_a_report_can_be_taken_back(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "40"})))
    receipt = read(own, number, "/receipt")
    assert re.search(rf"{number:04d}-[0-9a-f]{{8}}", receipt)
    assert "Cebu City, 2026" in receipt
    assert "What this changes" in read(own, number, "/withdraw")
    unreasoned = own.post(f"/submissions/{number}/withdraw", data={"reason": " "}, headers=PERSON)
    assert unreasoned.status_code == 422
    own.post(f"/submissions/{number}/withdraw", data={"reason": "Sent too early"}, headers=PERSON)
    page = read(own, number)
    assert "This report was taken back." in page
    assert "Sent too early" in page
    assert own.get(f"/submissions/{number}/withdraw", headers=PERSON).status_code == 409


@pytest.mark.parametrize("wants", ["text/html", "application/json", "text/plain"])
def test_a_report_that_was_taken_back_does_not_count_again_by_an_answer(own: FlaskClient, wants: str) -> None:
    number = number_of(send(own, report()))
    assert own.post(f"/submissions/{number}/withdraw", data={"reason": "Too early"}).status_code == 303
    again = own.post(
        f"/submissions/{number}/answers", data={"confirm": "all", "note": "x"}, headers={"Accept": wants}
    )
    assert again.status_code == 409
    assert "This report was taken back" in again.text
    assert own.get(f"/submissions/{number + 1}").status_code == 404, "nothing was received"


def test_the_annotated_workbook_is_a_download(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "140"})))
    answer = own.get(f"/submissions/{number}/annotated.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_same_bytes_change_nothing_and_say_so(own: FlaskClient) -> None:
    number = number_of(send(own, report()))
    again = send(own, report())
    assert again.headers["Location"] == f"/submissions/{number}?again=1"
    assert "This file was received before. Nothing changed." in read(own, number, "?again=1")


def test_old_bytes_after_a_newer_report_say_which_one_stands_and_how_the_old_one_counts_again(
    own: FlaskClient,
) -> None:
    old, newer = report({"percent": "40"}), report({"percent": "45"})
    number = number_of(send(own, old))
    assert "Its figures are on the pages now." in read(own, number)
    later = number_of(send(own, newer))
    send(own, old)
    told = f"Number {later:04d}, accepted later, stands now. To make this one count again, "
    link = f'<a href="/submissions/{later}/withdraw">take number {later:04d} back</a>'
    for tail in ("", "?again=1", "/receipt"):
        page = read(own, number, tail)
        assert told + link in page
        assert "Its figures are on the pages now." not in page
        assert "Your report counts from the time above" not in page
    curl = own.post("/submit", data={"file": (io.BytesIO(old), "c.csv")}, headers={"Accept": "*/*"}).text
    assert f"{told}take number {later:04d} back (" in curl
    own.post(f"/submissions/{later}/withdraw", data={"reason": "Old one was right"}, headers=PERSON)
    assert "Its figures are on the pages now." in read(own, number)


def test_a_later_report_of_some_projects_stands_for_those_only(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "40"})))
    later = number_of(send(own, report({"percent": "45"}), coverage="partial"))
    told = f"Number {later:04d}, accepted later, stands now for the projects that it names."
    assert told in read(own, number)
    assert "stand now for 1 of its 38 cities and periods" not in read(own, 5)


def test_several_files_come_at_once_on_a_citys_behalf(own: FlaskClient) -> None:
    unsaid = send(own, report(), on_behalf="1")
    assert unsaid.status_code == 400
    assert "Say in the note" in unsaid.text
    both = send(own, report({"percent": "1"}), report({"percent": "2"}), on_behalf="1", note="By e-mail.")
    assert both.status_code == 303
    only = own.get(both.headers["Location"], headers=PERSON).text
    assert "cebu-0.csv" in only
    assert "cebu-1.csv" in only
    assert "for the city" in only


def test_curl_gets_plain_words_and_programs_an_array(own: FlaskClient) -> None:
    def post(headers: dict[str, str], **form: str) -> TestResponse:
        return own.post("/submit", data={"file": (io.BytesIO(UNUSUAL), "c.csv"), **form}, headers=headers)

    plain = post({"Accept": "*/*"})
    assert plain.status_code == 200
    assert plain.mimetype == "text/plain"
    assert "Please confirm" in plain.text
    told = post({"Accept": "application/json"})
    assert told.json is not None
    assert told.json[0]["verdict"] == "needs_confirmation"
    agreed = post({"Accept": "*/*"}, confirm="all", note="It is so.")
    assert agreed.status_code == 200
    assert "Accepted" in agreed.text
    faulty = {"file": (io.BytesIO(report({"percent": "140"})), "c.csv")}
    assert own.post("/submit", data=faulty, headers={"Accept": "*/*"}).status_code == 422
    assert own.post("/submit", data={}).status_code == 400
    astray = post({"Accept": "*/*"}, city="Atlantis")
    assert (astray.status_code, "“Atlantis” is no city" in astray.text) == (400, True)


@pytest.mark.parametrize(
    "form",
    [
        {"after": "x"},
        {"after": "999999", "answer-1": "yes"},
        {"answer-1": "take", "reason-1": "x" * 100_000},
        {"note": "\x00\x01<script>alert(1)</script>\u202e", "period": "\x07"},
        {"hold": "maybe", "coverage": "nonsense", "unchanged": "?"},
        {"same-1": "1 2 x -3 99999999999999999999", "answer-1": "take", "after": "1"},
    ],
)
def test_odd_fields_do_no_harm(own: FlaskClient, form: dict[str, str]) -> None:
    number = number_of(send(own, report({"percent": "140"}), **form))
    page = own.get(f"/submissions/{number}", headers=PERSON).text
    assert "<script>" not in page
    assert "\x00" not in page


def test_answers_to_what_is_not_here_are_refused_in_words(own: FlaskClient) -> None:
    for tail in ("answers", "withdraw"):
        answer = own.post(f"/submissions/4711/{tail}", data={"reason": "x"}, headers=PERSON)
        assert answer.status_code == 404
        assert "No file with the number 4711" in answer.text
    foreign = own.post(
        "/submissions/1/withdraw", data={"reason": "x"}, headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403


def test_nothing_answered_is_said(own: FlaskClient) -> None:
    first = number_of(send(own, UNUSUAL))
    answer = own.post(f"/submissions/{first}/answers", data={"answer-1": "fix"}, headers=PERSON)
    assert answer.status_code == 422
    assert "Nothing was answered yet" in answer.text
    unchosen = own.post("/submit", data={"after": str(first), "answer-1": "yes"}, headers=PERSON)
    assert unchosen.status_code == 400
    assert "No file was chosen" in unchosen.text


def test_a_file_without_a_city_can_be_given_one_where_it_is_sent_again(own: FlaskClient) -> None:
    lines = report({"percent": "40"}).decode().splitlines()
    without = "\n".join(line.split(",", 1)[1] for line in lines).encode()
    number = number_of(send(own, without))
    page = read(own, number)
    assert "Add a column “city”, or choose the city beside the file when you send it." in page
    assert '<select id="city" name="city">' in page
    assert '<select id="period"' not in page
    second = number_of(send(own, without, after=str(number), city="cebu-city"))
    assert "Your report is accepted." in read(own, second)


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (Busy("held"), 503, "Your file is safe; try again in a minute"),
        (Unavailable("other files"), 503, "Your file is safe; try again in a minute"),
        (CheckFailed("data test x"), 500, "Tell us the reference"),
        (StoreError("The file of submission 0007 was not kept."), 409, "was not kept"),
    ],
)
def test_a_fault_of_the_store_is_told_as_what_it_is(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, says: str
) -> None:
    def broken(*_args: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "submit", broken)
    answer = send(own, report({"percent": "41"}))
    assert (answer.status_code, says in answer.text) == (status, True)
    assert "nothing to show yet" not in answer.text
    assert "data test" not in answer.text


def test_of_several_files_each_is_told_its_own_outcome(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.submit

    def third_fails(made: pipeline.Request, *rest: Any) -> pipeline.Outcome:
        if made.name == "cebu-2.csv":
            raise ZeroDivisionError
        return whole(made, *rest)

    monkeypatch.setattr(pipeline, "submit", third_fails)
    answer = send(own, *(report({"percent": str(n)}) for n in (1, 2, 3)))
    assert answer.status_code == 500
    assert "1 file of 3 failed" in answer.text
    assert "cebu-0.csv: number 0006" in answer.text
    assert "cebu-1.csv: number 0007" in answer.text
    assert "nothing was changed" not in answer.text
    assert "cebu-2.csv: Something went wrong" in answer.text
