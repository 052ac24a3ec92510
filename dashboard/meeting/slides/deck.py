"""Screens into slides: title, line over it, parts, foot, and notes that say every figure and where it comes from."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO

from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide

from dashboard import labels, progress
from dashboard.filters import View
from dashboard.meeting import deck as decks
from dashboard.meeting import layout
from dashboard.meeting.furniture import stamped
from dashboard.meeting.measure import height, width
from dashboard.meeting.screens import HEIGHT, Bars, Deck, Screen
from dashboard.meeting.slides import marks
from dashboard.meeting.slides.notes import noted
from dashboard.meeting.slides.parts import draw
from dashboard.meeting.slides.template import KICKER, empty, message_layout
from dashboard.meeting.slides.texts import HAIR, Said, box, line, write

_KEY, _KEY_GAP = 38, 56
_PROPERTY = 255  # letters that a property of a file may have


def made(view: View) -> bytes:
    """The slides of a view, arranged as its edition says."""
    progress.tell("Reading figures", 1, 2)
    return written(decks.built(view, decks.edition_of(view)))


def written(deck: Deck) -> bytes:
    """A deck as a pptx file."""
    file = empty()
    file.core_properties.title = deck.title[:_PROPERTY]
    file.core_properties.subject = f"Edition: {deck.stamp.edition}; for period {deck.stamp.period}"[:_PROPERTY]
    file.core_properties.author = deck.stamp.made_by
    file.core_properties.language = "en-GB"
    for number, screen in enumerate(deck.screens, start=1):
        progress.tell(f"Drawing slides: {screen.name}", number + 1, len(deck.screens) + 1)
        _slide(file, screen, deck)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _slide(file: Presentation, screen: Screen, deck: Deck) -> None:
    slide = file.slides.add_slide(message_layout(file))
    top = _head(slide, screen, deck.mark)
    high = layout.body_height(screen, deck.mark)
    line(slide, layout.MARGIN, top + 44, layout.ROOM, 4, "ink")
    left = float(layout.MARGIN)
    for part, wide in zip(screen.parts, layout.columns(screen.parts, screen.step), strict=True):
        draw(slide, part, (left, top + 88, wide, high), screen.step)
        left += wide + layout.GUTTER
    _foot(slide, screen, top + 88 + high + 12)
    _stamp(slide, _short(deck))
    slide.notes_slide.notes_text_frame.text = noted(screen, deck)


def _head(slide: Slide, screen: Screen, mark: str) -> float:
    """The line over the message and the message; gives where it ends."""
    wide = min(width(mark, layout.TEXT), layout.ROOM * 0.4)
    rest = layout.ROOM - wide - 48
    high = max(height(screen.kicker, layout.TEXT, rest, layout.LEADING), height(mark, layout.TEXT, layout.ROOM * 0.4, layout.LEADING)) + 4  # fmt: skip
    kicker = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == KICKER)
    _at(kicker, layout.MARGIN, layout.TOP, rest, high)
    write(kicker.text_frame, Said(screen.kicker, layout.TEXT, colour="grey"))
    size = layout.title_size(screen.message.text)
    title = height(screen.message.text, size, layout.ROOM, 1.06)
    _at(slide.shapes.title, layout.MARGIN, layout.TOP + high, layout.ROOM, title)
    write(slide.shapes.title.text_frame, Said(screen.message.text, size, is_bold=True, leading=1.06))
    at = (layout.MARGIN + layout.ROOM - wide, layout.TOP, wide, high)
    box(slide, at, Said(mark, layout.TEXT, colour="grey"), align="right")
    return layout.TOP + high + title


def _at(shape, left: float, top: float, wide: float, high: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from dashboard.meeting.slides.template import px

    shape.left, shape.top, shape.width, shape.height = px(left), px(top), px(wide), px(high)


def _foot(slide: Slide, screen: Screen, top: float) -> None:
    """What the marks mean, with the counts, and the reports that are shown."""
    line(slide, layout.MARGIN, top, layout.ROOM, 2, HAIR)
    high = layout.TEXT * layout.LEADING + 8
    left, top, end = float(layout.MARGIN), top + 14, layout.MARGIN + layout.ROOM
    for code, count in screen.key:
        words = f"{labels.number(count)} {labels.IN_SENTENCE[code]}"
        wide = width(words, layout.TEXT) + 24
        if left + _KEY + 14 + wide > end:
            left, top = float(layout.MARGIN), top + high
        marks.mark(slide.shapes, code, left, top + (high - _KEY) / 2, _KEY)
        box(slide, (left + _KEY + 14, top, wide, high), Said(words, layout.TEXT, colour="grey"), anchor="middle")
        left += _KEY + 14 + wide + _KEY_GAP - 24
    wide = width(screen.foot, layout.TEXT) + 24
    if screen.foot:
        top += high if left + wide > end and left > layout.MARGIN else 0
        box(slide, (end - wide, top, wide, high), Said(screen.foot, layout.TEXT, colour="grey"), align="right", anchor="middle")  # fmt: skip


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


__all__ = ["HEIGHT", "Bars", "made", "written"]
