"""An edition arranges a meeting and words its sentences: order, views left out, notes, decisions; a final one stays."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard import command
from dashboard.meeting import deck, edit, pack, slides
from dashboard.meeting.screens import Deck, Screen
from dashboard.queries import frame
from dashboard.queries import run as run_queries
from dashboard.reports import brief
from dashboard.server import create_server
from etl import editions, meetings
from etl.cli.options import Use
from etl.reference import Reference
from etl.settings import Settings

NAME = "ASCN Annual Meeting 2025"


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


def test_what_an_edition_does_not_name_stays_where_it_was_made(record_store: Settings) -> None:
    run_queries.use(record_store)
    record = deck.built(frame.view({}))
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


def test_arranging_from_a_filtered_address_keeps_what_the_filter_hides(
    site: FlaskClient, draft: str, store: Settings
) -> None:
    kept = {"order": ["pillars", "city-ipoh", "gone"], "hidden": ["city-kuching", "gone"]}
    editions.arrange(
        store.home, draft, {**kept, "notes": {"city-ha-noi": "Ask.", "gone": "Once there."}}, "Officer"
    )
    url = f"/meeting/edit?edition={draft}&country=THA"
    form = _form(site.get(url).get_data(as_text=True))
    assert site.post(url, data={**form, "note-growth": "Pause."}).status_code == 303
    said = editions.get(store.home, draft).arrangement
    assert said["notes"] == {"city-ha-noi": "Ask.", "gone": "Once there.", "growth": "Pause."}
    assert set(said["hidden"]) == {"city-kuching", "gone"}
    assert [v for v in said["order"] if v in kept["order"]] == kept["order"]


@given(st.data())
def test_of_a_view_that_the_form_did_not_show_nothing_changes(data: st.DataObject) -> None:
    ids = [f"v{n}" for n in range(6)]
    order = data.draw(st.permutations(ids))
    some = st.sets(st.sampled_from(ids))
    kept = deck.Arrangement(tuple(order), frozenset(data.draw(some)), dict.fromkeys(data.draw(some), "Said."))
    there, sent = data.draw(some), data.draw(some)
    before = [
        edit.Entry(n, i, i, "", "", i not in kept.hidden, kept.notes.get(i, ""))
        for n, i in enumerate((i for i in order if i in there), 1)
    ]
    form = {f"place-{e.view_id}": str(e.place) for e in before if e.view_id in sent}
    said = edit.said(form | {f"note-{e.view_id}": "" for e in before if e.view_id in sent}, before, kept)
    unseen = set(ids) - (there & sent)
    assert said["order"] == list(order)
    assert {i for i in said["hidden"] if i in unseen} == kept.hidden & unseen
    assert said["notes"] == {i: text for i, text in kept.notes.items() if i in unseen}


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


@pytest.mark.parametrize("target", ["\n", "a\r\nSet-Cookie: b=c", "no-such-view"])
def test_a_view_that_there_is_not_leads_back_to_the_form(site: FlaskClient, draft: str, target: str) -> None:
    answer = site.post(f"/meeting/edit?edition={draft}", data={"do": f"up:{target}"})
    assert answer.status_code == 303
    assert answer.location.endswith("#kept")


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


def test_the_pack_of_a_final_edition_stays_the_same_file(
    store: Settings, draft: str, reference: Reference
) -> None:
    final = editions.make_final(store.home, reference, draft, "Officer")
    first, again = (pack.made(frame.view({"edition": draft})) for _ in range(2))
    assert first == again
    text = first.decode()
    assert f"Edition: {NAME}, made final" in text
    assert final.known_on is not None
    assert f"{final.known_on:%H:%M} UTC" in text


def test_a_later_decision_and_a_later_result_leave_what_a_final_edition_gives_out_as_it_was(
    store: Settings, draft: str, reference: Reference
) -> None:
    def given_out() -> tuple[bytes, list[str]]:
        view = frame.view({"edition": draft})
        said = [s.text for s in brief.built(view, store.home, "MYS").sentences()]
        return pack.made(view), said

    number = meetings.decide(store.home, 7, "Malaysia shares its flood model", "Malaysia", None, "Officer")
    editions.make_final(store.home, reference, draft, "Officer")
    before = given_out()
    assert "Malaysia shares its flood model" in before[0].decode()
    assert any("No result is written down yet" in text for text in before[1])
    meetings.result(store.home, number, "Shared with three cities", "Officer")
    meetings.decide(store.home, 7, "Malaysia writes a note", "Malaysia", None, "Officer")
    meetings.decide(store.home, 8, "A working group prepares the plan", "Chair", None, "Officer")
    assert given_out() == before
    assert "Malaysia writes a note" in pack.made(frame.view({})).decode()


def test_decisions_are_on_no_screen_page_or_file_for_the_public(store: Settings) -> None:
    meetings.decide(store.home, 8, "A working group prepares the plan", "Chair", None, "Officer")
    for audience, is_shown in (("network", True), ("public", False)):
        site = create_server(store.model_copy(update={"audience": audience})).test_client()
        for path in ("/meeting", "/meeting/notes", "/meeting/pack.html"):
            assert ("working group" in site.get(path).get_data(as_text=True)) is is_shown, (audience, path)
        run_queries.use(store.model_copy(update={"audience": audience}))
        assert (b"working group" in _slides(slides.made(frame.view({})))) is is_shown, audience


def _slides(file: bytes) -> bytes:
    """Every slide of a file with its notes, as XML."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if name.startswith("ppt/"))


def test_without_an_edition_or_a_clock_the_newest_edition_of_the_nearest_meeting_opens(
    site: FlaskClient, store: Settings, reference: Reference
) -> None:
    assert deck.WORKING in site.get("/meeting").get_data(as_text=True)
    first = editions.create(store.home, reference, "Meeting, first words", "2025", meeting=8).edition_id
    editions.make_final(store.home, reference, first, "Officer")
    last = editions.create(store.home, reference, "Meeting, new words", "2025", meeting=8).edition_id
    editions.create(store.home, reference, "Of no meeting", "2024")
    editions.create(store.home, reference, "Without a report yet", "2026", meeting=9)
    for path in ("/meeting", "/meeting/notes", "/meeting/pack.html", "/meeting?country=MYS"):
        assert "Meeting, new words" in site.get(path).get_data(as_text=True), path
    shown = site.get("/meeting").get_data(as_text=True)
    for path in ("notes", "pack.html"):
        assert f'href="/meeting/{path}?edition={last}"' in shown
    assert f'<a href="/meeting?edition={first}">Meeting, first words, made final ' in shown
    assert '<a href="/meeting?period=2025">Working figures</a>' in shown
    working = site.get("/meeting?period=2025").get_data(as_text=True)
    assert f'<span class="mark">{deck.WORKING}</span>' in working
    assert 'href="/meeting/notes?period=2025"' in working
    network = create_server(store.model_copy(update={"audience": "network"})).test_client()
    told = network.get("/meeting").get_data(as_text=True)
    assert "Meeting, first words" in told
    assert "new words" not in told


def test_the_meeting_is_made_for_the_network_unless_the_secretariat_asks_for_its_own(
    history: tuple[Settings, Reference],
) -> None:
    chosen = history[0]
    site = create_server(chosen).test_client()
    for path in ("/meeting", "/meeting/pack.html"):
        network, own = (site.get(f"{path}{q}").get_data(as_text=True) for q in ("", "?for=secretariat"))
        assert "Support sought" not in network
        assert deck.OWN not in network.replace(f">{deck.OWN}</a>", "")
        assert "Support sought" in own
        assert own.count('<span class="mark">') == own.count(f"{deck.OWN} · ")
    shown = site.get("/meeting?for=secretariat").get_data(as_text=True)
    for path in ("notes", "pack.html"):
        assert f'href="/meeting/{path}?for=secretariat"' in shown
    narrow = create_server(chosen.model_copy(update={"audience": "network"})).test_client()
    assert "Support sought" not in narrow.get("/meeting?for=secretariat").get_data(as_text=True)


def test_slides_for_the_network_hold_neither_what_is_for_the_secretariat_nor_the_speaker_s_words(
    store: Settings, draft: str
) -> None:
    editions.arrange(store.home, draft, {"notes": {"network": "Ask about Bus Lanes."}}, "Officer")
    network, own = (
        _slides(slides.made(frame.view({"edition": draft, **more}))) for more in ({}, {"for": "secretariat"})
    )
    assert (b"Bus Lanes" in network, b"Bus Lanes" in own) == (False, True)
    assert (deck.OWN.encode() in network, deck.OWN.encode() in own) == (False, True)


@pytest.mark.parametrize(
    ("readers", "form", "audience", "why"),
    [
        ("secretariat", "docx", "secretariat", "--for is for the meeting"),
        ("ministers", "html", "secretariat", "no readers of a meeting"),
        ("secretariat", "pptx", "network", "not made here"),
    ],
)
def test_readers_that_a_file_cannot_be_made_for_are_refused(
    readers: str, form: str, audience: str, why: str
) -> None:
    command._check_readers(None, form, audience)
    with pytest.raises(Use, match=why):
        command._check_readers(readers, form, audience)
