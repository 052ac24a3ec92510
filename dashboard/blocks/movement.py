"""Between two moments: the bridge of one figure, and by name all that moved; never in an order of merit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import member_url
from dashboard.blocks import moved_words
from dashboard.components import Item, card, tag
from dashboard.components.changes import item_list
from dashboard.filters import View
from dashboard.queries.movement import of_selection
from dashboard.rows import records

FIRST = 8  # names shown before the rest is opened
MOST = 200  # names on the page; the CSV holds all
Row = dict[str, object]


@dataclass(frozen=True)
class Listed:
    """One list of the page: its name in the address, its title, which rows it takes, what it tells of each."""

    code: str
    title: str
    takes: Callable[[pd.DataFrame], pd.Series]
    tells: Callable[[Row, View], str]
    note: str = ""
    is_ours: bool = False  # for the Secretariat


def _kind(*kinds: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows["kind"].isin(kinds)


def _went_on(rows: pd.DataFrame) -> pd.Series:
    return (rows["kind"] == "merged") | ((rows["kind"] == "no_longer_listed") & rows["merged_into"].notna())


def _dropped(rows: pd.DataFrame) -> pd.Series:
    return (rows["kind"] == "no_longer_listed") & rows["merged_into"].isna()


def _renamed(rows: pd.DataFrame) -> pd.Series:
    """A change of capital letters is none."""
    same = rows["title"].str.casefold() == rows["old_title"].str.casefold()
    return rows["is_renamed"].astype(bool) & ~same


def _crossed(to: str, away: str) -> Callable[[pd.DataFrame], pd.Series]:
    """On the list at both moments, and in the selection at one; a step back is for the Secretariat."""

    def takes(rows: pd.DataFrame) -> pd.Series:
        is_told = (rows["kind"] != "back") | audience.may("regressions")
        is_kept = rows["from_status"].notna() & rows["to_status"].notna()
        return rows[to].astype(bool) & ~rows[away].astype(bool) & is_kept & is_told

    return takes


LISTS = (
    Listed("completed", "Completed", _kind("completed"), moved_words.nothing),
    Listed("forward", "Moved forward", _kind("forward"), moved_words.status),
    Listed(
        "regressed",
        "Moved back",
        lambda rows: rows["is_regressed"].astype(bool),
        moved_words.back,
        "A status that is earlier, or less work done, than in the report before.",
        is_ours=True,
    ),
    Listed("added", "New on the list", _kind("added"), moved_words.now),
    Listed(
        "no_longer_listed",
        "No longer listed",
        _dropped,
        moved_words.left,
        "The mark is the last status. A project may go on under another title.",
    ),
    Listed("merged", "Goes on as another project", _went_on, moved_words.onward),
    Listed("split", "Split from another project", _kind("split"), moved_words.parted),
    Listed("renamed", "Renamed", _renamed, moved_words.name),
    Listed("replanned", "Re-planned", lambda rows: rows["is_replanned"].astype(bool), moved_words.plan),
    Listed(
        "reclassified",
        "In another class",
        lambda rows: rows["is_reclassified"].astype(bool),
        moved_words.classes,
    ),
    Listed(
        "stated", "Status now stated, or changed otherwise", _kind("now_stated", "other"), moved_words.status
    ),
)


# Of a selection: what went into another class or status while it stayed on the list.
CROSSED = (
    Listed("came_in", "Came into this selection", _crossed("is_in", "was_in"), moved_words.crossed),
    Listed("went_out", "Left this selection", _crossed("was_in", "is_in"), moved_words.crossed),
)


def lists(view: View, rows: pd.DataFrame) -> Iterator[Component]:
    """A card for every list that has a project, in ASEAN order. `rows`: of both moments."""
    here = of_selection(rows)
    for spec in (*CROSSED, *LISTS):
        told = rows if spec in CROSSED else here
        own = told[spec.takes(told)] if len(told) else told
        if len(own):
            yield _list(view, spec, own)


def corrected_card(view: View, rows: pd.DataFrame) -> Component | None:
    """What became known about the earlier list after its moment; None where nothing did."""
    if rows.empty:
        return None
    title = f"Corrected or decided about {view.compare} since: {labels.counted(len(rows), 'project')}"
    sub = "What later reports, reports taken back and decisions changed in the list compared with"
    items = [_item(view, row, moved_words.all_of_it(row, view)) for row in records(rows.head(MOST))]
    return card(title, sub, _folded(items), None, 12, "corrected")


def _list(view: View, spec: Listed, rows: pd.DataFrame) -> Component:
    items = [_item(view, row, spec.tells(row, view)) for row in records(rows.head(MOST))]
    title: list[Component | str] = [f"{spec.title}: {labels.number(len(rows))} "]
    if spec.is_ours:
        title.append(tag("Secretariat only"))
    more = f"The first {MOST}; the CSV holds all." if len(rows) > MOST else ""
    note = " ".join(part for part in (spec.note, more) if part)
    return card(title, note, _folded(items), None, 4, spec.code)


def _folded(items: list[Item]) -> list[Component]:
    """The first names, and the rest behind a word."""
    if len(items) <= FIRST + 2:
        return [item_list(items)]
    rest = html.Details(
        [html.Summary(f"{labels.number(len(items) - FIRST)} more"), item_list(items[FIRST:])],
        className="more",
    )
    return [item_list(items[:FIRST]), rest]


def _item(view: View, row: Row, told: str) -> Item:
    status = row["from_status"] if labels.is_missing(row["to_status"]) else row["to_status"]
    return Item(
        str(row["title"]),
        str(row["city_name"]),
        str(status),
        member_url(view, "project", str(row["project_id"])),
        told,
    )
