"""A project's page: plans, pace or why not, ratings apart, said and done, cells; what the audience may see."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from dashboard import labels
from dashboard.server import create_server
from etl.figures import FIGURES
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard import told_store
from tests.dashboard.conftest import Content, Drawn, ask, client_of
from tests.etl.stories import PROJECT, tell

PAGE = f"/projects/{PROJECT}"


@pytest.fixture(scope="module")
def told(record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told_store.make(record_store, reference, tmp_path_factory.mktemp("told") / "store")


@pytest.fixture(scope="module")
def site_of(told: Settings) -> dict[str, Flask]:
    return {
        level: create_server(settings(home=told.home, audience=level)) for level in ("secretariat", "public")
    }


@pytest.fixture(scope="module")
def page(site_of: dict[str, Flask]) -> Content:
    return ask(client_of(site_of["secretariat"]), f"{PAGE}?period=2025")


@pytest.fixture(scope="module")
def public(site_of: dict[str, Flask]) -> Content:
    return ask(client_of(site_of["public"]), f"{PAGE}?period=2025")


def test_the_plan_is_told_with_its_first_entry_and_each_change(page: Content) -> None:
    assert "The plan changed once" in page.text
    assert "first plan" in page.text
    assert "184 days later" in page.text


def test_planned_and_actual_are_drawn_and_each_report_leads_to_its_cells(page: Content) -> None:
    (figure,) = [g["figure"] for g in page.all("Graph")]
    names = {trace["name"] for trace in figure["data"]}
    assert names == {"Plan", "Work done"}
    hrefs = [mark[0] for trace in figure["data"] for mark in trace.get("customdata") or []]
    assert [parse_qs(urlsplit(h).query)["period"] for h in hrefs] == [["2024"], ["2025"]]
    assert set(hrefs) <= set(page.hrefs())


def test_the_plan_can_be_taken_away_as_a_picture(page: Content) -> None:
    pictures = [b for b in page.all("Button") if b.get("data-name") == f"plan-{PROJECT}"]
    assert [button["data-picture"] for button in pictures] == ["png", "svg"]


@pytest.mark.parametrize("query", ["", "&country=MYS&sector=water"])
def test_the_pictures_of_a_project_name_it_and_its_city_in_place_of_the_filters(
    site_of: dict[str, Flask], query: str
) -> None:
    page = ask(client_of(site_of["secretariat"]), f"{PAGE}?period=2025{query}")
    said = [div["data-said"] for div in page.all("Div") if "data-said" in div]
    assert len(said) == 2  # its strip and its plan
    for words in said:
        assert f" · Project: {page.first('H1')}, Cauayan City · " in words
        assert words.startswith("For period 2025 · data to 30 Sep 2025 · reports accepted by now · Project: ")
        assert "All projects" not in words
        assert "Malaysia" not in words


def test_the_picture_of_a_plan_with_a_forecast_is_for_the_secretariat(page: Content, public: Content) -> None:
    assert [div["data-for-whom"] for div in page.all("Div") if "data-for-whom" in div] == [
        "For the Secretariat"
    ]
    assert [div for div in public.all("Div") if "data-for-whom" in div] == []


def test_milestones_say_their_slip_and_what_comes_next(page: Content) -> None:
    assert "1 of 2 milestones done" in page.text
    assert "10 days late" in page.text
    assert "30 days so far" in page.text


def test_the_pace_is_given_where_its_inputs_exist(page: Content) -> None:
    assert "At this pace it would finish on" in page.text
    assert "SPI(t)" in page.text


def test_without_milestones_a_sentence_says_why_there_is_no_forecast(site_of: dict[str, Flask]) -> None:
    text = ask(client_of(site_of["secretariat"]), f"{PAGE}?period=2024").text
    assert "gives no forecast" in text
    assert "calls nobody late" in text
    assert "At this pace" not in text


def test_the_sentence_why_there_is_no_forecast_needs_no_curve(store: Settings, reference: Reference) -> None:
    tell(store, reference, "2025", "2025-10-20", planned_end="2026-06-30", percent_complete=35)
    page = ask(client_of(create_server(store)), f"{PAGE}?period=2025")
    assert "gives no forecast" in page.text


def test_three_ratings_stand_side_by_side_each_with_its_reason(page: Content) -> None:
    for words in ("The city’s own view", "Computed, by the rule set “Neutral”", "The analyst’s view"):
        assert words in page.text
    assert "45 points behind plan" in page.text
    assert "The limit is more than 10 points or 60 days." in page.text
    assert "The rain lasted." in page.text
    assert "Of the report for 2025, by Ana, " in page.text


def test_what_was_said_stands_beside_what_was_done(page: Content) -> None:
    rows = [row for row in page.all("Tr") if "The second area is open." in str(row)]
    assert any("Open the <second> area." in str(row) and "Two engineers" in str(row) for row in rows)


def test_results_are_shown_against_their_target(page: Content) -> None:
    assert "One result against target" in page.text
    assert "Homes served" in page.text
    assert labels.points(25) in page.text


def test_every_update_opens_to_its_cells(page: Content) -> None:
    details = [d for d in page.all("Details") if "counts since" in str(d)]
    assert len(details) >= 3
    traces = [parse_qs(urlsplit(h).query) for h in page.hrefs() if h.startswith("/trace")]
    assert traces
    assert {query["figure"][0] for query in traces} <= set(FIGURES)


def test_the_questions_about_it_are_shown(page: Content) -> None:
    assert "Date has passed" in page.text
    assert "Own view and figures differ" in page.text


def kinds_of(page: Content) -> set[str]:
    forms = [form for form in page.all("Form") if form.get("action") == "/desk"]
    assert {form["method"] for form in forms} == {"POST"}
    nodes = [node["props"] for form in forms for node in form["children"] if isinstance(node, dict)]
    return {props["value"] for props in nodes if props.get("name") == "kind"}


def test_the_desk_can_note_rate_rename_reclassify_and_split(page: Content) -> None:
    assert kinds_of(page) == {"note", "rating", "rename", "reclassify", "split"}
    assert "Asked by phone." in page.text


def test_a_project_can_be_merged_into_another_of_its_city(drawn: Drawn) -> None:
    page = drawn("/projects/siem-reap-01")
    assert "merge" in kinds_of(page)
    others = {
        str(option["value"]) for option in page.all("Option") if "siem-reap-" in str(option.get("value"))
    }
    assert others
    assert "siem-reap-01" not in others


def test_words_of_reports_stay_text(page: Content) -> None:
    assert "Works <b>main</b>" in page.text


@pytest.mark.parametrize(
    "hidden",
    [
        "Two engineers",
        "Rain.",
        "Open the <second>",
        "The rain lasted",
        "Asked by phone",
        "own view",
        "question",
        "1,000",
    ],
)
def test_the_public_sees_nothing_that_is_not_for_it(public: Content, hidden: str) -> None:
    assert "The second area is open." in public.text
    assert hidden not in public.text
    assert not [form for form in public.all("Form") if form.get("action") == "/desk"]
    assert not [h for h in public.hrefs() if h.startswith("/submissions/")]


def test_what_has_no_inputs_takes_no_room(drawn: Drawn) -> None:
    text = drawn("/projects/siem-reap-01").text
    for words in (
        "Milestones",
        "At this pace",
        "How it is rated",
        "against target",
        "The plan changed",
        "Said and done",
    ):
        assert words not in text


def test_former_names_and_linked_projects_are_named(drawn: Drawn) -> None:
    page = drawn("/projects/siem-reap-01")
    assert "Status through the reports" in page.text
    assert "How it was classified" in page.text
    assert "Every update:" in page.text


def test_a_figure_of_a_rating_is_explained_without_a_level() -> None:
    import pandas as pd

    from dashboard.blocks.project_ratings import sentence

    row = pd.Series({"points_behind": 0.0, "days_behind": 1, "level": None, "how": None})
    said = "It is 0 points behind plan and 1 day past a planned date that is not reached."
    assert sentence(row) == f"{said} No limit of the rule set is reached."


def test_what_an_earlier_report_says_is_called_so(drawn: Drawn) -> None:
    import pandas as pd

    from dashboard.blocks.asked import question
    from dashboard.blocks.project_facts import sentence
    from dashboard.queries import frame

    drawn(PAGE)
    now = pd.Series(
        {
            "status": "ongoing",
            "is_listed": True,
            "first_period": "2023",
            "percent_complete": 40.0,
            "slippage_pts": -10.0,
            "last_period": "2024",
            "at_period": "2025",
        }
    )
    view = frame.view({"period": "2025"})
    assert sentence(now, view).endswith("10 points behind plan, as reported for 2024.")
    assert "as reported" not in sentence(now.replace("2024", "2025"), view)
    late = {"reason": "late", "field": "planned_end", "day": "2025-03-31", "count": 0, "value": 40.0}
    row = {**late, "status": "ongoing", "is_listed": True, "last_period": "2024", "is_earlier": True}
    assert question(row).startswith("As reported for 2024: the planned finish was 31 Mar 2025")
    assert question({**row, "is_earlier": False}).startswith("The planned finish was 31 Mar 2025")
