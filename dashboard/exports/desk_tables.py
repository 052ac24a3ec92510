"""Tables of the analyst's desk to take away: reporting, partners and support, the end of an action plan."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.table import Argument, Asked, Table
from dashboard.filters import View
from dashboard.queries import closeout, reporting, support
from dashboard.wrong import Wrong

_LISTS = "reporting_lists"
_PLAN = Argument("plan", "Code of the action plan; unsaid, the one that ended last")


def _closing(asked: Asked) -> str:
    wanted, known = asked.get("plan"), sorted(closeout.plans()["plan_id"])
    if wanted and wanted not in known:
        raise Wrong("plan", f"“{wanted[:60]}” is no plan. Choose one of: {', '.join(known)}.")
    plan = closeout.closing(wanted)
    return "" if plan is None else str(plan["plan_id"])


def _ends(view: View, asked: Asked) -> pd.DataFrame:
    """The projects of the plan with room for the city's answer."""
    rows = closeout.projects(view, _closing(asked))
    shown = [
        "city_name",
        "project_id",
        "title",
        "outcome",
        "basis",
        "status",
        "last_period",
        "left_plan_reason",
    ]
    kept = rows[[*shown, "link_id", "link_title", "answer_reason", "answer_at"]]
    return kept.assign(answer="", other_project="", remark="")


DECLARED = (
    Table(
        "reporting",
        "Reports received of those expected",
        "By member state (or city, or all): a row a period, and one for all periods, with both rates",
        lambda view, asked: reporting.rates(view, asked["by"]),
        (Argument("by", "The axis", ("network", "country", "city"), "country"),),
        needs=_LISTS,
    ),
    Table(
        "reports",
        "Each city's report for each period",
        "On time, after the due date, received, waiting, open, not reported, not asked, or not a member then",
        lambda view, asked: reporting.matrix(view),
        needs=_LISTS,
    ),
    Table(
        "owed",
        "Reports owed",
        "Who owes which report by when, the earliest due first; times are UTC",
        lambda view, asked: reporting.chase(view),
        needs=_LISTS,
    ),
    Table(
        "freshness",
        "What was new in each report",
        "Projects told of for the first time, with something new, the same again, or by “nothing changed”",
        lambda view, asked: reporting.freshness(view),
        needs=_LISTS,
    ),
    Table(
        "tries",
        "Tries to a clean report",
        "Files that cities sent themselves, each following the one before, up to the accepted one",
        lambda view, asked: reporting.tries(view),
        needs=_LISTS,
    ),
    Table(
        "findings",
        "What files meet",
        "Places and files by message; how many were followed by a next try, and mended in it",
        lambda view, asked: reporting.findings(view),
        needs="files",
    ),
    Table(
        "partner_ties",
        "Partners, cities and projects",
        "A row a tie: who is named with which city and project, in what role and years, by the source",
        lambda view, asked: support.ties(view),
    ),
    Table(
        "needs",
        "Support wanted",
        "What is asked for, and money still sought in its own currency; amounts are never added up",
        lambda view, asked: support.needs(view, of_cities=True),
        needs="needs",
    ),
    Table(
        "closeout_ranges",
        "How the projects of an action plan ended",
        "For each way to end: at least what is known, at most that and all without an answer",
        lambda view, asked: closeout.ranges(view, _closing(asked)),
        (_PLAN,),
    ),
    Table(
        "closeout",
        "The projects of an action plan, to be answered for",
        "How each ended as far as it is known; the last three columns are for the city",
        _ends,
        (_PLAN,),
        needs=_LISTS,
    ),
)
