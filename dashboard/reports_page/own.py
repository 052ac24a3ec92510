"""Whose job it is. The Secretariat sees every job; on a site for others a browser sees those that it began itself, and
none that was made from figures which its audience may not see."""

from __future__ import annotations

import re

from flask import request
from werkzeug.wrappers import Response as Answer

from dashboard import audience
from dashboard.jobs.folder import Request

COOKIE = "own_jobs"
_KEPT_FOR = 30 * 24 * 3600
_MOST = 30  # jobs that one browser remembers
_ID = re.compile(r"[0-9a-f]{24}")


def may_see(asked: Request) -> bool:
    """Whether who has this job's address may have its file: the address cannot be guessed."""
    return audience.LEVELS.index(asked.audience) <= audience.LEVELS.index(audience.level())


def is_listed(job_id: str, asked: Request) -> bool:
    """Whether this browser's list shows the job."""
    return may_see(asked) and (audience.may("desk") or job_id in _held())


def kept(response: Answer, job_id: str) -> Answer:
    """The answer with the job added to what the browser remembers."""
    if audience.may("desk"):
        return response
    ids = [job_id, *(held for held in _held() if held != job_id)][:_MOST]
    response.set_cookie(
        COOKIE, ".".join(ids), max_age=_KEPT_FOR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def _held() -> list[str]:
    return [part for part in request.cookies.get(COOKIE, "").split(".")[:_MOST] if _ID.fullmatch(part)]
