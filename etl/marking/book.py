"""The workbook part: which sheets there are, and a sheet more or fewer in front, with all that counts sheets."""

from __future__ import annotations

from dataclasses import dataclass

from etl.marking.mark import CannotMark, xml
from etl.marking.outline import Edits, Node, outline
from etl.marking.parts import CONTENT_TYPES, Parts, Relation

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True)
class Tab:
    """One worksheet: its name, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Book:
    """The workbook part of a package, read anew after every change."""

    def __init__(self, parts: Parts) -> None:
        """CannotMark where the package has no workbook part that can be followed."""
        self.parts = parts
        self.part = _main_part(parts)
        self._load()

    def _load(self) -> None:
        self.data = self.parts.read(self.part)
        self.root = outline(self.data)
        self.space = self.root.space
        self.rel_base = _STRICT if "purl.oclc.org" in self.space else _TRANSITIONAL
        self._relations = {relation.id: relation for relation in self.parts.relations(self.part)}
        self.tabs = [tab for node in self._sheets() if (tab := self._tab(node)) is not None]

    def _sheets(self) -> list[Node]:
        sheets = self.root.one("sheets")
        return list(sheets.all("sheet")) if sheets else []

    def _tab(self, node: Node) -> Tab | None:
        relation = self._relations.get(node.attributes.get("id", ""))
        if relation is None or relation.kind != "worksheet" or relation.target not in self.parts:
            return None
        hidden = node.attributes.get("state", "visible") != "visible"
        return Tab(node.attributes.get("name", ""), relation.target, hidden)

    def related(self, kind: str) -> Relation | None:
        """The part of that kind that the workbook leads to, such as its styles."""
        return next((r for r in self._relations.values() if r.kind == kind), None)

    def free_name(self, wanted: str) -> str:
        """`wanted`, or with a number behind it where a sheet is called so already."""
        taken = {node.attributes.get("name", "").casefold() for node in self._sheets()}
        name, number = wanted, 2
        while name.casefold() in taken:
            name, number = f"{wanted} ({number})", number + 1
        return name

    def add_front(self, name: str, sheet: bytes) -> str:
        """Add a worksheet before the others, shown when the file is opened; gives its part."""
        part = self.parts.free("xl/worksheets/sheet{}.xml")
        self.parts.write(part, sheet)
        self.parts.declare(part, SHEET_TYPE)
        rel_id = self.parts.relate(self.part, f"{self.rel_base}/worksheet", part)
        edits, sheets = Edits(self.data), self.root.one("sheets")
        if sheets is None:
            raise CannotMark("it lists no sheets")
        number = 1 + max((int(n.attributes.get("sheetId", 0)) for n in self._sheets()), default=0)
        tag = b'<sheet xmlns="%s" xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>'
        filled = tag % (self.space.encode(), self.rel_base.encode(), xml(name), number, rel_id.encode())
        edits.replace(sheets.inside, sheets.inside, filled)
        self._shift(edits, 1)
        self._show_first(edits, 0)
        self._save(edits)
        return part

    def drop(self, name: str) -> None:
        """Take a worksheet out."""
        nodes = self._sheets()
        index = next(i for i, node in enumerate(nodes) if node.attributes.get("name") == name)
        tab = self._tab(nodes[index])
        edits = Edits(self.data)
        edits.remove(nodes[index])
        self._shift(edits, -1, above=index)
        left = [node for i, node in enumerate(nodes) if i != index]
        shown = (i for i, node in enumerate(left) if node.attributes.get("state", "visible") == "visible")
        self._show_first(edits, next(shown, 0))
        self.parts.write(self.part, edits.result())
        if tab is not None:
            self.parts.unrelate(self.part, tab.part)
            self.parts.remove(tab.part)
        self._load()

    def _shift(self, edits: Edits, by: int, above: int = -1) -> None:
        """Names of one sheet only (print areas, filters) count sheets from 0 in the order of the tabs."""
        names = self.root.one("definedNames")
        for node in names.all("definedName") if names else ():
            index = node.attributes.get("localSheetId")
            if index is None:
                continue
            if int(index) == above:
                edits.remove(node)
            elif int(index) > above:
                edits.attribute(node, "localSheetId", str(int(index) + by))

    def _show_first(self, edits: Edits, index: int) -> None:
        views = self.root.one("bookViews")
        for view in views.all("workbookView") if views else ():
            for name, value in (("activeTab", index), ("firstSheet", 0)):
                if name in view.attributes or value:
                    edits.attribute(view, name, str(value))

    def _save(self, edits: Edits) -> None:
        self.parts.write(self.part, edits.result())
        self._load()


def _main_part(parts: Parts) -> str:
    for node in outline(parts.read(CONTENT_TYPES)).all("Override"):
        if node.attributes.get("ContentType", "").endswith("main+xml"):
            name = node.attributes.get("PartName", "").lstrip("/").lower()
            if name in parts:
                return name
    if "xl/workbook.xml" not in parts:
        raise CannotMark("it does not say where its sheets are")
    return "xl/workbook.xml"
