"""The page that we measure ourselves against: four charts and a filter over the same rows, queries cached.

Started by `python -m tests.bench` with `streamlit run`; BENCH_SNAPSHOT names the store's snapshot. It counts for
itself from the state of the projects, so that equal numbers mean something.
"""

from __future__ import annotations

import os

import duckdb
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

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
LISTED = """
    from state_history(null) as state
    join status on status.code = state.status
    where is_listed and ($iso3 is null or iso3 = $iso3)
"""


@st.cache_resource
def snapshot() -> duckdb.DuckDBPyConnection:
    """One read-only connection for all sessions; each query takes a cursor."""
    return duckdb.connect(os.environ["BENCH_SNAPSHOT"], read_only=True)


@st.cache_data
def countries() -> pd.DataFrame:
    """Codes and names of the member states, in their order."""
    return snapshot().cursor().execute("select iso3, name from country order by sort_order").df()


@st.cache_data
def counts(column: str, iso3: str | None) -> pd.DataFrame:
    """Listed projects by a column and status label; all periods for dates, else the newest."""
    newest = "and at_date = (select max(at_date) from state_history(null) where is_listed)"
    chosen = LISTED if column == "at_date" else f"{LISTED} {newest}"
    question = (
        f"select {column} as name, status.label as status, count(*) as n {chosen} group by all order by all"
    )
    return snapshot().cursor().execute(question, {"iso3": iso3}).df()


def chart(title: str, rows: pd.DataFrame, iso3: str | None, across: bool) -> go.Figure:
    """Bars stacked by status; `meta` tells the measuring browser which filter is drawn."""
    figure = go.Figure(layout={"title": title, "barmode": "stack", "height": 320, "meta": iso3 or "all"})
    for status in COLOURS:
        part = rows[rows["status"] == status]
        if len(part):
            x, y = (part["n"], part["name"]) if across else (part["name"], part["n"])
            figure.add_bar(
                x=x,
                y=y,
                name=status,
                orientation="h" if across else "v",
                marker_color=COLOURS[status],
                text=part["n"],
            )
    return figure


def page() -> None:
    """The filter, then the four charts in two rows."""
    st.set_page_config(layout="wide", page_title="Bench")
    names = countries()
    choice = st.selectbox("Country", ["All", *names["name"]])
    iso3 = None if choice == "All" else str(names.loc[names["name"] == choice, "iso3"].iloc[0])
    places = [*st.columns(2), *st.columns(2)]
    for place, (title, column) in zip(places, CHARTS.items(), strict=True):
        rows = counts(column, iso3)
        place.plotly_chart(chart(title, rows, iso3, across=column != "at_date"), key=column)


page()
