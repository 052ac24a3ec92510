"""Files received: the list of submissions, one of them, what was found in it and changed; what a city owes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.run import of_store, query
from etl.standing import Later, later_than

ROWS = 200
FINDINGS = 2000


def submissions(
    page: int = 1, *, city: str | None = None, period: str | None = None, only: Sequence[int] | None = None
) -> pd.DataFrame:
    """A page of ROWS submissions, newest first; `total` counts all that match."""
    wanted = {"city": city, "period": period, "only": list(only) if only is not None else None}
    return query("submissions", {"submission_id": None, "rows": ROWS, "skip": ROWS * (page - 1), **wanted})


def submission(submission_id: int) -> pd.Series | None:
    """One submission with its cities and periods, or None."""
    wanted = {"city": None, "period": None, "only": None}
    rows = query("submissions", {"submission_id": submission_id, "rows": 1, "skip": 0, **wanted})
    return None if rows.empty else rows.iloc[0]


def tries(submission_id: int) -> list[int]:
    """Numbers of the submissions that follow each other, this one among them, newest first."""
    return [int(n) for n in query("tries", {"submission_id": submission_id})["submission_id"]]


def findings(submission_id: int) -> pd.DataFrame:
    """What was found in a file, in order; `total` counts all, FINDINGS are given."""
    return query("findings", {"submission_id": submission_id, "rows": FINDINGS})


def later(submission_id: int) -> Later | None:
    """The report that stands now in the place of an accepted one; None where it stands itself or never counted."""
    return later_than(of_store, submission_id)


def corrections(submission_id: int) -> pd.DataFrame:
    """Suggestions that were taken: cell, typed, stored, reason, who."""
    return query("corrections", {"submission_id": submission_id})


def left_blank(submission_id: int) -> pd.DataFrame:
    """project_id, title of the projects of which a file says nothing."""
    return query("left_blank", {"submission_id": submission_id})


def effects(submission_id: int) -> pd.DataFrame:
    """axis, key, name, period, figure, before, after (text): what a file changes or would change."""
    return query("effects", {"submission_id": submission_id})


def owed(city: str) -> pd.DataFrame:
    """Open periods of a city, the earliest first: period, due_at (UTC), data_date, state, reports."""
    return query("owed", {"city": city})
