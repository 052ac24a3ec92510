"""How much room text takes on a screen, estimated from its letters: rather too much than too little.

Screens are made on the server and drawn in browsers and slides, so nothing can be measured there; a browser test holds
every screen to it.
"""

from __future__ import annotations

import math
import unicodedata

_WIDE, _SLIM = frozenset("mwMW@%&"), frozenset("ijltfrI.,'’ -():;")
_BOLD = 1.05
# First letter of a block → ems of a letter of it: Thai, Lao, Burmese, Khmer; then everything else beyond Latin.
_BLOCKS = ((0x0E00, 0x0E7F, 0.62), (0x0E80, 0x0EFF, 0.66), (0x1000, 0x109F, 1.15), (0x1780, 0x17FF, 0.8))
_TALL = 1.5  # lines of scripts with marks above and below


def is_tall(text: str) -> bool:
    """Whether a text has letters with marks above and below them (Thai, Lao, Burmese, Khmer), so higher lines."""
    return any(low <= ord(c) <= high for c in text for low, high, _ in _BLOCKS)


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Pixels of a text in one line at this size of type."""
    return sum(_em(c) for c in text) * size * (_BOLD if is_bold else 1)


def _em(letter: str) -> float:
    if unicodedata.category(letter) == "Mn":
        return 0.0
    if ord(letter) < 0x250 or 0x1E00 <= ord(letter) <= 0x206F:
        return _latin(unicodedata.normalize("NFD", letter)[0])
    return next((em for low, high, em in _BLOCKS if low <= ord(letter) <= high), 1.0)


def _latin(letter: str) -> float:
    if letter in _WIDE:
        return 0.84
    return 0.3 if letter in _SLIM else 0.62 if letter.isupper() else 0.52


def lines(text: str, size: float, room: float, *, is_bold: bool = False) -> int:
    """Lines that a text fills in a column `room` pixels wide; none for no text."""
    filled, count = 0.0, 1 if text else 0
    for word in text.split():
        taken = width(f"{word} ", size, is_bold=is_bold)
        if filled and filled + taken > room:
            filled, count = 0.0, count + 1
        further = max(math.ceil(taken / room) - 1, 0)  # a word longer than a line is broken
        filled, count = (room if further else filled + taken), count + further
    return count


def height(text: str, size: float, room: float, leading: float, *, is_bold: bool = False) -> float:
    """Pixels from the first line's top to the last one's foot; `leading`: height of a line in sizes of type."""
    return lines(text, size, room, is_bold=is_bold) * size * (_TALL if is_tall(text) else leading)
