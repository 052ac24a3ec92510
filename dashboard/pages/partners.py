"""Partners: who is named with whom, what support is wanted, and who could help with one need."""

from __future__ import annotations

from dash import register_page

from dashboard import audience, html
from dashboard.blocks import needs, partners
from dashboard.queries import figures, frame, support
from dashboard.shell import Page, guarded

PATH = "/partners"
TEXT = "A city names its partners when it wants to; no partner is no gap."


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    ties = support.ties(view)
    wanted = support.needs(view, of_cities=True) if audience.may("needs") else None
    listed = int(figures.at(view, "network")["projects"].sum())
    side = [partners.funders_card(view, ties, 12), partners.pairings_card(view, ties, 12)]
    cards = [
        partners.matrix_card(view, ties),
        needs.match_card(view, wanted),
        needs.needs_card(view, wanted) if wanted is not None else None,
        partners.projects_card(view, ties),
        html.Div([c for c in side if c is not None], className="c5 stack"),
    ]
    body = (
        partners.main_figures(ties, listed, wanted),
        html.Div([c for c in cards if c is not None], className="grid"),
    )
    return Page(
        view,
        PATH,
        partners.head(ties),
        TEXT,
        body,
        extra={n: v for n, v in view.extra.items() if n == "need"},
    )


register_page(__name__, path=PATH, title="Partners", layout=layout)
