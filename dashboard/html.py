"""The HTML elements that pages are made of: Dash components that cost a twentieth of Dash's own to make, and know their
text, since most of a page never changes by itself and is carried as text (still.py). Named as in `dash.html`; `Link` is
that of `dash.dcc`, `Input` is ours.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from dash.development.base_component import Component, ComponentRegistry

VOID = {"br", "hr", "img", "input", "wbr", "col"}
_WRITTEN = {
    **{"className": "class", "htmlFor": "for", "colSpan": "colspan", "rowSpan": "rowspan"},
    **{"tabIndex": "tabindex", "children": ""},
}
_NAMES = {
    "accept", "action", "alt", "charSet", "checked", "className", "cols", "colSpan", "dateTime", "dir", "disabled",
    "download", "encType", "headers", "height", "hidden", "href", "htmlFor", "id", "label",
    "lang", "maxLength", "method", "minLength", "multiple", "name", "open", "placeholder", "readOnly",
    "rel", "required", "role", "rows", "rowSpan", "scope", "selected", "span", "src", "style", "tabIndex", "target",
    "title", "type", "value", "width",
}  # fmt: skip
_ANY = ("data-", "aria-")


class Element(Component):
    """An element with its content (words, a component, or several) and properties as React names them; raises TypeError
    for a property that no element has. Never changed once made: the text would not know."""

    tag: str
    library = "dash_html_components"  # where the renderer finds it
    mark = ""  # an attribute that only the text has
    children: object = None

    def __init_subclass__(cls) -> None:
        """An element is named after its tag."""
        super().__init_subclass__()
        cls.tag = cls.__dict__.get("tag", cls.__name__.lower())
        cls._type, cls._namespace = cls.__name__, cls.library

    def __init__(self, children: object = None, **props: object) -> None:
        for name in props:
            if name not in _NAMES and not name.startswith(_ANY):
                raise TypeError(f"<{self.tag}> has no property {name!r}")
        self.props = props
        if children is not None:
            self.children = children

    def __getattr__(self, name: str) -> Any:
        """A property that was given."""
        try:
            return self.__dict__["props"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        """The element with what it holds, for tests and logs."""
        return f"{self._type}({self.children!r}, {self.props!r})"

    def to_plotly_json(self) -> dict[str, object]:
        """What the renderer is sent."""
        props = {"children": self.children, **self.props}
        return {"props": props, "type": self._type, "namespace": self._namespace}

    def inner(self) -> str | None:
        """The content as HTML, made once; None where it is alive: changed by a callback, or holding what only a script
        can draw."""
        own = self.__dict__
        if "_inner" not in own:
            own["_inner"] = None if isinstance(self.props.get("id"), dict) else _text(self.children)
        made: str | None = own["_inner"]
        return made

    def text(self) -> str | None:
        """The element as HTML; None where its content is alive."""
        inner = self.inner()
        if inner is None:
            return None
        props = self.props
        opening = self.tag + "".join([attribute(name, props[name]) for name in sorted(props)]) + self.mark
        return f"<{opening}>" if self.tag in VOID else f"<{opening}>{inner}</{self.tag}>"


def _text(node: object) -> str | None:
    """Content as HTML; None where it holds something alive."""
    if isinstance(node, str):
        return escape(node, quote=False)
    if isinstance(node, Element):
        return node.text()
    if isinstance(node, list | tuple):
        parts = []
        for child in node:
            part = _text(child)
            if part is None:
                return None
            parts.append(part)
        return "".join(parts)
    if node is None or isinstance(node, bool):
        return ""
    return None if isinstance(node, Component) else escape(str(node), quote=False)


def attribute(name: str, value: object) -> str:
    """` name="value"` as HTML has it; nothing for what only the renderer knows."""
    if name == "className" and isinstance(value, str):
        return _class(value)
    written = _WRITTEN.get(name, name)
    if not written or value is None or (value is False and not name.startswith("aria-")):
        return ""
    if name == "style" and isinstance(value, dict):
        value = ";".join(f"{_css(k)}:{v}" for k, v in value.items())
    if value is True:
        return f" {written}" if not name.startswith("aria-") else f' {written}="true"'
    return f' {written}="{escape(str(value))}"'


@lru_cache(1024)
def _class(value: str) -> str:
    return f' class="{escape(value)}"'


@lru_cache(256)
def _css(name: str) -> str:
    if name.startswith("--"):
        return name
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)


class A(Element): ...


class Article(Element): ...


class Aside(Element): ...


class B(Element): ...


class Br(Element): ...


class Button(Element): ...


class Caption(Element): ...


class Col(Element): ...


class Colgroup(Element): ...


class Dd(Element): ...


class Details(Element): ...


class Div(Element): ...


class Dl(Element): ...


class Dt(Element): ...


class Figcaption(Element): ...


class Figure(Element): ...


class Footer(Element): ...


class Form(Element): ...


class H1(Element): ...


class H2(Element): ...


class H3(Element): ...


class Header(Element): ...


class I(Element): ...  # noqa: E742


class Input(Element):
    """A field of a plain form. The renderer has none such: it must stand inside an element that holds nothing alive."""


class Label(Element): ...


class Li(Element): ...


class Main(Element): ...


class Nav(Element): ...


class Optgroup(Element): ...


class Option(Element): ...


class P(Element): ...


class Section(Element): ...


class Select(Element): ...


class Small(Element): ...


class Span(Element): ...


class Summary(Element): ...


class Table(Element): ...


class Tbody(Element): ...


class Td(Element): ...


class Textarea(Element): ...


class Tfoot(Element): ...


class Th(Element): ...


class Thead(Element): ...


class Tr(Element): ...


class Ul(Element): ...


class Link(Element):
    """A link to one of our pages, followed without a reload."""

    tag = "a"
    mark = " data-page"
    library = "dash_core_components"


# Dash notes every class as part of a package of components with scripts to send; ours bring none.
ComponentRegistry.registry.discard("dashboard")
ComponentRegistry.children_props.pop("dashboard", None)
