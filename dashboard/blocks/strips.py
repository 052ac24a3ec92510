"""The status strip of a selection of projects: a row a project, a column a report."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.components import Foot, Group, card, empty_state, folded, key, strip
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.queries import members, projects
from dashboard.rows import records

CELLS = 2400  # marks in one strip; a larger selection is cut and says so
FEWEST = 40  # rows that are always shown
OPEN = 60  # rows by city that stand open; the other cities of a longer list are one click away
TEXTS = {"focus_area_name": "Focus area", "sector_name": "Lead sector"}


def rows_of(view: View, project: str | None = None) -> pd.DataFrame:
    """The strip's rows: every project of the view that was ever listed up to its period."""
    rows = projects.strip(view, project)
    return rows[rows["project_id"].isin(rows.loc[rows["is_listed"], "project_id"])]


def listed_now(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row a project, as it last stood; `now` says whether the period's list has it."""
    last = rows.drop_duplicates("project_id", keep="last")  # rows come by project, then by date
    return last.assign(now=last["is_listed"] & (last["at_period"] == view.period))


def strip_card(
    context: Context,
    title: str,
    rows: pd.DataFrame,
    group_by_city: bool = False,
    texts: Sequence[str] = tuple(TEXTS),
    said: str = "",
) -> Component:
    """The card of a strip; groups are cities, or listed and no longer listed. `said`: its picture's circumstances where
    those of the page are not its own."""
    view = context.view
    if rows.empty:
        return card(title, "", empty_state("No project of this selection has been listed yet."), None)
    last = listed_now(rows, view)
    groups = _by_city(last, view) if group_by_city else _by_listing(last, view)
    most = max(CELLS // rows["at_period"].nunique(), FEWEST)
    kept, cut = _cut(groups, len(last), most)
    first, rest = _parted(kept) if group_by_city else (kept, [])
    words = {t: TEXTS[t] for t in texts}
    picture = [key(_statuses(rows)), _scrolled(_strip(context, rows, last, first, words, group_by_city))]
    if rest:
        more = _scrolled(_strip(context, rows, last, rest, words, group_by_city))
        picture.append(folded(_rest(rest), more))
    picture += [html.P(cut, className="note")] if cut else []
    by_city = ", by city" if group_by_city else ""
    sub = f"Status of each project in each report{by_city}. The line shows the reports that list it"
    foot = Foot(
        (context.source, context.coverage),
        trace=trace_url(view, "network", str(context.now["key"]), "projects"),
        picture="status-of-each-project",
        said=said,
        **files(view, "strip"),
    )
    return card(title, sub, picture, foot, 12, "strip")


def _strip(
    context: Context,
    rows: pd.DataFrame,
    last: pd.DataFrame,
    groups: Sequence[Group],
    texts: Mapping[str, str],
    tight: bool,
) -> Component:
    view, ids = context.view, [project for group in groups for project in group.project_ids]
    rows, last = rows[rows["project_id"].isin(ids)], last[last["project_id"].isin(ids)]
    figure = {(str(r["project_id"]), str(r["at_period"])): _figure(r) for r in records(rows)}
    return strip(
        rows,
        _named(last, rows, view),
        groups,
        texts,
        lambda p, at: trace_url(view, "project", p, figure[p, at], period=at),
        tight,
    )


def _figure(row: Row) -> str:
    """The figure whose cell a mark opens: the percent where one stands beside the glyph, else the status."""
    is_counted = row["is_listed"] and row["status"] != "cancelled"
    has_percent = is_counted and not labels.is_missing(row["percent_complete"])
    return "progress_mean" if has_percent else str(row["status"])


def _named(last: pd.DataFrame, rows: pd.DataFrame, view: View) -> pd.DataFrame:
    former = _former(rows)
    old = [
        _said(former.get(str(p), {}), str(title))
        for p, title in zip(last["project_id"], last["title"], strict=True)
    ]
    return last.assign(href=[member_url(view, "project", p) for p in last["project_id"]], old=old)


def _former(rows: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Project → title → the last period that listed it under that title."""
    listed = rows[rows["is_listed"]].sort_values("at_date")
    found: dict[str, dict[str, str]] = {}
    for project, title, period in zip(
        listed["project_id"], listed["title"], listed["at_period"], strict=True
    ):
        found.setdefault(str(project), {})[str(title)] = str(period)
    return found


def _said(titles: dict[str, str], now: str) -> str:
    """`to 2023: Smart Tourist Management System`, the newest title that is no longer used."""
    older = [(period, title) for title, period in titles.items() if title != now]
    return f"to {older[-1][0]}: {older[-1][1]}" if older else ""


def _statuses(rows: pd.DataFrame) -> list[str]:
    used = set(rows.loc[rows["is_listed"], "status"])
    return [code for code in labels.STATUSES if code in used]


def _by_listing(last: pd.DataFrame, view: View) -> list[Group]:
    now, gone = last[last["now"]], last[~last["now"]]
    groups = []
    if len(now):
        groups.append(
            Group(f"Listed in {view.period}", list(now["project_id"]), labels.counted(len(now), "project"))
        )
    if len(gone):
        said = f"{labels.counted(len(gone), 'project')}, last status shown"
        groups.append(Group("No longer listed", list(gone["project_id"]), said))
    return groups


def _by_city(last: pd.DataFrame, view: View) -> list[Group]:
    since = members.cities(view).set_index("city_id")["valid_from"]
    made = []
    for (_, city, city_id), rows in last.groupby(["country_order", "city_name", "city_id"], sort=True):
        listed, done = int(rows["now"].sum()), int((rows["now"] & (rows["status"] == "completed")).sum())
        parts = [f"{listed} listed" + (f", {done} completed" if done else "")]
        parts.append(f"member since {labels.date(since.get(city_id))}")
        ordered = rows.sort_values("now", ascending=False, kind="stable")["project_id"]
        made.append(
            Group(str(city), list(ordered), " · ".join(parts), member_url(view, "city", str(city_id)))
        )
    return made


def _scrolled(drawn: Component) -> Component:
    return html.Div(drawn, className="scroll")


def _parted(groups: list[Group]) -> tuple[list[Group], list[Group]]:
    """Whole cities until the rows that stand open are filled, and the cities after them."""
    if sum(len(group.project_ids) for group in groups) <= OPEN:
        return groups, []
    ends = list(itertools.accumulate(len(group.project_ids) for group in groups))
    first = max(sum(end <= OPEN for end in ends), 1)
    return groups[:first], groups[first:]


def _rest(groups: list[Group]) -> str:
    """`Show 47 projects in 12 more cities`."""
    count = sum(len(group.project_ids) for group in groups)
    return f"Show {labels.counted(count, 'project')} in {labels.counted(len(groups), 'more city')}"


def _cut(groups: list[Group], total: int, most: int) -> tuple[list[Group], str]:
    if total <= most:
        return groups, ""
    kept: list[Group] = []
    room = most
    for group in groups:
        if room > 0:
            kept.append(Group(group.title, group.project_ids[:room], group.note, group.href))
        room -= len(group.project_ids)
    return (
        kept,
        f"The first {most} of {labels.number(total)} projects; choose a city above to see the others, or take the CSV.",
    )
