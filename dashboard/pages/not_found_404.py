"""Every address that no page has."""

from __future__ import annotations

from dash import register_page

from dashboard.shell import NotFound, Page, guarded


@guarded
def layout(**params: object) -> Page:
    """Says so, with ways on."""
    raise NotFound("No page has this address.")


register_page(__name__, title="Not here", layout=layout)
