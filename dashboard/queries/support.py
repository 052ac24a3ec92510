"""Partners and support: who is named with whom, what is wanted, and who could help with one stated need."""

from __future__ import annotations

import pandas as pd

from dashboard.filters import View
from dashboard.queries.run import query


def ties(view: View) -> pd.DataFrame:
    """A row a tie: partner, city, project (or none), role, programme, theme, basis (report, record, pairing), years as
    the source names them, last_year and is_past."""
    return query("partner_ties", view.params())


def needs(view: View, *, of_cities: bool = False) -> pd.DataFrame:
    """Support wanted, a row each: kind (words, money), the project, words or amount with its currency, told_period and
    is_earlier of the report that says so; `of_cities`: also what cities seek for themselves, without a project."""
    rows = query("needs", view.params())
    return rows if of_cities else rows[rows["project_id"].notna()].reset_index(drop=True)


def choices(view: View) -> pd.DataFrame:
    """The listed projects in view that are not finished."""
    return query("need_choices", view.params())


def peers(view: View, project: str) -> pd.DataFrame:
    """Completed projects like this one: same_sector, same_focus_area, since which report they are completed."""
    return query("need_peers", {**view.params(), "need": project})


def partners_of(view: View, project: str) -> pd.DataFrame:
    """Partners named on such work, a row a reason: project, pairing or what they say they do; with years, is_past."""
    return query("need_partners", {**view.params(), "need": project})
