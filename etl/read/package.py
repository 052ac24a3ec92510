"""The zip container of xlsx, xlsm, xlsb and ods: looked over before anything is unpacked, opened by part.

Sizes are judged by the zip directory first. zipfile never gives more of a part than its directory entry
declares, so a directory that lies cannot make us unpack more than was allowed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse
from xml.parsers import expat

from etl.read.grids import refuse_above, too_complex
from etl.read.raw import Limits, Unreadable

ENCRYPTED_FLAG = 0x1


class Package:
    """An office package. Part names are found whatever their case, with either slash."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Unreadable: damaged (no zip directory), encrypted, too_complex (declared sizes)."""
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("damaged", detail=str(error)) from error
        entries = self.archive.infolist()
        refuse_above("entries", len(entries), limits.max_entries)
        _refuse_bomb(entries, limits)
        self._by_name = {_plain(entry.filename): entry for entry in entries}
        if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
            raise Unreadable("encrypted")

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._by_name

    def names(self) -> Iterator[str]:
        """Part names, lower case, no leading slash."""
        return iter(self._by_name)

    def read(self, name: str) -> bytes:
        """The whole part; KeyError when there is none."""
        return self.archive.read(self._by_name[_plain(name)])

    def open(self, name: str) -> IO[bytes]:
        """The part as a stream, checked to have no document type (the way in for entity bombs)."""
        entry = self._by_name[_plain(name)]
        with self.archive.open(entry) as head:
            refuse_doctype(head)
        return self.archive.open(entry)

    def xml(self, name: str) -> Element:
        """The root element of a small part."""
        data = self.read(name)
        refuse_doctype(io.BytesIO(data))
        return fromstring(data)  # noqa: S314 - has no document type


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def resolve(base: str, target: str) -> str:
    """The part that a relationship of part `base` points at."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))


def _refuse_bomb(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    refuse_above("unpacked", unpacked >> 20, limits.max_unpacked >> 20)
    for entry in entries:
        if entry.file_size > limits.ratio_from and entry.file_size > limits.max_ratio * max(
            entry.compress_size, 1
        ):
            raise too_complex("ratio", int(limits.max_ratio))


class _RootReached(Exception):
    """The root element began, so no document type can follow."""


def refuse_doctype(stream: IO[bytes]) -> None:
    """Unreadable("damaged") when the XML declares a document type: no office program writes one, entity bombs
    need one.
    """
    parser = expat.ParserCreate()

    def found(*_: object) -> None:
        raise Unreadable("damaged", detail="document type declaration")

    def reached(*_: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = found, reached
    try:
        while chunk := stream.read(4096):
            parser.Parse(chunk, False)
    except _RootReached:
        return


class _LocalNames(dict[str, str]):
    """Tag -> tag without its namespace, each worked out once."""

    def __missing__(self, tag: str) -> str:
        self[tag] = name = tag.rpartition("}")[2]
        return name


LOCAL = _LocalNames()


def local(element: Element) -> str:
    """The tag without its namespace."""
    return LOCAL[element.tag]


def elements(stream: IO[bytes], *wanted: str) -> Iterator[tuple[str, Element]]:
    """(name without namespace, element) for the wanted elements of the part, emptied afterwards.

    The standard parser is used because it is the fast one; what defusedxml adds, `open` has already refused.
    """
    for _, element in iterparse(stream):  # noqa: S314
        name = LOCAL[element.tag]
        if name in wanted:
            yield name, element
            element.clear()


def started_and_ended(stream: IO[bytes]) -> Iterator[tuple[str, str, Element]]:
    """("start" or "end", name without namespace, element) for every element; at its start it has attributes,
    but no children.
    """
    for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314
        yield event, LOCAL[element.tag], element
