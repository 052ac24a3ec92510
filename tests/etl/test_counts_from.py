"""The past moment from which an importer's report is to count is kept until what was asked is answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from etl import again, editions, pipeline
from etl.pipeline import Outcome, Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from etl.store.places import StoreError
from tests import builders

CITY, A = "Phnom Penh", "phnom-penh-01"
EARLY, LATE = dt.datetime(2026, 2, 1), dt.datetime(2026, 3, 1)


def send(store: Settings, reference: Reference, percent: int, at: dt.datetime | None, **more: Any) -> Outcome:
    row = builders.project(A, percent_complete=percent)
    data = builders.workbook(reference, [row], city=CITY)
    given = {"is_full": False, "answer": lambda f: "as the city says", "counted_at": at, **more}
    return pipeline.submit(Request(data, f"{percent}.xlsx", **given), store.home, reference)


def answer(store: Settings, reference: Reference, number: int | None, **more: Any) -> Outcome:
    made = again.request_again(store.home, int(number or 0), answer=lambda f: "as the city says", **more)
    return pipeline.submit(made, store.home, reference)


def counted(store: Settings, number: int | None) -> pd.Timestamp:
    asked = "select counted_at from submission where submission_id = $number"
    return pd.Timestamp(snapshot.current(store.home).run(asked, {"number": number})["counted_at"].iloc[0])


def test_what_was_only_checked_counts_from_the_moment_that_was_asked(
    store: Settings, reference: Reference
) -> None:
    held = send(store, reference, 20, EARLY, hold=True)
    sent = answer(store, reference, held.submission_id)
    assert sent.verdict == "accepted"
    assert counted(store, sent.submission_id) == pd.Timestamp(EARLY)


def test_a_question_that_is_answered_later_leaves_the_moment_as_it_was(
    store: Settings, reference: Reference
) -> None:
    send(store, reference, 90, EARLY)
    asked = send(store, reference, 10, LATE, answer=lambda f: None)
    assert asked.verdict == "needs_confirmation"
    sent = answer(store, reference, asked.submission_id)
    assert sent.verdict == "accepted"
    assert counted(store, sent.submission_id) == pd.Timestamp(LATE)


def test_the_preview_is_of_the_moment_that_was_asked(store: Settings, reference: Reference) -> None:
    send(store, reference, 60, LATE)
    held = send(store, reference, 20, EARLY, hold=True)
    assert (A, "progress_pct") not in {(e.key, e.figure) for e in held.effects}, "a later report stands"
    sent = answer(store, reference, held.submission_id)
    assert set(sent.effects) == set(held.effects)


def test_a_moment_that_a_final_edition_knows_is_refused_before_anything_is_asked(
    store: Settings, reference: Reference
) -> None:
    draft = editions.create(store.home, reference, "Annual report", "2025")
    editions.make_final(store.home, reference, draft.edition_id)
    with pytest.raises(StoreError, match="This cannot count from"):
        send(store, reference, 20, EARLY, hold=True)


def test_the_same_file_with_another_moment_is_no_repeat_until_it_counts(
    store: Settings, reference: Reference
) -> None:
    data = builders.workbook(reference, [builders.project(A, percent_complete=20)], city=CITY)

    def sent(at: dt.datetime | None, **more: Any) -> Outcome:
        request = Request(data, "20.xlsx", is_full=False, answer=lambda f: "yes", counted_at=at, **more)
        return pipeline.submit(request, store.home, reference)

    first = sent(EARLY, hold=True)
    assert sent(EARLY, hold=True).repeats == first.submission_id
    assert sent(LATE, hold=True).repeats is None
    accepted = sent(None)
    assert (accepted.verdict, accepted.repeats) == ("accepted", None)
    assert sent(EARLY).repeats == accepted.submission_id
