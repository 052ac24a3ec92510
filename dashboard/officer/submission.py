"""One file on one page: what became of it, what to mend or answer, what it changes, what came before."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from dashboard import audience, labels
from dashboard.officer import asked, clock, effects, form_file, form_words, own, told
from dashboard.officer.blueprint import XLSX, pages
from dashboard.officer.frame import code_lists, page, settings
from dashboard.officer.tries import (
    blank_of,
    clean,
    cleaned_rows,
    last_report,
    may_take_back,
    newest_of,
    tries_of,
)
from dashboard.queries import received
from etl.store.places import Places
from etl.template.annotate import OWN_KINDS, NotAnnotated
from etl.template.annotate_stored import annotated_submission

NO_REASON = "An answer needs a reason. Write a few words beside it, or one reason for all."
OPEN = ("rejected", "needs_confirmation", "checked")
VERDICTS = {
    "accepted": "Accepted",
    "needs_confirmation": "Please confirm",
    "rejected": "Please correct",
    "unreadable": "Cannot be read",
    "checked": "Checked, not sent",
}
_LEADS = {
    "accepted": "Its figures are on the pages now.",  # unless a later report stands, which is said instead
    "needs_confirmation": "If it is right, say so with a reason; if not, correct it in the file and send it again.",
    "rejected": "Correct it in the file, save it and send it again. What you answer below is kept.",
    "checked": "You asked us to check it first. This is what it would change. Nothing is loaded yet.",
    "unreadable": "",
}


@pages.get("/submissions/<int:submission_id>")
def submission(submission_id: int) -> str:
    """The page of one file. `unreasoned=3-5`: questions of it that were answered without a reason just now."""
    named = request.args.get("unreasoned", "").split("-")
    lost = [number for text in named if (number := asked.as_number(text)) is not None]
    if not lost or known(submission_id)["verdict"] == "accepted":
        return show(submission_id)
    return show(submission_id, problem=NO_REASON, unreasoned=lost)


def show(submission_id: int, *, problem: str = "", unreasoned: Iterable[int] = ()) -> str:
    """The page with what was typed in its form; aborts with 404 where the number is not known."""
    row = known(submission_id)
    is_open = row["verdict"] in OPEN and not row["withdrawn_at"] and not row["followed_by"]
    is_form = form_file.is_form(row)
    lost = set(unreasoned)
    later = received.later(submission_id)
    rows = received.findings(submission_id).to_dict("records")
    found = form_words.in_its_words(rows, original_bytes(row)) if is_form else rows
    if row["verdict"] == "accepted":
        found = [f | {"confirmed": f["confirmed"] or " "} if f["severity"] == "confirm" else f for f in found]
    corrections = cleaned_rows(received.corrections(submission_id))
    taken = {(str(c["sheet"]), str(c["cell"])): str(c["stored"]) for c in corrections}
    sections = told.sections(found, is_open=is_open, taken=taken)
    return page(
        "submission.html",
        row=row,
        head=head(row),
        lead=lead(row, is_standing=later is None),
        later=later,
        may_take_back=later is not None and later.number is not None and own.is_own(later.number),
        may_withdraw=may_take_back(row),
        sections=sections,
        unshown=int(rows[0]["total"]) - len(rows) if rows else 0,
        offered=sum(1 for f in rows if f["severity"] == "fix" and told.text(f["suggestion"]))
        if is_open
        else 0,
        can_answer=any(line.asked for s in sections for line in s.lines),
        blank=blank_of(row),
        newest=newest_of(submission_id),
        is_open=is_open,
        is_form=is_form,
        places={} if is_form else _places_asked(rows),
        **place_lists(),
        is_again=request.args.get("again") == "1",
        problem=problem,
        unreasoned=lost,
        typed=request.form or {f"answer-{number}": "yes" for number in lost},
        effects=effects.in_words(received.effects(submission_id).to_dict("records"), code_lists()),
        corrections=corrections,
        field_of=form_words.Names(original_bytes(row)).where if is_form else None,
        last=last_report(row),
        is_own_book=row["kind"] in OWN_KINDS,
        tries=tries_of(row),
        size=clock.size(_size(row)),
        due=_due(row),
        verdicts=VERDICTS,
    )


def place_lists() -> dict[str, object]:
    """The cities and periods that can be chosen beside a file."""
    lists = code_lists().tables
    cities = [(c["city_id"], c["name"]) for c in sorted(lists["cities"], key=lambda c: c["name"])]
    return {"cities": cities, "periods": [p["period"] for p in reversed(lists["periods"])]}


def _places_asked(found: Iterable[Mapping[str, Any]]) -> dict[str, bool]:
    """Which of city and period a file lacks, or says otherwise than was chosen: it can be chosen anew beside it."""
    codes = {str(f["code"]) for f in found}
    is_asked = {name: bool(codes & {f"{name}_missing", f"{name}_mismatch"}) for name in ("city", "period")}
    return {name: True for name, wanted in is_asked.items() if wanted}


def head(row: dict[str, Any]) -> str:
    """The verdict in one sentence, with the number of places."""
    if row["withdrawn_at"]:
        return "This report was taken back."
    if row["verdict"] == "rejected":
        count = row["to_correct"]
        places = labels.counted(count, "place", words=True)
        return f"{labels.sentence(places)} in your {_what(row)} must be corrected. Nothing is loaded yet."
    if row["verdict"] == "needs_confirmation":
        count = row["to_confirm"]
        are, they = ("is", "it is") if count == 1 else ("are", "they are")
        places = labels.sentence(labels.counted(count, "place", words=True))
        return f"{places} in your {_what(row)} {are} unusual. Please say whether {they} right."
    return {
        "accepted": "Your report is accepted.",
        "checked": "Your file is in order. It is not sent yet.",
        "unreadable": "Your file cannot be read as a report. Nothing is loaded.",
    }[row["verdict"]]


def _what(row: dict[str, Any]) -> str:
    return "form" if form_file.is_form(row) else "file"


def lead(row: dict[str, Any], *, is_standing: bool = True) -> str:
    """What was read, and what to do next. `is_standing`: no later report stands in its place."""
    if row["withdrawn_at"]:
        return f"On {clock.moment(row['withdrawn_at'])}, by {row['withdrawn_by']}: {row['withdrawn_reason']}"
    if row["verdict"] == "unreadable":
        return ""
    read = labels.counted(row["projects_read"], "project")
    told = "" if row["verdict"] == "accepted" and not is_standing else _LEADS[row["verdict"]]
    every = "all " if row["projects_read"] > 2 else ""
    told = told if row["projects_read"] else f"Its list of projects is empty. {told}"
    if form_file.is_form(row):
        mend = "Mend it in the form and send it again." if row["verdict"] in OPEN[:2] else told
        return f"We read {every}{read} of your form and checked every field. {mend}".strip()
    return f"We read {every}{read} of {row['file_name']} and checked every cell. {told}".strip()


def known(submission_id: int) -> dict[str, Any]:
    """The row of a submission; aborts with 404."""
    row = received.submission(submission_id) if submission_id < 2**31 else None
    if row is None:
        abort(404, f"No file with the number {submission_id} was received.")
    return clean(row.to_dict())


def answerable(submission_id: int) -> dict[int, str]:
    """Severity of each finding that can be answered, by its number."""
    rows = received.findings(submission_id).to_dict("records")
    return {
        int(f["number"]): str(f["severity"])
        for f in rows
        if f["severity"] == "confirm" or (f["severity"] == "fix" and told.text(f["suggestion"]))
    }


def original_bytes(row: dict[str, Any]) -> bytes:
    """The file as it came; nothing where it was not kept."""
    path = Places(settings().home).original(str(row["sha256"]))
    return path.read_bytes() if path.exists() else b""


def _size(row: dict[str, Any]) -> int:
    """Bytes of the file as it came, without reading it; 0 where it was not kept."""
    path = Places(settings().home).original(str(row["sha256"]))
    return path.stat().st_size if path.exists() else 0


@pages.get("/submissions/<int:submission_id>/original")
def original(submission_id: int) -> Response:
    """The bytes as they came, as a download and never as a page; what was typed in the form, as a workbook."""
    row = known(submission_id)
    path = Places(settings().home).original(str(row["sha256"]))
    if not path.exists():
        abort(404, "The file of this submission was not kept.")
    name = str(row["file_name"])
    kept: io.BytesIO | Path = path.resolve()
    if form_file.is_form(row):
        kept, name = io.BytesIO(form_file.as_workbook(path.read_bytes())), f"{Path(name).stem}.xlsx"
    return send_file(kept, "application/octet-stream", as_attachment=True, download_name=name)


@pages.get("/submissions/<int:submission_id>/annotated.xlsx")
def annotated(submission_id: int) -> Response:
    """The officer's own file with the faults coloured and explained in their cells."""
    row = known(submission_id)
    if not _size(row):
        abort(404, "The file of this submission was not kept.")
    try:
        made = annotated_submission(
            settings().home, code_lists(), settings(), submission_id, audience.blanked
        )
    except NotAnnotated as why:
        abort(404, str(why))
    return send_file(io.BytesIO(made.data), XLSX, as_attachment=True, download_name=made.file_name)


@pages.get("/submissions/<int:submission_id>/receipt")
def receipt(submission_id: int) -> ResponseReturnValue:
    """A page to print: what arrived, when, from when it counts, what happens next."""
    row = known(submission_id)
    made = effects.in_words(received.effects(submission_id).to_dict("records"), code_lists())
    later = received.later(submission_id)
    return page(
        "receipt.html",
        later=later,
        may_take_back=later is not None and later.number is not None and own.is_own(later.number),
        row=row,
        head=head(row),
        effects=made,
        size=clock.size(_size(row)),
        blank=blank_of(row),
        is_counted=row["verdict"] == "accepted" and not row["withdrawn_at"],
    )


def _due(row: dict[str, Any]) -> str:
    if row["period_count"] != 1 or row["city_count"] != 1 or not row["city_id"]:
        return ""
    owed = cleaned_rows(received.owed(row["city_id"]))
    return next((clock.due(p["due_at"]) for p in owed if p["period"] == row["period"]), "")
