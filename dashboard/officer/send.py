"""Sending: `/submit` for people without and with scripts, for programs, and for curl; and answers to what was asked."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from dashboard import audience, labels
from dashboard.officer import asked, before, own, room
from dashboard.officer.blueprint import pages
from dashboard.officer.errors import Fault, fault_of
from dashboard.officer.frame import code_lists, page, settings
from dashboard.officer.submission import NO_REASON, answerable, known, place_lists, show
from dashboard.officer.tries import newest_of
from dashboard.queries import received
from etl import again, pipeline, report_text
from etl.answers import Answer, Reply, from_choices, no_answer
from etl.pipeline import Outcome
from etl.store import load
from etl.store.places import Places

MOST_SAID = 200  # findings that an address names
WELL = ("accepted", "needs_confirmation", "checked")
NO_FILE = "No file was chosen. Choose your workbook or CSV file, then send it."
NO_NOTE = "You send this on a city’s behalf. Say in the note who asked you and how the figures came."
TAKEN_BACK = "This report was taken back. Send its file again if it should count."
NO_ANSWER = "Nothing was answered yet. Choose an answer to one of the questions, then send your answers."


@pages.get("/submit")
def send_page() -> str:
    """The form alone; a city and period in the address are chosen beforehand."""
    return page("submit.html", **choices(request.args))


@pages.post("/submit")
def send() -> ResponseReturnValue:
    """Check the files and load what is in order. What was found stands at `/submissions/<id>`."""
    files = [f for f in request.files.getlist("file") if f.filename]
    follows = _known_try()
    problem = _problem(files)
    if problem:
        return _again(problem, follows)
    room.need()
    answer = _answer_to(follows)
    if len(files) == 1:
        outcome = _submit(files[0], answer, follows)
        return answered([outcome], _unreasoned(outcome, follows))
    until = time.monotonic() + room.LONGEST
    told = [_own_outcome(f, answer, follows, until) for f in files]
    faults = [(name, fault) for name, _outcome, fault in told if fault]
    outcomes = [outcome for _name, outcome, _fault in told if outcome]
    return _in_part(outcomes, faults) if faults else answered(outcomes)


@pages.post("/submissions/<int:submission_id>/answers")
def answer_questions(submission_id: int) -> ResponseReturnValue:
    """The kept file judged again with what was answered; loaded if nothing stays open."""
    row = received.submission(submission_id)
    if row is not None and not labels.is_missing(row["followed_by"]):
        return _overtaken(submission_id)
    if row is not None and not labels.is_missing(row["withdrawn_at"]):
        return _taken_back(submission_id)
    said = asked.answers(answerable(submission_id))
    if row is None or not is_page_wanted():
        return _again_in_words(submission_id)
    if said.unreasoned:
        return show(submission_id, problem=NO_REASON, unreasoned=said.unreasoned), 422
    is_new = asked.is_unchanged(bool(row["fill_unchanged"])) != bool(row["fill_unchanged"])
    if not said.choices and not is_new and row["verdict"] != "checked":
        return show(submission_id, problem=NO_ANSWER), 422
    return _again_in_words(submission_id)


def _again_in_words(submission_id: int) -> ResponseReturnValue:
    if received.submission(submission_id) is None:
        return show(submission_id)
    changed: dict[str, Any] = {
        "answer": _answer_to(submission_id),
        "submitter": settings().operator,
        "hold": asked.is_ticked("hold"),
        "follows": submission_id,
        "limits": asked.limits(),
        "may": audience.may,
    }
    changed["fill_unchanged"] = asked.is_unchanged(bool(known(submission_id)["fill_unchanged"]))
    if note := asked.words("note"):
        changed["note"] = note
    room.need()
    made = again.request_again(settings().home, submission_id, **changed)
    return answered([pipeline.submit(made, settings().home, code_lists())])


def _taken_back(submission_id: int) -> ResponseReturnValue:
    """What was taken back counts again by its file alone: an answer to it, of a person or a program, does not do it."""
    if not is_page_wanted():
        return f"{TAKEN_BACK}\n", 409, {"Content-Type": "text/plain; charset=utf-8"}
    return show(submission_id, problem=TAKEN_BACK), 409


def _overtaken(submission_id: int) -> ResponseReturnValue:
    """An answer from an old tab: a newer try exists, so nothing is judged by it."""
    newest = newest_of(submission_id)
    words = f"Number {submission_id:04d} was answered or sent again meanwhile, as number {newest:04d}. What you sent "
    words += "just now was not judged and changed nothing. Answer what is open in the newest try."
    if not is_page_wanted():
        return f"{words}\n", 409, {"Content-Type": "text/plain; charset=utf-8"}
    href, onward = f"/submissions/{newest}", f"Open number {newest:04d}"
    return page("message.html", title="There is a newer try", words=words, href=href, onward=onward), 409


def _problem(files: list[FileStorage]) -> str:
    if not files:
        return NO_FILE
    if len(files) > room.MOST_FILES:
        most = room.MOST_FILES
        return f"You chose {len(files)} files; {most} can be sent at once. None was read. Send them in parts."
    if stranger := asked.stranger():
        return stranger
    return NO_NOTE if asked.is_ticked("on_behalf") and not asked.words("note") else ""


def _again(problem: str, follows: int | None) -> ResponseReturnValue:
    """The form once more, with what was typed in it."""
    if not is_page_wanted():
        return problem + "\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    if follows is not None:
        return show(follows, problem=problem), 400
    return page("submit.html", problem=problem, **choices(request.form)), 400


def _known_try() -> int | None:
    follows = asked.number("after")
    return follows if follows is not None and received.submission(follows) is not None else None


def _answer_to(submission_id: int | None) -> Answer:
    """The answers of the form to the findings of an earlier try, and by code where a program sends them."""
    if submission_id is None:
        return no_answer
    said = asked.answers(answerable(submission_id))
    rows = received.findings(submission_id).to_dict("records")
    return asked.either(from_choices(rows, said.choices), asked.by_code(asked.words("note") or None))


def _submit(upload: FileStorage, answer: Answer, follows: int | None) -> Outcome:
    data = upload.read()
    keep(data)
    made = asked.sent(data, asked.file_name(upload.filename), answer, follows)
    if follows is not None:
        made = replace(made, fill_unchanged=asked.is_unchanged(bool(known(follows)["fill_unchanged"])))
    return pipeline.submit(made, settings().home, code_lists())


def _unreasoned(outcome: Outcome, follows: int | None) -> list[int]:
    """Numbers of the questions that are still asked in a mended file and were answered in its form without a reason."""
    if follows is None:
        return []
    given = asked.answers(answerable(follows)).unreasoned
    rows = received.findings(follows).to_dict("records")
    said = from_choices(rows, dict.fromkeys(given, Reply(NO_REASON)))
    return [n for n, f in enumerate(outcome.findings, 1) if said(f) and not f.confirmed]


def _own_outcome(
    upload: FileStorage, answer: Answer, follows: int | None, until: float
) -> tuple[str, Outcome | None, Fault | None]:
    """A file's name with what became of it: one that fails takes no other along. `until`: the moment after which none
    is begun."""
    name = asked.file_name(upload.filename)
    try:
        if time.monotonic() > until:
            raise room.NotRead
        return name, _submit(upload, answer, follows), None
    except Exception as error:  # noqa: BLE001 - told of this file, beside what became of the others
        return name, None, fault_of(error)


def _in_part(outcomes: list[Outcome], faults: list[tuple[str, Fault]]) -> ResponseReturnValue:
    """What became of each of several files, some of which failed for a reason of ours."""
    status = max(fault.code for _name, fault in faults)
    lines = [f"{name}: {fault.title}. {fault.words}" for name, fault in faults]
    if is_page_wanted():
        kept = [f"{o.file}: number {o.submission_id:04d}" for o in outcomes if o.submission_id is not None]
        words = "Each file has its own outcome. Send again only those that failed; the others stand as said."
        onward = ("The files that were received", _where(outcomes)) if kept else ("Send again", "/submit")
        title = f"{labels.counted(len(faults), 'file')} of {len(faults) + len(outcomes)} failed"
        told = {"title": title, "words": words, "lines": [*kept, *lines]}
        return page("message.html", **told, onward=onward[0], href=onward[1]), status
    if "application/json" in request.headers.get("Accept", ""):
        failed = [{"file": name, "error": fault.words} for name, fault in faults]
        return jsonify([o.as_json() for o in outcomes] + failed), status
    text = "\n\n".join([*(report_text.in_words(o) for o in outcomes), *lines])
    return f"{text}\n", status, {"Content-Type": "text/plain; charset=utf-8"}


def keep(data: bytes) -> None:
    """Keep what came before anything is said about it, so that a fault of ours loses nobody's file. Raises NoRoom."""
    room.need()
    if Places(settings().home).exists and len(data) <= asked.limits().max_bytes:
        load.keep_original(settings().home, pipeline.digest(data), data)


def is_page_wanted() -> bool:
    """Whether a person's browser asks, or somebody who does not say; programs get JSON or plain words."""
    return "text/html" in request.headers.get("Accept", "text/html")


def answered(outcomes: list[Outcome], unreasoned: Sequence[int] = ()) -> ResponseReturnValue:
    """Where to read on (browser), the contract's array (JSON), or the report in plain words. `unreasoned`: numbers of
    findings whose answer came without its reason, said on the page."""
    if is_page_wanted():
        if closed := [o for o in outcomes if before.is_closed(o)]:
            return _closed(closed, is_all=len(closed) == len(outcomes), others=_where(outcomes))
        where = _where(outcomes)
        lost = "-".join(str(n) for n in unreasoned[:MOST_SAID])
        return redirect(f"{where}{'&' if '?' in where else '?'}unreasoned={lost}" if lost else where, 303)
    status = 200 if all(o.verdict in WELL for o in outcomes) else 422
    if "application/json" in request.headers.get("Accept", ""):
        return jsonify([o.as_json() for o in outcomes]), status
    text = "\n\n".join(report_text.in_words(o) for o in outcomes)
    return f"{text}\n", status, {"Content-Type": "text/plain; charset=utf-8"}


def _closed(closed: list[Outcome], *, is_all: bool, others: str) -> str:
    """What is said of files that came before and are not opened here; which they were, where others came with them."""
    title, words = before.words(closed)
    if is_all:
        return page("message.html", title=title, words=words, href="/my-city", onward="My city")
    told = {"title": title, "words": words, "lines": [o.file for o in closed]}
    return page("message.html", **told, href=others, onward="The other files that you sent")


def _where(outcomes: list[Outcome]) -> str:
    repeats = {o.submission_id: o.repeats for o in outcomes if not before.is_closed(o)}
    numbers = [number for number in repeats if number is not None]
    if len(numbers) == 1:
        href = own.link(numbers[0])
        return f"{href}{'&' if '?' in href else '?'}again=1" if repeats[numbers[0]] is not None else href
    return own.links(numbers)


def choices(typed: Mapping[str, str]) -> dict[str, object]:
    """What can be chosen beside a file, with what was typed."""
    return {**place_lists(), "typed": typed, "most_files": room.MOST_FILES}
