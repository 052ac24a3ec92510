"""The template of Word reports: an empty file with the named styles, header and footer, which the Secretariat restyles
in Word; and another's template opened for writing."""

from __future__ import annotations

import io
import zlib
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from dashboard.queries import run
from dashboard.reports import word_styles
from dashboard.reports.draft import LIMITS
from dashboard.reports.word_text import add, control, field
from dashboard.wrong import Wrong
from etl.read.package import Package
from etl.read.raw import Unreadable

OWN = "report.docx"  # in the home of a store: the template restyled, for every Word file that is made there
# Content controls in header and footer that are filled when a report is written, with what the template shows.
HELD = {
    "stamp/title": "Title of the report",
    "stamp/edition": "Edition",
    "stamp/clocks": "Period, data date, reports accepted by",
    "stamp/practice": "",
}
_SAMPLES = (
    ("Title", "Title"), ("Subtitle", "Subtitle"), (word_styles.STAMP, "Edition, clocks, source"),
    (word_styles.PRACTICE, "Mark of practice data"), ("Heading 1", "Heading of a chapter"),
    ("Heading 2", "Heading of a member state"), ("Heading 3", "Heading of a city"), (word_styles.LEAD, "Lead"),
    (word_styles.BODY, "Text"), (word_styles.BULLET, "Point"), (word_styles.CAPTION, "Caption"),
    (word_styles.LABEL, "Label above words of a report"), (word_styles.QUOTE, "Words of a report"),
    (word_styles.SOURCE, "Whose words they are"), (word_styles.NOTE, "Note under a table or picture"),
)  # fmt: skip


def made() -> bytes:
    """The template as a file: change its styles, header, footer and margins in Word; its text is replaced."""
    document = docx.Document()
    word_styles.ensure(document, restyle=True)
    _page(document)
    for name, text in _SAMPLES:
        document.add_paragraph(text, style=name)
    table = document.add_table(2, 2, style=word_styles.TABLE)
    for cell, text in zip(table.rows[0].cells, ("Heading", "Heading"), strict=True):
        cell.paragraphs[0].style = word_styles.HEAD_CELL
        cell.paragraphs[0].text = text
    for cell, style in zip(table.rows[1].cells, (word_styles.CELL, word_styles.NUMBER_CELL), strict=True):
        cell.paragraphs[0].style = style
        cell.paragraphs[0].text = "Cell"
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class NotATemplate(Exception):
    """The file cannot be written into; the text says why in a sentence."""


def opened(template: bytes | None) -> Document:
    """A document to write into: the template without its text; styles that it lacks are added. None: the one that the
    store's home holds, else ours. Raises NotATemplate; Wrong where it is the home's that cannot be used."""
    document = _document(template) if template is not None else _own()
    word_styles.ensure(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _own() -> Document:
    """The template that all reports of a store go by: `report.docx` in its home where somebody put one there."""
    path = run.used().home / OWN
    if not path.exists():
        return _document(made())
    try:
        return _document(path.read_bytes())
    except (NotATemplate, OSError):
        raise Wrong("template", f"{OWN} beside the store is no Word file that can be written into.") from None


def _document(data: bytes) -> Document:
    """The Word file in the bytes; sizes are judged and document types refused before python-docx unpacks anything."""
    try:
        package = Package(data, LIMITS)
        for name in package.names():
            if name.endswith((".xml", ".rels")):
                with package.open(name):
                    pass
        return docx.Document(io.BytesIO(data))
    except (
        Unreadable,
        KeyError,
        ValueError,
        BadZipFile,
        PackageNotFoundError,
        XMLSyntaxError,
        ExpatError,
        zlib.error,
    ):
        raise NotATemplate("This is no Word file (.docx) that can be written into.") from None


def _page(document: Document) -> None:
    """A4 with room for tables; header and footer with what every page must say."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.header_distance = section.footer_distance = Cm(1.0)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        stops = paragraph.style.paragraph_format.tab_stops
        for _ in list(stops):
            del stops[0]
        stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
    control(header, "stamp/title", 1, HELD["stamp/title"])
    add(header, " \u00b7 ")
    control(header, "stamp/edition", 2, HELD["stamp/edition"])
    _tab(header)
    control(header, "stamp/practice", 3, " ")
    control(footer, "stamp/clocks", 4, HELD["stamp/clocks"])
    _tab(footer)
    add(footer, "Page ")
    field(footer, "PAGE", "1")
    add(footer, " of ")
    field(footer, "NUMPAGES", "1")
    header.paragraph_format.space_after = Pt(6)


def _tab(paragraph: Paragraph) -> None:
    run: Any = OxmlElement("w:r")
    run.append(OxmlElement("w:tab"))
    paragraph._p.append(run)
