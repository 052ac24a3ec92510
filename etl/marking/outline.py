"""An XML part as elements with their byte positions, so that a change touches the bytes that it means and no others."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from etl.marking.mark import CannotMark
from etl.read.package import refuse_doctype

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")


@dataclass
class Node:
    """One element: local name, namespace, attributes (without theirs), and where its bytes stand in the part.

    `start`–`inside` is the start tag, `inside`–`end_tag` the content, `end_tag`–`end` the end tag; an element
    written as `<a/>` has no content and `inside == end_tag == end`.
    """

    name: str
    space: str
    attributes: dict[str, str]
    start: int
    inside: int
    end_tag: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def one(self, name: str) -> Node | None:
        """The first child of that name."""
        return next(self.all(name), None)


def outline(data: bytes, depth: int = 3) -> Node:
    """The root with its descendants down to `depth` levels below it. CannotMark where the part is no plain XML."""
    if data.startswith(_UTF_16):
        raise CannotMark("its parts are written in a rare encoding")
    refuse_doctype(io.BytesIO(data))
    builder = _Builder(data, depth)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise CannotMark("one of its parts is damaged") from error
    return builder.root


class _Builder:
    def __init__(self, data: bytes, depth: int) -> None:
        self.data, self.depth = data, depth
        self.open: list[Node | None] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        node = None
        if len(self.open) <= self.depth:
            at = self.parser.CurrentByteIndex
            space, _, name = tag.rpartition(" ")
            plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            node = Node(name, space, plain, at, _tag_end(self.data, at))
            if not self.open:
                self.root = node
            elif (parent := self.open[-1]) is not None:
                parent.children.append(node)
        self.open.append(node)

    def _end(self, _tag: str) -> None:
        node = self.open.pop()
        if node is None:
            return
        if self.data[node.inside - 2 : node.inside] == b"/>":
            node.end_tag = node.end = node.inside
        else:
            node.end_tag = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.end_tag) + 1


def _tag_end(data: bytes, at: int) -> int:
    """Position behind the tag that begins at `at`; a > inside an attribute's quotes does not end it."""
    quote = 0
    for position in range(at, len(data)):
        byte = data[position]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return position + 1
    raise CannotMark("one of its parts is damaged")


class Edits:
    """Changes to one part, collected by position and made at once."""

    def __init__(self, data: bytes) -> None:
        """`data`: the part as it is."""
        self.data = data
        self._made: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put `new` in place of the bytes from `start` to `end`; equal positions insert, in the order given."""
        self._made.append((start, end, new))

    def append(self, node: Node, new: bytes) -> None:
        """Put `new` behind the last child of an element; at most once for an element written as `<a/>`."""
        if node.inside != node.end_tag or node.end_tag != node.end:
            self.replace(node.end_tag, node.end_tag, new)
            return
        found = _TAG_NAME.match(self.data, node.start)
        closing = b"</" + (found[1] if found else b"") + b">"
        self.replace(node.inside - 2, node.inside, b">" + new + closing)

    def remove(self, node: Node) -> None:
        """Take an element out."""
        self.replace(node.start, node.end, b"")

    def attribute(self, node: Node, name: str, value: str) -> None:
        """Give an attribute (without namespace) a new value; adds it where the element has none."""
        tag = self.data[node.start : node.inside]
        found = re.search(rb"\s" + name.encode() + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
        if found:
            self.replace(node.start + found.start(1), node.start + found.end(1), f'"{value}"'.encode())
        else:
            at = node.start + len(_TAG_NAME.match(tag)[0])  # type: ignore[index]
            self.replace(at, at, f' {name}="{value}"'.encode())

    def result(self) -> bytes:
        """The part with every change."""
        pieces, at = [], 0
        for start, end, new in sorted(self._made, key=lambda change: change[:2]):
            pieces += [self.data[at:start], new]
            at = end
        return b"".join([*pieces, self.data[at:]])
