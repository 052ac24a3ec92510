"""Where the silence procedure of an edition stands, in words: for its page and for that of making it final."""

from __future__ import annotations

from dashboard import labels
from etl.editions import Edition
from etl.silence import Given, Procedure
from etl.store import load


def sentence(edition: Edition, known: Procedure) -> str:
    """Where the procedure stands, in a sentence."""
    if edition.is_final:
        return "This edition is final: its draft is not answered any more."
    if known.by is None:
        return "It has not begun. Set the last day for answers, then send each member state its workbook."
    day = labels.long_date(known.by)
    if load.utc_now().date() <= known.by:
        return f"Answers are taken until {day}. What is not objected to by then stands."
    return f"{day} has passed: what was not objected to stands. The edition can be made final."


def in_question(edition: Edition, known: Procedure) -> list[Given]:
    """The objections that wait for a report: they neither reworded nor removed anything."""
    changed = edition.dropped | set(edition.wording)
    return [g for g in known.answers.values() if g.answer != "agree" and g.sentence_id not in changed]
