"""Addresses inside the site, in the view that a page shows."""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import quote

from dashboard import audience
from dashboard.exports.tables import TABLES
from dashboard.filters import View

# Stands in a drawn page for the address under which the site is asked for (dashboard/drawn.py): one drawing for all.
SITE = "this-site.invalid"
AXIS_PATHS = {
    "country": "/countries",
    "city": "/cities",
    "focus_area": "/focus-areas",
    "sector": "/sectors",
    "pillar": "/pillars",
    "project": "/projects",
}


def member_url(view: View, axis: str, key: str) -> str:
    """Address of a member's page in this view, without the filter that the page itself sets."""
    changes: dict[str, object] = {} if axis == "project" else {axis: None}
    return view.url(f"{AXIS_PATHS[axis]}/{quote(key)}", **changes)


def trace_url(view: View, axis: str, key: str, figure: str, **changes: object) -> str:
    """Address of the page that says which cells make a figure."""
    return view.url("/trace", by=axis, key=key, figure=figure, **changes)


def cells_url(view: View, axis: str, key: str, figure: str, **changes: object) -> str | None:
    """The same for a figure whose cells are not for everybody: none where this audience may not see them."""
    return trace_url(view, axis, key, figure, **changes) if audience.shows_cells(figure) else None


def export_url(view: View, name: str, **changes: object) -> str:
    """Address of a table of this view as CSV."""
    return view.url(f"/export/{name}.csv", **changes)


class Files(TypedDict, total=False):
    """Addresses of a table, named as a card's foot takes them."""

    table: str
    csv: str
    xlsx: str


def files(view: View, name: str, **changes: object) -> Files:
    """Addresses of a table of this view as a page, as CSV and as a workbook; none where this audience may not have
    the table."""
    if not TABLES[name].is_open:
        return {}
    as_page = view.url(f"/export/{name}.html", **changes)
    return {
        "table": as_page,
        "csv": export_url(view, name, **changes),
        "xlsx": view.url(f"/export/{name}.xlsx", **changes),
    }
