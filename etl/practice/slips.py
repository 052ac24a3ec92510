"""What went wrong in an invented city's earlier tries: the same rows with one or two cells to correct."""

from __future__ import annotations

import numpy as np
import pandas as pd

_TRIES = (0, 1, 2)
_SHARES = (0.5, 0.35, 0.15)
TOO_MUCH = 140.0
NO_STATUS = "Nearly there"


def of_file(rows: pd.DataFrame, rng: np.random.Generator) -> list[pd.DataFrame]:
    """The rows as they were in each earlier try, oldest first; most files come clean at once."""
    count = int(rng.choice(_TRIES, p=_SHARES))
    lines = rng.integers(len(rows), size=2)
    unread = rows.copy()
    unread.iloc[lines[0], unread.columns.get_loc("status")] = NO_STATUS
    both = unread.copy()
    both.iloc[lines[1], both.columns.get_loc("percent_complete")] = TOO_MUCH
    return [both, unread][len(_TRIES) - 1 - count :]
