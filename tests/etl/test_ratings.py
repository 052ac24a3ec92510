"""Computed ratings: off until a rule set is in force, first level reached, with inputs; the analyst's beside them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl import desk, ratings
from etl.reference import Reference
from etl.settings import Settings, SettingsError
from tests.etl.stories import PROJECT, ask, tell

SHIPPED = Path("data/reference/rules/ratings.toml").read_text(encoding="utf-8")
ON = '\n[[in_force]]\nrule_set = "neutral"\nvalid_from = 2025-01-01\nvalid_to = 2025-12-31\n'
COMPUTED = "select * from computed_rating($period, null, $rules) where project_id = $p"


def computed(store: Settings, rules: str | None = None, period: str = "2025") -> pd.DataFrame:
    return ask(store, COMPUTED, period=period, rules=rules, p=PROJECT)


def behind(store: Settings, reference: Reference, points: float, due: str = "2025-09-29") -> None:
    """A project so many points behind: all planned by `due`, which is at most a day before the data date."""
    plan = {"planned_start": "2025-01-01", "planned_end": "2026-06-30"}
    steps = [("First half", 50.0, due, None), ("Second half", 50.0, "2026-06-30", None)]
    tell(store, reference, "2025", "2025-10-20", steps, percent_complete=50 - points, **plan)


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / ratings.FILE).write_text(text, encoding="utf-8")
    return tmp_path


def test_no_rule_set_is_in_force_until_somebody_switches_one_on(
    store: Settings, reference: Reference
) -> None:
    behind(store, reference, 40)
    assert ratings.load(reference.folder)["in_force"].empty
    assert computed(store).empty


def test_a_dated_row_switches_a_rule_set_on_for_the_reports_of_its_dates(
    store: Settings, reference: Reference, tmp_path: Path
) -> None:
    own = tmp_path / "reference"
    shutil.copytree(reference.folder, own)
    (own / "rules" / ratings.FILE).write_text(SHIPPED + ON, encoding="utf-8")
    switched = Reference(own)
    behind(store, switched, 40)
    tell(store, switched, "2026", "2027-01-20", percent_complete=10)
    assert list(computed(store)["word"]) == ["Needs a look"]
    assert computed(store, period="2026").empty


@pytest.mark.parametrize(
    ("rules", "points", "code"),
    [
        ("neutral", 10, None),
        ("neutral", 11, "needs_a_look"),
        ("ph-rpmc", 4, None),
        ("ph-rpmc", 5, "early"),
        ("ph-rpmc", 10, "serious"),
        ("ph-rpmc", 15, "critical"),
        ("my-works", 9, None),
        ("my-works", 10, "late_1"),
        ("my-works", 20, "late_2"),
    ],
)
def test_points_behind_plan_reach_a_level(
    store: Settings, reference: Reference, rules: str, points: float, code: str | None
) -> None:
    behind(store, reference, points)
    row = computed(store, rules).iloc[0]
    assert row["points_behind"] == points
    assert (None if pd.isna(row["code"]) else row["code"]) == code


@pytest.mark.parametrize(
    ("rules", "days", "code"),
    [
        ("neutral", 60, None), ("neutral", 61, "needs_a_look"), ("ph-rpmc", 200, None),
        ("my-works", 29, None), ("my-works", 30, "late_1"), ("my-works", 60, "late_2"),
    ],
)  # fmt: skip
def test_days_behind_plan_reach_a_level_whichever_comes_first(
    store: Settings, reference: Reference, rules: str, days: int, code: str | None
) -> None:
    due = dt.date(2025, 9, 30) - dt.timedelta(days=days)
    behind(store, reference, 1, due.isoformat())
    row = computed(store, rules).iloc[0]
    assert row["days_behind"] == days
    assert (None if pd.isna(row["code"]) else row["code"]) == code


def test_without_inputs_it_is_not_enough_reported_and_an_assumed_plan_calls_nobody_late(
    store: Settings, reference: Reference
) -> None:
    tell(
        store,
        reference,
        "2025",
        "2025-10-20",
        planned_start="2024-01-01",
        planned_end="2025-12-31",
        percent_complete=1,
    )
    row = computed(store, "neutral").iloc[0]
    assert (row["word"], bool(row["has_inputs"])) == ("Not enough reported", False)
    assert pd.isna(row["points_behind"])
    assert pd.isna(row["days_behind"])


def test_a_typed_finish_that_passed_is_an_input(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-10-20", planned_start="2024-01-01", planned_end="2025-06-30")
    row = computed(store, "neutral").iloc[0]
    assert (row["days_behind"], row["code"]) == (92, "needs_a_look")


def test_completed_projects_are_not_rated(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-10-20", status="Completed", percent_complete=100)
    assert computed(store, "neutral").empty


def test_the_analysts_newest_standing_rating_stands_beside_with_who_when_and_why(
    store: Settings, reference: Reference
) -> None:
    first = desk.record(
        store.home, reference, desk.Entry("rating", PROJECT, value="on_plan", reason="Seen on site.")
    )
    entry = desk.Entry(
        "rating", PROJECT, period="2025", value="needs_help", reason="The tender failed.", who="An analyst"
    )
    second = desk.record(store.home, reference, entry)
    text = "select * from analyst_rating($period, null) where project_id = $p"
    row = ask(store, text, period="2025", p=PROJECT).iloc[0]
    assert (row["value"], row["reason"], row["who"]) == ("needs_help", "The tender failed.", "An analyst")
    assert not pd.isna(row["decided_at"])
    earlier = ask(store, text, period="2024", p=PROJECT)
    assert list(earlier["entry_id"]) == [first]
    desk.record(store.home, reference, desk.Entry("undo", undoes=second, reason="Wrong project."))
    assert list(ask(store, text, period="2025", p=PROJECT)["value"]) == ["on_plan"]


def test_a_later_rating_of_an_older_report_does_not_replace_that_of_the_newer_one(
    store: Settings, reference: Reference
) -> None:
    for period, value in (("2025", "on_plan"), ("2024", "needs_help"), (None, "some_concern")):
        entry = desk.Entry("rating", PROJECT, period=period, value=value, reason="Seen on site.")
        desk.record(store.home, reference, entry)
    text = "select value, period from analyst_rating($period, null) where project_id = $p"
    standing = {
        period: ask(store, text, period=period, p=PROJECT).iloc[0].tolist() for period in ("2024", "2025")
    }
    assert standing == {"2024": ["needs_help", "2024"], "2025": ["on_plan", "2025"]}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("points = 15", "points = -1"), "above 0"),
        (('how = "more_than"\npoints', 'how = "about"\npoints'), "more_than, at_least"),
        (
            ('rule_set = "ph-rpmc"\ncode = "early"', 'rule_set = "x"\ncode = "early"'),
            "there is no rule set x",
        ),
        (("points = 10\ndays = 60", "colour = 1"), "colour is not known"),
        (('word = "Needs a look"\n', ""), "word is missing"),
        (("points = 10\ndays = 60\n", ""), "neither points nor days"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in SHIPPED
    with pytest.raises(SettingsError) as error:
        ratings.load(folder(tmp_path, SHIPPED.replace(*change, 1)))
    assert said in str(error.value)
    assert "ratings.toml" in str(error.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('rule_set = "none"\nvalid_from = 2026-01-01', "there is no rule set none"),
        ('rule_set = "neutral"\nvalid_from = "soon"', "not a date"),
        ('rule_set = "neutral"\nvalid_from = 2026-01-01\nvalid_to = 2025-01-01', "before valid_from"),
    ],
)
def test_a_wrong_switch_is_told_in_one_sentence(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        ratings.load(folder(tmp_path, f"{SHIPPED}\n[[in_force]]\n{row}\n"))
    assert said in str(error.value)


def test_a_folder_without_the_file_has_no_rule_set(tmp_path: Path) -> None:
    found = ratings.load(tmp_path)
    assert found["levels"].empty
    assert found["in_force"].empty
