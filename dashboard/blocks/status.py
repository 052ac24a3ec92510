"""Status of the members of an axis, side by side in the order of their list."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels, titles
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.components import Foot, card, key, status_table
from dashboard.filters import View
from dashboard.queries import members
from dashboard.rows import records

NAMES = {
    "country": ("Member state", "member state", "member states"),
    "city": ("City", "city", "cities"),
    "focus_area": ("Focus area", "focus area", "focus areas"),
    "sector": ("Lead sector", "sector", "sectors"),
    "pillar": ("Lead pillar", "pillar", "pillars"),
}
MEASURES = {
    "country": "in ASEAN order",
    "city": "by city",
    "focus_area": "by focus area",
    "sector": "by lead sector, each project counted once",
    "pillar": "by lead pillar, each project counted once",
}


UNTOLD = "Not told by project"
NOT_STATED = "not_stated"  # the row of the projects whose report names no member: it has cells and no page


def rows_of(context: Context, axis: str) -> pd.DataFrame:
    """The figures of an axis with address and, where a row has no project, the reason."""
    rows = context.at(axis)
    notes = _notes(context, axis, rows)
    names = [labels.sentence(str(n)) for n in rows["name"]]
    href = [None if k == NOT_STATED else member_url(context.view, axis, k) for k in rows["key"]]
    return rows.assign(name=names, href=href, note=notes)


def _notes(context: Context, axis: str, rows: pd.DataFrame) -> list[str | None]:
    """Why a member has nothing to show: it joined later, or no city of it reported."""
    if axis not in ("country", "city"):
        is_untold = _is_untold(rows)
        return [UNTOLD if is_untold and not projects else None for projects in rows["projects"]]
    since = _since(context, axis)
    at = context.view.at
    none = none_of(context.view)
    return [
        _note(since.get(str(r.key)), at.data_date if at else None, r, axis, none) for r in rows.itertuples()
    ]


def none_of(view: View) -> str:
    """What an empty list says: an area that was not chosen, or no project at all."""
    return (
        "Not chosen"
        if any(view.chosen(a) for a in ("sector", "pillar", "focus_area"))
        else "No project listed"
    )


def _is_untold(rows: pd.DataFrame) -> bool:
    """Whether the reports of the period place no project at all on the axis."""
    placed = rows[rows["key"] != "not_stated"]
    return bool(rows["projects"].sum()) and not placed["projects"].sum()


def _note(since: object, at: object, row: object, axis: str, none: str) -> str | None:
    if getattr(row, "projects", 0):
        return None
    joined = labels.as_date(since)
    if joined and at and joined > at:  # type: ignore[operator]
        return f"{'Member state' if axis == 'country' else 'Member'} since {labels.date(joined)}"
    return none


def _since(context: Context, axis: str) -> dict[str, object]:
    rows = members.countries(context.view) if axis == "country" else members.cities(context.view)
    code = "iso3" if axis == "country" else "city_id"
    return dict(zip(rows[code], rows["valid_from"], strict=True))


def table(
    context: Context, axis: str, rows: pd.DataFrame | None = None, bars: bool | None = None
) -> Component:
    """The table of marks and counts; every count leads to its cells."""
    shown = rows_of(context, axis) if rows is None else rows
    return status_table(
        shown,
        NAMES[axis][0],
        trace=lambda row_key, figure: trace_url(context.view, axis, row_key, figure),
        bars=bars,
    )


def status_card(
    context: Context, axis: str, span: int = 6, title: str = "", extra: list[Component] | None = None
) -> Component:
    """A card of an axis: finding, measure, marks, and the numbers as a table."""
    rows = rows_of(context, axis)
    sub = f"Projects listed in {context.view.period}, {MEASURES[axis]}"
    note = (
        []
        if axis in ("country", "city")
        else [html.P("Cities choose their areas: a small number is not a gap.", className="note")]
    )
    picture = [
        key(labels.used_statuses(records(rows))),
        table(context, axis, rows),
        *note,
        *(extra or []),
    ]
    return card(
        title or title_of(axis, rows),
        sub,
        picture,
        foot(context, axis),
        span,
        f"by-{axis.replace('_', '-')}",
    )


def title_of(axis: str, rows: pd.DataFrame) -> str:
    """The finding that heads an axis."""
    if axis not in ("country", "city") and _is_untold(rows):
        return f"The reports of this period name no {NAMES[axis][1]} for a project"
    made = {"city": titles.map_title, "country": titles.states_title, "sector": titles.sector_title}
    return made.get(axis, titles.areas_title)(rows)


def foot(context: Context, axis: str) -> Foot:
    """Source, coverage, cells, table and CSV of an axis."""
    code = str(context.now["key"])
    return Foot(
        source=(context.source, context.coverage),
        trace=trace_url(context.view, "network", code, "projects"),
        picture=f"status-by-{axis}",
        **files(context.view, "status", by=axis),
    )
