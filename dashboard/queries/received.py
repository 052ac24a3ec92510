"""Files received: the list of submissions, one of them, and what was found in it."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.run import query

ROWS = 200
FINDINGS = 2000


def submissions(page: int = 1) -> pd.DataFrame:
    """A page of ROWS submissions, newest first; `total` counts all."""
    return query("submissions", {"submission_id": None, "rows": ROWS, "skip": ROWS * (page - 1)})


def submission(submission_id: int) -> pd.Series | None:
    """One submission with its cities and periods, or None."""
    rows = query("submissions", {"submission_id": submission_id, "rows": 1, "skip": 0})
    return None if rows.empty else rows.iloc[0]


def findings(submission_id: int) -> pd.DataFrame:
    """What was found in a file, in order; `total` counts all, FINDINGS are given."""
    return query("findings", {"submission_id": submission_id, "rows": FINDINGS})
