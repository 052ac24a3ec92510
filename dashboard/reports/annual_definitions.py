"""The definitions of the annual report: what its words and figures mean, once."""

from __future__ import annotations

import pandas as pd

from dashboard.reports import annual_parts as parts
from dashboard.reports.annual_facts import Facts
from dashboard.reports.model import Section, Table
from etl.figures import FIGURES

_SAYS = {
    "projects": "Projects in the newest full report of their city, or in a later partial one, that are not said to "
    "have left the plan.",
    "no_longer_listed": "Projects that an earlier report listed and the newest does not.",
    "completion_rate": "Completed projects / (projects listed − cancelled); not stated counts as not completed.",
    "completion_rate_baseline": "Completed projects of the action plan's first list / that list; projects that left "
    "it stay counted.",
    "progress_mean": "Mean of percent complete (completed: 100 unless typed); given only where at least half of the "
    "open projects have one.",
    "progress_low": "The same with every missing percent taken as 0: the lower bound.",
    "progress_high": "The same with every missing percent taken as 100: the upper bound.",
    "slippage": "Actual progress less what the milestones planned by the data date, in points; negative is behind "
    "plan.",
    "reporting_rate": "Reports received / reports expected; expected of cities that were members for all of the 90 "
    "days before the due date.",
    "on_time_rate": "Reports received by the due date / reports expected.",
}
_STATUSES = (
    "Planning: proposal, pre-feasibility or feasibility. On-going: past feasibility; scaling up counts. Completed: as "
    "reported. On hold and cancelled are states of this monitoring, not of the printed record."
)


def definitions(facts: Facts) -> Section:
    """What the words and figures of the report mean."""
    table = pd.DataFrame(
        {"Figure": [FIGURES[name].label for name in _SAYS], "What it says": list(_SAYS.values())}
    )
    block = Table("definitions", "Figures of this report", table, (), (0.36, 0.64))
    return Section("definitions", "Definitions", 1, (parts.fixed("statuses", _STATUSES), block))
