"""Parts of a screen as shapes, where the screen has them: names, statements, figures, rows of marks."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.slide import Slide

from dashboard import labels
from dashboard.meeting import layout
from dashboard.meeting.screens import Figures, Line, Lines, MapPart, Name, Names, Part, Rows
from dashboard.meeting.slides import charts, marks, pictures
from dashboard.meeting.slides.texts import CAPTION, HAIR, Place, Said, box, fitting, line


def draw(slide: Slide, part: Part, place: Place, step: int, scale: float) -> None:
    """One part in its column; `place` is left, top, width and height in pixels, `scale` that of lists."""
    sizes = layout.STEPS[step]
    if isinstance(part, Names | Lines):
        _listed(slide, part, place, sizes, scale)
    elif isinstance(part, Figures):
        _figures(slide, part, place, sizes)
    elif isinstance(part, MapPart):
        pictures.map_part(slide, part, place)
    elif isinstance(part, Rows):
        _rows(slide, part, place, sizes)
    elif part.rows:
        high = min(sum(layout.row_height(row, part, sizes) for row in part.rows), place[3])
        charts.drawn(slide, part, (*place[:3], high))


def list_scale(parts: Sequence[Part], widths: Sequence[float], step: int) -> float:
    """All lists of a screen are in the same type, that of the item which needs the smallest."""
    sizes = layout.STEPS[step]
    rooms = (
        fitting(_said(item, sizes), *_room(item, wide, sizes))
        for part, wide in zip(parts, widths, strict=True)
        for item in _items(part)
    )
    return min(rooms, default=1.0)


def _items(part: Part) -> tuple[Name | Line, ...]:
    if isinstance(part, Names):
        return part.items
    return part.lines if isinstance(part, Lines) else ()


def _room(item: Name | Line, wide: float, sizes: layout.Step) -> tuple[float, float]:
    """Width and height of an item's text."""
    return wide - _indent(item, sizes), layout.item_height(item, wide, sizes) - sizes.gap


def _listed(slide: Slide, part: Names | Lines, place: Place, sizes: layout.Step, scale: float) -> None:
    left, top, wide, _ = place
    for item in _items(part):
        inner, high = _room(item, wide, sizes)
        if isinstance(item, Name) and item.status:
            lift = (sizes.name * 1.14 - sizes.glyph) / 2
            word = labels.status_label(item.status)
            marks.mark(slide.shapes, item.status, left, top + lift, sizes.glyph, said=word)
        box(slide, (left + wide - inner, top, inner, high), *_said(item, sizes), scale=scale)
        top += high + sizes.gap


def _indent(item: Name | Line, sizes: layout.Step) -> int:
    return sizes.indent if isinstance(item, Name) and item.status else 0


def _said(item: Name | Line, sizes: layout.Step) -> list[Said]:
    title = item.title if isinstance(item, Name) else item.text
    about = item.about if isinstance(item, Line) else ""
    if isinstance(item, Name) and sizes is layout.STEPS[layout.IN_LINE]:
        return [Said(title, sizes.name, is_bold=True, then=item.under)]
    told = [Said(about, layout.TEXT, colour="grey")] if about else []
    told.append(Said(title, sizes.name, is_bold=True, leading=1.14, before=6 if about else 0))
    return [*told, *([Said(item.under, layout.TEXT, colour="grey", before=6)] if item.under else [])]


def _figures(slide: Slide, part: Figures, place: Place, sizes: layout.Step) -> None:
    left, top, wide, _ = place
    across = layout.figures_across(part, wide)
    each = wide / across
    for at in range(0, len(part.figures), across):
        row = part.figures[at : at + across]
        for number, figure in enumerate(row):
            told = [
                Said(figure.value, sizes.value, is_bold=True, leading=1.1),
                Said(figure.label, layout.TEXT),
            ]
            told += [Said(figure.under, layout.TEXT, colour="grey")] if figure.under else []
            high = layout.figures_height(Figures((figure,)), each, sizes)
            box(slide, (left + number * each, top, each - 32, high), *told)
        top += layout.figures_height(Figures(row), wide if len(row) == across else each * len(row), sizes)


def _rows(slide: Slide, part: Rows, place: Place, sizes: layout.Step) -> None:
    left, top, wide, _ = place
    names = layout.name_width(part.rows)
    for number, row in enumerate(part.rows):
        high = layout.row_height(row, part, sizes)
        if number:
            line(slide, left, top, wide, 2, HAIR)
        box(slide, (left, top, names - 20, high), Said(row.name, layout.TEXT), anchor="middle")
        at = left + names
        if row.total:
            marks.row(
                slide.shapes, row.counts, at, top + (high - sizes.glyph) / 2, sizes.glyph, sizes.between
            )
        else:
            empty = Said(row.said or labels.MISSING, layout.TEXT, colour=CAPTION)
            box(slide, (at, top, wide - names, high), empty, anchor="middle")
        top += high
