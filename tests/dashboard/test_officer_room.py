"""What is received has bounds: the room of the disk, the files of one post and the time that they take."""

from __future__ import annotations

import io
from html import unescape
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from dashboard import officer
from dashboard.officer import room
from tests.dashboard.posted import UNUSUAL, number_of, report, send


@pytest.mark.parametrize("wants", ["text/html", "application/json"])
def test_below_some_room_on_the_disk_nothing_is_received_and_it_is_said(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch, wants: str
) -> None:
    home, browser = own.application.config["ASCN"].home, {"Accept": wants}
    asked = number_of(send(own, UNUSUAL))
    before = sorted(path for path in home.rglob("*") if path.is_file())
    monkeypatch.setattr(room, "FREE_BYTES", 2**62)
    for address, form in (
        ("/submit", {"file": (io.BytesIO(b"a,b"), "a.csv")}),
        ("/submit", {"file": [(io.BytesIO(b"a,b"), "a.csv"), (io.BytesIO(b"c,d"), "c.csv")]}),
        (f"/submissions/{asked}/answers", {"answer-1": "yes", "reason": "So it is", "note": "x"}),
        ("/my-city/cebu-city/form", {"p0-title": "A new lane"}),
    ):
        answer = own.post(address, data=form, headers=browser)
        assert answer.status_code == 503, address
        assert "hardly any room left on the disk" in answer.text
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before


def test_of_many_files_in_one_post_none_is_begun_after_a_minute(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 1.0, 59.0, 61.0])
    monkeypatch.setattr(officer.send, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    told = send(own, *(report({"note": f"Works {n}"}) for n in range(3)), on_behalf="1", note="By letter")
    assert told.status_code == 503
    said = unescape(told.text)
    assert said.count(": number 0") == 2
    assert "cebu-2.csv: Not read. The files before it took long, so it was not read. Send it again." in said


def test_more_files_than_a_browser_remembers_are_not_taken_in_one_post(own: FlaskClient) -> None:
    assert "one file or up to 20" in own.get("/submit").text
    told = send(own, *([b"a,b"] * 21))
    assert told.status_code == 400
    assert "You chose 21 files; 20 can be sent at once. None was read." in told.text


def test_the_size_of_a_file_is_told_without_reading_it(
    own: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = number_of(send(own, report()))
    told = own.get(f"/submissions/{number}").text

    def unread(_row: object) -> bytes:
        raise AssertionError("the file is read")

    monkeypatch.setattr(officer.submission, "original_bytes", unread)
    assert own.get(f"/submissions/{number}").text == told
    assert own.get(f"/submissions/{number}/receipt").status_code == 200


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_a_browser_keeps_of_a_safe_site_goes_to_a_safe_site_only(own: FlaskClient, scheme: str) -> None:
    kept = own.get("/my-city/phuket", base_url=f"{scheme}://localhost").headers["Set-Cookie"]
    assert ("Secure" in kept) == (scheme == "https")
