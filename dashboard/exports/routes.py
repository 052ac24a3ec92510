"""`/export/<table>.<csv|xlsx|parquet|json|html>`: the table behind a card, in the view of the page that links to it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, Forbidden, NotFound

from dashboard.exports.about import about
from dashboard.exports.made import MIMETYPES, made, named
from dashboard.exports.tables import Asked, NotForYou, Table
from dashboard.exports.texts import cell
from dashboard.filters import View
from dashboard.officer.errors import refused
from dashboard.officer.frame import page
from dashboard.queries import frame
from dashboard.wrong import Wrong, unusable

files = Blueprint("exports", __name__)
MOST = 500  # rows of a light page


@files.errorhandler(Wrong)
def _wrong(error: Wrong) -> ResponseReturnValue:
    return refused(NotFound(error.why) if error.parameter == "table" else BadRequest(error.why))


@files.errorhandler(NotForYou)
def _closed(error: NotForYou) -> ResponseReturnValue:
    return refused(Forbidden(str(error)))


@files.get("/export/<name>.<any(csv, xlsx, parquet, json):kind>")
def as_file(name: str, kind: str) -> Response:
    """One table as a file; 404 where there is none of that name, 400 where a parameter cannot be used."""
    table, view, asked = _asked(name)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(table, view, asked)}.{kind}"'}
    return Response(made(table, view, asked, kind), mimetype=MIMETYPES[kind], headers=headers)


@files.get("/export/<name>.html")
def as_page(name: str) -> str:
    """The same table as a light page: its first rows, what they mean, and the way to all of them."""
    table, view, asked = _asked(name)
    rows = table.shown(view, asked)
    told = about(table, view, (str(column) for column in rows.columns))
    body = [[cell(value) for value in row] for row in rows.head(MOST).itertuples(index=False)]
    return page(
        "table.html",
        told=told,
        rows=body,
        total=len(rows),
        urls={kind: address(table, view, asked, kind) for kind in MIMETYPES},
    )


def address(table: Table, view: View, asked: Asked, kind: str) -> str:
    """Where a table can be had in a format."""
    query = urlencode({**view.query(), **{k: v for k, v in asked.items() if v}})
    return f"/export/{table.name}.{kind}" + (f"?{query}" if query else "")


def file_name(table: Table, view: View, asked: Asked) -> str:
    """`status-country-2025`, and the moment where it is not now."""
    moment = view.known_on.date().isoformat() if view.known_on else ""
    of = view.edition or (moment and f"as-of-{moment}")
    parts = [table.name, asked.get("by", ""), view.period, of]
    return re.sub(r"[^A-Za-z0-9._-]", "", "-".join(part for part in parts if part))


def _asked(name: str) -> tuple[Table, View, dict[str, str]]:
    table = named(name)
    takes = {a.name for a in table.takes}
    asked = {key: request.args[key] for key in request.args if key in takes}
    view = frame.view({k: v for k, v in request.args.to_dict(flat=False).items() if k not in takes})
    # A page says so and shows what it can; a file that leaves the site must not.
    if why := unusable(view, "This {words} cannot be used: {value}."):
        raise why
    return table, view, {**{k: v for k, v in view.extra.items() if k in takes}, **asked}
