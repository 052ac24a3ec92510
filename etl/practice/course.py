"""How the invented projects run: for every period the true state of each, with plans that move and people who
judge their own progress kindly."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.practice.projects import days, month_end, round_to

_STEEP = 7.0
_LOW = 1 / (1 + np.exp(_STEEP / 2))
_REPLANS, _REBUDGETS = 0.25, 0.4  # chance a period, once a finish is more than 60 days late
_LATE_DAYS = 60
FORGOTTEN = "forgotten"  # leaves the list without a word


def share_done(elapsed: np.ndarray) -> np.ndarray:
    """Share of the work done after a share of the time: slow, fast, slow; 0 at 0 and 1 at 1."""
    raw = 1 / (1 + np.exp(-_STEEP * (np.clip(elapsed, 0, 1) - 0.5)))
    return (raw - _LOW) / (1 - 2 * _LOW)


def time_of(share: np.ndarray) -> np.ndarray:
    """The inverse of `share_done`."""
    raw = _LOW + np.asarray(share) * (1 - 2 * _LOW)
    return 0.5 - np.log(1 / raw - 1) / _STEEP


def run(projects: pd.DataFrame, periods: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One row for each project and period it is listed in, oldest period first.

    Columns: `project` (row of `projects`), `period` (row of `periods`), state and plan as of the data date;
    dates are days since 1970 or NaN.
    """
    plan = {
        "planned_end": projects["planned_end"].to_numpy(float),
        "budget": projects["budget"].to_numpy(float),
    }
    gone = np.zeros(len(projects), dtype=bool)
    done_since = np.full(len(projects), -1)
    parts = []
    for number, today in enumerate(days(periods["data_date"])):
        listed = (projects["first"].to_numpy() <= number) & ~gone
        state = _state(projects, today)
        _move_plans(state, plan, listed, rng)
        finished = (state["status"] == "completed").to_numpy()
        done_since = np.where(finished & listed & (done_since < 0), number, done_since)
        leaves = _leaves(projects, state, today, number, done_since)
        told = listed & (leaves != FORGOTTEN)
        part = _told(projects, state, plan, today, leaves, rng)[told]
        parts.append(part.assign(project=np.flatnonzero(told), period=number))
        gone |= listed & (leaves != "")
    return pd.concat(parts, ignore_index=True)


def _state(projects: pd.DataFrame, today: int) -> pd.DataFrame:
    """The truth on that day: share of the work done, status, and the day the work ends or ended."""
    turn = projects["turn_at"].to_numpy()
    held = np.clip(today - turn, 0, projects["held_days"].to_numpy())
    stopped = (projects["fate"] == "cancelled").to_numpy() & (today >= turn)
    until = np.where(stopped, turn, today)
    started = projects["real_start"].to_numpy()
    elapsed = (until - started - held) / projects["real_days"].to_numpy()
    share = share_done(elapsed)
    status = np.select(
        [stopped, elapsed >= 1, (held > 0) & (held < projects["held_days"]), until > started],
        ["cancelled", "completed", "on_hold", "ongoing"],
        "planning",
    )
    end = started + projects["real_days"].to_numpy() + projects["held_days"].to_numpy()
    return pd.DataFrame({"share": share, "status": status, "real_end": end.astype(float)})


def _expected_end(state: pd.DataFrame, planned_end: np.ndarray) -> np.ndarray:
    """The finish that the people on the project expect: they see a delay late, and not the whole of it."""
    seen = np.clip(0.3 + 0.7 * state["share"].to_numpy(), 0, 1)
    return month_end((planned_end + seen * (state["real_end"].to_numpy() - planned_end)).astype(np.int64))


def _move_plans(
    state: pd.DataFrame, plan: dict[str, np.ndarray], listed: np.ndarray, rng: np.random.Generator
) -> None:
    expected = _expected_end(state, plan["planned_end"])
    late = listed & (state["status"] == "ongoing").to_numpy() & (expected > plan["planned_end"] + _LATE_DAYS)
    moves = late & (rng.random(len(late)) < _REPLANS)
    dearer = moves & (rng.random(len(late)) < _REBUDGETS)
    plan["planned_end"] = np.where(moves, expected, plan["planned_end"])
    raised = round_to(plan["budget"] * rng.uniform(1.05, 1.3, len(late)), 3)
    plan["budget"] = np.where(dearer, raised, plan["budget"])


def _leaves(
    projects: pd.DataFrame, state: pd.DataFrame, today: int, number: int, done_since: np.ndarray
) -> np.ndarray:
    """Why a project is told to have left the plan this time; empty text where it stays."""
    fate = projects["fate"].to_numpy(dtype=object)
    turned = today >= projects["turn_at"].to_numpy() + 180
    over = (done_since >= 0) & (number - done_since >= projects["stays"].to_numpy())
    first = projects["first"].to_numpy() == number
    given_up = (
        turned
        & np.isin(fate, ["cancelled", "merged", "replaced", FORGOTTEN])
        & (state["status"] != "completed")
    )
    return np.where(first, "", np.select([over, given_up], ["completed", fate], ""))


def _told(
    projects: pd.DataFrame,
    state: pd.DataFrame,
    plan: dict[str, np.ndarray],
    today: int,
    leaves: np.ndarray,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """What the report says of every project: the truth, rounded, with gaps, hopes and slips."""
    status = state["status"].to_numpy(dtype=object)
    planned_end = plan["planned_end"]
    expected = _expected_end(state, planned_end)
    is_open = np.isin(status, ["ongoing", "on_hold"])
    told = pd.DataFrame({"status": status, "leaves": leaves, "share": state["share"]})
    told["percent_complete"] = _percent(projects, state, rng)
    told["planned_start"] = np.where(projects["gives_plan"], projects["planned_start"], np.nan)
    told["planned_end"] = np.where(projects["gives_plan"], planned_end, np.nan)
    told["forecast_end"] = np.where(
        is_open & (expected > planned_end + 30) & (expected > today), expected, np.nan
    )
    told["actual_end"] = np.where(status == "completed", np.minimum(state["real_end"], today), np.nan)
    told["budget"] = np.where(projects["gives_money"], plan["budget"], np.nan)
    told["spent"] = told["budget"] * state["share"] * projects["spends"]
    told["self_rating"] = _view(projects, state, planned_end, today, is_open, rng)
    return told


def _percent(projects: pd.DataFrame, state: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    exact = 100 * state["share"].to_numpy()
    slips = np.where(rng.random(len(exact)) < 0.01, rng.integers(3, 9, len(exact)), 0)
    step = np.where(projects["is_coarse"], 5, 1)
    told = np.clip(np.round((exact - slips) / step) * step, 0, 99)
    finished = np.where(rng.random(len(exact)) < 0.02, 95.0, 100.0)  # the last works are left for later
    told = np.where(state["status"] == "completed", finished, told)
    forgets = rng.random(len(exact)) < 0.04
    return np.where(projects["gives_percent"] & ~forgets, told, np.nan)


def _view(
    projects: pd.DataFrame,
    state: pd.DataFrame,
    planned_end: np.ndarray,
    today: int,
    is_open: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    planned = (today - projects["planned_start"]) / (planned_end - projects["planned_start"])
    felt = 100 * (state["share"] - share_done(planned.to_numpy())) + rng.normal(4, 6, len(state))
    view = np.select([felt < -20, felt < -8], ["needs_help", "some_concern"], "on_plan")
    return np.where(is_open & projects["gives_view"], view, "").astype(object)
