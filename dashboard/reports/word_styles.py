"""The named styles of a report in Word: declared once as data, made in our template, added to another's where missing.
The Secretariat changes them in Word; the writer only names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.theme import LIGHT

FONT = "Calibri"
WIDE = 16.5  # cm between the margins
BODY = "Body Text"
BULLET = "List Bullet"
CAPTION = "Caption"
LABEL = "ASCN Label"
LEAD = "ASCN Lead"
QUOTE = "ASCN Quote"
SOURCE = "ASCN Source"
NOTE = "ASCN Note"
STAMP = "ASCN Stamp"
PRACTICE = "ASCN Practice"
CELL = "ASCN Cell"
NUMBER_CELL = "ASCN Cell Number"
HEAD_CELL = "ASCN Cell Head"
PICTURE = "ASCN Picture"
TABLE = "ASCN Table"
CONTENTS = "ASCN Contents"


@dataclass(frozen=True)
class Look:
    """A paragraph style: size and space in points, colour as RGB without #; `leads`:
    dots to a page number."""

    name: str
    size: float = 10
    before: float = 0
    after: float = 6
    colour: str = LIGHT.ink[1:]
    is_bold: bool = False
    keeps: bool = False
    left: float = 0
    right: bool = False
    breaks: bool = False
    lines: float = 1.12
    leads: bool = False


_GREY = LIGHT.grey_2[1:]
_BLUE = LIGHT.accent[1:]
LOOKS = (
    Look("Normal", after=0, lines=1.0),
    Look(BODY),
    Look(LEAD, size=12, after=8),
    Look(BULLET, after=3),
    Look("Title", size=30, before=120, after=6, is_bold=True, lines=1.0),
    Look("Subtitle", size=14, after=18, colour=LIGHT.grey_1[1:]),
    Look("Heading 1", size=20, after=12, is_bold=True, keeps=True, breaks=True),
    Look("Heading 2", size=14, before=18, after=6, is_bold=True, keeps=True),
    Look("Heading 3", size=11.5, before=14, after=4, is_bold=True, keeps=True, colour=_BLUE),
    Look(CONTENTS, size=20, after=12, is_bold=True, keeps=True),
    Look("toc 1", before=6, after=2, is_bold=True, leads=True),
    Look("toc 2", after=1, left=12, leads=True),
    Look(CAPTION, size=9.5, before=8, after=4, is_bold=True, keeps=True),
    Look(LABEL, size=9.5, before=8, after=2, is_bold=True, keeps=True, colour=LIGHT.grey_1[1:]),
    Look(QUOTE, after=1, left=12),
    Look(SOURCE, size=8.5, after=6, left=12, colour=_GREY),
    Look(NOTE, size=8.5, before=3, after=8, colour=_GREY),
    Look(STAMP, size=9.5, after=2, colour=LIGHT.grey_1[1:]),
    Look(PRACTICE, size=11, before=6, after=6, is_bold=True, colour=_BLUE),
    Look(CELL, size=8.5, after=0, lines=1.0),
    Look(NUMBER_CELL, size=8.5, after=0, right=True, lines=1.0),
    Look(HEAD_CELL, size=8.5, after=0, is_bold=True, keeps=True, lines=1.0),
    Look(PICTURE, after=0, keeps=True, lines=1.0),
    Look("Header", size=8.5, after=0, colour=_GREY, lines=1.0),
    Look("Footer", size=8.5, after=0, colour=_GREY, lines=1.0),
)


def ensure(document: Document, restyle: bool = False) -> None:
    """Every style that the writer names is there afterwards; `restyle` sets those that are there as well."""
    there = {style.name for style in document.styles}
    for look in LOOKS:
        if restyle or look.name not in there:
            _set(_style(document, look.name, there), look)
    if TABLE not in there:
        document.styles.element.append(_table_style())


def _style(document: Document, name: str, there: set[str]) -> Any:
    if name in there:
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    return style


def _set(style: Any, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.is_bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.lines
    form.keep_with_next, form.page_break_before, form.widow_control = look.keeps, look.breaks, True
    if look.left:
        form.left_indent = Pt(look.left)
    if look.leads:
        form.tab_stops.add_tab_stop(Cm(WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if look.right:
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _fonts(style.element, look)
    border = style.element.find(f".//{qn('w:pBdr')}")
    if border is not None:  # Word's own title has a line under it
        border.getparent().remove(border)


def _fonts(element: Any, look: Look) -> None:
    """The font by name and not by theme; size and weight for complex scripts too."""
    properties = element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    properties.insert(0, fonts)
    for name in ("w:szCs", "w:bCs", "w:spacing", "w:kern", "w:caps"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    size = properties.find(qn("w:sz"))
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(int(look.size * 2)))
    size.addnext(complex_size)
    bold = properties.find(qn("w:b"))
    if look.is_bold and bold is not None:
        bold.addnext(OxmlElement("w:bCs"))


def _table_style() -> Any:
    """Rules above, under the head and at the foot; hairlines between rows; no boxes."""
    line, hair = LIGHT.grey_3[1:], LIGHT.hair[1:]
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ASCNTable"><w:name w:val="{TABLE}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="6" w:color="{line}"/><w:bottom w:val="single" w:sz="6" w:color="{line}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:color="{hair}"/></w:tblBorders><w:tblCellMar>'
        '<w:top w:w="35" w:type="dxa"/><w:left w:w="55" w:type="dxa"/><w:bottom w:w="35" w:type="dxa"/>'
        '<w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="{line}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )
