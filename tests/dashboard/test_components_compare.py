"""Parts that compare members: one scale for all, every number a way to its cells, words where there is nothing."""

from __future__ import annotations

import pandas as pd

from dashboard import components as c
from tests.dashboard.frames import counted, found, words


def panel(name: str, *counts: dict[str, int], note: str = "") -> c.Panel:
    days = ("2018-07-08", "2024-09-25", "2025-09-30")
    moments = [
        c.Moment(day[:4], day, counted(**n), f"/trace?period={day[:4]}")
        for day, n in zip(days, counts, strict=False)
    ]
    return c.Panel(name, f"/cities/{name.lower()}", moments, note)


def test_panels_share_one_axis_of_true_dates_and_one_height() -> None:
    drawn = c.multiples(
        [panel("A", {}, {"ongoing": 1}, {"ongoing": 1}), panel("B", {"ongoing": 9}, {}, {"completed": 9})]
    )
    places = [
        [div.style["left"] for div in found(item, "Div") if hasattr(div, "style")]
        for item in found(drawn, "Li")
    ]
    assert places[0][-1] == places[1][-1] != places[0][0]
    assert places[1][0] == "0.00%"


def test_a_column_shares_its_own_list_and_leads_to_its_cells() -> None:
    drawn = c.multiples([panel("A", {"completed": 1, "ongoing": 3})])
    column = found(drawn, "Link")[1]
    assert column.href == "/trace?period=2018"
    assert [part.style["flexGrow"] for part in found(column, "I")] == [1, 3]
    assert words(column) == "2018: 4 projects: Completed 1, On-going 3"
    assert words(found(drawn, "P")[0]) == "2018: 4, 1 completed"


def test_a_panel_without_projects_says_why() -> None:
    assert words(c.multiples([panel("A", note="Not chosen")])) == "ANot chosen"


def test_quartiles_stand_on_one_scale_with_their_numbers() -> None:
    row = c.Range(
        "A", "/cities/a", (0, 100), (20, 50, 80), [("20", "/x"), ("50", "/y"), ("80", "/z")], ("7", "/n"), "9"
    )
    drawn = c.range_table([row], "City", "Spread")
    assert [part.style.get("width") for part in found(drawn, "I")] == ["100.0%", "60.0%", None]
    assert [a.href for a in found(drawn, "Link")] == ["/cities/a", "/x", "/y", "/z", "/n"]
    assert words(found(drawn, "Tr")[1]) == "A2050807 of 9"


def test_points_behind_lean_left_and_ahead_lean_right_at_one_scale() -> None:
    rows = [c.Lean("A", None, value, (str(value), "/x"), ("3", "/n")) for value in (-20.0, 10.0)]
    bars = [part.style for part in found(c.lean_table(rows, "City", "Plan"), "I") if part.className == "half"]
    assert bars == [{"left": "0.0%", "width": "50.0%"}, {"left": "50.0%", "width": "25.0%"}]


def test_status_counts_say_their_change_also_where_none_is_left() -> None:
    line = c.count_line(
        counted(completed=18, ongoing=5), counted(completed=11, not_stated=5), "2024", lambda s: f"/{s}"
    )
    told = [words(entry) for entry in line.children]
    assert told == ["Completed18+7 since 2024", "On-going5+5 since 2024", "Not stated0−5 since 2024"]
    assert [a.href for a in found(line, "Link")] == ["/completed", "/ongoing"]
    alone = c.count_line(counted(planning=2), None, "", lambda s: f"/{s}")
    assert words(alone) == "Planning2"


def test_every_number_of_a_matrix_leads_to_its_cells() -> None:
    cells = pd.DataFrame([counted(row="a", column="x", ongoing=2), counted(row="b", column="x", completed=1)])
    matrix = c.heat_matrix(
        cells,
        [("a", "A", None), ("b", "B", None)],
        [("x", "X"), ("y", "Y")],
        "City",
        "Cap",
        lambda r, k: f"/{r}/{k}",
    )
    assert [a.href for a in found(matrix, "Link")] == [
        "/a/x", "/a/None", "/b/x", "/b/None", "/None/x", "/None/None"
    ]  # fmt: skip
    heat = [cell.style["--heat"] for cell in found(matrix, "Td") if "hot" in (cell.className or "")]
    assert heat == ["34%", "17%"]
