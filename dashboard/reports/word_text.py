"""Text in Word: runs split by script, so that Thai, Khmer, Lao and Burmese get a font that has them and Vietnamese its
language; content controls; fields."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

# Script → its letters, the language, the font that Windows has for it (elsewhere the program finds its own).
SCRIPTS = {
    "thai": ("\u0e00-\u0e7f", "th-TH", "Leelawadee UI"),
    "lao": ("\u0e80-\u0eff", "lo-LA", "Leelawadee UI"),
    "khmer": ("\u1780-\u17ff\u19e0-\u19ff", "km-KH", "Leelawadee UI"),
    "burmese": ("\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff", "my-MM", "Myanmar Text"),
}
_JOINERS = "\u200b-\u200d\u25cc"
_WORD = r"[^\W\d_]"
_VIETNAMESE = re.compile(r"[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
_PIECES = re.compile(
    "|".join(f"(?P<{name}>[{letters}][{letters}{_JOINERS}]*)" for name, (letters, _, _) in SCRIPTS.items())
)
_LATIN = re.compile(r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+(?:[ \-][^\W\d_]+)*")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # letters that no XML may hold
LONGEST_TAG = 64  # letters, as Word allows


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(text, script) in order; script "" is latin, "vietnamese" a part with letters that only Vietnamese has."""
    at = 0
    for found in _PIECES.finditer(text):
        yield from _latin(text[at : found.start()])
        yield found[0], str(found.lastgroup)
        at = found.end()
    yield from _latin(text[at:])


def _latin(text: str) -> Iterator[tuple[str, str]]:
    """Vietnamese names apart from what stands around them."""
    at = 0
    for found in _LATIN.finditer(text):
        if _VIETNAMESE.search(found[0]):
            if found.start() > at:
                yield text[at : found.start()], ""
            yield found[0], "vietnamese"
            at = found.end()
    if at < len(text):
        yield text[at:], ""


def runs(text: str) -> Iterator[Any]:
    """The text as runs, each with the language and the font of its script; what XML cannot hold is left out."""
    for part, script in pieces(NOT_XML.sub("", text)):
        run = OxmlElement("w:r")
        if script:
            run.append(_properties(script))
        held = OxmlElement("w:t")
        held.text = part
        held.set(qn("xml:space"), "preserve")
        run.append(held)
        yield run


def _properties(script: str) -> Any:
    made, language = OxmlElement("w:rPr"), OxmlElement("w:lang")
    if script == "vietnamese":
        language.set(qn("w:val"), "vi-VN")
        made.append(language)
        return made
    _, code, font = SCRIPTS[script]
    fonts = OxmlElement("w:rFonts")
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), font)
    fonts.set(qn("w:hint"), "cs")
    language.set(qn("w:bidi"), code)
    made.append(fonts)
    made.append(OxmlElement("w:cs"))
    made.append(language)
    return made


def add(paragraph: Paragraph, text: str) -> Paragraph:
    """Text at the end of a paragraph."""
    paragraph._p.extend(runs(text))
    return paragraph


def control(paragraph: Paragraph, identity: str, number: int, text: str) -> None:
    """A sentence in a content control whose tag is its id; `number` is unique in the document."""
    made, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (("alias", identity[:LONGEST_TAG]), ("tag", tag(identity)), ("id", str(number))):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    content.extend(runs(text))
    made.append(properties)
    made.append(content)
    paragraph._p.append(made)


def tag(identity: str) -> str:
    """The tag of a sentence: its id, shortened where Word would refuse it."""
    if len(identity) <= LONGEST_TAG:
        return identity
    return f"{identity[:51]}~{hashlib.sha256(identity.encode()).hexdigest()[:12]}"


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field with what it shows until it is updated."""
    for part in (mark("begin"), _code(code), mark("separate"), *runs(shown), mark("end")):
        paragraph._p.append(part)


def mark(kind: str) -> Any:
    """A run with the beginning, middle or end of a field."""
    run, made = OxmlElement("w:r"), OxmlElement("w:fldChar")
    made.set(qn("w:fldCharType"), kind)
    run.append(made)
    return run


def _code(text: str) -> Any:
    run, made = OxmlElement("w:r"), OxmlElement("w:instrText")
    made.text = f" {text} "
    made.set(qn("xml:space"), "preserve")
    run.append(made)
    return run


def code(text: str) -> Any:
    """A run with what a field asks for."""
    return _code(text)
