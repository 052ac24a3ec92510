"""Identity: pairs of projects that may be one, what was decided, and the forms to decide more."""

from __future__ import annotations

from dash import register_page

from dashboard import audience, html
from dashboard.blocks import identity
from dashboard.components import empty_state, link
from dashboard.queries import frame
from dashboard.shell import Page, guarded, is_empty, no_list

PATH = identity.PATH


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    title = "Which projects are one, and which are two"
    if not audience.may("desk"):
        words = empty_state(
            "Decisions about projects are for the Secretariat.", link("Overview", view.url("/"))
        )
        return Page(view, PATH, title, body=(words,))
    if is_empty(view):
        return Page(view, PATH, title, body=(no_list(view, PATH),))
    ledger = identity.ledger_card(view)
    cards = [identity.pairs_card(view), ledger, identity.forms_card(view, 6 if ledger is not None else 12)]
    text = "Titles change and projects are joined or parted; a decision here holds on every page from its moment on."
    return Page(
        view, PATH, title, text, (html.Div([part for part in cards if part is not None], className="grid"),)
    )


register_page(__name__, path_template=PATH, path=PATH, title="Identity", layout=layout)
