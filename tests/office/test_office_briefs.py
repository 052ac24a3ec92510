"""Briefs as LibreOffice lays them out: one page for every member state, on the public record and on invented data."""

from __future__ import annotations

from dataclasses import replace

import libreoffice
import pandas as pd
import pytest

from dashboard.queries import frame, run
from dashboard.reports import brief, brief_look, pdf, taken_away, word
from dashboard.reports.model import Document, Sentence, Stamp, Table
from dashboard.reports.one_page import Part, fitted
from etl.reference import Reference
from etl.settings import Settings

WORDS = {
    "latin": "The second work package started and staff of all seven districts were trained",
    "vietnamese": "Hệ thống đèn giao thông thông minh đã được lắp đặt tại các nút giao chính của thành phố",
    "thai": "ระบบจัดการจราจรอัจฉริยะเริ่มใช้งานในเขตเมืองและมีการอบรมเจ้าหน้าที่",
    "burmese": "မြို့၏ယာဉ်အသွားအလာစီမံခန့်ခွဲမှုစနစ်ကို စတင်အသုံးပြုနေပါသည်",
    "khmer": "ប្រព័ន្ធគ្រប់គ្រងចរាចរណ៍ឆ្លាតវៃបានចាប់ផ្តើមដំណើរការ",
    "lao": "ລະບົບຄຸ້ມຄອງການຈະລາຈອນອັດສະລິຍະໄດ້ເລີ່ມນຳໃຊ້ແລ້ວ",
}


def overfull(words: str, stamp: Stamp) -> Document:
    """A brief of which every part has more to say than fits, in lengths of every kind."""
    points = tuple(Sentence(f"p/{n}", f"{n}: " + " ".join([words] * (1 + n % 4)) + ".") for n in range(40))
    rows = pd.DataFrame({"City": list("ABCDEFG"), "Projects": ["8"] * 7})
    lead = (Sentence("lead", " ".join([words] * 2)),)
    table = Table("cities", "Projects listed by city", rows, ("Projects",), (0.5, 0.5))
    parts = [Part("stands", "What stands", lead, (), 3, table)]
    parts += [Part(f"part/{n}", "What moved", (), points[n:]) for n in range(4)]
    sections = tuple(part.section() for part in fitted(parts))
    return Document("brief", "Malaysia", "Brief", replace(stamp, is_practice=True), sections)


@pytest.fixture(scope="module")
def laid_out(
    record_store: Settings,
    history: tuple[Settings, Reference],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, bytes]:
    """(`record-MYS`, `practice-MYS` …) → the brief as PDF; all in one start of LibreOffice."""
    before = run.used()
    documents = {}
    for name, chosen in (("record", record_store), ("practice", history[0])):
        run.use(chosen)
        view = frame.view({})
        for code, _ in brief.countries(view):
            documents[f"{name}-{code}.docx"] = taken_away.brief_docx(view, code)
    stamp = brief.built(view, chosen.home, "MYS").stamp
    run.use(before)
    for name, words in WORDS.items():
        documents[f"full-{name}.docx"] = word.written(overfull(words, stamp), brief_look.template())
    return libreoffice.to_pdf(documents, tmp_path_factory.mktemp("briefs"))


def test_every_member_state_has_a_brief_of_one_page(laid_out: dict[str, bytes]) -> None:
    pages = {name: libreoffice.pages(data) for name, data in laid_out.items()}
    assert len(pages) == 22 + len(WORDS)
    assert set(pages.values()) == {1}, pages


def test_the_same_briefs_have_one_page_as_pdf(record_store: Settings) -> None:
    before = run.used()
    run.use(record_store)
    view = frame.view({})
    made = {code: taken_away.brief_pdf(view, code) for code, _ in brief.countries(view)}
    stamp = brief.built(view, record_store.home, "MYS").stamp
    run.use(before)
    made |= {name: pdf.written(overfull(words, stamp)) for name, words in WORDS.items()}
    pages = {name: libreoffice.pages(data) for name, data in made.items()}
    assert set(pages.values()) == {1}, pages
