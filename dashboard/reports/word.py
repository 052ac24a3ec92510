"""A document as a Word file: our template or another, filled; decides nothing about what is said."""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dashboard import progress
from dashboard.filters import View
from dashboard.queries import run
from dashboard.reports import annual, pictures, word_kept, word_template
from dashboard.reports import word_styles as styles
from dashboard.reports.model import Chart, Document
from dashboard.reports.stamp_words import INVENTED, clocks, is_long, lines, marks
from dashboard.reports.word_blocks import Writer, contents, headings
from dashboard.reports.word_text import NOT_XML, runs

LONGEST = 255  # letters of a property, as the format allows


def made(view: View) -> bytes:
    """The annual report of a view."""
    return written(annual.built(view, run.used().home))


def written(document: Document, template: bytes | None = None) -> bytes:
    """The document's bytes in the styles of the template, None for that of the store."""
    word = word_template.opened(template)
    charts = [block for s in headings(document.sections) for block in s.blocks if isinstance(block, Chart)]
    progress.tell("Drawing the charts", 2, 3)
    drawn = dict(zip((chart.id for chart in charts), pictures.drawn(charts), strict=True))
    progress.tell("Writing the file", 3, 3)
    writer = Writer(word, drawn, is_long(document))
    _opening(writer, document)
    for section in document.sections:
        writer.section(section)
    if word.element.body[-2].tag == qn("w:tbl"):  # a file may not end with a table
        writer.paragraph(styles.NOTE)
    _fill(word, document)
    word_kept.keep(word, document)
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def _opening(writer: Writer, document: Document) -> None:
    """Title and circumstances; of a long document on a page of their own, with the contents on the next."""
    has_cover = is_long(document)
    title = writer.paragraph("Title", document.title)
    if not has_cover:
        title.paragraph_format.space_before = 0
    writer.paragraph("Subtitle", document.subtitle)
    if document.stamp.is_practice:
        writer.paragraph(styles.PRACTICE, f"{INVENTED}.")
    if not has_cover:
        return
    for line in lines(document.stamp):
        writer.paragraph(styles.STAMP, line)
    heading = writer.paragraph(styles.CONTENTS, "Contents")
    heading.paragraph_format.page_break_before = True
    contents(writer, document.sections)


def _fill(word: WordDocument, document: Document) -> None:
    """The controls of header and footer, and what programs show of the file."""
    said = {
        "stamp/title": document.title,
        "stamp/edition": document.stamp.edition,
        "stamp/clocks": clocks(document.stamp),
        "stamp/practice": marks(document.stamp),
    }
    found = sum(_filled(part._element, said) for s in word.sections for part in (s.header, s.footer))
    if (
        not found
    ):  # another's template without our controls: what a page must say stands in its footer all the same
        _said_anyway(word, said)
    properties = word.core_properties
    properties.title, properties.subject = (
        NOT_XML.sub("", words)[:LONGEST] for words in (document.title, document.subtitle)
    )
    properties.author = document.stamp.made_by
    properties.comments = f"{document.stamp.edition} · {clocks(document.stamp)}"[:LONGEST]
    properties.language = "en-GB"


def _filled(element: object, said: dict[str, str]) -> int:
    found = 0
    for control in element.iter(qn("w:sdt")):  # type: ignore[attr-defined]
        tag = control.find(f"./{qn('w:sdtPr')}/{qn('w:tag')}")
        content = control.find(qn("w:sdtContent"))
        if tag is not None and content is not None and tag.get(qn("w:val")) in said:
            for old in list(content):
                content.remove(old)
            content.extend(runs(said[tag.get(qn("w:val"))] or " "))
            found += 1
    return found


def _said_anyway(word: WordDocument, said: dict[str, str]) -> None:
    paragraph = word.sections[0].footer.add_paragraph(style="Footer")
    paragraph._p.extend(runs(" · ".join(text for text in said.values() if text)))
