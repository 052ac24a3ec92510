"""What changed since the report compared with: by name, never in an order of merit."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels, titles
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.context import Context
from dashboard.blocks.words import two_reports
from dashboard.components import (
    Foot,
    Item,
    bridge,
    card,
    change_list,
    change_lists,
    empty_state,
    link,
    new_by_place,
)
from dashboard.components.changes import item_list
from dashboard.filters import View
from dashboard.rows import records

MOST = 60  # names in one list; the table and the CSV hold all
FORWARD = {
    "forward": "Moved forward",
    "now_stated": "Status now stated",
    "other": "Other change of status",
}


MANY = 5  # names that stand beside a picture; a longer list takes the page's width, in columns


def completed_card(context: Context, span: int = 12, with_city: bool = True) -> Component | None:
    """The projects completed since the moment compared with, by name in ASEAN order."""
    if not context.view.compare:
        return None
    done = context.moved[context.moved["kind"] == "completed"]
    title = f"Completed since the {context.view.compare} report: {labels.number(len(done))}"
    if done.empty:
        return None
    items = [_item(context, row, with_city) for row in records(done.head(MOST))]
    listed = html.Div(item_list(items), className="many" if len(items) > MANY and span == 12 else None)
    return card(title, "By name, in ASEAN order", [listed, _more(len(done))], None, span)


def is_long(context: Context) -> bool:
    """Whether the list of completed projects is too long to stand beside a picture."""
    return int((context.moved["kind"] == "completed").sum()) > MANY


def changes_card(context: Context, with_city: bool = True) -> Component | None:
    """The bridge from list to list and the names behind it."""
    view = context.view
    if not view.compare:
        return None
    moved = context.moved
    kinds = moved["kind"].value_counts()
    new, gone = int(kinds.get("added", 0)), int(kinds.get("no_longer_listed", 0))
    kept = len(moved) - new - gone
    if not len(moved):
        return card(
            f"Since the {view.compare} report",
            "",
            empty_state("No project of this selection in either list."),
        )
    sums = _sums(context, kept, gone, new)
    lists = [
        part for part in (*_forward(context), _added(context), _gone(context, with_city)) if part is not None
    ]
    more = html.P(
        link("All movements between the two moments", view.url("/movement")), className="note on-page"
    )
    steps = [] if _otherwise(context, kept, gone) else [bridge(view.compare, view.period, kept, gone, new)]
    picture = [*steps, change_lists(lists), more]
    title = titles.movement_title(_since(view), new, gone, _otherwise(context, kept, gone), _ways(context))
    return card(title, sums, picture, _foot(context), 12, "changes")


def _since(view: View) -> str:
    """`the 2024 report`; where one period is compared with itself, what was known of it by another day."""
    if view.compare == view.period and view.compare_known_on:
        return f"what was known of {view.compare} on {labels.date(view.compare_known_on)}"
    return f"the {view.compare} report"


def _ways(context: Context) -> str:
    """How a project can come into a selection or leave it beside coming onto the list and leaving it; else empty."""
    view = context.view
    ways = ["another class"] if any(view.chosen(axis) for axis in ("sector", "pillar", "focus_area")) else []
    ways += ["another status"] if view.chosen("status") else []
    ways += ["correction"] if view.from_known_on != view.known_on else []
    ways += ["a split or merger"] if context.moved["kind"].isin(("split", "merged")).any() else []
    return labels.joined(ways, "or")


def _otherwise(context: Context, kept: int, gone: int) -> int:
    """Projects that came into the selection, less those that left it, by another class or status or by a correction,
    while listed at both moments. Without a filter and with one second clock there are none."""
    before = kept + gone if context.before is None else int(context.before["projects"])
    return kept + gone - before


def _sums(context: Context, kept: int, gone: int, new: int) -> list[Component | str]:
    """`108 listed in 2024 − 7 no longer listed + 33 new = 134 listed in 2025`; each number leads on."""
    view, code = context.view, str(context.now["key"])
    net = _otherwise(context, kept, gone)
    before, movement = view.compared(), view.url("/movement")
    parts: list[Component | str] = [
        link(
            labels.number(kept + gone - net), trace_url(before, "network", code, "projects", **_clocks(view))
        ),
        f" listed in {view.compare} − ",
        link(labels.number(gone), movement),
        " no longer listed + ",
        link(labels.number(new), movement),
        " new",
        *(
            [" + " if net > 0 else " − ", link(labels.number(abs(net)), movement), f" by {_ways(context)}"]
            if net
            else []
        ),
        " = ",
        link(labels.number(kept + new), trace_url(view, "network", code, "projects")),
        f" listed in {view.period}",
    ]
    return parts


def _clocks(view: View) -> dict[str, object]:
    """The moment compared with as the clocks of an address."""
    known_on = view.typed.get("compare_known_on", view.typed.get("known_on"))
    return {"period": view.compare, "known_on": known_on, "compare": None, "compare_known_on": None}


def _foot(context: Context) -> Foot:
    identity = "identity over time is judged where titles changed"
    return Foot((two_reports(context.view), identity), picture="changes", **files(context.view, "movement"))


def _forward(context: Context) -> list[Component]:
    made = []
    for kind, title in FORWARD.items():
        rows = context.moved[context.moved["kind"] == kind]
        if len(rows):
            title = "From planning to on-going" if _is_start(rows) and kind == "forward" else title
            items = [_item(context, row, True) for row in records(rows.head(MOST))]
            made.append(change_list(title, items, len(rows), _rest(len(rows))))
    return made


def _is_start(rows: pd.DataFrame) -> bool:
    return bool((rows["from_status"] == "planning").all() and (rows["to_status"] == "ongoing").all())


def _added(context: Context) -> Component | None:
    rows = context.moved[context.moved["kind"] == "added"]
    if rows.empty:
        return None
    counts = rows.groupby(
        ["country_order", "city_name", "city_id", "country_name", "to_status"], sort=True
    ).size()
    by_city = counts.unstack("to_status", fill_value=0).reset_index()
    places = [
        (r["city_name"], r["country_name"], member_url(context.view, "city", r["city_id"]), r)
        for r in records(by_city)
    ]
    return new_by_place("New on the list", places)


def _gone(context: Context, with_city: bool) -> Component | None:
    rows = context.moved[context.moved["kind"] == "no_longer_listed"]
    if rows.empty:
        return None
    items = [_item(context, row, with_city) for row in records(rows.head(MOST))]
    note = "The mark is the last status. A project may go on under another title."
    return change_list("No longer listed", items, len(rows), " ".join([_rest(len(rows)), note]).strip())


def _more(count: int) -> Component | str:
    return html.P(_rest(count), className="note") if count > MOST else ""


def _rest(count: int) -> str:
    return f"The first {MOST}; the table and the CSV hold all." if count > MOST else ""


def _item(context: Context, row: dict[str, object], with_city: bool) -> Item:
    status = row["to_status"] if not labels.is_missing(row["to_status"]) else row["from_status"]
    return Item(
        title=str(row["title"]),
        place=str(row["city_name"]) if with_city else "",
        status=str(status),
        href=member_url(context.view, "project", str(row["project_id"])),
    )
