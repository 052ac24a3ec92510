"""Overview: where the network stands, how it came there, what moved, and how much is known."""

from __future__ import annotations

from dash import html, register_page

from dashboard.blocks import changes, headline, pictures, progress, record, status, words
from dashboard.blocks.context import Context
from dashboard.queries import figures, frame
from dashboard.shell import Page, guarded, is_empty, no_list, page_is_narrow, page_theme

PATH = "/"
ASKED = (figures.on_map, figures.progress_bins, figures.slippage, figures.completeness, figures.discrepancies)


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, f"No list for {view.period}", body=(no_list(view, PATH),))
    figures.ahead(view, ("country", "focus_area", "pillar"), *ASKED)
    context = Context(view)
    code, theme, is_narrow = str(context.now["key"]), page_theme(), page_is_narrow()
    cards = [
        pictures.map_card(context, theme, is_narrow=is_narrow) if frame.has_map() else None,
        html.Div(
            [
                pictures.growth_card(context, theme, "network", code, is_narrow=is_narrow),
                changes.completed_card(context),
            ],
            className="c5 stack",
        ),
        status.status_card(context, "country"),
        status.status_card(context, "focus_area", extra=_pillars(context)),
        progress.distribution_card(context, "network", code),
        progress.slippage_card(context, "network", code),
        changes.changes_card(context),
        record.completeness_card(context),
        record.discrepancies_card(context),
    ]
    body = [
        headline.headline(context, "network", code),
        headline.measured(context, "network", code),
        html.Div([card for card in cards if card is not None], className="grid"),
    ]
    return Page(
        view, PATH, words.head(context.now, view), words.under(context.now, context.moved, view), body
    )


def _pillars(context: Context) -> list[html.Div]:
    """The Community pillars under the focus areas, as bars."""
    return [
        html.Div(
            [html.H3("By Community pillar", className="h3 bare"), status.table(context, "pillar", bars=True)]
        )
    ]


register_page(__name__, path_template=PATH, path=PATH, title="Overview", layout=layout)
