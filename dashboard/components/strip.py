"""The status strip: a row a project, a column a report, the glyph in the cell.

Blank = not on the list; hatch = the city did not report; ? = the report leaves the status open;
"no longer listed" is written once, at the first report without the project.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.glyphs import glyph, glyph_text
from dashboard.components.links import link
from dashboard.labels import Row
from dashboard.marks import NOT_REPORTED
from dashboard.rows import records

MANY = 6  # reports from which the names of periods are written smaller
GAP_YEARS = 2  # more years than this between two reports is a gap, drawn and named


@dataclass(frozen=True)
class Group:
    """Rows under one heading: a city, or "Listed in 2025"."""

    title: str
    project_ids: Sequence[str]
    note: str = ""
    href: str | None = None


Trace = Callable[[str, str], str]  # project_id, period → address of the trace


@dataclass(frozen=True)
class _Grid:
    """What every row needs: the reports in order, where a gap comes before one, the cells, addresses."""

    periods: Sequence[str]
    gaps: frozenset[int]
    cells: Mapping[tuple[str, str], Row]
    texts: Mapping[str, str]
    trace: Trace | None


def strip(
    history: pd.DataFrame,
    projects: pd.DataFrame,
    groups: Sequence[Group],
    texts: Mapping[str, str] | None = None,
    trace: Trace | None = None,
    tight: bool = False,
) -> html.Table:
    """Status of each project in each report.

    `history`: at_period, at_date, project_id, status, is_listed, and where known percent_complete, is_stale.
    `projects`: project_id, title, href and where known old ("to 2023: …"), plus the fields of `texts`
    (field → heading), one row a project. The reports are those of `history`, by date, the newest on panel.
    """
    dates = history.drop_duplicates("at_period").sort_values("at_date")
    grid = _grid(history, dates, texts or {}, trace)
    known = {str(row["project_id"]): row for row in records(projects)}
    body = [tr for group in groups for tr in _group(group, known, grid)]
    caption = html.Caption("Status of each project in each report", className="vh")
    columns = len(grid.periods) + len(grid.gaps)
    return html.Table(
        [caption, _columns(grid), _head(dates, grid), html.Tbody(body)],
        className=" ".join(["strip", *["tight"] * tight, *["many"] * (len(grid.periods) > MANY)]),
        style={"--n": str(columns), "--cy": f"{_width(len(grid.periods))}px"},
    )


def _width(reports: int) -> int:
    """Pixels of a column: equal for all, narrower where there are many reports."""
    return max(44, min(72, 460 // max(reports, 1)))


def _grid(history: pd.DataFrame, dates: pd.DataFrame, texts: Mapping[str, str], trace: Trace | None) -> _Grid:
    periods = [str(period) for period in dates["at_period"]]
    years = [day.year for day in pd.to_datetime(dates["at_date"])]
    gaps = frozenset(i for i in range(1, len(years)) if years[i] - years[i - 1] > GAP_YEARS)
    cells = {(str(r["project_id"]), str(r["at_period"])): r for r in records(history)}
    return _Grid(periods, gaps, cells, texts, trace)


def _columns(grid: _Grid) -> html.Colgroup:
    texts = [html.Col(className="ct") for _ in grid.texts]
    cells: list[Component] = []
    for i in range(len(grid.periods)):
        cells += [html.Col(className="cg")] if i in grid.gaps else []
        cells.append(html.Col(className="cy"))
    return html.Colgroup([html.Col(), *texts, *cells])


def _head(dates: pd.DataFrame, grid: _Grid) -> html.Thead:
    cells: list[Component] = [html.Th("Project", scope="col")]
    cells += [html.Th(words, scope="col", className="t") for words in grid.texts.values()]
    for i, (period, day) in enumerate(zip(grid.periods, dates["at_date"], strict=True)):
        if i in grid.gaps:
            cells.append(html.Th("no list", className="y gap"))
        now = " now" if i == len(grid.periods) - 1 else ""
        cells.append(
            html.Th([html.B(period), labels.date(day, year=False)], scope="col", className=f"y{now}")
        )
    return html.Thead(html.Tr(cells))


def _group(group: Group, known: Mapping[str, Row], grid: _Grid) -> list[html.Tr]:
    rows = [_row(known[pid], pid, grid) for pid in group.project_ids if pid in known]
    if not group.title:
        return rows
    width = 1 + len(grid.texts) + len(grid.periods) + len(grid.gaps)
    words = [html.B(link(group.title, group.href)), html.Span(group.note)]
    return [html.Tr(html.Th(words, colSpan=width, scope="rowgroup"), className="grp"), *rows]


def _row(project: Row, project_id: str, grid: _Grid) -> html.Tr:
    href = project.get("href")
    name: list[Component] = [link(project["title"], None if labels.is_missing(href) else str(href))]
    if not labels.is_missing(old := project.get("old")) and old:
        name.append(html.Span(str(old), className="old"))
    texts = [html.Td(_text(project.get(code)), className="t") for code in grid.texts]
    return html.Tr([html.Th(name, scope="row"), *texts, *_cells(project_id, grid)])


def _text(value: object) -> str:
    return labels.MISSING if labels.is_missing(value) else str(value)


def _cells(project_id: str, grid: _Grid) -> list[html.Td]:
    found = [grid.cells.get((project_id, period)) for period in grid.periods]
    listed = [bool(cell and cell.get("is_listed")) for cell in found]
    made: list[html.Td] = []
    for i, cell in enumerate(found):
        joined = i > 0 and listed[i - 1] and listed[i]
        if i in grid.gaps:
            made.append(html.Td(className="gap on" if joined else "gap"))
        classes = ["cell", "l" if joined else "", "r" if _goes_on(listed, i) else ""]
        classes.append("now" if i == len(found) - 1 else "")
        content = _mark(cell, project_id, grid.periods[i], grid) if listed[i] else _left(listed, i)
        year = html.Span(grid.periods[i], className="yr", **{"aria-hidden": "true"})
        made.append(html.Td([content, year], className=" ".join(c for c in classes if c)))
    return made


def _goes_on(listed: Sequence[bool], place: int) -> bool:
    return place + 1 < len(listed) and listed[place] and listed[place + 1]


def _left(listed: Sequence[bool], place: int) -> html.Span | None:
    """The words at the first report that no longer has the project."""
    gone = place > 0 and listed[place - 1] and not listed[place]
    return html.Span(["no longer", html.Br(), "listed"], className="left") if gone else None


def _mark(cell: Row | None, project_id: str, period: str, grid: _Grid) -> Component:
    row = cell or {}
    stale = row.get("is_stale")
    status = (
        NOT_REPORTED if stale and not labels.is_missing(stale) else str(row.get("status") or "not_stated")
    )
    percent = row.get("percent_complete")
    done = "" if labels.is_missing(percent) else labels.points(percent, 0)
    said = f"{glyph_text(status)} in {period}" + (f", {done} done" if done else "")
    parts: list[Component] = [glyph(status, label=said)]
    if done:
        parts.append(html.Span(done, className="pct", **{"aria-hidden": "true"}))
    return link(parts, grid.trace(project_id, period), class_name="tr") if grid.trace else html.Span(parts)
