"""Limits and rules on trial are dated rows of the reference folder; a wrong file is told in one sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from etl import rulebook
from etl.reference import Reference
from etl.settings import SettingsError

SHIPPED = Path("data/reference/rules/findings.toml").read_text(encoding="utf-8")
TRIAL = """
[[trial]]
code = "budget_jumped"
valid_from = 2027-01-01
valid_to = 2027-06-30
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "findings.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_ships_gives_every_limit_and_tries_nothing(reference: Reference) -> None:
    now = reference.rules.today()
    assert set(now.limits) == set(rulebook.LIMITS)
    assert now.limit("plan_moved", "days") == 365
    assert now.trial == frozenset()


def test_a_folder_made_before_a_limit_goes_by_what_ships(reference: Reference, tmp_path: Path) -> None:
    assert rulebook.load(tmp_path).today() == reference.rules.today()
    own = '[[limit]]\ncode = "plan_moved"\nname = "days"\nvalue = 30\nvalid_from = 2018-07-08\n'
    older = rulebook.load(folder(tmp_path, own)).today()
    assert older.limit("plan_moved", "days") == 30
    assert older.limit("planning_with_progress", "percent") == 50


def test_a_trial_lasts_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    book = rulebook.load(folder(tmp_path, SHIPPED + TRIAL))
    days = [dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2027, 6, 30), dt.date(2027, 7, 1)]
    assert [bool(book.on(day).trial) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[limit", "is not a TOML file"),
        ("[other]", "is not known"),
        (SHIPPED + TRIAL.replace("budget_jumped", "percent_range"), "cannot be tried"),
        (SHIPPED + TRIAL.replace("budget_jumped", "nonsense"), "no code of a finding"),
        (SHIPPED + TRIAL.replace("2027-06-30", "2026-06-30"), "valid_to is before valid_from"),
        (SHIPPED.replace("365", "0"), "value is not a number above 0"),
        (SHIPPED.replace("365", '"a year"'), "value is not a number above 0"),
        (SHIPPED.replace('"plan_moved"', '"plan_stayed"'), "has no limit"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as error:
        rulebook.load(folder(tmp_path, text))
    assert "rules" in str(error.value)
