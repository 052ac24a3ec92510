"""Plain forms of the analyst's desk: they post to /desk and work without a script."""

from __future__ import annotations

from collections.abc import Mapping

from dash.development.base_component import Component

from dashboard import html

ACTION = "/desk"


def desk_form(
    words: str, hidden: Mapping[str, str], parts: list[Component], button: str, name: str
) -> html.Details:
    """A form behind its heading `words`. `hidden`: what the form says by itself; `name` names it for its labels."""
    said = [html.Input(type="hidden", name=key, value=value) for key, value in hidden.items()]
    send = html.Button(button, type="submit", className="btn small")
    form = html.Form([*said, *parts, send], method="POST", action=ACTION, className="desk", id=name)
    return html.Details([html.Summary(words), form], className="deed")


def text_field(
    words: str, name: str, form: str, is_long: bool = False, hint: str = "", value: str = ""
) -> html.P:
    """A labelled field that must be filled in; `is_long` for several lines."""
    ref = f"{form}-{name}"
    label = html.Label([words, html.Span(hint, className="hint")] if hint else words, htmlFor=ref)
    if is_long:
        field: Component = html.Textarea(value, name=name, id=ref, rows=3, required=True, maxLength=2000)
    else:
        field = html.Input(type="text", name=name, id=ref, required=True, maxLength=2000, value=value)
    return html.P([label, field])


def choice_field(words: str, name: str, form: str, options: Mapping[str, str], chosen: str = "") -> html.P:
    """A labelled list to choose from, code → words."""
    ref = f"{form}-{name}"
    entries = [
        html.Option(text, value=code, **({"selected": "selected"} if code == chosen else {}))
        for code, text in options.items()
    ]
    return html.P([html.Label(words, htmlFor=ref), html.Select(entries, name=name, id=ref)])
