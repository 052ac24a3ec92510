"""A worksheet part for changing: everything around its cells, which are never touched."""

from __future__ import annotations

import re

from etl.marking.mark import CannotMark
from etl.marking.outline import Edits, Node, outline
from etl.marking.parts import Parts

# Order of a worksheet's elements; an element that is not named here stands behind what we add.
_ORDER = re.split(
    r"\s+",
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing legacyDrawing",
)
_CELLS = re.compile(rb"<(?:[\w.-]+:)?sheetData\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_CELLS_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_PRIORITY = re.compile(rb"(<(?:[\w.-]+:)?cfRule\b[^>]*?\spriority=\")(\d+)(\")")


class Sheet:
    """A worksheet without its cells. Change it through `edits`, then `save`; one round of changes an object."""

    def __init__(self, parts: Parts, part: str) -> None:
        """CannotMark where the part is no plain worksheet."""
        self.parts, self.part = parts, part
        data = parts.read(part)
        self._before, self._cells, self._after = _split(data)
        self.edits = Edits(self._before + b"<sheetData/>" + self._after)
        self.root = outline(self.edits.data)
        if self.root.name != "worksheet" or "sheetData" not in {node.name for node in self.root.children}:
            raise CannotMark("one of its sheets is written in an unusual way")

    @property
    def space(self) -> bytes:
        """Namespace of the worksheet's elements."""
        return self.root.space.encode()

    def insert(self, name: str, new: bytes) -> None:
        """Add an element where the format wants it."""
        rank = _ORDER.index(name)
        for node in self.root.children:
            if node.name not in _ORDER or _ORDER.index(node.name) > rank:
                self.edits.replace(node.start, node.start, new)
                return
        self.edits.append(self.root, new)

    def rules(self) -> list[Node]:
        """Its conditional formats."""
        return list(self.root.all("conditionalFormatting"))

    def bytes_of(self, node: Node) -> bytes:
        """An element as it is written."""
        return self.edits.data[node.start : node.end]

    def unselect(self) -> None:
        """No longer the sheet shown, nor one of several chosen together."""
        views = self.root.one("sheetViews")
        for view in views.all("sheetView") if views else ():
            if view.attributes.get("tabSelected") in ("1", "true"):
                self.edits.attribute(view, "tabSelected", "0")

    def save(self, *, shift_priorities: int = 0) -> None:
        """Write the changes; `shift_priorities` moves the ranks of all rules, which keeps their order."""
        mark = b"<sheetData/>"
        before, _, after = self.edits.result().partition(mark)
        if shift_priorities:
            after = _PRIORITY.sub(lambda m: m[1] + b"%d" % max(1, int(m[2]) + shift_priorities) + m[3], after)
        self.parts.write(self.part, before + self._cells + after)

    def priorities(self) -> list[int]:
        """Ranks of all its rules, also of those in extensions."""
        return [int(found[2]) for found in _PRIORITY.finditer(self._after)]


def _split(data: bytes) -> tuple[bytes, bytes, bytes]:
    start = _CELLS.search(data)
    if start is None:
        raise CannotMark("one of its sheets is written in an unusual way")
    if start[0].endswith(b"/>"):
        return data[: start.start()], start[0], data[start.end() :]
    ends = list(_CELLS_END.finditer(data, start.end()))
    if len(ends) != 1:
        raise CannotMark("one of its sheets is written in an unusual way")
    return data[: start.start()], data[start.start() : ends[0].end()], data[ends[0].end() :]
