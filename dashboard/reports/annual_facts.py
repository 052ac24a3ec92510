"""What the chapters of the annual report share: the view and the frames that several of them need, each asked once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import labels
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import figures, frame, members, movement, projects
from dashboard.reports import membership
from dashboard.reports.sentences import Member
from etl.editions import Edition


@dataclass(frozen=True)
class Facts:
    """The frames of one report's view. `edition`: what it leaves out."""

    view: View
    edition: Edition | None = None

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
        """The network's row."""
        return dict(self.at("network").iloc[0])

    @property
    def has_any(self) -> bool:
        """Whether a project of the selection is listed now, or was at the moment compared with."""
        return bool(self.network["projects"]) or not self.moved.empty

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
        """Member states in view that belonged to the network by then, in their order."""
        rows, known = members.countries(self.view), self.at("country")
        return membership.members(self.view, rows, "iso3", membership.listing(known))

    @cached_property
    def cities(self) -> pd.DataFrame:
        """The same of cities, with membership and last report."""
        rows, known = members.cities(self.view), self.at("city")
        return membership.members(self.view, rows, "city_id", membership.listing(known))

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
