"""What the first HTML of an address carries: the page itself, to read before any script has run, and the answers
that the renderer asks for next (layout, callbacks, page), so that opening a page is one round trip.

The answers are made by the same routes that would give them. assets/first.js hands them to the renderer where theme
and width are those they were made for, and takes the readable page away once the renderer's own stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from dash import Dash
from flask import request

from dashboard import drawn
from dashboard.html import VOID, attribute
from dashboard.queries import frame
from dashboard.shell import page_is_narrow, page_theme

_kept = drawn.memory(64)


def first_of(app: Dash) -> str:
    """The readable page and the renderer's first answers for the address of this request, as HTML."""
    path, search = request.path, request.query_string.decode(errors="replace")
    theme, narrow = page_theme().name, "1" if page_is_narrow() else "0"
    key = (app, request.url_root, path, search, theme, narrow, *frame.moment_of_store())

    def make() -> str:
        answer = drawn.answer(path, f"?{search}" if search else "")
        return _page(answer) + _answers(answer, f"{theme} {narrow}")

    return _kept.get(key, make)


def _answers(page: str, drawn_for: str) -> str:
    """The three answers as inert text; a closing tag inside them is written so that it closes nothing."""
    asked = {name: drawn.ask_ourselves(f"/_dash-{name}") for name in ("layout", "dependencies")}
    return "".join(
        f'<script type="application/json" id="first-{name}" data-for="{drawn_for}">'
        f"{text.replace('</', chr(60) + chr(92) + '/')}</script>"
        for name, text in {**asked, "page": page}.items()
    )


def _page(answer: str) -> str:
    content = json.loads(answer)["response"]["_pages_content"]["children"]
    return f'<div id="first">{as_html(content)}</div>'


def as_html(node: Any) -> str:
    """Components, as the renderer is sent them, as HTML; a chart or a grid keeps its place and is empty."""
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, list):
        return "".join(as_html(child) for child in node)
    if not isinstance(node, dict):
        return escape(str(node), quote=False)
    props, tag = node["props"], _tag(node)
    if not tag:
        return f"<div{attribute('style', props.get('style'))}></div>"
    attributes = "".join(attribute(name, value) for name, value in props.items() if name != "data-html")
    inner = props["data-html"] if "data-html" in props else as_html(props.get("children"))
    return f"<{tag}{attributes}>" if tag in VOID else f"<{tag}{attributes}>{inner}</{tag}>"


def _tag(node: Mapping[str, Any]) -> str:
    """Name of the element; empty for what only a script can draw."""
    if node["namespace"] == "dash_html_components":
        return str(node["type"]).lower()
    return "a" if node["type"] == "Link" else ""
