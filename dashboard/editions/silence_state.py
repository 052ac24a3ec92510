"""Where the silence procedure of an edition stands, in words: for its page and for that of making it final."""

from __future__ import annotations

from dashboard import labels
from dashboard.queries import frame
from etl.editions import Edition
from etl.silence import Given, Procedure


def sentence(edition: Edition, known: Procedure) -> str:
    """Where the procedure stands, in a sentence."""
    if edition.is_final:
        return "This edition is final: its draft is not answered any more."
    if known.by is None:
        return "It has not begun. Set the last day for answers, then send each member state its workbook."
    day = labels.long_date(known.by)
    if not frame.has_passed(known.by):
        return f"Answers are taken until {day}. What is not objected to by then stands."
    return f"{day} has passed: what was not objected to stands. The edition can be made final."


def in_short(edition: Edition, known: Procedure) -> str:
    """Until when member states may answer, how many did, and what waits for a report; empty where nobody was asked."""
    if known.by is None:
        return ""
    states = len({country for country, _ in known.answers})
    told = f"answers until {labels.date(known.by)}, answers from {labels.counted(states, 'member state')}"
    waiting = len(in_question(edition, known))
    told += f"; {labels.counted(waiting, 'objection')} not settled by a report" if waiting else ""
    return f"{told}.{'' if frame.has_passed(known.by) else ' That day has not passed yet.'}"


def in_question(edition: Edition, known: Procedure) -> list[Given]:
    """The objections that wait for a report: they neither reworded nor removed anything. A sentence of several member
    states may have been reworded for another one."""
    return [
        g for g in known.answers.values() if g.sentence_id not in edition.dropped and _is_open(edition, g)
    ]


def _is_open(edition: Edition, given: Given) -> bool:
    if given.is_open is not None:
        return given.is_open
    return given.answer != "agree" and given.sentence_id not in edition.wording


def remarks(edition: Edition, known: Procedure) -> list[Given]:
    """The comments beside other answers: an agreement may have a condition."""
    told = {(g.country, g.sentence_id) for g in in_question(edition, known)}
    return [g for g in known.answers.values() if g.comment.strip() and (g.country, g.sentence_id) not in told]
