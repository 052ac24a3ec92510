"""The web form of a city with few projects: the same fields as the workbook, through the same pipeline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from dashboard import audience
from dashboard.officer import asked, form_fields, form_file
from dashboard.officer.blueprint import pages
from dashboard.officer.city import city_row, open_period
from dashboard.officer.frame import code_lists, page, settings
from dashboard.officer.send import answered, keep
from dashboard.officer.submission import known, original_bytes
from dashboard.queries import received
from etl import pipeline, template_data
from etl.answers import no_answer

MOST_ROWS = 400
_NAME = re.compile(r"p(\d{1,3})-([a-z_]{1,40})")


@pages.get("/my-city/<city_id>/form")
def form(city_id: str) -> str:
    """The form: as last reported, or as an earlier try left it (`from`), each fault at its field."""
    city, period = city_row(city_id), _period()
    last = _last(city_id, period)
    faults: dict[tuple[int, str], list[str]] = {}
    before = _earlier(city_id, asked.number("from"))
    if before is None:
        rows = [form_fields.prefilled(row) for row in last.values()]
    else:
        rows, faults = _mended(before)
    sets = form_fields.fieldsets(rows, last, faults)
    return page(
        "form.html",
        city=city,
        period=period,
        sets=sets,
        faults=[(s, *fault) for s in sets for fault in s.faults],
        lists=_lists(),
        after=before["submission_id"] if before else "",
        is_unchanged=bool(before and before["fill_unchanged"]),
    )


@pages.post("/my-city/<city_id>/form")
def send_form(city_id: str) -> ResponseReturnValue:
    """What was filled in, as a file of one row a project."""
    city, period = city_row(city_id), _period()
    data = form_file.written(city["name"], period, _rows())
    keep(data)
    after = asked.number("after")
    follows = after if after is not None and received.submission(after) is not None else None
    made = asked.sent(data, form_file.name_of(city_id, period), no_answer, follows, is_form=True)
    return answered([pipeline.submit(made, settings().home, code_lists())])


def _period() -> str:
    typed = request.values.get("period", "")
    known_period = code_lists().lists["period"].find(typed) if typed else None
    if typed and known_period is None:
        abort(404, "There is no such period. Start from “My city”.")
    return known_period.code if known_period else open_period()


def _last(city_id: str, period: str) -> dict[str, dict[str, Any]]:
    rows = audience.blanked(template_data.last_values(settings(), city_id, period))
    return {str(row["project_id"]): {str(k): v for k, v in row.items()} for row in rows.to_dict("records")}


def _rows() -> list[dict[str, str]]:
    """The fieldsets that were sent, in their order; blank ones for new projects are left out."""
    names = {f.name for f in form_file.fields()}
    typed: dict[int, dict[str, str]] = {}
    for name in request.form:
        match = _NAME.fullmatch(name)
        if match and match[2] in names and int(match[1]) < MOST_ROWS:
            typed.setdefault(int(match[1]), {})[match[2]] = asked.words(name, 8000)
    return [typed[i] for i in sorted(typed) if any(typed[i].values())]


def _earlier(city_id: str, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    row = known(number)
    is_own = form_file.is_form(row) and city_id in (row["city_id"], row["chosen_city"])
    return row if is_own else None


def _mended(row: Mapping[str, Any]) -> tuple[list[dict[str, str]], dict[tuple[int, str], list[str]]]:
    """What an earlier try held, with what was said of each field."""
    data = original_bytes(dict(row))
    found = received.findings(int(row["submission_id"])).to_dict("records")
    faults: dict[tuple[int, str], list[str]] = {}
    for f in form_file.in_its_words(found, data):
        if f["severity"] in ("fix", "confirm") and f["field"] and f["cell"]:
            faults.setdefault((form_file.row_of(f["cell"]), f["field"]), []).append(f["message"])
    return form_file.read(data), faults


def _lists() -> dict[str, tuple[str, ...]]:
    """Shared lists of choices, by field."""
    return {f.name: form_fields.options(f) for f in form_file.fields() if form_fields.kind(f) == "list"}
