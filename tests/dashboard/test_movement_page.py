"""Movement: the bridge adds up in words and picture, both ends lead to their cells, each list has its audience."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.blocks import moved_words
from dashboard.charts.bridge import bridge_bars, signed
from dashboard.labels import number
from dashboard.theme import LIGHT
from tests.dashboard.conftest import Drawn


def test_the_sum_is_said_and_both_ends_lead_to_their_cells(drawn: Drawn) -> None:
    page = drawn("/movement?period=2025")
    assert "108, −7 no longer listed, +33 new on the list = 134." in page.text
    traces = [href for href in page.hrefs() if href.startswith("/trace")]
    assert any("period=2024" in href for href in traces)
    assert any("period=2025" in href for href in traces)


def test_every_list_of_the_record_is_there_with_its_count(drawn: Drawn) -> None:
    page = drawn("/movement?period=2025")
    for title in (
        "Completed: 7",
        "Moved forward: 3",
        "New on the list: 33",
        "No longer listed: 5",
        "Renamed: 3",
    ):
        assert title in page.text
    assert "goes on as “Smart Mobility”" in page.text


def test_a_figure_that_one_end_does_not_have_is_said_to_have_no_bridge(drawn: Drawn) -> None:
    page = drawn("/movement?period=2022&compare=2018&figure=completion_rate")
    assert "cannot be given for both 2018 and 2022" in page.text


def test_within_a_sector_a_row_tells_who_moved_in_or_out(drawn: Drawn) -> None:
    assert "Into or out of this selection" in drawn("/movement?sector=transport").text
    assert "Into or out of this selection" not in drawn("/movement").text


@pytest.mark.parametrize(
    ("chosen", "came", "left", "told"),
    [
        ("status=planning", 1, 4, "Left this selection: 4"),
        ("focus_area=II", 0, 1, "focus area Industry & Innovation → Health & Well-Being"),
    ],
)
def test_each_project_of_the_step_into_or_out_of_a_selection_is_named(
    drawn: Drawn, chosen: str, came: int, left: int, told: str
) -> None:
    page = drawn(f"/movement?period=2025&compare=2024&{chosen}")
    assert told in page.text
    for title, count in (("Came into this selection", came), ("Left this selection", left)):
        assert (f"{title}: {count}" in page.text) == bool(count), title
    steps = [h for h in page.hrefs() if h.startswith("#")]
    assert ("#came_in" if came else "#went_out") in steps
    assert "this selection:" not in drawn("/movement?period=2025&compare=2024").text


def test_what_a_selection_holds_is_counted_without_what_left_it(drawn: Drawn, client: FlaskClient) -> None:
    for chosen in SELECTIONS:
        now = client.get("/api/v1/status", query_string=chosen | {"period": "2025"}).json["rows"][0]
        moved = client.get("/api/v1/movement", query_string=chosen | {"limit": "9999"}).json["rows"]
        assert sum(row["to_status"] is not None for row in moved) == now["projects"], chosen


def test_the_first_list_moved_from_nowhere(drawn: Drawn) -> None:
    assert "2018 is the first list" in drawn("/movement?period=2018").text


def test_the_public_sees_no_step_back(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Moved back" in drawn("/movement?period=2025").text
    monkeypatch.setattr("dashboard.audience.level", lambda: "public")
    assert "Moved back" not in drawn("/movement?period=2025&status=ongoing,planning").text
    assert "on-going → planning" not in drawn("/movement?period=2025&status=planning").text


def test_the_bars_of_a_bridge_start_where_the_last_ended() -> None:
    rows = [("2024", 10.0, None), ("Gone", 7.0, -3.0), ("New", 12.0, 5.0), ("2025", 12.0, None)]
    steps = pd.DataFrame(rows, columns=["name", "value", "change"]).assign(href=None)
    bars = bridge_bars(steps, LIGHT, number).data
    assert [(bar.base[0], bar.base[0] + bar.x[0]) for bar in bars] == [(0, 10), (10, 7), (7, 12), (0, 12)]
    assert [bar.customdata[0][2] for bar in bars] == ["10", "−3", "+5", "12"]


def test_a_step_too_small_to_be_written_has_no_sign() -> None:
    assert [signed(v, number) for v in (0.2, -0.2, 0.0, 2.0, -2.0)] == ["0", "0", "0", "+2", "−2"]


def test_a_plan_that_moved_is_told_from_and_to() -> None:
    row = {
        "from_planned_start": None, "to_planned_start": pd.Timestamp("2025-01-01"),
        "from_planned_end": pd.Timestamp("2025-06-30"), "to_planned_end": pd.Timestamp("2026-06-30"),
        "from_budget": 5e6, "to_budget": 6e6, "from_currency": "IDR", "to_currency": "IDR", "milestones_changed": None,
    }  # fmt: skip
    told = "finish 30 Jun 2025 → 30 Jun 2026; budget IDR 5,000,000 → IDR 6,000,000"
    assert moved_words.plan(row, None) == told  # type: ignore[arg-type]


def test_no_page_tells_of_what_changed_since_a_later_report(drawn: Drawn, client: FlaskClient) -> None:
    page = drawn("/?period=2024&compare=2025")
    assert "Left out of the address, because it means nothing here: compare=2025." in page.text
    assert "Since the 2023 report" in page.text
    assert "since 2025" not in page.text
    assert not [h for h in drawn("/?period=2024").hrefs() if "compare=2025" in h and "period=2024" in h]
    answer = client.get("/api/v1/movement?period=2024&compare=2025")
    assert answer.status_code == 400
    assert "later than 2024" in answer.json["error"]["message"]


SELECTIONS = [
    {"status": "completed"},
    {"status": "ongoing"},
    {"focus_area": "CS"},
    {"focus_area": "HW"},
    {"sector": "energy"},
]


@pytest.mark.parametrize("chosen", [*SELECTIONS, {"focus_area": "CS", "status": "completed"}])
def test_a_title_says_how_the_selection_grew_beside_what_came_and_left(
    drawn: Drawn, client: FlaskClient, chosen: dict[str, str]
) -> None:
    then, now = (
        client.get("/api/v1/status", query_string=chosen | {"period": at}).json["rows"][0]["projects"]
        for at in ("2024", "2025")
    )
    moved = [
        row["kind"]
        for row in client.get("/api/v1/movement", query_string=chosen | {"limit": "9999"}).json["rows"]
    ]
    net = now - then - moved.count("added") + moved.count("no_longer_listed")
    card = next(p for p in drawn(f"/?{urlencode(chosen)}").all("Section") if p.get("id") == "changes")
    title = str(next(_texts(card)))
    ways = {"status": "another status", "focus_area": "another class", "sector": "another class"}
    for axis in chosen:
        assert (ways[axis] in title) == bool(net), title
    assert ("the same projects" in title) is False
    assert "re-classified" not in " ".join(_texts(card))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _texts(part)
    elif isinstance(node, dict):
        yield from _texts(node.get("props", node).get("children"))
    elif node:
        yield str(node)
