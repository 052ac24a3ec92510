"""Every spelling that the reader understands, as hidden columns of `Choices`: the workbook's own checks look there.

A pair of columns a list, spelling and code, both under names; and three lists of words: those that mean "blank", those
that answer a number or a date with "unknown", and the digits of the region's scripts.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

from etl.fields import Field, Kind
from etl.interpret.codes import NO_WORDS, YES_WORDS
from etl.interpret.text import PLACEHOLDERS, UNKNOWN
from etl.reference import Reference
from etl.template.formula import keys, squash

BLANKS, UNKNOWNS, DIGITS = "words_blank", "words_unknown", "digits"
_YES_NO = "yes_no"
_SCRIPTS = ("DIGIT", "THAI", "LAO", "KHMER", "MYANMAR", "FULLWIDTH", "ARABIC-INDIC", "EXTENDED", "DEVANAGARI")


def list_name(field: Field) -> str:
    """The list of a field that takes an entry of one."""
    return _YES_NO if field.kind is Kind.YES_NO else str(field.code_list)


def spelled_name(field: Field) -> str:
    """Name of the range with the spellings of the field's list."""
    return f"spelled_{list_name(field)}"


def codes_name(field: Field) -> str:
    """Name of the range with the code of each spelling."""
    return f"coded_{list_name(field)}"


def columns(reference: Reference, fields: list[Field]) -> Iterator[tuple[str, list[str]]]:
    """(range name, entries) of every hidden column."""
    known: set[str] = set()
    for field in fields:
        name = list_name(field)
        if field.kind in (Kind.CODE, Kind.CODES, Kind.YES_NO) and name not in known:
            known.add(name)
            spelled = _spelled(reference, field)
            yield spelled_name(field), list(spelled)
            yield codes_name(field), list(spelled.values())
    yield BLANKS, sorted({squash(word) for word in PLACEHOLDERS} - {""})
    yield UNKNOWNS, sorted({squash(word) for word in UNKNOWN} - {""})
    yield DIGITS, list(_digits())


def _spelled(reference: Reference, field: Field) -> dict[str, str]:
    if field.kind is Kind.YES_NO:
        words = ((word, code) for code, all_ in (("yes", YES_WORDS), ("no", NO_WORDS)) for word in all_)
    else:
        entries = reference.list_of(field)
        words = (
            *((label, code) for code, label in entries.entries.items()),
            *entries.spellings.items(),
        )  # type: ignore[assignment]
    return {key: code for word, code in words for key in sorted(keys(word))}


@cache
def _digits() -> tuple[str, ...]:
    """Decimal digits of the scripts that reports come in."""
    signs = (chr(number) for number in range(min(sys.maxunicode, 0xFFFF)))
    return tuple(s for s in signs if s.isdecimal() and unicodedata.name(s, "").split()[0] in _SCRIPTS)
