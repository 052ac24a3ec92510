"""The bar under the header: the clocks and the filters, menus of links that work by keyboard and from any address."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from dash.development.base_component import Component

from dashboard import html
from dashboard.clocks import clocks_menu, entry
from dashboard.components import link
from dashboard.filters import AXES, AXIS_NAMES, Choice, View


def filter_bar(
    view: View, path: str, fixed: str | None, axis_paths: Mapping[str, str], extra: Mapping[str, str]
) -> Component:
    """One row: the clocks, a menu for each filter, a chip for each code chosen. `extra` stays in every link."""
    hidden = {"city": ("city", "country")}.get(fixed or "", (fixed,) if fixed else ())
    menus = [_axis_menu(view, path, axis, extra) for axis in AXES if axis not in hidden]
    chips = [chip for axis in AXES for chip in _chips(view, path, axis, fixed, axis_paths, extra)]
    clear = (
        [link("Clear all", view.url(path, **dict.fromkeys(AXES), **extra))]
        if _removable(view, fixed) > 1
        else []
    )
    row = [clocks_menu(view, path, extra), html.Span(className="divide"), *chips, *clear, *menus]
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


def _axis_menu(view: View, path: str, axis: str, extra: Mapping[str, str]) -> Component:
    chosen = view.chosen(axis)
    every = entry("All", view.url(path, **{**extra, axis: None}), not chosen)
    items: list[Component] = [every]
    for group, choices in groupby(view.options.choices.get(axis, ()), key=lambda c: c.group):
        items += [html.Div(group, className="h")] if group else []
        items += [_toggle(view, path, axis, choice, extra) for choice in choices]
    value = "All" if not chosen else str(len(chosen))
    return _menu(axis.replace("_", "-"), AXIS_NAMES[axis], value, bool(chosen), items)


def _toggle(view: View, path: str, axis: str, choice: Choice, extra: Mapping[str, str]) -> Component:
    href = view.url(path, **{**extra, axis: view.toggled(axis, choice.code)})
    return entry(choice.label, href, choice.code in view.chosen(axis))


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
