"""Parts of a page that never change by themselves, as HTML text: React keeps books on a few nodes instead of thousands.

An element whose whole content is words, tables and links keeps its place in the tree and carries its content in
`data-html`; assets/still.js puts it in and follows, without a reload, the links that are marked as leading to a page.
"""

from __future__ import annotations

from dashboard.html import Element, Link


def still(node: object) -> object:
    """The tree with every element that holds nothing alive turned into one that carries its content as text."""
    if isinstance(node, list | tuple):
        return [still(child) for child in node]
    if not isinstance(node, Element):
        children = getattr(node, "children", None)
        if children is not None:
            node.children = still(children)  # type: ignore[attr-defined]
        return node
    inner = node.inner()
    if inner is None:
        return type(node)(still(node.children), **node.props)
    if isinstance(node, Link) or not isinstance(node.children, list | tuple | Element):
        return node
    return type(node)(**{**node.props, "data-html": inner})
