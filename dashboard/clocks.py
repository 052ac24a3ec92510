"""The two clocks of a page, and the moment it is compared with: one quiet line of the frame that opens into choices.

Every choice is a link, so the address stays the state; any other day is typed into a plain form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from dash import dcc
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.components import link
from dashboard.filters import Period, View

_MOMENTS = 12  # so many days are offered; any other can be typed
NONE = "There is no earlier list."


def known_on_words(view: View) -> str:
    """The second clock in words."""
    return _day(view.known_on)


def _day(moment: datetime | None) -> str:
    return labels.date(moment) if moment else "now"


def said(view: View) -> str:
    """The clocks as a sentence under a page's title, where somebody has set them; else empty."""
    parts = []
    if view.known_on:
        parts.append(f"reports accepted by {labels.long_date(view.known_on)}")
    if {"compare", "compare_known_on"} & set(view.typed):
        parts.append(f"compared with {_compared(view)}")
    text = "; ".join(parts)
    return f"{labels.sentence(text)}." if text else ""


def _compared(view: View) -> str:
    """`2024`, or `2024 as accepted by 1 Oct 2024` where the two moments differ in the second clock too."""
    day = f" as accepted by {_day(view.compare_known_on)}" if view.compare_known_on else ""
    return f"{view.compare}{day}"


def clocks_menu(view: View, path: str, extra: Mapping[str, str]) -> Component:
    """The line of the clocks with its choices; `extra` stays in every link."""
    words: list[Component | str] = ["For period ", html.B(view.period or labels.MISSING, className="on")]
    words += [
        " · reports accepted by ",
        html.B(known_on_words(view), className="on" if view.known_on else ""),
    ]
    if {"compare", "compare_known_on"} & set(view.typed):
        words += [" · compared with ", html.B(_compared(view), className="on")]
    periods = _periods(view, path, extra, "period", view.period, view.options.periods)
    groups = [_group("For period", periods), _group("Compare with", _earlier(view, path, extra))]
    if audience.may("clocks"):  # the second clock, in the middle
        groups.insert(1, _group("Reports accepted by", _moments(view, path, extra)))
        groups.append(_any_day(view, path, extra))
    panel = html.Div(groups, className="choices clocks")
    return html.Details([html.Summary(words), panel], className="f menu", id="menu-clocks")


def _group(title: str, entries: Sequence[Component]) -> Component:
    return html.Div([html.Div(title, className="h"), html.Div(list(entries), className="some")])


def entry(words: str, href: str, is_on: bool, note: str = "") -> Component:
    """One choice of a menu: a link with a tick where it stands."""
    content = [words, html.Span(note, className="q")] if note else words
    current = {"aria-current": "true"} if is_on else {}
    return html.Div(link(content, href, class_name="on" if is_on else None), **current)


def _periods(
    view: View, path: str, extra: Mapping[str, str], name: str, now: str | None, periods: Sequence[Period]
) -> list[Component]:
    """Newest first. Another period is compared with the list before it, until somebody says otherwise."""
    compare = {"compare": None, "compare_known_on": None} if name == "period" else {}
    return [
        entry(
            p.code,
            view.url(path, **{**extra, **compare, name: p.code}),
            p.code == now,
            f" {labels.date(p.data_date)}" + ("" if p.has_list else ", no list"),
        )
        for p in reversed(periods)
    ]


def _moments(view: View, path: str, extra: Mapping[str, str]) -> list[Component]:
    now = entry("Now", view.url(path, **{**extra, "known_on": None}), view.known_on is None)
    days = sorted({moment.date() for moment in view.options.moments}, reverse=True)[:_MOMENTS]
    return [now, *(_moment(view, path, datetime.combine(day, time.max), extra) for day in days)]


def _moment(view: View, path: str, moment: datetime, extra: Mapping[str, str]) -> Component:
    href = view.url(path, **{**extra, "known_on": moment.date().isoformat()})
    return entry(labels.date(moment), href, view.known_on == moment)


def _earlier(view: View, path: str, extra: Mapping[str, str]) -> list[Component]:
    """Every period with a list up to the one shown; that one too, since its reports may have been others at another
    day."""
    listed = [
        p for p in view.options.periods if p.has_list and not view.options.is_later(p.code, view.period)
    ]
    if not view.compare and len(listed) < 2:
        return [html.P(NONE, className="q")]
    return _periods(view, path, extra, "compare", view.compare, listed)


def _any_day(view: View, path: str, extra: Mapping[str, str]) -> Component:
    """A form for any other two days; a plain GET, so it needs no callback."""
    days = ("known_on", "compare_known_on")
    kept = [hidden(name, value) for name, value in view.query(**dict.fromkeys(days), **extra).items()]
    fields = [
        _day_field("known-on", "known_on", "Reports accepted by another day", view),
        _day_field("compare-known-on", "compare_known_on", "Compared: accepted by another day", view),
    ]
    return html.Form([*fields, *kept, html.Button("Show", type="submit")], action=path, method="get")


def _day_field(field_id: str, name: str, words: str, view: View) -> Component:
    field = dcc.Input(
        id=field_id, name=name, type="text", placeholder="2025-09-30", className="search", size="11",
        pattern=r"\d{4}-\d{2}-\d{2}", value=view.typed.get(name, ""),
    )  # fmt: skip
    return html.Div([html.Label(words, htmlFor=field_id), field])


def hidden(name: str, value: str, prefix: str = "kept") -> Component:
    """A field that a form carries along unseen."""
    return dcc.Input(id=f"{prefix}-{name}", type="hidden", name=name, value=value)
