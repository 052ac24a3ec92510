"""The stopwatch: one stage at a time, and the parts are the whole."""

from __future__ import annotations

import pytest

from etl import stages


def test_a_stage_within_another_takes_its_time_out_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 3.0, 7.0, 8.0, 10.0])
    monkeypatch.setattr(stages.time, "perf_counter", lambda: next(moments))
    watch = stages.start()
    with stages.stage("judge"), stages.stage("ask"):
        assert watch.now == "ask"
    assert watch.header() == "rest;dur=3000.00, judge;dur=3000.00, ask;dur=4000.00"


def test_a_stage_without_a_stopwatch_is_only_its_block() -> None:
    stages._watch.set(None)
    told = []
    with stages.stage("judge"):
        told.append(1)
    assert told == [1]


def test_a_function_can_be_a_stage() -> None:
    watch = stages.start()

    @stages.stage("read")
    def double(number: int) -> int:
        return 2 * number

    assert (double(2), double(4)) == (4, 8)
    assert "read" in watch.seconds
    assert watch.now == stages.REST
