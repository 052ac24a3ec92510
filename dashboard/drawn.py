"""Drawn pages: what the routing callback answers for an address, made once and kept until something moves.

A page is a function of its address, of theme and width, and of what the shelf's name says: the published snapshot, the
hour (who is a member, what is due), the program, its settings and code lists. It is kept in this process and, in the
folder `drawn` of the store's home, for the other processes and for the next start; dashboard/ahead.py fills that shelf
before anybody asks. Nothing there is a source: whatever is missing or broken is drawn again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from dashboard.addresses import SITE
from dashboard.page_addresses import is_page
from dashboard.queries import frame
from dashboard.queries.run import used
from dashboard.shell import page_is_narrow, page_theme
from etl import reference
from etl.once import Kept
from etl.settings import ROOT, Settings
from etl.store.places import Places, StoreError, replace_durably

log = logging.getLogger(__name__)

CALLBACK = "/_dash-update-component"
FAILED = '"data-url":"failed"'  # shell.failed: not kept, so that the next visitor may fare better
MOST = 1000  # pages of one shelf: an address may be anything, a disk is not endless
_OURS = 500  # and so many more of those that are drawn ahead
AHEAD = "ascn.ahead"  # in the environment of a request that draws ahead; no visitor can put anything there
_LONGEST = 2000  # characters of an address that is kept
_TOO_LONG = 8000  # characters of an address that is answered
_IN_MEMORY = 64 * 2**20  # letters of all pages kept in a process
_IN_PAGE = "_pages_location"
_OUTPUTS = (("_pages_content", "children"), ("_pages_store", "data"))
_OUTPUT = f"..{'...'.join(f'{name}.{part}' for name, part in _OUTPUTS)}.."
_PROGRAM = ("dashboard", "etl", "assets")
_DRAWS = ("ascn-monitor", "dash", "plotly", "dash-ag-grid")
_complained: set[Path] = set()  # shelves of which it was said that they take nothing


def memory(most: int) -> Kept[str]:
    """What a process remembers: so many pages, whatever their size, in bounded room."""
    return Kept(most, is_worth=lambda made: FAILED not in made, size=len, room=_IN_MEMORY)


_kept = memory(128)


def answer(path: str, search: str) -> str:
    """What the routing callback answers for an address (`search` with its ?, or empty), as JSON."""
    shelf = shelf_of(used())
    key = json.dumps([page_theme().name, "narrow" if page_is_narrow() else "wide", path, search])

    def make() -> str:
        if not is_page(path):
            return _drawn(path, search)
        return _from(shelf, key) or _onto(shelf, key, _drawn(path, search))

    made = _kept.get((shelf, key), make)
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
    """Path and search of the address that is to be drawn; what no browser sends is refused."""
    inputs = body.get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(part, dict) for part in inputs):
        return None
    told = {str(part.get("property")): part.get("value") for part in inputs if part.get("id") == _IN_PAGE}
    path, search = told.get("pathname"), told.get("search")
    if not isinstance(path, str) or not isinstance(search, str):
        return None
    if len(path) + len(search) > _TOO_LONG:
        abort(414)
    is_text = not any("\ud800" <= letter <= "\udfff" for letter in path + search)
    if not is_text or not path.startswith("/") or (search and not search.startswith("?")):
        abort(400)
    return path, search


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
    basis = f"{program()} {chosen!r} {reference.load(chosen.reference).digest}"
    digest = hashlib.sha256(basis.encode()).hexdigest()[:12]
    return Places(chosen.home).drawn / f"{snapshot}-{hour:%Y%m%d%H}" / digest


@cache
def program() -> str:
    """Changes with every file that a page is made by, and with the libraries that draw it. Asked before the server
    forks: what is installed while it runs is another program."""
    files = (path for folder in _PROGRAM for path in (ROOT / folder).rglob("*") if path.is_file())
    made_by = (path for path in files if "__pycache__" not in path.parts)
    told = sorted(f"{p} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in made_by)
    told += [f"{name} {version(name)}" for name in _DRAWS]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _place(shelf: Path, key: str) -> Path:
    return shelf / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _from(shelf: Path, key: str) -> str:
    """What lies on the shelf; empty where nothing does. The first line of a file is its key."""
    if used().ahead == "off":
        return ""
    try:
        head, _, made = _place(shelf, key).read_text(encoding="utf-8").partition("\n")
        if head == key:
            json.loads(made)
            return made
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        log.warning("a kept page cannot be read and is drawn again: %s", error)
    return ""


def _onto(shelf: Path, key: str, made: str) -> str:
    """What was made, after it was put on the shelf for the others, if that is the shelf of this moment still."""
    if used().ahead == "off" or FAILED in made or len(key) > _LONGEST or shelf_of(used()) != shelf:
        return made
    try:
        if not shelf.exists():
            _clear(shelf.parent)
        room = MOST + (_OURS if AHEAD in request.environ else 0)
        if not shelf.exists() or sum(1 for _ in shelf.glob("*.json")) < room:
            replace_durably(_place(shelf, key), f"{key}\n{made}".encode())
    except OSError as error:
        if shelf not in _complained:  # once an hour at most: it will be so for every page
            _complained.add(shelf)
            log.warning("pages cannot be kept for others: %s", error)
    return made


def _clear(moment: Path) -> None:
    """Take down the shelves of what no longer is; another site's on the same store stay."""
    for other in moment.parent.glob("*"):
        if other != moment:
            shutil.rmtree(other, ignore_errors=True)
