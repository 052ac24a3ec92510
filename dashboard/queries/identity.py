"""Who is who: pairs that may be one project, what is known of both, and the desk's decisions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries import attention
from dashboard.queries.run import query

DECISIONS = ("merge", "split", "rename", "reclassify", "different", "closeout")


def pairs(view: View) -> pd.DataFrame:
    """project_id, other_id, decision (merge, different or blank), city_name, country_name: each pair once."""
    return query("same_pairs", view.params())


def facts(view: View, projects: Sequence[str]) -> pd.DataFrame:
    """What is known of these projects at the period shown, one row each, as far as this audience may see."""
    return audience.blanked(query("same_facts", {**view.params(), "projects": list(projects)}))


def statuses(view: View, projects: Sequence[str]) -> pd.DataFrame:
    """project_id, at_period, status of these projects on every list up to the period shown."""
    return query("same_statuses", {**view.params(), "projects": list(projects)})


def goes_on_as(view: View, project_id: str) -> pd.Series | None:
    """project_id, title of the project into which this code was merged, or None."""
    rows = query("goes_on_as", {**view.params(), "project_id": project_id})
    return None if rows.empty else rows.iloc[0]


def decisions(view: View) -> pd.DataFrame:
    """The ledger of what was decided about projects, newest first; what was undone is not in it."""
    return attention.notes(view, kinds=DECISIONS)
