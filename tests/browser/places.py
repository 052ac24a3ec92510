"""Every page of the site with a few of its detail pages, and the sizes at which they must work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """One address to look at. `name` is used for files; light pages need no script and have no charts."""

    name: str
    path: str
    is_light: bool = False
    is_main: bool = False


PLACES = (
    Place("overview", "/", is_main=True),
    Place("overview-malaysia", "/?country=MYS"),
    Place("overview-2018", "/?period=2018"),
    Place("overview-2026-empty", "/?period=2026"),
    Place("cities", "/cities", is_main=True),
    Place("city-siem-reap", "/cities/siem-reap", is_main=True),
    Place("city-singapore", "/cities/singapore"),
    Place("city-khon-kaen", "/cities/khon-kaen"),
    Place("city-dili-no-report", "/cities/dili"),
    Place("city-unknown", "/cities/atlantis"),
    Place("countries", "/countries"),
    Place("country-malaysia", "/countries/MYS", is_main=True),
    Place("country-timor-leste", "/countries/TLS"),
    Place("focus-areas", "/focus-areas"),
    Place("focus-area-built", "/focus-areas/BI"),
    Place("sectors", "/sectors"),
    Place("sector-transport", "/sectors/transport"),
    Place("pillars", "/pillars"),
    Place("pillar-economic", "/pillars/AEC"),
    Place("projects", "/projects", is_main=True),
    Place("projects-planning", "/projects?status=planning"),
    Place("project-kampong-ayer", "/projects/bandar-seri-begawan-01", is_main=True),
    Place("project-khon-kaen", "/projects/khon-kaen-01"),
    Place("attention", "/attention", is_main=True),
    Place("movement", "/movement", is_main=True),
    Place("movement-two-moments", "/movement?period=2025&compare=2022&compare_known_on=2022-12-31"),
    Place("reporting", "/reporting", is_main=True),
    Place("partners", "/partners", is_main=True),
    Place("first-plan", "/first-plan"),
    Place("identity", "/identity"),
    Place("trace", "/trace?by=country&key=MYS&figure=completed"),
    Place("submit", "/submit", is_light=True, is_main=True),
    Place("submissions", "/submissions", is_light=True),
    Place("submission", "/submissions/1", is_light=True),
    Place("receipt", "/submissions/5/receipt", is_light=True),
    Place("take-back", "/submissions/5/withdraw", is_light=True),
    Place("my-city", "/my-city", is_light=True),
    Place("my-city-jakarta", "/my-city/jakarta", is_light=True, is_main=True),
    Place("my-city-jakarta-form", "/my-city/jakarta/form", is_light=True),
    Place("templates", "/templates", is_light=True),
    Place("help", "/help", is_light=True),
    Place("reports", "/reports", is_light=True),
    Place("meeting", "/meeting", is_light=True, is_main=True),
    Place("meeting-notes", "/meeting/notes", is_light=True),
    Place("meeting-edit", "/meeting/edit", is_light=True),
    Place("editions", "/editions", is_light=True),
)
SIZES = {"1366x768": (1366, 768), "1920x1080": (1920, 1080), "390x844": (390, 844)}
READY = "() => Boolean(document.documentElement.dataset.ready)"
