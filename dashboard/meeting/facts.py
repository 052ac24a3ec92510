"""What the screens of a meeting are made from: the marts, asked once, in one view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import figures, frame, members, plans, projects, support
from dashboard.queries.run import together

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

    @property
    def network(self) -> Row:
        """The network's row."""
        return self.by["network"].iloc[0].to_dict()

    @property
    def code(self) -> str:
        """The network's key."""
        return str(self.network["key"])


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
    return Facts(
        view,
        frame.meta(),
        {axis: figures.at(view, axis) for axis in AXES},
        figures.at(then, "network"),
        figures.history(view),
        figures.movement(view),
        members.countries(view),
        members.cities(view),
        projects.all_rows(view),
        support.ties(view),
        support.ties(then),
        needs if audience.may("needs") else needs.iloc[0:0],
        figures.on_map(view),
    )


def ahead(view: View, until: object) -> pd.DataFrame:
    """Steps of plans that fall due up to that day; none where this audience may not see planned dates."""
    rows = plans.ahead(view, until)
    return rows if audience.may("planned_end") else rows.iloc[0:0]
