"""`GET /api/v1/<table>` in JSON or CSV, its OpenAPI description, and a page for people who load it into their tools."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from dashboard.api import asked, openapi
from dashboard.exports import texts
from dashboard.exports.about import about, program
from dashboard.exports.tables import TABLES, NotForYou
from dashboard.officer.frame import page
from dashboard.queries import frame
from dashboard.wrong import Wrong
from etl.store.places import StoreError

pages = Blueprint("api", __name__, url_prefix="/api/v1")


def _refused(code: int, what: str, why: str, **more: object) -> ResponseReturnValue:
    answer = jsonify({"error": {"code": what, "message": why, **more}})
    answer.headers["Cache-Control"] = "no-store"
    return answer, code


@pages.errorhandler(Wrong)
def _wrong(error: Wrong) -> ResponseReturnValue:
    if error.parameter == "table":
        return _refused(404, "not_found", error.why)
    return _refused(400, "wrong_parameter", error.why, parameter=error.parameter)


@pages.errorhandler(NotForYou)
def _closed(error: NotForYou) -> ResponseReturnValue:
    return _refused(403, "not_for_this_audience", str(error))


@pages.errorhandler(StoreError)
def _no_store(error: StoreError) -> ResponseReturnValue:
    return _refused(503, "no_store", "There is nothing to read yet.")


@pages.errorhandler(HTTPException)
def _http(error: HTTPException) -> ResponseReturnValue:
    return _refused(error.code or 500, "cannot_be_used", str(error.description))


@pages.route("/", methods=["POST", "PUT", "PATCH", "DELETE"])
@pages.route("/<path:name>", methods=["POST", "PUT", "PATCH", "DELETE"])
def changed(name: str = "") -> ResponseReturnValue:
    """Nothing is changed from here: refused in JSON, as everything else that cannot be used."""
    abort(405, description="From here figures are only read: use GET.")


@pages.get("/")
def for_people() -> str:
    """How to load it into Excel, Power BI and R."""
    tables = [table for table in TABLES.values() if table.is_open]
    shared = {**asked.clocks(), **asked.FILTERS, **asked.PAGING}
    root = request.url_root.rstrip("/")
    return page("api.html", tables=tables, parameters=shared, most=asked.MOST, root=root)


@pages.get("/openapi.json")
def description() -> Response:
    """OpenAPI 3.1, made from the declarations of the tables."""
    return jsonify(openapi.document())


@pages.get("/<name>")
@pages.get("/<name>.<any(json, csv):kind>")
def answer(name: str, kind: str | None = None) -> ResponseReturnValue:
    """Rows of one table, a page of them at a time."""
    given = request.args.to_dict(flat=False)
    wanted = asked.understood(name, given, kind)
    tag = _tag()
    if request.if_none_match.contains(tag):
        return _kept(Response(status=304), tag)
    rows, total = _rows(wanted)
    told = about(wanted.table, wanted.view, (str(column) for column in rows.columns))
    if wanted.kind == "csv":
        return _kept(Response(texts.to_csv(rows, told), mimetype="text/csv"), tag, wanted, total)
    body = {**texts.to_json(rows, told), "paging": _paging(wanted, len(rows), total)}
    text = json.dumps(body, ensure_ascii=False)  # jsonify would sort the columns
    return _kept(Response(text, mimetype="application/json"), tag, wanted, total)


def _rows(wanted: asked.Request) -> tuple[pd.DataFrame, int]:
    """The rows of the page asked for, and how many there are in all."""
    if wanted.table.is_paged:
        paging = {"rows": str(wanted.limit), "skip": str(wanted.offset)}
        rows, total = wanted.table.page(wanted.view, wanted.arguments | paging)
        if rows.empty and wanted.offset:  # past the end: how many there are stands in the first row only
            total = wanted.table.page(wanted.view, wanted.arguments | {"rows": "1", "skip": "0"})[1]
        return rows, total
    rows = wanted.table.shown(wanted.view, wanted.arguments)
    return rows.iloc[wanted.offset : wanted.offset + wanted.limit], len(rows)


def _paging(wanted: asked.Request, count: int, total: int) -> dict[str, Any]:
    return {
        "limit": wanted.limit,
        "offset": wanted.offset,
        "rows": count,
        "total": total,
        "next": _next(wanted, total),
    }


def _next(wanted: asked.Request, total: int) -> str | None:
    """Address of the following rows; None at the end."""
    after = wanted.offset + wanted.limit
    if after >= total:
        return None
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in ("offset",)]
    return f"{request.path}?{urlencode([*kept, ('offset', str(after))])}"


def _tag() -> str:
    """Changes with the published snapshot, the day, the audience, the address and the program."""
    basis = [*map(str, frame.moment_of_store()), program(), request.full_path]
    return hashlib.sha256("\n".join(basis).encode()).hexdigest()[:32]


def _kept(made: Response, tag: str, wanted: asked.Request | None = None, total: int = 0) -> Response:
    made.set_etag(tag)
    made.headers["Cache-Control"] = "private, no-cache"
    if wanted is not None:
        made.headers["X-Total-Count"] = str(total)
        following = _next(wanted, total)
        if following:
            made.headers["Link"] = f'<{following}>; rel="next"'
    return made
