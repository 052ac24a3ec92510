"""What stays between the tries of a report: answers, suggestions taken, “nothing changed”; what old tabs may not."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.queries import received
from tests.dashboard.posted import BLANK, PERSON, UNUSUAL, number_of, read, report, send

BOX = re.compile(r'name="unchanged" value="1"( checked)?')
LEFT = "Nothing changed in 1 project: “Cebu City Bus Rapid Transit”"


def test_nothing_changed_names_its_projects_before_the_findings(own: FlaskClient) -> None:
    page = read(own, number_of(send(own, report({"percent": "140"}, BLANK))))
    assert page.index(LEFT) < page.index('<section id="fix"')
    assert BOX.findall(page) == [""]


def test_nothing_changed_is_one_click(own: FlaskClient) -> None:
    first = number_of(send(own, report({"percent": "40"}, BLANK)))
    assert LEFT in read(own, first)
    done = own.post(f"/submissions/{first}/answers", data={"unchanged": "1", "blank": "1"}, headers=PERSON)
    last = number_of(done)
    page = read(own, last)
    assert "Your report is accepted." in page
    assert "<b>Nothing changed</b> was said for 1 project: “Cebu City Bus Rapid Transit”." in page
    assert "Nothing changed" in read(own, last, "/receipt")


def test_nothing_changed_goes_with_the_next_file_and_can_be_taken_away(own: FlaskClient) -> None:
    first = number_of(send(own, report({"percent": "140"}, BLANK)))
    said = number_of(
        own.post(f"/submissions/{first}/answers", data={"unchanged": "1", "blank": "1"}, headers=PERSON)
    )
    assert BOX.findall(read(own, said)) == [" checked"]
    unsaid = number_of(send(own, report({"percent": "141"}, BLANK), after=str(said), blank="1"))
    assert BOX.findall(read(own, unsaid)) == [""]
    mended = send(own, report({"percent": "40"}, BLANK), after=str(said))
    assert "Your report is accepted." in read(own, number_of(mended))


def test_plain_words_name_the_projects_left_blank(own: FlaskClient) -> None:
    def post(**form: str) -> str:
        data = {"file": (io.BytesIO(report({"percent": "140"}, BLANK)), "c.csv"), **form}
        return own.post("/submit", data=data, headers={"Accept": "*/*"}).text

    assert "1 project left blank (cebu-city-02). Say unchanged=1" in post()
    assert "1 project left blank (cebu-city-02): as you said, nothing changed there" in post(unchanged="1")


def test_a_suggestion_taken_shows_what_was_typed_struck_through(own: FlaskClient) -> None:
    first = number_of(send(own, report({"status": "Ongoingg", "percent": "140"})))
    page = read(own, first)
    (name,) = re.findall(r'name="(answer-\d+)" value="take"', page)
    second = number_of(own.post(f"/submissions/{first}/answers", data={name: "take"}, headers=PERSON))
    row = re.sub(r'<span class="vh">[^<]*</span>', "", read(own, second))
    assert "<del>Ongoingg</del> <ins>On-going</ins>" in row


def test_an_answer_from_an_old_tab_is_not_judged(own: FlaskClient) -> None:
    first = number_of(send(own, UNUSUAL))
    (name,) = re.findall(r'name="(answer-\d+)" value="yes"', read(own, first))[:1]
    second = number_of(send(own, report({"percent": "140"}), after=str(first)))
    newest = number_of(send(own, report({"percent": "141"}), after=str(second)))
    late = own.post(f"/submissions/{first}/answers", data={name: "yes", "reason": "So."}, headers=PERSON)
    assert late.status_code == 409
    assert "There is a newer try" in late.text
    assert f'href="/submissions/{newest}"' in late.text
    plain = own.post(f"/submissions/{first}/answers", data={name: "yes"}, headers={"Accept": "*/*"})
    assert (plain.status_code, plain.mimetype) == (409, "text/plain")
    page = read(own, first)
    assert f'href="/submissions/{newest}"' in page
    assert "/answers" not in page
    assert own.get(f"/submissions/{newest + 1}", headers=PERSON).status_code == 404


def test_what_was_not_loaded_has_no_receipt(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "140"})))
    page = read(own, number, "/receipt")
    assert "No receipt: this file does not count" in page
    assert "Reference" not in page
    assert "Fingerprint" not in page


def test_taking_back_leads_back_to_the_report(own: FlaskClient) -> None:
    number = number_of(send(own, report({"percent": "40"})))
    back = f'<a href="/submissions/{number}">Back to number {number:04d}</a>'
    assert back in read(own, number, "/withdraw")
    own.post(f"/submissions/{number}/withdraw", data={"reason": "Too early"}, headers=PERSON)
    twice = own.get(f"/submissions/{number}/withdraw", headers=PERSON)
    assert twice.status_code == 409
    assert f'href="/submissions/{number}"' in twice.text


def test_times_name_their_zone_and_dates_have_one_form(own: FlaskClient) -> None:
    number = number_of(send(own, report({"end": "03/04/2027"})))
    page = read(own, number)
    assert re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d Jakarta time", page)
    told = [page, *(own.get(a, headers=PERSON).text for a in ("/submissions", "/my-city/cebu-city", "/help"))]
    months = "January|February|March|April|June|July|August|September|October|November|December"
    assert [found for text in told for found in re.findall(rf"\d (?:{months}) \d{{4}}", text)] == []


def test_each_finding_leads_to_its_help(own: FlaskClient) -> None:
    page = read(own, number_of(send(own, report({"percent": "140"}))))
    assert 'href="/help#percent_range"' in page


def test_the_marked_workbook_is_named_for_what_it_is(own: FlaskClient) -> None:
    page = read(own, number_of(send(own, report({"percent": "140"}))))
    assert "your values in our template, since your file cannot hold marks" in page


def test_the_last_report_stands_beside_a_new_one(own: FlaskClient) -> None:
    page = read(own, number_of(send(own, report({"percent": "140"}))))
    assert re.search(r"2025, accepted \d{1,2} \w{3} \d{4}, in the network’s record\. It stands until", page)


def test_a_yes_without_a_reason_is_asked_for_it_even_beside_a_mended_file(own: FlaskClient) -> None:
    first = number_of(send(own, report({"status": "Completed", "percent": "80"}, {"percent": "140"})))
    (name,) = re.findall(r'name="(answer-\d+)" value="yes"', read(own, first))[:1]
    mended = report({"status": "Completed", "percent": "80"}, {"percent": "40"})
    answer = send(own, mended, after=str(first), **{name: "yes"})
    page = unescape(own.get(answer.headers["Location"], headers=PERSON).text)
    assert "An answer needs a reason." in page
    assert re.search(r'name="answer-\d+" value="yes" checked', page)
    assert "Write a reason, or one reason for all." in page


def test_of_very_many_findings_all_are_counted_and_the_rest_is_said(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = number_of(send(own, report({"percent": "140"}, {"percent": "141", "status": "Ongoingg"})))
    monkeypatch.setattr(received, "FINDINGS", 1)
    page = read(own, number)
    assert '<span class="n e">3</span>' in page
    assert "2 more findings of this file are counted above and not shown" in page
