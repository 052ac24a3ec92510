"""Status counts in one line, each with its change since the moment compared with, each leading to its cells."""

from collections.abc import Callable

from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.glyphs import glyph
from dashboard.components.links import link
from dashboard.labels import Row


def count_line(now: Row, before: Row | None, since: str, trace: Callable[[str], str]) -> html.Dl:
    """`● Completed 18 +7`, one entry for each status that occurs now or before; `since` names the earlier moment."""
    rows = [now] if before is None else [now, before]
    entries = [_entry(code, now, before, since, trace) for code in labels.used_statuses(rows)]
    return html.Dl(entries, className="count-line")


def _entry(code: str, now: Row, before: Row | None, since: str, trace: Callable[[str], str]) -> Component:
    count = labels.known_count(now, code)
    number = link(labels.number(count), trace(code) if count else None, class_name="quiet")
    parts: list[Component] = [html.B(number)]
    if before is not None:
        parts.append(html.Span(_step(count, labels.known_count(before, code), since), className="q"))
    term = html.Dt([glyph(code, decorative=True), labels.status_label(code)])
    return html.Div([term, html.Dd(parts)])


def _step(now: int | None, before: int | None, since: str) -> str:
    """A count that one of the moments does not state has not grown from zero."""
    if before is None:
        return f"not stated in {since}"
    if now is None:
        return f"{labels.number(before)} in {since}"
    return f"{labels.signed(now - before) if now != before else 'no change'} since {since}"
