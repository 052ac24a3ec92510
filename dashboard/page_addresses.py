"""Which addresses are pages: Dash answers every address with the same first HTML, so the status is decided here; and
what the path of a page says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import ctx, page_registry
from dash.exceptions import MissingCallbackContextException

from dashboard.queries import frame, projects
from etl.store.places import StoreError

_PATHNAME = "_pages_location.pathname"  # as the routing callback of Dash calls it
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


def as_the_path_says(named: Sequence[str], params: Mapping[str, object]) -> dict[str, object]:
    """A page's parameters with those that its path names (`named`, in the order of its parts): Dash lets a parameter
    of the query go before the path's of the same name."""
    try:
        path = str(ctx.inputs.get(_PATHNAME) or "")
    except MissingCallbackContextException:
        return dict(params)
    parts = path.strip("/").split("/")
    return {**params, **dict(zip(reversed(named), reversed(parts), strict=False))}
