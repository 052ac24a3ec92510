"""Bars as native charts: their numbers lie in a workbook inside the slide and can be changed in PowerPoint."""

from __future__ import annotations

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from dashboard import labels
from dashboard.meeting import layout
from dashboard.meeting.measure import width
from dashboard.meeting.screens import Bars, Row
from dashboard.meeting.slides.template import SHRINK, points, px
from dashboard.meeting.slides.texts import describe, in_xml, language, paint, rgb
from dashboard.theme import LIGHT

_NUMBER = 96  # pixels of the total beside a name
_IN_BAR = 32  # type inside bars


def drawn(slide: Slide, part: Bars, place: tuple[float, float, float, float]) -> None:
    """A stacked bar a row, a series a status, the total beside the row's name. `place` in pixels."""
    codes = labels.used_statuses(row.counts for row in part.rows) or ["not_stated"]
    data = CategoryChartData(number_format="0")
    data.categories = [category(row) for row in part.rows]
    for code in codes:
        data.add_series(labels.status_label(code), [row.counts.get(code) or None for row in part.rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *(px(value) for value in place), data)
    frame.name = "Projects by status"
    describe(frame, "Bar chart. " + "; ".join(f"{row.name}: {_said(row)}" for row in part.rows))
    left = min(layout.name_width(part.rows) + _NUMBER, place[2] * 0.55)
    _styled(frame.chart, part, left / place[2])
    room = place[2] - left
    for series, code in zip(frame.chart.plots[0].series, codes, strict=True):
        _series(series, code, part.rows, room)


def category(row: Row) -> str:
    """A row's name with its total; in words where there is none."""
    return f"{in_xml(row.name)}   {labels.number(row.total) if row.total else row.said or labels.MISSING}"


def _said(row: Row) -> str:
    return labels.status_list(row.counts) if row.total else row.said or "no list"


def _styled(chart: Chart, part: Bars, left: float) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(points(layout.TEXT) if len(part.rows) < 12 else points(layout.TEXT * 0.9))
    paint(chart.font.color, "ink")
    chart.font._rPr.set("lang", language(" ".join(row.name for row in part.rows)))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 90, 100
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(LIGHT.grey_3)
    values.visible, values.has_major_gridlines = False, False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.minimum_scale, values.maximum_scale = 0, max((row.total for row in part.rows), default=1) or 1
    _inner(chart, left)


def _inner(chart: Chart, left: float) -> None:
    """Bars begin at the same place whatever the names: share of the width, from the left."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    where = "".join(
        f'<c:{n} val="{v:.4f}"/>' for n, v in (("x", left), ("y", 0.0), ("w", 1 - left), ("h", 1.0))
    )
    xml = f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>{where}</c:manualLayout></c:layout>'  # noqa: E501
    area.insert(0, parse_xml(xml))


def _series(series: BarSeries, code: str, rows: tuple[Row, ...], room: float) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(LIGHT.fill[code])
    series.format.line.color.rgb, series.format.line.width = rgb(LIGHT.line[code]), px(2)
    shown = series.data_labels
    shown.show_value, shown.position = True, XL_LABEL_POSITION.CENTER
    shown.font.size = Pt(points(_IN_BAR))
    shown.font.color.rgb = rgb(LIGHT.on_fill(code))
    longest = max((row.total for row in rows), default=1) or 1
    for number, row in enumerate(rows):
        count = row.counts.get(code, 0)
        if count and count / longest * room < width(labels.number(count), _IN_BAR * SHRINK) + 20:
            _without_label(shown._element, number)


def _without_label(element: etree._Element, number: int) -> None:
    """The piece is too short for its number, which the foot, the notes and the workbook say."""
    xml = f'<c:dLbl {nsdecls("c")}><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'
    element.insert(len(element.findall(qn("c:dLbl"))), parse_xml(xml))
