"""The pages of a PDF: what is long goes on over them, nothing is drawn off the paper, and any letter costs nobody the
file, neither as PDF nor for Word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import fromstring

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reports import check, draft, letters, pdf, word
from dashboard.reports.drawing import stacked
from dashboard.reports.model import Block, Chart, Document, Paragraph, Quote, Section, Sentence, Stamp, Table

A4 = (595.28, 841.89)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_WORDS = re.compile(r"1 0 0 -1 (\S+) (\S+) cm[^\n]*\nBT (.*?)\nET", re.DOTALL)


def small(*blocks: Block) -> Document:
    stamp = Stamp("draft", "2025", "30 Sep 2025", "now", "2024", "All projects", "Reports", is_practice=False)
    return Document("extract", "A title", "A subtitle", stamp, (Section("one", "Heading", 1, blocks),))


def pages(data: bytes) -> Iterator[str]:
    """What draws each page, in order."""
    for found in _STREAM.findall(data):
        try:
            drawn = zlib.decompress(found).decode("latin-1")
        except zlib.error:
            continue
        if "/Type/Pagination" in drawn:
            yield drawn


def places(data: bytes) -> list[tuple[float, float]]:
    """Where each line of words begins, from the lower left corner of its page."""
    return [(float(x), float(y)) for page in pages(data) for x, y, _ in _WORDS.findall(page)]


def asks(count: int, letters: int) -> Table:
    words = ("Advice on how to write the tender for the pumps. " * (letters // 48 + 1))[:letters]
    rows = pd.DataFrame({"City": ["Ipoh"] * count, "Project": ["Park"] * count, "Wanted": [words] * count})
    return Table("needs", "Support wanted", rows, (), (0.2, 0.32, 0.48))


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 14), st.integers(1, 6000))
def test_every_row_of_a_table_is_drawn_on_the_paper(count: int, letters: int) -> None:
    data = pdf.written(small(asks(count, letters)))
    found = places(data)
    assert all(0 < x < A4[0] and 0 < y < A4[1] for x, y in found)
    lines = letters // 60  # more letters than stand in one line of the column
    assert len(found) >= count * max(lines, 1)


def test_nine_asks_of_a_long_sentence_each_go_on_over_the_page() -> None:
    data = pdf.written(small(asks(9, 620)))
    assert len(list(pages(data))) == 3
    first = next(iter(pages(data)))
    assert len(_WORDS.findall(first)) > 3 * 12, "three rows of a dozen lines stand on the first page already"
    assert all(y > 0 for _, y in places(data))


def test_a_quotation_that_is_higher_than_a_page_goes_on() -> None:
    data = pdf.written(small(Quote("Works went on. " * 660, "Report of Ipoh", is_own_words=True)))
    assert len(list(pages(data))) == 2
    assert all(y > 0 for _, y in places(data))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 60))
def test_a_short_table_stays_together_with_its_heading(before: int) -> None:
    told = tuple(Paragraph((Sentence(str(n), "One line."),)) for n in range(before))
    stamped = small(*told)
    second = Section("two", "Second heading", 2, (asks(4, 40),))
    whole = pdf.written(Document("extract", "T", "S", stamped.stamp, (*stamped.sections, second)))
    alone = pdf.written(small(*told))
    more = [len(_WORDS.findall(page)) for page in pages(whole)][-1] - (
        len(_WORDS.findall(list(pages(alone))[-1]))
        if len(list(pages(alone))) == len(list(pages(whole)))
        else 0
    )
    assert more >= 4 + 4 * 3, "heading, caption, head and rows stand on one page"


ODD = ("≤", "≥", "&", "<", "\ufffe", "\uffff", "\x01", "□", "→", "智", "m²", "a")
odd_words = st.lists(st.sampled_from(ODD), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=20, deadline=None)
@given(odd_words)
def test_a_chart_shows_any_name(name: str) -> None:
    svg, height = stacked(pd.DataFrame({"Name": [f"Homes {name}"], "Completed": [3]}), ("Completed",))
    fromstring(svg)
    chart = Chart("c", name, name, svg, 468, height, pd.DataFrame({"Name": [name]}))
    assert len(list(pages(pdf.written(small(chart))))) == 1


def test_homes_of_at_most_50_square_metres_have_a_bar_in_the_pdf() -> None:
    svg, _ = stacked(pd.DataFrame({"Name": ["Homes ≤ 50 m²"], "Completed": [3]}), ("Completed",))
    shown = letters.shown("≤")
    assert f"Homes {escape(shown)} 50" in svg


@settings(max_examples=20, deadline=None)
@given(odd_words)
def test_a_word_file_of_any_letters_is_read_back_and_holds(words: str) -> None:
    rows = pd.DataFrame({words: [words]})
    blocks = (
        Paragraph((Sentence("a", words),)),
        Quote(words, words, is_own_words=True, id="quote/a/progress_note"),
        Table("t", words, rows, (), (), words),
    )
    document = replace(small(*blocks), title=words)
    outcome = check.compared(draft.opened(word.written(document)), document)
    assert outcome == check.Outcome((), (), (), (), (), ())
