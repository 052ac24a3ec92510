"""One text -> the number that it spells, or the two numbers that it can spell. No column is looked at here.

A written number has a body (digits with separators), and around it a sign, a currency, a magnitude word. The
body is settled when its separators leave one reading; "1.234" and "1,234" stay open until the column or the
country decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.interpret.lexicon import (
    CURRENCY_OF,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    MAGNITUDES,
    OPEN_MAGNITUDES,
    alternatives,
    ascii_digits,
    plain_marks,
)
from etl.interpret.text import LONGEST_SHORT

LETTER = r"[^\W\d_]"
CURRENCY = rf"(?:{alternatives(CURRENCY_SIGNS)}|(?:{alternatives(CURRENCY_WORDS)})(?!{LETTER}))"
MAGNITUDE = alternatives((*MAGNITUDES, *OPEN_MAGNITUDES))
BODY = r"[.,]?\d(?:[\d.,' ]*\d)?(?:e[-+]?\d{1,3})?(?:[.,]-|[.,])?"
SPELLED = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?P<before>{CURRENCY}|k)?\s*(?P<sign2>[-+])?\s*(?P<body>{BODY})"
    rf"\s*(?:(?P<magnitude>{MAGNITUDE})(?:(?!{LETTER})|(?={CURRENCY})))?"
    rf"\s*(?P<after>{CURRENCY})?\s*(?P<close>\))?\s*(?P<trailing>-)?"
)
PLAIN = re.compile(r"[0-9][0-9.,]*")  # nothing but digits and separators: most cells

GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"),  # the second form: lakh and crore
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
    "'": re.compile(r"\d{1,3}(?:'\d{3})+"),
    " ": re.compile(r"\d{1,3}(?: \d{3})+"),
}
GROUP_RULES = {
    ".": "points between thousands",
    "'": "apostrophes between thousands",
    " ": "spaces between thousands",
}
DECIMAL_COMMA = "decimal comma"
OTHER = {".": ",", ",": "."}


@dataclass(frozen=True)
class Spelled:
    """A number as spelled.

    `mark` is the decimal mark that this text proves (None: it proves nothing). `open_mark` is the one
    separator that may be either; `if_decimal` is the reading with it as decimal mark, `value` the one with it
    between thousands. `other` is a second reading for a magnitude letter of two meanings. `currency`: the currencies
    (ISO 4217) that a word or sign beside it can stand for, none where there is none; `unit`: how to write that
    currency beside another number.
    """

    value: Decimal
    mark: str | None = None
    open_mark: str | None = None
    if_decimal: Decimal | None = None
    other: Decimal | None = None
    rules: tuple[str, ...] = ()
    currency: tuple[str, ...] = ()
    unit: str = ""


def spelled(text: str) -> Spelled | None:
    """What a clean text spells; None when it is no number."""
    if len(text) > LONGEST_SHORT:
        return None
    if PLAIN.fullmatch(text):
        return _body(text)
    digits = ascii_digits(text)
    found = SPELLED.fullmatch(plain_marks(digits).strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    number = _body(found["body"])
    if number is None:
        return None
    native = ("native digits",) if digits != text else ()
    return _signed(_scaled(replace(number, rules=native + number.rules), found), found)


def _signed(number: Spelled, found: re.Match[str]) -> Spelled | None:
    signs = [sign for sign in (found["sign"], found["sign2"], found["trailing"], found["open"]) if sign]
    if len(signs) > 1:
        return None
    rules = number.rules
    if found["before"] or found["after"]:
        rules += ("with its currency",)
    if found["open"]:
        rules += ("brackets mean below zero",)
    if signs and signs[0] != "+":
        number = _map(number, lambda value: -value)
    words = [word for word in (found["before"], found["after"]) if word in CURRENCY_OF]
    currency = _currency(words)
    unit = "" if not currency else currency[0] if len(currency) == 1 else words[0]
    return replace(number, rules=rules, currency=currency, unit=unit)


def _currency(words: Sequence[str]) -> tuple[str, ...]:
    """What the words and signs on both sides of an amount can all stand for."""
    sides = [CURRENCY_OF[word] for word in words]
    return tuple(code for code in sides[0] if all(code in side for side in sides)) if sides else ()


def _scaled(number: Spelled, found: re.Match[str]) -> Spelled:
    word = found["magnitude"]
    if word is None:
        return number
    if word in MAGNITUDES:
        factor = MAGNITUDES[word]
        return replace(
            _map(number, lambda value: value * factor), rules=(*number.rules, f"{word} = {factor:,}")
        )
    first, second = OPEN_MAGNITUDES[word]
    base = number.value if number.if_decimal is None else number.if_decimal
    rules = (*number.rules, f"{word} = {first:,}")
    return Spelled(base * first, number.mark, other=base * second, rules=rules)


def _map(number: Spelled, change: Callable[[Decimal], Decimal]) -> Spelled:
    if_decimal = None if number.if_decimal is None else change(number.if_decimal)
    other = None if number.other is None else change(number.other)
    return replace(number, value=change(number.value), if_decimal=if_decimal, other=other)


def _body(text: str) -> Spelled | None:
    """Digits with separators. ",-" and a last point or comma say that no decimals follow."""
    ended = text.endswith(("-", ".", ","))
    digits, _, exponent = text.rstrip(".,-").partition("e")
    number = _separated(digits, ended)
    if number is None or not exponent:
        return number
    return None if number.if_decimal else _map(number, lambda value: value.scaleb(int(exponent)))


def _separated(digits: str, ended: bool) -> Spelled | None:
    marks = [mark for mark in digits if mark in ".,"]
    fine = next((mark for mark in "' " if mark in digits), None)
    if fine is not None:
        return _finely_grouped(digits, fine, marks)
    if not marks:
        return Spelled(Decimal(digits)) if digits.isdecimal() else None
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, decimals = digits.rpartition(last)
        return _with_decimals(whole, decimals, last, OTHER[last]) if marks.count(last) == 1 else None
    if len(marks) > 1 or ended:
        return _grouped(digits, last)
    return _one_mark(digits, last)


def _finely_grouped(digits: str, fine: str, marks: list[str]) -> Spelled | None:
    """Groups set apart by spaces or apostrophes, so that a point or comma can only be the decimal mark."""
    if len(marks) > 1:
        return None
    if not marks:
        return _grouped(digits, fine)
    whole, _, decimals = digits.partition(marks[0])
    return _with_decimals(whole, decimals, marks[0], fine)


def _grouped(digits: str, mark: str) -> Spelled | None:
    if not GROUPED[mark].fullmatch(digits):
        return None
    rules = (GROUP_RULES[mark],) if mark in GROUP_RULES else ()
    return Spelled(Decimal(digits.replace(mark, "")), OTHER.get(mark), rules=rules)


def _with_decimals(whole: str, decimals: str, mark: str, group: str) -> Spelled | None:
    grouped = _grouped(whole, group)
    if grouped is None or not decimals.isdecimal():
        return None
    rules = (*grouped.rules, DECIMAL_COMMA) if mark == "," else grouped.rules
    return Spelled(grouped.value + Decimal(f"0.{decimals}"), mark, rules=rules)


def _one_mark(digits: str, mark: str) -> Spelled | None:
    whole, _, decimals = digits.partition(mark)
    if not decimals.isdecimal() or not (whole.isdecimal() or not whole):
        return None
    value = Decimal(f"{whole or 0}.{decimals}")
    may_group = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if may_group:
        return Spelled(Decimal(whole + decimals), None, mark, value)
    return Spelled(value, mark, rules=(DECIMAL_COMMA,) if mark == "," else ())
