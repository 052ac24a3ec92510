"""How many cities reported, and what that touches: lists that are from an earlier report, and their projects."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import cells_url, files, member_url
from dashboard.blocks.context import Context
from dashboard.components import Foot, card, link
from dashboard.queries import spread
from dashboard.rows import records


def reporting_card(context: Context, axis: str, key: str, span: int = 6) -> Component | None:
    """Reports received of those expected beside the lists and the projects that are from an earlier report."""
    now, view = context.now, context.view
    is_told = not labels.is_missing(now["reported_cities"]) or audience.may("reporting_lists")
    if not is_told or (labels.is_missing(now["reporting_rate"]) and not now["stale_cities"]):
        return None
    rows = spread.stale(view)
    count = labels.counted(int(rows["projects"].sum()), "project")
    reported = labels.coverage(now["reported_cities"], now["member_cities"])
    # A partial report tells of some projects only, so that a city reported says nothing of each project on its list.
    tail = "every city with projects is among them" if rows.empty else f"{count} stand as reported earlier"
    sub = "" if rows.empty else f"The figures of this page count {count} with what was last reported"
    expected = "expected: members for all of the 90 days before the due date"
    foot = Foot((context.source, expected), **files(view, "calendar"))
    table = html.Table(html.Tbody(_lines(context, axis, key, rows)), className="units two")
    title = f"{reported} reported for {view.period}; {tail}"
    return card(title, sub, [table, *_named(context)], foot, span, "reporting")


def _lines(context: Context, axis: str, key: str, rows: pd.DataFrame) -> list[Component]:
    now, projects = context.now, int(rows["projects"].sum())
    told = [
        ("Reports received, of those expected", labels.percent(now["reporting_rate"]), "reporting_rate"),
        ("Received by the due date, of those expected", labels.percent(now["on_time_rate"]), "on_time_rate"),
        ("Cities whose list is from an earlier report", labels.number(len(rows)), "stale_cities"),
        (
            f"Projects on these lists, of {labels.number(now['projects'])} listed",
            labels.number(projects),
            "stale_projects",
        ),
    ]
    return [
        _line(words, shown, cells_url(context.view, axis, key, figure))
        for words, shown, figure in told
        if shown != labels.MISSING
    ]


def _line(words: str, number: str, href: str | None) -> Component:
    value = link(number, None if number in ("0", labels.MISSING) else href, class_name="quiet")
    return html.Tr([html.Th(words, scope="row"), html.Td(value, className="num tot")])


def _named(context: Context) -> list[Component]:
    """The cities by name, for those who ask them; everyone else sees how many."""
    rows = spread.stale(context.view)
    if rows.empty or not audience.may("reporting_lists"):
        return []
    parts: list[Component | str] = ["List from an earlier report: "]
    for i, row in enumerate(records(rows)):
        city = link(str(row["city_name"]), member_url(context.view, "city", str(row["city_id"])))
        parts += [
            "; " if i else "",
            city,
            f" ({row['last_period']}, {labels.counted(row['projects'], 'project')})",
        ]
    return [html.P([*parts, "."], className="note")]
