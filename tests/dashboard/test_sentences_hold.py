"""Sentences of reports and meeting are true of any counts: what is not stated is not denied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from dashboard.meeting import facts, network
from dashboard.queries import figures, frame, run
from dashboard.reports import brief, sentences, shares
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


def test_projects_that_came_onto_the_list_already_completed_are_named_beside_those_completed_since(
    record_store: Settings,
) -> None:
    run.use(record_store)
    view = frame.view({"period": "2024", "compare": "2023"})
    rows = figures.movement(view)
    came = sentences.came_completed(rows)
    assert sorted(came["project_id"]) == ["siem-reap-06", "siem-reap-07"]
    now, then = (int(figures.at(v, "network")["completed"].iloc[0]) for v in (view, view.compared()))
    assert now - then == (rows["kind"] == "completed").sum() + len(came)
    member = Member("network", "ASCN", "the network")
    told = sentences.completed_names(view, member, rows)
    assert told is not None
    assert "; two came onto the list already completed: " in told.text
    assert all(title in told.text.partition("; two came")[2] for title in came["title"])
    assert {n.key for n in told.numbers if n.figure == "moved_came_completed"} == {
        "ASCN",
        *came["project_id"],
    }
    screen = network.completed(facts.seen(view))
    assert screen is not None
    assert (
        screen.message.text == "Seven projects completed since 2023, two came onto the list already completed"
    )
    assert [item.title for item in screen.parts[0].items][-2:] == list(came["title"])
    assert "(two already completed)" in network.moved(facts.seen(view)).message.text
    brief_of = brief.built(view, record_store.home, "KHM")
    assert any("; already completed: " in sentence.text for sentence in brief_of.sentences())


def test_where_none_was_completed_those_that_came_completed_are_still_named(record_store: Settings) -> None:
    run.use(record_store)
    view = frame.view({"period": "2022"})
    assert view.compare
    came = sentences.came_completed(figures.movement(view))
    assert len(came) == 2
    told = sentences.completed_names(view, Member("network", "ASCN", "the network"), figures.movement(view))
    assert told is not None
    assert told.text.startswith(f"Since the {view.compare} report two projects came onto the list already")
    assert network._moved_in_short({"added": 2}, 2) == (
        "No project completed, two new on the list (both already completed)"
    )
