"""Briefs on member states and extracts across cities: what they say, for whom, and that it is what the marts hold."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest

from dashboard import progress
from dashboard.jobs import kinds
from dashboard.queries import figures, frame, run
from dashboard.reports import brief, extract, taken_away
from dashboard.reports.model import Document, Sentence
from dashboard.reports.one_page import Part, fitted
from dashboard.wrong import Wrong
from etl import meetings
from etl.settings import Settings, settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests ask the store that they asked before."""
    before = run.used()
    yield
    run.use(before)


@pytest.fixture
def record(record_store: Settings) -> Settings:
    """The public record, asked as the Secretariat."""
    run.use(record_store)
    return record_store


def told(document: Document, section: str = "") -> str:
    """Its sentences, or those of one section, as one text."""
    parts = [s for s in document.sections if section in ("", s.id)]
    made = Document(document.kind, "", "", document.stamp, tuple(parts))
    return " ".join(sentence.text for sentence in made.sentences())


def headings(document: Document) -> list[str]:
    return [section.id for section in document.sections]


def test_a_brief_says_what_stands_and_moved_with_the_figures_of_the_marts(record: Settings) -> None:
    view = frame.view({})
    made = brief.built(view, record.home, "mys")
    assert headings(made) == ["stands", "moved", "asked", "say", "ask"]
    assert "Malaysia: 29 projects in seven cities" in told(made, "stands")
    assert "Three projects were completed: " in told(made, "moved")
    row = figures.at(view, "country").set_index("key").loc["MYS"]
    numbers = [n for s in made.sentences() for n in s.numbers if n.axis == "country"]
    assert numbers
    assert all(n.value == row[n.figure] for n in numbers)
    (table,) = made.tables()
    assert [int(n) for n in table.rows["Projects"]] == [4, 4, 4, 5, 5, 5, 2]


def test_a_state_that_is_its_city_is_told_without_its_cities(record: Settings) -> None:
    stands = told(brief.built(frame.view({}), record.home, "SGP"), "stands")
    assert stands.startswith("Singapore: six projects, as reported to 30 September 2025. ")


def test_a_member_state_without_a_project_has_a_brief_without_a_reproach(record: Settings) -> None:
    made = brief.built(frame.view({}), record.home, "TLS")
    assert told(made, "stands") == "Timor-Leste has no project on the list yet."
    assert told(made, "ask") == "Which projects will the action plan of Dili hold?"


def test_questions_and_support_wanted_are_for_the_secretariat(record: Settings) -> None:
    full = brief.built(frame.view({}), record.home, "THA")
    assert "Which one is right?" in told(full, "ask")
    run.use(settings(home=record.home, audience="network"))
    network = brief.built(frame.view({}), record.home, "THA")
    assert headings(network) == ["stands", "moved", "asked", "say"]
    assert "earlier stage" not in told(network, "moved")
    run.use(settings(home=record.home, audience="public"))
    assert headings(brief.built(frame.view({}), record.home, "THA")) == ["stands", "moved", "say"]


def test_decisions_of_the_last_meeting_that_name_a_member_state_stand_with_what_came_of_them(
    store: Settings,
) -> None:
    number = meetings.decide(
        store.home, 8, "Kuching shares its flood model.", "Malaysia", dt.date(2026, 6, 1)
    )
    meetings.decide(store.home, 8, "Chiang Mai hosts a workshop.", "Thailand", None)
    meetings.decide(store.home, 7, "Malaysia writes a note.", "Malaysia", None)
    meetings.result(store.home, number, "Shared with three cities.")
    run.use(store)
    asked = told(brief.built(frame.view({}), store.home, "MYS"), "asked")
    decided = "Decision of the last meeting (Malaysia, by 1 Jun 2026): “Kuching shares its flood model”."
    assert asked == f"{decided} Result: “Shared with three cities”."


def test_what_was_wanted_and_the_next_steps_stand_beside_what_the_report_says_now(
    history: tuple[Settings, object],
) -> None:
    run.use(history[0])
    view = frame.view({})
    made = [brief.built(view, history[0].home, code) for code, _ in brief.countries(view)]
    points = [s.text for d in made for s in d.sentences() if "/asked/" in s.id]
    assert points
    assert all(f" {view.period} report" in text for text in points)


def test_what_does_not_fit_is_counted_and_the_first_points_stay() -> None:
    long = tuple(Sentence(f"p/{n}", "word " * 60) for n in range(30))
    first, second = fitted([Part("a", "A", (), long[:2]), Part("b", "B", (), long)], 400)
    assert first.points == long[:2]
    assert second.points == long[: len(second.points)]
    assert second.left_out == 30 - len(second.points)
    (more,) = second.section().blocks[-1].sentences  # type: ignore[union-attr]
    assert more.text.endswith("more are not shown here.")


def test_an_extract_lists_every_project_of_its_sector_and_nothing_else(record: Settings) -> None:
    view = frame.view({})
    made = extract.built(view, "sector", "transport")
    total = int(figures.at(view, "sector").set_index("key").loc["transport", "projects"])
    lists = [table for table in made.tables() if "/projects/" in table.id]
    assert sum(len(table.rows) for table in lists) == total
    assert f"{total} projects" in told(made)
    assert made.asked["axis"] == "sector"


def test_a_pillar_s_extract_names_the_bodies_concerned(record: Settings) -> None:
    made = extract.built(frame.view({}), "pillar", "AEC")
    assert "Bodies concerned: AEM (economic)" in told(made)


@pytest.mark.parametrize(("axis", "key"), [("sector", "trains"), ("city", "ipoh")])
def test_an_extract_of_what_there_is_not_is_refused(record: Settings, axis: str, key: str) -> None:
    with pytest.raises(Wrong, match="Choose one of"):
        extract.built(frame.view({}), axis, key)


def test_the_workbook_of_an_extract_has_native_charts_and_the_same_figures(record: Settings) -> None:
    view = frame.view({})
    data = taken_away.extract_file(view, "focus_area", "QE", "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    assert book.sheetnames[:4] == ["By member state", "By city", "Over time", "Projects"]
    rows = list(book["By member state"].iter_rows(min_row=5, values_only=True))
    place = rows[0].index("Projects")
    total = int(figures.at(view, "focus_area").set_index("key").loc["QE", "projects"])
    assert sum(int(row[place]) for row in rows[1:] if row[0] and row[place]) == total


def test_the_page_of_reports_offers_briefs_and_extracts_and_keeps_the_drafts_to_the_secretariat(
    record: Settings,
) -> None:
    offered = {kind.name for kind in kinds.offered()}
    assert {
        "brief-docx",
        "brief-pdf",
        "briefs-zip",
        "sector-docx",
        "pillar-pdf",
        "focus_area-xlsx",
    } <= offered
    assert "silence-xlsx" not in offered
    assert kinds.named("silence-xlsx") is not None
    run.use(settings(home=record.home, audience="network"))
    assert kinds.named("silence-xlsx") is None


def test_all_briefs_together_are_counted_forward(record: Settings) -> None:
    shares: list[float] = []
    with progress.heard(lambda step, of, _words: shares.append(step / of)):
        taken_away.briefs_zip(frame.view({"country": "LAO,MYS,SGP"}))
    assert shares == [1 / 3, 2 / 3, 1.0]


def test_a_job_makes_a_brief_and_an_extract(record: Settings) -> None:
    view = frame.view({})
    for name, key in (("brief-docx", "LAO"), ("pillar-docx", "AEC")):
        kind = kinds.named(name)
        assert kind is not None
        assert key in dict(kind.members(view))
        assert kind.maker(key)(view).startswith(b"PK")
