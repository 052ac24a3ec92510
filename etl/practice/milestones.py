"""Milestones of invented projects: due along the plan, done along the true course."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.practice import words
from etl.practice.course import time_of

_WEIGHTS = np.array([weight for _, weight in words.MILESTONES])
_REACHED = _WEIGHTS.cumsum()
_TIMES = time_of(np.minimum(_REACHED / 100, 1.0))
ROOM_PTS = 9  # work done runs ahead of the milestones reached by so much at most


def of_rows(rows: pd.DataFrame, projects: pd.DataFrame, data_dates: np.ndarray) -> pd.DataFrame:
    """Milestones of every row that gives its plan, with the columns of `Milestones` and `row` = its index.

    `data_dates`: days since 1970, one a row.
    """
    planned = rows[rows["planned_end"].notna()]
    about = projects.loc[planned["project"]]
    start, end = planned["planned_start"].to_numpy(), planned["planned_end"].to_numpy()
    due = start[:, None] + np.outer(end - start, _TIMES)
    done = about["real_start"].to_numpy()[:, None] + np.outer(about["real_days"].to_numpy(), _TIMES)
    held = done > about["turn_at"].to_numpy()[:, None]
    done = done + held * about["held_days"].to_numpy()[:, None]
    today = data_dates[rows.index.get_indexer(planned.index)][:, None]
    stopped = (planned["status"] == "cancelled").to_numpy()[:, None] & held
    reached = (done <= today) & ~stopped
    count = len(_WEIGHTS)
    return pd.DataFrame(
        {
            "row": np.repeat(planned.index.to_numpy(), count),
            "project_id": np.repeat(about["project_id"].to_numpy(), count),
            "milestone": [name for name, _ in words.MILESTONES] * len(planned),
            "weight": np.tile(_WEIGHTS, len(planned)),
            "due": pd.to_datetime(np.floor(due).ravel(), unit="D"),
            "done": pd.to_datetime(np.where(reached, np.floor(done), np.nan).ravel(), unit="D"),
        }
    )


def agree(rows: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """The rows with percentages that the milestones bear out; completed stays 100."""
    sums = milestones["weight"].where(milestones["done"].notna(), 0).groupby(milestones["row"]).sum()
    reached = sums.reindex(rows.index)
    kept = rows["percent_complete"].clip(lower=reached, upper=np.minimum(reached + ROOM_PTS, 99))
    fits = reached.notna() & rows["percent_complete"].notna() & (rows["status"] != "completed")
    return rows.assign(percent_complete=rows["percent_complete"].where(~fits, kept))
