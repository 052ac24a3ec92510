"""Decisions sent from a form: written down, shown beforehand where figures change, refused in words, never astray."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dashboard.server import create_server
from etl.settings import Settings
from etl.store import snapshot

NOTE = {
    "kind": "note",
    "project_id": "phnom-penh-01",
    "value": "Ask.",
    "back": "/projects/phnom-penh-01?period=2025",
}
RENAME = {
    "kind": "rename",
    "project_id": "phnom-penh-01",
    "value": "Lamps",
    "reason": "shorter",
    "back": "/identity",
}


@pytest.fixture
def site(store: Settings) -> FlaskClient:
    return create_server(store).test_client()


def entries(store: Settings) -> list[str]:
    return list(snapshot.current(store.home).run("select kind from desk_entry order by entry_id")["kind"])


def test_a_note_is_written_down_and_its_page_opens_again(site: FlaskClient, store: Settings) -> None:
    answer = site.post("/desk", data=NOTE)
    assert (answer.status_code, answer.location) == (303, f"{NOTE['back']}#decision-1")
    assert entries(store) == ["note"]


def test_what_changes_figures_is_shown_before_it_counts(site: FlaskClient, store: Settings) -> None:
    shown = site.post("/desk", data=RENAME)
    assert shown.status_code == 200
    assert "Rename this project?" in shown.text
    assert entries(store) == []
    done = site.post("/desk", data={**RENAME, "confirm": "1"})
    assert (done.status_code, done.location, entries(store)) == (303, "/identity#decision-1", ["rename"])


def test_what_cannot_be_decided_is_said_and_what_was_typed_stays(site: FlaskClient, store: Settings) -> None:
    answer = site.post("/desk", data={**RENAME, "reason": "", "value": "<b>Lamps</b>"})
    assert answer.status_code == 422
    assert "Write the reason" in answer.text
    assert "&lt;b&gt;Lamps&lt;/b&gt;" in answer.text
    assert entries(store) == []


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:x", ""]
)
def test_the_way_back_stays_on_this_site(site: FlaskClient, back: str) -> None:
    assert site.post("/desk", data={**NOTE, "back": back}).location == "/#decision-1"


def test_nothing_that_is_posted_breaks_the_desk(site: FlaskClient) -> None:
    assert site.post("/desk", data={}).status_code == 422
    assert site.post("/desk", data={**NOTE, "value": "x" * 300_000}).status_code == 422
    assert site.post("/desk", data={**NOTE, "kind": "undo", "undoes": "9" * 8}).status_code == 422
    assert site.post("/desk", data={**NOTE, "period": "\x00"}).status_code == 422
