"""Queries: every file is asked by exactly one function, names only parameters, and repeats no figure."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard.filters import View
from dashboard.queries import figures, frame, members, projects, received, run
from etl.settings import Settings

FOLDER = Path(run.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.sql"))


def asked() -> list[str]:
    """The name in every call of query(...) in the package."""
    names = []
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "query"
            )
            if is_call and isinstance(node.args[0], ast.Constant):
                names.append(str(node.args[0].value))
    return names


def test_every_file_is_used_and_every_question_has_a_file() -> None:
    assert set(asked()) == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_its_question_first(name: str) -> None:
    first = run.sql(name).splitlines()[0]
    assert first.startswith("-- ")
    assert "?" in first


@pytest.fixture
def view(record_store: Settings) -> View:
    run.use(record_store)
    return frame.view({})


def test_the_network_at_2025(view: View) -> None:
    now = figures.at(view, "network").iloc[0]
    assert (now["projects"], now["completed"], now["ongoing"], now["planning"]) == (134, 18, 108, 8)
    assert (now["cities"], now["reported_cities"], now["member_cities"]) == (35, 35, 38)
    assert (now["baseline_completed"], now["baseline_projects"]) == (5, 53)


def test_movement_adds_up(view: View) -> None:
    kinds = figures.movement(view)["kind"].value_counts()
    assert (kinds["added"], kinds["no_longer_listed"], kinds["completed"]) == (33, 7, 7)


@pytest.mark.parametrize("axis", ["country", "city", "sector", "pillar", "focus_area"])
def test_every_axis_adds_up_to_the_network(view: View, axis: str) -> None:
    rows = figures.at(view, axis)
    assert int(rows["projects"].sum()) == 134
    assert rows["sort_order"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("rows", "columns"), [("city", "focus_area"), ("pillar", "sector"), ("sector", "country")]
)
def test_fields_of_two_axes_add_up(view: View, rows: str, columns: str) -> None:
    assert int(figures.heat(view, rows, columns)["projects"].sum()) == 134


def test_search_finds_titles_former_titles_and_cities(view: View) -> None:
    by_old_title = projects.listing(view, "Smart Tourist Management", None)
    by_city = projects.listing(view, "krong siem reap", None)
    assert by_old_title["title"].tolist() == ["Smart Tourism"]
    assert set(by_city["city_id"]) <= {"siem-reap"}
    assert projects.listing(view, "no such words", None).empty


def test_a_filter_leaves_the_same_projects_everywhere(view: View) -> None:
    narrowed = frame.view({"country": "MYS", "status": "completed"})
    listed = projects.all_rows(narrowed)
    assert len(listed) == 4 == int(figures.at(narrowed, "network")["projects"].iloc[0])
    assert int(figures.completeness(narrowed)["projects"]) == 4


def test_what_was_known_earlier_is_shown_as_it_was(view: View) -> None:
    earlier = frame.view({"known_on": "2024-12-31"})
    assert earlier.period == "2024"
    assert int(figures.at(earlier, "network")["projects"].iloc[0]) == 108


def test_a_strip_has_one_row_a_project_and_report(view: View) -> None:
    rows = projects.strip(frame.view({"city": "siem-reap"}))
    assert not rows.duplicated(["project_id", "at_period"]).any()
    assert rows["project_id"].nunique() == 11


def test_places_that_nobody_knows_are_empty(view: View) -> None:
    assert members.entry("sector", "nothing") is None
    assert projects.register("nothing-01") is None
    assert received.submission(999_999) is None


def test_no_query_writes_or_leaves_the_store() -> None:
    words = re.compile(r"\b(insert|update|delete|drop|attach|copy|read_csv|install)\b(?! row)", re.IGNORECASE)
    for name in FILES:
        code = "\n".join(line for line in run.sql(name).splitlines() if not line.strip().startswith("--"))
        assert not words.search(code), name


@pytest.mark.parametrize(("rows", "times"), [(10, 1), (300_000, 2)])
def test_an_answer_that_is_too_large_to_keep_is_asked_again(
    record_store: Settings, monkeypatch: pytest.MonkeyPatch, rows: int, times: int
) -> None:
    run.use(record_store)
    view, asked_for = frame.view({"city": ["cebu-city", "dili"][:times]}), []
    answer = pd.DataFrame({"axis": "network", "at_period": view.period, "projects": range(rows)})
    monkeypatch.setattr(figures, "query", lambda *said: asked_for.append(said) or answer)
    for _ in range(2):
        assert len(figures._of_all_axes(view, "network")) == rows
    assert len(asked_for) == times
