"""The frame around every page: header, clocks and filters, sentence, footer; and what is shown when a page fails."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from importlib.metadata import version
from inspect import Parameter, signature
from typing import cast
from urllib.parse import quote

from dash.development.base_component import Component
from flask import request

from dashboard import html, labels, theme
from dashboard.addresses import AXIS_PATHS
from dashboard.clocks import known_on_words, said
from dashboard.components import empty_state, lead, link
from dashboard.filters import View
from dashboard.menus import filter_bar
from dashboard.nav import also, header
from dashboard.page_addresses import as_the_path_says
from dashboard.queries import frame
from dashboard.still import still
from etl import stages

log = logging.getLogger(__name__)
_MOST_IGNORED = 12  # parts of an address that are quoted


class NotFound(Exception):
    """An address that names nothing: `what` in words, and where to look instead."""

    def __init__(self, what: str, path: str = "/", words: str = "Overview") -> None:
        super().__init__(what)
        self.what, self.path, self.words = what, path, words


@dataclass(frozen=True)
class Page:
    """A page's content. `path` is its address without the query; `fixed` the axis that the address itself names."""

    view: View
    path: str
    title: str
    text: str = ""
    body: Sequence[Component | None] = ()
    crumb: Component | None = None
    fixed: str | None = None
    section: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def page_theme() -> theme.Theme:
    """The theme that this browser asked for; outside a request the light one."""
    return theme.theme_of(request.cookies.get("theme") if request else None)


def page_is_narrow() -> bool:
    """Whether the window is a phone's: the browser says so (assets/theme.js), at its first visit by its name."""
    if not request:
        return False
    told = request.cookies.get("narrow")
    return told == "1" if told else "Mobi" in request.headers.get("User-Agent", "")


def guarded(layout: Callable[..., Page]) -> Callable[..., Component]:
    """A page's function made safe: unknown names and failures become pages with words, never a trace of the program."""

    named = [name for name, p in signature(layout).parameters.items() if p.kind is not Parameter.VAR_KEYWORD]

    @wraps(layout)
    def safe(**params: object) -> Component:
        try:
            return _drawn(layout, as_the_path_says(named, params))
        except NotFound as missing:
            return _said(not_found(missing))
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("page failed, reference %s", reference)
            return html.Div(failed(reference), className="page")

    return safe


def _drawn(layout: Callable[..., Page], params: Mapping[str, object]) -> Component:
    with stages.stage("page"):
        return cast(Component, still(render(layout(**params))))


def _said(page: Page) -> Component:
    """The page that says that nothing is there; kept in the frame, which needs the store."""
    try:
        return render(page)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("frame failed, reference %s", reference)
        return html.Div(failed(reference), className="page")


def not_found(missing: NotFound) -> Page:
    """The page for an address that names nothing."""
    view = frame.view({})
    elsewhere = html.P(["Go to ", link(missing.words, view.url(missing.path)), " or search above."])
    return Page(view, "/", "This page is not here", missing.what, (elsewhere,), section="none")


def failed(reference: str) -> Component:
    """What a person sees when we fail: a reference, and that nothing was lost."""
    return html.Main(
        [
            lead("This page could not be drawn", "The fault is ours. No report and no figure is lost."),
            html.P(["Try again, or tell us the reference ", html.B(reference), "."]),
            html.P(html.A("Overview", href="/")),
        ],
        className="wrap",
        id="content",
        **{"data-url": "failed"},
    )


def render(page: Page) -> Component:
    """The whole page as components."""
    known = frame.meta()
    body = [part for part in page.body if part is not None]
    text = " ".join(part for part in (page.text, said(page.view)) if part)
    main = [lead(page.title, text, page.crumb), *_ignored(page.view), *body]
    return html.Div(
        [
            html.A("Skip to the content", href="#content", className="skip"),
            header(page.view, page.section or page.path, known, page_theme().name),
            filter_bar(page.view, page.path, page.fixed, AXIS_PATHS, page.extra),
            *banner(known),
            *_edition(page.view, page.path, page.extra),
            html.Main(
                main,
                className="wrap",
                id="content",
                **{
                    "data-url": page.view.url(page.path, **page.extra),
                    "data-said": circumstances(page.view),
                    "data-means": meanings(page.view),
                },
            ),
            footer(page.view, known),
        ],
        className="page",
    )


def banner(known: Mapping[str, str]) -> list[Component]:
    """The line that says that the figures are invented, on every page of a practice store."""
    if known.get("practice") != "1":
        return []
    words = [html.B("Invented figures. "), "Every report, status and number here is made up for practice."]
    return [
        html.Div(
            html.P(words, className="wrap"),
            className="banner",
            role="region",
            **{"aria-label": "Invented figures"},
        )
    ]


def _edition(view: View, path: str, extra: Mapping[str, str]) -> list[Component]:
    """The line that says in which edition the page is opened, and the way out of it."""
    if not view.edition:
        return []
    words = [
        html.B(f"Edition: {view.edition_name}"),
        f", {view.edition_state}. ",
        html.A("About this edition", href=f"/editions/{quote(view.edition)}"),
        " · ",
        link("Show the working figures", view.url(path, edition=None, **extra)),
    ]
    return [
        html.Div(
            html.P(words, className="wrap"),
            className="banner edition",
            role="region",
            **{"aria-label": "Edition"},
        )
    ]


def _ignored(view: View) -> list[Component]:
    if not view.ignored:
        return []
    parts = ", ".join(f"{name}={value}" for name, value in view.ignored[:_MOST_IGNORED])
    if more := len(view.ignored[_MOST_IGNORED:]):
        parts += f" and {more} more"
    return [
        html.P(f"Left out of the address, because it means nothing here: {parts}.", className="note ignored")
    ]


def footer(view: View, known: Mapping[str, str]) -> Component:
    """Data date, moment, version; sources; the words on boundaries."""
    at = view.at
    dates = [
        html.B("Data date "),
        labels.date(at.data_date if at else None),
        html.Br(),
        html.B("Reports accepted by "),
        known_on_words(view),
        html.Br(),
        f"{labels.sentence(view.edition_words)}",
        html.Br(),
        f"ASCN Monitor {version('ascn-monitor')} · times are UTC",
    ]
    sources = [html.B("Sources "), f"{known.get('sources', '')}. {known.get('sources_note', '')}"]
    if known.get("practice") == "1":
        sources = [html.B("Sources "), "None: every figure is invented."]
    place = [html.B("Map "), f"{known.get('map_source', '')} {known.get('map_disclaimer', '')}"]
    return html.Footer(
        html.Div([html.P([*dates, *also(view)]), html.P(sources), html.P(place)], className="wrap"),
        className="end",
    )


def circumstances(view: View, subject: str = "") -> str:
    """One line for pictures that leave the page: both clocks, data date, filters, edition, program. `subject`: what a
    page is of that is no filter, in the place of the filters, since `All projects` would be untrue of it."""
    at = view.at
    words = [f"For period {view.period}", f"data to {labels.date(at.data_date if at else None)}"]
    words += [
        f"reports accepted by {known_on_words(view)}",
        subject or view.sentence(),
        view.edition_words,
    ]
    return " · ".join([*words, f"ASCN Monitor {version('ascn-monitor')}"])


def meanings(view: View) -> str:
    """What each status means, by its label, as JSON: for the pictures that name it."""
    told = {
        labels.status_label(c.code): c.meaning for c in view.options.choices.get("status", ()) if c.meaning
    }
    return json.dumps(told, ensure_ascii=False)


def no_list(view: View, path: str) -> Component:
    """The empty state of a period without any list, with the way to the newest one that has it."""
    newest = view.options.newest()
    at = view.at
    why = f"No report for {view.period} had been accepted by {known_on_words(view)}."
    if at and not any(p.has_list for p in view.options.periods):
        return empty_state(why, link("Submit a first report", "/submit"))
    return empty_state(
        why, link(f"Show {newest}, the newest period with a list", view.url(path, period=newest))
    )


def is_empty(view: View) -> bool:
    """Whether the period shown has no list at the moment asked for."""
    return not (view.at and view.at.has_list)
