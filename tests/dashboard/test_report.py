"""The annual report in Word and as PDF: its figures are those of `ascn status`, nothing in it is empty, and it carries
what a file must carry."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import docx
import pandas as pd
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.queries import frame, run
from dashboard.reports import (
    annual,
    formats,
    letters,
    pdf,
    taken_away,
    word,
    word_styles,
    word_template,
)
from dashboard.reports.drawing import columns, stacked
from dashboard.reports.model import Chart, Document, Paragraph, Quote, Section, Sentence, Stamp, Table
from dashboard.reports.word_text import LONGEST_TAG, pieces, tag
from dashboard.wrong import Wrong
from etl import editions
from etl.figures import STATUS_COLUMNS
from etl.reference import Reference
from etl.settings import Settings
from tests.dashboard.drafted import BEFORE, CITY, PERIOD, Ground
from tests.dashboard.reading_reports import Figures, W, controls, kept, numbers, parts

SCRIPTS = {
    "thai": "ระบบจัดการจราจร",
    "lao": "ລະບົບຄຸ້ມຄອງ",
    "khmer": "ប្រព័ន្ធគ្រប់គ្រង",
    "burmese": "ယာဉ်အသွားအလာ",
    "vietnamese": "Hệ thống",
}
COSTLY = 9  # of the numbers that no status row holds every so manieth is asked for


@pytest.fixture(scope="module")
def report(record_store: Settings) -> Document:
    run.use(record_store)
    return annual.built(frame.view({}), record_store.home)


@pytest.fixture(scope="module")
def file(report: Document) -> bytes:
    return word.written(report)


def sections(found: tuple[Section, ...]) -> list[Section]:
    return [s for section in found for s in (section, *sections(section.sections))]


def small(*blocks: Paragraph | Quote | Table, is_practice: bool = False) -> Document:
    stamp = Stamp("draft", "2025", "30 Sep 2025", "now", "2024", "All projects", "Reports", is_practice)
    return Document("extract", "A title", "A subtitle", stamp, (Section("one", "Heading", 1, blocks),))


def test_every_number_of_the_report_is_that_of_ascn_status(file: bytes, record_store: Settings) -> None:
    figures, told = Figures(record_store), numbers(file)
    known = [n for ns in told.values() for n in ns if not n.figure.startswith(("partner", "member_"))]
    assert len(known) > 700
    costly = [n for n in known if n.figure not in STATUS_COLUMNS]
    for number in [n for n in known if n.figure in STATUS_COLUMNS] + costly[::COSTLY]:
        now = figures.value(number, "2024")
        assert number.value == pytest.approx(now) if now is not None else number.value is None, number


def test_the_words_of_a_sentence_state_its_numbers(file: bytes) -> None:
    words = controls(file)["network/ASCN/standing"]
    assert (
        words
        == "The ASEAN Smart Cities Network lists 134 projects: 18 are completed, 108 on-going and 8 in planning."
    )
    stated = {n.figure: n.value for n in numbers(file)["network/ASCN/standing"]}
    assert [int(n) for n in re.findall(r"\d+", words)] == [
        stated[name] for name in ("projects", "completed", "ongoing", "planning")
    ]


def test_every_sentence_stands_in_a_control_with_its_id(file: bytes, report: Document) -> None:
    found = controls(file)
    assert {tag(s.id) for s in report.sentences()} <= set(found)
    assert all(found[tag(s.id)] == s.text for s in report.sentences())
    assert {s.get("id") for s in kept(file) if s.tag.endswith("sentence")} >= {
        s.id for s in report.sentences()
    }


def test_no_heading_stands_alone_and_no_table_is_empty(report: Document) -> None:
    assert all(s.blocks or s.sections for s in sections(report.sections))
    assert all(len(t.rows) and len(t.rows.columns) for t in report.tables())
    ids = [t.id for t in report.tables()]
    assert len(ids) == len(set(ids))
    assert len(next(t for t in report.tables() if t.id == "annex").rows) == 134


def test_member_states_stand_in_their_order_and_cities_under_theirs(report: Document) -> None:
    places = next(s for s in report.sections if s.id == "places")
    names = [s.heading for s in places.sections]
    assert names[0] == "Brunei Darussalam"
    assert names == sorted(names, key=lambda name: name.removeprefix("The "))
    assert [c.heading for c in places.sections[2].sections][:2] == ["Banyuwangi", "Denpasar"]


def test_notes_of_the_record_are_named_as_summaries(report: Document) -> None:
    quotes = [b for s in sections(report.sections) for b in s.blocks if isinstance(b, Quote)]
    assert quotes
    assert all(q.source.startswith("Summary of ") and not q.is_own_words for q in quotes)


def test_notes_of_a_list_that_anybody_may_have_typed_are_no_words_of_the_city(ground: Ground) -> None:
    before = run.used()
    run.use(ground.store)
    view = frame.view({"period": PERIOD, "compare": BEFORE, "city": CITY})
    made = annual.built(view, ground.store.home)
    quotes = [b for s in sections(made.sections) for b in s.blocks if isinstance(b, Quote)]
    run.use(before)
    assert quotes
    assert {(q.source, q.is_own_words) for q in quotes} == {("Summary of a list sent as plain text", False)}


def test_a_city_s_own_words_are_given_as_its_own(history: tuple[Settings, Reference]) -> None:
    before = run.used()
    run.use(history[0])
    made = annual.built(frame.view({}), history[0].home)
    quotes = [b for s in sections(made.sections) for b in s.blocks if isinstance(b, Quote)]
    run.use(before)
    assert any(q.is_own_words and q.source.startswith("Report of ") for q in quotes)


@pytest.mark.parametrize("level", ["network", "public"])
def test_what_is_for_the_secretariat_is_left_out_for_others(
    level: str, history: tuple[Settings, Reference]
) -> None:
    before = run.used()
    run.use(history[0].model_copy(update={"audience": level}))
    made = annual.built(frame.view({}), history[0].home)
    run.use(before)
    words = " ".join(s.text for s in made.sentences())
    assert "Difficulties" not in words
    assert "Support wanted" not in words
    assert not [t for t in made.tables() if t.id in ("needs", "quality/print")]


def test_tables_repeat_their_heads_split_no_row_and_count_themselves(file: bytes, report: Document) -> None:
    body = fromstring(parts(file)["word/document.xml"])
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == len(list(report.tables()))
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    codes = [t.text or "" for t in body.iter(f"{W}instrText")]
    assert sum("SEQ Table" in code for code in codes) == len(tables)
    assert sum("TOC " in code for code in codes) == 1


def test_the_contents_hold_every_chapter_and_lead_to_it(file: bytes, report: Document) -> None:
    body = fromstring(parts(file)["word/document.xml"])
    marks = {m.get(f"{W}name") for m in body.iter(f"{W}bookmarkStart")}
    links = {
        "".join(t.text or "" for t in a.iter(f"{W}t")): a.get(f"{W}anchor")
        for a in body.iter(f"{W}hyperlink")
    }
    assert [s.heading for s in sections(report.sections) if s.level < 3] == list(links)
    assert set(links.values()) <= marks


def test_pictures_are_described_with_their_numbers(file: bytes) -> None:
    described = re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', parts(file)["word/document.xml"].decode())
    assert len(described) >= 5
    assert any("Malaysia: Completed 4" in words for words in described)


@pytest.mark.parametrize("is_practice", [True, False])
def test_every_page_carries_edition_clocks_and_the_practice_mark(is_practice: bool) -> None:
    data = word.written(small(Paragraph((Sentence("a", "Words."),)), is_practice=is_practice))
    around = "".join(b.decode() for n, b in parts(data).items() if re.match(r"word/(header|footer)\d", n))
    assert "For period 2025" in around
    assert "30 Sep 2025" in around
    assert ("Practice data" in around) is is_practice


@pytest.mark.parametrize(("script", "words"), SCRIPTS.items())
def test_each_script_is_a_run_of_its_own_with_its_language(script: str, words: str) -> None:
    assert list(pieces(f"Work: {words}, done.")) == [("Work: ", ""), (words, script), (", done.", "")]
    data = word.written(small(Paragraph((Sentence("a", f"Work: {words}."),))))
    runs = parts(data)["word/document.xml"].decode()
    code = {"thai": "th-TH", "lao": "lo-LA", "khmer": "km-KH", "burmese": "my-MM", "vietnamese": "vi-VN"}[
        script
    ]
    assert f'"{code}"' in runs
    assert words in runs


def test_what_xml_cannot_hold_is_left_out_and_a_long_id_fits_word() -> None:
    data = word.written(small(Paragraph((Sentence("x" * 90, "Before\x00\x0bafter & <here>."),))))
    (name, text), *_ = [(n, t) for n, t in controls(data).items() if n.startswith("x")]
    assert text == "Beforeafter & <here>."
    assert len(name) <= LONGEST_TAG


def test_a_restyled_template_keeps_its_look_and_gets_the_styles_it_lacks() -> None:
    restyled = docx.Document(io.BytesIO(word_template.made()))
    restyled.styles["Heading 1"].font.name = "Georgia"
    held = io.BytesIO()
    restyled.save(held)
    bare = io.BytesIO()
    docx.Document().save(bare)
    document = small(Paragraph((Sentence("a", "Words."),)))
    for template in (held.getvalue(), bare.getvalue()):
        made = docx.Document(io.BytesIO(word.written(document, template)))
        assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == ["Heading"]
        assert {look.name for look in word_styles.LOOKS} <= {s.name for s in made.styles}
        assert "For period 2025" in "".join(p for s in made.sections for p in _words(s.footer._element))
    assert (
        docx.Document(io.BytesIO(word.written(document, held.getvalue()))).styles["Heading 1"].font.name
        == "Georgia"
    )


def _words(element: object) -> list[str]:
    return [t.text or "" for t in element.iter(f"{W}t")]  # type: ignore[attr-defined]


def test_every_word_file_of_a_store_goes_by_the_template_in_its_home(store: Settings) -> None:
    restyled = docx.Document(io.BytesIO(word_template.made()))
    restyled.styles[word_styles.BODY].font.name = "Garamond"
    restyled.save(str(store.home / "report.docx"))
    before = run.used()
    run.use(store)
    view = frame.view({"country": "KHM"})
    made = [
        formats.maker("docx")(view),
        taken_away.brief_docx(view, "KHM"),
        taken_away.extract_file(view, "sector", "transport", "docx"),
    ]
    other = word.written(small(Paragraph((Sentence("a", "Told."),))), word_template.made())
    (store.home / "report.docx").write_bytes(b"Dear all")
    with pytest.raises(Wrong, match=r"report\.docx beside the store is no Word file"):
        taken_away.brief_docx(view, "KHM")
    run.use(before)
    fonts = [docx.Document(io.BytesIO(data)).styles[word_styles.BODY].font for data in [*made, other]]
    assert [font.name == "Garamond" for font in fonts] == [True, True, True, False]
    assert fonts[1].size == Pt(9.5)  # a brief stays close, on one page


@pytest.mark.parametrize("data", [b"", b"no zip at all", word_template.made()[:3000]])
def test_what_is_no_template_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(word_template.NotATemplate, match=r"no Word file"):
        word.written(small(Paragraph((Sentence("a", "Words."),))), data)


def test_an_edition_s_wording_and_omissions_are_drafted(store: Settings, reference: Reference) -> None:
    editions.create(store.home, reference, "Meeting 2026", "2025")
    editions.word(store.home, "meeting-2026", "country/MYS/standing", "Malaysia is busy.", "asked for", "MYS")
    editions.drop(store.home, "meeting-2026", "network/ASCN/progress", "asked for")
    before = run.used()
    run.use(store)
    made = annual.built(frame.view({"edition": "meeting-2026"}), store.home)
    run.use(before)
    said = {s.id: s for s in made.sentences()}
    assert said["country/MYS/standing"].text == "Malaysia is busy."
    assert said["country/MYS/standing"].drafted.startswith("Malaysia lists 29 projects")
    assert said["country/MYS/standing"].by == "MYS"
    assert "network/ASCN/progress" not in said
    assert made.asked["edition"] == "meeting-2026"


def test_the_pdf_is_tagged_and_embeds_our_fonts(report: Document) -> None:
    data = pdf.written(small(*[Paragraph((Sentence(n, w),)) for n, w in SCRIPTS.items()], is_practice=True))
    assert data.startswith(b"%PDF-")
    assert b"/MarkInfo" in data
    fonts = set(re.findall(rb"\+([A-Za-z0-9]+)-Regular", data))
    assert {b"SourceSans3", b"NotoSansThai", b"NotoSansKhmer", b"NotoSansLao", b"NotoSansMyanmar"} <= fonts
    assert len(pdf.written(report)) > 100_000


ODD = "智 ✅ \uf0b7 தமிழ் 👨‍👩‍👧 \u2011 ⁉️ \u0001 a\u0e31 العربية"


def test_a_letter_that_no_font_has_is_a_box_and_costs_nobody_the_pdf(report: Document) -> None:
    assert letters.shown("智慧 ✅ \uf0b7 a\u2011b 👨\u200d👩") == "□□ □ • a-b □□"
    assert letters.shown("Việt Nam – ระบบจัดการ ယာဉ်") == "Việt Nam – ระบบจัดการ ယာဉ်"
    svg, height = stacked(pd.DataFrame({"Name": [ODD], "Completed": [3]}), ("Completed",))
    rows = pd.DataFrame({ODD: [ODD]})
    blocks = (
        Paragraph((Sentence("a", ODD),)),
        Quote(ODD, ODD, is_own_words=True),
        Table("t", ODD, rows, (), (), ODD),
        Chart("c", ODD, ODD, svg, 468, height, rows),
    )
    document = replace(small(*blocks), title=ODD, subtitle=ODD, sections=(Section("one", ODD, 1, blocks),))
    assert pdf.written(document).startswith(b"%PDF-")
    assert word.written(document).startswith(b"PK")


@settings(max_examples=15)
@given(st.text(max_size=60))
def test_any_text_makes_a_pdf(text: str) -> None:
    assert pdf.written(small(Paragraph((Sentence("a", text),)))).startswith(b"%PDF-")


def test_documents_are_formats_of_export() -> None:
    assert formats.maker("docx") is word.made
    assert formats.maker("pdf") is pdf.made


def test_charts_draw_every_count_and_nothing_for_none() -> None:
    rows = pd.DataFrame({"Name": ["A & B", "ไทย"], "Completed": [3, 0], "On-going": [0, 40]})
    svg, height = stacked(rows, ("Completed", "On-going"))
    assert "A &amp; B" in svg
    assert "ไทย" in svg
    assert svg.count("<rect") == 2 + 2  # two counts and the key
    again, _ = columns(rows, ("Completed", "On-going"), ["2024-01-01", "2025-01-01"])
    assert again.count("<rect") == 2 + 2
    assert height > 0


def test_our_fonts_are_shipped_with_their_licence() -> None:
    folder = Path(pdf.FONTS)
    assert {p.stem.split("-")[0] for p in folder.glob("*.ttf")} == {
        "SourceSans3", "NotoSansThai", "NotoSansKhmer", "NotoSansLao", "NotoSansMyanmar",
    }  # fmt: skip
    assert len(list(folder.parent.glob("OFL-*.txt"))) == 5
