"""Where the silence procedure of an edition stands, in words: for its page and for that of making it final."""

from __future__ import annotations

from dashboard import labels
from dashboard.queries import frame
from dashboard.reports.one_page import shortened
from etl.editions import Edition
from etl.silence import Given, Procedure

_NAMED = 3  # objections told in the line


def sentence(edition: Edition, known: Procedure) -> str:
    """Where the procedure stands, in a sentence."""
    if edition.is_final:
        return "This edition is final: its draft is not answered any more."
    if known.by is None:
        return "It has not begun. Set the last day for answers, then send each member state its workbook."
    day = labels.long_date(known.by)
    if not frame.has_passed(known.by):
        return f"Answers are taken until {day}. What is not objected to by then stands."
    asked = len(known.in_question(edition))
    if asked:
        are = labels.plural(asked, "is", "are")
        return f"{day} has passed: what was not objected to stands. {labels.counted(asked, 'objection')} {are} open."
    return f"{day} has passed: what was not objected to stands. The edition can be made final."


def in_short(edition: Edition, known: Procedure) -> str:
    """Until when member states may answer, how many did, and what they objected to that nobody has settled; empty
    where nobody was asked. Whether a report since has settled it is for a person to see."""
    if known.by is None:
        return ""
    states = len({country for country, _ in known.answers})
    told = f"answers until {labels.date(known.by)}, answers from {labels.counted(states, 'member state')}"
    asked = in_question(edition, known)
    if asked:
        left = [f"{labels.counted(len(asked) - _NAMED, 'other')}"] if len(asked) > _NAMED else []
        said = labels.joined([*(_objected(given) for given in asked[:_NAMED]), *left])
        told += f"; {labels.counted(len(asked), 'open objection')}: {said}"
    return f"{told}.{'' if frame.has_passed(known.by) else ' That day has not passed yet.'}"


def _objected(given: Given) -> str:
    """`Malaysia, “We count 30”`."""
    name = labels.sentence(frame.view({}).options.label("country", given.country))
    words = given.comment.strip() or given.text.strip()
    return f"{name}, “{shortened(words, 60)}”" if words else name


def in_question(edition: Edition, known: Procedure) -> list[Given]:
    """The objections that wait for a report or for the Secretariat."""
    return known.in_question(edition)


def remarks(edition: Edition, known: Procedure) -> list[Given]:
    """The comments beside other answers: an agreement may have a condition."""
    told = {(g.country, g.sentence_id) for g in in_question(edition, known)}
    return [g for g in known.answers.values() if g.comment.strip() and (g.country, g.sentence_id) not in told]
