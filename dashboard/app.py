"""The Dash part of the site: pages from dashboard/pages, drawn by one routing callback; served by server.py."""

from __future__ import annotations

import re
from pathlib import Path

from dash import Dash, page_container
from flask import Flask, has_request_context, request

from dashboard import html
from dashboard.components.graphs import PAINTED
from dashboard.first import first_of

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PLOTLY = "plotly/plotly-basic.min.js"  # in assets: bars and lines, a quarter of the whole library
PICTURE = "picture-card.js"  # in assets: makes a picture of a card; with its other parts, `picture-*.js`
PAGES = Path(__file__).resolve().parent / "pages"


# Scripts that Dash always names: for browsers of ten years ago, and for a table that no page has.
_UNUSED = re.compile(r'<script src="[^"]*/(?:deps/polyfill@|dash_table/)[^"]*"></script>\n?')

# Only where the grid is shown. A page of it that was made for a phone names the script, in case the window is wide.
_GRID = re.compile(r'<script src="([^"]*/dash_ag_grid/[^"]*)"></script>\n?')
_GRID_PAGES = ("/projects",)


class Site(Dash):
    """Dash whose first HTML carries the page itself, the language and the theme (dashboard/first.py)."""

    def interpolate_index(self, **kwargs: str) -> str:
        """The page that every address answers with first."""
        first = first_of(self) if has_request_context() else ""
        kwargs["scripts"] = _UNUSED.sub("", kwargs["scripts"])
        if '"type":"AgGrid"' not in first:
            grid = _GRID.search(kwargs["scripts"])
            kwargs["scripts"] = _GRID.sub("", kwargs["scripts"])
            if grid and has_request_context() and request.path in _GRID_PAGES:
                kwargs["metas"] += f'<meta name="grid-script" content="{grid[1]}">'
        kwargs["metas"] += f'<meta name="chart-library" content="{_address(self, PLOTLY)}">'
        kwargs["metas"] += f'<meta name="picture-script" content="{_address(self, PICTURE, "picture-*.js")}">'
        return _INDEX.format(theme=_theme_attribute(), first=first, early=_early(self, first), **kwargs)

    def _config(self) -> dict[str, object]:
        """What the renderer is told; the chart library comes from our own files."""
        return {**super()._config(), "serve_locally": False, "plotlyjs_url": _address(self, PLOTLY)}


def create_app(server: Flask, title: str) -> Dash:
    """Dash on `server`, with every page registered; `title` is the programme's name."""
    app = Site(
        "dashboard",
        server=server,
        use_pages=True,
        pages_folder=str(PAGES),
        assets_folder=str(ASSETS),
        title=title,
        update_title="",
        assets_ignore=r"^officer\.|^meeting|^reports\.|^plotly|^picture-",
        suppress_callback_exceptions=True,
    )
    app.layout = html.Div(page_container)
    return app


def _theme_attribute() -> str:
    """The theme that the browser keeps; without one its own preference decides (assets/theme.js)."""
    name = request.cookies.get("theme") if has_request_context() else None
    return f' data-theme="{name}"' if name in ("light", "dark") else ""


def _address(app: Dash, name: str, parts: str = "") -> str:
    """Address of a script that a page fetches when it is wanted, with its fingerprint; `parts`: the files that it
    fetches itself under the same fingerprint."""
    newest = max(path.stat().st_mtime for path in (ASSETS / name, *(ASSETS.glob(parts) if parts else ())))
    return f"{app.get_asset_url(name)}?m={newest}"


def _early(app: Dash, first: str) -> str:
    """The chart library beside the rest where the page has charts that only it can draw (assets/draw.js)."""
    if first.count('"type":"Graph"') <= first.count(f'"{PAINTED}":'):
        return ""
    return f'<script async src="{_address(app, PLOTLY)}"></script>'


_INDEX = """<!DOCTYPE html>
<html lang="en"{theme}>
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
{metas}
<title>{title}</title>
{favicon}
<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/fonts/source-sans-3-latin-400-normal.woff2">
<link rel="preload" as="font" type="font/woff2" crossorigin href="/assets/fonts/source-sans-3-latin-600-normal.woff2">
{css}
</head>
<body>
{first}
{app_entry}
<noscript><p class="wrap">The charts need JavaScript. These pages work without it:
<a href="/submit">Submit a report</a>, <a href="/templates">Templates</a>,
<a href="/submissions">Reports sent</a>, <a href="/help">Help</a>.</p></noscript>
<footer hidden>{config}
{scripts}
{renderer}
{early}</footer>
</body>
</html>"""
