"""`/reports`: start a file, follow it, cancel it, fetch it. The work is done by jobs, outside the web workers."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from dashboard.jobs import folder, queue
from dashboard.officer.frame import page, settings
from dashboard.reports_page import asked, own
from dashboard.reports_page.shown import line

pages = Blueprint("reports", __name__)


@pages.get("/reports")
def reports() -> str:
    """The form and the list; while something is made, the page renews itself."""
    return _page()


@pages.get("/reports/list")
def listed() -> Response:
    """The list alone, for the script that renews it."""
    rows = _lines()
    response = Response(render_template("_made.html", rows=rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.post("/reports")
def start() -> ResponseReturnValue:
    """Begin a file and go to its line (303); what cannot be made is said (422), and what was chosen stays."""
    try:
        job = queue.start(settings(), asked.request_of(request.form))
    except (asked.Unusable, queue.Refused) as why:
        return _page(str(why)), 422 if isinstance(why, asked.Unusable) else 503
    return own.kept(redirect(f"/reports#job-{job.id}", 303), job.id)


@pages.post("/reports/<job_id>/cancel")
def cancel(job_id: str) -> ResponseReturnValue:
    """End it; one that has ended already stays as it is."""
    job = _job(job_id)
    if not own.may_cancel(job.request()):
        abort(403, "This file is made for somebody else too. Only who began it can cancel it.")
    queue.cancel(settings(), job)
    return redirect(f"/reports#job-{job_id}", 303)


@pages.get("/reports/<job_id>/file")
def file(job_id: str) -> Response:
    """The file that was made."""
    job = _job(job_id)
    if job.state() != "done":
        abort(404, "This file is not made yet. Look at its line on the page of reports.")
    told = job.outcome()
    response = send_file(
        job.result.resolve(), told["mimetype"], as_attachment=True, download_name=told["name"], max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _job(job_id: str) -> folder.Job:
    """The job of an address; 404 for what is none, and for one whose figures are not for this audience."""
    job = folder.named(settings().home, job_id)
    if job is None or not own.may_see(job.request()):
        abort(
            404,
            "No file of this name is kept here. Files are kept for some days; make it again if you need it.",
        )
    return job


def _lines() -> list[dict[str, object]]:
    return [line(job) for job in queue.seen(settings()) if own.is_listed(job.id, job.request)]


def _page(problem: str = "") -> str:
    rows = _lines()
    form = asked.form(request.form if problem else request.args)
    return page(
        "reports.html", rows=rows, form=form, problem=problem, is_busy=any(row["goes_on"] for row in rows)
    )
