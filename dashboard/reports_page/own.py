"""Whose job it is. The Secretariat sees every job; on a site for others a browser sees those that it began itself, and
none that was made from figures which its audience may not see."""

from __future__ import annotations

import hmac
import re
import secrets

from flask import g, request
from werkzeug.wrappers import Response as Answer

from dashboard import audience
from dashboard.jobs.folder import Request

COOKIE = "own_jobs"
OWNER = "own_maker"
_KEPT_FOR = 30 * 24 * 3600
_MOST = 30  # jobs that one browser remembers
_ID = re.compile(r"[0-9a-f]{24}")
_WORD = re.compile(r"[0-9a-f]{32}")


def may_see(asked: Request) -> bool:
    """Whether who has this job's address may have its file: the address cannot be guessed."""
    return audience.LEVELS.index(asked.audience) <= audience.LEVELS.index(audience.level())


def is_listed(job_id: str, asked: Request) -> bool:
    """Whether this browser's list shows the job."""
    return may_see(asked) and (audience.may("desk") or job_id in _held())


def owner() -> str:
    """This browser's word, a new one where it has none; the Secretariat has none."""
    if audience.may("files"):
        return ""
    if "own_maker" not in g:
        g.own_maker = _known() or secrets.token_hex(16)
    return str(g.own_maker)


def may_cancel(asked: Request) -> bool:
    """Whoever began it, and the Secretariat. Who asked for the same meanwhile waits for it and ends it for nobody."""
    if audience.may("files"):
        return True
    return bool(asked.owner) and hmac.compare_digest(asked.owner, _known())


def _known() -> str:
    word = request.cookies.get(OWNER, "")
    return word if _WORD.fullmatch(word) else ""


def kept(response: Answer, job_id: str) -> Answer:
    """The answer with the job added to what the browser remembers."""
    if audience.may("desk"):
        return response
    ids = [job_id, *(held for held in _held() if held != job_id)][:_MOST]
    for name, value in ((COOKIE, ".".join(ids)), (OWNER, owner())):
        response.set_cookie(
            name, value, max_age=_KEPT_FOR, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response


def _held() -> list[str]:
    return [part for part in request.cookies.get(COOKIE, "").split(".")[:_MOST] if _ID.fullmatch(part)]
