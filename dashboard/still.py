"""Parts of a page that never change by themselves, as HTML text: React keeps books on a few nodes instead of thousands.

An element whose whole content is words, tables and links keeps its place in the tree and carries its content in
`data-html`; assets/still.js puts it in and follows, without a reload, the links that are marked as leading to a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dash import dcc
from dash.development.base_component import Component

_NAMES = {"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan", "n_clicks": ""}
_NAMES |= {
    "disable_n_clicks": "",
    "children": "",
    "refresh": "",
    "tabIndex": "tabindex",
    "viewBox": "viewBox",
}
_PLAIN = ("dash.html", "dashboard.components.forms")  # modules whose elements hold nothing alive
_UNWRITTEN = {"children", "available_properties", "available_wildcard_properties"}
_TO_A_PAGE = " data-page"  # what dcc.Link is in a text; any other link is the browser's own
VOID = {"br", "hr", "img", "input", "wbr", "col"}


def still(node: object) -> object:
    """The tree with every element that holds nothing alive turned into one that carries its content as text."""
    if isinstance(node, list | tuple):
        return [still(child) for child in node]
    if not isinstance(node, Component):
        return node
    if _is_static(node):
        return _carrier(node)
    children = getattr(node, "children", None)
    if children is not None:
        node.children = still(children)
    return node


def _is_static(node: object) -> bool:
    """Whether a node and all in it are plain elements and links."""
    if not isinstance(node, Component):
        return True
    if not (type(node).__module__.startswith(_PLAIN) or isinstance(node, dcc.Link)):
        return False
    if isinstance(getattr(node, "id", None), dict):
        return False
    return all(_is_static(child) for child in _children(node))


def _children(node: Component) -> Iterable[object]:
    children = getattr(node, "children", None)
    if children is None:
        return []
    return children if isinstance(children, list | tuple) else [children]


def _carrier(node: Component) -> Component:
    inner = "".join(_text(child) for child in _children(node))
    if isinstance(node, dcc.Link) or not isinstance(
        getattr(node, "children", None), list | tuple | Component
    ):
        return node
    props = {
        name: getattr(node, name) for name in node._prop_names if name != "children" and hasattr(node, name)
    }
    wild = {k: v for k, v in node.__dict__.items() if k.startswith(("data-", "aria-"))}
    return type(node)(**{**props, **wild, "data-html": inner})


def _text(node: object) -> str:
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, list | tuple):
        return "".join(_text(child) for child in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    tag = "a" if isinstance(node, dcc.Link) else type(node).__name__.lower()
    attributes = "".join(attribute(k, v) for k, v in _given(node))
    attributes += _TO_A_PAGE if isinstance(node, dcc.Link) else ""
    if tag in VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{''.join(_text(child) for child in _children(node))}</{tag}>"


def _given(node: Component) -> Iterable[tuple[str, object]]:
    """The properties that were given to an element, by name; a component keeps its own books under `_`."""
    names = [k for k in node.__dict__ if not k.startswith("_") and k not in _UNWRITTEN]
    return [(k, node.__dict__[k]) for k in sorted(names)]


def attribute(name: str, value: object) -> str:
    """` name="value"` as HTML has it; nothing for what only the renderer knows."""
    written = _NAMES.get(name, name)
    if not written or value is None or (value is False and not name.startswith("aria-")):
        return ""
    if name == "style" and isinstance(value, dict):
        value = ";".join(f"{_css(k)}:{v}" for k, v in value.items())
    if value is True:
        return f" {written}" if not name.startswith("aria-") else f' {written}="true"'
    return f' {written}="{escape(str(value))}"'


def _css(name: str) -> str:
    if name.startswith("--"):
        return name
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)
