"""Text as people mean it: invisible characters out, one Unicode form, spaces and line ends made plain; what
counts as blank.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal

# Marks that show nothing: zero-width space and joiners, byte order mark, word joiner, soft hyphen, writing
# direction.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")
# Thai, Lao, Burmese, Khmer and the Indian scripts break lines and shape letters by such marks: between their
# letters they stay.
SHAPED = re.compile(r"[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|_x000[dD]_")
LINE_ENDS = re.compile(r"\r\n|[\r\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
AT_LINE_END = re.compile(r" ?\n ?")
# Putting accents in order costs the square of their number, so that longer runs are broken by a mark that joins
# nothing and shows nothing: the Stream-Safe Text Format of Unicode (UAX 15). No writing needs so many on a letter.
_ACCENTS = "".join(re.escape(mark) for mark in map(chr, range(0x300, 0x20000)) if unicodedata.combining(mark))
LONG_RUN = re.compile(f"[{_ACCENTS}]{{30}}(?=[{_ACCENTS}])")
BREAK = "\u034f"

PLACEHOLDERS = frozenset(
    [
        "select",
        "please select",
        "select one",
        "choose",
        "choose one",
        "please choose",
        "pilih",
        "sila pilih",
        "silakan pilih",
        "chọn",
        "เลือก",
        "selecione",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "n / a",
        "#n/a",
        "not applicable",
        "not available",
        "nil",
        "tbd",
        "tba",
        "tbc",
        "t.b.d.",
        "to be determined",
        "to be confirmed",
        "to be advised",
        "null",
        "(blank)",
        "blank",
        "?",
        "??",
        "???",
    ]
)
# Words that answer a question in a text cell, but hold no number and no date.
UNKNOWN = frozenset(
    [
        "none",
        "unknown",
        "not known",
        "not yet",
        "not yet known",
        "no data",
        "-na-",
        "pending",
        "tiada",
        "tidak ada",
        "belum ada",
        "tidak diketahui",
        "không có",
        "chưa có",
        "chưa rõ",
        "ไม่มี",
        "ไม่ทราบ",
        "não há",
        "nenhum",
        "desconhecido",
    ]
)
LONGEST_PLACEHOLDER = 40
LONGEST_SHORT = 60  # letters beyond which a text is no number, no date and no word for an unknown one
AROUND = " \n<>[](){}*_-–—.…:"


def clean_text(value: object) -> str | None:
    """The text of a cell, None when nothing is left.

    Line ends become \\n, runs of spaces one space, letters NFC.
    """
    text = _as_text(value)
    if text is None:
        return None
    if text.isascii() and text.isprintable() and "  " not in text and "_x000" not in text:
        return text.strip() or None
    text = INVISIBLE_RUN.sub(_keep_shaping, CONTROLS.sub("", text))
    text = AT_LINE_END.sub("\n", SPACES.sub(" ", LINE_ENDS.sub("\n", text)))
    return normal("NFC", text).strip() or None


def normal(form: Literal["NFC", "NFKD"], text: str) -> str:
    """The text in a form of Unicode; what that costs grows with its length only, whatever it holds."""
    if len(text) > LONGEST_SHORT and not text.isascii():
        text = LONG_RUN.sub(lambda found: found[0] + BREAK, text)
    return unicodedata.normalize(form, text)


def _keep_shaping(found: re.Match[str]) -> str:
    start, end = found.span()
    before, after = found.string[max(start - 1, 0) : start], found.string[end : end + 1]
    return found[0] if SHAPED.match(before) and SHAPED.match(after) else ""


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return None if math.isnan(value) else f"{value:.15g}"
    if isinstance(value, int | Decimal | dt.date | dt.time):
        return _printed(value)
    return None if _is_missing(value) else _printed(value)


def _printed(value: object) -> str:
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - a total function, whatever the object's own code does
        return object.__repr__(value)


def _is_missing(value: object) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, spaces, a dash, or a placeholder such as "< Select >", "n/a" or
    "TBD".
    """
    if value is None:
        return True
    if not isinstance(value, str):
        return (isinstance(value, float) and math.isnan(value)) or _is_missing(value)
    return _says_nothing(value) if len(value) <= LONGEST_PLACEHOLDER else not value.strip()


@lru_cache(maxsize=100_000)
def _says_nothing(typed: str) -> bool:
    text = (clean_text(typed) or "").casefold()
    if text in PLACEHOLDERS:
        return True
    core = text.strip(AROUND)
    return not core or (core != text and core in PLACEHOLDERS)


def is_unknown(text: str) -> bool:
    """Whether a cell for a number or a date says in words that there is none. `text` is clean."""
    return len(text) <= LONGEST_SHORT and text.casefold().strip(AROUND) in UNKNOWN
