"""A count that is known only as a range: solid up to what is known, hatched up to what is possible."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import html, labels
from dashboard.components.links import link


@dataclass(frozen=True)
class Span:
    """A label with its least and its most; `href` leads to the rows that are known."""

    label: str
    low: int
    high: int
    href: str | None = None


def span_words(low: int, high: int) -> str:
    """`5 to 15`, or the one number."""
    return labels.number(low) if low == high else f"{labels.number(low)} to {labels.number(high)}"


def span_bars(spans: Sequence[Span], total: int) -> html.Table:
    """One bar a span on a common scale from none to `total`."""
    return html.Table(html.Tbody([_span(span, max(total, 1)) for span in spans]), className="spans")


def _span(span: Span, total: int) -> html.Tr:
    known = html.Span(className="low", style={"width": f"{span.low / total:.2%}"})
    open_part = html.Span(className="open", style={"width": f"{(span.high - span.low) / total:.2%}"})
    bar = html.Div([known, open_part], className="sp", **{"aria-hidden": "true"})
    number = html.Td(
        link(span_words(span.low, span.high), span.href, class_name="quiet"), className="num tot"
    )
    return html.Tr([html.Th(span.label, scope="row"), number, html.Td(bar, className="mk")])
