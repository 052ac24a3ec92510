"""Addresses of the light pages: send a report, what was received, templates to fill in, help."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pandas as pd
from flask import Blueprint, Response, abort, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from dashboard.officer import told
from dashboard.officer.frame import code_lists, page, settings
from dashboard.queries import received
from etl import pipeline, template_data
from etl.findings import ON_SCREEN, REGISTRY, Severity
from etl.pipeline import Outcome, Request
from etl.read import DEFAULT
from etl.read.raw import MEBIBYTE
from etl.store.places import Places
from etl.validate.scope import Chosen

pages = Blueprint("officer", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = {
    "accepted": "Your report is accepted.",
    "needs_confirmation": "Please confirm what is unusual. Nothing is loaded yet.",
    "rejected": "Your file must be corrected. Nothing is loaded yet.",
    "unreadable": "Your file cannot be read as a report. Nothing is loaded.",
}


@pages.get("/submit")
def form() -> str:
    """The form alone."""
    return page("submit.html", **_choices())


@pages.post("/submit")
def send() -> ResponseReturnValue:
    """Check the file and load it if nothing is open; says everything that was found, with cells."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        told_why = "No file was chosen. Choose your workbook or CSV file, then send it."
        return page("submit.html", problem=told_why, **_choices()), 400
    data, name = upload.read(), upload.filename.replace("\\", "/").rsplit("/", 1)[-1]
    outcome = pipeline.submit(_request(data, name), settings().home, code_lists())
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify([outcome.as_json()]), 200 if outcome.verdict in (
            "accepted",
            "needs_confirmation",
        ) else 422
    return page(
        "submit.html",
        head=head(outcome),
        outcome=outcome,
        sections=told.of_outcome(outcome.findings),
        **_choices(),
    )


def _request(data: bytes, name: str) -> Request:
    lists = code_lists().lists
    city = lists["city"].find(request.form.get("city", ""))
    period = lists["period"].find(request.form.get("period", ""))
    chosen = Chosen(city.code if city else None, period.code if period else None)
    note = request.form.get("note", "").strip()[:2000] or None
    limits = replace(DEFAULT, max_bytes=settings().max_upload_mb * MEBIBYTE)
    is_partial = request.form.get("coverage") == "partial"
    return Request(
        data,
        name,
        chosen,
        settings().operator,
        note,
        is_full=not is_partial,
        answer=_answers(note),
        limits=limits,
    )


def _answers(note: str | None) -> pipeline.Answer:
    """The reason confirms what was ticked; without a reason nothing is confirmed."""
    ticked = set(request.form.getlist("confirm"))
    return lambda finding: note if note and ticked & {"all", finding.code} else None


def _choices() -> dict[str, object]:
    reference = code_lists()
    cities = [(c["city_id"], c["name"]) for c in sorted(reference.tables["cities"], key=lambda c: c["name"])]
    periods = [p["period"] for p in reversed(reference.tables["periods"])]
    return {"cities": cities, "periods": periods, "typed": request.form}


def head(outcome: Outcome) -> str:
    """The verdict in one sentence, with the number of places to mend."""
    if outcome.repeats is not None:
        return "This file was received before. Nothing changed."
    fixes = sum(1 for f in outcome.findings if f.severity is Severity.FIX and not f.confirmed)
    if outcome.verdict == "rejected":
        places = "One place" if fixes == 1 else f"{fixes} places"
        return f"{places} in your file must be corrected. Nothing is loaded yet."
    return HEADS[outcome.verdict]


@pages.get("/submissions")
def submissions() -> str:
    """Files received, newest first."""
    text = request.args.get("page", "1")
    number = int(text) if text.isdecimal() and 0 < len(text) < 6 else 1
    rows = received.submissions(max(number, 1))
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    shown = [_clean(row) for row in rows.to_dict("records")]
    return page(
        "submissions.html", rows=shown, total=total, number=number, rows_a_page=received.ROWS, heads=HEADS
    )


@pages.get("/submissions/<int:submission_id>")
def submission(submission_id: int) -> str:
    """One file: what became of it, and what was found in it."""
    row = _known(submission_id)
    found = received.findings(submission_id)
    return page(
        "submission.html",
        row=_clean(row.to_dict()),
        heads=HEADS,
        sections=told.of_store(found, str(row["verdict"])),
        number=len(found),
    )


@pages.get("/submissions/<int:submission_id>/original")
def original(submission_id: int) -> Response:
    """The bytes as they came, as a download and never as a page."""
    row = _known(submission_id)
    path = Places(settings().home).original(str(row["sha256"]))
    if not path.exists():
        abort(404, "The file of this submission was not kept.")
    return send_file(
        path.resolve(), "application/octet-stream", as_attachment=True, download_name=str(row["file_name"])
    )


def _known(submission_id: int) -> pd.Series:
    row = received.submission(submission_id)
    return row if row is not None else abort(404, f"No file with the number {submission_id} was received.")


def _clean(row: dict[str, object]) -> dict[str, object]:
    """Missing values of a frame as None, so that a template may ask for them."""
    return {k: None if v is None or v is pd.NaT or v != v else v for k, v in row.items()}


@pages.get("/templates")
def templates() -> str:
    """A workbook for each city, member states in their order."""
    reference = code_lists()
    countries = sorted(reference.tables["countries"], key=lambda c: int(c["sort_order"]))
    cities = [
        (c["name"], [t for t in reference.tables["cities"] if t["iso3"] == c["iso3"]]) for c in countries
    ]
    periods = [p for p in reference.tables["periods"] if p["reports_expected"] == "1"]
    asked = request.args.get("period")
    chosen = asked if asked in {p["period"] for p in periods} else _open_period(periods)
    return page("templates.html", countries=[c for c in cities if c[1]], periods=periods, chosen=chosen)


def _open_period(periods: list[dict[str, str]]) -> str:
    """The period that officers fill in now: the first without a published list, else the last."""
    still_open = [p["period"] for p in periods if p["list_published"] != "1"]
    return (still_open or [p["period"] for p in periods][-1:] or [""])[0]


@pages.get("/templates/<city_id>.xlsx")
def template(city_id: str) -> Response:
    """The workbook of one city for one period, made now."""
    reference = code_lists()
    periods = {p["period"] for p in reference.tables["periods"]}
    wanted = request.args.get("period") or _open_period(
        [p for p in reference.tables["periods"] if p["reports_expected"] == "1"]
    )
    if city_id not in reference.lists["city"] or wanted not in periods:
        abort(404, "There is no template for this city and period.")
    data = template_data.workbook(settings(), reference, city_id, wanted)
    name = quote(f"{city_id}-{wanted}.xlsx")
    return Response(data, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.get("/help")
def help_page() -> str:
    """How to fill in each column and what each message means, from the same declarations that check a file."""
    by_severity = [(ON_SCREEN[s], [r for r in REGISTRY.values() if r.severity is s]) for s in Severity]
    return page("help.html", fields=code_lists().projects.fields, groups=by_severity)
