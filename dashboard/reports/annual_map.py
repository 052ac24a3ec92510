"""The annual report's map: every city with projects, with the source of the land and the disclaimer under it."""

from __future__ import annotations

from dashboard import labels, titles
from dashboard.queries import figures, frame
from dashboard.reports import annual_parts as parts
from dashboard.reports.annual_facts import Facts
from dashboard.reports.drawing import WIDE, rings
from dashboard.reports.model import Chart


def city_map(facts: Facts) -> tuple[Chart, ...]:
    """The map; none where maps are off or no city has a project."""
    rows = figures.on_map(facts.view)
    rows = rows[rows["projects"] > 0].dropna(subset=["lat", "lon"])
    if rows.empty or not frame.has_map():
        return ()
    used = labels.used_statuses(rows.to_dict("records"))
    data = rows[["city_name", "lat", "lon", *used]].rename(columns={"city_name": "City", **labels.STATUSES})
    svg, height = rings(data, tuple(labels.STATUSES[code] for code in used))
    told = " ".join(facts.meta.get(name, "") for name in ("map_source", "map_disclaimer"))
    measure = f"Area of the circle: projects listed. {told}"
    shown = data.drop(columns=["lat", "lon"])
    of_cities = rows.rename(columns={"city_id": "key", "city_name": "name"})
    counts = parts.numbers_of(facts.view, "city", of_cities, "projects")
    return (Chart("network/map", titles.map_title(rows), measure, svg, WIDE, height, shown, "map", counts),)
