"""One project in depth: its plans, earned schedule, results, and the cells of its reports."""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query

_TOLD_BY = {"milestones": "planned_end"}  # who may see a plan's dates may see its milestones


def plan_ledger(view: View, project_id: str) -> pd.DataFrame:
    """Every change of one project's plan up to the view's period, oldest first; without the parts that this audience
    may not see."""
    found = query("plan_ledger", {**view.params(), "project_id": project_id})
    return found[[audience.may(_TOLD_BY.get(str(what), str(what))) for what in found["what"]]]


def plan_steps(view: View, project_id: str) -> pd.DataFrame:
    """Milestones of the first plan (`kind` baseline) and of the plan now (current); `reached_pct`: planned by each."""
    return query("plan_steps", {**view.params(), "project_id": project_id})


def earned_schedule(view: View, project_id: str) -> pd.Series | None:
    """Earned schedule of one project, or the `reason` why it cannot be given; None where it is not listed."""
    found = query("earned_schedule", {**view.params(), "project_id": project_id})
    return None if found.empty else found.iloc[0]


def results(view: View, project_id: str) -> pd.DataFrame:
    """indicator, unit, baseline, target, value, as_of, period and cell of one project's reports, oldest first."""
    return query("project_results", {**view.params(), "project_id": project_id})


def update_cells(view: View, project_id: str) -> pd.DataFrame:
    """Every cell that tells of one project, newest report first; fields that this audience may not see are left out."""
    found = query("update_cells", {**view.params(), "project_id": project_id})
    return found[[audience.may(str(name)) for name in found["field"]]]


def milestones(view: View, project_id: str) -> pd.DataFrame:
    """Milestones of the plan in force with slip_days, baseline_due, is_hit and next_number; none where not listed."""
    return query("milestone_slip", {**view.params(), "project_id": project_id})


def of_city(view: View, city_id: str) -> pd.DataFrame:
    """project_id and title of every project of a city, for a choice."""
    return query("city_projects", {**view.params(), "city_id": city_id})


def ahead(view: View, until: object) -> pd.DataFrame:
    """Steps of the plans in view that fall due after the data date, up to that day, and are not done; ASEAN order."""
    return query("steps_ahead", {**view.params(), "until": until})
