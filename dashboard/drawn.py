"""Drawn pages: what the routing callback answers for an address, made once and kept until something moves.

A page is a function of its address, of theme and width, and of what the shelf's name says: the published snapshot, the
hour (who is a member, what is due), the program and its settings. It is kept in this process and, in the folder `drawn`
of the store's home, for the other processes and for the next start; dashboard/ahead.py fills that shelf before anybody
asks. Nothing there is a source: whatever is missing or broken is drawn again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

from dashboard.addresses import SITE
from dashboard.queries import frame
from dashboard.queries.run import used
from dashboard.shell import page_is_narrow, page_theme
from etl.once import Kept
from etl.settings import ROOT, Settings
from etl.store.places import Places, StoreError, replace_durably

log = logging.getLogger(__name__)

CALLBACK = "/_dash-update-component"
FAILED = '"data-url":"failed"'  # shell.failed: not kept, so that the next visitor may fare better
MOST = 1000  # pages of one shelf: an address may be anything, a disk is not endless
_LONGEST = 2000  # characters of an address that is kept
_IN_PAGE = "_pages_location"
_OUTPUTS = (("_pages_content", "children"), ("_pages_store", "data"))
_OUTPUT = f"..{'...'.join(f'{name}.{part}' for name, part in _OUTPUTS)}.."
_PROGRAM = ("dashboard", "etl", "assets")
_kept: Kept[str] = Kept(128, is_worth=lambda made: FAILED not in made)


def answer(path: str, search: str) -> str:
    """What the routing callback answers for an address (`search` with its ?, or empty), as JSON."""
    shelf = shelf_of(used())
    key = f"{page_theme().name} {'narrow' if page_is_narrow() else 'wide'} {path}{search}"
    made = _kept.get((shelf, key), lambda: _from(shelf, key) or _onto(shelf, key, _drawn(path, search)))
    return made.replace(SITE, _site()) if SITE in made else made


def _site() -> str:
    """The address under which this request asks for the site, as text inside HTML inside JSON."""
    return json.dumps(escape(request.url_root.rstrip("/")))[1:-1]


def asked_for() -> ResponseReturnValue | None:
    """The kept answer where a request is that of the routing callback; every other goes on its way."""
    if request.path != CALLBACK or request.method != "POST":
        return None
    body = request.get_json(silent=True)
    told = _told(body) if isinstance(body, dict) and body.get("output") == _OUTPUT else None
    if told is None:
        return None
    try:
        return Response(answer(*told), mimetype="application/json")
    except StoreError:
        return None  # the page says so itself


def _told(body: dict[str, object]) -> tuple[str, str] | None:
    """Path and search of the address that is to be drawn."""
    inputs = body.get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(part, dict) for part in inputs):
        return None
    told = {part.get("property"): part.get("value") for part in inputs if part.get("id") == _IN_PAGE}
    path, search = told.get("pathname"), told.get("search")
    return (path, search) if isinstance(path, str) and isinstance(search, str) else None


def _drawn(path: str, search: str) -> str:
    told = {"pathname": path, "search": search}
    body = {
        "output": _OUTPUT,
        "outputs": [{"id": name, "property": part} for name, part in _OUTPUTS],
        "inputs": [{"id": _IN_PAGE, "property": name, "value": value} for name, value in told.items()],
        "changedPropIds": [f"{_IN_PAGE}.{name}" for name in told],
        "parsedChangedPropsIds": [f"{_IN_PAGE}.{name}" for name in told],
    }
    return ask_ourselves(CALLBACK, body)


def ask_ourselves(path: str, body: Mapping[str, object] | None = None) -> str:
    """The answer of one of our own routes, in the name of the browser that asks now."""
    site: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    told = {name: request.headers.get(name, "") for name in ("Cookie", "User-Agent")}
    method = "POST" if body else "GET"
    with site.test_request_context(path, base_url=request.host_url, headers=told, method=method, json=body):
        return str(site.make_response(site.dispatch_request()).get_data(as_text=True))


def shelf_of(chosen: Settings) -> Path:
    """The folder of the pages as they are drawn now. Its name changes with whatever they are made of."""
    snapshot, hour, _audience = frame.moment_of_store()
    basis = f"{_program()} {chosen!r} {Path(snapshot).stat().st_mtime_ns}"
    digest = hashlib.sha256(basis.encode()).hexdigest()[:12]
    return Places(chosen.home).drawn / f"{Path(snapshot).stem}-{hour:%Y%m%d%H}" / digest


@cache
def _program() -> str:
    """Changes with every file that a page is made by."""
    files = (path for folder in _PROGRAM for path in (ROOT / folder).rglob("*") if path.is_file())
    told = sorted(f"{p} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in files if p.suffix != ".pyc")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _place(shelf: Path, key: str) -> Path:
    return shelf / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _from(shelf: Path, key: str) -> str:
    """What lies on the shelf; empty where nothing does. The first line of a file is its key."""
    if used().ahead == "off":
        return ""
    try:
        head, _, made = _place(shelf, key).read_text(encoding="utf-8").partition("\n")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        log.warning("a kept page cannot be read and is drawn again: %s", error)
        return ""
    return made if head == key else ""


def _onto(shelf: Path, key: str, made: str) -> str:
    """What was made, after it was put on the shelf for the others."""
    if used().ahead == "off" or FAILED in made or len(key) > _LONGEST or "\n" in key:
        return made
    try:
        if not shelf.exists():
            _clear(shelf.parent)
        if not shelf.exists() or sum(1 for _ in shelf.iterdir()) < MOST:
            replace_durably(_place(shelf, key), f"{key}\n{made}".encode())
    except OSError as error:
        log.warning("a page cannot be kept for others: %s", error)
    return made


def _clear(moment: Path) -> None:
    """Take down the shelves of what no longer is; another site's on the same store stay."""
    for other in moment.parent.glob("*"):
        if other != moment:
            shutil.rmtree(other, ignore_errors=True)
