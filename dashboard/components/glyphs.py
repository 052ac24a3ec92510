"""Status glyphs: spans that assets/2-glyphs.css draws, each with its word for those who do not see it."""

from collections.abc import Iterable

from dashboard import html, labels
from dashboard.marks import NOT_REPORTED, css_name


def glyph_text(status: str) -> str:
    """The word that stands for a glyph."""
    return labels.NOT_REPORTED if status == NOT_REPORTED else labels.status_label(status)


def glyph(status: str, label: str | None = None, decorative: bool = False) -> html.Span:
    """One glyph. `decorative` where the word stands beside it; `label` replaces the word."""
    classes = f"g {css_name(status)}"
    if decorative:
        return html.Span(className=classes, **{"aria-hidden": "true"})
    return html.Span(className=classes, role="img", **{"aria-label": label or glyph_text(status)})


def key(statuses: Iterable[str]) -> html.Div:
    """The key above a picture: glyph and word for each status, in the order given."""
    entries = [html.Span([glyph(code, decorative=True), glyph_text(code)]) for code in statuses]
    return html.Div(entries, className="key")
