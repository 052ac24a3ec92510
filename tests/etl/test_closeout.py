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


def ends(store: Settings, known_on: str | None = None, period: str = "2025") -> pd.DataFrame:
    return snapshot.current(store.home).run(
        "select * from closeout($plan, $period, $known_on::timestamp)",
        {"plan": PLAN, "period": period, "known_on": known_on},
    )


def ranges(store: Settings, axis: str = "network") -> dict[str, tuple[int, int]]:
    rows = snapshot.current(store.home).run(
        "select outcome, sum(at_least)::int as low, sum(at_most)::int as high"
        " from closeout_range($axis, $plan, '2025', null) group by outcome",
        {"axis": axis, "plan": PLAN},
    )
    return {str(o): (int(low), int(high)) for o, low, high in rows.itertuples(index=False)}


def baseline(store: Settings) -> pd.Series:
    """The figures of the first list by 2025."""
    text = "select * from figures('network', '2025', null, null, null, null, null, null, null)"
    return snapshot.current(store.home).run(text).iloc[0]


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


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Merged into another project of the city.", "merged"),
        ("Completed earlier.", "completed"),
        ("Replaced by a larger project", "replaced"),
        ("Cancelled.", "stopped"),
        ("The work has been stopped", "stopped"),
        ("Could not be completed; it was dropped", "stopped"),
        ("Not merged, but replaced by the new line", "replaced"),
        ("Finished in May and handed over", "completed"),
        ("The emergency works ended", None),
        ("Could not be completed", None),
        ("couldn’t be finished", None),
        ("It was never completed", None),
        ("Unable to complete", None),
        ("The design is incomplete", None),
        ("It will be completed by the ministry", None),
        ("To be merged next year", None),
        ("The bus stop stays", None),
        ("Irreplaceable staff left", None),
        ("100 % completed", "completed"),
        ("Stopped for lack of funds", "stopped"),
        ("Partially completed, then cancelled", "stopped"),
        ("Postponed; completion expected in 2027", None),
        ("Handed to the ministry for completion", None),
        ("Nearing completion", None),
        ("Nearly finished", None),
        ("Partially completed", None),
        ("Half of it is completed", None),
        ("90 % completed", None),
        ("99.5% completed", None),
        ("80 percent completed", None),
        ("The city asked to complete the feasibility study first", None),
        ("Expected completed in 2027", None),
        ("Merger with the transit line was rejected", None),
        ("", None),
        (None, None),
    ],
)
def test_words_end_a_project_only_where_they_say_so(
    record_store: Settings, words: str | None, outcome: str | None
) -> None:
    told = snapshot.current(record_store.home).run("select how_it_left($words) as told", {"words": words})
    assert told["told"].iloc[0] == outcome or (outcome is None and pd.isna(told["told"].iloc[0]))


@pytest.mark.parametrize("other", ["first list", "later list"])
def test_merged_projects_are_one_on_every_page(store: Settings, reference: Reference, other: str) -> None:
    """The plan has as many projects as the completion rate against the first list is of."""
    run = snapshot.current(store.home).run
    rows = run("select project_id, city_id, plan_id from project order by project_id")
    first = rows[rows["plan_id"] == PLAN]
    rest = first if other == "first list" else rows[rows["plan_id"] != PLAN]
    pairs = first.merge(rest, on="city_id", suffixes=("", "_other"))
    pair = pairs[pairs["project_id"] < pairs["project_id_other"]].iloc[0]
    desk.record(
        store.home,
        reference,
        Entry("merge", pair["project_id"], pair["project_id_other"], reason="same works"),
    )
    told, figures = ends(store), baseline(store)
    assert len(told) == figures["baseline_projects"] == (52 if other == "first list" else 53)
    assert (told["outcome"] == "completed").sum() == figures["baseline_completed"]
    assert pair["project_id_other"] in set(told["project_id"])
    assert pair["project_id"] not in set(told["project_id"])


def test_what_was_answered_for_a_project_holds_for_the_one_it_was_merged_into(
    store: Settings, reference: Reference
) -> None:
    desk.record(store.home, reference, Entry("closeout", UNKNOWN, value="stopped", reason="Letter of 3 May"))
    mates = ends(store)
    into = mates[(mates["city_id"] == "da-nang") & (mates["project_id"] != UNKNOWN)]["project_id"].iloc[0]
    desk.record(store.home, reference, Entry("merge", UNKNOWN, into, reason="same works"))
    row = ends(store).set_index("project_id").loc[into]
    assert (row["outcome"], row["basis"], row["answer_reason"]) == ("stopped", "answer", "Letter of 3 May")


def test_work_that_another_project_took_over_is_replaced_by_it(record_store: Settings) -> None:
    row = ends(record_store).query("outcome == 'replaced'").iloc[0]
    assert (row["project_id"], row["link_id"]) == ("vientiane-01", "vientiane-03")


@pytest.mark.parametrize(
    ("period", "outcome"), [("2018", "goes_on"), ("2023", "goes_on"), ("2024", "replaced")]
)
def test_a_project_is_replaced_from_the_first_report_of_the_one_that_took_over(
    record_store: Settings, period: str, outcome: str
) -> None:
    row = ends(record_store, period=period).set_index("project_id").loc["vientiane-01"]
    assert row["outcome"] == outcome
    assert pd.notna(row["link_id"]) == (outcome == "replaced")


def test_a_pair_that_was_decided_different_is_no_longer_asked_about(
    store: Settings, reference: Reference
) -> None:
    before = ends(store).set_index("project_id")["maybe_same_id"].dropna()
    assert len(before) == 5
    project, other = before.index[0], before.iloc[0]
    desk.record(store.home, reference, Entry("different", project, other, reason="two sites"))
    assert project not in ends(store).set_index("project_id")["maybe_same_id"].dropna()
