"""The addresses of editions and decisions. Plain forms; posts come from our own pages only (dashboard/server.py)."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from dashboard import audience, labels
from dashboard.editions import shown
from dashboard.officer import asked
from dashboard.officer.frame import code_lists, page, settings
from dashboard.queries import frame
from etl import days, editions, meetings
from etl.edition_keep import Gone
from etl.editions import Edition, Refused

pages = Blueprint("editions", __name__)
_MOST_TYPED = 11_000  # more is not read; what is too long is said


@pages.get("/editions")
def every() -> str:
    """The editions, a form to begin one, the decisions of meetings."""
    return _list()


@pages.post("/editions")
def begin() -> ResponseReturnValue:
    """Begin a draft and open it (303); what cannot be used is said beside the form (422)."""
    _need_right()
    typed = _typed("name", "period", "compare", "meeting")
    try:
        made = editions.create(
            settings().home,
            code_lists(),
            typed["name"],
            typed["period"],
            typed["compare"] or None,
            asked.number("meeting"),
            settings().operator,
        )
    except Refused as fault:
        return _list(typed, fault), 422
    return redirect(f"/editions/{made.edition_id}", 303)


@pages.get("/editions/<edition_id>")
def one(edition_id: str) -> str:
    """One edition: what it is made of, what was corrected since, where it was sent."""
    return _one(shown.one(edition_id))


@pages.get("/editions/<edition_id>/check")
def check(edition_id: str) -> str:
    """The same, after recomputing its digest; what of it is gone is said on the page."""
    found = shown.one(edition_id)
    if not found.is_final:
        abort(409, "This edition is a draft; there is nothing to check yet.")
    try:
        return _one(found, verdict=editions.verify(settings().home, found))
    except Gone as why:
        return _one(found, gone=str(why))


@pages.get("/editions/<edition_id>/final")
def confirm_final(edition_id: str) -> str:
    """What making it final would freeze; stores nothing."""
    return _final(_draft(edition_id))


@pages.post("/editions/<edition_id>/final")
def make_final(edition_id: str) -> ResponseReturnValue:
    """Make it final once that is confirmed, and open it (303)."""
    found = _draft(edition_id)
    if not asked.is_ticked("confirm"):
        return _final(found, "Tick the box to say that you mean it."), 422
    because = asked.words("because")
    if because and not asked.is_ticked("early"):
        return _final(found, "Tick the second box too, to say that you mean it."), 422
    try:
        editions.make_final(settings().home, code_lists(), edition_id, settings().operator, because)
    except Refused as fault:
        return _final(found, str(fault)), 422
    return redirect(f"/editions/{edition_id}", 303)


@pages.post("/editions/<edition_id>/<any(sent, noted):what>")
def log(edition_id: str, what: str) -> ResponseReturnValue:
    """Log that the edition was sent to a body, or noted by one, and go back (303)."""
    _need_right()
    found, typed = shown.one(edition_id), _typed("body", "at", "note")
    try:
        at = _day(typed["at"])
        moment = days.begins(at, code_lists()) if at else None
        note, who = typed["note"] or None, settings().operator
        number = asked.number("dispatch")
        if what == "sent":
            editions.send(settings().home, edition_id, typed["body"], moment, who, note, number)
        else:
            editions.noted(settings().home, edition_id, typed["body"], moment, who, note, number)
    except Refused as fault:
        return _one(found, typed=typed, fault=fault), 422
    return redirect(f"/editions/{edition_id}#dispatch", 303)


@pages.post("/editions/decisions")
def decide() -> ResponseReturnValue:
    """Write a decision of a meeting down and go back (303)."""
    _need_right()
    typed = _typed("text", "owner", "due", "of_meeting")
    try:
        due, number = _day(typed["due"]), asked.number("of_meeting")
        meetings.decide(settings().home, number or 0, typed["text"], typed["owner"], due, settings().operator)
    except Refused as fault:
        return _list(typed, fault), 422
    return redirect("/editions#decisions", 303)


@pages.post("/editions/decisions/<int:number>")
def result(number: int) -> ResponseReturnValue:
    """Say what came of a decision and go back (303)."""
    _need_right()
    typed = _typed("result")
    try:
        meetings.result(settings().home, number, typed["result"], settings().operator)
    except Refused as fault:
        return _list(typed, fault), 422
    return redirect("/editions#decisions", 303)


def _need_right() -> None:
    if not audience.may("editions"):
        abort(403, "Editions are made by the Secretariat.")


def _draft(edition_id: str) -> Edition:
    _need_right()
    found = shown.one(edition_id)
    if found.is_final:
        abort(409, f"“{found.name}” is final already and stays as it is.")
    return found


def _typed(*names: str) -> dict[str, str]:
    return {name: asked.words(name, _MOST_TYPED) for name in names}


def _day(text: str) -> dt.date | None:
    """A day of a form; blank says none. Raises Refused."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"“{text[:40]}” is no date. Write it as 2026-12-31.", "day") from None


def _list(typed: dict[str, str] | None = None, fault: Refused | None = None) -> str:
    options = frame.options(None)
    return page(
        "editions.html",
        lines=shown.lines(),
        meetings=shown.known_meetings(),
        decisions=shown.decisions(),
        periods=[p.code for p in reversed(options.periods)],
        newest=options.newest(),
        may_make=audience.may("editions"),
        may_decisions=audience.may("decisions"),
        typed=typed or {},
        problem=str(fault) if fault else "",
        mend=fault.field if fault else "",
    )


def _one(
    found: Edition,
    verdict: object = None,
    typed: dict[str, str] | None = None,
    fault: Refused | None = None,
    gone: str = "",
) -> str:
    try:
        rows, total = shown.errata(found) if found.is_final else ([], 0)
    except Gone as why:
        rows, total, gone = [], 0, str(why)
    return page(
        "edition.html",
        edition=found,
        state=labels.sentence(frame.edition_state(found)),
        facts=shown.facts(found),
        ways=shown.open_in(found),
        errata=rows,
        total=total,
        verdict=verdict,
        gone=gone,
        trail=shown.trail(found) if audience.may("editions") else [],
        may_make=audience.may("editions"),
        typed=typed or {},
        problem=str(fault) if fault else "",
        mend=fault.field if fault else "",
        path=request.path,
    )


def _final(found: Edition, problem: str = "") -> str:
    return page(
        "edition_final.html",
        edition=found,
        problem=problem,
        frozen=shown.frozen(found),
        left_open=shown.left_open(found),
        because=asked.words("because"),
        overtaken=shown.overtaken(found),
        changed=shown.changed(found),
        unseen=shown.unseen(found),
    )
