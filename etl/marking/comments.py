"""Comments on cells: the part that holds their texts. An existing comment is kept and ours stands under it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.cells import letters
from etl.marking import shapes
from etl.marking.book import Book
from etl.marking.mark import MARKER, SHEET, CannotMark, xml
from etl.marking.outline import Edits, Node, outline
from etl.marking.parts import Parts
from etl.read.raw import Place

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_THREAD = "tc="  # author of a comment that stands for a thread, whose text is kept elsewhere
_TEXT = re.compile(rb"(<(?:[\w.-]+:)?t\b[^>]*>)(.*?)(</(?:[\w.-]+:)?t\s*>)", re.DOTALL)
_LOOK = b'<rPr>%s<sz val="9"/><rFont val="Tahoma"/></rPr>'
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SIGN = xml(MARKER)


def part_of(parts: Parts, sheet_part: str) -> str | None:
    """The part with a sheet's comments."""
    found = (r.target for r in parts.relations(sheet_part) if r.kind == "comments" and r.target in parts)
    return next(found, None)


def write(book: Book, sheet_part: str, texts: Mapping[Place, str]) -> str | None:
    """Write a comment for each place; gives the relation by which the sheet must draw them, where it has none yet."""
    part = part_of(book.parts, sheet_part) or _new_part(book, sheet_part)
    data = book.parts.read(part)
    edits, root = Edits(data), outline(data, 5)
    authors, found = root.one("authors"), root.one("commentList")
    if authors is None or found is None:
        raise CannotMark("its comments are written in an unusual way")
    existing = {node.attributes.get("ref", ""): node for node in found.all("comment")}
    threads = _threads(data, authors)
    added: list[tuple[Place, bytes]] = []
    for place in sorted(texts):
        node = existing.get(f"{letters(place[1])}{place[0]}")
        if node is None:
            added.append((place, _comment(root.space, place, len(authors.children), texts[place])))
        elif int(node.attributes.get("authorId", 0)) not in threads:
            _append(edits, node, root.space, texts[place])
    if added:
        space = root.space.encode()
        edits.append(authors, b'<author xmlns="%s">%s</author>' % (space, xml(SHEET)))
        edits.append(found, b"".join(comment for _, comment in added))
    book.parts.write(part, edits.result())
    return shapes.add(book, sheet_part, {place: texts[place] for place, _ in added})


def _new_part(book: Book, sheet_part: str) -> str:
    part = book.parts.free("xl/comments{}.xml")
    content = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
    ) % book.space.encode()
    book.parts.write(part, content)
    book.parts.declare(part, COMMENTS_TYPE)
    book.parts.relate(sheet_part, f"{book.rel_base}/comments", part)
    return part


def _threads(data: bytes, authors: Node) -> set[int]:
    texts = [data[node.inside : node.end_tag].decode("utf-8", "replace") for node in authors.children]
    return {at for at, text in enumerate(texts) if text.strip().startswith(_THREAD)}


def _comment(space: str, place: Place, author: int, text: str) -> bytes:
    return b'<comment xmlns="%s" ref="%s%d" authorId="%d" shapeId="0"><text>%s</text></comment>' % (
        space.encode(),
        letters(place[1]).encode(),
        place[0],
        author,
        _runs(space, "", text),
    )


def _runs(space: str, before: str, text: str) -> bytes:
    """Our text as formatted runs: the line by which it is known, then what there is to say."""
    name = space.encode()
    head = b'<r xmlns="%s">%s<t xml:space="preserve">%s</t></r>' % (
        name,
        _LOOK % b"<b/>",
        xml(before + MARKER),
    )
    body = b'<r xmlns="%s">%s<t xml:space="preserve">%s</t></r>' % (name, _LOOK % b"", xml(f"\n{text}"))
    return head + body


def _append(edits: Edits, comment: Node, space: str, text: str) -> None:
    holder = comment.one("text")
    if holder is None:
        return
    for plain in holder.all("t"):  # a text without runs becomes its first run
        edits.replace(plain.start, plain.start, b'<r xmlns="%s">' % space.encode())
        edits.replace(plain.end, plain.end, b"</r>")
    edits.append(holder, _runs(space, "\n\n", text))


def clean(parts: Parts, sheet_part: str) -> bool:
    """Take our comments out; tells whether the sheet draws nothing any more that is no cell."""
    part = part_of(parts, sheet_part)
    if part is None:
        return False
    data = parts.read(part)
    if _SIGN not in data and MARKER.encode() not in data:
        return False
    edits, root = Edits(data), outline(data, 5)
    found = root.one("commentList")
    comments = list(found.all("comment")) if found else []
    gone = [node for node in comments if _clean_one(edits, node)]
    parts.write(part, edits.result())
    if len(gone) == len(comments):
        parts.unrelate(sheet_part, part)
        parts.remove(part)
    return shapes.clean(parts, sheet_part, {place_of(node.attributes.get("ref", "")) for node in gone})


def place_of(ref: str) -> Place:
    """Row and column of an address; (0, 0) where it is none."""
    found = _PLACE.fullmatch(ref)
    if not found:
        return (0, 0)
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column


def _clean_one(edits: Edits, comment: Node) -> bool:
    """Cut our text off a comment; tells whether the whole comment was ours and is gone."""
    holder = comment.one("text")
    runs = [child for child in holder.children if child.name in ("r", "t")] if holder else []
    written = [edits.data[run.start : run.end] for run in runs]
    first = next((at for at, text in enumerate(written) if _sign_at(text) >= 0), None)
    if first is None:
        return False
    before = _before(written[first])
    if before is None and not any(_plain(text) for text in written[:first]):
        edits.remove(comment)
        return True
    if before is None:
        edits.remove(runs[first])
    else:
        start, end, text = before
        edits.replace(runs[first].start + start, runs[first].start + end, text)
    for run in runs[first + 1 :]:
        edits.remove(run)
    return False


def _sign_at(written: bytes) -> int:
    return max(written.find(_SIGN), written.find(MARKER.encode()))


def _plain(written: bytes) -> bytes:
    return b"".join(found[2] for found in _TEXT.finditer(written)).replace(b"&#10;", b"").strip()


def _before(written: bytes) -> tuple[int, int, bytes] | None:
    """What stands before our line in a run that another program made of both, and where: start, end, text."""
    at = _sign_at(written)
    for found in _TEXT.finditer(written):
        if found.start(2) <= at < found.end(2):
            text = re.sub(rb"(?:\s|&#10;|&#xA;)+$", b"", written[found.start(2) : at])
            return (*found.span(2), text) if text else None
    return None
