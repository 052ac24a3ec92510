"""How findings become lines, folded and in order, with the row of the sheet around them; effects in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.officer import effects, told
from dashboard.officer.grid import grid_of
from etl.findings import REGISTRY
from etl.reference import Reference


def found(cell: str, message: str, **more: Any) -> dict[str, Any]:
    """A stored finding."""
    blank = dict.fromkeys(
        ("sheet", "heading", "value", "suggestion", "project_id", "beside", "params", "confirmed")
    )
    return {
        **blank,
        "number": 1,
        "code": "percent_range",
        "severity": "fix",
        "cell": cell,
        "message": message,
        **more,
    }


def beside(*cells: tuple[str, int, str, str | None, bool]) -> str:
    """Cells around a finding, as the store keeps them."""
    names = ("column", "row", "heading", "value", "marked")
    return json.dumps([dict(zip(names, cell, strict=True)) for cell in cells])


def test_lines_fold_only_what_says_the_same() -> None:
    same = [found("F12", "Cell F12 holds “abc”."), found("F13", "Cell F13 holds “abc”.")]
    other = [found("C1", "“A” is not here."), found("C1", "“B” is not here.")]
    (section,) = told.sections([*same, *other])
    assert section.count == 4
    assert [(line.cells, line.count) for line in section.lines] == [("F12–F13", 2), ("C1", 1), ("C1", 1)]
    assert section.lines[0].message == "Cells F12–F13 hold “abc”."


def test_what_mends_most_comes_first_then_row_by_row() -> None:
    many = [found(f"R{row}", f"Cell R{row} is empty.") for row in (20, 21, 22)]
    rows = [found("F9", "Cell F9 holds “x”."), found("B4", "Cell B4 holds “y”.")]
    early = [found("B2", "Cell B2 holds “Z”, which is no city.", code="city_unknown")]
    (section,) = told.sections([*rows, *many, *early])
    assert [line.cells for line in section.lines] == ["B2", "R20–R22", "B4", "F9"]


@given(
    st.lists(st.tuples(st.sampled_from("BF"), st.integers(1, 9), st.sampled_from(["a", "b"]), st.booleans()))
)
def test_findings_in_are_findings_out(cells: list[tuple[str, int, str, bool]]) -> None:
    rows = [
        found(
            f"{column}{row}",
            f"Cell {column}{row} holds {text}.",
            number=i,
            severity="confirm" if ask else "fix",
        )
        for i, (column, row, text, ask) in enumerate(cells)
    ]
    sections = told.sections(rows)
    assert sum(s.count for s in sections) == len(rows)
    numbers = sorted(n for s in sections for line in s.lines for n in line.numbers)
    assert numbers == list(range(len(rows)))


def test_the_row_of_the_sheet_stands_around_the_cell() -> None:
    row = found(
        "M9",
        "The planned finish in M9 is before the planned start in L9.",
        beside=beside(
            ("B", 9, "Project name", "Gauges", False),
            ("L", 9, "Start", None, True),
            ("M", 9, "End", "x", True),
        ),
    )
    (section,) = told.sections([row])
    (line,) = section.lines
    assert line.cells == "L9, M9"
    assert line.heading == "Start, End"
    assert line.project == "Gauges"
    assert [letter for letter, _heading, _asked in line.grid.columns] == ["B", "L", "M"]
    assert [cell and cell.value for cell in line.grid.rows[0][1]] == ["Gauges", None, "x"]


def test_a_folded_line_shows_five_rows_and_counts_the_rest() -> None:
    rows = [
        found(f"R{n}", f"Cell R{n} is empty.", beside=beside(("R", n, "Currency", None, True)))
        for n in range(7, 17)
    ]
    grid = grid_of(rows)
    assert [number for number, _cells in grid.rows] == [7, 8, 9, 10, 11]
    assert grid.more == 5


def test_answered_questions_stand_apart() -> None:
    asked = found("F8", "Has it gone down?", severity="confirm", code="progress_fell")
    sections = told.sections([asked, {**asked, "number": 2, "confirmed": "A slip."}])
    assert [(s.severity, s.count) for s in sections] == [("confirm", 1), ("confirmed", 1)]
    assert [line.asked for s in sections for line in s.lines] == [True, False]


def test_yes_names_the_cells_that_it_is_about() -> None:
    both = beside(("E", 12, "Status", "Completed", True), ("F", 12, "Work done (%)", "80", True))
    ask = {"severity": "confirm", "value": "80"}
    rows = [
        found("F12", "The status in E12 is Completed, but F12 says 80 %.", beside=both, **ask),
        found("F8", "Cell F8 holds “80”. Was it 90?", **ask),
        found("M9", "Cell M9 holds “80”. We read 8.", params=json.dumps({"reading": "8"}), **ask),
    ]
    (section,) = told.sections(rows)
    assert {line.cells: line.yes for line in section.lines} == {
        "E12, F12": "Yes, both are right: “Completed” and “80”",
        "F8": "Yes, “80” is right",
        "M9": "Yes, 8 %",
    }


def test_a_cell_with_a_suggestion_taken_shows_both_and_the_sentence_says_what_is_read() -> None:
    row = found(
        "E5",
        "Cell E5 says Ongoingg. Your last report said Completed.",
        sheet="Projects",
        severity="confirm",
        value="Ongoingg",
        beside=beside(("B", 5, "Project name", "Gauges", False), ("E", 5, "Status", "Ongoingg", True)),
    )
    (section,) = told.sections([row], taken={("Projects", "E5"): "On-going"})
    (line,) = section.lines
    assert line.message == "Cell E5 says On-going (typed “Ongoingg”). Your last report said Completed."
    assert line.yes == "Yes, “On-going” is right"
    cells = [cell for cell in line.grid.rows[0][1] if cell]
    assert [(cell.value, cell.stored) for cell in cells] == [("Gauges", ""), ("Ongoingg", "On-going")]


def test_what_a_report_changes_is_said_in_one_sentence(reference: Reference) -> None:
    def row(axis: str, key: str, figure: str, before: str | None, after: str | None) -> dict[str, Any]:
        return {
            "axis": axis,
            "key": key,
            "name": key,
            "period": "2026",
            "figure": figure,
            "before": before,
            "after": after,
        }

    told_ = effects.in_words(
        [
            row("project", "River Walk", "progress_pct", "70.0", "55.0"),
            row("project", "Harbour Road", "status", "planning", "ongoing"),
            row("city", "Cebu City", "progress_mean", "48.0", "51.5"),
        ],
        reference,
    )
    assert told_ is not None
    words = told_.sentence.replace("\u00a0", " ")
    assert words == "2 projects move, 1 goes back 70 % → 55 %, Cebu City from 48.0 % to 51.5 %."
    assert told_.groups[0][1][1] == ("Harbour Road", "Status on report date: Planning → On-going")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, "True", "on the list"),
        ("False", "True", "on the list"),
        (None, "False", "not on the list"),
        ("False", None, "not on the list"),
        ("True", "False", "no longer on the list"),
        ("True", None, "no longer on the list"),
    ],
)
def test_a_project_is_said_to_be_where_it_stands_afterwards(
    reference: Reference, before: str | None, after: str | None, words: str
) -> None:
    row = {"axis": "project", "key": "x", "name": "Lamps", "period": "2026", "figure": "is_listed"}
    told_ = effects.in_words([{**row, "before": before, "after": after}], reference)
    assert told_ is not None
    assert told_.groups == (("Projects", (("Lamps", words),)),)


def test_effects_at_two_periods_are_told_apart(reference: Reference) -> None:
    rows = [
        {"axis": axis, "key": key, "name": key, "period": period, "figure": figure, "before": b, "after": a}
        for period in ("2025", "2026")
        for axis, key, figure, b, a in (
            ("project", "Lamps", "status", "completed", "ongoing"),
            ("city", "Cebu City", "progress_mean", "48.0", "51.5"),
        )
    ]
    told_ = effects.in_words(rows, reference)
    assert told_ is not None
    assert told_.sentence.replace("\u00a0", " ") == (
        "1 project moves, 1 goes back Completed → On-going, Cebu City from 48.0 % to 51.5 % in 2025, "
        "Cebu City from 48.0 % to 51.5 % in 2026."
    )
    assert [name for name, _ in told_.groups[0][1]] == ["Lamps (2025)", "Lamps (2026)"]


def test_nothing_to_change_is_nothing_to_say(reference: Reference) -> None:
    assert effects.in_words([], reference) is None


def test_every_code_of_a_layer_has_its_words_on_the_help_page() -> None:
    from dashboard.officer.guide import LAYERS

    assert {rule.layer for rule in REGISTRY.values()} <= set(LAYERS)
