"""Every update of a project with its cells: what was typed, how it was read, and the way to the figure it makes."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import trace_url
from dashboard.components import card, glyph, link
from dashboard.filters import View
from dashboard.queries import frame, plans, projects
from dashboard.rows import records

FIGURES = {"percent_complete": "progress_mean", "in_plan": "projects"}  # field → figure that its cell makes
LONGEST = 160


def updates_card(view: View, project_id: str, known: pd.DataFrame) -> Component:
    """Newest first; each opens to its cells. Later rows for the same report supersede the earlier ones."""
    rows, cells = projects.updates(view, project_id), plans.update_cells(view, project_id)
    standing = {str(row.at_period): row for row in known.itertuples() if row.last_period == row.at_period}
    parts = [_update(view, project_id, row, cells, standing) for row in records(rows)]
    title = f"Every update: {labels.number(len(rows))}"
    or_file = ", or to its file" if audience.may("files") else ""
    sub = f"Newest first. Open one to see its cells; a cell leads to the figure that it makes{or_file}"
    return card(title, sub, html.Div(parts, className="updates"), None, 12, "updates")


def _update(
    view: View, project_id: str, row: dict[str, object], cells: pd.DataFrame, standing: dict[str, object]
) -> html.Details:
    stands = getattr(standing.get(str(row["period"])), "submission_id", None) == row["submission_id"]
    percent = "" if labels.is_missing(row["percent_complete"]) else labels.points(row["percent_complete"])
    line = [
        html.B(str(row["period"])),
        html.Span(
            [glyph(str(row["status"] or "not_stated"), decorative=True), labels.status_label(row["status"])]
        ),
        html.Span(percent, className="num"),
        html.Span(_sent(row), className="src"),
        *([] if stands else [html.Span("superseded", className="tag")]),
    ]
    own = cells[(cells["submission_id"] == row["submission_id"]) & (cells["period"] == row["period"])]
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in ("Heading", "Typed", "Cell")]))
    at = str(row["period"])
    body = html.Tbody([_cell(view, project_id, cell, row, at if stands else None) for cell in records(own)])
    place = f"sheet {row['sheet']}, row {row['row_no']}"
    file = link(str(row["file_name"]), f"/submissions/{row['submission_id']}")
    said = html.P([file, f", {place}"] if audience.may("files") else labels.sentence(place), className="by")
    return html.Details([html.Summary(line), said, html.Table([head, body], className="plain data-table")])


def _sent(row: dict[str, object]) -> str:
    by = f"sent by {row['submitter']}, " if audience.may("who") else ""
    if audience.may("who") and not labels.is_missing(row["prepared_by"]):
        by = f"prepared by {row['prepared_by']}, {by}"
    return f"{by}counts since {frame.told_day(row['counted_at'])}" if audience.may("clocks") else ""


def _cell(
    view: View, project_id: str, cell: dict[str, object], row: dict[str, object], period: str | None
) -> html.Tr:
    field, typed = str(cell["field"]), str(cell["typed"])
    figure = str(row["status"] or "not_stated") if field == "status" else FIGURES.get(field)
    file = f"/submissions/{cell['submission_id']}" if audience.may("files") else None
    href = trace_url(view, "project", project_id, figure, period=period) if figure and period else file
    shown = typed if len(typed) <= LONGEST else f"{typed[:LONGEST]}…"
    rule = "" if labels.is_missing(cell["rule"]) else f" ({cell['rule']})"
    cells = [html.Td(f"{shown}{rule}"), html.Td(link(str(cell["cell"]), href))]
    return html.Tr([html.Th(str(cell["heading"]), scope="row"), *cells])
