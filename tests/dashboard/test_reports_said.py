"""What documents and the meeting say where something is not known, not shown, filtered away or not there: never that it
is nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import docx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.meeting import deck, facts, furniture
from dashboard.queries import figures, frame, run
from dashboard.reports import (
    annual,
    brief,
    brief_asked,
    brief_words,
    extract,
    formats,
    membership,
    sentences,
    shares,
    taken_away,
)
from dashboard.reports.model import Document
from dashboard.reports.sentences import Member
from dashboard.server import create_server
from dashboard.wrong import Wrong
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard.frames import CODES, counted

NOTHING = {"city": "singapore", "status": "cancelled"}


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests ask the store that they asked before."""
    before = run.used()
    yield
    run.use(before)


@pytest.fixture
def record(record_store: Settings) -> Settings:
    run.use(record_store)
    return record_store


def told(document: Document) -> dict[str, str]:
    return {sentence.id: sentence.text for sentence in document.sentences()}


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 200)))
def test_a_list_whose_statuses_are_not_stated_is_never_told_as_none_completed(counts: dict[str, int]) -> None:
    row = counted(**counts)
    text = sentences._held(row, "projects")
    if row["projects"] and row["projects"] == row["not_stated"]:
        assert text == "projects, no status stated"
    if row["not_stated"] and not row["completed"]:
        assert "none of them completed" not in text


def test_the_first_list_has_no_status_in_report_and_meeting(record: Settings) -> None:
    summary = told(annual.built(frame.view({"period": "2022", "compare": "2018"}), record.home))
    assert summary["network/ASCN/change"].startswith(
        "For 2018 the list held 53 projects, no status stated; now it holds 77, two of them completed."
    )
    screens = {screen.id: screen for screen in deck.built(frame.view({"period": "2018"})).screens}
    assert screens["network"].message.text == "53 projects, no status stated"
    assert not any("completed" in screen.message.text for screen in screens.values())


def test_an_earlier_meeting_knows_nothing_of_later_lists_and_members(record: Settings) -> None:
    seen = facts.seen(frame.view({"period": "2023"}))
    assert list(seen.history["at_period"]) == ["2018", "2022", "2023"]
    assert {"dili", "ipoh", "sumedang"}.isdisjoint(seen.cities["city_id"])
    assert "TLS" not in set(seen.countries["iso3"])
    made = deck.built(frame.view({"period": "2023"}))
    growth = next(screen for screen in made.screens if screen.id == "growth")
    assert growth.message.text == "The list grew from 53 to 86 projects; 2 are completed"


def test_a_period_without_a_list_has_a_light_page_that_says_so(record: Settings) -> None:
    client = create_server(record).test_client()
    for path in ("/meeting", "/meeting/notes", "/meeting/pack.html"):
        answer = client.get(f"{path}?period=2026", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "No report for 2026 had been accepted by then." in answer.text
        assert 'href="/meeting?period=2025"' in answer.text
    early = client.get("/meeting?known_on=2017-01-01", headers={"Accept": "text/html"}).text
    assert '<a class="btn" href="/meeting">Show the meeting as known now</a>' in early
    for make in (annual.built, lambda view, home: brief.built(view, home, "MYS")):
        with pytest.raises(Wrong, match="newest period with a list is 2025"):
            make(frame.view({"period": "2026"}), record.home)


def test_with_a_period_that_has_no_list_nothing_is_compared(record: Settings) -> None:
    view = frame.view({"period": "2022", "compare": "2021"})
    assert "moved" not in {screen.view_id for screen in deck.built(view).screens}
    document = annual.built(view, record.home)
    assert not any("2021" in text for text in told(document).values())
    assert document.stamp.compared_with == ""


@pytest.mark.parametrize("form", ["docx", "pdf", "pptx", "html"])
def test_a_selection_without_a_project_makes_a_file_that_says_so(record: Settings, form: str) -> None:
    view = frame.view(NOTHING)
    data = formats.maker(form)(view)
    if form == "docx":
        words = " ".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
        assert "Only: City: Singapore; Status: Cancelled" in words
    if form == "html":
        assert "No project of this selection is listed" in data.decode()
    assert told(annual.built(view, record.home))["network/ASCN/standing"] == (
        "No project of this selection is on the list."
    )
    assert taken_away.brief_file(view, "SGP", "docx")
    assert extract.built(view, "sector", "transport").sections


def test_a_meeting_of_a_selection_shows_whom_it_is_of(record: Settings) -> None:
    made = deck.built(frame.view({"city": "denpasar"}))
    assert [s.id for s in made.screens] == ["opening", "network", "city-denpasar"]
    made = deck.built(frame.view({"sector": "energy"}))
    listing = figures.at(frame.view({"sector": "energy"}), "city")
    known = membership.listing(listing) | set(figures.movement(frame.view({"sector": "energy"}))["city_id"])
    assert {s.id.removeprefix("city-") for s in made.screens if s.id.startswith("city-")} == known
    assert made.screens[1].kicker == "Sector: Energy, as reported to 30 September 2025"


def test_what_the_filters_hide_is_not_told_as_not_there(record: Settings) -> None:
    said = told(annual.built(frame.view({"sector": "transport"}), record.home))
    assert said["network/ASCN/standing"].startswith("This selection holds ")
    assert said["country/MYS/standing"].startswith("Malaysia lists ")
    assert " of this selection" in said["country/MYS/standing"]
    assert not any("no project on the list yet" in text for text in said.values())
    assert "city/denpasar/standing" not in said
    assert not any("network lists" in text.lower() for text in said.values())
    own = brief.built(frame.view({"sector": "public_services", "status": "cancelled"}), record.home, "MYS")
    assert told(own)["brief/MYS/stands"] == "Malaysia has no project of this selection on the list."
    assert own.subtitle.endswith(". Only: Sector: Public services; Status: Cancelled")


def test_a_date_of_joining_is_told_as_exactly_as_it_is_known(record: Settings) -> None:
    said = told(annual.built(frame.view({}), record.home))
    assert said["city/denpasar/standing"] == (
        "Denpasar has been a member city since 2025; it has no project on the list yet."
    )
    assert said["city/dili/standing"] == (
        "Dili became a member city after the date of this report, in January 2026."
    )
    earlier = told(annual.built(frame.view({"period": "2022"}), record.home))
    assert not any(name in text for text in earlier.values() for name in ("Dili", "Denpasar", "Timor"))
    assert "Dili has joined the network since the 2024 report." in told(
        brief.built(frame.view({}), record.home, "TLS")
    ).values()  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "day", "after"),
    [("year", "2025-10-01", False), ("month", "2025-09-01", False), ("day", "2025-10-01", True)],
)
def test_who_joined_after_a_day_is_said_only_where_it_is_known(precision: str, day: str, after: bool) -> None:
    row = {"valid_from": day, "date_precision": precision}
    assert membership.is_after(row, pd.Timestamp("2025-09-30").date()) is after


def test_of_what_an_audience_may_not_see_nothing_is_denied(record: Settings) -> None:
    run.use(settings(home=record.home, audience="network"))
    of = brief_words.state(frame.view({}), "BRN")
    (asked,) = brief_asked.asked(of, []).lead
    assert asked.text == "The 2024 report, as it is stored, names no next steps."
    same = brief_words.moved(replace(of, moved=of.moved.iloc[0:0])).lead[0]
    assert same.text == "The same projects are listed."


def test_a_project_of_an_earlier_report_is_not_told_as_reported_now(record: Settings) -> None:
    of = brief_words.state(frame.view({}), "KHM")
    listed = of.moved[of.moved["to_status"].eq("ongoing")].iloc[0]
    text, _ = brief_asked._today(of, str(listed["project_id"]), {})
    assert text == "No 2025 report tells of it; it stands on the list as on-going."


def test_shares_are_told_with_both_counts(history: tuple[Settings, Reference]) -> None:
    run.use(history[0])
    view = frame.view({})
    document = annual.built(view, history[0].home)
    (on_time,) = (s for s in document.sentences() if s.id.endswith("/on_time"))
    numbers = {n.figure: n.value for n in on_time.numbers}
    part = round(numbers["on_time_rate"] * numbers["expected_cities"])
    assert f"({part} of {numbers['expected_cities']:.0f})" in on_time.text
    of = brief_words.state(view, next(code for code, _ in brief.countries(view)))
    for sentence in brief_words._progress(of):
        whole = int(of.figures["projects"]) - int(of.figures["cancelled"])
        assert f"of {whole} project" in sentence.text or "all" in sentence.text or whole == 1


def test_the_windows_of_one_meeting_meet_however_their_addresses_are_written(record: Settings) -> None:
    names = [
        furniture.channel(frame.view(query))
        for query in (
            {"country": "THA,MYS", "period": "2025"},
            {"period": "2025", "country": ["MYS", "THA"]},
            {"country": "MYS,THA"},
        )
    ]
    assert len(set(names)) == 1
    assert furniture.channel(frame.view({})) != names[0]
    client = create_server(record).test_client()
    for path in ("/meeting", "/meeting/notes"):
        assert f'data-channel="{furniture.channel(frame.view({}))}"' in client.get(path).text


def test_all_and_none_of_a_list_are_said_in_words(record: Settings) -> None:
    view, member = frame.view({}), Member("city", "ipoh", "Ipoh")
    row = counted(completed=2, completion_rate=1.0, baseline_projects=2, baseline_completed=2)
    row |= {"completion_rate_baseline": 1.0}
    assert shares.completion(view, member, row).text == "Both listed projects are completed."
    assert shares.first_list(view, member, row).text == "Both projects of the first list are completed."
    row = counted(ongoing=3, cancelled=1, completion_rate=0.0, baseline_projects=1, baseline_completed=0)
    row |= {"completion_rate_baseline": 0.0, "slippage": -2.0, "slippage_n": 1}
    none = "None of the three listed projects that are not cancelled is completed."
    assert shares.completion(view, member, row).text == none
    assert shares.first_list(view, member, row).text == "The one project of the first list is not completed."
    behind = "One of three projects has dated milestones and a percent; it is 2 points behind plan."
    assert shares.plan(view, member, row).text == behind


def test_a_member_without_a_focus_area_is_no_focus_area(record: Settings) -> None:
    rows = counted(ongoing=1, key="not_stated")
    said = sentences.group_standing(frame.view({}), Member("focus_area", "not_stated", "Not stated"), rows)
    assert said.text == "One project states no focus area: one is on-going."
