"""Reporting: which report came when, who owes what by when, and how clean and fresh the reports are."""

from __future__ import annotations

from dash import register_page

from dashboard import audience, html
from dashboard.blocks import chase, reporting, reporting_rates, tries
from dashboard.components import link
from dashboard.queries import frame
from dashboard.queries import reporting as asked
from dashboard.queries.run import together
from dashboard.shell import Page, guarded

PATH = "/reporting"


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    is_told = audience.may("reporting_lists")
    lists = [lambda: asked.rates(view, "network"), lambda: asked.chase(view)]
    together([lambda: asked.matrix(view), *(lists if is_told else [])])
    matrix = asked.matrix(view)
    title = reporting.head(view, matrix)
    if not is_told:
        counts = html.Div([c for c in (reporting.counts_card(view, matrix),) if c], className="grid")
        return Page(view, PATH, title, "", (chase.dates_note(asked.due_dates(None)), counts))
    rates, owed = asked.rates(view, "network"), asked.chase(view)
    cards = [
        reporting.calendar_card(view, matrix),
        html.Div(
            [c for c in (reporting_rates.country_card(view, 12), tries.fresh_card(view, 12)) if c],
            className="c4 stack",
        ),
        chase.chase_card(view, owed),
        tries.tries_card(view),
        tries.findings_card(view),
    ]
    body = (
        reporting.main_figures(view, rates, matrix, owed),
        html.Div([c for c in cards if c is not None], className="grid"),
        html.P(link("How the projects of the first plan ended", view.url("/first-plan")), className="note"),
    )
    return Page(view, PATH, title, reporting.under(view, matrix, owed), body)


register_page(__name__, path=PATH, title="Reporting", layout=layout)
