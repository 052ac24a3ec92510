"""A decision changes exactly what its preview said, on every axis and at every period; undoing brings it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import desk
from etl.desk import Entry
from etl.effects import Effect
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

AXES = ("city", "country", "network", "sector", "pillar", "focus_area")
FIGURES = (
    "projects",
    "ongoing",
    "completed",
    "no_longer_listed",
    "completion_rate",
    "completion_rate_baseline",
)
DECISIONS = {
    "two of one list": Entry("merge", "phnom-penh-01", "phnom-penh-02", reason="x"),
    "the old into the new": Entry("merge", "nay-pyi-taw-02", "nay-pyi-taw-06", reason="x"),
    "the new into the old": Entry("merge", "phuket-07", "phuket-06", reason="x"),
    "a split": Entry("split", "phnom-penh-01", period="2024", value="Lamps", reason="x"),
    "a name": Entry("rename", "phnom-penh-01", value="Lamps", reason="x"),
    "a sector for all time": Entry("reclassify", "phnom-penh-01", field="sector", value="ict", reason="x"),
    "a pillar from 2025 on": Entry(
        "reclassify", "phnom-penh-01", field="pillar", value="APSC", period="2025", reason="x"
    ),
}
Facts = dict[tuple[str, str, str, str], Any]


def facts(home: Path) -> Facts:
    """Every figure of every member at every period, as the pages read them."""
    run, found = snapshot.current(home).run, {}
    for axis in AXES:
        rows = run(
            "select * from figures_history($axis, null, null, null, null, null, null, null)", {"axis": axis}
        )
        for row in rows.to_dict("records"):
            found |= {(axis, row["key"], row["at_period"], name): row[name] for name in FIGURES}
    return found


def as_text(value: Any) -> str | None:
    return None if pd.isna(value) else repr(float(value))


def changes(before: Facts, after: Facts) -> Facts:
    keys = {**before, **after}
    pairs = {key: (as_text(before.get(key)), as_text(after.get(key))) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def told(effects: list[Effect]) -> Facts:
    """What a preview says of the figures asked here."""
    return {
        (e.axis, e.key, e.period, e.figure): (e.before, e.after)
        for e in effects
        if e.axis in AXES and e.figure in FIGURES
    }


@pytest.mark.parametrize("name", DECISIONS)
def test_what_is_previewed_is_what_happens_and_is_undone_again(
    name: str, store: Settings, reference: Reference
) -> None:
    before = facts(store.home)
    said = desk.preview(store.home, reference, DECISIONS[name])
    number = desk.record(store.home, reference, DECISIONS[name])
    after = facts(store.home)
    assert told(said) == changes(before, after)
    assert said
    undo = Entry("undo", undoes=number, reason="no")
    back = desk.preview(store.home, reference, undo)
    desk.record(store.home, reference, undo)
    assert told(back) == changes(after, facts(store.home))
    assert changes(before, facts(store.home)) == {}
