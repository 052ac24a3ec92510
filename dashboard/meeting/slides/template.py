"""The empty presentation that slides are drawn in: 16:9, made in code from python-pptx's own, in the colours and fonts
of the design tokens, so that nothing opaque is shipped and whoever adds a slide by hand stays in the same look.

Fonts of the theme are named, not carried: a machine without Source Sans 3 shows its own; `SHRINK` leaves room for it.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from dashboard.meeting import layout as sheet
from dashboard.meeting.screens import HEIGHT, WIDTH
from dashboard.theme import LIGHT

EMU = 6350  # of a pixel: 1920 of them are 13.33 inches
SHRINK = 0.92  # type is set smaller than on screen: other fonts are wider than ours
LATIN = "Source Sans 3"
SCRIPTS = {
    "Thai": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Khmr": "Leelawadee UI",
    "Mymr": "Myanmar Text",
    "Viet": LATIN,
}
KEPT = ("Title Only", "Title and Content")
KICKER = 13  # index of the placeholder over the title
_ACCENTS = ("completed", "ongoing", "planning", "on_hold", "cancelled")
_COLOURS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.grey_1,
    "lt2": LIGHT.panel,
    **{f"accent{n}": LIGHT.fill[code] for n, code in enumerate(_ACCENTS, 1)},
    "accent6": LIGHT.accent,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.accent,
}  # fmt: skip


def px(value: float) -> Emu:
    """Pixels of a screen as a length of a slide."""
    return Emu(round(value * EMU))


def points(pixels: float) -> float:
    """A size of type on a screen as points on a slide, to the half."""
    return round(pixels * SHRINK) / 2


def empty() -> Deck:
    """A presentation with no slide and two layouts: `Message` (ours) and `Title and Content` (for slides by hand)."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = px(WIDTH), px(HEIGHT)
    for unused in [each for each in deck.slide_layouts if each.name not in KEPT]:
        deck.slide_layouts.remove(unused)
    _without_leftovers(deck)
    _theme(deck)
    _master(deck)
    for each in deck.slide_layouts:
        _placed(each)
    _with_kicker(message_layout(deck))
    return deck


def message_layout(deck: Deck) -> SlideLayout:
    """The layout of a screen: a line over the title, the title, the foot, the number."""
    return next(each for each in deck.slide_layouts if each.name in (KEPT[0], "Message"))


def _without_leftovers(deck: Deck) -> None:
    """The library's own picture of its empty file, and settings of somebody's printer."""
    package = deck.part.package
    for of in (package, deck.part):
        for key, rel in list(of._rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                of._rels.pop(key)


def _theme(deck: Deck) -> None:
    part: Part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    root.set("name", "Tokens")
    for name, colour in _COLOURS.items():
        slot = root.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.lstrip("#"))
    for fonts in root.find(f".//{qn('a:fontScheme')}"):
        _fonts(fonts)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fonts(fonts: etree._Element) -> None:
    """Latin by our font; other scripts by the fonts that office machines have for them."""
    fonts.find(qn("a:latin")).set("typeface", LATIN)
    for old in fonts.findall(qn("a:font")):
        if old.get("script") in SCRIPTS:
            fonts.remove(old)
    for script, typeface in SCRIPTS.items():
        font = etree.SubElement(fonts, qn("a:font"))
        font.set("script", script)
        font.set("typeface", typeface)


def _master(deck: Deck) -> None:
    """Left, in our sizes; master and layouts have the same places."""
    styles = deck.slide_master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(round(points(72) * 100)))
    title.find(qn("a:defRPr")).set("b", "1")
    for level in styles.find(qn("p:bodyStyle")):
        if (look := level.find(qn("a:defRPr"))) is not None:
            look.set("sz", str(round(points(sheet.TEXT) * 100)))
    _placed(deck.slide_master)


def _placed(of: SlideLayout) -> None:
    """Placeholders where screens have them."""
    foot = HEIGHT - sheet.BOTTOM
    wide = sheet.ROOM - 160
    places = {
        "TITLE": (sheet.MARGIN, sheet.TOP + 56, sheet.ROOM, 110),
        "BODY": (sheet.MARGIN, 270, sheet.ROOM, 660),
        "OBJECT": (sheet.MARGIN, 270, sheet.ROOM, 660),
        "FOOTER": (sheet.MARGIN, foot, wide, 36),
        "SLIDE_NUMBER": (sheet.MARGIN + wide, foot, 160, 36),
    }
    for shape in list(of.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "DATE":
            shape.element.getparent().remove(shape.element)
            continue
        shape.left, shape.top, shape.width, shape.height = (px(value) for value in places[kind])
        body = shape.text_frame
        body.vertical_anchor = MSO_ANCHOR.TOP
        body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = 0
        if kind in ("FOOTER", "SLIDE_NUMBER"):
            _small(shape.element, "r" if kind == "SLIDE_NUMBER" else "l")


def _small(element: etree._Element, align: str) -> None:
    """The type of foot and number."""
    look = element.find(f".//{qn('a:lstStyle')}")
    for old in list(look):
        look.remove(old)
    style = f'<a:lvl1pPr {nsdecls("a")} algn="{align}"><a:defRPr sz="800"><a:solidFill><a:srgbClr val="{LIGHT.grey_2.lstrip("#")}"/></a:solidFill></a:defRPr></a:lvl1pPr>'  # noqa: E501
    look.append(parse_xml(style))


def _with_kicker(of: SlideLayout) -> None:
    """The placeholder over the title: in our layout only."""
    of.name = "Message"
    title = next(p for p in of.placeholders if p.placeholder_format.type.name == "TITLE")
    kicker = deepcopy(title.element)
    kicker.find(f".//{qn('p:cNvPr')}").set("id", "20")
    kicker.find(f".//{qn('p:cNvPr')}").set("name", "What it speaks of")
    mark = kicker.find(f".//{qn('p:ph')}")
    mark.set("type", "body")
    mark.set("idx", str(KICKER))
    mark.set("sz", "quarter")
    look = kicker.find(f".//{qn('a:lstStyle')}")
    style = f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr>'  # noqa: E501
    look.append(parse_xml(style))
    title.element.addnext(kicker)
    placed = next(p for p in of.placeholders if p.placeholder_format.idx == KICKER)
    placed.left, placed.top, placed.width, placed.height = (
        px(v) for v in (sheet.MARGIN, sheet.TOP, sheet.ROOM, 52)
    )
