"""What is marked: one cell with what is said about it, and the text rules of everything that we write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

SHEET = "Please fix"
MARKER = "— Please fix —"  # by this line a comment of ours is known when the file comes back
# Grave first, as on screen: severity → its heading and what it means for the report.
GROUPS = ("stop", "fix", "confirm", "note")

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class CannotMark(Exception):
    """The workbook cannot be marked without changing it; the text is the reason, for the person who sent it."""


@dataclass(frozen=True)
class Mark:
    """One thing to say about a cell. `sheet` and `address` (F12) as in the file; None where there is no cell."""

    sheet: str | None
    address: str | None
    severity: str  # stop, fix, confirm or note
    heading: str | None
    project: str | None
    message: str
    suggestion: str | None = None


@dataclass(frozen=True)
class Group:
    """The marks of one severity: what the screen calls it, what follows from it, and the marks."""

    severity: str
    title: str
    meaning: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Page:
    """What the sheet "Please fix" says: name of the officer's file, sentences above the list, the list."""

    file_name: str
    lines: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def marks(self) -> Iterable[Mark]:
        """Every mark, most grave first."""
        return (mark for group in self.groups for mark in group.marks)


def safe(text: str, limit: int = 2_000) -> str:
    """Text for a cell: never taken for a formula, no longer than `limit`, only characters that a workbook may hold."""
    plain = _NOT_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if plain.startswith(_RISKY):
        plain = f"'{plain}"
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"


def xml(text: str) -> bytes:
    """Text as ASCII for any XML part, whatever its encoding. `_x000D_` in a text stays as it reads."""
    plain = _ESCAPE_LIKE.sub("_x005F_", _NOT_XML.sub(" ", text))
    return escape(plain, {'"': "&quot;", "\n": "&#10;"}).encode("ascii", "xmlcharrefreplace")
