"""What an edition says instead of what is drafted, in every document that is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.queries import frame, run
from dashboard.reports import check, draft, word
from dashboard.reports.model import Document, Paragraph, Quote, Section, Sentence
from dashboard.reports.stamped import stamp
from dashboard.reports.worded import overtaken, worded
from etl import editions
from etl.editions import Edition
from etl.reference import Reference
from etl.settings import Settings

NOTE = "quote/ipoh-03/progress_note"
DRAFTED, AGREED, SINCE = "Park: Works began in May.", "Park: Works began.", "Park: Works ended in June."


@pytest.fixture
def home(store: Settings, reference: Reference) -> Iterator[Path]:
    """A store with an edition."""
    before = run.used()
    run.use(store)
    editions.create(store.home, reference, "M", "2025")
    yield store.home
    run.use(before)


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
