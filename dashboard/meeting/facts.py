"""What the screens of a meeting are made from: the marts, asked once, in one view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import figures, frame, members, plans, projects, support
from dashboard.queries.run import together
from dashboard.reports import membership

_COLUMNS = {"country": "iso3", "city": "city_id"}  # of frames that hold projects
AXES = ("network", "country", "city", "focus_area", "pillar")


@dataclass(frozen=True)
class Facts:
    """One view's figures by axis, what moved since the moment compared with, and the projects listed now."""

    view: View
    known: dict[str, str]  # what the store says of itself
    by: dict[str, pd.DataFrame]
    before: pd.DataFrame
    history: pd.DataFrame
    moved: pd.DataFrame
    countries: pd.DataFrame
    cities: pd.DataFrame
    listed: pd.DataFrame
    ties: pd.DataFrame
    ties_before: pd.DataFrame
    needs: pd.DataFrame
    places: pd.DataFrame

    @cached_property
    def network(self) -> Row:
        """The network's row."""
        return self.by["network"].iloc[0].to_dict()

    def row(self, axis: str, key: str, name: str) -> Row:
        """A member's row of the marts; where they have none, its name alone."""
        return self._rows.get((axis, key), {"key": key, "name": name})

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Row]:
        return {(axis, str(r["key"])): r for axis, rows in self.by.items() for r in rows.to_dict("records")}

    def moved_of(self, axis: str, key: str) -> pd.DataFrame:
        """The movement of a member state's or a city's projects."""
        return self._moved[axis].get(key, self.moved.iloc[0:0])

    @cached_property
    def _moved(self) -> dict[str, dict[str, pd.DataFrame]]:
        return {axis: _grouped(self.moved, column) for axis, column in _COLUMNS.items()}

    def listed_of(self, axis: str, key: str) -> list[Row]:
        """The listed projects of a member state or a city."""
        return self._listed[axis].get(key, [])

    @cached_property
    def _listed(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {axis: {} for axis in _COLUMNS}
        for row in self.listed.to_dict("records"):
            for axis, column in _COLUMNS.items():
                found[axis].setdefault(str(row[column]), []).append(row)
        return found

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """How each project moved."""
        return dict(zip(self.moved["project_id"], self.moved["kind"], strict=True))

    @property
    def code(self) -> str:
        """The network's key."""
        return str(self.network["key"])


def _grouped(rows: pd.DataFrame, column: str) -> dict[str, pd.DataFrame]:
    return {str(key): part for key, part in rows.groupby(column, sort=False)}


def seen(view: View) -> Facts:
    """Asks the store; questions that do not wait for each other go at once."""
    then = view.compared()
    together(
        [
            *(partial(figures.at, view, axis) for axis in AXES),
            *(partial(ask, view) for ask in (figures.history, figures.movement, members.cities)),
            *(partial(ask, view) for ask in (projects.all_rows, support.ties, figures.on_map)),
        ]
    )
    needs = support.needs(view)
    by = {axis: figures.at(view, axis) for axis in AXES}
    countries, cities = (
        membership.members(view, ask(view), key, membership.listing(by[axis]))
        for ask, key, axis in ((members.countries, "iso3", "country"), (members.cities, "city_id", "city"))
    )
    return Facts(
        view,
        frame.meta(),
        by,
        figures.at(then, "network"),
        _up_to(view, figures.history(view)),
        figures.movement(view),
        countries,
        cities,
        projects.all_rows(view),
        support.ties(view),
        support.ties(then),
        needs if audience.may("needs") else needs.iloc[0:0],
        figures.on_map(view),
    )


def _up_to(view: View, history: pd.DataFrame) -> pd.DataFrame:
    """The lists up to the period shown, from the first one that holds a project: later ones were not known then."""
    if view.at is None:
        return history.iloc[0:0]
    rows = history[history["at_date"] <= pd.Timestamp(view.at.data_date)].sort_values(
        "at_date", kind="stable"
    )
    return rows[rows["projects"].gt(0).cummax()].reset_index(drop=True)


def ahead(view: View, until: object) -> pd.DataFrame:
    """Steps of plans that fall due up to that day; none where this audience may not see planned dates."""
    rows = plans.ahead(view, until)
    return rows if audience.may("planned_end") else rows.iloc[0:0]
