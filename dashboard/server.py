"""The whole site as one Flask application: light pages, files, Dash pages, and what every answer carries.

Nothing here opens the store: each worker does so with its first question, after gunicorn has forked.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from dashboard import api, desk, drawn, due_dates, editions, exports, officer, reports_page
from dashboard.app import create_app
from dashboard.meeting import routes as meeting
from dashboard.page_addresses import is_page
from dashboard.queries import frame
from dashboard.queries import run as run_queries
from etl import reference, stages
from etl.settings import Settings
from etl.store.places import StoreError

log = logging.getLogger(__name__)

_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FORM_BYTES = 64 * 1024  # of a form beside its file
_BODY_BYTES = 2**20  # of a request that brings no file
_WITHOUT_DASH = {light.name for light in (officer.pages, desk.pages, editions.pages, meeting.pages)}
_DRAWN = ("/", "/<path:path>")  # Dash's own names of its first HTML
_LONG = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=3600"
_ASSETS, _SUITES = "/assets/", "/_dash-component-suites/"
_ASSET_BYTES = 16 * 2**20  # of all compressed files kept in a process


def create_server(chosen: Settings, hosts: list[str] | None = None) -> Flask:
    """The site with these settings, ready for any WSGI server. `hosts`: the names that it answers to; None: to any."""
    server = Flask("dashboard", static_folder=None, template_folder="officer/templates")
    server.config.update(
        MAX_CONTENT_LENGTH=chosen.max_upload_mb * 1024 * 1024 + _FORM_BYTES,
        MAX_FORM_PARTS=10_000,  # a city's form has some twenty fields a project
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SECRET_KEY=chosen.secret_key or secrets.token_hex(32),
        ASCN=chosen,
        TRUSTED_HOSTS=hosts,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_CACHE_KEY=_asset_key,
        COMPRESS_CACHE_BACKEND=_AssetCache,
    )
    server.before_request(_refuse_other_names)
    server.before_request(_bound_bodies)
    server.before_request(_start_timing)
    server.before_request(lambda: run_queries.use(chosen))
    server.before_request(_refuse_foreign)
    server.before_request(_whole_files)
    _health(server)
    server.register_blueprint(officer.pages)
    server.register_blueprint(exports.files)
    server.register_blueprint(api.pages)
    server.register_blueprint(desk.pages)
    server.register_blueprint(reports_page.pages)
    server.register_blueprint(due_dates.dates)
    server.register_blueprint(editions.pages)
    server.register_blueprint(meeting.pages)
    app = create_app(server, reference.load(chosen.reference).programme["name"])
    server.before_request(drawn.asked_for)  # after Dash's own, which set its pages up with the first request
    server.after_request(lambda response: _guard(app, response))
    server.after_request(_missing)  # asked before the guard, which says how long an answer may be kept
    server.after_request(_tell_timing)
    server.register_error_handler(RequestEntityTooLarge, officer.too_large)
    server.register_error_handler(SecurityError, _other_name)
    server.register_error_handler(Exception, _our_fault)
    Compress(server)
    server.after_request(_in_one_piece)
    return server


class _AssetCache:
    """Compressed files that carry a fingerprint in their address, the last that were asked for, since anybody can
    invent fingerprints; everything else passes through uncached."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        with self._guard:
            return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        if key.endswith(";"):
            return
        with self._guard:
            self._kept[key] = value
            while sum(map(len, self._kept.values())) > _ASSET_BYTES:
                self._kept.popitem(last=False)


def _asset_key(asked: Any) -> str:
    """What names a file with its fingerprint, and nothing else of its address."""
    path = str(asked.path)
    if path.startswith(_SUITES):
        return path
    return f"{path}?m={asked.args['m']}" if path.startswith(_ASSETS) and "m" in asked.args else ""


def _whole_files() -> None:
    """Our own files are sent whole: a part of one, compressed and kept, would be given to others as the file."""
    if request.path.startswith((_ASSETS, _SUITES)):
        request.environ.pop("HTTP_RANGE", None)


def _bound_bodies() -> None:
    """Files come as multipart, whose parts are counted; everything else is small, and its parts would not be."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = _BODY_BYTES


def _refuse_other_names() -> None:
    """Flask would raise this only after all that is done before a request."""
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception


def _other_name(_error: SecurityError) -> ResponseReturnValue:
    """Asked for under a name that is not the site's: `serve` says which are (dashboard/serving.py)."""
    words = "This site does not answer under this name. Whoever runs it can add the name to ASCN_HOSTS.\n"
    return words, 400, {"Content-Type": "text/plain"}


def _refuse_foreign() -> ResponseReturnValue | None:
    """A page of another site may link here, and no more: it may send no report in this user's name and have nothing
    made by naming our addresses as its pictures. Programs without a browser may."""
    site = request.headers.get("Sec-Fetch-Site")
    if request.method in ("GET", "HEAD", "OPTIONS"):
        mode = request.headers.get("Sec-Fetch-Mode")
        is_own, words = (
            site != "cross-site" or mode == "navigate",
            "This address is shown on its own pages only.",
        )
    else:
        origin = request.headers.get("Origin")
        is_own = site in ("same-origin", "none") if site else not origin or _host_of(origin) == request.host
        words = "This address takes posts from its own pages only."
    return None if is_own else (f"{words}\n", 403, {"Content-Type": "text/plain"})


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all
        return ""


def _start_timing() -> None:
    if request.method == "POST":
        g.stopwatch = stages.start()


def _tell_timing(response: Response) -> Response:
    """Where the time of a report went, for the browser's own tools and the benchmark."""
    if "stopwatch" in g:
        response.headers["Server-Timing"] = g.stopwatch.header()
        log.debug("%s: %s", request.path, response.headers["Server-Timing"])
    return response


def _guard(app: Dash, response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Security-Policy"] = _policy(app, response)
    if "Cache-Control" not in response.headers or request.path.startswith(_ASSETS):
        response.headers["Cache-Control"] = _caching(response)
    return response


def _missing(response: Response) -> Response:
    """404 where no page has the address; what is drawn says so in words."""
    if request.endpoint in _DRAWN and response.status_code == 200 and not is_page(request.path):
        response.status_code = 404
    return response


def _in_one_piece(response: Response) -> Response:
    """Stylesheets and scripts are read whole before they are compressed: gzip takes no stream, and files are closed."""
    if response.direct_passthrough and response.mimetype in ("text/css", "text/javascript"):
        response.direct_passthrough = False
        response.get_data()
    return response


def _policy(app: Dash, response: Response) -> str:
    """Scripts: our own files, and in a Dash page the two that Dash writes into it, by their hashes."""
    if response.mimetype != "text/html" or request.blueprint in _WITHOUT_DASH:
        return f"{_POLICY}; script-src 'self'"
    hashes = " ".join(app.csp_hashes())
    return f"{_POLICY}; script-src 'self' {hashes}"


def _caching(response: Response) -> str:
    if response.status_code != 200:
        return "no-store"
    if request.path.startswith(_ASSETS):
        is_lasting = "m" in request.args or request.path.startswith("/assets/fonts/")
        return _LONG if is_lasting else _SHORT
    return "no-cache"


def _health(server: Flask) -> None:
    server.add_url_rule("/healthz", "healthz", lambda: ("ok\n", 200, {"Content-Type": "text/plain"}))
    server.add_url_rule("/readyz", "readyz", _ready)


def _ready() -> ResponseReturnValue:
    """200 as soon as a published store can be read."""
    try:
        frame.meta()
    except (StoreError, OSError) as error:
        log.warning("not ready: %s", error)
        return "The store cannot be read yet. Make one with: ascn init\n", 503, {"Content-Type": "text/plain"}
    return "ready\n", 200, {"Content-Type": "text/plain"}


def _our_fault(error: Exception) -> ResponseReturnValue:
    """Whatever was not answered where it arose, in words."""
    return officer.refused(error) if isinstance(error, HTTPException) else officer.failed(error)
