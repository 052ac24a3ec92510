"""The bridge: it starts at one figure, ends at the other, and its steps add up to the difference, for every axis."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from etl.figures import AXES, FIGURES
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests.etl import histories

PAIRS = 4
NO_FILTER = histories.NO_FILTER


@pytest.mark.parametrize("axis", AXES)
def test_the_steps_add_up_to_the_difference_for_generated_histories(
    axis: str, history: tuple[Settings, Reference]
) -> None:
    home, chance = history[0].home, random.Random(AXES.index(axis))
    seen: set[str] = set()
    for number in range(PAIRS):
        first, last = histories.moments(history[0], chance, 2) if number else histories.ends(home)
        steps = histories.bridge(home, axis, (first, last))
        before, after = (histories.figures(home, axis, moment) for moment in (first, last))
        for (key, figure), rows in steps.groupby(["key", "figure"]):
            start, end = rows["value"].iloc[0], rows["value"].iloc[-1]
            assert _same(start, _figure(before, key, figure)), (axis, key, figure, first)
            assert _same(end, _figure(after, key, figure)), (axis, key, figure, last)
            if pd.notna(start) and pd.notna(end):
                exact = FIGURES[figure].unit == "projects"
                total = rows["change"].sum()
                assert total == end - start if exact else abs(total - (end - start)) < 1e-9
                seen |= set(rows.loc[rows["change"].fillna(0) != 0, "step"])
    assert axis == "project" or {"corrections", "common", "no_longer_listed", "added"} <= seen


def _figure(rows: pd.DataFrame, key: str, figure: str) -> float:
    """A member that is not there yet has no project."""
    if key in rows.index:
        return rows.at[key, figure]
    return 0.0 if FIGURES[figure].unit == "projects" else float("nan")


def _same(one: float, other: float) -> bool:
    return (pd.isna(one) and pd.isna(other)) or abs(float(one) - float(other)) < 1e-9


def steps(
    store: Settings, filters: str = NO_FILTER, figure: str = "projects"
) -> dict[str, tuple[float, int]]:
    """step → value after it, projects that it concerns, of the network between the lists of 2024 and 2025."""
    text = f"from bridge('network', '2024', null, '2025', null, {filters}) where figure = '{figure}'"
    rows = snapshot.current(store.home).run(text)
    return {r.step: (r.value, 0 if pd.isna(r.moved) else int(r.moved)) for r in rows.itertuples()}


def test_the_record_goes_from_108_to_134_projects_in_named_steps(record_store: Settings) -> None:
    told = steps(record_store)
    assert [told[s][0] for s in ("start", "common", "no_longer_listed", "added")] == [108, 108, 101, 134]
    assert (told["no_longer_listed"][1], told["added"][1]) == (7, 33)


def test_what_moved_into_a_group_is_neither_new_nor_corrected(record_store: Settings) -> None:
    told = steps(record_store, "null, null, null, null, ['HW'], null")
    listed = "select list(project_id) as codes from state_at({}, null) where is_listed and focus_area = 'HW'"
    run = snapshot.current(record_store.home).run
    then, now = (set(run(listed.format(f"'{p}'"))["codes"].iloc[0]) for p in ("2024", "2025"))
    anywhere = set(run("select project_id from state_at('2024', null) where is_listed")["project_id"])
    assert told["reclassified"][0] - told["common"][0] == len((now - then) & anywhere)
    assert told["added"][1] == len(now - anywhere)
