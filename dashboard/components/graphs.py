"""Plotly figures on a page: fixed height so that nothing jumps, and a sentence that says what is seen."""

import plotly.graph_objects as go
from dash import dcc

from dashboard import html
from dashboard.theme import GRAPH_CONFIG

DRAWN = {"bar", "scatter", "pie"}  # what assets/plotly/plotly-basic.min.js knows

PAINTED = "data-painted"


def graph(
    figure: go.Figure,
    alt: str,
    graph_id: str | None = None,
    class_name: str | None = None,
    *,
    is_painted: bool = False,
) -> html.Figure:
    """A figure of fixed height (from its layout, 320 px when it has none) with its text alternative.

    A mark whose customdata starts with an address opens it (assets/actions.js). `is_painted`: assets/paint.js knows
    every part of it, so the page need not fetch the chart library before it is asked for.
    """
    unknown = {trace.type for trace in figure.data} - DRAWN
    if unknown:
        raise ValueError(f"The chart library that the site serves does not draw {sorted(unknown)}.")
    height = figure.layout.height or 320
    named = {"id": graph_id} if graph_id else {}
    drawn = dcc.Graph(figure=figure, config=GRAPH_CONFIG, style={"height": f"{height}px"}, **named)
    # Its room is its own from the start: until the chart library is there, nothing stands in it.
    told = {"aria-hidden": "true", **({PAINTED: "1"} if is_painted else {})}
    hidden = html.Div(drawn, style={"height": f"{height}px"}, **told)
    classes = f"graph {class_name}" if class_name else "graph"
    return html.Figure([hidden, html.Figcaption(alt, className="vh")], className=classes)
