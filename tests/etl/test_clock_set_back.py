"""A machine whose clock was set back: what is sent later still counts over what was sent before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from etl import again, desk, edition_clock, effects, pipeline, rebuild
from etl.desk import Entry
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write
from tests import builders

CITY, A = "Phnom Penh", "phnom-penh-01"


def send(store: Settings, reference: Reference, percent: int, **more: Any) -> pipeline.Outcome:
    data = builders.workbook(reference, [builders.project(A, percent_complete=percent)], city=CITY)
    request = Request(data, f"{percent}.xlsx", is_full=False, answer=lambda f: "yes", **more)
    return pipeline.submit(request, store.home, reference)


def percent(store: Settings) -> float:
    text = "select progress_pct from state_at('2026', null) where project_id = $project"
    return float(snapshot.current(store.home).run(text, {"project": A})["progress_pct"].iloc[0])


@pytest.fixture
def set_back(store: Settings, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A store with a report, on a machine whose clock was then set back a month."""
    send(store, reference, 20)
    earlier = load.utc_now() - dt.timedelta(days=30)
    monkeypatch.setattr(load, "utc_now", lambda: earlier)
    return store


def test_a_correction_counts_all_the_same(set_back: Settings, reference: Reference) -> None:
    assert send(set_back, reference, 30).verdict == "accepted"
    assert percent(set_back) == 30
    send(set_back, reference, 40)
    assert percent(set_back) == 40


def test_the_preview_of_a_correction_is_what_it_changes(set_back: Settings, reference: Reference) -> None:
    held = send(set_back, reference, 30, hold=True)
    told = {(e.key, e.figure): (e.before, e.after) for e in held.effects}
    assert told[A, "progress_pct"] == ("20.0", "30.0")
    sent = pipeline.submit(
        again.request_again(set_back.home, int(held.submission_id or 0)), set_back.home, reference
    )
    assert set(sent.effects) == set(held.effects)


def test_taking_back_is_told_and_done_all_the_same(set_back: Settings, reference: Reference) -> None:
    number = int(send(set_back, reference, 30).submission_id or 0)
    told = effects.of_withdrawal(set_back.home, reference, number)
    assert {(e.key, e.figure): (e.before, e.after) for e in told}[A, "progress_pct"] == ("30.0", "20.0")
    with write.writer(set_back.home, reference) as connection:
        load.withdraw(connection, number, "us", "sent too early", edition_clock.now(connection))
    assert percent(set_back) == 20
    rows = snapshot.current(set_back.home).run(
        "select withdrawn_at > received_at as is_after from withdrawal join submission using (submission_id)"
    )
    assert rows["is_after"].all()


def test_all_is_made_anew_in_the_order_in_which_it_came(set_back: Settings, reference: Reference) -> None:
    send(set_back, reference, 30)
    number = desk.record(set_back.home, reference, Entry("note", A, value="Ask."))
    desk.record(set_back.home, reference, Entry("undo", undoes=number, reason="asked"))
    new = builders.project(None, title="Kiosks", focus_area="Quality environment", sector="Transport")
    for status in ("Planning", "Completed"):
        data = builders.workbook(reference, [{**new, "status": status}], city=CITY)
        request = Request(data, f"{status}.xlsx", is_full=False, answer=lambda f: "yes")
        assert pipeline.submit(request, set_back.home, reference).verdict == "accepted"
    assert rebuild.rebuild(set_back.home, reference) == []
    order = "select count(*) as n from submission s join submission t on s.submission_id < t.submission_id"
    asked = f"{order} and s.received_at >= t.received_at where not s.is_record and not t.is_record"
    assert snapshot.current(set_back.home).run(asked)["n"].iloc[0] == 0
