"""The page of questions: counts by reason, evidence, notes, forms; one sentence for other audiences."""

from __future__ import annotations

import pytest
from flask import Flask

from dashboard.blocks import attention as block
from dashboard.blocks.asked import REASONS
from dashboard.blocks.context import Context
from dashboard.queries import attention, frame, run
from dashboard.server import create_server
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard import told_store
from tests.dashboard.conftest import Content, Drawn, ask, client_of
from tests.dashboard.frames import words

OTHERS = ("network", "public")


@pytest.fixture(scope="module")
def told(record_store: Settings, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return told_store.make(record_store, reference, tmp_path_factory.mktemp("asked") / "store")


def site(told: Settings, audience: str = "secretariat") -> Flask:
    return create_server(settings(home=told.home, audience=audience))


@pytest.fixture(scope="module")
def page(told: Settings) -> Content:
    return ask(client_of(site(told)), "/attention?period=2025")


def test_each_project_is_a_question_with_the_cell_that_raises_it(page: Content) -> None:
    text = " ".join(page.text.split())
    assert "projects to ask about, as reported to 30 September 2025" in page.first("H1")
    assert "was due on 31 Aug 2025" in text
    assert "Milestones!D5" in text
    assert "When will it be done?" in text


def test_reasons_are_counted_and_keep_only_theirs(told: Settings, page: Content) -> None:
    run.use(told)
    rows = attention.rows(frame.view({"period": "2025"}))
    counts = rows.groupby("reason")["project_id"].nunique()
    links = {str(p["href"]): p for p in page.all("Link") if "reason" in str(p.get("className"))}
    for code, count in counts.items():
        (props,) = [p for href, p in links.items() if f"reason={code}" in href]
        assert str(count) in str(props["children"])
    only = ask(client_of(site(told)), "/attention?period=2025&reason=late")
    articles = only.all("Article")
    assert len(articles) == counts["late"]
    assert all(REASONS["late"] in str(a) and REASONS["dropped"] not in str(a) for a in articles)


def test_notes_and_ratings_stand_beside_with_who_and_when(page: Content) -> None:
    (article,) = [
        a for a in page.all("Article") if "cauayan-city-01" in str(a) and "Asked by phone." in str(a)
    ]
    assert "The rain lasted." in str(article)
    assert "Ana, " in str(article)
    forms = [f for f in page.all("Form") if f.get("action") == "/desk"]
    assert len(forms) == 2 * len(page.all("Article"))


def test_a_note_written_on_the_page_is_there_afterwards(record_store: Settings, store: Settings) -> None:
    client = client_of(site(store))
    form = {"kind": "note", "project_id": "siem-reap-01", "value": "Wrote to the city.", "back": "/attention"}
    answer = client.post("/desk", data=form)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/attention")
    run.use(store)
    notes = attention.notes(frame.view({}), "siem-reap-01")
    assert list(notes["value"]) == ["Wrote to the city."]


def test_the_record_alone_asks_only_what_it_can(drawn: Drawn) -> None:
    page = drawn("/attention")
    assert page.first("H1").startswith("20 projects to ask about")
    assert REASONS["dropped"] in page.text
    assert REASONS["late"] not in page.text
    assert "Own view of the cities" not in page.text


def test_countries_stand_in_asean_order(drawn: Drawn) -> None:
    text = drawn("/attention").text
    start = text.index("Dropped without a word")
    names = [n for n in ("Cambodia", "Indonesia", "Malaysia", "Thailand", "Viet Nam") if n in text[start:]]
    places = [text.index(n, start) for n in names]
    assert len(names) > 2
    assert places == sorted(places)


@pytest.mark.parametrize("audience", OTHERS)
def test_other_audiences_see_only_how_many_cities_reported(told: Settings, audience: str) -> None:
    page = ask(client_of(site(told, audience)), "/attention?period=2025")
    assert page.first("H1") == "35 of 38 cities reported"
    assert not page.all("Article")
    for words_of in (*REASONS.values(), "Works", "The rain lasted"):
        assert words_of not in page.text


def test_the_overview_card_counts_projects_by_reason_and_is_not_for_others(told: Settings) -> None:
    run.use(told)
    card = block.attention_card(Context(frame.view({"period": "2025"})))
    assert card is not None
    assert "to ask about" in words(card)
    assert REASONS["late"] in words(card)
    run.use(settings(home=told.home, audience="public"))
    assert block.attention_card(Context(frame.view({"period": "2025"}))) is None


def test_a_page_number_that_means_nothing_shows_the_first_or_last(drawn: Drawn) -> None:
    for number in ("0", "-3", "x", "999999"):
        assert drawn(f"/attention?page={number}").first("H1").startswith("20 projects")


def test_others_read_the_month_with_its_capital(record_store: Settings) -> None:
    client = client_of(create_server(settings(home=record_store.home, audience="public")))
    assert "As reported to 30 September 2025." in ask(client, "/attention?period=2025").text
