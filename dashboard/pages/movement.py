"""Movement: how the network's figures went from one moment to another, and by name all that moved."""

from __future__ import annotations

from functools import partial

from dash import register_page
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.blocks import bridge, movement
from dashboard.blocks.context import Context
from dashboard.components import empty_state, link
from dashboard.filters import View
from dashboard.queries import figures, frame
from dashboard.queries import movement as queries
from dashboard.queries.run import together
from dashboard.shell import Page, guarded, is_empty, no_list, page_is_narrow, page_theme

PATH = "/movement"


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, f"No list for {view.period}", body=(no_list(view, PATH),))
    if not view.compare:
        return Page(view, PATH, f"{view.period} is the first list", body=(_first(view),))
    together(
        [partial(ask, view) for ask in (queries.bridge, queries.across, queries.corrected, figures.history)]
    )
    return _page(view, Context(view))


def _page(view: View, context: Context) -> Page:
    asked = view.extra.get("figure", "")
    figure = asked if asked in bridge.OFFERED else bridge.OFFERED[0]
    steps, moved = queries.bridge(view), queries.across(view)
    key = str(context.now["key"])
    named = [movement.corrected_card(view, queries.corrected(view)), *movement.lists(view, moved)]
    lists = [str(getattr(part, "id", "")) for part in named if part is not None]
    cards = [bridge.bridge_card(view, steps, figure, key, page_theme(), page_is_narrow(), lists), *named]
    body = (
        bridge.choices(view, steps, figure, PATH),
        html.Div([part for part in cards if part is not None], className="grid"),
    )
    changed = int(((moved["kind"] != "same") | (moved["was_in"] != moved["is_in"])).sum())
    title = f"{labels.sentence(labels.counted(changed, 'project'))} moved between {view.compare} and {view.period}"
    kept = {"figure": figure} if figure != bridge.OFFERED[0] else {}
    return Page(view, PATH, title, f"{view.sentence()}.", body, extra=kept)


def _first(view: View) -> Component:
    return empty_state(
        f"There is no list before {view.period}, so nothing moved yet.",
        link("Show the newest list", view.url(PATH, period=view.options.newest())),
    )


register_page(__name__, path_template=PATH, path=PATH, title="Movement", layout=layout)
