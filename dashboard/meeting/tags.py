"""Elements of HTML as escaped text: for pages that no template fits."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def tag(name: str, content: object = "", /, **attributes: object) -> Markup:
    """An element; `class_` and `aria_label` lose and change their underlines, None leaves an attribute out."""
    said = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{}{}>{}</{}>").format(Markup(name), said, content, Markup(name))  # noqa: S704 - our own names


def joined(parts: Iterable[object]) -> Markup:
    """Parts one after the other."""
    return Markup("").join(escape(part) for part in parts)
