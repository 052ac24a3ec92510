"""The map of the cities: tree rings on plain land, with names, on ordinary axes (no request for map data).

Equirectangular: one degree is as wide as it is high. Land without borders, no name but the cities' own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts import inset as insets
from dashboard.charts import rings
from dashboard.charts.land import Box, land
from dashboard.charts.map_parts import legend, legend_height, names, shape, window_axes
from dashboard.charts.placement import Point, Scene, place_labels, spread, text_width
from dashboard.charts.sheet import Sheet
from dashboard.labels import Row
from dashboard.rows import records
from dashboard.theme import FONT, Theme

WIDTH, HEIGHT = 770, 640  # px, of a screen; the figure then fits its card
NARROW = (358, 300)  # px, of a phone
NAME = 12.5  # px, type of the names
LEGEND = (190.0, 150.0)  # px, upper right corner; higher where it has more lines than fit
WEST, NORTH, SOUTH = 5.4, 6.6, 2.8  # degrees left free round the outermost cities


@dataclass(frozen=True)
class _View:
    """The window of the map: degrees, size in pixels and pixels of one degree."""

    box: Box
    size: Point
    scale: float

    def pixel(self, lon: float, lat: float) -> Point:
        return (lon - self.box[0]) * self.scale, (self.box[3] - lat) * self.scale

    def degrees(self, point: Point) -> Point:
        return self.box[0] + point[0] / self.scale, self.box[3] - point[1] / self.scale


def city_map(
    cities: pd.DataFrame, theme: Theme, is_narrow: bool = False, no_report: str = "No report"
) -> go.Figure:
    """Projects listed, by city and status.

    `cities`, one row a city: name, lat, lon (degrees), the status codes, projects, is_reported, and where
    known href. A city without a report is a hatched dot. `is_narrow`: small and without names, for a phone;
    `no_report`: words of the legend, e.g. "No report for 2025".
    """
    size = NARROW if is_narrow else (WIDTH, HEIGHT)
    sheet = Sheet(theme, size[1], hoverdistance=12, meta={"width": size[0]})
    if cities.empty:
        return sheet.figure()
    view = _view(cities, size)
    unit = rings.unit_radius(cities["projects"].max(), *((2.5, 9.0) if is_narrow else ()))
    placed = _placed(cities, view, unit)
    _land(sheet, view, theme, is_narrow)
    _circles(sheet, placed, view, unit, theme)
    if not is_narrow:
        _explain(sheet, placed, view, unit, theme, no_report)
    return sheet.figure()


def _view(cities: pd.DataFrame, size: tuple[int, int]) -> _View:
    """All cities with room round them; what is over stands in the east, where the legend is."""
    south, north = cities["lat"].min() - SOUTH, cities["lat"].max() + NORTH
    west, east = cities["lon"].min() - WEST, cities["lon"].max() + WEST
    scale = min(size[1] / (north - south), size[0] / (east - west), 60.0)
    return _View((west, north - size[1] / scale, west + size[0] / scale, north), size, scale)


def _placed(cities: pd.DataFrame, view: _View, unit: float) -> pd.DataFrame:
    """The cities with x, y (degrees, after moving apart), radius (px) and their own place (lon, lat)."""
    is_hatched = ~cities["is_reported"].astype(bool)
    radii = [
        _dot(unit) if hatched else rings.radius(n, unit)
        for n, hatched in zip(cities["projects"], is_hatched, strict=True)
    ]
    pixels = [view.pixel(x, y) for x, y in zip(cities["lon"], cities["lat"], strict=True)]
    moved = [view.degrees(p) for p in spread(pixels, radii)]
    x, y = zip(*moved, strict=True)
    return cities.assign(x=x, y=y, radius=radii, is_hatched=is_hatched).reset_index(drop=True)


def _land(sheet: Sheet, view: _View, theme: Theme, is_narrow: bool) -> None:
    path = land().small if is_narrow else land().region
    sheet.shape(**shape(path, theme, "x", "y"))
    sheet.set(**window_axes(view.box, "x", "y"))


def _circles(sheet: Sheet, placed: pd.DataFrame, view: _View, unit: float, theme: Theme) -> None:
    """Lines from moved circles to their places, the rings, the hatched dots, and what the pointer reads."""
    axes = {"xaxis": "x", "yaxis": "y"}
    moved = placed[
        ((placed["x"] - placed["lon"]) ** 2 + (placed["y"] - placed["lat"]) ** 2) ** 0.5 > 1.5 / view.scale
    ]
    xs = [v for a, b in zip(moved["lon"], moved["x"], strict=True) for v in (a, b, None)]
    ys = [v for a, b in zip(moved["lat"], moved["y"], strict=True) for v in (a, b, None)]
    sheet.draw("scatter", x=xs, y=ys, mode="lines", line={"color": theme.ink, "width": 0.8}, hoverinfo="skip")
    full, empty = placed[~placed["is_hatched"]], placed[placed["is_hatched"]]
    sheet.extend(rings.ring_traces(full, unit, theme, axes))
    sheet.traces.append(rings.empty_trace(full[full["projects"] == 0], theme, axes))
    dots = list(empty["x"]), list(empty["y"])
    sheet.extend(rings.hatched_traces(*dots, 1 / view.scale, theme, axes, _dot(unit)))
    sheet.traces.append(_readable(placed, axes))


def _readable(placed: pd.DataFrame, axes: dict[str, str]) -> rings.Trace:
    """An unseen trace on top: what the pointer says, and where a click leads."""
    said = [_said(row) for row in records(placed)]
    href = placed["href"] if "href" in placed else pd.Series([None] * len(placed))
    marker = {"size": [2 * r for r in placed["radius"]], "color": "rgba(0,0,0,0)", "line": {"width": 0}}
    data = [[None if labels.is_missing(h) else h] for h in href]
    text = "%{text}<extra></extra>"
    return {
        "type": "scatter", "mode": "markers", "name": "cities", "marker": marker, "text": said, "customdata": data,
        "x": placed["x"].tolist(), "y": placed["y"].tolist(), "hovertemplate": text, **axes,
    }  # fmt: skip


def _dot(unit: float) -> float:
    return min(rings.HATCHED, unit * 1.6)


def _said(row: Row) -> str:
    if row["is_hatched"]:
        return f"<b>{row['name']}</b><br>{labels.NOT_REPORTED}"
    lines = [f"{labels.status_label(c)} {n}" for c in labels.STATUSES if (n := labels.count_of(row, c))]
    total = labels.counted(labels.count_of(row, "projects"), "project")
    return f"<b>{row['name']}</b><br>{total}<br>{'<br>'.join(lines)}"


def _explain(
    sheet: Sheet, placed: pd.DataFrame, view: _View, unit: float, theme: Theme, no_report: str
) -> None:
    """Inset, names and legend, each clear of the others."""
    places = list(zip(placed["lon"], placed["lat"], strict=True))
    drawn = [view.pixel(x, y) for x, y in zip(placed["x"], placed["y"], strict=True)]
    radii = list(placed["radius"])
    found = insets.inset_for(places, [view.pixel(x, y) for x, y in places], radii, view.size)
    room = (LEGEND[0], max(LEGEND[1], legend_height(placed)))
    reserved = [(view.size[0] - room[0], 0.0, view.size[0], room[1])]
    if found:
        left, top, right, bottom = found.rect
        reserved.append((left, top - 20, right, bottom))
        _inset(sheet, found, placed, view, unit, theme)
    scene = Scene(drawn, radii, reserved, view.size)
    _names(sheet, list(placed["name"]), scene, theme, [view.degrees(p) for p in drawn], ("x", "y"))
    legend(sheet, placed, unit, theme, view.size, room, no_report)


def _names(
    sheet: Sheet,
    words: Sequence[str],
    scene: Scene,
    theme: Theme,
    at: Sequence[Point],
    axes: tuple[str, str],
) -> None:
    widths = [text_width(word, NAME) for word in words]
    found = place_labels(scene, widths, NAME + 2.5)
    names(sheet, words, found, at, list(scene.radii), theme, axes)


def _inset(
    sheet: Sheet, found: insets.Inset, placed: pd.DataFrame, view: _View, unit: float, theme: Theme
) -> None:
    """The window of the crowded places, on its own pair of axes, with a frame and a scale."""
    part = placed.iloc[list(found.members)]
    axes = {"xaxis": "x2", "yaxis": "y2"}
    (left, top, right, bottom), (width, height) = found.rect, view.size
    domain = ((left / width, right / width), (1 - bottom / height, 1 - top / height))
    sheet.set(**window_axes(found.box, "x2", "y2", domain))
    sheet.shape(**shape(land().for_box(found.box), theme, "x2", "y2"))
    shown = part.assign(x=part["lon"], y=part["lat"])
    full, empty = shown[~shown["is_hatched"]], shown[shown["is_hatched"]]
    sheet.extend(rings.ring_traces(full, unit, theme, axes))
    if len(empty):
        dots = list(empty["x"]), list(empty["y"])
        sheet.extend(rings.hatched_traces(*dots, 1 / found.per_degree, theme, axes))
    sheet.traces.append(_readable(shown, axes))
    pixels = [found.pixel(x, y) for x, y in zip(shown["x"], shown["y"], strict=True)]
    reserved = [(0.0, 0.0, insets.WIDTH, 26.0)]
    scene = Scene(pixels, list(shown["radius"]), reserved, (insets.WIDTH, insets.HEIGHT))
    at = list(zip(shown["x"], shown["y"], strict=True))
    _names(sheet, list(shown["name"]), scene, theme, at, ("x2", "y2"))
    _frame(sheet, found, list(shown["name"]), view, theme)


def _frame(sheet: Sheet, found: insets.Inset, words: list[str], view: _View, theme: Theme) -> None:
    (left, top, right, bottom), (width, height) = found.rect, view.size
    box = {"x0": left / width, "x1": right / width, "y0": 1 - bottom / height, "y1": 1 - top / height}
    line = {"color": theme.grey_3, "width": 1}
    sheet.shape(type="rect", xref="paper", yref="paper", line=line, layer="above", **box)
    title = labels.joined(sorted(words)) if len(words) <= 3 else "Where cities crowd"
    small = {"size": 13, "color": theme.grey_1, "family": FONT}
    sheet.write(
        title, x=box["x0"], y=box["y1"], xref="paper", yref="paper", xanchor="left", yanchor="bottom",
        yshift=2, font=small,
    )  # fmt: skip
    km, length = insets.scale_bar(found)
    x0, y0 = found.box[0] + 10 / found.per_degree, found.box[3] - 13 / found.per_degree
    marker = {"symbol": "line-ns-open", "size": 5, "color": theme.grey_1, "line": {"width": 1}}
    sheet.draw(
        "scatter",
        x=[x0, x0 + length], y=[y0, y0], mode="lines+markers", line={"color": theme.grey_1, "width": 1},
        marker=marker, hoverinfo="skip", xaxis="x2", yaxis="y2",
    )  # fmt: skip
    sheet.write(
        f"{km} km", x=x0 + length, y=y0, xref="x2", yref="y2", xanchor="left", xshift=5,
        font={"size": 12, "color": theme.grey_2},
    )  # fmt: skip
