"""The meeting's screens hold the marts' figures in the protocol's order; what an audience may not see is not
shown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.meeting import agenda, deck, facts, notes_page, themes
from dashboard.meeting.screens import Deck, Lines, Names, Rows, Screen
from dashboard.queries import figures, frame
from dashboard.queries import run as run_queries
from dashboard.server import create_server
from etl.reference import Reference
from etl.settings import Settings


@pytest.fixture
def record(record_store: Settings) -> Deck:
    """The meeting of the public record."""
    run_queries.use(record_store)
    return deck.built(frame.view({}))


@pytest.fixture
def site(record_store: Settings) -> FlaskClient:
    return create_server(record_store).test_client()


def by_id(made: Deck) -> dict[str, Screen]:
    return {screen.id: screen for screen in made.screens}


def test_every_member_state_stands_in_asean_order_before_its_cities_by_alphabet(record: Deck) -> None:
    lists = facts.seen(frame.view({}))
    order = [s.view_id for s in record.screens if s.part == 1 and s.view_id.startswith(("country-", "city-"))]
    wanted: list[str] = []
    for state in lists.countries.to_dict("records"):
        cities = lists.cities[lists.cities["iso3"] == state["iso3"]]
        own = [
            f"city-{c}"
            for c, name in zip(cities["city_id"], cities["name"], strict=True)
            if name != state["name"]
        ]
        wanted += [f"country-{state['iso3']}", *own]
    assert order == wanted
    assert len(order) == 11 + 38 - 1  # Singapore is its city


def test_the_message_and_every_figure_in_it_are_the_marts(record: Deck) -> None:
    view = frame.view({})
    rows = {axis: figures.at(view, axis).set_index("key") for axis in ("network", "country", "city")}
    assert by_id(record)["network"].message.text == "134 projects, 18 completed"
    told = [n for s in record.screens for n in s.numbers() if n.axis in rows and n.figure in rows[n.axis]]
    assert len(told) > 500
    for number in told:
        at = rows[number.axis] if number.period == view.period else _at(number.period, number.axis)
        stored = at.loc[number.key, number.figure]
        assert number.value == (None if pd.isna(stored) else pytest.approx(float(stored)))


def _at(period: str, axis: str) -> pd.DataFrame:
    return figures.at(frame.view({"period": period}), axis).set_index("key")


def test_partners_named_since_the_period_compared_with_stand_on_the_screen_and_ended_ones_with_their_year(
    record_store: Settings,
) -> None:
    run_queries.use(record_store)
    for period, compare, count in (("2024", "2023", "24 partners are"), ("2018", None, "Nine partners are")):
        view = frame.view({"period": period, **({"compare": compare} if compare else {})})
        screens = [s for s in deck.built(view).screens if s.view_id == "partners"]
        lines = {
            line.text: line.under
            for s in screens
            for p in s.parts
            if isinstance(p, Lines)
            for line in p.lines
        }
        assert screens[0].message.text.startswith(f"{count} named with ")
        new = lines.get("New since the 2023 report")
        assert new == ("Asian Development Bank with Luang Prabang" if compare else None)
        is_over = {"2024": " (until 2022)", "2018": ""}[period]
        assert lines["United Kingdom (FCDO)"].startswith(f"Bangkok{is_over}")


def test_malaysia_names_what_was_completed_beside_a_row_a_city(record: Deck) -> None:
    screen = by_id(record)["country-MYS"]
    named, rows = screen.parts
    assert screen.message.text == "Three projects completed since 2024"
    assert isinstance(named, Names)
    assert isinstance(rows, Rows)
    assert [item.under for item in named.items] == ["Johor Bahru", "Kuala Lumpur", "Kuching"]
    assert sum(row.total for row in rows.rows) == 29
    assert screen.key == (("completed", 4), ("ongoing", 25))


def test_every_project_completed_since_then_is_named(record: Deck) -> None:
    moved = figures.movement(frame.view({}))
    parts = [part for s in record.screens if s.view_id == "completed" for part in s.parts]
    named = [item.title for part in parts if isinstance(part, Names) for item in part.items]
    assert named == list(moved[moved["kind"] == "completed"]["title"])


def test_a_city_names_each_of_its_projects_with_its_mark(record: Deck) -> None:
    parts = by_id(record)["city-siem-reap"].parts
    marks = [item.status for part in parts if isinstance(part, Names) for item in part.items]
    assert (len(marks), marks.count("completed")) == (8, 3)


def test_a_member_without_a_list_is_presented_and_its_absence_is_not_commented(record: Deck) -> None:
    screens = by_id(record)
    assert screens["country-TLS"].message.text == "Member state since 26 October 2025"
    assert screens["city-denpasar"].message.text == "City of the network since 2025"


def test_no_screen_shows_a_clock_ranks_or_speaks_of_steps_back(site: FlaskClient) -> None:
    text = site.get("/meeting").get_data(as_text=True)
    shown = re.sub(r'<p class="stamp">.*?</p>|<p class="small">.*?</p>', "", text)
    for word in ("accepted by", "known on", "behind plan", "moved back", "most ", "fewest"):
        assert word not in shown


def test_a_speaker_has_a_figure_with_the_way_to_its_cells_on_every_screen_that_states_one(
    site: FlaskClient,
) -> None:
    text = site.get("/meeting/notes?country=MYS").get_data(as_text=True)
    assert "Completed, 2025: 4" in text
    href = re.search(r'href="(/trace\?[^"]*country[^"]*key=MYS[^"]*figure=completed[^"]*)"', text)
    assert href
    assert site.get(href[1].replace("&amp;", "&")).status_code == 200


def test_figures_are_shown_in_their_units() -> None:
    number = notes_page.Number("network", "ASCN", "completion_rate", "2025", 0.134)
    assert notes_page.value(number) == "13.4\u00a0%"
    assert notes_page.value(replace(number, figure="progress_mean", value=None)) == "–"
    assert notes_page.value(replace(number, figure="moved_completed", value=7.0)) == "7"


def test_support_is_shown_only_to_whom_it_may(history: tuple[Settings, Reference]) -> None:
    store = history[0]
    run_queries.use(store)
    assert themes.support(facts.seen(frame.view({}))) is not None
    run_queries.use(store.model_copy(update={"audience": "network"}))
    assert themes.support(facts.seen(frame.view({}))) is None


def test_invented_figures_are_called_so_on_every_screen(
    record: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert record.mark == deck.WORKING
    monkeypatch.setattr(frame, "is_practice", lambda: True)
    made = deck.built(frame.view({}))
    assert made.mark.startswith(deck.INVENTED)
    assert made.stamp.is_practice


def test_milestones_run_to_the_next_meeting_or_for_a_year() -> None:
    assert agenda._year_on(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert agenda._year_on(dt.date(2025, 9, 30)) == dt.date(2026, 9, 30)


def test_steps_that_fall_due_are_told_where_plans_have_dates(history: tuple[Settings, Reference]) -> None:
    run_queries.use(history[0])
    view = frame.view({})
    rows = facts.ahead(view, dt.date(2099, 1, 1))
    assert len(rows)
    assert (pd.to_datetime(rows["due"]).dt.date > view.at.data_date).all()
    assert facts.ahead(view, view.at.data_date).empty
