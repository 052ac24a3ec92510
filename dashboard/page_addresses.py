"""Which addresses are pages: Dash answers every address with the same first HTML, so the status is decided here."""

from __future__ import annotations

from dash import page_registry

from dashboard.queries import frame, projects
from etl.store.places import StoreError

# Pages of one member: the first part of the path → the axis that the second part must belong to.
_MEMBERS = {
    "cities": "city",
    "countries": "country",
    "sectors": "sector",
    "pillars": "pillar",
    "focus-areas": "focus_area",
}


def is_page(path: str) -> bool:
    """Whether a page has this address and, where it names a member, whether the member is known."""
    parts = path.strip("/").split("/")
    if len(parts) == 2 and (parts[0] in _MEMBERS or parts[0] == "projects"):
        return _is_member(*parts)
    return path.rstrip("/") in {
        str(page["path"]).rstrip("/") for page in page_registry.values() if _is_own(page)
    }


def _is_own(page: dict[str, object]) -> bool:
    return "<" not in str(page.get("path_template")) and not str(page["module"]).endswith("not_found_404")


def _is_member(place: str, key: str) -> bool:
    try:
        if place == "projects":
            return projects.register(key) is not None
        return any(choice.code == key for choice in frame.options(None).choices.get(_MEMBERS[place], ()))
    except StoreError:
        return True  # nothing can be known yet; the page says so itself
