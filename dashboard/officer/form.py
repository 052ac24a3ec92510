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
from dashboard.officer.form_file import Tables
from dashboard.officer.form_rows import MOST_ROWS, Form, holds_something
from dashboard.officer.form_words import in_its_words
from dashboard.officer.frame import code_lists, page, settings
from dashboard.officer.send import answered, keep
from dashboard.officer.submission import known, original_bytes
from dashboard.queries import received
from etl import pipeline, template_data
from etl.answers import no_answer
from etl.fields import PERSON_LABELS, PLACE_FIELDS, Field

_NAME = re.compile(r"([a-z]+)(\d{1,4})-([a-z_]{1,40})")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?(e[+-]?\d{1,2})?", re.ASCII)
_LETTERS = 8000  # of one field
_LETTERS_OF_A_NAME = 100
_PEOPLE = tuple(zip(("prepared_by", "position"), PERSON_LABELS, strict=True))


@pages.get("/my-city/<city_id>/form")
def form(city_id: str) -> str:
    """The form: as last reported, or as an earlier try left it (`from`), each fault at its field."""
    city, period = city_row(city_id), _period()
    before = _earlier(city_id, asked.number("from"))
    of_city = _known(city_id, period)
    held = form_file.read(original_bytes(before)) if before else None
    rows, people = (held.rows, held.people) if held else (of_city.rows, {})
    is_unchanged = bool(before and before["fill_unchanged"])
    made = Form(rows, of_city, _faults(before))
    if made.is_too_long and held is None:  # what was sent once can be sent again
        return _too_long(city, period)
    return _drawn(city, period, made, before, people, is_unchanged=is_unchanged)


@pages.post("/my-city/<city_id>/form")
def send_form(city_id: str) -> ResponseReturnValue:
    """What was filled in, as a workbook; or the form again as it was typed, with more rows in a group (`more`)."""
    city, period = city_row(city_id), _period()
    rows = _sent()
    before = _earlier(city_id, asked.number("after"))
    if more := asked.words("more", 200):
        made = Form(rows, _known(city_id, period), _faults(before), more)
        return _drawn(city, period, made, before, _people(), is_unchanged=asked.is_ticked("unchanged"))
    told = _filled(rows, city["name"], period)
    place = dict(zip((f.label for f in PLACE_FIELDS), (city["name"], period), strict=True))
    data = form_file.written(told, _people() | ({} if told[code_lists().projects.name] else place))
    keep(data)
    follows = int(before["submission_id"]) if before else None
    sent = asked.sent(data, form_file.name_of(city_id, period), no_answer, follows, is_form=True)
    return answered([pipeline.submit(sent, settings().home, code_lists())])


def _drawn(
    city: Mapping[str, str],
    period: str,
    made: Form,
    before: Mapping[str, Any] | None,
    people: form_file.People,
    *,
    is_unchanged: bool,
) -> str:
    parts = made.parts()
    return page(
        "form.html",
        city=city,
        period=period,
        parts=parts,
        faults=[fault for part in parts for fault in part.faults],
        lists=form_fields.lists(),
        most_rows=MOST_ROWS,
        after=before["submission_id"] if before else "",
        is_unchanged=is_unchanged,
        people=[(name, label, people.get(label, "")) for name, label in _PEOPLE],
    )


def _too_long(city: Mapping[str, str], period: str) -> str:
    words = "This city has more projects than the form can hold. The workbook asks for the same."
    href = f"/templates/{city['city_id']}.xlsx?period={period}"
    return page(
        "message.html", title="Please use the workbook", words=words, href=href, onward="Its workbook"
    )


def _people() -> dict[str, str]:
    """Who prepared the report, as typed."""
    return {label: asked.words(name, _LETTERS_OF_A_NAME) for name, label in _PEOPLE}


def _period() -> str:
    typed = request.values.get("period", "")
    known_period = code_lists().lists["period"].find(typed) if typed else None
    if typed and known_period is None:
        abort(404, "There is no such period. Start from “My city”.")
    return known_period.code if known_period else open_period()


def _known(city_id: str, period: str) -> form_fields.Known:
    seen = audience.blanked
    return form_fields.known(template_data.context(settings(), code_lists(), city_id, period, seen))


def _sent() -> Tables:
    """The rows that were sent, table by table in their order, blank ones too: what was said of a row is found by its
    number."""
    sheets = {form_file.prefix(sheet.name): sheet for sheet in form_file.sheets()}
    typed: dict[str, dict[int, form_file.Row]] = {sheet.name: {} for sheet in sheets.values()}
    for name in request.form:
        match = _NAME.fullmatch(name)
        sheet = sheets.get(match[1]) if match else None
        if match and sheet and match[3] in sheet.by_name:
            typed[sheet.name].setdefault(int(match[2]), {})[match[3]] = _value(name, sheet[match[3]])
    return {name: [of_sheet[i] for i in sorted(of_sheet)] for name, of_sheet in typed.items()}


def _value(name: str, field: Field) -> str | float:
    """What was typed into a field, or the number that stood there beforehand (`as-…`)."""
    typed = asked.words(name, _LETTERS)
    is_untouched = typed == request.form.get(f"as-{name}") and _NUMBER.fullmatch(typed)
    return float(typed) if is_untouched and form_file.is_number(field) else typed


def _filled(rows: Tables, city: str, period: str) -> Tables:
    """The rows that say something; each project with its city and period."""
    projects = code_lists().projects.name
    place = {"city": city, "period": period}
    told = {name: [row for row in of_sheet if holds_something(row)] for name, of_sheet in rows.items()}
    return told | {projects: [row | place for row in rows[projects] if any(row.values())]}


def _earlier(city_id: str, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    row = known(number)
    is_own = form_file.is_form(row) and city_id in (row["city_id"], row["chosen_city"])
    return row if is_own else None


def _faults(before: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """What was said of each field of an earlier try, by the name of its input."""
    if before is None:
        return {}
    found = received.findings(int(before["submission_id"])).to_dict("records")
    faults: dict[str, list[str]] = {}
    for f in in_its_words(found, original_bytes(dict(before))):
        if f["severity"] in ("fix", "confirm") and f["input"]:
            faults.setdefault(f["input"], []).append(f["message"])
    return faults
