"""The row of main figures at the head of a page, each with its change and a small history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import html, labels
from dashboard.components.links import link

WIDTH, HEIGHT, BASE, EDGE = 164, 36, 17, 12
Point = tuple[object, object]  # date, value or None


@dataclass(frozen=True)
class Figure:
    """One figure: `value` as shown ("18"), `small` beside it ("13.4 %", "of 53"), `change` under it.

    `history`: (date, value) pairs, oldest first; a missing value is drawn as –. `href` leads to the value's cells,
    `small_href` to those of what stands beside it, `history_href` to the same figure at every report; `change` may hold
    links of its own.
    """

    label: str
    value: str
    small: str = ""
    change: Any = ""
    history: Sequence[Point] = ()
    href: str | None = None
    small_href: str | None = None
    history_href: str | None = None


def figure_row(figures: Sequence[Figure], name: str = "Main figures") -> html.Section:
    """The main figures on one ruled row; on a phone one under the other."""
    count = {"--n": str(min(max(len(figures), 1), 4))}
    return html.Section([_figure(f) for f in figures], className="figs", style=count, **{"aria-label": name})


def _figure(figure: Figure) -> html.Div:
    small = (
        [" ", html.Small(link(figure.small, figure.small_href, class_name="quiet"))] if figure.small else []
    )
    value = link(figure.value, figure.href, class_name="quiet")
    return html.Div(
        [
            html.H2(figure.label),
            html.P([value, *small], className="n"),
            small_history(figure.history, figure.history_href),
            html.P(figure.change, className="d"),
        ],
        className="fig",
    )


def small_history(history: Sequence[Point], href: str | None = None) -> html.Div:
    """Bars on true dates, 164 × 66 px, the newest in ink; needs at least two points, else it is empty. `href` leads to
    the figure at each of the dates."""
    days = [labels.as_date(day) for day, _ in history]
    known = [day.toordinal() for day in days if day]
    if len(known) < 2 or len(known) < len(days):
        return html.Div(className="sh")
    values = [None if labels.is_missing(value) else float(str(value)) for _, value in history]
    text = ", ".join(f"{day.year if day else ''}: {_said(v)}" for day, v in zip(days, values, strict=True))
    parts = [part for i, x in enumerate(_places(known)) for part in _bar(i, x, values)]
    years = [
        html.I(str(days[0].year if days[0] else ""), className="y"),
        html.I(_last(days), className="y e"),
    ]
    if href is None:
        return html.Div([*parts, *years], className="sh", role="img", **{"aria-label": f"History: {text}"})
    drawn = html.Span([*parts, *years], className="drawn", **{"aria-hidden": "true"})
    return html.Div(
        [drawn, link(html.Span(f"History: {text}", className="vh"), href, class_name="cover")], className="sh"
    )


def _said(value: float | None) -> str:
    return "not given" if value is None else labels.number(value)


def _last(days: Sequence[object]) -> str:
    day = labels.as_date(days[-1])
    return str(day.year) if day else ""


def _places(ordinals: Sequence[int]) -> list[float]:
    first, whole = ordinals[0], max(ordinals[-1] - ordinals[0], 1)
    return [EDGE + (day - first) / whole * (WIDTH - 2 * EDGE) for day in ordinals]


def _bar(index: int, x: float, values: Sequence[float | None]) -> list[html.B | html.I]:
    value, last = values[index], index == len(values) - 1
    if value is None:
        return [html.I(labels.MISSING, style={"left": f"{x:.1f}px", "bottom": f"{BASE}px"})]
    top = max([v for v in values if v is not None] + [1])
    height = max(value / top * HEIGHT, 1)
    width = min(11.0, (WIDTH - 2 * EDGE) / len(values) * 0.8)
    bar = html.B(
        className="now" if last else None,
        style={"left": f"{x - width / 2:.1f}px", "width": f"{width:.1f}px", "height": f"{height:.1f}px"},
    )
    if not last and index and len(values) > 6:
        return [bar]
    place = {"left": f"{x:.1f}px", "bottom": f"{BASE + height:.1f}px"}
    return [bar, html.I(labels.number(value), className="now" if last else None, style=place)]
