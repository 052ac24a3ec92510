"""A Word draft read back: bytes → what it was made from, and what stands in its controls now. The file is a stranger's:
sizes are judged before it is unpacked, document types are refused, and what cannot be read is said in one sentence."""

from __future__ import annotations

import json
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from dashboard.reports.model import Number, Sentence
from dashboard.reports.word_kept import SPACE, read
from dashboard.reports.word_text import tag
from etl.read.package import Package, local
from etl.read.raw import Limits, Unreadable

_BODY = "word/document.xml"
LIMITS = replace(Limits(), max_unpacked=96 * 1024 * 1024, ratio_from=4 * 1024 * 1024, max_entries=2_000)
_NOT_SHOWN = ("del", "moveFrom", "instrText", "delText")
_GAPS = ("tab", "br", "p", "cr")
_WHY = {
    "damaged": "This file cannot be opened: it is damaged, or no Word file (.docx).",
    "encrypted": "This file is protected by a password. Save it without one and try again.",
    "too_complex": "This file unpacks to more than a report can hold, so it was not opened.",
}


class NotADraft(Exception):
    """The file is no draft of ours; the text says why in a sentence."""


@dataclass(frozen=True)
class Draft:
    """A draft: its kind, what it was asked for, its sentences as drafted, its tables (id → caption, cells), and what
    stands under each id now (a sentence copied stands twice, one taken out not at all)."""

    kind: str
    asked: dict[str, str]
    sentences: dict[str, Sentence]
    tables: dict[str, tuple[str, list[list[str]]]]
    stands: dict[str, list[str]]


def opened(data: bytes) -> Draft:
    """The draft in the bytes of a Word file. Raises NotADraft."""
    try:
        package = Package(data, LIMITS)
        if _BODY not in package:
            raise NotADraft("This is no Word file (.docx).")
        kept = _kept(package)
        if kept is None:
            raise NotADraft("This Word file was not drafted here: it does not hold what it was made from.")
        return _draft(kept, package.xml(_BODY))
    except Unreadable as why:
        raise NotADraft(_WHY.get(why.code, _WHY["damaged"])) from None
    except (ParseError, ExpatError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, NotImplementedError,
            RecursionError, OSError):  # fmt: skip
        raise NotADraft(_WHY["damaged"]) from None


def _kept(package: Package) -> Element | None:
    """What the draft was made from; programs may have given its part another name."""
    for name in sorted(package.names()):
        if (
            name.startswith("customxml/item")
            and name.endswith(".xml")
            and SPACE.encode() in package.read(name)
        ):
            package.xml(name)  # refuses a document type
            found = read(package.read(name))
            if found is not None:
                return found
    return None


def _draft(kept: Element, body: Element) -> Draft:
    asked = json.loads(_text(kept, "asked"))
    if not isinstance(asked, dict):
        raise ValueError("asked")
    sentences = {s.get("id", ""): _sentence(s) for s in kept if local(s) == "sentence"}
    tables = {
        t.get("id", ""): (t.get("caption", ""), _cells(t.text or "[]")) for t in kept if local(t) == "table"
    }
    asked = {str(name): str(value) for name, value in asked.items()}
    return Draft(kept.get("kind", ""), asked, sentences, tables, _stands(body, sentences))


def _sentence(element: Element) -> Sentence:
    """The sentence as it was written; what it said before is "" in a file for others than the Secretariat."""
    text, drafted = _text(element, "text"), _text(element, "drafted")
    told = tuple(_number(child) for child in element if local(child) == "number")
    return Sentence(
        element.get("id", ""), text, told, element.get("about", ""), element.get("by", ""), drafted
    )


def _number(element: Element) -> Number:
    axis, key, figure, period = (element.get(name, "") for name in ("axis", "key", "figure", "period"))
    value = element.get("value")
    return Number(axis, key, figure, period, None if value is None else float(value))


def _cells(text: str) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in json.loads(text)]


def _text(element: Element, name: str) -> str:
    return next((child.text or "" for child in element if local(child) == name), "")


def _stands(body: Element, sentences: dict[str, Sentence]) -> dict[str, list[str]]:
    """Id → texts of its controls; a sentence whose control is gone but whose words are there stands as drafted."""
    ids = {tag(identity): identity for identity in sentences}
    found: dict[str, list[str]] = {}
    for name, text in _controls(body):
        if name in ids:
            found.setdefault(ids[name], []).append(text)
    missing = [identity for identity in sentences if identity not in found]
    if missing:
        whole = plain("".join(_words(body)))
        kept = {i: sentences[i].text for i in missing if plain(sentences[i].text) in whole}
        found |= {identity: [text] for identity, text in kept.items()}
    return found


def _controls(body: Element) -> Iterator[tuple[str, str]]:
    """(tag, text) of every content control."""
    for element in body.iter():
        if local(element) != "sdt":
            continue
        parts = {local(child): child for child in element}
        if "sdtPr" in parts and "sdtContent" in parts:
            tags = [child for child in parts["sdtPr"] if local(child) == "tag"]
            name = next((v for t in tags for k, v in t.attrib.items() if k.endswith("}val")), "")
            yield name, "".join(_words(parts["sdtContent"]))


def _words(element: Element) -> Iterator[str]:
    """The words that are shown: what a tracked change took out is left out."""
    name = local(element)
    if name in _NOT_SHOWN:
        return
    if name == "t":
        yield element.text or ""
    if name in _GAPS:
        yield " "
    for child in element:
        yield from _words(child)


def plain(text: str) -> str:
    """A text without what no reader sees as a change: kinds and number of spaces, composed or not."""
    return " ".join(unicodedata.normalize("NFC", text).split())
