"""The zip container of a workbook for changing: its parts by name, their relations and their content types."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from etl.marking.mark import CannotMark, xml
from etl.marking.outline import Edits, outline
from etl.read.package import Package, resolve
from etl.read.raw import Limits

CONTENT_TYPES = "[content_types].xml"
_RELS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_NO_CHANGE = "_xmlsignatures/"


@dataclass(frozen=True)
class Relation:
    """One relation of a part: its id, the last word of its type, and the part it leads to (lower case)."""

    id: str
    kind: str
    target: str


class Parts:
    """A package whose parts can be changed. Names are lower case without leading slash, as in `Package`."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Unreadable as for reading; CannotMark where a change would break the file's signature."""
        self._package = Package(data, limits)
        entries = [entry for entry in self._package.archive.infolist() if not entry.is_dir()]
        if len(entries) != len(set(self._package.names())) - sum(
            n.endswith("/") for n in self._package.names()
        ):
            raise CannotMark("it holds a part twice")
        if any(name.startswith(_NO_CHANGE) for name in self._package.names()):
            raise CannotMark("it carries a digital signature, which any mark would break")
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._changed or (name in self._entries and name not in self._removed)

    def names(self) -> list[str]:
        """Every part there is now."""
        kept = [name for name in self._entries if name not in self._removed]
        return kept + [name for name in self._changed if name not in self._entries]

    def read(self, name: str) -> bytes:
        """A part as it is now; KeyError where there is none."""
        if name in self._changed:
            return self._changed[name]
        if name in self._removed:
            raise KeyError(name)
        return self._package.archive.read(self._entries[name])

    def write(self, name: str, data: bytes) -> None:
        """Change or add a part."""
        self._changed[name] = data
        self._removed.discard(name)

    def remove(self, name: str) -> None:
        """Take a part out, with its relations and its content type."""
        for gone in (name, rels_of(name)):
            if gone in self:
                self._changed.pop(gone, None)
                self._removed.add(gone)
        types = self.read(CONTENT_TYPES)
        edits = Edits(types)
        for node in outline(types).all("Override"):
            if _plain(node.attributes.get("PartName", "")) == name:
                edits.remove(node)
        self.write(CONTENT_TYPES, edits.result())

    def free(self, pattern: str) -> str:
        """The first name of the pattern (`xl/comments{}.xml`) that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, name: str) -> list[Relation]:
        """Where a part leads to, inside the package."""
        rels = rels_of(name)
        if rels not in self:
            return []
        found = []
        for node in outline(self.read(rels)).all("Relationship"):
            given = node.attributes
            kind = given.get("Type", "").rpartition("/")[2]
            target = (
                resolve(name, given.get("Target", "")).lower()
                if given.get("TargetMode") != "External"
                else ""
            )
            found.append(Relation(given.get("Id", ""), kind, target))
        return found

    def relate(self, name: str, type_uri: str, target: str) -> str:
        """Add a relation and give its id."""
        rels = rels_of(name)
        data = self.read(rels) if rels in self else _RELS
        root = outline(data)
        taken = {node.attributes.get("Id", "") for node in root.children}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        edits = Edits(data)
        edits.append(
            root,
            b'<Relationship xmlns="%s" Id="rId%d" Type="%s" Target="/%s"/>'
            % (root.space.encode(), number, xml(type_uri), xml(target)),
        )
        self.write(rels, edits.result())
        return f"rId{number}"

    def unrelate(self, name: str, target: str) -> None:
        """Take out the relations of a part that lead to `target`."""
        rels = rels_of(name)
        data = self.read(rels)
        edits = Edits(data)
        for node in outline(data).all("Relationship"):
            if resolve(name, node.attributes.get("Target", "")).lower() == target:
                edits.remove(node)
        self.write(rels, edits.result())

    def declare(self, name: str, content_type: str) -> None:
        """Say what a new part is."""
        data = self.read(CONTENT_TYPES)
        root = outline(data)
        edits = Edits(data)
        edits.append(
            root,
            b'<Override xmlns="%s" PartName="/%s" ContentType="%s"/>'
            % (root.space.encode(), xml(name), content_type.encode()),
        )
        self.write(CONTENT_TYPES, edits.result())

    def packed(self) -> bytes:
        """The package as bytes: parts in their order, new ones behind."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.names():
                entry = self._entries.get(name)
                info = zipfile.ZipInfo(entry.filename, entry.date_time) if entry else zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self.read(name), compresslevel=6)
        return buffer.getvalue()


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def rels_of(name: str) -> str:
    """Name of the part that holds a part's relations."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")
