"""The mark of a rating: shape and colour, always beside its word; red is kept for errors in one's own file."""

from dashboard import html

NONE = "none"  # not enough is known
KINDS = ("well", "some", "help", NONE)


def mark(kind: str) -> html.Span:
    """One mark: `well` a disc, `some` a triangle, `help` a square on its corner, `none` a ring."""
    return html.Span(className=f"rate {kind}", **{"aria-hidden": "true"})
