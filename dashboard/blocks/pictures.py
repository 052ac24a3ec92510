"""The two charts drawn by Plotly: how the list grew, and the map."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels, titles
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks import status
from dashboard.blocks.context import Context
from dashboard.blocks.picture_words import for_whom
from dashboard.charts.growth import growth
from dashboard.charts.map import city_map
from dashboard.charts.map_parts import ROLE
from dashboard.components import Foot, card, graph, key, status_table
from dashboard.queries import figures, frame
from dashboard.rows import records
from dashboard.theme import Theme

_ADDRESS = "address"


def growth_card(
    context: Context, theme: Theme, axis: str, key_of: str, span: int = 5, *, is_narrow: bool = False
) -> Component:
    """Projects listed in each report by status, on true dates."""
    view = context.view
    rows = context.history
    open_at = [
        trace_url(view, axis, key_of, "{status}", period=p).replace("%7B", "{").replace("%7D", "}")
        for p in rows["at_period"]
    ]
    rows = rows.assign(**{_ADDRESS: open_at})
    said = "; ".join(f"{r['at_period']}: {labels.status_list(r)}" for r in records(rows))
    picture = [
        key(labels.used_statuses(records(rows))),
        graph(
            growth(rows, theme, trace_url=_ADDRESS, is_narrow=is_narrow),
            f"Projects listed in each report by status. {said}",
            "growth",
            is_painted=True,
        ),
    ]
    foot = Foot(
        (context.source,),
        trace=trace_url(view, axis, key_of, "projects"),
        picture="growth-of-the-list",
        **{**files(view, "history", by="network"), "table": _by_report(context, axis, key_of)},
    )
    return card(
        titles.growth_title(rows),
        "Projects listed in each report, by status",
        picture,
        foot,
        span,
        "growth-card",
    )


def _by_report(context: Context, axis: str, key_of: str) -> Component:
    """The counts of the picture, each leading to its cells: the keyboard's way to what a click on a bar opens."""
    rows = context.history.iloc[::-1]
    rows = rows.assign(name=rows["at_period"], key=rows["at_period"])
    return status_table(
        rows,
        "Report",
        trace=lambda period, figure: trace_url(context.view, axis, key_of, figure, period=period),
        caption="Projects listed in each report by status",
        bars=True,
    )


def map_card(context: Context, theme: Theme, span: int = 7, *, is_narrow: bool = False) -> Component:
    """The cities with their lists as tree rings, and the words on boundaries."""
    view = context.view
    rows = figures.on_map(view)
    reported = (rows["projects"] > 0) | (rows["reported_cities"].fillna(0) > 0)
    is_told = audience.may("reporting_lists")  # everyone else sees how many reported, never which
    drawn = rows.assign(
        name=rows["city_name"],
        is_reported=reported & (rows["stale_cities"] == 0) if is_told else True,
        href=[member_url(view, "city", c) for c in rows["city_id"]],
    )
    shown = drawn[drawn["projects"] > 0] if _is_narrowed(context) else drawn
    alt = f"Map of {labels.counted(len(shown), 'city')}; the numbers are in the table under it."
    drawing = city_map(shown, theme, is_narrow=is_narrow, no_report=f"No report for {view.period}")
    picture = [
        *(_explained(shown, view.period) if is_narrow else []),
        graph(drawing, alt, "map", is_painted=True),
    ]
    known = frame.meta()
    foot = Foot(
        (
            context.source,
            context.coverage,
            known.get("map_source"),
            "circles that would overlap are moved apart",
        ),
        trace=trace_url(view, "network", str(context.now["key"]), "projects"),
        picture="map-of-the-cities",
        with_table=is_narrow,  # a phone's map has no room for names
        for_whom="" if shown["is_reported"].all() else for_whom("reporting_lists"),
        **{**files(view, "status", by="city"), "table": status.table(context, "city")},
    )
    return card(
        titles.map_title(rows),
        f"Projects listed in {view.period}, by city and status",
        picture,
        foot,
        span,
        "map-card",
    )


def _explained(cities: pd.DataFrame, period: str) -> list[Component]:
    """What the wide map's own legend says, above a map that has no room for one."""
    full = cities[cities["is_reported"].astype(bool)]
    used = [code for code in labels.STATUSES if (full[code].fillna(0) > 0).any()]
    roles = [f"{labels.status_label(code).lower()} {ROLE[code]}" for code in used if code in ROLE]
    said = f"Area of a circle: projects listed{'; ' if roles else ''}{', '.join(roles)}."
    said += "" if len(full) == len(cities) else f" Hatched: no report for {period}."
    return [key(used), html.P(said, className="note")]


def _is_narrowed(context: Context) -> bool:
    """A view of one sector, pillar, focus area or status: a city without such a project is left out, not hatched."""
    return any(context.view.chosen(axis) for axis in ("sector", "pillar", "focus_area", "status"))
