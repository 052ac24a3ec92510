"""A Community pillar: in which cities, how far, what moved, and its projects."""

from __future__ import annotations

from dash import register_page

from dashboard.blocks.axis_pages import list_page
from dashboard.shell import Page, guarded


@guarded
def layout(code: str = "", **params: object) -> Page:
    """The whole page for one address."""
    return list_page("pillar", code, params)


register_page(__name__, path_template="/pillars/<code>", title="Community pillar", layout=layout)
