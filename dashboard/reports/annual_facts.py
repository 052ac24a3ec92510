"""What the chapters of the annual report share: the view and the frames that several of them need, each asked once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import labels
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import figures, frame, members, movement, projects
from dashboard.reports.sentences import Member
from dashboard.wrong import Wrong


@dataclass(frozen=True)
class Facts:
    """The frames of one report's view."""

    view: View

    def at(self, axis: str) -> pd.DataFrame:
        """One row a member of the axis at the period shown."""
        return figures.at(self.view, axis)

    def before(self, axis: str) -> dict[str, Row]:
        """The same at the moment compared with, by key; empty where there is none."""
        if self.view.compare is None:
            return {}
        rows = figures.at(self.view.compared(), axis)
        return {str(row["key"]): row for row in rows.to_dict("records")}

    @cached_property
    def network(self) -> Row:
        """The network's row. Raises Wrong where nothing had been reported yet."""
        rows = self.at("network")
        if rows.empty:
            raise Wrong(
                "period", f"No report for {self.view.period or 'any period'} had been counted by then."
            )
        return dict(rows.iloc[0])

    @cached_property
    def history(self) -> pd.DataFrame:
        """The network at every period up to the one shown, oldest first."""
        rows, at = figures.history(self.view).sort_values("at_date"), self.view.at
        return rows[rows["at_date"] <= pd.Timestamp(at.data_date)] if at else rows.iloc[0:0]

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Project by project since the period compared with; what this audience may see of it."""
        rows = movement.moved(self.view)
        return rows if self.view.compare else rows.iloc[0:0]

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Every listed project, with its status at the period compared with (`from_status`)."""
        then = self.moved[["project_id", "from_status"]].drop_duplicates("project_id")
        return projects.all_rows(self.view).merge(then, on="project_id", how="left")

    @cached_property
    def told(self) -> pd.DataFrame:
        """What the reports of the period say in words."""
        return projects.narratives(self.view)

    @cached_property
    def countries(self) -> pd.DataFrame:
        """Member states in view, in their order."""
        return members.countries(self.view)

    @cached_property
    def cities(self) -> pd.DataFrame:
        """Cities in view with membership and last report."""
        return members.cities(self.view)

    @cached_property
    def meta(self) -> dict[str, str]:
        """The programme's names and sources."""
        return frame.meta()

    @property
    def ours(self) -> Member:
        """The network as whom sentences are of."""
        return Member("network", str(self.network["key"]), f"the {self.meta.get('name', 'network')}")

    def as_reported(self) -> str:
        """`as reported to 30 September 2025`."""
        return f"as reported to {labels.long_date(self.view.at.data_date)}" if self.view.at else ""


def country(row: Row) -> Member:
    """A member state of a figures frame."""
    return Member("country", str(row["key"]), str(row["name"]), str(row["key"]))


def city(row: Row, iso3: str) -> Member:
    """A city of a figures frame."""
    return Member("city", str(row["key"]), str(row["name"]), iso3)
