"""The second peer: the same four charts and filter in a Vizro dashboard, served by two gunicorn workers as ours."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from flask import Flask
from vizro import Vizro
from vizro.models.types import capture

from tests.bench import counted


@capture("graph")
def chart(data_frame: pd.DataFrame, title: str, column: str, country: str) -> go.Figure:
    """The figure; its rows come from the kept counts, as for the other peer."""
    return counted.chart(title, column, country)


def site() -> Flask:
    """The dashboard as a WSGI application; made in the worker, so that the store is opened after the fork."""
    nothing = pd.DataFrame({"n": [0]})
    graphs = [
        vm.Graph(id=column, figure=chart(nothing, title=title, column=column, country=counted.ALL))
        for title, column in counted.CHARTS.items()
    ]
    options = [counted.ALL, *counted.countries()]
    choice = vm.RadioItems(title="Country", options=options, value=counted.ALL)
    control = vm.Parameter(
        targets=[f"{column}.country" for column in counted.CHARTS.values()], selector=choice
    )
    layout = vm.Grid(grid=[[0, 1], [2, 3]], row_min_height="320px")
    page = vm.Page(title="Bench", layout=layout, components=graphs, controls=[control])
    made: Flask = Vizro().build(vm.Dashboard(pages=[page])).dash.server
    return made
