"""Words and signs of numbers in the languages of the region: magnitudes, currencies, digits, kinds of space and dash.

Data only; ISO 4217 for codes, the languages' own spellings (with and without marks) for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as one text."""
    return tuple(text.split())


MAGNITUDES: dict[str, int] = {
    word: 10**power
    for power, names in {
        3: "k thousand thousands ribu rb nghìn nghin ngàn ngan พัน ພັນ ពាន់ ထောင် rihun",
        4: "หมื่น ໝື່ນ ម៉ឺន သောင်း",
        5: "lakh lakhs lac lacs แสน ແສນ សែន သိန်း",
        6: "million millions mn mln mio juta jt triệu trieu tr ล้าน ລ້ານ លាន သန်း milhão milhões milhao milhoes miliaun",
        7: "crore crores cr ကုဋေ",
        9: "b billion billions bn bln miliar milyar milliar tỷ tỉ ty ti พันล้าน ຕື້ ពាន់លាន biliaun",
        10: "หมื่นล้าน",
        11: "แสนล้าน",
        12: "trillion trillions tn trn triliun trilyun trilion ล้านล้าน ລ້ານລ້ານ",
    }.items()
    for word in names.split()
} | {"nghìn tỷ": 10**12, "nghin ty": 10**12, "ngàn tỷ": 10**12, "mil milhões": 10**9, "mil milhoes": 10**9}

# One letter, two meanings: the first is proposed, the second offered.
OPEN_MAGNITUDES: dict[str, tuple[int, int]] = {
    "m": (10**6, 10**9),  # million; miliar in Indonesia
    "mil": (10**6, 10**3),  # million; mil (thousand) in Portuguese
}

_CODES = words("idr myr php thb vnd sgd bnd khr lak mmk usd eur aud jpy cny gbp hkd krw inr")
_DOLLARS = "USD SGD BND AUD HKD"
# The currencies that a word or sign can stand for, ISO 4217.
CURRENCY_OF: dict[str, tuple[str, ...]] = {code: (code.upper(),) for code in _CODES} | {
    spelling: words(codes)
    for codes, spellings in {
        "IDR": "rupiah rp rp.",
        "MYR": "ringgit rm",
        "PHP": "peso pesos ₱",
        "THB": "baht bath บาท ฿",
        "VND": "dong đồng đong ₫ đ",
        "KHR": "riel រៀល ៛",
        "LAK": "kip ກີບ ₭",
        "MMK": "kyat kyats ကျပ် ks",
        "USD": "us$",
        "SGD": "s$",
        "BND": "b$",
        "AUD": "a$",
        "HKD": "hk$",
        "EUR": "euro euros €",
        "GBP": "£",
        "INR": "₹",
        "JPY": "yen",
        "JPY CNY": "¥",
        _DOLLARS: "$ dollar dollars",
    }.items()
    for spelling in spellings.split()
}
# Signs touch what stands beside them: Rp5, RM5, PHP5; words stand apart from letters.
CURRENCY_SIGNS = words("us$ s$ b$ a$ hk$ rp. rp rm php ₱ ฿ ₫ $ ៛ ₭ € £ ¥ ₹ ks đ")
CURRENCY_WORDS = tuple(spelling for spelling in CURRENCY_OF if spelling not in CURRENCY_SIGNS)

SPACES = str.maketrans(
    dict.fromkeys(
        "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)
MARKS = str.maketrans(
    dict.fromkeys("−‐‑‒–—﹣－", "-")
    | dict.fromkeys("’‘ʼ´`′＇", "'")
    | {
        "，": ",",
        "．": ".",
        "％": "%",
        "﹪": "%",
        "٪": "%",
        "٫": ".",
        "٬": ",",
        "（": "(",
        "）": ")",
        "＋": "+",
        "／": "/",
    }
)


def ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)


def plain_marks(text: str) -> str:
    """Every kind of space, dash, apostrophe and wide sign as its plain form, letters in lower case."""
    return text.translate(SPACES).translate(MARKS).casefold() if not text.isascii() else text.casefold()


def alternatives(spellings: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(spellings), key=len, reverse=True))
