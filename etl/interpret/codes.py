"""Cells that name an entry of a list, or say yes or no: spelling → code, with what to offer a stranger.

Total functions: whatever a cell holds, they answer."""

from __future__ import annotations

from dataclasses import replace

from etl.interpret.reading import Reading
from etl.interpret.text import clean_text
from etl.reference import CodeList, fold, near

YES_WORDS = ("yes", "y", "true", "1", "ya", "oui", "si", "sim", "có", "ใช่", "x", "✓")
NO_WORDS = ("no", "n", "false", "0", "tidak", "non", "não", "không", "ไม่ใช่", "ไม่")
YES_NO_CHOICES = "Yes, No"
_YES, _NO = {fold(word) for word in YES_WORDS}, {fold(word) for word in NO_WORDS}
_SHOWN_CHOICES = 12
_MOST_CODES = 100  # in one cell; each stranger among them is compared with the whole list


def read_code(value: object, entries: CodeList) -> Reading:
    """One entry of a list. A code in full, its label, or a known spelling; a spelling other than these two is noted."""
    typed = clean_text(value) or ""
    match = entries.find(typed)
    if match is None:
        return _unknown(typed, entries)
    if match.is_exact or fold(typed) in (fold(match.code), fold(match.label)):
        return Reading(match.code)
    return Reading(match.code, "code_read_as", {"reading": match.label}, rule=f"a spelling of {match.label}")


def read_codes(value: object, entries: CodeList) -> Reading:
    """Several entries separated by ; (or , where no entry has a comma), stored as codes joined by ;."""
    typed = clean_text(value) or ""
    parts = [part.strip() for part in typed.replace(",", ";").split(";") if part.strip()]
    if len(parts) > _MOST_CODES:
        return _none_of(entries, None)
    readings = [read_code(part, entries) for part in parts]
    for number, reading in enumerate(readings):
        if reading.value is None:
            near = reading.params["nearest"]
            whole = "; ".join([*parts[:number], str(near), *parts[number + 1 :]])
            is_whole = near and all(other.value for other in readings if other is not reading)
            return replace(reading, params=reading.params | {"nearest": whole if is_whole else None})
    codes = dict.fromkeys(str(reading.value) for reading in readings)
    return Reading(";".join(codes) or None)


def read_yes_no(value: object) -> Reading:
    """yes or no."""
    typed = clean_text("yes" if value is True else "no" if value is False else value) or ""
    if fold(typed) in _YES:
        return Reading("yes")
    if fold(typed) in _NO:
        return Reading("no")
    nearest = near(typed, {"yes": "Yes", "no": "No"})
    params: dict[str, object] = {"choices": YES_NO_CHOICES, "nearest": nearest}
    return Reading(None, "code_unknown", params)


def shown_choices(entries: CodeList) -> str:
    """The first entries of a list in one sentence."""
    labels = list(entries.offered.values())
    return ", ".join(labels[:_SHOWN_CHOICES]) + (", …" if len(labels) > _SHOWN_CHOICES else "")


def _unknown(typed: str, entries: CodeList) -> Reading:
    return _none_of(entries, entries.nearest(typed))


def _none_of(entries: CodeList, nearest: str | None) -> Reading:
    params: dict[str, object] = {"choices": shown_choices(entries), "nearest": nearest}
    return Reading(None, "code_unknown", params)
