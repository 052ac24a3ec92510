"""The map of a meeting as SVG: circles whose area is the projects, drawn as rings round the completed core."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from markupsafe import Markup, escape

from dashboard.charts.land import land
from dashboard.charts.placement import spread
from dashboard.meeting.screens import Dot, MapPart

_HIGH = 560  # pixels of the drawing; the sheet gives it what room there is
_EDGE = 3.0  # degrees round the outermost cities
_ONE, _MOST = 9.5, 32.0  # radius of one project, and of the biggest circle
_EMPTY = 9.0


def drawn(part: MapPart, wide: float) -> Markup:
    """The map in a column of that width, with its source and disclaimer under it."""
    west, north, scale = _window(part, wide)
    most = max((sum(dot.counts.values()) for dot in part.dots), default=1)
    unit = min(_ONE, _MOST / sqrt(max(most, 1)))
    at = [((dot.lon - west) * scale, (north - dot.lat) * scale) for dot in part.dots]
    radii = [_radius(sum(dot.counts.values()), unit) for dot in part.dots]
    circles = Markup("").join(
        _rings(dot, x, y, unit) for dot, (x, y) in zip(part.dots, spread(at, radii), strict=True)
    )
    ground = Markup(
        '<path d="{}" transform="scale({:.3f} {:.3f}) translate({:.3f} {:.3f})" fill-rule="evenodd"></path>'
    ).format(land().small, scale, -scale, -west, -north)
    said = f"Map: {len(part.dots)} cities, each a circle whose area is its projects"
    return Markup(
        '<figure class="map"><svg viewBox="0 0 {:.0f} {}" role="img" aria-label="{}">{}{}</svg>'
        "<figcaption>{}</figcaption></figure>"
    ).format(wide, _HIGH, escape(said), ground, circles, part.disclaimer)


def _window(part: MapPart, wide: float) -> tuple[float, float, float]:
    """West, north in degrees, and pixels a degree, with every city inside and in the middle."""
    lons, lats = [dot.lon for dot in part.dots], [dot.lat for dot in part.dots]
    west, east, south, north = min(lons) - _EDGE, max(lons) + _EDGE, min(lats) - _EDGE, max(lats) + _EDGE
    scale = min(wide / (east - west), _HIGH / (north - south))
    return west - (wide / scale - (east - west)) / 2, north + (_HIGH / scale - (north - south)) / 2, scale


def _radius(projects: int, unit: float) -> float:
    return unit * sqrt(projects) if projects else _EMPTY


def _rings(dot: Dot, x: float, y: float, unit: float) -> Markup:
    """The rim first, so that the core lies on top; a city without a list is a hatched dot."""
    if not dot.counts:
        return _circle(x, y, _EMPTY, "f-not-reported")
    return Markup("").join(
        _circle(x, y, unit * sqrt(inner), f"f-{code.replace('_', '-')}")
        for code, inner in reversed(_within(dot.counts).items())
    )


def _within(counts: Mapping[str, int]) -> dict[str, int]:
    """Projects within each ring, core first."""
    total, rings = 0, {}
    for code, n in counts.items():
        total += n
        rings[code] = total
    return rings


def _circle(x: float, y: float, radius: float, name: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="{}"></circle>').format(
        x, y, radius, name
    )
