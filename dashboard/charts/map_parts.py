"""Parts of the map that are the same for the region and its inset: axes, land, names, legend."""

from collections.abc import Sequence

import pandas as pd

from dashboard import labels
from dashboard.charts import rings
from dashboard.charts.land import Box
from dashboard.charts.placement import Label, Point
from dashboard.charts.sheet import Sheet
from dashboard.theme import Theme

ROLE = {"completed": "the core", "ongoing": "round it", "planning": "the rim"}
Domain = tuple[tuple[float, float], tuple[float, float]]


def window_axes(box: Box, x: str, y: str, domain: Domain | None = None) -> dict[str, dict[str, object]]:
    """Unseen axes of a window in degrees; both have the same scale. `domain`: share of the figure."""
    both = {"visible": False, "fixedrange": True, "constrain": "range"}
    across = {**both, "range": [box[0], box[2]]}
    up = {**both, "range": [box[1], box[3]], "scaleanchor": x, "scaleratio": 1}
    if domain:
        across |= {"domain": list(domain[0]), "anchor": y}
        up |= {"domain": list(domain[1]), "anchor": x}
    return {x.replace("x", "xaxis", 1): across, y.replace("y", "yaxis", 1): up}


def shape(path: str, theme: Theme, x: str, y: str) -> dict[str, object]:
    """Land as one filled path under everything."""
    return {
        "type": "path",
        "path": path,
        "xref": x,
        "yref": y,
        "layer": "below",
        "fillcolor": theme.land,
        "fillrule": "evenodd",
        "line": {"width": 0},
    }


def names(
    sheet: Sheet,
    words: Sequence[str],
    places: Sequence[Label],
    at: Sequence[Point],
    radii: Sequence[float],
    theme: Theme,
    axes: tuple[str, str],
) -> None:
    """The names at their places, with a thin line where one stands off."""
    for word, place, centre, radius in zip(words, places, at, radii, strict=True):
        sheet.write(word, **_name(place, centre, theme, axes))
        if place.has_leader:
            sheet.write("", **_leader(place, centre, radius, theme, axes))


def _name(place: Label, at: Point, theme: Theme, axes: tuple[str, str]) -> dict[str, object]:
    halo = ",".join(f"{x}px {y}px 1px {theme.paper}" for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)))
    return {
        "x": at[0],
        "y": at[1],
        "xref": axes[0],
        "yref": axes[1],
        "xshift": place.dx,
        "yshift": -place.dy,
        "xanchor": place.anchor,
        "yanchor": "middle",
        "font": {"size": 12.5, "color": theme.ink, "shadow": halo},
    }


def _leader(place: Label, at: Point, radius: float, theme: Theme, axes: tuple[str, str]) -> dict[str, object]:
    """A line without words from the rim of the circle to the name."""
    return {
        "x": at[0],
        "y": at[1],
        "xref": axes[0],
        "yref": axes[1],
        "ax": place.dx,
        "ay": place.dy + (6 if place.dy < 0 and place.anchor == "center" else 0),
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 0.8,
        "arrowcolor": theme.ink,
        "standoff": radius,
    }


def sizes_shown(most: int) -> list[int]:
    """The sample circles of the legend: one, about half, the biggest."""
    return sorted({1, max(round(most / 2), 1), max(most, 1)})


def legend_height(placed: pd.DataFrame) -> float:
    """Pixels that the legend takes: words outside of its axes would not be drawn."""
    return 72.0 + 19 * (len(_used(placed)) - (not placed["is_hatched"].any()))


def _used(placed: pd.DataFrame) -> list[str]:
    return [c for c in labels.STATUSES if c in placed and (placed[c].fillna(0) > 0).any()]


def legend(
    sheet: Sheet,
    placed: pd.DataFrame,
    unit: float,
    theme: Theme,
    size: Point,
    room: Point,
    no_report: str,
) -> None:
    """What area and rings mean, in the upper right corner, drawn on axes of one unit a pixel."""
    width, height = room
    domain = ((1 - width / size[0], 1.0), (1 - height / size[1], 1.0))
    axes = window_axes((0, -height, width, 0), "x3", "y3", domain)
    sheet.set(**axes)
    _text(sheet, 0, -8, "<b>Area of a circle: projects listed</b>", theme)
    _samples(sheet, int(placed["projects"].max()), unit, theme)
    used = _used(placed)
    on = {"xaxis": "x3", "yaxis": "y3"}
    for i, code in enumerate(used):
        y = -62 - 19 * i
        marker = {"size": 12, "color": theme.fill[code], "line": {"color": theme.line[code], "width": 1}}
        sheet.draw("scatter", x=[7], y=[y], mode="markers", marker=marker, hoverinfo="skip", **on)
        role = f": {ROLE[code]}" if code in ROLE else ""
        _text(sheet, 21, y, f"{labels.status_label(code)}{role}", theme)
    if placed["is_hatched"].any():
        y = -62 - 19 * len(used)
        sheet.extend(rings.hatched_traces([7], [y], 1, theme, on))
        _text(sheet, 21, y, no_report, theme)


def _samples(sheet: Sheet, most: int, unit: float, theme: Theme) -> None:
    left, marker = 0.0, {"color": "rgba(0,0,0,0)", "line": {"color": theme.grey_1, "width": 1}}
    for count in sizes_shown(most):
        r = rings.radius(count, unit)
        sheet.draw(
            "scatter",
            x=[left + r + 1], y=[-36], mode="markers", marker={**marker, "size": 2 * r}, hoverinfo="skip",
            xaxis="x3", yaxis="y3",
        )  # fmt: skip
        _text(sheet, left + 2 * r + 6, -36, labels.number(count), theme)
        left += 2 * r + 30 + 4 * len(str(count))


def _text(sheet: Sheet, x: float, y: float, words: str, theme: Theme) -> None:
    place = {"x": x, "y": y, "xref": "x3", "yref": "y3", "xanchor": "left", "yanchor": "middle"}
    sheet.write(words, font={"size": 13, "color": theme.grey_1}, **place)
