"""The closing of an action plan: its projects, how each ended, and the ranges until every city has answered."""

from __future__ import annotations

import pandas as pd

from dashboard.filters import View
from dashboard.queries.frame import this_hour
from dashboard.queries.run import query


def plans() -> pd.DataFrame:
    """Action plans by their end: plan_id, name, valid_from, valid_to, projects, has_ended."""
    return query("plans", {"now_at": this_hour()})


def closing(asked: str | None) -> pd.Series | None:
    """The plan asked for, else the one that ended last, else the first with projects; None where no plan lists any."""
    rows = plans()
    rows = rows[rows["projects"] > 0]
    ended = rows[rows["has_ended"]]
    chosen = rows[rows["plan_id"] == asked]
    for found in (chosen, ended.tail(1), rows.head(1)):
        if len(found):
            return found.iloc[0]
    return None


def projects(view: View, plan: str) -> pd.DataFrame:
    """A row a project of the plan: outcome, basis (answer, report, none), last_date, link, recorded answer."""
    return query("closeout", {**view.params(), "plan": plan})


def ranges(view: View, plan: str, axis: str | None = None) -> pd.DataFrame:
    """outcome, at_least, at_most, projects, not_answered, answered; for all in view, or by the members of an axis."""
    params = {**view.params(), "plan": plan, "axis": axis}
    return query("closeout_range", params) if axis else query("closeout_range_in_view", params)
