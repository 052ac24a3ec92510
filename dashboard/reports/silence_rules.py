"""What becomes of each line of a workbook that came back: taken, or not and why. Pure: lines, the draft and what was
answered before in; what is told and what is to be written down out.

A sentence may be reworded; the figures in it may not: they are the cities' own, and change by a report. A sentence
that is about no single member state is changed by none of them alone: the Secretariat decides. The newest answer of a
member state counts: one that no longer asks for a change takes the change back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.queries import frame
from dashboard.reports import silence_book as book
from dashboard.reports.silence import Line, check, is_same
from dashboard.reports.silence_figures import keeps_figures
from dashboard.reports.silence_read import Row
from etl.silence import Given, Said

Kind = Literal["taken", "kept", "asked", "same", "not_taken"]
_SEND = (
    "A figure changes by a report, not by words: send a corrected report of the city. Your comment is kept"
)
_SHARED = "This line is about no single member state: the Secretariat decides. Your answer is kept"
_OTHERWISE = "The corrected text tells figures otherwise, or in another order. "
_UNCHANGED = "The corrected text is what the draft says already. "
_DONE = {
    "word": "The sentence is reworded",
    "drop": "The sentence is left out",
}
_STANDS = {
    "restore": "The sentence stands as it is drafted",
    "restore_reworded": "The sentence stands as it was reworded",
}


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
    """The draft that a workbook is held against. `lines` by reference, as drafted; `wording`: what was reworded since
    and holds; `given`: answers of this member state by reference; `overtaken`: what was reworded before the figures
    changed; `of_others`: what others asked to leave out."""

    edition_id: str
    iso3: str
    lines: Mapping[str, Line]
    wording: Mapping[str, str]
    dropped: frozenset[str]
    given: Mapping[str, Given]
    overtaken: Mapping[str, str]
    of_others: frozenset[str] = frozenset()


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
    before = draft.given.get(row.reference)
    if row.reference in draft.dropped and (before is None or before.answer != "remove"):
        return "This sentence was left out of the draft meanwhile."
    now = draft.wording.get(row.reference, line.text)
    is_own = before is not None and is_same(before.text, now)  # its earlier workbook shows what stood before
    if is_same(row.text, book.fitting(now)) or (is_own and is_same(row.text, book.fitting(line.text))):
        return ""
    return f"The draft has changed since; it now says: “{now}” Ask for the newest workbook."


def _answered(row: Row, draft: Draft, is_replacing: bool) -> Told:
    answer = row.answer.casefold()
    if answer not in book.ANSWERS:
        why = f"“{row.answer[:40]}” is no answer" if answer else "There is no answer"
        return _no(row, "Your answer", f"{why}: choose agree, correct or remove.")
    line = draft.lines[row.reference]
    fault, changes, text = _LOOKS[answer](row, line)
    if fault:
        return _no(row, "Corrected text" if line.kind == "sentence" else "Comment", fault)
    before = None if row.reference in draft.overtaken else draft.given.get(row.reference)
    if line.is_shared and changes:
        said = Said(row.reference, answer, row.comment, text, row.sheet, row.cell("Your answer"))
        return _beside(row, said, before, is_replacing, "", is_shared=True)
    of = line.text if changes == "word" else ""
    said = Said(row.reference, answer, row.comment, text, row.sheet, row.cell("Your answer"), changes, of)
    return _beside(row, said, before, is_replacing, _taken_back(row, draft))


def _agree(row: Row, line: Line) -> tuple[str, str, str]:
    if row.corrected and not is_same(row.corrected, row.text):
        return (
            "There is a corrected text, but the answer is agree. Choose correct, or clear the text.",
            "",
            "",
        )
    return "", "", ""


def _correct(row: Row, line: Line) -> tuple[str, str, str]:
    if line.kind != "sentence":
        is_said = row.comment or row.corrected
        return "" if is_said else "Write in Comment what is wrong with this figure.", "", row.corrected
    if line.is_own_words:
        return (
            "These are the city’s own words: remove them, or let the city send other words in a report.",
            "",
            "",
        )
    if not row.corrected:
        return "The answer is correct, but there is no corrected text. Write the whole sentence.", "", ""
    if is_same(row.corrected, row.text):
        return "" if row.comment else f"{_UNCHANGED}Change it, or choose agree.", "", row.corrected
    if line.has_figures and not keeps_figures(line.text, row.corrected):
        return "", "", row.corrected
    return "", "word", row.corrected


def _remove(row: Row, line: Line) -> tuple[str, str, str]:
    if line.kind == "figure":
        if row.comment:
            return "", "", ""
        return "A figure is not left out by itself. Write in Comment what is wrong with it.", "", ""
    return "", "drop", ""


_LOOKS = {"agree": _agree, "correct": _correct, "remove": _remove}


def _taken_back(row: Row, draft: Draft) -> str:
    """What becomes of a change that this member state asked for before, once it asks for none any more. What
    was changed for another one stays."""
    before, reworded = draft.given.get(row.reference), draft.wording.get(row.reference)
    if before is None or before.answer == "agree" or draft.lines[row.reference].is_shared:
        return ""
    is_out = before.answer == "remove" and row.reference in draft.dropped - draft.of_others
    if reworded is not None and is_same(row.text, reworded):
        return "restore_reworded" if is_out else ""
    said = draft.overtaken.get(row.reference) if reworded is None else reworded
    is_own_wording = said is not None and is_same(before.text, said)
    return "restore" if is_out or is_own_wording else ""


def _beside(
    row: Row,
    said: Said,
    before: Given | None,
    is_replacing: bool,
    taken_back: str,
    *,
    is_shared: bool = False,
) -> Told:
    """The answer beside the one of before; `taken_back`: see there. `is_shared`: the Secretariat decides."""
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
    if is_shared:
        return Told("asked", row.sheet, said.cell, row.reference, f"{_SHARED}.", said)
    if said.changes:
        return Told("taken", row.sheet, said.cell, row.reference, f"{_DONE[said.changes]}.", said)
    back = replace(said, changes=taken_back)
    if said.answer == "agree":
        words = f"Agreed. {_STANDS[taken_back]}." if taken_back else "Agreed."
        return Told("taken", row.sheet, said.cell, row.reference, words, back)
    return Told("kept", row.sheet, said.cell, row.reference, _kept(row, taken_back), back)


def _kept(row: Row, taken_back: str) -> str:
    """Why an objection changes nothing, and what becomes of the change that was asked for before."""
    again = f" {_STANDS[taken_back]}." if taken_back else ""
    if _is_figure(row):
        return f"{_SEND}."
    if is_same(row.corrected, row.text):
        return f"{_UNCHANGED}Your comment is kept.{again}"
    return f"{_OTHERWISE}{_SEND}.{again}"


def _is_figure(row: Row) -> bool:
    return row.sheet == book.FIGURES


def _no(row: Row, heading: str, text: str) -> Told:
    return Told("not_taken", row.sheet, row.cell(heading), row.reference, text)


def _odd_heading(row: Row) -> str:
    return next((h for h in book.OPEN if f"“{h}”" in row.odd), "Your answer")


def _when(given: Given) -> str:
    return f"{given.who}, {frame.told_day(given.at)}, {given.file} {given.sheet}!{given.cell}"
