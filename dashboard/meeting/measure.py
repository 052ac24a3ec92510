"""How much room text takes on a screen, estimated from its letters: rather too much than too little.

Screens are made on the server and drawn in browsers and slides, so nothing can be measured there; a browser test holds
every screen to it.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

# Advance widths of " " to "~" in Source Sans 3 semibold, hundredths of an em; the regular ones are a little narrower.
_ASCII = (
    20, 31, 48, 51, 51, 84, 64, 27, 32, 32, 44, 51, 27, 32, 27, 34, 51, 51, 51, 51, 51, 51, 51, 51, 51, 51, 27, 27, 51,
    51, 51, 44, 87, 56, 60, 58, 62, 54, 51, 63, 66, 28, 49, 60, 50, 74, 66, 67, 58, 67, 59, 54, 55, 65, 54, 80, 54, 50,
    54, 32, 34, 32, 51, 50, 55, 52, 56, 46, 56, 51, 32, 52, 56, 26, 26, 52, 27, 84, 56, 55, 56, 56, 37, 43, 36, 56, 49,
    75, 48, 49, 44, 32, 25, 32, 51,
)  # fmt: skip
# Blocks of letters and ems of one that is no mark above or below: Thai, Lao, Burmese, Khmer.
_BLOCKS = ((0x0E00, 0x0E7F, 0.62), (0x0E80, 0x0EFF, 0.68), (0x1000, 0x109F, 0.85), (0x1780, 0x17FF, 0.8))
_TALL = 1.5  # lines of these scripts, in sizes of type
_RAGGED = 1.08  # their words are not parted by blanks, so lines end where a word does
_SPARE = 1.02


def is_tall(text: str) -> bool:
    """Whether a text has letters with marks above and below them (Thai, Lao, Burmese, Khmer), so higher lines."""
    return not text.isascii() and any(low <= ord(c) <= high for c in text for low, high, _ in _BLOCKS)


@lru_cache(maxsize=20_000)
def width(text: str, size: float) -> float:
    """Pixels of a text in one line at this size of type."""
    return sum(_em(c) for c in text) * size * _SPARE


def _em(letter: str) -> float:
    code = ord(letter)
    if 32 <= code < 127:
        return _ASCII[code - 32] / 100
    if unicodedata.category(letter) == "Mn":
        return 0.0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return _em(plain)
    return next((em for low, high, em in _BLOCKS if low <= code <= high), 0.6 if code < 0x2100 else 1.0)


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text fills in a column `room` pixels wide; none for no text."""
    if width(text, size) <= room:
        return 1 if text else 0
    filled, count = 0.0, 1
    space, wide = width(" ", size), room / (_RAGGED if is_tall(text) else 1)
    for word in text.split():
        taken = width(word, size)
        if filled and filled + space + taken > wide:
            filled, count = 0.0, count + 1
        further = max(math.ceil(taken / wide) - 1, 0)  # a word longer than a line is broken
        filled = wide if further else filled + taken + (space if filled else 0)
        count += further
    return count


def height(text: str, size: float, room: float, leading: float) -> float:
    """Pixels from the first line's top to the last one's foot; `leading`: height of a line in sizes of type."""
    return lines(text, size, room) * size * (_TALL if is_tall(text) else leading)
