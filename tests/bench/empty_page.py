"""The floor: a Dash page with one word, and one with an empty chart; what no page of Dash can be faster than."""

from __future__ import annotations

from dash import Dash, dcc, html
from flask import Flask


def site() -> Flask:
    """`/` has a word; with the chart library beside it, as Dash serves it, but without a callback."""
    app = Dash("floor")
    app.layout = html.Div([html.P("drawn", id="word"), dcc.Graph(id="empty", figure={"data": [{"y": [1]}]})])
    server: Flask = app.server
    return server
