"""Cities, member states and the entries of code lists: who they are and when they reported."""

from __future__ import annotations

import pandas as pd

from dashboard.filters import View
from dashboard.queries.run import query


def cities(view: View) -> pd.DataFrame:
    """Cities in view, member states in their order, with membership and last report."""
    return query("city", view.params())


def countries(view: View) -> pd.DataFrame:
    """Member states in view with the date from which they are one."""
    return query("country", view.params())


def calendar(view: View) -> pd.DataFrame:
    """City by period: reported, not_reported or not_member."""
    return query("calendar", view.params())


def entry(axis: str, code: str) -> pd.Series | None:
    """name, description, bodies of a sector, pillar or focus area; None where the list does not have it."""
    rows = query("lists")
    found = rows[(rows["axis"] == axis) & (rows["code"] == code)]
    return None if found.empty else found.iloc[0]
