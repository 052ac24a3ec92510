"""Screens into slides: title, line over it, parts, foot, and notes that say every figure and where it comes from."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from io import BytesIO

from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.meeting import deck as decks
from dashboard.meeting import layout, opened
from dashboard.meeting.furniture import stamped
from dashboard.meeting.measure import height, width
from dashboard.meeting.screens import Deck, Screen
from dashboard.meeting.slides import marks
from dashboard.meeting.slides.notes import noted
from dashboard.meeting.slides.parts import draw, list_scale
from dashboard.meeting.slides.template import KICKER, empty, message_layout, px
from dashboard.meeting.slides.texts import HAIR, Place, Said, box, fitting, line, scaled, write

_KEY, _KEY_GAP = 38, 56
_SLACK = 1.15  # room beside a text of one line, for a wider font
_PROPERTY = 255  # letters that a property of a file may have


def made(view: View) -> bytes:
    """The slides of a view, arranged as its edition says. What the speaker wrote goes along where they are made for the
    Secretariat."""
    progress.tell("Reading figures", 1, 2)
    return written(decks.built(pinned(view)), has_spoken=opened.is_own(view))


def pinned(view: View) -> View:
    """The view with its periods in every address: a file stays with its own when a newer report comes."""
    said = {"period": view.period, **({"compare": view.compare} if view.compare else {})}
    return view if view.edition else replace(view, typed={**said, **view.typed})


def written(deck: Deck, *, has_spoken: bool = False) -> bytes:
    """A deck as a pptx file; `has_spoken`: whether the speaker's own words go along."""
    file = empty()
    file.core_properties.title = deck.title[:_PROPERTY]
    file.core_properties.subject = f"Edition: {deck.stamp.edition}; for period {deck.stamp.period}"[
        :_PROPERTY
    ]
    file.core_properties.author = deck.stamp.made_by
    file.core_properties.language = "en-GB"
    for number, screen in enumerate(deck.screens, start=1):
        progress.tell(f"Drawing slides: {screen.name}", number + 1, len(deck.screens) + 1)
        slide = _slide(file, screen, deck)
        slide.notes_slide.notes_text_frame.text = noted(screen, deck, has_spoken=has_spoken)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _slide(file: Presentation, screen: Screen, deck: Deck) -> Slide:
    slide = file.slides.add_slide(message_layout(file))
    top = _head(slide, screen, deck.mark)
    high = layout.body_height(screen, deck.mark)
    line(slide, layout.MARGIN, top + 44, layout.ROOM, 4, "ink")
    left, widths = float(layout.MARGIN), layout.columns(screen.parts, screen.step)
    scale = list_scale(screen.parts, widths, screen.step)
    for part, wide in zip(screen.parts, widths, strict=True):
        draw(slide, part, (left, top + 88, wide, high), screen.step, scale)
        left += wide + layout.GUTTER
    _foot(slide, screen, top + 88 + high + 12)
    _stamp(slide, _short(deck))
    return slide


def _head(slide: Slide, screen: Screen, mark: str) -> float:
    """The line over the message and the message; gives where it ends."""
    most = layout.ROOM * 0.4
    drawn = min(width(mark, layout.TEXT), most)
    high = max(_high(screen.kicker, layout.ROOM - drawn - 48), _high(mark, most)) + 4  # as the screen has it
    wide = min(drawn * _SLACK, most)
    rest = layout.ROOM - wide - 48
    kicker = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == KICKER)
    _filled(kicker, (layout.MARGIN, layout.TOP, rest, high), Said(screen.kicker, layout.TEXT, colour="grey"))
    size = layout.title_size(screen.message.text)
    title = height(screen.message.text, size, layout.ROOM, 1.06)
    said = Said(screen.message.text, size, is_bold=True, leading=1.06)
    _filled(slide.shapes.title, (layout.MARGIN, layout.TOP + high, layout.ROOM, title), said)
    at = (layout.MARGIN + layout.ROOM - wide, layout.TOP, wide, high)
    box(slide, at, Said(mark, layout.TEXT, colour="grey"), align="right")
    return layout.TOP + high + title


def _high(text: str, wide: float) -> float:
    return height(text, layout.TEXT, wide, layout.LEADING)


def _filled(shape: BaseShape, place: Place, said: Said) -> None:
    """A placeholder with its text."""
    shape.left, shape.top, shape.width, shape.height = (px(value) for value in place)
    write(shape.text_frame, *scaled([said], fitting([said], *place[2:])))


def _foot(slide: Slide, screen: Screen, top: float) -> None:
    """What the marks mean, with the counts, and the reports that are shown."""
    line(slide, layout.MARGIN, top, layout.ROOM, 2, HAIR)
    high = layout.TEXT * layout.LEADING + 8
    left, top, end = float(layout.MARGIN), top + 14, layout.MARGIN + layout.ROOM
    for code, count in screen.key:
        words = f"{labels.number(count)} {labels.IN_SENTENCE[code]}"
        wide = _KEY + 14 + width(words, layout.TEXT)
        if left + wide > end:
            left, top = float(layout.MARGIN), top + high
        marks.mark(slide.shapes, code, left, top + (high - _KEY) / 2, _KEY)
        at = (left + _KEY + 14, top, wide + _KEY_GAP - _KEY - 24, high)
        box(slide, at, Said(words, layout.TEXT, colour="grey"), anchor="middle")
        left += wide + _KEY_GAP
    if left + width(screen.foot, layout.TEXT) > end:
        left, top = float(layout.MARGIN), top + high
    if screen.foot:
        said = Said(screen.foot, layout.TEXT, colour="grey")
        box(slide, (left, top, end - left, high), said, align="right", anchor="middle")


def _short(deck: Deck) -> str:
    """What every slide carries; the sources in brief, since the notes have them whole."""
    source = deck.stamp.source
    return stamped(deck).replace(source, source.split(". ")[0])


def _stamp(slide: Slide, words: str) -> None:
    """Foot and number as the layout has them, which a slide does not take over by itself."""
    for shape in slide.slide_layout.placeholders:
        kind = shape.placeholder_format.type.name
        if kind not in ("FOOTER", "SLIDE_NUMBER"):
            continue
        own = deepcopy(shape.element)
        slide.shapes._spTree.append(own)
        own.find(f".//{qn('p:cNvPr')}").set("id", str(max(s.shape_id for s in slide.shapes) + 1))
        if kind == "FOOTER":
            next(s for s in slide.shapes if s.element is own).text_frame.text = words
