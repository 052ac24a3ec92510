"""What needs somebody: questions that the figures raise, and what the analysts wrote down. For the audience of these
lists only; others get no row."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import audience
from dashboard.filters import AXES, View
from dashboard.queries.run import query

_KEYS = {"country": "iso3", "city": "city_id"}


def rows(view: View, project_id: str | None = None) -> pd.DataFrame:
    """One row a project and reason, in ASEAN order; none for who may not see the list.

    Asked for all projects of a period once and narrowed here: what raises a question does not depend on the filters.
    """
    found = query("attention", {**view.params(), "project_id": project_id})
    for axis in AXES:
        if view.chosen(axis):
            found = found[found[_KEYS.get(axis, axis)].isin(view.chosen(axis))]
    return found.reset_index(drop=True) if audience.may("attention") else found.iloc[0:0]


def notes(view: View, project_id: str | None = None, kinds: Sequence[str] | None = None) -> pd.DataFrame:
    """What stands in the desk's ledger, newest first; `about_id` is the project that goes on after merges."""
    params = {**view.params(), "project_id": project_id, "kinds": list(kinds) if kinds else None}
    found = query("desk_notes", params)
    return found if audience.may("desk") else found.iloc[0:0]


def computed_rating(view: View, project_id: str) -> pd.Series | None:
    """The computed rating of one project with its inputs; None where no rule set is in force."""
    found = query("computed_rating", {**view.params(), "project_id": project_id})
    return None if found.empty or not audience.may("ratings") else found.iloc[0]


def analyst_ratings(view: View, project_id: str | None = None) -> pd.DataFrame:
    """The newest rating by an analyst of each project: value, reason, who, decided_at."""
    found = query("analyst_rating", {**view.params(), "project_id": project_id})
    return found if audience.may("ratings") else found.iloc[0:0]


def rating_counts(view: View) -> pd.DataFrame:
    """kind (own, computed, analyst), word, projects: of the open, listed projects; a blank word has no rating."""
    found = query("rating_counts", view.params())
    return found if audience.may("ratings") else found.iloc[0:0]
