"""Tree rings: the area of a circle is the number of projects; its core is completed, the rest round it."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import labels
from dashboard.labels import Row
from dashboard.rows import records
from dashboard.theme import Theme

Trace = dict[str, Any]
SILENT: Trace = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
ONE, BIGGEST = 4.7, 17.0  # px: radius of one project, and of the biggest circle
HATCHED = 5.9  # px: radius of a city without a report


def unit_radius(most: float, one: float = ONE, biggest: float = BIGGEST) -> float:
    """Radius of one project so that the biggest circle stays small."""
    return min(one, biggest / math.sqrt(max(most, 1)))


def radius(count: float, unit: float) -> float:
    """Radius of a circle whose area is the count; never so small that it cannot be seen."""
    return max(unit * math.sqrt(max(count, 0)), 2.0)


def cumulative(counts: Row) -> dict[str, int]:
    """Projects within each ring, core first; statuses that do not occur are left out."""
    total, rings = 0, {}
    for code in labels.STATUSES:
        if n := labels.count_of(counts, code):
            total += n
            rings[code] = total
    return rings


def ring_traces(cities: pd.DataFrame, unit: float, theme: Theme, axes: Mapping[str, str]) -> list[Trace]:
    """One trace a status, the rim first so that the core lies on top. `cities`: x, y and the status codes."""
    rings = [cumulative(row) for row in records(cities)]
    traces = []
    for code in reversed(labels.STATUSES):
        found = [i for i, ring in enumerate(rings) if code in ring]
        if found:
            part = cities.iloc[found]
            sizes = [2 * radius(rings[i][code], unit) for i in found]
            traces.append(_discs(part["x"], part["y"], sizes, theme.fill[code], theme.line[code], axes))
    return traces


def _discs(
    x: pd.Series, y: pd.Series, sizes: list[float], fill: str, line: str, axes: Mapping[str, str]
) -> Trace:
    marker = {"size": sizes, "color": fill, "opacity": 1, "line": {"color": line, "width": 1}}
    return {**SILENT, "x": list(x), "y": list(y), "marker": marker, **axes}


def hatched_traces(
    x: list[float],
    y: list[float],
    per_px: float,
    theme: Theme,
    axes: Mapping[str, str],
    size: float = HATCHED,
) -> list[Trace]:
    """Hatched dots for places without a report: a ring and three strokes. `per_px`: axis units of a pixel."""
    ring = {"size": 2 * size, "color": theme.paper, "line": {"color": theme.hatch, "width": 1.2}}
    strokes = [(0.0, 2 * size - 2), (-0.58 * size, size + 0.5), (0.58 * size, size + 0.5)]
    shift, common = per_px / math.sqrt(2), {**SILENT, **axes}
    traces = [{**common, "x": x, "y": y, "marker": ring}]
    for offset, length in strokes:
        line = {"symbol": "line-ne-open", "size": max(length, 1.0) / math.sqrt(2), "color": theme.hatch}
        line["line"] = {"color": theme.hatch, "width": 1.2}
        xs, ys = [v + offset * shift for v in x], [v - offset * shift for v in y]
        traces.append({**common, "x": xs, "y": ys, "marker": line})
    return traces


def empty_trace(cities: pd.DataFrame, theme: Theme, axes: Mapping[str, str]) -> Trace:
    """Places that reported a list without a project: an empty outline, which the hatch never is."""
    return _discs(cities["x"], cities["y"], [8.0] * len(cities), theme.paper, theme.grey_3, axes)
