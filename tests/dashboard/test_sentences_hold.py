"""Sentences of reports and meeting are true of any counts: what is not stated is not denied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from dashboard.meeting import network
from dashboard.queries import figures, frame, run
from dashboard.reports import shares
from dashboard.reports.sentences import Member
from etl.settings import Settings
from tests.dashboard.frames import CODES, counted

DENIED = ("none ", "neither ", "is not completed")
IPOH = Member("city", "ipoh", "Ipoh")
on_one_store = trying(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(autouse=True)
def record(record_store: Settings) -> Iterator[None]:
    """The public record; other tests ask the store that they asked before."""
    before = run.used()
    run.use(record_store)
    yield
    run.use(before)


def is_denied(text: str) -> bool:
    """Whether a sentence says that nothing is completed, other than that nothing is stated to be."""
    return any(word in text.casefold() for word in DENIED) and "stated as completed" not in text


@on_one_store
@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 30)), st.integers(1, 30))
def test_where_a_status_is_not_stated_nothing_is_told_as_not_completed(
    counts: dict[str, int], first: int
) -> None:
    row = counted(**counts)
    base = row["projects"] - row["cancelled"]
    done = min(first, row["completed"])
    row |= {"baseline_projects": first, "baseline_completed": done, "completion_rate_baseline": done / first}
    row["completion_rate"] = row["completed"] / base if base else None
    for make in (shares.completion, shares.first_list):
        sentence = make(frame.view({}), IPOH, row)
        if sentence is not None and row["not_stated"]:
            assert not is_denied(sentence.text)
        elif sentence is not None:
            assert "stated" not in sentence.text


def test_of_a_city_two_of_whose_projects_state_no_status_it_is_said_what_is_stated() -> None:
    view = frame.view({"period": "2024"})
    rows = figures.at(view, "city").set_index("key", drop=False)
    row = rows.loc["kota-kinabalu"].to_dict()
    member = Member("city", "kota-kinabalu", "Kota Kinabalu")
    told = [
        sentence.text
        for make in (shares.completion, shares.first_list)
        if (sentence := make(view, member, row))
    ]
    assert told == [
        "None of the three listed projects is stated as completed.",
        "Of the two projects of the first list, none is stated as completed.",
    ]  # fmt: skip


MOVES = ("completed", "forward", "added", "split", "no_longer_listed", "merged")


@given(st.dictionaries(st.sampled_from(MOVES), st.integers(1, 60)))
def test_what_moved_adds_up_with_what_was_split_and_merged(kinds: dict[str, int]) -> None:
    shown = {figure.label: int(figure.value) for figure in network._steps(kinds).figures}
    came = shown["new on the list"] + shown.get("split from others", 0)
    left = shown["no longer listed"] + shown.get("went on as part of others", 0)
    assert came == kinds.get("added", 0) + kinds.get("split", 0)
    assert left == kinds.get("no_longer_listed", 0) + kinds.get("merged", 0)
    text = network._moved_in_short(kinds)
    assert ("none new" in text) == (came == 0)
    assert ("split" in text) == bool(kinds.get("split"))


def test_what_moved_is_said_in_a_line() -> None:
    said = network._moved_in_short({"completed": 7, "added": 33, "split": 2})
    assert said == "Seven projects completed, 33 new on the list and two split from others"
    assert network._moved_in_short({"split": 1}) == "No project completed, one split from others"
    assert network._moved_in_short({}) == "No project completed, none new on the list"
