"""The end of an action plan: ranges from the reports, narrowed by each recorded answer, each with its source."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from etl import desk
from etl.desk import Entry
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

PLAN = "2018-2025"
UNKNOWN = "da-nang-01"


def ends(store: Settings, known_on: str | None = None) -> pd.DataFrame:
    return snapshot.current(store.home).run(
        "select * from closeout($plan, '2025', $known_on::timestamp)", {"plan": PLAN, "known_on": known_on}
    )


def ranges(store: Settings, axis: str = "network") -> dict[str, tuple[int, int]]:
    rows = snapshot.current(store.home).run(
        "select outcome, sum(at_least)::int as low, sum(at_most)::int as high"
        " from closeout_range($axis, $plan, '2025', null) group by outcome",
        {"axis": axis, "plan": PLAN},
    )
    return {str(o): (int(low), int(high)) for o, low, high in rows.itertuples(index=False)}


def test_the_first_plan_s_53_projects_each_end_one_way(record_store: Settings) -> None:
    rows = ends(record_store)
    assert rows["project_id"].is_unique
    assert rows["outcome"].value_counts().to_dict() == {
        "goes_on": 37,
        "not_answered": 10,
        "completed": 5,
        "replaced": 1,
    }
    assert set(rows.loc[rows["basis"] == "none", "outcome"]) == {"not_answered"}


@pytest.mark.parametrize("axis", ["network", "country", "city"])
def test_every_count_is_a_range_until_all_have_answered(record_store: Settings, axis: str) -> None:
    assert ranges(record_store, axis) == {
        "completed": (5, 15),
        "goes_on": (37, 47),
        "merged": (0, 10),
        "replaced": (1, 11),
        "stopped": (0, 10),
    }


def test_an_answer_narrows_every_range_and_says_who_gave_it(store: Settings, reference: Reference) -> None:
    answer = Entry("closeout", UNKNOWN, value="stopped", reason="Letter of 3 November", who="Ms Dara")
    desk.record(store.home, reference, answer)
    assert ranges(store) == {
        "completed": (5, 14),
        "goes_on": (37, 46),
        "merged": (0, 9),
        "replaced": (1, 10),
        "stopped": (1, 10),
    }
    row = ends(store).set_index("project_id").loc[UNKNOWN]
    assert (row["outcome"], row["basis"], row["answer_who"]) == ("stopped", "answer", "Ms Dara")
    assert row["answer_reason"] == "Letter of 3 November"


def test_an_answer_goes_before_what_the_reports_say_and_keeps_it_beside(
    store: Settings, reference: Reference
) -> None:
    listed = ends(store).query("outcome == 'goes_on'")["project_id"].iloc[0]
    desk.record(store.home, reference, Entry("closeout", listed, value="completed", reason="opened in May"))
    row = ends(store).set_index("project_id").loc[listed]
    assert (row["outcome"], row["reported"]) == ("completed", "goes_on")


def test_an_answer_counts_from_its_moment_and_until_it_is_undone(
    store: Settings, reference: Reference
) -> None:
    first = Entry("closeout", UNKNOWN, value="stopped", reason="x", decided_at=dt.datetime(2026, 3, 1))
    number = desk.record(store.home, reference, first)
    undo = Entry("undo", undoes=number, reason="wrong city", decided_at=dt.datetime(2026, 4, 1))
    desk.record(store.home, reference, undo)
    told = [
        ends(store, when).set_index("project_id").loc[UNKNOWN, "outcome"]
        for when in ("2026-02-01", "2026-03-15", None)
    ]
    assert told == ["not_answered", "stopped", "not_answered"]


def test_work_that_another_project_took_over_is_replaced_by_it(record_store: Settings) -> None:
    row = ends(record_store).query("outcome == 'replaced'").iloc[0]
    assert (row["project_id"], row["link_id"]) == ("vientiane-01", "vientiane-03")


def test_a_pair_that_was_decided_different_is_no_longer_asked_about(
    store: Settings, reference: Reference
) -> None:
    before = ends(store).set_index("project_id")["maybe_same_id"].dropna()
    assert len(before) == 5
    project, other = before.index[0], before.iloc[0]
    desk.record(store.home, reference, Entry("different", project, other, reason="two sites"))
    assert project not in ends(store).set_index("project_id")["maybe_same_id"].dropna()
