"""What the peers' pages chart: four counts of listed projects by status, from the same store, and their figures.

They count for themselves from the state of the projects, so that numbers equal to ours mean something.
"""

from __future__ import annotations

import os
from functools import cache

import duckdb
import pandas as pd
import plotly.graph_objects as go

ALL = "All"
COLOURS = {
    "Completed": "#0C3F44",
    "On-going": "#5AA9B8",
    "Planning": "#F2D492",
    "On hold": "#BC6E2B",
    "Cancelled": "#745690",
    "Not stated": "#FCFBF8",
}
CHARTS = {
    "Projects listed in each report": "at_date",
    "By member state": "country_name",
    "By focus area": "focus_area_name",
    "By lead pillar": "pillar_name",
}
_LISTED = """
    from state_history(null) as state
    join status on status.code = state.status
    where is_listed and ($iso3 is null or iso3 = $iso3)
"""


@cache
def snapshot() -> duckdb.DuckDBPyConnection:
    """One read-only connection for all sessions; each query takes a cursor. BENCH_SNAPSHOT names the file."""
    return duckdb.connect(os.environ["BENCH_SNAPSHOT"], read_only=True)


@cache
def countries() -> dict[str, str]:
    """Names of the member states, in their order, with their codes."""
    rows = snapshot().cursor().execute("select name, iso3 from country order by sort_order").fetchall()
    return dict(rows)


@cache
def counts(column: str, iso3: str | None) -> pd.DataFrame:
    """Listed projects by a column and status label; all periods for dates, else the newest. Kept once asked."""
    newest = "and at_date = (select max(at_date) from state_history(null) where is_listed)"
    chosen = _LISTED if column == "at_date" else f"{_LISTED} {newest}"
    question = (
        f"select {column} as name, status.label as status, count(*) as n {chosen} group by all order by all"
    )
    return snapshot().cursor().execute(question, {"iso3": iso3}).df()


def chart(title: str, column: str, country: str = ALL) -> go.Figure:
    """Bars stacked by status; `meta` tells the measuring browser which filter is drawn."""
    iso3 = countries().get(country)
    rows, across = counts(column, iso3), column != "at_date"
    figure = go.Figure(layout={"title": title, "barmode": "stack", "height": 320, "meta": iso3 or "all"})
    for status, colour in COLOURS.items():
        part = rows[rows["status"] == status]
        if len(part):
            x, y = (part["n"], part["name"]) if across else (part["name"], part["n"])
            way = "h" if across else "v"
            figure.add_bar(x=x, y=y, name=status, orientation=way, marker_color=colour, text=part["n"])
    return figure
