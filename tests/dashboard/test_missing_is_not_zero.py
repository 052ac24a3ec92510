"""What no report states is blank with its reason, on every page that compares or adds it up: never zero."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard import components as c
from dashboard import labels
from dashboard.blocks import headline, made_of
from dashboard.queries import frame, run
from etl.figures import FIGURES, named, recompute
from etl.settings import Settings
from tests.dashboard.conftest import Drawn
from tests.dashboard.frames import counted, words

OF_BUDGETS = ("progress_by_budget_idr", "planned_by_budget_idr", "slippage_by_budget_usd")
NAMES = (
    *OF_BUDGETS,
    "projects",
    "completed",
    "budget_idr",
    "progress_mean",
    "progress_median",
    "completion_rate",
)
STATED = [code for code in labels.STATUSES if code != "not_stated"]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", STATED)
def test_no_status_has_grown_from_a_list_that_states_none(code: str) -> None:
    line = words(c.count_line(counted(**{code: 4}), counted(not_stated=9), "2018", lambda s: f"/{s}"))
    assert f"{labels.status_label(code)}4not stated in 2018" in line
    assert "+4" not in line
    back = words(c.count_line(counted(not_stated=9), counted(**{code: 4}), "2018", lambda s: f"/{s}"))
    assert f"{labels.status_label(code)}–4 in 2018" in back


def test_a_list_that_states_some_is_compared_as_it_is() -> None:
    line = words(c.count_line(counted(completed=4), counted(completed=1, not_stated=8), "2018", str))
    assert "Completed4+3 since 2018" in line


@pytest.mark.parametrize("page", ["/", "/countries/MYS", "/cities/siem-reap"])
def test_pages_compare_no_status_with_the_first_list(drawn: Drawn, page: str) -> None:
    text = flat(drawn(f"{page}?period=2022&compare=2018").text)
    assert "not stated in 2018" in text
    assert "no status stated in 2018" in text
    for code in STATED:
        found = text.split(f"{labels.status_label(code)} ")[1:]
        assert not [part[:40] for part in found if " since 2018" in part.split("stated")[0][:22]]


@pytest.mark.parametrize("figure", STATED)
def test_no_bridge_leads_from_a_count_that_is_not_known(drawn: Drawn, figure: str) -> None:
    page = drawn(f"/movement?period=2022&compare=2018&figure={figure}")
    assert "cannot be given for both 2018 and 2022" in page.text
    assert not [h for h in drawn("/movement?period=2022&compare=2018").hrefs() if f"figure={figure}" in h]


def test_a_list_that_states_some_has_its_bridge(drawn: Drawn) -> None:
    assert "Completed: 2 in 2022, 2 in 2023" in drawn("/movement?period=2023&figure=completed").text


NETWORK = {"by": "network", "key": "ASCN"}


@pytest.mark.parametrize(
    ("place", "period"),
    [
        (NETWORK, "2018"),
        (NETWORK, "2025"),
        ({"by": "country", "key": "MYS"}, "2018"),
        ({"by": "city", "key": "dili"}, "2025"),
    ],
)
def test_a_figure_that_is_not_given_has_no_cells_and_every_other_is_what_they_make(
    client: FlaskClient, place: dict[str, str], period: str
) -> None:
    asked = {"by": place["by"], "period": period, "limit": "10000"}
    listed = client.get("/api/v1/status", query_string=asked).json["rows"]
    row = next(row for row in listed if row["key"] == place["key"])
    seen = set()
    for figure in FIGURES.keys() & row.keys():
        query = place | {"period": period, "figure": figure, "limit": "10000"}
        cells = client.get("/api/v1/trace", query_string=query).json["rows"]
        made = recompute(figure, [cell["contributes"] for cell in cells])
        seen.add(row[figure] is None)
        if row[figure] is None:
            assert cells == [], figure
        else:
            assert (made or 0) == pytest.approx(row[figure]), figure
    assert False in seen


@pytest.mark.parametrize(
    ("address", "title", "why"),
    [
        (
            "figure=completion_rate&period=2018",
            "not cancelled, ASEAN Smart Cities Network: –",
            "No status is stated",
        ),
        (
            "figure=completed&period=2018",
            "Completed, ASEAN Smart Cities Network: –",
            "No status is stated for 2018",
        ),
        (
            "figure=progress_mean&period=2025",
            "Mean progress, ASEAN Smart Cities Network: –",
            "Fewer than half",
        ),
        ("figure=budget_idr&period=2025", "IDR, ASEAN Smart Cities Network: –", "it is not zero"),
    ],
)
def test_a_trace_says_why_a_figure_is_blank(drawn: Drawn, address: str, title: str, why: str) -> None:
    page = drawn(f"/trace?{address}")
    assert page.first("H1").endswith(title)
    assert why in page.text
    assert "it is not zero" in page.text


def test_a_count_that_is_known_to_be_zero_is_not_called_blank(drawn: Drawn) -> None:
    page = drawn("/trace?figure=cancelled&period=2025")
    assert page.first("H1").endswith(": 0")
    assert "it is zero" in page.text
    assert "not zero" not in page.text


@pytest.mark.parametrize(
    "page", ["/?status=cancelled", "/?country=TLS&status=completed", "/focus-areas/CS?status=cancelled"]
)
def test_nothing_is_known_for_every_project_of_none(drawn: Drawn, page: str) -> None:
    text = flat(drawn(page).text)
    assert "for every project" not in text
    assert "no completed" not in text


@pytest.mark.parametrize(
    "page", ["/sectors/education", "/focus-areas/CS?status=ongoing", "/pillars/APSC?period=2022"]
)
def test_a_strip_of_projects_of_which_none_is_completed_says_none(drawn: Drawn, page: str) -> None:
    assert not re.search(r"projects?, no completed", drawn(page).text)


def test_where_no_mean_can_be_given_its_coverage_and_bounds_are(drawn: Drawn) -> None:
    page = drawn("/sectors/transport?period=2025")
    assert "Mean progress – known for 1 of 31 projects; between 3.2 % and 100 %" in flat(page.text)
    for figure in ("progress_n", "progress_low", "progress_high"):
        assert [h for h in page.hrefs() if f"figure={figure}" in h], figure
    assert "Mean progress" not in drawn("/sectors/transport?period=2018").text, "nothing is known of it"


def test_plan_and_punctuality_do_not_wait_for_a_mean_and_are_of_the_same_projects(
    monkeypatch: pytest.MonkeyPatch, record_store: Settings
) -> None:
    run.use(record_store)
    view, nan = frame.view({}), float("nan")
    now = {"projects": 9, "cancelled": 0, "progress_n": 2, "progress_mean": nan, "progress_low": 8.0}
    now |= {"progress_high": 86.0, "planned_mean": 70.0, "slippage": -10.0, "slippage_n": 2}
    now |= {"on_time_rate": 0.5, "expected_cities": 4, "progress_median": nan}
    plan = pd.DataFrame(
        {"at_period": [view.period], "at_date": [pd.NaT], "plan_planned": [46.0], "plan_n": [2]}
    )
    monkeypatch.setattr("dashboard.queries.spread.plan", lambda view: plan)
    told = {"at_date": [pd.NaT], "progress_mean": [nan], "on_time_rate": [0.5]}
    context = SimpleNamespace(now=pd.Series(now), history=pd.DataFrame(told), view=view)
    text = flat(words(headline.measured(context, "network", "ASCN")))  # type: ignore[arg-type]
    assert "Mean progress–known for 2 of 9 projects; between 8 % and 86 %" in text.replace("\xa0", " ")
    assert "Planned by the data date46" in text
    assert "mean of 2 projects with dated milestones and a percent" in text
    assert "−10.0 points" in text
    assert "Reports on time50" in text


def test_a_sum_of_weighted_points_is_not_told_as_rows_that_count_one() -> None:
    cells = pd.DataFrame({"contributes": [40.5, 2.5]})
    told = {name: made_of.how(figure, cells, 43.0) for name in NAMES if (figure := named(name)) is not None}
    assert len(told) == len(NAMES)
    for name, words_of in told.items():
        assert ("count 1 each" in words_of) == (name in ("projects", "completed")), name
    assert told["progress_by_budget_idr"].startswith(
        "The sum of 2 rows, each by its share of the budgets: 43"
    )
