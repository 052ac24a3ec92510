"""Projects: the strip of their statuses, the list, one project's history, words, partners and milestones."""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query

ROWS = 200


def strip(view: View, project: str | None = None) -> pd.DataFrame:
    """One row a project and period up to the one shown, listed or not; whose list is an earlier one is left blank for
    who may not know which cities reported."""
    return audience.blanked(query("strip", {**view.params(), "project": [project] if project else None}))


def listing(
    view: View, q: str | None, sort: str | None, listed: str | None = "yes", page: int = 1
) -> pd.DataFrame:
    """A page of ROWS projects; `total` counts all that match; `listed` is yes, no or None for both."""
    paging = {"rows": ROWS, "skip": ROWS * (page - 1)}
    return query("projects", {**view.params(), "q": q, "sort": sort, "listed": listed, **paging})


def all_rows(view: View, q: str | None = None, sort: str | None = None) -> pd.DataFrame:
    """Every listed project that matches, for exports."""
    unlimited = {"rows": 10_000_000, "skip": 0}
    return query("projects", {**view.params(), "q": q, "sort": sort, "listed": "yes", **unlimited})


def history(view: View, project_id: str) -> pd.DataFrame:
    """What each report said of one project; no rows where nobody knows it."""
    return query("project", {**view.params(), "project_id": project_id})


def updates(view: View, project_id: str) -> pd.DataFrame:
    """The rows of files that tell of one project up to the period shown, newest first."""
    return query("project_updates", {**view.params(), "project_id": project_id})


def register(project_id: str) -> pd.Series | None:
    """The register's row of a project with its `aliases`, or None."""
    rows = query("project_register", {"project_id": project_id})
    return None if rows.empty else rows.iloc[0]


def links(view: View, project_id: str) -> pd.DataFrame:
    """kind, other_id, title: projects that may be this one and on which nobody decided yet, or took its work over."""
    return query("project_links", {**view.params(), "project_id": project_id})


def milestones(view: View, project_id: str) -> pd.DataFrame:
    """milestone, weight, due, done of the plan in force at the view's period."""
    return query("milestones", {**view.params(), "project_id": project_id})


def notes(view: View, project: str | None = None) -> pd.DataFrame:
    """What the reports say in words, newest first."""
    return query("notes", {**view.params(), "project": [project] if project else None})


def narratives(view: View) -> pd.DataFrame:
    """What the reports for the view's period say in words of each listed project: progress_note, challenges,
    support_needed, next_steps, with source and source_page where the words are a summary of ours."""
    return query("narratives", view.params())


def words_sources() -> dict[int, str]:
    """Submission → what its words are a summary of, for those whose words are not the sending city's own."""
    rows = query("words_sources", {})
    return dict(zip(rows["submission_id"], rows["source"], strict=True))


def partners(view: View, project: str | None = None) -> pd.DataFrame:
    """partner, project, role, programme, years, source of the projects and cities in view."""
    return query("partners", {**view.params(), "project": [project] if project else None})


def city_links(view: View) -> pd.DataFrame:
    """kind, title, other_title: pairs of projects in view that may be one and are not decided, each once."""
    return query("city_links", view.params())
