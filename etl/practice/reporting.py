"""Who reports when: cities on time, late or silent, cities that correct themselves, exactly so many rows."""

from __future__ import annotations

import numpy as np
import pandas as pd

_SILENT, _LATE, _CORRECTS = 0.05, 0.09, 0.05
ON_TIME, LATE, CORRECTION = "on_time", "late", "correction"
COUNTED_DAYS = {ON_TIME: -4, LATE: 10, CORRECTION: 14}  # after the due date


def calendar(cities: list[str], periods: int, rng: np.random.Generator) -> pd.DataFrame:
    """One row a city and period: `batch` (`on_time`, `late` or empty = no report) and `corrects`."""
    index = pd.MultiIndex.from_product([cities, range(periods)], names=["city_id", "period"])
    chance = rng.random(len(index))
    batch = np.select([chance < _SILENT, chance < _SILENT + _LATE], ["", LATE], ON_TIME)
    corrects = (rng.random(len(index)) < _CORRECTS) & (batch == ON_TIME)
    return pd.DataFrame({"batch": batch, "corrects": corrects}, index=index).reset_index()


def reported(course: pd.DataFrame, projects: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The rows of `course` that are sent, with `city_id` and `batch`; a correction sends them again."""
    rows = course.assign(city_id=projects["city_id"].to_numpy()[course["project"]])
    rows = rows.merge(told, on=["city_id", "period"], how="left")
    sent = rows[rows["batch"] != ""]
    again = sent[sent["corrects"]].assign(batch=CORRECTION)
    return pd.concat([sent, again], ignore_index=True).drop(columns="corrects")


def cut(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """Exactly `count` rows: whole projects in order of invention, the last one with its newest rows only."""
    order = rows.assign(again=rows["batch"] == CORRECTION)
    order = order.sort_values(["project", "period", "again"], ascending=[True, False, False], kind="stable")
    return rows.loc[np.sort(order.index[:count])]


def correct(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Corrections differ from what they correct: a tenth of the percentages move a little."""
    moves = (rows["batch"] == CORRECTION) & rows["status"].isin(["ongoing", "on_hold"])
    moves &= rng.random(len(rows)) < 0.3
    changed = np.clip(rows["percent_complete"] + rng.integers(1, 6, len(rows)), 0, 99)
    return rows.assign(percent_complete=rows["percent_complete"].where(~moves, changed), is_changed=moves)
