"""Bytes of a text file -> text and the name of its encoding.

Decided by rule where the bytes themselves settle it: byte order marks, valid UTF-8, the NULs of UTF-16, the
runs of Thai letters, the tone marks of Vietnamese. Only what the rules leave open goes to statistics.
"""

from __future__ import annotations

import re
import unicodedata

from charset_normalizer import from_bytes

SAMPLE = 256 * 1024
HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
THAI_RUN = re.compile(rb"[\xa1-\xda\xdf-\xfb\x85\x91-\x97\xa0]+\Z")
# In cp1258 a tone mark is a byte of its own after its vowel; cp1252 has capital or accented letters there,
# rare after a vowel.
VIETNAMESE_TONE = re.compile(
    rb"[aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd][\xcc\xd2\xde\xec\xf2]"
)
VIETNAMESE_LETTER = re.compile(rb"[\xf0\xd0](?=[a-zA-Z\xc0-\xff])|\xfd\xf5|\xdd\xd5")
STATISTICAL = ["cp1252", "cp1250", "cp1251", "cp874", "cp1258", "gb18030", "big5", "shift_jis", "euc_kr"]


def decode(data: bytes) -> tuple[str, str]:
    """The text (NULs dropped, cp1258 composed to NFC) and the encoding. Never raises."""
    encoding = encoding_of(data)
    text = data.decode(encoding, errors="replace").replace("\x00", "").removeprefix("\ufeff")
    return (unicodedata.normalize("NFC", text) if encoding == "cp1258" else text), encoding


def encoding_of(data: bytes) -> str:
    """A Python codec name for the bytes."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if 0 in data[:SAMPLE] and (wide := _utf16(data[:SAMPLE])):
        return wide
    if _is_utf8(data):
        return "utf-8"
    return _single_byte(data[:SAMPLE] if _has_high(data[:SAMPLE]) else data)


def _has_high(data: bytes) -> bool:
    return not data.isascii()


def _utf16(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 8 and even * 10 < odd:
        return "utf-16-le"
    if even > len(head) / 8 and odd * 10 < even:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(data: bytes) -> str:
    runs = HIGH_RUN.findall(data)
    tones = len(VIETNAMESE_TONE.findall(data)) + len(VIETNAMESE_LETTER.findall(data))
    if runs and tones * 2 <= len(runs):
        thai = sum(1 for run in runs if THAI_RUN.match(run))
        return "cp874" if thai >= 0.9 * len(runs) else _by_statistics(data)
    if tones:
        return "cp1258"
    return "cp1252"


def _by_statistics(data: bytes) -> str:
    best = from_bytes(data, cp_isolation=STATISTICAL).best()
    return best.encoding if best else "cp1252"
