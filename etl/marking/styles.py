"""The formats that our marks need, appended to a workbook's own, which keep their numbers."""

from __future__ import annotations

from etl.marking.book import Book
from etl.marking.mark import CannotMark
from etl.marking.outline import Edits, Node, outline

STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
RED, INK, GREY, BLUE = "FFB3261E", "FF15191E", "FF646B73", "FF1B4F94"
WASHES = {"fix": "FFF9D5D0", "confirm": "FFFBE7B2", "note": "FFDDE7F5"}
EDGES = {"fix": RED, "confirm": "FF8A6100", "note": BLUE}

_FONTS = {
    "plain": b'<sz val="11"/><color rgb="FF15191E"/><name val="Calibri"/>',
    "title": b'<b/><sz val="20"/><color rgb="FF15191E"/><name val="Calibri"/>',
    "bold": b'<b/><sz val="11"/><color rgb="FF15191E"/><name val="Calibri"/>',
    "group": b'<b/><sz val="13"/><color rgb="FF15191E"/><name val="Calibri"/>',
    "group_fix": b'<b/><sz val="13"/><color rgb="FFB3261E"/><name val="Calibri"/>',
    "link": b'<u/><sz val="11"/><color rgb="FF1B4F94"/><name val="Calibri"/>',
}
_FILLS = {"head": b"FFF3F1EB"}
_EDGE = b'<left/><right/><top/><bottom style="%s"><color rgb="%s"/></bottom><diagonal/>'
_BORDERS = {"line": _EDGE % (b"thin", b"FFD8D6CE"), "rule": _EDGE % (b"medium", b"FF15191E")}
_BORDERS["rule_fix"] = _EDGE % (b"medium", RED.encode())
# What a cell of "Please fix" looks like: font, fill, border, wrapped.
_CELLS = {
    "title": ("title", None, None, False),
    "line": ("plain", None, None, False),
    "line_bold": ("bold", None, None, False),
    "head": ("bold", "head", "line", True),
    "group": ("group", None, "rule", False),
    "group_fix": ("group_fix", None, "rule_fix", False),
    "text": ("plain", None, "line", True),
    "link": ("link", None, "line", True),
    "no_link": ("bold", None, "line", True),
}
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
_BEHIND_DXFS = ("tableStyles", "colors", "extLst")


def add(book: Book) -> tuple[dict[str, int], dict[str, int]]:
    """Appends the formats; gives numbers of cell styles by name, and of conditional formats by severity."""
    related = book.related("styles")
    part = related.target if related and related.target in book.parts else _new_part(book)
    data = book.parts.read(part)
    root = outline(data)
    edits = Edits(data)
    writer = _Writer(root, edits)
    fonts = writer.append("fonts", "font", _FONTS)
    fills = writer.append("fills", "fill", {k: _solid(v.decode()) for k, v in _FILLS.items()})
    borders = writer.append("borders", "border", _BORDERS)
    cells = writer.append_raw(
        "cellXfs", {name: _xf(*look, fonts, fills, borders) for name, look in _CELLS.items()}
    )
    colours = writer.append_dxfs({name: _dxf(name) for name in WASHES})
    book.parts.write(part, edits.result())
    return cells, {**colours, "stop": colours["fix"]}


def _new_part(book: Book) -> str:
    part = book.parts.free("xl/styles{}.xml")
    data = _EMPTY.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", book.space.encode())
    book.parts.write(part, data)
    book.parts.declare(part, STYLES_TYPE)
    book.parts.relate(book.part, f"{book.rel_base}/styles", part)
    return part


class _Writer:
    def __init__(self, root: Node, edits: Edits) -> None:
        self.root, self.edits = root, edits
        self.space = root.space.encode()

    def append(self, parent: str, tag: str, contents: dict[str, bytes]) -> dict[str, int]:
        name = tag.encode()
        return self.append_raw(parent, {k: b"<%s>%s</%s>" % (name, v, name) for k, v in contents.items()})

    def append_raw(self, parent: str, elements: dict[str, bytes]) -> dict[str, int]:
        node = self.root.one(parent)
        if node is None:
            raise CannotMark("its table of formats is incomplete")
        count = len(node.children)
        if "count" in node.attributes and node.inside != node.end:
            self.edits.attribute(node, "count", str(count + len(elements)))
        self.edits.append(node, b"".join(self._spaced(element) for element in elements.values()))
        return {name: count + at for at, name in enumerate(elements)}

    def append_dxfs(self, elements: dict[str, bytes]) -> dict[str, int]:
        node = self.root.one("dxfs")
        if node is not None and node.children:
            return self.append_raw("dxfs", elements)
        block = b'<dxfs xmlns="%s" count="%d">%s</dxfs>' % (
            self.space,
            len(elements),
            b"".join(elements.values()),
        )
        if node is not None:
            self.edits.replace(node.start, node.end, block)
        else:
            behind = next((n for n in self.root.children if n.name in _BEHIND_DXFS), None)
            at = behind.start if behind else self.root.end_tag
            self.edits.replace(at, at, block)
        return {name: at for at, name in enumerate(elements)}

    def _spaced(self, element: bytes) -> bytes:
        head, rest = element[1:].split(b">", 1)
        tag, _, attributes = head.partition(b" ")
        return b'<%s xmlns="%s" %s>%s' % (tag, self.space, attributes, rest)


def _solid(colour: str) -> bytes:
    return (
        b'<patternFill patternType="solid"><fgColor rgb="%s"/><bgColor indexed="64"/></patternFill>'
        % colour.encode()
    )


def _dxf(severity: str) -> bytes:
    wash, edge = WASHES[severity].encode(), EDGES[severity].encode()
    sides = b"".join(
        b'<%s style="thin"><color rgb="%s"/></%s>' % (side, edge, side)
        for side in (b"left", b"right", b"top", b"bottom")
    )
    fill = b'<patternFill patternType="solid"><fgColor rgb="%s"/><bgColor rgb="%s"/></patternFill>' % (
        wash,
        wash,
    )
    return b'<dxf><font><color rgb="%s"/></font><fill>%s</fill><border>%s</border></dxf>' % (
        INK.encode(),
        fill,
        sides,
    )


def _xf(
    font: str,
    fill: str | None,
    border: str | None,
    wrapped: bool,
    fonts: dict[str, int],
    fills: dict[str, int],
    borders: dict[str, int],
) -> bytes:
    return (
        b'<xf numFmtId="49" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" '
        b'applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="%s"%s/></xf>'
    ) % (
        fonts[font],
        fills[fill] if fill else 0,
        borders[border] if border else 0,
        b"top" if wrapped else b"center",
        b' wrapText="1"' if wrapped else b"",
    )
