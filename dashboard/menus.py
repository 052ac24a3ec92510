"""The clocks, the filters and the search of the frame: menus of links, which work by keyboard and from any address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import labels
from dashboard.components import link
from dashboard.filters import AXES, AXIS_NAMES, Choice, View

_MOMENTS = 24  # so many days are offered; any other can be typed


def filter_bar(
    view: View, path: str, fixed: str | None, axis_paths: Mapping[str, str], extra: Mapping[str, str]
) -> Component:
    """One row: two clocks, a menu for each filter, a chip for each code chosen. `extra` stays in every link."""
    hidden = {"city": ("city", "country")}.get(fixed or "", (fixed,) if fixed else ())
    menus = [_axis_menu(view, path, axis, extra) for axis in AXES if axis not in hidden]
    chips = [chip for axis in AXES for chip in _chips(view, path, axis, fixed, axis_paths, extra)]
    clear = (
        [link("Clear all", view.url(path, **dict.fromkeys(AXES), **extra))]
        if _removable(view, fixed) > 1
        else []
    )
    clocks = [_period_menu(view, path, extra), _known_menu(view, path, extra)]
    row = [*clocks, html.Span(className="divide"), *chips, *clear, *menus]
    return html.Div(
        html.Div(row, className="wrap"), className="filters", role="region", **{"aria-label": "Filters"}
    )


def _removable(view: View, fixed: str | None) -> int:
    return sum(len(view.chosen(axis)) for axis in AXES if axis != fixed)


def _menu(name: str, words: str, value: str, is_set: bool, items: list[Component]) -> Component:
    summary = html.Summary([f"{words} ", html.B(value, className="on" if is_set else "")])
    return html.Details(
        [summary, html.Div(items, className="choices")], className="f menu", id=f"menu-{name}"
    )


def _entry(words: str, href: str, is_on: bool, note: str = "") -> Component:
    content = [words, html.Span(note, className="q")] if note else words
    return html.Div(link(content, href, class_name="on" if is_on else None), **_current(is_on))


def _current(is_on: bool) -> dict[str, str]:
    return {"aria-current": "true"} if is_on else {}


def _period_menu(view: View, path: str, extra: Mapping[str, str]) -> Component:
    items = [
        _entry(
            p.code,
            view.url(path, **{**extra, "period": p.code, "compare": None}),
            p.code == view.period,
            f" {labels.date(p.data_date)}" + ("" if p.has_list else ", no list"),
        )
        for p in reversed(view.options.periods)
    ]
    return _menu("period", "For period", view.period or labels.MISSING, True, items)


def _known_menu(view: View, path: str, extra: Mapping[str, str]) -> Component:
    now = _entry("Now", view.url(path, **{**extra, "known_on": None}), view.known_on is None)
    days = [_moment(view, path, m, extra) for m in view.options.moments[:_MOMENTS]]
    shown = labels.date(view.known_on) if view.known_on else "now"
    return _menu("known", "Reports accepted by", shown, True, [now, *days, _typed_day(view, path, extra)])


def _moment(view: View, path: str, moment: datetime, extra: Mapping[str, str]) -> Component:
    day = moment.date()
    is_on = view.known_on == datetime.combine(day, time.max)
    return _entry(labels.date(day), view.url(path, **{**extra, "known_on": day.isoformat()}), is_on)


def _typed_day(view: View, path: str, extra: Mapping[str, str]) -> Component:
    """A form for any other day; a plain GET, so it needs no callback."""
    kept = [_hidden(name, value) for name, value in view.query(known_on=None, **extra).items()]
    field = dcc.Input(
        id="known-on", name="known_on", type="text", placeholder="2025-09-30", className="search", size="11",
        pattern=r"\d{4}-\d{2}-\d{2}",
    )  # fmt: skip
    label = html.Label("Another day (year-month-day)", htmlFor="known-on")
    return html.Form([label, field, *kept, html.Button("Show", type="submit")], action=path, method="get")


def _hidden(name: str, value: str) -> Component:
    return dcc.Input(id=f"kept-{name}", type="hidden", name=name, value=value)


def _axis_menu(view: View, path: str, axis: str, extra: Mapping[str, str]) -> Component:
    chosen = view.chosen(axis)
    every = _entry("All", view.url(path, **{**extra, axis: None}), not chosen)
    items: list[Component] = [every]
    for group, choices in groupby(view.options.choices.get(axis, ()), key=lambda c: c.group):
        items += [html.Div(group, className="h")] if group else []
        items += [_toggle(view, path, axis, choice, extra) for choice in choices]
    value = "All" if not chosen else str(len(chosen))
    return _menu(axis.replace("_", "-"), AXIS_NAMES[axis], value, bool(chosen), items)


def _toggle(view: View, path: str, axis: str, choice: Choice, extra: Mapping[str, str]) -> Component:
    href = view.url(path, **{**extra, axis: view.toggled(axis, choice.code)})
    return _entry(choice.label, href, choice.code in view.chosen(axis))


def _chips(
    view: View,
    path: str,
    axis: str,
    fixed: str | None,
    axis_paths: Mapping[str, str],
    extra: Mapping[str, str],
) -> list[Component]:
    made = []
    for code in view.chosen(axis):
        away = view.url(axis_paths[axis], **{axis: None}) if axis == fixed else ""
        href = away or view.url(path, **{**extra, axis: view.toggled(axis, code)})
        words = f"{AXIS_NAMES[axis]}: {view.options.label(axis, code)}"
        cross = html.Span("×", **{"aria-hidden": "true"})
        made.append(link([words, cross, html.Span(", remove", className="vh")], href, class_name="chip"))
    return made


def search(view: View) -> Component:
    """Search by project or city: a plain form that opens the list of projects."""
    kept = [
        _hidden(f"{name}", value) for name, value in view.query().items() if name in ("period", "known_on")
    ]
    field = dcc.Input(
        id="search", name="q", type="search", placeholder="Search project or city", className="search"
    )
    label = html.Label("Search project or city", htmlFor="search", className="vh")
    return html.Form(
        [label, field, *[_renamed(k) for k in kept]], action="/projects", method="get", role="search"
    )


def _renamed(hidden: Component) -> Component:
    """Ids are unique on a page, and the form of the second clock keeps the same fields."""
    hidden.id = f"search-{hidden.id}"
    return hidden
