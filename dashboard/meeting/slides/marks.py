"""Status marks as shapes: one each, drawn as paths in a box of 16, the same as `dashboard/marks.py` draws as SVG."""

from __future__ import annotations

from collections.abc import Mapping

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.shapetree import GroupShapes, SlideShapes

from dashboard import labels
from dashboard.meeting.slides.template import px
from dashboard.meeting.slides.texts import describe, rgb
from dashboard.theme import LIGHT

_BOX, _FINE = 16, 100  # paths count in hundredths
_FULL = 21_600_000  # a turn, in 60,000ths of a degree


def _circle(radius: float, fill: str = "norm", stroke: int = 1) -> str:
    r = round(radius * _FINE)
    start = f'<a:moveTo><a:pt x="{800 - r}" y="800"/></a:moveTo>'
    return _path(
        f'{start}<a:arcTo wR="{r}" hR="{r}" stAng="10800000" swAng="{_FULL}"/><a:close/>', fill, stroke
    )


def _path(inside: str, fill: str = "norm", stroke: int = 1) -> str:
    side = _BOX * _FINE
    return f'<a:path w="{side}" h="{side}" fill="{fill}" stroke="{stroke}">{inside}</a:path>'


def _bar(left: int) -> str:
    corners = ((left, 150), (left + 340, 150), (left + 340, 1450), (left, 1450))
    return _lines(corners) + "<a:close/>"


def _lines(corners: tuple[tuple[int, int], ...]) -> str:
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in corners)
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)


def _curve(*points: tuple[int, int]) -> str:
    return "<a:cubicBezTo>" + "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in points) + "</a:cubicBezTo>"


_HALF = (
    '<a:moveTo><a:pt x="800" y="180"/></a:moveTo>'
    '<a:arcTo wR="620" hR="620" stAng="16200000" swAng="-10800000"/><a:close/>'
)
_QUESTION = (
    '<a:moveTo><a:pt x="460" y="520"/></a:moveTo>'
    + _curve((460, 300), (610, 180), (800, 180)) + _curve((990, 180), (1140, 300), (1140, 480))
    + _curve((1140, 730), (810, 750), (810, 1010))
)  # fmt: skip
_DOT = (
    '<a:moveTo><a:pt x="675" y="1340"/></a:moveTo>'
    '<a:arcTo wR="135" hR="135" stAng="10800000" swAng="21600000"/><a:close/>'
)
# Status → its paths, and the thickness of their lines in sixteenths.
_DRAWN: Mapping[str, tuple[str, float]] = {
    "completed": (_circle(7.0, stroke=0), 0),
    "ongoing": (_circle(6.2, "none") + _path(_HALF, stroke=0), 1.6),
    "planning": (_circle(6.2), 1.6),
    "on_hold": (_path(_bar(320) + _bar(940)), 0.8),
    "cancelled": (
        _path(_lines(((250, 250), (1350, 1350))) + _lines(((1350, 250), (250, 1350))), "none"),
        2.6,
    ),
    "not_stated": (_path(_QUESTION, "none") + _path(_DOT, stroke=0), 1.9),
}


def mark(
    shapes: SlideShapes | GroupShapes, status: str, left: float, top: float, side: float, *, said: str = ""
) -> None:
    """The mark of a status in a square of `side` pixels; `said` for those who do not see it."""
    shape = shapes.add_shape(MSO_SHAPE.OVAL, px(left), px(top), px(side), px(side))
    paths, thick = _DRAWN[status]
    fill = LIGHT.line[status] if status in ("ongoing", "not_stated") else LIGHT.fill[status]
    properties = shape._element.spPr
    properties.remove(properties.find(qn("a:prstGeom")))
    geometry = f'<a:custGeom {nsdecls("a")}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'  # noqa: E501
    properties.find(qn("a:xfrm")).addnext(parse_xml(geometry))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    shape._element.remove(shape._element.find(qn("p:style")))  # it throws a shadow
    if thick:
        shape.line.color.rgb, shape.line.width = rgb(LIGHT.line[status]), px(thick * side / _BOX)
    else:
        shape.line.fill.background()
    shape.name = labels.status_label(status)
    describe(shape, said)


def row(
    shapes: SlideShapes, counts: Mapping[str, int], left: float, top: float, side: float, between: float
) -> None:
    """A mark a project, in the order of the counts, as one group."""
    group = shapes.add_group_shape()
    at = left
    for status, count in counts.items():
        for _ in range(count):
            mark(group.shapes, status, at, top, side)
            at += side + between
    group.name = "Projects by status"
    describe(group, labels.status_list(counts))
