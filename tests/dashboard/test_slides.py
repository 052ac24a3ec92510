"""The meeting as slides: figures read back out of charts, texts, marks and notes are those of `ascn status`."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from pptx.presentation import Presentation
from pptx.util import Emu
from slide_figures import CODES, bars, charts, described, in_workbook, opened, shapes, texts, titled
from typer.testing import CliRunner

from dashboard import labels
from dashboard.command import main  # noqa: F401  its commands are added to the app
from dashboard.meeting import deck as decks
from dashboard.meeting import slides
from dashboard.meeting.measure import height
from dashboard.meeting.screens import Bars, Deck, Name, Names, Row, Rows, Screen
from dashboard.meeting.slides.template import EMU
from dashboard.queries import frame, run
from dashboard.reports.model import Sentence
from etl.cli import app
from etl.settings import Settings

NETWORK = "ASEAN Smart Cities Network"
CARRIED = (
    "Edition: working figures",
    "for period 2025, data to 30 Sep 2025",
    "reports accepted by",
    "compared with 2024",
    "Source: ASCN Monitoring",
)
THAI, BURMESE, KHMER = "ระบบจัดการน้ำอัจฉริยะ", "မြို့ပြ သယ်ယူပို့ဆောင်ရေး", "ប្រព័ន្ធគ្រប់គ្រងចរាចរណ៍"
LAO, VIETNAMESE = "ລະບົບຈັດການຂີ້ເຫຍື້ອ", "Hệ thống quản lý nước"


@pytest.fixture(scope="module")
def screens(record_store: Settings) -> Deck:
    run.use(record_store)
    return decks.built(frame.view({"period": "2025"}))


@pytest.fixture(scope="module")
def file(screens: Deck) -> Presentation:
    return opened(slides.written(screens))


def status(store: Settings, by: str, period: str = "2025") -> dict[str, dict[str, object]]:
    """What `ascn status` says, by the names that slides use."""
    asked = ["status", "--by", by, "--period", period, "--json"]
    told = CliRunner().invoke(app, asked, env={"ASCN_HOME": str(store.home)})
    return {headed(row["name"]): row for row in json.loads(told.stdout)}


def headed(name: str) -> str:
    return name[:1].upper() + name[1:]


def counted(row: dict[str, object]) -> dict[str, int]:
    return {code: int(str(row[code])) for code in CODES.values() if row[code]}


def test_every_bar_of_every_chart_is_what_status_says(file: Presentation, record_store: Settings) -> None:
    by_name = status(record_store, "focus_area") | status(record_store, "pillar")
    for period in ("2018", "2022", "2023", "2024", "2025"):
        by_name[period] = status(record_store, "network", period)[NETWORK]
    found = [bar for slide in file.slides for chart in charts(slide) for bar in bars(chart)]
    assert len(found) > 15
    for bar in found:
        row = by_name[bar.name]
        assert bar.counts == counted(row), bar.name
        assert bar.total == f"{row['projects']:,}"


def test_the_workbook_inside_a_chart_has_the_numbers_that_are_drawn(file: Presentation) -> None:
    for chart in (chart for slide in file.slides for chart in charts(slide)):
        headings, *rows = in_workbook(chart)
        for bar, row in zip(bars(chart), rows, strict=True):
            written = {CODES[str(h)]: n for h, n in zip(headings[1:], row[1:], strict=True) if n}
            assert bar.counts == written


def test_marks_of_a_city_and_counts_at_the_foot_are_what_status_says(
    file: Presentation, screens: Deck, record_store: Settings
) -> None:
    cities, countries = status(record_store, "city"), status(record_store, "country")
    seen = set()
    for screen, slide in zip(screens.screens, file.slides, strict=True):
        rows = [row for part in screen.parts if isinstance(part, Rows) for row in part.rows if row.total]
        groups = [
            shape for shape in slide.shapes if shape.name == "Projects by status" and not shape.has_chart
        ]
        for row, group in zip(rows, groups, strict=True):
            drawn = [CODES[mark.name] for mark in group.shapes]
            assert {code: drawn.count(code) for code in drawn} == counted(cities[row.name])
            seen.add(row.name)
        country = countries.get(screen.name)
        if country and screen.part == 1 and counted(country):
            foot = {t for t in texts(slide) if re.fullmatch(r"\d+ [a-z -]+", t)}
            assert foot == {f"{n} {labels.IN_SENTENCE[code]}" for code, n in counted(country).items()}
    assert len(seen) > 25


def test_the_big_figures_are_those_of_the_network(file: Presentation, record_store: Settings) -> None:
    network = status(record_store, "network")[NETWORK]
    said = texts(titled(file, f"{network['projects']} projects, {network['completed']} completed"))
    assert f"{network['projects']}\nprojects\nin 35 cities" in said
    assert f"{network['completed']}\ncompleted\n13.4\u00a0%" in said


def test_notes_say_every_figure_and_where_it_comes_from(file: Presentation, screens: Deck) -> None:
    for screen, slide in zip(screens.screens, file.slides, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        for number in screen.numbers():
            assert number.trace in notes
        for sentence in screen.notes:
            assert sentence.text in notes
        assert "Edition: working figures" in notes


def test_the_speakers_own_words_go_along_only_where_they_may(screens: Deck) -> None:
    own = replace(screens.screens[0], spoken="Thank the host.")
    deck = replace(screens, screens=(own,))
    said = [opened(slides.written(deck, has_spoken=may)).slides[0].notes_slide for may in (True, False)]
    assert said[0].notes_text_frame.text.startswith("Thank the host.")
    assert "Thank the host." not in said[1].notes_text_frame.text


def test_the_address_of_a_figure_keeps_its_period(record_store: Settings) -> None:
    run.use(record_store)
    deck = decks.built(slides.pinned(frame.view({"country": "MYS"})))
    traces = [number.trace for screen in deck.screens for number in screen.numbers()]
    assert traces
    assert [trace for trace in traces if "period=" not in trace] == []


def test_every_slide_carries_its_circumstances(file: Presentation) -> None:
    for number, slide in enumerate(file.slides, start=1):
        foot = next(p for p in slide.placeholders if p.placeholder_format.type.name == "FOOTER").text
        for words in CARRIED:
            assert words in foot, number


def test_every_slide_has_a_title_of_its_own_in_a_placeholder(file: Presentation, screens: Deck) -> None:
    assert [s.shapes.title.text for s in file.slides] == [s.message.text for s in screens.screens]


def test_every_picture_chart_and_mark_is_described_or_decoration(file: Presentation) -> None:
    for slide in file.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text:
                assert described(shape) is not None, (slide.shapes.title.text, shape.name)
    chart = next(s for slide in file.slides for s in slide.shapes if s.has_chart)
    assert "2025: Completed 18, On-going 108, Planning 8" in str(described(chart))


def test_nothing_lies_beyond_the_edge_and_numbers_of_shapes_are_unique(file: Presentation) -> None:
    assert (file.slide_width, file.slide_height) == (Emu(12192000), Emu(6858000))
    for slide in file.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= file.slide_width + 1, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= file.slide_height + 1, (
                slide.shapes.title.text,
                shape.name,
            )
        ids = [shape.shape_id for shape in shapes(slide)]
        assert len(ids) == len(set(ids))


def test_no_text_is_higher_than_its_box(file: Presentation) -> None:
    for slide in file.slides:
        for shape in (shape for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder):
            wide, high = shape.width / EMU, shape.height / EMU
            taken = sum(
                height(p.text, p.runs[0].font.size.pt * 2, wide, 1.22)
                for p in shape.text_frame.paragraphs
                if p.runs
            )
            assert taken <= high + 12, (slide.shapes.title.text, shape.text_frame.text)


def test_the_theme_has_the_tokens_and_fonts_for_every_script(file: Presentation) -> None:
    theme = file.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    ).blob.decode()
    scripts = [f'script="{script}"' for script in ("Thai", "Mymr", "Khmr", "Laoo")]
    for words in ("0C3F44", "15191E", 'latin typeface="Source Sans 3"', *scripts):
        assert words in theme
    assert [layout.name for layout in file.slide_layouts] == ["Title and Content", "Message"]


def test_each_script_is_written_in_its_own_language(screens: Deck) -> None:
    titles = (THAI, BURMESE, KHMER, LAO, VIETNAMESE)
    names = Names(tuple(Name(title, "Bangkok", "ongoing") for title in titles))
    rows = Bars(tuple(Row(title, {"completed": 1}) for title in titles))
    screen = Screen("a", "a", "A", "g", "k", Sentence("s", THAI), (names, rows))
    made = Deck("T", "M", screens.stamp, screens.made_at, (screen,))
    (slide,) = opened(slides.written(made)).slides
    runs = slide.shapes._spTree.xpath(".//a:r[a:rPr/@lang]")
    languages = {run.text: run.rPr.get("lang") for run in runs}
    assert [languages[title] for title in titles] == ["th-TH", "my-MM", "km-KH", "lo-LA", "vi-VN"]
    assert [bar.name for bar in bars(charts(slide)[0])] == list(titles)


def test_names_that_are_hard_on_a_file_do_not_break_it(screens: Deck) -> None:
    hard = "R & <d> \x01\x0b 😀"
    parts = (Names((Name(hard, hard, "on_hold"),)), Bars((Row(hard, {"not_stated": 1}),)))
    screen = Screen(
        "a", "a", "A", "g", hard, Sentence("s", hard), parts, (("cancelled", 1),), hard, spoken=hard
    )
    blank = Screen("b", "b", "B", "g", "", Sentence("t", "T"), (Bars(()), Rows(())))
    made = Deck("T" * 400, "M", screens.stamp, screens.made_at, (screen, blank))
    first, second = opened(slides.written(made)).slides
    assert in_workbook(charts(first)[0])[1] == ("R & <d>    😀   1", 1)
    assert charts(second) == []
