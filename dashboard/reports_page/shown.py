"""A job as a line of the page: its words, its bar, what can be done with it."""

from __future__ import annotations

from datetime import datetime

from dashboard import audience, labels
from dashboard.jobs.queue import Seen
from dashboard.officer import clock
from dashboard.reports_page import own

_PERCENT = 100


def line(job: Seen) -> dict[str, object]:
    """What `_made.html` draws."""
    step, of = job.progress.get("step", 0), job.progress.get("of", 0)
    return {
        "id": job.id,
        "title": job.request.title,
        "view": _view(job),
        "who": job.request.who if audience.may("who") else "",
        "at": clock.stamp(datetime.fromisoformat(job.request.at)),
        "state": job.state,
        "goes_on": job.goes_on,
        "may_cancel": job.goes_on and job.state != "cancelling" and own.may_cancel(job.request),
        "percent": round(_PERCENT * (step - 1) / of) if of else None,
        "words": _words(job, step, of),
        "name": job.outcome.get("name", ""),
        "size": _size(job.outcome.get("bytes", 0)),
        "reference": job.outcome.get("reference", ""),
    }


def _view(job: Seen) -> str:
    """`Edition: ASCN Annual Meeting 2026, draft`, or the period that the figures are for."""
    query = job.request.query
    if job.request.edition:
        return job.request.edition
    compared = f", compared with {query['compare']}" if query.get("compare") else ""
    moment = f", reports accepted by {query['known_on']}" if query.get("known_on") else ""
    return f"{query.get('period', '')}{compared}{moment}, working figures"


def _words(job: Seen, step: int, of: int) -> str:
    if job.state == "waiting":
        return f"Waits; {labels.counted(job.ahead, 'file')} before it." if job.ahead else "Waits."
    if job.state == "running":
        return f"{job.progress['words']}, step {step} of {of}." if of else "Begins."
    return {
        "cancelling": "Is being cancelled.",
        "cancelled": "Cancelled.",
        "failed": f"Not made. {job.outcome.get('words', '')}",
    }.get(job.state, "")


def _size(count: int) -> str:
    """`1.2 MB`, `34 kB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} kB"
