"""The blocks of a document in Word: paragraphs of controlled sentences, quotations, tables, pictures, the contents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count, zip_longest

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from dashboard.reports import word_styles as styles
from dashboard.reports.model import Block, Chart, Paragraph, Quote, Section, Table
from dashboard.reports.stamp_words import alternative
from dashboard.reports.word_table import table_of
from dashboard.reports.word_text import NOT_XML, add, code, control, field, mark

_PARAGRAPHS = {"body": styles.BODY, "lead": styles.LEAD, "bullet": styles.BULLET, "label": styles.LABEL}


class Writer:
    """Writes blocks one after the other; counts tables, pictures, controls and headings."""

    def __init__(self, word: WordDocument, pictures: dict[str, bytes], is_long: bool) -> None:
        """`pictures`: PNG by the id of its chart; `is_long`: chapters begin pages."""
        self.is_long = is_long
        self.word, self._pictures = word, pictures
        self._controls, self._tables, self._charts = count(1001), count(1), count(1)
        self._headings = count(1)
        self._ids = {style.name: style.style_id for style in word.styles}
        section = word.sections[0]
        self.wide = int(section.page_width) - int(section.left_margin) - int(section.right_margin)

    def paragraph(self, style: str, text: str = "") -> WordParagraph:
        """A paragraph of a named style."""
        made = self.word.add_paragraph()
        made._p.style = self._ids[style]  # by id: python-docx looks every name up in all the styles
        return add(made, text)

    def section(self, section: Section) -> None:
        """A heading with all that stands under it."""
        heading = self.paragraph(f"Heading {section.level}")
        if not self.is_long and section.level == 1:
            heading.paragraph_format.page_break_before = False
        number = next(self._headings)
        bookmarked(heading, f"_Toc{77000 + number}", number, section.heading)
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            self.block(block, following)
        for inner in section.sections:
            self.section(inner)

    def block(self, block: Block, following: Block | None = None) -> None:
        """One block; `following`: the next one, since texts of one source share its line."""
        if isinstance(block, Paragraph):
            self._sentences(block)
        elif isinstance(block, Quote):
            self._quote(block, following)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._chart(block)

    def _sentences(self, block: Paragraph) -> None:
        made = self.paragraph(_PARAGRAPHS[block.style])
        for place, sentence in enumerate(block.sentences):
            if place:
                add(made, " ")
            control(made, sentence.id, next(self._controls), sentence.text)

    def _quote(self, quote: Quote, following: Block | None) -> None:
        made = self.paragraph(styles.QUOTE)
        if quote.id:
            control(made, quote.id, next(self._controls), quote.text)
        else:
            add(made, quote.text)
        if not (isinstance(following, Quote) and following.source == quote.source):
            self.paragraph(styles.SOURCE, quote.source)

    def _caption(self, word: str, number: int) -> WordParagraph:
        """`Table 1. `, for what is to stand behind it."""
        made = self.paragraph(styles.CAPTION, f"{word} ")
        field(made, f"SEQ {word} \\* ARABIC", str(number))
        return add(made, ". ")

    def _table(self, table: Table) -> None:
        add(self._caption("Table", next(self._tables)), table.caption)
        self.word.element.body.insert_element_before(table_of(table, self.wide, self._ids), "w:sectPr")
        if table.note:
            self.paragraph(styles.NOTE, table.note)

    def _chart(self, chart: Chart) -> None:
        told = chart.finding
        control(self._caption("Figure", next(self._charts)), told.id, next(self._controls), told.text)
        held = self.paragraph(styles.PICTURE)
        wide = min(self.wide, int(Pt(chart.width)))
        picture = held.add_run().add_picture(io.BytesIO(self._pictures[chart.id]), width=Emu(wide))
        described = picture._inline.docPr
        described.set("descr", NOT_XML.sub("", alternative(chart)))
        described.set("title", NOT_XML.sub("", chart.caption))
        self.paragraph(styles.NOTE, chart.measure)


def bookmarked(paragraph: WordParagraph, name: str, number: int, text: str) -> None:
    """Text with a bookmark round it, for the contents."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for made in (start, end):
        made.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    add(paragraph, text)
    paragraph._p.append(end)


def headings(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every heading in the order in which it is written."""
    for section in sections:
        yield section
        yield from headings(section.sections)


def contents(writer: Writer, sections: tuple[Section, ...], levels: int = 2) -> None:
    """A contents field that already holds its lines, each a link. Page numbers are left to the program that lays the
    pages out: it writes them in when the field is updated (F9), and none that could be wrong stands there before."""
    wanted = [(n, s) for n, s in enumerate(headings(sections), 1) if s.level <= levels]
    for place, (number, section) in enumerate(wanted):
        line = writer.paragraph(f"toc {section.level}")
        if not place:
            for part in (mark("begin"), code(f'TOC \\o "1-{levels}" \\h \\z \\u'), mark("separate")):
                line._p.append(part)
        _link(line, f"_Toc{77000 + number}", section.heading)
        if place == len(wanted) - 1:
            line._p.append(mark("end"))


def _link(line: WordParagraph, anchor: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    inner = WordParagraph(OxmlElement("w:p"), line._parent)
    add(inner, text)
    for part in list(inner._p):
        link.append(part)
    line._p.append(link)
