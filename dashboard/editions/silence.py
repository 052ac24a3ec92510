"""/editions/<id>/silence: until when the draft may be answered, who has answered, the workbooks to send and those that
came back. A light page; the workbooks are made by jobs (/reports), answers are taken in here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import audience
from dashboard.editions import shown
from dashboard.editions.routes import pages
from dashboard.editions.silence_state import in_question, remarks, sentence
from dashboard.officer import asked
from dashboard.officer.frame import code_lists, page, settings
from dashboard.reports import silence_out, worded
from dashboard.reports.silence_figures import keeps_figures
from dashboard.reports.silence_merge import Asked, Merge
from dashboard.wrong import Wrong
from etl import silence as ledger
from etl.editions import Edition, Refused
from etl.silence import Procedure
from etl.store.places import StoreError

_MOST_FILES = 30


@dataclass(frozen=True)
class State:
    """What one member state has answered. `last`: its newest workbook."""

    iso3: str
    name: str
    agree: int
    correct: int
    remove: int
    last: ledger.File | None

    @property
    def answers(self) -> int:
        """All its answers."""
        return self.agree + self.correct + self.remove


@pages.get("/editions/<edition_id>/silence")
def silence_page(edition_id: str) -> str:
    """Who has answered, by member state."""
    return _page(_edition(edition_id))


@pages.post("/editions/<edition_id>/silence")
def silence_begin(edition_id: str) -> ResponseReturnValue:
    """Set the last day for answers and go back (303)."""
    found, typed = _edition(edition_id), asked.words("by", 20)
    try:
        ledger.begin(settings().home, code_lists(), edition_id, _day(typed), settings().operator)
    except StoreError as fault:  # also where another writer holds the store
        return _page(found, problem=str(fault), typed=typed), 422
    return redirect(f"/editions/{edition_id}/silence", 303)


@pages.post("/editions/<edition_id>/silence/answers")
def silence_answers(edition_id: str) -> ResponseReturnValue:
    """Take workbooks in and say what became of each cell; 422 where something is left to mend."""
    found = _edition(edition_id)
    files = [f for f in request.files.getlist("file") if f.filename]
    if not files or len(files) > _MOST_FILES:
        many = (
            f"Choose at most {_MOST_FILES} workbooks at once."
            if files
            else "Choose a workbook, then send it."
        )
        return _page(found, problem=many), 400
    how = Asked(settings().operator, asked.is_ticked("late"), asked.is_ticked("replace"), edition_id)
    merger = silence_out.merger(settings(), how)
    made = [merger.take(f.read(), asked.file_name(f.filename)) for f in files]
    return _page(_edition(edition_id), made=made), 200 if all(one.is_well for one in made) else 422


@pages.post("/editions/<edition_id>/silence/decide")
def silence_decide(edition_id: str) -> ResponseReturnValue:
    """Decide on an open objection and go back (303); 422 where that cannot be."""
    found = _edition(edition_id)
    typed = {name: asked.words(name, 11_000) for name in ("country", "line", "what", "text", "reason")}
    line, what = typed["line"], typed["what"]
    try:
        drafted = _texts(found).get(line, "")
        if what not in ("keep", "drop", "word") or (what != "keep" and not drafted):
            raise Refused("Choose what becomes of the line.", "what")
        if what == "word" and not keeps_figures(drafted, typed["text"]):
            raise Refused(
                "The new wording tells figures otherwise. They change by a report, not by words.", "text"
            )
        told = (typed["reason"], settings().operator, typed["text"], drafted)
        ledger.decide(settings().home, edition_id, typed["country"], line, what, *told)
    except StoreError as fault:
        return _page(found, problem=str(fault)), 422
    return redirect(f"/editions/{edition_id}/silence", 303)


def _texts(edition: Edition) -> dict[str, str]:
    """What each sentence of the draft says, by its id; nothing where there is no draft any more."""
    try:
        return worded.texts(silence_out.as_drafted(settings().home, edition))
    except Wrong:
        return {}


def _edition(edition_id: str) -> Edition:
    if not audience.may("desk"):
        abort(403, "The silence procedure is held by the Secretariat.")
    return shown.one(edition_id)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is no date. Write it as 2026-12-31.", "by") from None


def states(edition: Edition, known: Procedure) -> list[State]:
    """Every member state in its order, with what it has answered."""
    return [_state(iso3, name, known) for iso3, name in silence_out.names(shown.view_of(edition)).items()]


def _state(iso3: str, name: str, known: Procedure) -> State:
    given = [one.answer for one in known.of(iso3)]
    files = [file for file in known.files if file.country == iso3]
    agree, correct, remove = (given.count(answer) for answer in ("agree", "correct", "remove"))
    return State(iso3, name, agree, correct, remove, files[-1] if files else None)


def _page(edition: Edition, problem: str = "", typed: str = "", made: list[Merge] | None = None) -> str:
    known = ledger.procedure(settings().home, edition.edition_id)
    asked_for = in_question(edition, known)
    return page(
        "silence.html",
        edition=edition,
        known=known,
        says=sentence(edition, known),
        states=states(edition, known),
        names=silence_out.names(shown.view_of(edition)),
        asked_for=asked_for,
        remarks=remarks(edition, known),
        overtaken=shown.overtaken(edition),
        changed=shown.changed(edition),
        unseen=shown.unseen(edition),
        texts=_texts(edition) if asked_for else {},
        made=made or [],
        problem=problem,
        typed=typed or (known.by.isoformat() if known.by else ""),
    )
