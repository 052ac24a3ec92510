"""Overview: where the network stands, how it came there, what moved, and how much is known."""

from __future__ import annotations

from dash import register_page
from dash.development.base_component import Component

from dashboard import html
from dashboard.blocks import (
    attention,
    changes,
    compare,
    coverage,
    headline,
    pictures,
    progress,
    record,
    status,
    words,
)
from dashboard.blocks.context import Context
from dashboard.queries import figures, frame, spread
from dashboard.shell import Page, guarded, is_empty, no_list, page_is_narrow, page_theme

PATH = "/"
ASKED = (
    figures.on_map,
    figures.progress_bins,
    figures.completeness,
    figures.discrepancies,
    spread.plan,
    spread.stale,
    lambda view: spread.money(view, "network"),
    lambda view: spread.progress(view, "network"),
)


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, f"No list for {view.period}", body=(no_list(view, PATH),))
    figures.ahead(view, *ASKED)
    context = Context(view)
    code = str(context.now["key"])
    body = [
        *headline.opening(context, "network", code),
        html.Div([card for card in _cards(context, code) if card is not None], className="grid"),
    ]
    return Page(
        view, PATH, words.head(context.now, view), words.under(context.now, context.moved, view), body
    )


def _cards(context: Context, code: str) -> list[Component | None]:
    """The cards in the order of the page; one without inputs is None."""
    theme, is_narrow = page_theme(), page_is_narrow()
    is_long = changes.is_long(context)
    growth = pictures.growth_card(context, theme, "network", code, is_narrow=is_narrow)
    beside = [growth] if is_long else [growth, changes.completed_card(context)]
    return [
        pictures.map_card(context, theme, is_narrow=is_narrow) if frame.has_map() else None,
        html.Div([part for part in beside if part is not None], className="c5 stack"),
        changes.completed_card(context) if is_long else None,
        status.status_card(context, "country"),
        status.status_card(context, "focus_area", extra=_pillars(context)),
        progress.distribution_card(context, "network", code),
        progress.plan_card(context, "network", code),
        coverage.reporting_card(context, "network", code),
        attention.attention_card(context),
        changes.changes_card(context),
        compare.money_card(context, "network"),
        record.completeness_card(context),
        record.discrepancies_card(context),
    ]


def _pillars(context: Context) -> list[html.Div]:
    """The Community pillars under the focus areas, as bars."""
    return [
        html.Div(
            [html.H3("By Community pillar", className="h3 bare"), status.table(context, "pillar", bars=True)]
        )
    ]


register_page(__name__, path_template=PATH, path=PATH, title="Overview", layout=layout)
