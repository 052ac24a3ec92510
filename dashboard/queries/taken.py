"""What only files and the API ask for: every update, the files behind the figures, the code lists."""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query


def updates(view: View, project: str | None = None, rows: int = 1_000_000, skip: int = 0) -> pd.DataFrame:
    """One row a project and report; `total` counts all."""
    wanted = {"project": [project] if project else None, "rows": rows, "skip": skip}
    return query("updates", {**view.params(), **wanted})


def sources(view: View) -> pd.DataFrame:
    """The files behind a view's figures; who may not see files gets their periods and in how many cities they were
    sent, of a selection of cities the periods alone: whether one of them reported is not for everybody."""
    if audience.may("files"):
        return audience.columns(query("sources", view.params()))
    rows = query("sources_by_period", view.params())
    return rows[["period"]] if view.chosen("city") or view.chosen("country") else rows


def codes() -> pd.DataFrame:
    """axis, code, label, group_name of every entry of the filters' lists, in their order."""
    return query("choices").drop(columns=["place", "second", "meaning"])


def project_cells(view: View) -> pd.DataFrame:
    """A row a listed project: status, percent_complete, and file, sheet, status_cell, percent_cell of both."""
    return query("project_cells", view.params())
