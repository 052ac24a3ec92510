"""Small parts beside a city or a member state: areas chosen, the next report, questions about its projects."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.blocks import status
from dashboard.blocks.context import Context
from dashboard.components import link, tag, unit_row
from dashboard.filters import View
from dashboard.queries import attention, frame, projects
from dashboard.rows import records


def focus_areas(context: Context) -> Component:
    """Marks by focus area; an area without a project was not chosen."""
    rows = status.rows_of(context, "focus_area")
    biggest = int(rows["projects"].max()) if len(rows) else 0
    body = [
        html.Tr(
            [html.Th(link(str(row["name"]), str(row["href"])), scope="row"), html.Td(_marks(row, biggest))]
        )
        for row in records(rows)
    ]
    title = html.H2("Focus areas chosen", className="h3")
    return html.Section([title, html.Table(html.Tbody(body), className="units mini")])


def _marks(row: dict[str, object], biggest: int) -> Component:
    if not labels.count_of(row, "projects"):
        return html.Span("not chosen", className="none")
    return unit_row(row, biggest)


def next_report(view: View) -> list[str]:
    """`2026, due 31 Jan 2027` or `2026, due date not set`; nothing where no later report is expected."""
    rows = frame.periods(view)
    at = view.at
    later = (
        rows[rows["reports_expected"].astype(bool) & (rows["data_date"] > pd.Timestamp(at.data_date))]
        if at
        else rows
    )
    if later.empty:
        return []
    row = later.iloc[0]
    due = "due date not set" if pd.isna(row["due_at"]) else f"due {frame.told_day(row['due_at'])}"
    return [f"{row['period']}, {due}"]


def questions(context: Context, country: str) -> Component | None:
    """What only the city can say: which projects are the same, what became of those that left. Not for everybody."""
    asked = [*_same(context), *_left(context)]
    if not asked or not audience.may("attention"):
        return None
    title = html.H2(["Questions for the city ", tag(f"Secretariat and {country}")], className="h3")
    return html.Section([title, html.Ul([html.Li(text) for text in asked], className="plain-list")])


def _same(context: Context) -> list[str]:
    rows = projects.city_links(context.view)
    words = {
        "possible_same_as": "the same project as",
        "supersedes": "the successor of",
        "merged_into": "now part of",
    }
    return [
        f"Is {r['title']} {words.get(str(r['kind']), 'linked to')} {r['other_title']}?" for r in records(rows)
    ]


def _left(context: Context) -> list[str]:
    """Those that left since the report compared with, and of which it is an open question why (queries.attention)."""
    asked = attention.rows(context.view)
    dropped = asked[asked["reason"] == "dropped"]["project_id"]
    moved = context.moved
    gone = moved[(moved["kind"] == "no_longer_listed") & moved["project_id"].isin(dropped)].head(20)
    return [
        f"{r['title']} left the list after {context.view.compare}. Was it finished, merged or dropped?"
        for r in records(gone)
    ]
