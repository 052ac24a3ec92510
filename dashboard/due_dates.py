"""Due dates as calendar files (.ics): for all cities, and for one with the addresses of its own workbook."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pandas as pd
from flask import Blueprint, Response, abort, request
from icalendar import Alarm, Calendar, Event

from dashboard import labels
from dashboard.officer import clock
from dashboard.officer.frame import code_lists
from dashboard.queries import frame, reporting
from dashboard.rows import records

dates = Blueprint("due_dates", __name__)

REMIND_DAYS = 7


@dates.get("/reporting/due.ics")
def all_cities() -> Response:
    """The due date of each period that is open or due later; its data date where none is set."""
    return _file(reporting.due_dates(None), "due.ics", None)


@dates.get("/reporting/due/<city_id>.ics")
def one_city(city_id: str) -> Response:
    """The same for one city; 404 where there is none of that name."""
    if city_id not in code_lists().lists["city"]:
        abort(404, "There is no city with this name in the network.")
    return _file(reporting.due_dates(city_id), f"{city_id}.ics", city_id)


def _file(rows: pd.DataFrame, name: str, city: str | None) -> Response:
    calendar = Calendar()
    calendar.add("prodid", f"-//{frame.meta().get('name', 'Monitor')}//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{frame.meta().get('code', '')} reports due")
    for row in records(rows):
        calendar.add_component(_event(row, city))
    calendar.add_missing_timezones()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=headers)


def _event(row: dict[str, object], city: str | None) -> Event:
    """A due time with a reminder; without one, the day on which the report says how things stand."""
    due = clock.local(row["due_at"])
    event = Event()
    event.add("uid", f"{row['period']}-{city or 'all'}@{frame.meta().get('code', 'monitor').lower()}")
    event.add("dtstamp", dt.datetime.now(dt.UTC))
    what = f"Report for {row['period_label']}" + (f", {code_lists().city(city)['name']}" if city else "")
    event.add("summary", f"{what}: due" if due else f"{what}: data date (no due date is set yet)")
    event.add("dtstart", due or labels.as_date(row["data_date"]))
    event.add("dtend", due or (labels.as_date(row["data_date"]) or dt.date.max) + dt.timedelta(days=1))
    event.add("description", _addresses(str(row["period"]), city))
    if due:
        event.add_component(_reminder(what))
    return event


def _reminder(what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{what} is due in {labels.counted(REMIND_DAYS, 'day')}")
    alarm.add("trigger", dt.timedelta(days=-REMIND_DAYS))
    return alarm


def _addresses(period: str, city: str | None) -> str:
    site = request.url_root.rstrip("/")
    if city is None:
        return f"Your workbook: {site}/templates?period={quote(period)}\nSend it here: {site}/submit"
    book = f"{site}/templates/{quote(city)}.xlsx?period={quote(period)}"
    return f"Your workbook: {book}\nSend it here: {site}/submit\nYour city: {site}/my-city/{quote(city)}"
