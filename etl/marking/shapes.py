"""The boxes in which a spreadsheet program shows comments: an old drawing part (VML), changed as text because
programs write it in ways that are not always XML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.marking.book import Book
from etl.marking.mark import CannotMark
from etl.marking.parts import Parts
from etl.read.raw import Place

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = (
    b'<v:shapetype %s id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    b'<v:shape %s id="_x0000_s%d" type="#_x0000_t202" style=\'position:absolute;margin-left:60pt;margin-top:2pt;'
    b'width:%dpt;height:%dpt;z-index:%d;visibility:hidden\' fillcolor="#ffffe1" o:insetmode="auto">'
    b'<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    b"<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    b"<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_ONE = re.compile(rb"<v:shape\b.*?</v:shape\s*>", re.DOTALL | re.IGNORECASE)
_AT = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:\1>", re.IGNORECASE)
_NUMBER = re.compile(rb'id="_x0000_s(\d+)"')
_END = re.compile(rb"</xml\s*>\s*$")
_WIDTH, _LINE, _LETTERS_A_LINE, _MOST_LINES = 230, 13, 42, 24


def part_of(parts: Parts, sheet_part: str) -> str | None:
    """The sheet's old drawing, where it has one."""
    found = (r.target for r in parts.relations(sheet_part) if r.kind == "vmlDrawing" and r.target in parts)
    return next(found, None)


def add(book: Book, sheet_part: str, texts: Mapping[Place, str]) -> str | None:
    """Draw a hidden box for each comment; gives the relation of a drawing that was made for them."""
    if not texts:
        return None
    part = part_of(book.parts, sheet_part)
    data = book.parts.read(part) if part else b"<xml %s></xml>" % _NAMES
    end = _END.search(data)
    if end is None:
        raise CannotMark("its comments are drawn in an unusual way")
    kind = b"" if b'id="_x0000_t202"' in data else _KIND % _NAMES
    number = 1 + max((int(found[1]) for found in _NUMBER.finditer(data)), default=1024)
    boxes = [_box(number + at, place, texts[place]) for at, place in enumerate(texts)]
    filled = data[: end.start()] + kind + b"".join(boxes) + data[end.start() :]
    if part:
        book.parts.write(part, filled)
        return None
    part = book.parts.free("xl/drawings/vmldrawing{}.vml")
    book.parts.write(part, filled)
    book.parts.declare(part, VML_TYPE)
    return book.parts.relate(sheet_part, f"{book.rel_base}/vmlDrawing", part)


def _box(number: int, place: Place, text: str) -> bytes:
    lines = 2 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    height = _LINE * min(lines, _MOST_LINES) + 6
    return _SHAPE % (_NAMES, number, _WIDTH, height, number, place[0] - 1, place[1] - 1)


def clean(parts: Parts, sheet_part: str, places: set[Place]) -> bool:
    """Take out the boxes of these comments; tells whether the drawing is gone because nothing else was in it."""
    part = part_of(parts, sheet_part)
    if part is None:
        return False
    left = _ONE.sub(lambda box: b"" if _at(box[0]) in places else box[0], parts.read(part))
    if re.search(rb"<v:(?!shapetype|stroke|path)\w", left, re.IGNORECASE):
        parts.write(part, left)
        return False
    parts.unrelate(sheet_part, part)
    parts.remove(part)
    return True


def _at(box: bytes) -> Place | None:
    if b'ObjectType="Note"' not in box:
        return None
    found = {name.lower(): int(number) + 1 for name, number in _AT.findall(box)}
    return (found[b"row"], found[b"column"]) if len(found) == 2 else None
