"""The header of every page: its name, the pages that there are, search and theme; on a phone the pages in one menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash
from dash import dcc
from dash.development.base_component import Component

from dashboard import audience, html
from dashboard.clocks import hidden
from dashboard.components import link
from dashboard.filters import View

AXES = "By place and theme"
MEETING = "Meeting"
# Words → address; several addresses under one word are a menu.
PAGES: tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...] = (
    ("Overview", "/"),
    (
        AXES,
        (
            ("Countries", "/countries"),
            ("Cities", "/cities"),
            ("Focus areas", "/focus-areas"),
            ("Sectors", "/sectors"),
            ("Pillars", "/pillars"),
        ),
    ),
    ("Projects", "/projects"),
    ("Needs attention", "/attention"),
    ("Movement", "/movement"),
    ("Reporting", "/reporting"),
    ("Partners", "/partners"),
    (
        MEETING,
        (("The meeting", "/meeting"), ("Reports to take away", "/reports"), ("Editions", "/editions")),
    ),
    ("Submit", "/submit"),
)
FOOT = (("The first plan, project by project", "/first-plan"), ("Which projects are one", "/identity"))
_FOR = {
    "/attention": "attention",
    "/identity": "desk",
}  # pages that are not for every audience, and what they show
_LIGHT = ("/submit", "/meeting", "/reports", "/editions")


def header(view: View, section: str, known: Mapping[str, str], theme: str) -> Component:
    """Name, pages, search, theme. `section` is the address of the page shown, `theme` the name of its theme."""
    name = link(known.get("name", "Monitor"), view.url("/"), class_name="brand")
    wide = [_item(view, words, where, section) for words, where in _shown()]
    narrow = _menu("pages", "Pages", _all(_shown()), view, section)
    row = [
        name,
        html.Nav(wide, className="only-wide", **{"aria-label": "Pages"}),
        html.Nav(narrow, className="only-narrow", **{"aria-label": "Pages"}),
        html.Div([search(view), _theme_button(theme)], className="r"),
    ]
    return html.Header(html.Div(row, className="wrap"), className="top")


def _shown() -> list[tuple[str, str | tuple[tuple[str, str], ...]]]:
    """The pages that exist and are for this audience."""
    there = {str(page["path"]) for page in dash.page_registry.values()} | set(_LIGHT)
    shown: list[tuple[str, str | tuple[tuple[str, str], ...]]] = []
    for words, where in PAGES:
        if isinstance(where, tuple):
            shown.append((words, tuple(entry for entry in where if _is_for_us(entry[1]))))
        elif where in there and _is_for_us(where):
            shown.append((words, where))
    return shown


def also(view: View) -> list[Component | str]:
    """Pages that are reached from the foot of every page: work of the desk that is done once in a while."""
    there = {str(page["path"]) for page in dash.page_registry.values()}
    shown = [(words, where) for words, where in FOOT if where in there and _is_for_us(where)]
    parts: list[Component | str] = [html.Br(), html.B("Also ")] if shown else []
    for i, (words, where) in enumerate(shown):
        parts += [*([" · "] if i else []), link(words, view.url(where))]
    return parts


def drawn_pages() -> list[str]:
    """The address of each page of the menus and of the foot that this audience may see; light pages apart."""
    shown = [where for _words, where in (*_all(_shown()), *FOOT)]
    return [where for where in shown if where not in _LIGHT and _is_for_us(where)]


def _is_for_us(where: str) -> bool:
    return where not in _FOR or audience.may(_FOR[where])


def _all(pages: Sequence[tuple[str, str | tuple[tuple[str, str], ...]]]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for words, where in pages:
        flat += [(words, where)] if isinstance(where, str) else list(where)
    return flat


def _item(view: View, words: str, where: str | tuple[tuple[str, str], ...], section: str) -> Component:
    if isinstance(where, tuple):
        return _menu("axes" if words == AXES else "meeting", words, where, view, section)
    here = _is_here(where, section)
    made = link(words, _address(view, where), class_name="here" if here else None)
    return html.Span(made, **({"aria-current": "page"} if here else {}))


def _menu(name: str, words: str, pages: Sequence[tuple[str, str]], view: View, section: str) -> Component:
    here = next((title for title, where in pages if _is_here(where, section)), None)
    entries = [
        html.Div(
            link(title, _address(view, where), class_name="on" if title == here else None),
            **({"aria-current": "page"} if title == here else {}),
        )
        for title, where in pages
    ]
    summary = html.Summary(here or words, className="here" if here else "")
    return html.Details(
        [summary, html.Div(entries, className="choices")], className="menu", id=f"menu-{name}"
    )


def _is_here(where: str, section: str) -> bool:
    return section == where or (where != "/" and section.startswith(f"{where}/"))


def _address(view: View, where: str) -> str:
    """Light pages have no filters and no clocks; the meeting shows the view."""
    return where if where in _LIGHT and where != "/meeting" else view.url(where)


def _theme_button(theme: str) -> Component:
    """assets/theme.js changes the theme and keeps it."""
    words = "Light" if theme == "dark" else "Dark"
    return html.Button(words, id="theme-toggle", type="button", className="theme", title=f"{words} theme")


def search(view: View) -> Component:
    """Search by project or city: a plain form that opens the list of projects."""
    kept = [
        hidden(name, value, "search")
        for name, value in view.query().items()
        if name in ("edition", "period", "known_on")
    ]
    field = dcc.Input(id="search", name="q", type="search", placeholder="Project or city", className="search")
    label = html.Label("Search project or city", htmlFor="search", className="vh")
    return html.Form([label, field, *kept], action="/projects", method="get", role="search")
