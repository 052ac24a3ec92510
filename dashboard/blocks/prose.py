"""What the reports say in words, and the partners they name, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, member_url
from dashboard.blocks.context import Context
from dashboard.components import Foot, card, link, notes
from dashboard.queries import projects
from dashboard.rows import records

MOST = 24


def source_words(row: dict[str, object]) -> str:
    """`Summary of ME25 p.8` for our summaries; `Report of Jakarta, 2025` for a city's own words."""
    if labels.is_missing(row.get("source")) or not row.get("source"):
        return f"Report of {row['city_name']}, {row['at_period']}"
    parts = [str(row["source"])]
    if not labels.is_missing(row.get("source_page")) and row.get("source_page"):
        parts.append(str(row["source_page"]))
    return f"Summary of {', '.join(parts)}"


def notes_card(context: Context, project: str | None = None, span: int = 12) -> Component | None:
    """Texts by report, newest first; None where the reports tell nothing."""
    rows = projects.notes(context.view, project)
    if rows.empty:
        return None
    shown = records(rows.head(MOST))
    said = [
        (str(r["at_period"]), _title(context, r, project), str(r["progress_note"]), source_words(r))
        for r in shown
    ]
    sub = "A summary is ours and names its page; what a city typed stands in its own words"
    more = f"the newest {MOST} of {labels.number(len(rows))}" if len(rows) > MOST else ""
    foot = Foot(
        (context.source, more),
        **files(context.view, "notes", project=project),
    )
    return card("What the reports say, newest first", sub, notes(said), foot, span, "notes")


def _title(context: Context, row: dict[str, object], project: str | None) -> Component | str:
    if project:
        return str(row["title"])
    return link(str(row["title"]), member_url(context.view, "project", str(row["project_id"])))


def partners_part(context: Context, project: str | None = None) -> Component | None:
    """Partners named in the reports with their projects and years; None where none is named."""
    rows = projects.partners(context.view, project)
    if rows.empty:
        return None
    parts: list[Component] = [html.H2("Partners named in the reports", className="h3")]
    for partner, group in rows.groupby("partner", sort=False):
        parts.append(html.P(str(partner), className="partner"))
        lines = dict.fromkeys(_line(row) for row in records(group))
        parts.append(html.Ul([html.Li(line) for line in list(lines)[:MOST]], className="plain-list"))
    return html.Section(parts)


def _line(row: dict[str, object]) -> str:
    fields: Sequence[object] = (row["title"], row["programme"], row["years"])
    return ", ".join(str(value) for value in fields if not labels.is_missing(value) and value)
