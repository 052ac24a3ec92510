"""Answers when a request cannot be served: plain words, a way on, never a trace of the program."""

from __future__ import annotations

import re

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from dashboard.officer.frame import page, settings

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


def not_ready() -> ResponseReturnValue:
    """There is no store to read: for a person; why stands in the log."""
    words = "Whoever keeps this site makes a store with: ascn init."
    return _answer("There is nothing to show yet", words, 503, "/help", "Help")


def failed(reference: str) -> ResponseReturnValue:
    """Our own fault, with the reference under which the details are in the log."""
    safe = (
        "Your file is safe with us and nothing was changed."
        if request.method == "POST"
        else "Nothing was changed."
    )
    words = f"The fault is ours. {safe} "
    words += f"Tell us the reference {reference} if it happens again."
    return _answer("Something went wrong", words, 500, "/", "Overview")


def _answer(title: str, words: str, code: int, href: str, onward: str) -> ResponseReturnValue:
    if not _wants_page():
        return f"{title}. {words}\n", code, {"Content-Type": "text/plain; charset=utf-8"}
    return page("message.html", title=title, words=words, href=href, onward=onward), code
