"""A figure in the making: parts are collected as plain dicts and checked by Plotly once, at the end.

Plotly checks every annotation again whenever one is added, which takes half a second on a map of 38 names.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import plotly.graph_objects as go

from dashboard.theme import Theme, template


class Sheet:
    """Traces, shapes, words and images of one figure, in the order in which they are added."""

    def __init__(self, theme: Theme, height: int, **layout: object) -> None:
        """`height` in px; `layout` as Plotly's."""
        self.traces: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.words: list[dict[str, Any]] = []
        self.images: list[dict[str, Any]] = []
        self.layout: dict[str, Any] = {"template": template(theme), "height": height, **layout}

    def draw(self, kind: str, **trace: object) -> None:
        """A trace of a kind: bar, scatter."""
        self.traces.append({"type": kind, **trace})

    def extend(self, traces: Iterable[dict[str, Any]]) -> None:
        """Traces made elsewhere."""
        self.traces.extend(traces)

    def shape(self, **shape: object) -> None:
        """A line, rectangle or path."""
        self.shapes.append(shape)

    def write(self, text: str, **place: object) -> None:
        """Words without a box or an arrow, unless `place` says otherwise."""
        self.words.append({"text": text, "showarrow": False, "borderpad": 0, **place})

    def image(self, **image: object) -> None:
        """A picture inside the plot."""
        self.images.append(image)

    def set(self, **layout: Mapping[str, object]) -> None:
        """Settings of axes and the like; those of the same name are merged."""
        for name, values in layout.items():
            self.layout[name] = {**self.layout.get(name, {}), **values}

    def figure(self) -> go.Figure:
        """The figure, checked by Plotly."""
        parts = {"shapes": self.shapes, "annotations": self.words, "images": self.images}
        return go.Figure(data=self.traces, layout={**self.layout, **parts})
