"""Questions of comparison: the spread of progress, plan against actual, money, pillars by equal split, stale lists."""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query


def progress(view: View, axis: str) -> pd.DataFrame:
    """key, spread_n of spread_of projects, progress_min, progress_q1, progress_q2, progress_q3, progress_max."""
    return query("progress_spread", {**view.params(), "axis": axis})


def plan(view: View) -> pd.DataFrame:
    """at_period, at_date, plan_planned, plan_actual, plan_n of the view's projects with a plan and a percent; that of a
    single project is for those who may ask about it."""
    rows = query("plan_against_actual", view.params())
    return rows if audience.may("attention") else rows[rows["plan_n"] > 1]


def money(view: View, axis: str) -> pd.DataFrame:
    """key, currency, budget (of budget_n), spent (of spent_n), money_of projects, and progress, planned and
    slippage weighted by budget, with their n; no rows for who may not see money."""
    rows = query("money", {**view.params(), "axis": axis})
    return rows if audience.may("budget") and audience.may("spent") else rows.iloc[0:0]


def pillar_split(view: View) -> pd.DataFrame:
    """key, name, lead, lead_shared, touched, pillar_share (they add up to `projects`), one row a pillar."""
    return query("pillar_split", view.params())


def pillar_touches(view: View, key: str) -> pd.DataFrame:
    """The projects that another pillar leads and that touch this one."""
    return query("pillar_touches", {**view.params(), "key": key})


def stale(view: View) -> pd.DataFrame:
    """city_id, city_name, last_period, last_date, projects: lists from an earlier report."""
    return query("stale_projects", view.params())
