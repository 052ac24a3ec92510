"""The Dash part of the site: pages from dashboard/pages, drawn by one routing callback; served by server.py."""

from __future__ import annotations

from pathlib import Path

from dash import Dash, html, page_container
from flask import Flask, has_request_context, request

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
PAGES = Path(__file__).resolve().parent / "pages"


class Site(Dash):
    """Dash whose first HTML carries the language, the theme and a word for browsers without scripts."""

    def interpolate_index(self, **kwargs: str) -> str:
        """The page that every address answers with first."""
        return _INDEX.format(theme=_theme_attribute(), early=_early(), **kwargs)


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
        assets_ignore=r"^officer\.",
        suppress_callback_exceptions=True,
    )
    app.layout = html.Div(page_container)
    return app


def _theme_attribute() -> str:
    """The theme that the browser keeps; without one its own preference decides (assets/theme.js)."""
    name = request.cookies.get("theme") if has_request_context() else None
    return f' data-theme="{name}"' if name in ("light", "dark") else ""


def _early() -> str:
    """The chart library beside the rest on the page that surely draws charts; elsewhere only when a chart is met."""
    is_home = has_request_context() and request.path == "/"
    return f'<script async src="{PLOTLY}"></script>' if is_home else ""


_INDEX = """<!DOCTYPE html>
<html lang="en"{theme}>
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
{metas}
<title>{title}</title>
{favicon}
{css}
</head>
<body>
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
