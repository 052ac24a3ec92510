"""Which letters a PDF can show: those of the fonts that we ship. A letter outside of them would stop a document that is
made for screen readers, and one odd letter in one city's words must not cost everybody the report."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dashboard.reports.pictures import FONTS

STAND_IN = "□"
# What is written where a letter is missing that has a near relative: Word's bullet, a hyphen and a space that hold.
_LIKE = {"\uf0b7": "•", "\u2011": "-", "\u202f": "\u00a0", "\u2192": "->", "\u2264": "<=", "\u2265": ">="}
_LEFT_OUT = ("Cc", "Cf", "Cs", "Mn", "Me")  # they change the letter before them, or show nothing
_ALONE = re.compile(f"(?<={STAND_IN})[\u200b-\u200d]+")


def shown(text: str) -> str:
    """The text as our fonts can show it: □ for a letter that none of them has."""
    if text.isascii() and text.isprintable():
        return text
    return _ALONE.sub("", unicodedata.normalize("NFC", text).translate(_table()))


class _Table(dict[int, str | None]):
    """A letter's code → what is shown; filled as letters are met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _shown(chr(code))
        return self[code]


@cache
def _table() -> _Table:
    return _Table()


def _shown(letter: str) -> str | None:
    if letter == "\ufeff":  # the standard forbids it
        return None
    if letter in "\n\t" or (ord(letter) in _ours() and unicodedata.category(letter) != "Cc"):
        return letter
    if letter in _LIKE:
        return _LIKE[letter]
    category = unicodedata.category(letter)
    if category in _LEFT_OUT:
        return None
    return " " if category.startswith("Z") else STAND_IN


@cache
def _ours() -> frozenset[int]:
    """The codes of every letter that one of our fonts has; the stand-in is drawn."""
    return frozenset({ord(STAND_IN)}.union(*(_letters(file.read_bytes()) for file in _files())))


def _files() -> list[Path]:
    return sorted(FONTS.glob("*.ttf"))


def _letters(font: bytes) -> Iterator[int]:
    """The codes in a font's table of letters (`cmap`, format 4: all of the first plane)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)
    }
    cmap = places[b"cmap"]
    (parts,) = struct.unpack_from(">H", font, cmap + 2)
    for part in range(parts):
        start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * part + 4)[0]
        if struct.unpack_from(">H", font, start)[0] == 4:
            yield from _segments(font, start)


def _segments(font: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", font, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    begins = struct.unpack_from(f">{count}H", font, start + 16 + twice)
    for first, last in zip(begins, ends, strict=True):
        yield from range(first, last + 1)
