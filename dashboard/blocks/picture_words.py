"""What a card's picture says for itself once it has left its page, where the words of the frame do not tell it."""

from __future__ import annotations

from dashboard import audience
from dashboard.filters import View
from dashboard.reports.stamped import FOR_US
from dashboard.shell import circumstances


def of_project(view: View, title: str, city: str) -> str:
    """The circumstances of a project's page, whatever filters the address carries along."""
    return circumstances(view, f"Project: {title}, {city}")


def for_whom(*shown: str) -> str:
    """`For the Secretariat` of a card that shows figures or lists that are not for the network; else empty. `shown`:
    their names, as dashboard/audience.py knows them. Documents say the same of themselves."""
    if audience.level() != audience.LEVELS[-1]:
        return ""
    with audience.as_seen_by("network"):
        return "" if all(audience.shows_cells(name) for name in shown) else FOR_US
