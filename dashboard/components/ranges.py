"""Rows on one scale from 0 to 100: where the middle half of a member's projects stands, and points beside a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard import html
from dashboard.components.links import link

LEAST = 0.6  # per cent: a bar of no length is still seen
Linked = tuple[str, str | None]  # a number as shown, and the address of its cells


@dataclass(frozen=True)
class Range:
    """A member's spread in points 0–100: ends, quartiles, median, and how many of its projects say."""

    name: str
    href: str | None
    ends: tuple[float, float]
    quarters: tuple[float, float, float]
    shown: Sequence[Linked]  # lower quarter, median, upper quarter
    count: Linked
    whole: str


def range_table(rows: Sequence[Range], head: str, caption: str) -> html.Table:
    """One row a member on one scale: line from end to end, bar over the middle half, tick at the median."""
    heads = [
        html.Th(head, scope="col"),
        html.Th([_scale(), html.Span("From 0 to 100 %", className="vh")], scope="col", className="mk"),
        *(
            html.Th(words, scope="col", className="num")
            for words in ("Quarter below", "Half below", "Quarter above", "Projects")
        ),
    ]
    body = [_row(row) for row in rows]
    parts = [html.Caption(caption, className="vh"), html.Thead(html.Tr(heads)), html.Tbody(body)]
    return html.Table(parts, className="units ranges", style={"--cols": "4"})


def _scale() -> html.Span:
    words = [html.Span("0 %"), html.Span("50 %"), html.Span("100 %")]
    return html.Span(words, className="scale", **{"aria-hidden": "true"})


def _row(row: Range) -> html.Tr:
    count = [
        link(row.count[0], row.count[1], class_name="quiet"),
        html.Span(f" of {row.whole}", className="q"),
    ]
    numbers = [html.Td(link(*value, class_name="quiet"), className="num") for value in row.shown]
    mark = html.Td(_mark(row), className="mk")
    return html.Tr(
        [html.Th(link(row.name, row.href), scope="row"), mark, *numbers, html.Td(count, className="num")]
    )


def _mark(row: Range) -> Component:
    low, middle, high = row.quarters
    first, last = row.ends
    parts = [
        html.I(className="line", style=_span(first, last)),
        html.I(className="half", style=_span(low, high)),
        html.I(className="tick", style={"left": f"{middle:.1f}%"}),
    ]
    return html.Div(parts, className="rail", **{"aria-hidden": "true"})


def _span(start: float, end: float) -> dict[str, str]:
    width = max(end - start, LEAST)
    return {"left": f"{min(start, 100 - width):.1f}%", "width": f"{width:.1f}%"}


@dataclass(frozen=True)
class Lean:
    """A member's points behind (−) or ahead of plan, from how many of its projects."""

    name: str
    href: str | None
    value: float
    shown: Linked
    count: Linked


def lean_table(rows: Sequence[Lean], head: str, caption: str) -> html.Table:
    """Bars from a common middle at one scale: left behind plan, right ahead."""
    most = max([abs(row.value) for row in rows] + [10.0])
    middle = html.Span(
        [html.Span("behind plan"), html.Span("ahead")], className="scale", **{"aria-hidden": "true"}
    )
    heads = [
        html.Th(head, scope="col"),
        html.Th([middle, html.Span("Behind or ahead of plan", className="vh")], scope="col", className="mk"),
        html.Th("Points", scope="col", className="num"),
        html.Th("Projects", scope="col", className="num"),
    ]
    parts = [
        html.Caption(caption, className="vh"),
        html.Thead(html.Tr(heads)),
        html.Tbody([_lean(row, most) for row in rows]),
    ]
    return html.Table(parts, className="units ranges leans", style={"--cols": "2"})


def _lean(row: Lean, most: float) -> html.Tr:
    share = abs(row.value) / most * 50
    ends = (50 - share, 50.0) if row.value < 0 else (50.0, 50 + share)
    bar = html.I(className="half", style=_span(*ends))
    rail = html.Div([bar, html.I(className="tick", style={"left": "50%"})], className="rail")
    return html.Tr(
        [
            html.Th(link(row.name, row.href), scope="row"),
            html.Td(rail, className="mk", **{"aria-hidden": "true"}),
            html.Td(link(*row.shown, class_name="quiet"), className="num"),
            html.Td(link(*row.count, class_name="quiet"), className="num"),
        ]
    )
