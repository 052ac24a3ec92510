"""Whether an accepted report still stands, or a later one of the same city and period does: it may come again as the
same bytes, which change nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl import sql


@dataclass(frozen=True)
class Later:
    """What stands in a report's place: submission `number` for one city and period, or None where the report is of
    `pairs` cities and periods, of which `taken` have a later one. `is_full`: for the whole list of projects."""

    number: int | None
    is_full: bool
    taken: int
    pairs: int

    @property
    def words(self) -> str:
        """Which report stands now."""
        if self.number is None:
            return (
                f"Reports accepted later stand now for {self.taken} of its {self.pairs} cities and periods."
            )
        whole = f"Number {self.number:04d}, accepted later, stands now"
        return f"{whole}." if self.is_full else f"{whole} for the projects that it names."

    @property
    def way_back(self) -> str:
        """What makes the earlier report count again; empty where no single number stands in its place."""
        return "" if self.number is None else f"take number {self.number:04d} back"


def later_than(
    run: Callable[[str, Mapping[str, Any]], pd.DataFrame], submission_id: int | None
) -> Later | None:
    """What stands now in the place of an accepted submission; None where it stands itself."""
    if submission_id is None:
        return None
    rows = run(sql.text("ask/standing_report"), {"submission_id": submission_id})
    if rows.empty:
        return None
    first, pairs = rows.iloc[0], int(rows["pairs"].iloc[0])
    number = int(first["submission_id"]) if pairs == 1 else None
    return Later(number, bool(first["is_full"]), len(rows), pairs)
