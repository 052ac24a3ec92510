"""What the cells of an xlsx refer to by number: its shared texts and its number formats."""

from __future__ import annotations

import contextlib
import re
from xml.etree.ElementTree import Element, ParseError

from etl.read.number_formats import Styles, built_in, styles_of
from etl.read.package import Package, elements, local

HALF = re.compile("[\ud800-\udfff]")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Text with the format's own escapes (_x000D_) resolved.

    A letter beyond 16 bits is escaped as two halves; a half without its other one is no letter and cannot be stored.
    """
    if "_x" not in text:
        return text
    resolved = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if HALF.search(resolved) is None:
        return resolved
    return resolved.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(element: Element) -> str:
    """The text of a shared or inline string, its formatted runs joined."""
    if len(element) == 1 and local(element[0]) == "t":
        return unescape(element[0].text or "")
    parts = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":  # a run of formatted text; phonetic guides (rPh) are not content
            parts.extend(run.text or "" for run in child if local(run) == "t")
    return unescape("".join(parts))


def read_strings(package: Package, targets: dict[str, str]) -> list[str]:
    """The shared texts, in their order."""
    name = targets.get("sharedStrings", "xl/sharedStrings.xml")
    strings: list[str] = []
    if name in package:
        with package.open(name) as stream:
            strings.extend(text_of(element) for _, element in elements(stream, "si"))
    return strings


def read_styles(package: Package, targets: dict[str, str]) -> Styles:
    """The number formats of the cell styles."""
    name = targets.get("styles", "xl/styles.xml")
    with contextlib.suppress(
        ParseError, ValueError, KeyError
    ):  # values without their formats are better than none
        return styles_of(_formats(package, name))
    return styles_of([])


def _formats(package: Package, name: str) -> list[str]:
    """The number format of each style number."""
    codes = built_in()
    used: list[int] = []
    for part in package.xml(name):
        if local(part) == "numFmts":
            codes.update({int(item.get("numFmtId", 0)): item.get("formatCode", "") for item in part})
        elif local(part) == "cellXfs":
            used = [int(item.get("numFmtId", 0)) for item in part]
    return [codes.get(number, "General") for number in used]
