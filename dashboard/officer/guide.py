"""Templates to fill in, and help made from the same declarations that check a file."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, request

from dashboard import audience
from dashboard.officer.blueprint import XLSX, pages
from dashboard.officer.city import open_period
from dashboard.officer.frame import code_lists, page, settings
from etl import template_data
from etl.findings import ON_SCREEN, REGISTRY, Layer, Severity

LAYERS = {
    Layer.FILE: "the file, its city and period",
    Layer.HEADINGS: "sheets and headings",
    Layer.CELL: "one cell",
    Layer.ROW: "cells of one row",
    Layer.TABLE: "rows and sheets",
    Layer.HISTORY: "your last report and the list of projects",
}


@pages.get("/templates")
def templates() -> str:
    """A workbook for each city, member states in their order."""
    reference = code_lists()
    countries = sorted(reference.tables["countries"], key=lambda c: int(c["sort_order"]))
    cities = [
        (c["name"], [t for t in reference.tables["cities"] if t["iso3"] == c["iso3"]]) for c in countries
    ]
    periods = [p for p in reference.tables["periods"] if p["reports_expected"] == "1"]
    asked = request.args.get("period")
    chosen = asked if asked in {p["period"] for p in periods} else open_period()
    return page("templates.html", countries=[c for c in cities if c[1]], periods=periods, chosen=chosen)


@pages.get("/templates/<city_id>.xlsx")
def template(city_id: str) -> Response:
    """The workbook of one city for one period, made now."""
    reference = code_lists()
    periods = {p["period"] for p in reference.tables["periods"]}
    wanted = request.args.get("period") or open_period()
    if city_id not in reference.lists["city"] or wanted not in periods:
        abort(404, "There is no template for this city and period.")
    data = template_data.workbook(settings(), reference, city_id, wanted, audience.blanked)
    name = quote(f"{city_id}-{wanted}.xlsx")
    return Response(data, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.get("/help")
def help_page() -> str:
    """How to fill in each column and what each message means, with an example and the way to mend it."""
    groups = []
    for severity in Severity:
        rules = [r for r in REGISTRY.values() if r.severity is severity]
        layers = [(LAYERS[layer], [r for r in rules if r.layer is layer]) for layer in Layer]
        groups.append((severity, *ON_SCREEN[severity], len(rules), [g for g in layers if g[1]]))
    return page("help.html", fields=code_lists().projects.fields, groups=groups)
