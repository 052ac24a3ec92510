"""What raises a question, one reason at a time, with its values and its cell; and what raises none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl import desk
from etl.reference import Reference
from etl.settings import Settings
from tests import builders
from tests.etl.stories import PROJECT, ask, tell

PLAN = {"planned_start": "2024-01-01", "planned_end": "2026-12-31"}


def asked(store: Settings, period: str = "2025", known_on: str | None = None) -> pd.DataFrame:
    rows = ask(
        store,
        "select * from attention($period, $known_on::timestamp) where project_id = $p",
        period=period,
        known_on=known_on,
        p=PROJECT,
    )
    return rows.set_index("reason")


def test_a_milestone_that_passed_undone_is_late_and_named_with_its_cell(
    store: Settings, reference: Reference
) -> None:
    steps = [("Design", 50.0, "2025-03-31", None), ("Works", 50.0, "2026-06-30", None)]
    tell(store, reference, "2025", "2025-10-20", steps, percent_complete=60, **PLAN)
    row = asked(store).loc["late"]
    assert (row["name"], str(row["day"])[:10], row["count"]) == ("Design", "2025-03-31", 1)
    assert (row["sheet"], row["cell"], row["field"]) == ("Milestones", "D4", "due")


def test_a_typed_finish_that_passed_is_late(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-10-20", planned_start="2024-01-01", planned_end="2025-06-30")
    row = asked(store).loc["late"]
    assert (row["field"], str(row["day"])[:10]) == ("planned_end", "2025-06-30")


def test_an_assumed_plan_calls_nobody_late(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-10-20", percent_complete=1, **PLAN)
    assert "late" not in asked(store).index


@pytest.mark.parametrize("status", ["Completed", "Cancelled"])
def test_what_is_over_is_not_late(store: Settings, reference: Reference, status: str) -> None:
    tell(
        store,
        reference,
        "2025",
        "2025-10-20",
        status=status,
        planned_start="2024-01-01",
        planned_end="2025-06-30",
    )
    assert "late" not in asked(store).index


@pytest.mark.parametrize(
    ("percents", "stalls"), [((30, 30, 30), True), ((20, 30, 30), False), ((30, None, 30), False)]
)
def test_the_same_percent_in_three_reports_is_stalled(
    store: Settings, reference: Reference, percents: tuple[int | None, ...], stalls: bool
) -> None:
    for period, percent in zip(("2023", "2024", "2025"), percents, strict=True):
        tell(store, reference, period, "2025-10-20", percent_complete=percent)
    assert ("stalled" in asked(store).index) is stalls
    if stalls:
        assert asked(store).loc["stalled", "other_period"] == "2023"


def test_less_work_done_or_an_earlier_status_is_gone_backwards(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2024", "2024-10-20", percent_complete=50)
    tell(store, reference, "2025", "2025-10-20", percent_complete=40)
    row = asked(store).loc["backwards"]
    assert (row["value"], row["against"], row["other_period"], row["field"]) == (
        40,
        50,
        "2024",
        "percent_complete",
    )
    tell(store, reference, "2025", "2025-11-20", status="Planning", percent_complete=60)
    assert asked(store).loc["backwards", "field"] == "status"


def test_completed_below_100_is_asked(store: Settings, reference: Reference) -> None:
    tell(
        store,
        reference,
        "2025",
        "2025-10-20",
        status="Completed",
        percent_complete=95,
        actual_end="2025-06-30",
    )
    row = asked(store).loc["below_100"]
    assert (row["value"], row["against"]) == (95, 100)


@pytest.mark.parametrize(("spent", "is_ahead"), [(40, False), (41, True)])
def test_more_than_ten_points_spent_ahead_is_asked(
    store: Settings, reference: Reference, spent: float, is_ahead: bool
) -> None:
    tell(store, reference, "2025", "2025-10-20", percent_complete=30, budget=100, spent=spent, currency="PHP")
    assert ("spent_ahead" in asked(store).index) is is_ahead


def test_money_in_two_currencies_is_never_compared(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2024", "2024-10-20", percent_complete=30, budget=100, currency="USD")
    tell(store, reference, "2025", "2025-10-20", percent_complete=30, spent=90, currency="PHP")
    assert "spent_ahead" not in asked(store).index
    tell(store, reference, "2025", "2025-11-20", percent_complete=30, spent=90, currency="USD")
    assert asked(store).loc["spent_ahead", "value"] == 90


def test_what_is_due_before_the_next_meeting_is_asked_after(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    own = tmp_path / "reference"
    shutil.copytree(reference.folder, own)
    text = (own / "meetings.csv").read_text(encoding="utf-8").replace("9,2026,,", "9,2026,2026-02-15,")
    (own / "meetings.csv").write_text(text, encoding="utf-8")
    lists = Reference(own)
    soon = [("Design", 50.0, "2026-02-15", None), ("Works", 50.0, "2026-06-30", None)]
    tell(store, lists, "2025", "2025-10-20", soon, percent_complete=40, **PLAN)
    row = asked(store).loc["due_soon"]
    assert (row["name"], str(row["day"])[:10], str(row["meeting_date"])[:10]) == (
        "Design",
        "2026-02-15",
        "2026-02-15",
    )
    later = [("Design", 50.0, "2026-02-16", None), ("Works", 50.0, "2026-06-30", None)]
    tell(store, lists, "2025", "2025-11-20", later, percent_complete=40, **PLAN)
    assert "due_soon" not in asked(store).index


def test_what_is_due_soon_is_named_with_its_own_day_and_cell(store: Settings, reference: Reference) -> None:
    """A planned finish that has passed is late, and takes neither day nor cell from the milestone that is next."""
    steps = [("Works", 100.0, "2026-06-30", None)]
    past = {"planned_start": "2024-01-01", "planned_end": "2025-06-30"}
    tell(store, reference, "2025", "2025-10-20", steps, percent_complete=40, **past)
    row = asked(store).loc["due_soon"]
    assert (row["name"], str(row["day"])[:10], row["field"]) == ("Works", "2026-06-30", "due")
    assert (row["sheet"], row["cell"]) == ("Milestones", "D4")
    late = asked(store).loc["late"]
    assert (str(late["day"])[:10], late["field"], late["sheet"]) == ("2025-06-30", "planned_end", "Projects")


@pytest.mark.parametrize(("finish", "reason"), [("2025-06-30", "late"), ("2026-06-30", "due_soon")])
def test_a_planned_finish_that_carries_is_cited_where_it_was_typed(
    store: Settings, reference: Reference, finish: str, reason: str
) -> None:
    typed = tell(store, reference, "2024", "2024-10-20", planned_start="2024-01-01", planned_end=finish)
    tell(store, reference, "2025", "2025-10-20", percent_complete=40)
    row = asked(store).loc[reason]
    assert (row["submission_id"], row["file"]) == (typed, "2024.xlsx")
    given = "select typed['planned_end'] as typed from project_update where submission_id = $n"
    assert ask(store, given, n=typed)["typed"].iloc[0].startswith(finish)
    assert row["cell"] == builders.cell(reference, "planned_end")


def test_a_meeting_without_a_date_counts_with_the_end_of_its_year(
    store: Settings, reference: Reference
) -> None:
    tell(store, reference, "2025", "2025-10-20", percent_complete=40, **PLAN)
    assert str(asked(store).loc["due_soon", "meeting_date"])[:10] == "2026-12-31"


def test_an_own_view_that_the_figures_do_not_support_is_a_question(
    store: Settings, reference: Reference
) -> None:
    steps = [("Design", 50.0, "2025-03-31", None), ("Works", 50.0, "2026-06-30", None)]
    tell(store, reference, "2025", "2025-10-20", steps, percent_complete=39, self_rating="On plan", **PLAN)
    row = asked(store).loc["own_view"]
    assert (row["value"], row["field"]) == (-11, "self_rating")
    tell(
        store, reference, "2025", "2025-11-20", steps, percent_complete=39, self_rating="Some concern", **PLAN
    )
    assert "own_view" not in asked(store).index


def test_an_own_view_on_plan_with_a_much_later_finish_is_a_question(
    store: Settings, reference: Reference
) -> None:
    tell(store, reference, "2025", "2025-10-20", self_rating="On plan", forecast_end="2027-03-01", **PLAN)
    assert "own_view" not in asked(store).index
    tell(store, reference, "2025", "2025-11-20", self_rating="On plan", forecast_end="2027-03-02", **PLAN)
    assert str(asked(store).loc["own_view", "day"])[:10] == "2027-03-02"


def test_the_record_asks_about_projects_dropped_without_a_word_until_the_desk_closes_them_out(
    store: Settings, reference: Reference
) -> None:
    text = "select project_id from attention('2025', null) where reason = 'dropped'"
    dropped = list(ask(store, text)["project_id"])
    assert len(dropped) == 19  # 22 are no longer listed; the work of three goes on under another code
    closed = desk.Entry("closeout", dropped[0], value="stopped", reason="The city said so.")
    desk.record(store.home, reference, closed)
    assert dropped[0] not in set(ask(store, text)["project_id"])


def test_a_project_that_left_with_a_reason_is_no_question(store: Settings, reference: Reference) -> None:
    tell(
        store, reference, "2025", "2025-10-20", in_plan="No", left_plan_reason="Merged into another project."
    )
    assert "dropped" not in asked(store).index


def test_a_question_is_asked_only_as_far_as_was_known(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-12-20", planned_start="2024-01-01", planned_end="2025-06-30")
    assert "late" in asked(store).index
    assert "late" not in asked(store, known_on="2025-12-19").index


def test_every_reason_has_its_words_and_its_question() -> None:
    from dashboard.blocks import asked as words
    from etl import sql

    listed = sql.text("marts/110_attention").split("list_position(\n            [")[1].split("]")[0]
    codes = {part.strip().strip("'") for part in listed.split(",")}
    assert codes == set(words.REASONS) == set(words._QUESTIONS) == set(words.FIGURES)
