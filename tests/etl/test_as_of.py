"""Two clocks: whatever the order in which reports were loaded, and after making the store anew, every mart says the
same of every moment."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from etl import rebuild
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests.etl import histories

PAIRS = 20
ORDERS = [7, *(pytest.param(order, marks=pytest.mark.properties) for order in range(8, 12))]


@pytest.mark.parametrize("order", ORDERS)
def test_reports_loaded_in_any_order_give_equal_marts_at_any_moment(
    history: tuple[Settings, Reference], tmp_path: Path, order: int
) -> None:
    chosen, _lists = history
    chance = random.Random(13 + order)
    moments = histories.moments(chosen, chance, 2 * PAIRS)
    pairs = list(zip(moments[:PAIRS], moments[PAIRS:], strict=True))
    ours = list(histories.all_marts(chosen.home, pairs))
    other, lists = histories.store(
        tmp_path / "other", histories.UPDATES, histories.SEED, random.Random(order)
    )
    histories.happen(other, lists, histories.SEED)
    histories.same(ours, histories.all_marts(other.home, pairs))
    assert len({str(frame) for _, frame in ours}) > PAIRS  # the moments do differ


def test_a_store_made_anew_from_its_files_gives_equal_marts_at_any_moment(tmp_path: Path) -> None:
    chosen, lists = histories.store(tmp_path / "store", histories.UPDATES, histories.SEED + 1)
    histories.happen(chosen, lists, histories.SEED, in_the_past=False)
    moments = histories.moments(chosen, random.Random(21), 2 * PAIRS)
    pairs = list(zip(moments[:PAIRS], moments[PAIRS:], strict=True))
    ours, version = list(histories.all_marts(chosen.home, pairs)), snapshot.current(chosen.home).version
    assert rebuild.rebuild(chosen.home, lists) == []
    assert snapshot.current(chosen.home).version != version
    histories.same(ours, histories.all_marts(chosen.home, pairs))
