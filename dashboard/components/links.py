"""Links of every component: inside the Dash pages without a reload, everything else as an ordinary link."""

from dash.development.base_component import Component

from dashboard import html

# Paths that Flask answers itself: files, light pages, the API.
SERVED = (
    "/export",
    "/submit",
    "/my-city",
    "/submissions",
    "/templates",
    "/review",
    "/api",
    "/assets",
    "/help",
    "/admin",
    "/editions",
    "/meeting",
    "/reports",
)


def is_page(href: str) -> bool:
    """Whether a link stays inside the Dash pages. The grid comes with its own page only, which is opened anew."""
    return href.startswith("/") and not href.startswith(SERVED) and href.partition("?")[0] != "/projects"


def link(
    children: object, href: str | None, class_name: str | None = None, title: str | None = None
) -> Component:
    """A link; without an address, the same words as plain text."""
    named: dict[str, object] = {"className": class_name} if class_name else {}
    if title:
        named["title"] = title
    if not href:
        return html.Span(children, **named)
    return html.Link(children, href=href, **named) if is_page(href) else html.A(children, href=href, **named)
