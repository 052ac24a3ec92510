"""What an edition says instead of what is drafted, in every document that is made of it."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.filters import View
from dashboard.meeting import deck
from dashboard.meeting.screens import Lines
from dashboard.queries import frame, projects, run, support
from dashboard.reports import annual, brief, check, draft, extract, extract_book, word
from dashboard.reports.model import Document, Paragraph, Quote, Section, Sentence
from dashboard.reports.stamped import stamp
from dashboard.reports.worded import is_own_words, need_ids, overtaken, quote_id, sought, worded
from etl import editions, meetings
from etl.editions import Edition
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard.drafted import CITY, Ground

NOTE = "quote/ipoh-03/progress_note"
DRAFTED, AGREED, SINCE = "Park: Works began in May.", "Park: Works began.", "Park: Works ended in June."


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Other tests ask the store that they asked before."""
    before = run.used()
    yield
    run.use(before)


@pytest.fixture
def home(store: Settings, reference: Reference) -> Path:
    """A store with an edition."""
    run.use(store)
    editions.create(store.home, reference, "M", "2025")
    return store.home


def telling(text: str, *, is_own_words: bool = False) -> Document:
    """A report with one text of a report under its label, and one sentence."""
    label = Paragraph((Sentence("city/ipoh/progress_note", "What was done"),), "label")
    quote = Quote(text, "Summary of ME25", is_own_words, NOTE)
    listed = Paragraph((Sentence("country/MYS/standing", "Malaysia lists 29 projects.", (), "MYS"),))
    section = Section("places", "Places", 1, (listed, label, quote))
    return Document("annual", "Report", "", stamp(frame.view({})), (section,))


def reworded(home: Path, text: str = AGREED, of: str = DRAFTED) -> Edition:
    editions.word(home, "m", NOTE, text, "asked for", "Malaysia", of)
    return editions.get(home, "m")


def quoted(document: Document) -> Quote:
    (quote,) = [b for s in document.sections for b in s.blocks if isinstance(b, Quote)]
    return quote


def test_a_summary_is_reworded_beside_what_was_drafted_and_a_city_s_own_words_are_not(home: Path) -> None:
    edition = reworded(home)
    assert (
        quoted(worded(telling(DRAFTED), edition)).text,
        quoted(worded(telling(DRAFTED), edition)).drafted,
    ) == (
        AGREED,
        DRAFTED,
    )
    own = telling(DRAFTED, is_own_words=True)
    assert quoted(worded(own, edition)).text == DRAFTED


def test_a_reworded_summary_holds_until_the_report_says_something_else(home: Path) -> None:
    edition = reworded(home)
    opened = draft.opened(word.written(worded(telling(DRAFTED), edition)))
    same = check.compared(opened, worded(telling(DRAFTED), edition))
    assert same.holds
    assert (same.edited, same.agreed, same.removed) == ((), (), ())
    (change,) = check.compared(opened, worded(telling(SINCE), edition)).no_longer
    assert (change.id, change.old, change.new) == (NOTE, AGREED, SINCE)
    other = reworded(home, "Park: Under way.")
    (agreed,) = check.compared(opened, worded(telling(DRAFTED), other)).agreed
    assert (agreed.old, agreed.new) == (AGREED, "Park: Under way.")


def test_a_wording_of_a_text_that_changed_or_went_is_overtaken_and_said(home: Path) -> None:
    edition = reworded(home)
    assert overtaken(telling(DRAFTED), edition) == []
    assert [one.now for one in overtaken(telling(SINCE), edition)] == [SINCE]
    gone = replace(telling(SINCE), sections=())
    assert [(one.sentence_id, one.now) for one in overtaken(gone, edition)] == [(NOTE, "")]


def test_a_text_that_is_left_out_takes_its_label_along(home: Path) -> None:
    editions.drop(home, "m", NOTE, "asked for")
    said = worded(telling(DRAFTED), editions.get(home, "m"))
    assert [type(block) for block in said.sections[0].blocks] == [Paragraph]


def test_an_extract_says_what_the_edition_says_in_every_format(home: Path) -> None:
    view = frame.view({"edition": "m"})
    (one, other, own), axis = summaries(view), ("sector", "transport")
    before = texts(extract.built(view, *axis))
    assert before[one[0]] == one[2]
    editions.word(home, "m", one[0], f"{one[1]}: Said otherwise.", "", "", f"{one[1]}: {one[2]}")
    editions.drop(home, "m", other[0], "not agreed")
    made = extract.built(frame.view({"edition": "m"}), *axis)
    assert texts(made) == {**{i: t for i, t in before.items() if i != other[0]}, one[0]: "Said otherwise."}
    assert own[0] in texts(made)
    book = openpyxl.load_workbook(io.BytesIO(extract_book.made(frame.view({"edition": "m"}), *axis)))
    cells = {str(cell.value) for row in book["In words"].iter_rows() for cell in row}
    assert "Said otherwise." in cells
    assert own[2] in cells
    assert not cells & {one[2], other[2]}
    assert check.checked(word.written(made)).holds


def summaries(view: View) -> list[tuple[str, str, str]]:
    """Id, title and text of three notes of the period that are our own summaries."""
    rows = projects.notes(view.within("sector", "transport"))
    shown = texts(extract.built(view, "sector", "transport"))
    told = [
        (quote_id(row, "progress_note"), str(row["title"]), str(row["progress_note"]).strip())
        for row in rows.to_dict("records")
        if row["at_period"] == view.period and not is_own_words(row)
    ]
    counts = Counter(text for _, _, text in told)
    return [one for one in told if one[0] in shown and counts[one[2]] == 1][:3]


def texts(document: Document) -> dict[str, str]:
    found = [b for s in document.sections for b in s.blocks if isinstance(b, Quote)]
    return {quote.id: quote.text for quote in found}


def test_words_of_a_list_that_anybody_may_have_typed_stand_without_quotation_marks_in_an_extract(
    ground: Ground,
) -> None:
    run.use(ground.store)
    title = ground.rows.loc[0, "title"]
    row = projects.all_rows(frame.view({"city": CITY})).set_index("title").loc[title]
    said = texts(extract.built(frame.view({"period": "2025"}), "focus_area", str(row["focus_area"])))
    assert f"Works at {title} went on." in said.values()
    assert f"“Works at {title} went on.”" not in said.values()


def test_a_brief_quotes_nothing_that_the_edition_leaves_out(
    history: tuple[Settings, Reference], tmp_path: Path
) -> None:
    shutil.copytree(history[0].home, tmp_path / "store")
    chosen = settings(home=tmp_path / "store")
    run.use(chosen)
    view = frame.view({})
    edition_id = editions.create(chosen.home, history[1], "M", view.period).edition_id
    view = frame.view({"edition": edition_id})
    iso3, project, before = next(
        (code, s.id.rsplit("/", 1)[1], s.text)
        for code, _ in brief.countries(view)
        for s in brief.built(view, chosen.home, code).sentences()
        if "/asked/" in s.id and re.search(r"report: [^;]*; ", s.text)
    )
    editions.drop(chosen.home, edition_id, f"quote/{project}/progress_note", "not agreed")
    made = brief.built(frame.view({"edition": edition_id}), chosen.home, iso3)
    (after,) = [s.text for s in made.sentences() if s.id.endswith(f"/{project}") and "/asked/" in s.id]
    assert after != before
    assert not re.search(r"report: [^;]*; ", after)


def test_a_brief_held_against_another_moment_keeps_its_meeting_s_decisions(
    store: Settings, reference: Reference
) -> None:
    run.use(store)
    meetings.decide(store.home, 8, "Kuching shares its flood model.", "Malaysia", None)
    meetings.decide(store.home, 9, "Malaysia hosts the next meeting.", "Malaysia", None)
    edition_id = editions.create(store.home, reference, "M", "2025", meeting=9).edition_id
    made = brief.built(frame.view({"edition": edition_id}), store.home, "MYS")
    assert [s.id for s in made.sentences() if "/decision/" in s.id] == ["brief/MYS/decision/1"]
    outcome = check.checked(word.written(made), "now")
    assert not [change.id for change in (*outcome.no_longer, *outcome.fresh) if "/decision/" in change.id]


def test_support_that_a_member_state_had_left_out_stands_in_no_list_of_the_edition(
    history: tuple[Settings, Reference], tmp_path: Path
) -> None:
    shutil.copytree(history[0].home, tmp_path / "store")
    chosen = settings(home=tmp_path / "store")
    run.use(chosen)
    needs = support.needs(frame.view({}))
    needs = needs[(needs["kind"] == "words") & ~needs["words"].duplicated(keep=False)]
    row = needs.iloc[0]
    gone, iso3 = str(row["words"]), str(row["iso3"])
    editions.create(chosen.home, history[1], "M", frame.view({}).period)

    def told() -> list[str]:
        view = frame.view({"edition": "m", "for": "secretariat"})
        report, one = annual.built(view, chosen.home), brief.built(view, chosen.home, iso3)
        screens = [part for screen in deck.built(view).screens for part in screen.parts]
        return [
            *(str(cell) for table in report.tables() for cell in table.rows.to_numpy().ravel()),
            *(sentence.text for document in (report, one) for sentence in document.sentences()),
            *(line.text for part in screens if isinstance(part, Lines) for line in part.lines),
        ]

    before = told()
    editions.drop(chosen.home, "m", f"quote/{row['project_id']}/support_needed", "not agreed")
    after = told()
    assert sum(gone in text for text in before) >= 2, (
        "in the table of the report and on a screen of the meeting"
    )
    assert not [text for text in after if gone in text]


def test_money_that_is_sought_has_an_id_and_is_left_out_by_it(home: Path) -> None:
    money = {
        "kind": "money",
        "project_id": "ipoh-01",
        "city_id": "ipoh",
        "partner": "The Bank",
        "role": "funder",
    }
    told = {"kind": "words", "words": "Advice", "title": "Park", "source": None}
    rows = pd.DataFrame([money, money | {"amount": 5.0}, money | told]).assign(programme=None)
    ids = ["needs/ipoh-01/The Bank/funder", "needs/ipoh-01/The Bank/funder/2", "quote/ipoh-01/support_needed"]
    assert need_ids(rows) == ids
    editions.drop(home, "m", ids[0], "asked for")
    left = sought(rows, editions.get(home, "m"))
    assert list(left.index) == [1, 2]
