"""A selection holds for everything that a page shows of it, at the period that it shows."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from dashboard.filters import View
from dashboard.queries import frame, projects, run
from etl.settings import Settings
from tests.dashboard.conftest import Drawn

AXES = ("country", "sector", "pillar", "focus_area", "status")


@pytest.fixture(autouse=True)
def _record(record_store: Settings) -> None:
    run.use(record_store)


def views(*axes: str) -> list[View]:
    """A view of each member of some axes, at an early and at the newest period."""
    choices = frame.view({}).options.choices
    return [
        frame.view({axis: c.code, "period": at})
        for axis in axes
        for c in choices[axis]
        for at in ("2023", "2025")
    ]


@pytest.mark.parametrize("axis", AXES)
def test_a_strip_says_of_no_project_on_the_list_that_it_left_it(axis: str) -> None:
    met = 0
    for view in views(axis):
        listed = set(projects.all_rows(frame.view({"period": view.period}))["project_id"])
        chosen = set(projects.all_rows(view)["project_id"])
        rows = projects.strip(view)
        now = rows[rows["at_period"] == view.period]
        assert set(now.loc[now["is_listed"], "project_id"]) == chosen, view.sentence()
        assert not set(now.loc[~now["is_listed"], "project_id"]) & listed, view.sentence()
        assert set(rows["project_id"]) == set(now["project_id"]), view.sentence()
        met += len(chosen)
    assert met > 134


def test_a_project_that_changed_its_focus_area_is_in_the_strip_of_the_new_one_alone(drawn: Drawn) -> None:
    rows = projects.strip(frame.view({"focus_area": "CS"}))
    assert not {"singapore-01", "rayong-02", "sumedang-01"} & set(rows["project_id"])
    assert "no longer listed" not in drawn("/cities/singapore?focus_area=CS").text.lower()


@pytest.mark.parametrize("period", ["2022", "2024"])
def test_an_earlier_period_tells_of_no_later_update(period: str) -> None:
    view = frame.view({"period": period})
    day = view.at.data_date if view.at else None
    told = projects.all_rows(frame.view({}))["project_id"].iloc[::15]
    rows = [projects.updates(view, code) for code in told]
    assert any(len(found) for found in rows)
    assert [found for found in rows if (found["data_date"].dt.date > day).any()] == []
    later = [projects.updates(frame.view({}), code) for code in told]
    assert sum(map(len, later)) > sum(map(len, rows))


def test_a_page_of_an_earlier_period_calls_no_update_superseded_and_no_later_title_former(
    drawn: Drawn,
) -> None:
    page = drawn("/projects/cebu-city-01?period=2022")
    assert "Every update: 2" in page.text
    assert "superseded" not in page.text
    assert "Every update: 5" in drawn("/projects/cebu-city-01").text
    former = "Smart Tourist Management System"
    [code] = projects.listing(frame.view({}), former, None)["project_id"]
    assert former in drawn(f"/projects/{code}").text
    assert "Former names" not in drawn(f"/projects/{code}?period=2023").text


TABLES = ("notes", "partners", "closeout")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("axis", ["sector", "pillar", "focus_area", "status"])
def test_a_file_of_a_selection_holds_the_projects_of_it(client: FlaskClient, table: str, axis: str) -> None:
    every = client.get(f"/export/{table}.json").json["rows"]
    seen = 0
    for choice in frame.view({}).options.choices[axis]:
        of = set(projects.strip(frame.view({axis: choice.code}))["project_id"])
        told = client.get(f"/export/{table}.json?{axis}={choice.code}").json["rows"]
        assert told == [row for row in every if row["project_id"] in of], choice
        seen += len(told)
    assert 0 < seen <= len(every)


@pytest.mark.parametrize("axis", ["sector", "focus_area", "status"])
def test_the_ends_of_a_plan_are_counted_of_the_projects_of_the_selection(
    client: FlaskClient, axis: str
) -> None:
    for choice in frame.view({}).options.choices[axis]:
        query = f"{axis}={choice.code}"
        rows = client.get(f"/api/v1/closeout_ranges?{query}").json["rows"]
        listed = client.get(f"/export/closeout.json?{query}").json["rows"]
        assert {row["projects"] for row in rows} == ({len(listed)} if listed else set())
        known = [row["outcome"] for row in listed]
        assert all(row["at_least"] == known.count(row["outcome"]) for row in rows)


def test_a_page_of_one_project_is_whole_in_every_selection(drawn: Drawn) -> None:
    assert (
        "It has not been on a list" not in drawn("/projects/cebu-city-01?sector=energy&status=planning").text
    )
