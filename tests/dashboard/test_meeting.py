"""The meeting's screens hold the marts' figures in the protocol's order; an edition arranges and words them; what an
audience may not see is not shown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.meeting import agenda, deck, facts, notes_page, themes
from dashboard.meeting.screens import Deck, Names, Rows, Screen
from dashboard.queries import figures, frame
from dashboard.queries import run as run_queries
from dashboard.server import create_server
from etl import editions, meetings
from etl.reference import Reference
from etl.settings import Settings

NAME = "ASCN Annual Meeting 2025"


@pytest.fixture
def record(record_store: Settings) -> Deck:
    """The meeting of the public record."""
    run_queries.use(record_store)
    return deck.built(frame.view({}))


@pytest.fixture
def draft(store: Settings, reference: Reference) -> str:
    """A draft edition for the meeting of 2025, in a store that may change."""
    run_queries.use(store)
    return editions.create(store.home, reference, NAME, "2025", meeting=8, who="Officer").edition_id


@pytest.fixture
def site(store: Settings) -> FlaskClient:
    return create_server(store).test_client()


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


def test_what_an_edition_does_not_name_stays_where_it_was_made(record: Deck) -> None:
    screens = [replace(s, view_id=s.id) for s in record.screens[:5]]
    ids = [s.id for s in screens]
    assert [s.id for s in deck.arranged(screens, deck.Arrangement())] == ids
    turned = deck.arranged(screens, deck.Arrangement(order=(ids[3], ids[0], ids[1])))
    assert [s.id for s in turned] == [ids[3], ids[4], ids[0], ids[1], ids[2]]


def test_the_form_keeps_order_hidden_views_and_notes_in_the_draft(site: FlaskClient, draft: str) -> None:
    url = f"/meeting/edit?edition={draft}"
    form = _form(site.get(url).get_data(as_text=True))
    form |= {"place-pillars": "0", "note-network": "Thank the cities.\r\nPause."}
    del form["show-moved"]
    assert site.post(url, data=form).status_code == 303
    made = deck.built(frame.view({"edition": draft}))
    assert made.screens[0].id == "pillars"
    assert [screen.id for screen in made.hidden] == ["moved"]
    assert by_id(made)["network"].spoken == "Thank the cities.\nPause."
    assert "Thank the cities." in site.get(f"/meeting/notes?edition={draft}").get_data(as_text=True)
    assert 'id="moved"' not in site.get(f"/meeting?edition={draft}").get_data(as_text=True)


def _form(text: str) -> dict[str, str]:
    """What a browser sends of the form as it stands."""
    places = dict(re.findall(r'name="(place-[^"]+)" value="([^"]*)"', text))
    shown = dict.fromkeys(re.findall(r'name="(show-[^"]+)" checked', text), "on")
    return {**places, **shown, "do": "save"}


def test_a_view_moves_a_place_and_every_city_is_left_out_at_once(site: FlaskClient, draft: str) -> None:
    url = f"/meeting/edit?edition={draft}"
    form = _form(site.get(url).get_data(as_text=True))
    site.post(url, data={**form, "do": "up:growth"})
    site.post(url, data={**_form(site.get(url).get_data(as_text=True)), "do": "hide-cities"})
    made = deck.built(frame.view({"edition": draft}))
    assert [s.id for s in made.screens[:3]] == ["opening", "growth", "network"]
    assert not any(s.view_id.startswith("city-") for s in made.screens)
    assert len(made.hidden) == 37


def test_a_final_edition_cannot_be_arranged(
    site: FlaskClient, draft: str, store: Settings, reference: Reference
) -> None:
    editions.make_final(store.home, reference, draft, "Officer")
    url = f"/meeting/edit?edition={draft}"
    shown = site.get(url).get_data(as_text=True)
    assert "cannot be changed" in shown
    assert "<textarea" not in shown
    answer = site.post(url, data={"place-network": "9", "do": "save"})
    assert answer.status_code == 422
    assert editions.get(store.home, draft).arrangement == {}


def test_only_the_secretariat_arranges_and_sees_own_notes(store: Settings, draft: str) -> None:
    editions.arrange(store.home, draft, {"notes": {"network": "Ask about Bus Lanes."}}, "Officer")
    narrow = create_server(store.model_copy(update={"audience": "network"})).test_client()
    assert narrow.get("/meeting/edit").status_code == 403
    assert narrow.post(f"/meeting/edit?edition={draft}", data={}).status_code == 403
    assert "Bus Lanes" not in narrow.get(f"/meeting/notes?edition={draft}").get_data(as_text=True)


def test_a_form_without_an_edition_is_refused(site: FlaskClient) -> None:
    assert site.post("/meeting/edit", data={"do": "save"}).status_code == 400


def test_decisions_of_the_last_meeting_open_it_and_its_own_close_it(store: Settings, draft: str) -> None:
    kept = meetings.decide(
        store.home, 7, "Cities describe results", "Cities", dt.date(2025, 6, 30), "Officer"
    )
    meetings.result(store.home, kept, "22 cities did so", "Officer")
    meetings.decide(store.home, 8, "A working group prepares the plan", "Chair", None, "Officer")
    made = deck.built(frame.view({"edition": draft}))
    first, last = made.screens[1], made.screens[-1]
    assert (first.id, last.id) == ("decided", "to-do")
    assert first.message.text == "One decision, one with a result"
    assert first.parts[0].lines[0].under == "22 cities did so"
    assert last.kicker == "Before the next meeting, Philippines 2026"


def test_the_opening_names_the_meeting_its_chair_and_its_shepherd(store: Settings, draft: str) -> None:
    opening = deck.built(frame.view({"edition": draft})).screens[0]
    assert opening.message.text == NAME
    assert opening.kicker == "Kuala Lumpur, 9 September 2025"
    assert [(line.about, line.text) for line in opening.parts[0].lines] == [
        ("Chair", "Malaysia"),
        ("Shepherd", "Indonesia"),
    ]


def test_an_edition_words_and_removes_sentences_of_the_meeting(store: Settings, draft: str) -> None:
    editions.word(
        store.home, draft, "meeting/country/MYS/moved", "Malaysia completed three", "shorter", "Malaysia"
    )
    editions.drop(store.home, draft, "country/MYS/standing", "not wanted", "Malaysia")
    editions.drop(store.home, draft, "meeting/network/growth", "not wanted", "Malaysia")
    made = by_id(deck.built(frame.view({"edition": draft})))
    malaysia = made["country-MYS"]
    assert (malaysia.message.text, malaysia.message.by) == ("Malaysia completed three", "Malaysia")
    assert "country/MYS/standing" not in {note.id for note in malaysia.notes}
    assert "growth" not in made


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
