"""Whose file it is, on a site whose audience may not see everybody's: whoever sent a file gets a link that cannot be
guessed, and the browser keeps it. The Secretariat's site asks nobody."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flask import Response, abort, g, request
from flask.typing import ResponseReturnValue

from dashboard import audience
from dashboard.officer import asked
from dashboard.officer.blueprint import pages
from dashboard.officer.used import settings

COOKIE = "own_files"
_KEPT_FOR = 400 * 24 * 3600
_MOST = 60  # files that one browser remembers
_NAMES = ("after", "from")  # fields in which a request names a file beside the one in its path
_KEY_BYTES = 64
_ENTRY = re.compile(r"(\d{1,9})\.([0-9a-f]{32})")
_NOT_YOURS = (
    "This file is shown only to those who sent it. Open it by the link that you got when you sent it, "
    "or in the browser with which you sent it. If neither is at hand, ask the Secretariat."
)


class NoKey(RuntimeError):
    """The key by which links are signed is damaged; nothing is signed by a part of it."""


@pages.before_request
def only_own() -> ResponseReturnValue | None:
    """Refuses every address that speaks of a file of somebody else."""
    if audience.may("files"):
        return None
    _now_own(_signed(request.args.get("keys", "")))
    for number in _asked_for():
        if not is_own(number):
            abort(403, _NOT_YOURS)
    return None


@pages.after_request
def remember(response: Response) -> Response:
    """Keep in the browser what was opened by its link or has just been sent."""
    if not audience.may("files") and g.get("own_files"):
        kept = sorted({*held(), *g.own_files}, reverse=True)[:_MOST]
        response.set_cookie(
            COOKIE, _entries(kept), max_age=_KEPT_FOR, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response


def is_own(number: int) -> bool:
    """Whether this browser may see a file: everybody's on the Secretariat's site, else by its link or by its cookie."""
    if audience.may("files") or number in g.get("own_files", ()):
        return True
    if hmac.compare_digest(request.args.get("key", "").encode(), _key(number).encode()):
        _now_own([number])
        return True
    return number in held()


def link(number: int) -> str:
    """Address of a file that was just sent; it opens the file for whoever has it."""
    if audience.may("files"):
        return f"/submissions/{number}"
    _now_own([number])
    return f"/submissions/{number}?key={_key(number)}"


def links(numbers: Sequence[int]) -> str:
    """Address of several files that were just sent; whoever has it may open each of them."""
    listed = f"/submissions?only={','.join(str(n) for n in numbers)}"
    if audience.may("files") or not numbers:
        return listed
    _now_own(numbers)
    return f"{listed}&keys={_entries(numbers)}"


def key_part(number: int) -> str:
    """What the address of a file carries for a browser that keeps nothing, where it came by an address with keys."""
    return f"?key={_key(number)}" if request.args.get("keys") and not audience.may("files") else ""


def only() -> list[int] | None:
    """Numbers to which a list of files is held in its question; None on the Secretariat's site. Of the newest files of
    all one's own could be missing: whoever sends many would push them out."""
    if audience.may("files"):
        return None
    return sorted({*held(), *g.get("own_files", ())})


def mine(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a list of files, those that may be seen here."""
    return [row for row in rows if is_own(int(row["submission_id"]))]


def _now_own(numbers: Iterable[int]) -> None:
    g.own_files = {*g.get("own_files", ()), *numbers}


def _asked_for() -> list[int]:
    """Numbers of files that a request names: in its path, as the try that it follows or begins from."""
    named = [number for name in _NAMES for number in asked.numbers(name)]
    in_path = (request.view_args or {}).get("submission_id")
    return named if in_path is None else [int(in_path), *named]


def held() -> list[int]:
    """Numbers of the files that this browser keeps the links of."""
    return _signed(request.cookies.get(COOKIE, ""))


def _entries(numbers: Iterable[int]) -> str:
    return "-".join(f"{n}.{_key(n)}" for n in numbers)


def _signed(entries: str) -> list[int]:
    """The numbers of a list of entries whose keys are theirs."""
    found = _ENTRY.findall(entries)[:_MOST]
    return [int(n) for n, key in found if hmac.compare_digest(key, _key(int(n)))]


def _key(number: int) -> str:
    return hmac.new(_secret(), f"submission {number}".encode(), hashlib.sha256).hexdigest()[:32]


def _secret() -> bytes:
    """ASCN_SECRET_KEY, else one kept with the store, so that links outlive a restart and hold in every worker."""
    chosen = settings()
    if chosen.secret_key:
        return chosen.secret_key.encode()
    path = chosen.home / "links.key"
    if not path.exists():
        _make_key(path)
    kept = path.read_bytes()
    if len(kept) < _KEY_BYTES:
        raise NoKey(f"{path} holds no whole key. Remove it, and a new one is made; links of before then end.")
    return kept


def _make_key(path: Path) -> None:
    """There is no moment at which the file is there without its whole key: a full disk or an end between would leave
    one that everybody can guess. Of several workers that make one the first has made it."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            handle.write(secrets.token_hex(_KEY_BYTES // 2).encode())
            handle.flush()
            os.fsync(handle.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
    finally:
        new.unlink(missing_ok=True)
