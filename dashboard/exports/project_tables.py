"""Tables of projects and plans to take away: questions, ratings, the desk's ledger, plans, pace, milestones, results,
and how the members of an axis compare."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.table import Argument, Asked, Table
from dashboard.filters import View
from dashboard.queries import attention, plans, spread

_ONE = Argument("project", "The project's code; without it there are no rows")
_AXIS = Argument(
    "by", "The axis", ("network", "country", "city", "sector", "pillar", "focus_area"), "country"
)


def _pace(view: View, asked: Asked) -> pd.DataFrame:
    found = plans.earned_schedule(view, asked.get("project", ""))
    return pd.DataFrame() if found is None else found.to_frame().T


DECLARED = (
    Table(
        "attention",
        "Projects to ask about",
        "One row a project and reason, with the evidence; member states in their order",
        lambda view, asked: attention.rows(view),
        needs="attention",
    ),
    Table(
        "ratings",
        "Ratings of open projects",
        "How many have each rating: the city's own, the computed one, the analyst's; blank has none",
        lambda view, asked: attention.rating_counts(view),
        needs="ratings",
    ),
    Table(
        "ledger",
        "What the desk decided",
        "Notes, ratings and decisions about projects that stand at the moment asked for, newest first",
        lambda view, asked: attention.notes(view),
        needs="desk",
    ),
    Table(
        "plan_ledger",
        "Every change of a project's plan",
        "What changed from what to what, in which report, oldest first",
        lambda view, asked: plans.plan_ledger(view, asked.get("project", "")),
        (_ONE,),
    ),
    Table(
        "pace",
        "Earned schedule of a project",
        "How far along its first plan a project is in time, or the reason why it cannot be said",
        _pace,
        (_ONE,),
        needs="ratings",
    ),
    Table(
        "milestones",
        "Milestones of a project",
        "Due, done and slip in days of the plan in force",
        lambda view, asked: plans.milestones(view, asked.get("project", "")),
        (_ONE,),
    ),
    Table(
        "results",
        "Results of a project",
        "Indicators against their targets, each report's value",
        lambda view, asked: plans.results(view, asked.get("project", "")),
        (_ONE,),
    ),
    Table(
        "spread",
        "Spread of progress",
        "Lowest, quartiles and highest percent of each member of an axis, with the number of projects that have one",
        lambda view, asked: spread.progress(view, asked["by"]),
        (_AXIS,),
    ),
    Table(
        "plan",
        "Planned against actual",
        "Mean planned and actual progress of the projects that have both, at every period",
        lambda view, asked: spread.plan(view),
    ),
    Table(
        "money",
        "Budget and spending",
        "Sums of each currency, with the number of projects that gave one; currencies are never added",
        lambda view, asked: spread.money(view, asked["by"]),
        (_AXIS,),
        needs="budget",
    ),
    Table(
        "pillar_split",
        "Projects of each pillar, shares added to one",
        "The lead takes a project whole in counts; in shares each pillar of a project has an equal part",
        lambda view, asked: spread.pillar_split(view),
    ),
)
