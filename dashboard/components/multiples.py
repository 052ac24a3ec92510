"""Small multiples: for each member of an axis, the shares of its own list by status, one column a report.

All panels have one size, one time axis of true dates and one scale (the whole list), so that they compare fairly
whatever the length of a list; how long it is stands in words under the first and the last column.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.links import link
from dashboard.labels import Row

WIDEST = 11.0  # per cent of the panel that one column may take


@dataclass(frozen=True)
class Moment:
    """One report of a panel: its counts by status, the address of their cells, whether the list is an earlier one."""

    period: str
    day: object
    counts: Row
    href: str | None = None
    is_stale: bool = False


@dataclass(frozen=True)
class Panel:
    """A member with its reports in order of time; without any project it says `note`."""

    name: str
    href: str | None
    moments: Sequence[Moment]
    note: str = ""


def multiples(panels: Sequence[Panel]) -> html.Ul:
    """The panels side by side, in the order given."""
    days = sorted({day.toordinal() for p in panels for m in p.moments if (day := labels.as_date(m.day))})
    places = _places(days)
    return html.Ul([_panel(panel, places) for panel in panels], className="multiples")


def _places(days: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Left edge and width of a column, in per cent, by date."""
    if len(days) < 2:
        return dict.fromkeys(days, (0.0, WIDEST))
    whole = days[-1] - days[0]
    nearest = min(b - a for a, b in itertools.pairwise(days)) / whole * (100 - WIDEST)
    width = min(WIDEST, nearest * 0.86)
    return {day: ((day - days[0]) / whole * (100 - width), width) for day in days}


def _total(counts: Row) -> int:
    return sum(labels.count_of(counts, code) for code in labels.STATUSES)


def _panel(panel: Panel, places: dict[int, tuple[float, float]]) -> html.Li:
    listed = [m for m in panel.moments if _total(m.counts)]
    head = html.H3(link(labels.sentence(panel.name), panel.href), className="name")
    if not listed:
        return html.Li([head, html.P(panel.note or "No project listed", className="none")])
    columns = [_column(moment, places) for moment in listed]
    return html.Li([head, html.Div(columns, className="panel"), _ends(listed)])


def _column(moment: Moment, places: dict[int, tuple[float, float]]) -> Component:
    day = labels.as_date(moment.day)
    left, width = places[day.toordinal()] if day else (0.0, WIDEST)
    parts = [
        html.I(className=f"b-{code.replace('_', '-')}", style={"flexGrow": n})
        for code in labels.STATUSES
        if (n := labels.count_of(moment.counts, code))
    ]
    stale = ", from an earlier report" if moment.is_stale else ""
    total = labels.counted(_total(moment.counts), "project")
    said = f"{moment.period}: {total}: {labels.status_list(moment.counts)}{stale}"
    parts.append(html.Span(said, className="vh"))
    column = link(parts, moment.href, class_name="stale" if moment.is_stale else None, title=said)
    return html.Div(column, style={"left": f"{left:.2f}%", "width": f"{width:.2f}%"})


def _ends(listed: Sequence[Moment]) -> html.P:
    """`2018: 2` … `2025: 7, 3 completed`: the lengths of the first and the last list."""
    first, last = listed[0], listed[-1]
    done = labels.count_of(last.counts, "completed")
    now = f"{last.period}: {labels.number(_total(last.counts))}" + (
        f", {labels.number(done)} completed" if done else ""
    )
    start = f"{first.period}: {labels.number(_total(first.counts))}" if first is not last else ""
    return html.P([html.Span(start), html.B(now)], className="ends")
