"""Focus areas: where each stands, the focus areas side by side."""

from __future__ import annotations

from dash import register_page

from dashboard.blocks.axis_pages import index_page
from dashboard.shell import Page, guarded


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    return index_page("focus_area", params)


register_page(__name__, path="/focus-areas", title="Focus areas", layout=layout)
