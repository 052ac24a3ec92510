"""Projects: the list, with search over titles, former titles and cities, sorted by links, a page at a time."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
from dash import html, register_page
from dash.development.base_component import Component

from dashboard import labels
from dashboard.addresses import export_url, member_url
from dashboard.blocks import words
from dashboard.components import empty_state, glyph, link
from dashboard.filters import View
from dashboard.queries import frame, projects
from dashboard.shell import Page, guarded, is_empty, no_list

PATH = "/projects"
COLUMNS = (
    ("title", "Project", "title"),
    ("city_name", "City", "city"),
    ("country_name", "Member state", None),
    ("status", "Status", "status"),
    ("focus_area_name", "Focus area", "focus_area"),
    ("sector_name", "Lead sector", "sector"),
    ("pillar_name", "Lead pillar", "pillar"),
)
PERCENT = ("progress_pct", "Progress", "progress")
PLAN = ("slippage_pts", "Points behind or ahead", "slippage")


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, f"No list for {view.period}", body=(no_list(view, PATH),))
    kept = {name: view.extra[name] for name in ("q", "sort") if name in view.extra}
    number = _page_number(view)
    rows = projects.listing(view, kept.get("q"), kept.get("sort"), "yes", number)
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    found = f" with “{kept['q']}”" if "q" in kept else ""
    title = f"{labels.sentence(labels.counted(total, 'project'))}{found}, {words.as_of(view)}"
    body = (_table(view, rows, kept), _pager(view, kept, number, total)) if total else (_nothing(view, kept),)
    return Page(view, PATH, title, view.sentence(), body, extra=kept)


def _page_number(view: View) -> int:
    text = view.extra.get("page", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 7 else 1


def _nothing(view: View, kept: dict[str, str]) -> Component:
    if "q" in kept:
        return empty_state(
            "No listed project matches these words and filters.",
            link("Show all projects of the period", view.url(PATH, **dict.fromkeys(view.filters()))),
        )
    return empty_state(
        "No listed project matches these filters.",
        link("Show all projects", view.url(PATH, **dict.fromkeys(view.filters()))),
    )


def _columns(rows: pd.DataFrame) -> list[tuple[str, str, str | None]]:
    """Percent and plan only where some row has them."""
    has_percent = (rows["progress_pct"].notna() & (rows["status"] != "completed")).any()
    extra = [PERCENT] if has_percent else []
    extra += [PLAN] if rows["slippage_pts"].notna().any() else []
    return [*COLUMNS, *extra]


def _table(view: View, rows: pd.DataFrame, kept: dict[str, str]) -> Component:
    columns = _columns(rows)
    head = [_heading(view, words_, sort, kept, i) for i, (_, words_, sort) in enumerate(columns)]
    body = [_row(view, row, columns) for row in rows.to_dict("records")]
    caption = html.Caption("Listed projects", className="vh")
    return html.Table([caption, html.Thead(html.Tr(head)), html.Tbody(body)], className="plain list-table")


def _heading(view: View, text: str, sort: str | None, kept: dict[str, str], place: int) -> Component:
    now = kept.get("sort", "city")
    if sort is None:
        return html.Th(text, scope="col")
    href = view.url(PATH, **{**kept, "sort": None if sort == "city" else sort})
    is_on = sort == now
    said = {"aria-sort": "ascending"} if is_on else {}
    return html.Th(
        link(text, href, title=f"Sort by {text.lower()}"),
        scope="col",
        className="sorted" if is_on else None,
        **said,
    )


def _row(view: View, row: dict[str, object], columns: list[tuple[str, str, str | None]]) -> Component:
    cells = [
        html.Th(link(str(row["title"]), member_url(view, "project", str(row["project_id"]))), scope="row")
    ]
    for field, heading, _ in columns[1:]:
        cells.append(html.Td(_shown(view, field, row), **{"data-label": heading}))
    return html.Tr(cells)


def _shown(view: View, field: str, row: dict[str, object]) -> Component | str | list[Component | str]:
    if field == "status":
        return [glyph(str(row["status"]), decorative=True), labels.status_label(row["status"])]
    if field == "city_name":
        return link(str(row[field]), member_url(view, "city", quote(str(row["city_id"]))))
    if field == "progress_pct":
        return labels.points(row[field], 0)
    if field == "slippage_pts":
        return labels.signed(row[field], 1)
    return labels.MISSING if labels.is_missing(row[field]) else str(row[field])


def _pager(view: View, kept: dict[str, str], number: int, total: int) -> Component:
    last = (total - 1) // projects.ROWS + 1
    first, end = (number - 1) * projects.ROWS + 1, min(number * projects.ROWS, total)
    parts: list[Component] = [
        html.Span(f"{labels.number(first)}–{labels.number(end)} of {labels.number(total)}")
    ]
    if number > 1:
        parts.append(link("Earlier", view.url(PATH, **kept, page=number - 1 if number > 2 else None)))
    if number < last:
        parts.append(link("Next", view.url(PATH, **kept, page=number + 1)))
    csv = export_url(view, "projects", **kept)
    return html.Nav(
        [*parts, html.A("CSV of all", href=csv)], className="pager", **{"aria-label": "Pages of the list"}
    )


register_page(__name__, path=PATH, title="Projects", layout=layout)
