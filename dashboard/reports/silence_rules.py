"""What becomes of each line of a workbook that came back: taken, or not and why. Pure: lines, the draft and what was
answered before in; what is told and what is to be written down out.

A sentence may be reworded; the figures in it may not: they are the cities' own, and change by a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard import labels
from dashboard.reports import silence_book as book
from dashboard.reports.silence import Line, check
from dashboard.reports.silence_read import Row
from etl.silence import Given, Said

Kind = Literal["taken", "kept", "same", "not_taken"]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTED = {word: str(number) for number, word in enumerate(labels.SMALL) if number}
_STATES = {"completed", "on-going", "ongoing", "planning", "cancelled", "hold"}
_SEND = (
    "A figure changes by a report, not by words: send a corrected report of the city. Your comment is kept"
)


@dataclass(frozen=True)
class Told:
    """What is said about one line: its cell and reference, whether it was taken, and the sentence. `said`: what is to
    be written down for it."""

    kind: Kind
    sheet: str
    cell: str
    reference: str
    text: str
    said: Said | None = None


@dataclass(frozen=True)
class Draft:
    """The draft that a workbook is held against. `lines` by reference, as drafted; `wording`: what was reworded since;
    `given`: answers of this member state by reference."""

    edition_id: str
    iso3: str
    lines: Mapping[str, Line]
    wording: Mapping[str, str]
    dropped: frozenset[str]
    given: Mapping[str, Given]


def judged(rows: tuple[Row, ...], draft: Draft, *, is_replacing: bool = False) -> list[Told]:
    """Every line that holds an answer or was changed, in order. `is_replacing`: a new answer goes before an older."""
    times = Counter(row.reference for row in rows if row.reference)
    told = [_judged(row, draft, times[row.reference] > 1, is_replacing) for row in rows]
    return [one for one in told if one is not None]


def _judged(row: Row, draft: Draft, is_double: bool, is_replacing: bool) -> Told | None:
    """What is said about a line; None where it is as it was sent, without an answer."""
    if not (row.is_answered or row.reference or row.text):
        return None
    problem = _changed(row, draft, is_double)
    if problem:
        return _no(row, "What the draft says", problem)
    if not row.is_answered:
        return None
    problem = _overtaken(row, draft)
    if problem:
        return _no(row, "What the draft says", problem)
    if row.odd:
        return _no(row, _odd_heading(row), f"{row.odd}.")
    return _answered(row, draft, is_replacing)


def _changed(row: Row, draft: Draft, is_double: bool) -> str:
    """Why a line cannot be one that was sent; "" where it is."""
    if is_double:
        return "This line stands in the file twice. Leave it once, as you were sent it."
    if row.mark == check(draft.edition_id, draft.iso3, row.reference, row.text):
        return ""
    if row.reference in draft.lines:
        return "What the draft says was changed in this file. Write what it should say in Corrected text."
    return "This line is not one that you were sent. A comment belongs beside a line of the draft."


def _overtaken(row: Row, draft: Draft) -> str:
    """Why a line that was sent is one of the draft no more; "" where it still is."""
    line = draft.lines.get(row.reference)
    if line is None:
        return "The draft does not hold this line any more. Ask for the newest workbook."
    if row.reference in draft.dropped and row.reference not in draft.given:
        return "This sentence was left out of the draft meanwhile."
    if _same(row.text, line.text) or _same(row.text, draft.wording.get(row.reference, "")):
        return ""
    return f"The draft has changed since; it now says: “{line.text}” Ask for the newest workbook."


def _answered(row: Row, draft: Draft, is_replacing: bool) -> Told:
    answer = row.answer.casefold()
    if answer not in book.ANSWERS:
        why = f"“{row.answer[:40]}” is no answer" if answer else "There is no answer"
        return _no(row, "Your answer", f"{why}: choose agree, correct or remove.")
    line = draft.lines[row.reference]
    fault, changes, text = _LOOKS[answer](row, line)
    if fault:
        return _no(row, "Comment" if line.kind == "figure" else "Corrected text", fault)
    said = Said(row.reference, answer, row.comment, text, row.sheet, row.cell("Your answer"), changes)
    return _beside(row, said, draft.given.get(row.reference), is_replacing)


def _agree(row: Row, line: Line) -> tuple[str, str, str]:
    if row.corrected and not _same(row.corrected, line.text):
        return (
            "There is a corrected text, but the answer is agree. Choose correct, or clear the text.",
            "",
            "",
        )
    return "", "", ""


def _correct(row: Row, line: Line) -> tuple[str, str, str]:
    if line.kind == "figure" or (row.corrected and not keeps_figures(line, row.corrected)):
        if row.comment or row.corrected:
            return "", "", row.corrected
        return "Write in Comment what is wrong with this figure.", "", ""
    if line.is_own_words:
        return (
            "These are the city’s own words: remove them, or let the city send other words in a report.",
            "",
            "",
        )
    if not row.corrected:
        return "The answer is correct, but there is no corrected text. Write the whole sentence.", "", ""
    return "", "" if _same(row.corrected, line.text) else "word", row.corrected


def _remove(row: Row, line: Line) -> tuple[str, str, str]:
    if line.kind == "figure":
        if row.comment:
            return "", "", ""
        return "A figure is not left out by itself. Write in Comment what is wrong with it.", "", ""
    return "", "drop", ""


_LOOKS = {"agree": _agree, "correct": _correct, "remove": _remove}


def _beside(row: Row, said: Said, before: Given | None, is_replacing: bool) -> Told:
    """The answer beside the one that was given before."""
    if before is not None and (before.answer, before.comment, before.text) == (
        said.answer,
        said.comment,
        said.text,
    ):
        return Told("same", row.sheet, said.cell, row.reference, f"Answered so already: {_when(before)}.")
    if before is not None and not is_replacing:
        return _no(
            row,
            "Your answer",
            f"Two answers differ: {before.answer} ({_when(before)}) stands; this file says {said.answer}. "
            "The Secretariat decides which one counts.",
        )
    if said.answer != "agree" and not said.changes:
        is_new = "" if _is_figure(row) else "The corrected text changes a figure. "
        return Told("kept", row.sheet, said.cell, row.reference, f"{is_new}{_SEND}.", said)
    words = {"": "Agreed", "word": "The sentence is reworded", "drop": "The sentence is left out"}[
        said.changes
    ]
    return Told("taken", row.sheet, said.cell, row.reference, f"{words}.", said)


def _is_figure(row: Row) -> bool:
    return row.sheet == book.FIGURES


def keeps_figures(line: Line, text: str) -> bool:
    """Whether a new wording tells the numbers and statuses of the sentence; one without figures may say anything."""
    return not line.has_figures or _figures_in(line.text) == _figures_in(text)


def _figures_in(text: str) -> Counter[str]:
    """Numbers, whether in digits or in words, and words of status."""
    words = [word.casefold() for word in _WORD.findall(text)]
    counted = [_COUNTED[word] for word in words if word in _COUNTED]
    states = [word for word in words if word in _STATES]
    return Counter([*counted, *states, *_NUMBER.findall(text)])


def _no(row: Row, heading: str, text: str) -> Told:
    return Told("not_taken", row.sheet, row.cell(heading), row.reference, text)


def _odd_heading(row: Row) -> str:
    return next((h for h in book.OPEN if f"“{h}”" in row.odd), "Your answer")


def _when(given: Given) -> str:
    return f"{given.who}, {labels.date(given.at)}, {given.file} {given.sheet}!{given.cell}"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())
