"""Text on a slide: boxes without margins, in sizes of the screen, in the language that its letters are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from dashboard.meeting.measure import height, is_tall
from dashboard.meeting.slides.template import points, px
from dashboard.theme import LIGHT

_TALL = 1.5  # lines of Thai, Lao, Burmese and Khmer, as screens have them
_WIDER = 1.08  # of the size on screen: smaller type, but a fifth wider where our font is missing
_STEPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_TWO_MARKS = 1.2
_NATURAL = 1.257  # of Source Sans 3
_LANGUAGES = (
    (0x0E00, 0x0E7F, "th-TH"),
    (0x0E80, 0x0EFF, "lo-LA"),
    (0x1000, 0x109F, "my-MM"),
    (0x1780, 0x17FF, "km-KH"),
)
_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ")


Place = tuple[float, float, float, float]  # left, top, width, height in pixels


@dataclass(frozen=True)
class Said:
    """A paragraph: its text, size in pixels, whether it is bold, its colour ("ink", "grey" or #RRGGBB), leading;
    `then` follows in the same line, plain and grey."""

    text: str
    size: float
    is_bold: bool = False
    colour: str = "ink"
    leading: float = 1.22
    before: float = 0.0
    then: str = ""


def box(
    slide: Slide,
    place: Place,
    *said: Said,
    align: str = "left",
    anchor: str = "top",
    scale: float | None = None,
) -> BaseShape:
    """A text box at (left, top, width, height) in pixels; `scale`: of its type, unsaid the biggest that fits."""
    shape = slide.shapes.add_textbox(*(px(value) for value in place))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = getattr(MSO_ANCHOR, anchor.upper())
    write(frame, *scaled(said, scale or fitting(said, place[2], place[3])), align=align)
    return shape


def scaled(said: Sequence[Said], scale: float) -> list[Said]:
    """The paragraphs in smaller type."""
    return [replace(each, size=each.size * scale) for each in said]


def fitting(said: Sequence[Said], wide: float, high: float) -> float:
    """The biggest scale at which paragraphs keep to their box even in a font that is wider than ours."""
    return next((scale for scale in _STEPS if _taken(scaled(said, scale), wide) <= high + 1), _STEPS[-1])


def _taken(said: Sequence[Said], wide: float) -> float:
    texts = [(f"{each.text} {each.then}".strip(), each) for each in said]
    return sum(e.before + height(text, e.size * _WIDER, wide, _leading(e)) / _WIDER for text, e in texts)


def _leading(said: Said) -> float:
    """Vietnamese letters carry two marks above each other."""
    return max(said.leading, _TWO_MARKS) if language(said.text) == "vi-VN" else said.leading


def write(frame: TextFrame, *said: Said, align: str = "left") -> None:
    """The paragraphs of a frame."""
    for number, each in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = getattr(PP_ALIGN, align.upper())
        _set(paragraph, each)


def _set(paragraph: _Paragraph, said: Said) -> None:
    paragraph.space_before, paragraph.space_after = Pt(said.before / 2), Pt(0)
    # Fonts of scripts with marks above and below differ much in height: their lines are set, not left to the font.
    paragraph.line_spacing = (
        Pt(said.size / 2 * _TALL) if is_tall(said.text) else round(_leading(said) / _NATURAL, 3)
    )
    _run(paragraph, said.text, said.size, said.is_bold, said.colour)
    if said.then:
        _run(paragraph, f"  {said.then}", said.size, False, "grey")


def _run(paragraph: _Paragraph, text: str, size: float, is_bold: bool, colour: str) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(points(size)), is_bold
    paint(run.font.color, colour)
    run._r.get_or_add_rPr().set("lang", language(text))


def paint(colour: object, name: str) -> None:
    """A colour of the theme where it has it: ink and grey; else as it is."""
    if name in ("ink", "grey"):
        colour.theme_color = MSO_THEME_COLOR.TEXT_1 if name == "ink" else MSO_THEME_COLOR.TEXT_2  # type: ignore[attr-defined]
    else:
        colour.rgb = rgb(name)  # type: ignore[attr-defined]


def rgb(colour: str) -> RGBColor:
    """A colour of the tokens, `#RRGGBB`."""
    return RGBColor.from_string(colour.lstrip("#"))


def language(text: str) -> str:
    """The language whose rules of breaking lines and whose fonts a text needs."""
    for letter in text:
        found = next((tag for low, high, tag in _LANGUAGES if low <= ord(letter) <= high), None)
        if found:
            return found
        if letter in _VIETNAMESE or 0x1EA0 <= ord(letter) <= 0x1EF9:
            return "vi-VN"
    return "en-GB"


def in_xml(text: str) -> str:
    """The text without control characters, which XML does not have; runs of text take care of themselves."""
    return "".join(letter if letter >= " " else " " for letter in text)


def describe(shape: BaseShape, text: str) -> None:
    """Words for those who do not see it; without any it is decoration and is passed over."""
    properties = shape._element.find(f".//{qn('p:cNvPr')}")
    properties.set("descr", in_xml(text))
    if not text:
        _decoration(properties)


def _decoration(properties: etree._Element) -> None:
    uri, space = (
        "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",
        "http://schemas.microsoft.com/office/drawing/2017/decorative",
    )
    extensions = etree.SubElement(properties, qn("a:extLst"))
    extension = etree.SubElement(extensions, qn("a:ext"))
    extension.set("uri", uri)
    etree.SubElement(extension, f"{{{space}}}decorative", nsmap={"adec": space}).set("val", "1")


def line(slide: Slide, left: float, top: float, wide: float, thick: float, colour: str) -> None:
    """A rule: decoration."""
    rule = slide.shapes.add_connector(1, px(left), px(top), px(left + wide), px(top))
    rule.line.width = px(thick)
    paint(rule.line.color, colour)
    rule.name = "Rule"
    rule._element.remove(rule._element.find(qn("p:style")))  # it throws a shadow
    describe(rule, "")


HAIR, CAPTION = LIGHT.hair, LIGHT.grey_2
