"""What one city's workbook is filled from: plain rows and frames, so that nothing here knows the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from etl.reference import Reference, Row

# What is said beside the partners where money and wishes are left out; `told_partner` of the store holds to it.
STANDS = (
    "Money and support that you told us of are not shown here. They stand as told, also where a partner "
    "is not shown, until you type them anew."
)
Typed = str | int | float | bool | dt.date | dt.time | None  # a cell as a reader gives it


@dataclass(frozen=True)
class Context:
    """One city and one period, with what the city last reported.

    `projects`: one row a listed project, columns = field names (codes, dates, numbers; missing = blank),
    in the order of the list; also `last_period` (code of the period of its last report), where known.
    `milestones`, `partners`, `results`: columns = field names of those sheets; other columns are left out.
    `city` and `period` are rows in the shape of cities.csv and periods.csv. `typed`: a report's own rows, which then
    stand in place of the known ones: sheet → field → cell as typed; `typed_cover`: label on `Your city` → value.
    `is_shown_less`: its reader may not see money and wishes, which are left out.
    """

    reference: Reference
    city: Mapping[str, str]
    period: Mapping[str, str]
    projects: pd.DataFrame
    milestones: pd.DataFrame = field(default_factory=pd.DataFrame)
    partners: pd.DataFrame = field(default_factory=pd.DataFrame)
    results: pd.DataFrame = field(default_factory=pd.DataFrame)
    body: str = "the Secretariat"
    contact: str | None = None
    is_practice: bool = False
    is_shown_less: bool = False
    typed: Mapping[str, Sequence[Mapping[str, Typed]]] = field(default_factory=dict)
    typed_cover: Mapping[str, Typed] = field(default_factory=dict)

    def frame(self, sheet: str) -> pd.DataFrame:
        """What a sheet is filled with."""
        frames = {"Milestones": self.milestones, "Partners": self.partners, "Results": self.results}
        return frames.get(sheet, self.projects)

    @property
    def programme(self) -> str:
        """Name of the monitored programme."""
        return str(self.reference.programme["name"])

    @property
    def on_date(self) -> str:
        """ISO date on which the code lists must be in force: the period's data date."""
        return self.period["data_date"]

    def rows_in_force(self, table: str) -> list[Row]:
        """Rows of a dated code list that are in force on the period's data date, in the list's order."""
        return [row for row in self.reference.tables[table] if _in_force(row, self.on_date)]


def _in_force(row: Row, on_date: str) -> bool:
    return row.get("valid_from", "") <= on_date and (not row.get("valid_to") or row["valid_to"] >= on_date)
