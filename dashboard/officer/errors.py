"""Answers when a request cannot be served: plain words, a way on, never a trace of the program."""

from __future__ import annotations

import logging
import re
import secrets
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard.officer.frame import page, settings
from dashboard.officer.room import NoRoom, NotRead
from etl.read import Unavailable
from etl.store.places import Busy, NoStore, StoreError
from etl.store.write import CheckFailed

log = logging.getLogger(__name__)
_SUBMISSION = re.compile(r"/submissions/(\d{1,9})/")


def _wants_page() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"]) == "text/html"


def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """The file is above the limit; nothing of it was read."""
    words = f"The file is larger than {settings().max_upload_mb} MB, so it was not read. Remove pictures and sheets "
    words += "that are not part of the report and send it again."
    return _answer("Your file is too large", words, 413, "/submit", "Back to sending a report")


def refused(error: HTTPException) -> ResponseReturnValue:
    """A wrong address or a request that cannot be used."""
    if error.response is not None:
        return error.response
    code = error.code or 500
    title = "This page is not here" if code == 404 else "This request cannot be used"
    about = _SUBMISSION.match(request.path)
    href, onward = ("/", "Overview")
    if about and code == 409:
        href, onward = f"/submissions/{about[1]}", f"Back to number {int(about[1]):04d}"
    return _answer(title, str(error.description or error.name), code, href, onward)


@dataclass(frozen=True)
class Fault:
    """What is said of an error: for a person; why stands in the log."""

    title: str
    words: str
    code: int
    href: str = "/"
    onward: str = "Overview"


def fault_of(error: Exception) -> Fault:
    """An error in words. Unforeseen ones are our own fault: a reference for the person, the details for the log."""
    is_post = request.method == "POST"
    if isinstance(error, NoStore):
        log.warning("not ready: %s", error)
        words = "Whoever keeps this site makes a store with: ascn init."
        return Fault("There is nothing to show yet", words, 503, "/help", "Help")
    if isinstance(error, Busy):
        log.warning("busy: %s", error)
        words = f"{'Your file is safe; try' if is_post else 'Try'} again in a minute."
        return Fault("Another report is being loaded just now", words, 503)
    if isinstance(error, NoRoom):
        log.error("nothing is received: %s", error)
        words = f"{error} Nothing was read or changed. Tell whoever keeps this site, and send it again later."
        return Fault("Nothing can be received now", words, 503)
    if isinstance(error, Unavailable):
        log.error("not read: %s", error)
        words = f"{'Your file is safe; try' if is_post else 'Try'} again in a minute."
        return Fault("Too much is being read just now", words, 503)
    if isinstance(error, NotRead):
        words = "The files before it took long, so it was not read. Send it again."
        return Fault("Not read", words, 503, "/submit", "Send a report")
    if isinstance(error, StoreError) and not isinstance(error, CheckFailed):
        log.warning("refused: %s", error)
        return Fault("This request cannot be used", str(error), 409)
    reference = secrets.token_hex(4)
    log.error("request failed, reference %s", reference, exc_info=error)
    safe = "Your file is safe with us and changed nothing." if is_post else "Nothing was changed."
    words = f"The fault is ours. {safe} Tell us the reference {reference} if it happens again."
    return Fault("Something went wrong", words, 500)


def failed(error: Exception) -> ResponseReturnValue:
    """The answer to a request that could not be served."""
    fault = fault_of(error)
    return _answer(fault.title, fault.words, fault.code, fault.href, fault.onward)


def _answer(title: str, words: str, code: int, href: str, onward: str) -> ResponseReturnValue:
    if not _wants_page():
        return f"{title}. {words}\n", code, {"Content-Type": "text/plain; charset=utf-8"}
    return page("message.html", title=title, words=words, href=href, onward=onward), code
