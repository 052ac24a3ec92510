"""The first peer: four charts and a filter over the same rows, queries kept. Started with `streamlit run`."""

from __future__ import annotations

import streamlit as st

from tests.bench.counted import ALL, CHARTS, chart, countries


def page() -> None:
    """The filter, then the four charts in two rows."""
    st.set_page_config(layout="wide", page_title="Bench")
    country = st.selectbox("Country", [ALL, *countries()])
    places = [*st.columns(2), *st.columns(2)]
    for place, (title, column) in zip(places, CHARTS.items(), strict=True):
        place.plotly_chart(chart(title, column, country), key=column)


page()
