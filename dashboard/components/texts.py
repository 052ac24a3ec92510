"""A text to take away: selectable by mouse and keyboard, with a button that copies it (assets/copy.js)."""

from dash.development.base_component import Component

from dashboard import html


def text_to_copy(text_id: str, label: str, text: str) -> Component:
    """The text in a field that cannot be changed; `label` names it for those who do not see it."""
    rows = str(min(text.count("\n") + 2, 16))
    field = html.Textarea(
        text, id=text_id, readOnly=True, rows=rows, className="copy-text", **{"aria-label": label}
    )
    button = html.Button("Copy the text", type="button", className="btn o small", **{"data-copy": text_id})
    said = html.Span("", className="copied", role="status")
    return html.Div([field, html.P([button, said])], className="copy")
