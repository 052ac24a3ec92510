"""Small pieces of Excel formulas: texts, messages from the registry's templates, spellings as the reader folds them.

Everything works in Excel 2016 and LibreOffice. A formula of a defined name is written for row 1 of a sheet, so that the
name means "this row" wherever it is used.
"""

from __future__ import annotations

import string
from collections.abc import Mapping

from etl.cells import letters
from etl.findings import REGISTRY
from etl.reference import fold

_LONGEST_TEXT = 250  # Excel takes 255 characters between quotes
_SHOWN_TEXT = 80
# Signs that the reader leaves out when it compares spellings, or strips from the ends of a placeholder.
_LEFT_OUT = " \u00a0\n\t-–—_.…,;:/\\()[]{}<>*~'’\"?"


def quoted(text: str) -> str:
    """A text as it stands in a formula, in pieces that Excel takes."""
    pieces = [text[at : at + _LONGEST_TEXT] for at in range(0, len(text), _LONGEST_TEXT)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def cell(sheet: str, number: int) -> str:
    """The cell of column `number` (from 1) in the row where the name is used."""
    return f"{sheet}!${letters(number)}1"


def either(*conditions: str) -> str:
    """True where one of the conditions is."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def both(*conditions: str) -> str:
    """True where all conditions are."""
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def first_of(cases: list[tuple[str, str]]) -> str:
    """The result of the first (condition, result) that holds, else the empty text."""
    formula = '""'
    for condition, result in reversed(cases):
        formula = f"IF({condition},{result},{formula})"
    return formula


def plain(value: str) -> str:
    """A cell as text; truth values in English whatever the program's language."""
    return f'IF(ISLOGICAL({value}),IF({value},"TRUE","FALSE"),{value}&"")'


def squashed(text: str, *, keep: str = "") -> str:
    """A text formula in lower case without the signs that do not matter: "On - going" → "ongoing"."""
    formula = f'SUBSTITUTE(LOWER({text}),"&","and")'
    for sign in _LEFT_OUT:
        if sign not in keep:
            mark = {"\n": "CHAR(10)", "\t": "CHAR(9)"}.get(sign) or quoted(sign)
            formula = f'SUBSTITUTE({formula},{mark},"")'
    return formula


def squash(text: str) -> str:
    """What `squashed` gives for a known text."""
    return "".join(sign for sign in text.lower().replace("&", "and") if sign not in _LEFT_OUT)


def keys(text: str) -> set[str]:
    """The squashed forms under which a spelling is found again: without and with the marks on its letters."""
    return {squash(text), fold(text)} - {""}


def cut(text: str) -> str:
    """A long value in a sentence is cut, as `etl.findings.shorten` does."""
    return f'IF(LEN({text})>{_SHOWN_TEXT},LEFT({text},{_SHOWN_TEXT - 1})&"…",{text})'


def iso_day(day: str) -> str:
    """A day as 2026-09-30, without TEXT(), whose letters change with the program's language."""
    return f'YEAR({day})&"-"&RIGHT("0"&MONTH({day}),2)&"-"&RIGHT("0"&DAY({day}),2)'


def message(code: str, params: Mapping[str, str]) -> str:
    """The code's sentence from the registry; `params` are formulas, one that is missing reads as nothing."""
    parts = []
    for literal, name, _, _ in string.Formatter().parse(REGISTRY[code].message):
        if literal:
            parts.append(quoted(literal))
        if name and name in params:
            parts.append(params[name])
    return "&".join(parts)
