"""Who owes what by when: a text to copy for each city, and the dates for a calendar."""

from __future__ import annotations

from urllib.parse import quote

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import SITE
from dashboard.blocks.reporting import due_words, source
from dashboard.components import Foot, card, link, tag
from dashboard.components.texts import text_to_copy
from dashboard.filters import View
from dashboard.officer import clock
from dashboard.queries import frame
from dashboard.queries.run import used

CALENDAR = "/reporting/due.ics"
SAID = {"owed": "open", "not_reported": "not received", "waiting": "sent, not yet accepted"}


def chase_card(view: View, rows: pd.DataFrame, span: int = 12) -> Component:
    """The cities that owe a report, each with its text; and the dates as a calendar file."""
    title = ["Whom to remind ", tag("Secretariat only")]
    if rows.empty:
        return card(title, "No city owes a report now.", _calendar(), None, span, "chase")
    cities = labels.counted(rows["city_id"].nunique(), "city")
    sub = f"{cities}, in the order of the due dates. Open a line for its text"
    lines = [_line(view, part) for _, part in rows.groupby(["data_date", "city_id"], sort=False)]
    picture = [_calendar(), html.Div(lines, className="chase")]
    return card(title, sub, picture, Foot((source(), "due times are Jakarta time")), span, "chase")


def _calendar() -> Component:
    words = html.A("All due dates as a calendar file (.ics)", href=CALENDAR, download="due.ics")
    return html.P([words, ". Outlook, Google and Apple calendars open it."], className="note")


def _line(view: View, part: pd.DataFrame) -> Component:
    row = part.iloc[0]
    city = str(row["city_id"])
    state = SAID[str(row["state"])]
    last = (
        f"last report {row['last_period']}" if not labels.is_missing(row["last_period"]) else "no report yet"
    )
    head = [html.B(row["city_name"]), f" · {row['period']} · {state}, {due_words(row)} · {last}"]
    made = html.Div(
        [
            text_to_copy(f"chase-{row['period']}-{city}", f"Text for {row['city_name']}", letter(row)),
            html.P(
                [
                    html.A(
                        "Calendar file of this city",
                        href=f"/reporting/due/{quote(city)}.ics",
                        download=f"{city}.ics",
                    ),
                    " · ",
                    html.A("Its page", href=f"/my-city/{quote(city)}"),
                ],
                className="note",
            ),
        ]
    )
    return html.Details([html.Summary(head), made])


def letter(row: pd.Series) -> str:
    """The text for one city: what is owed, its due date in Jakarta time, where to take and send the workbook."""
    city, period = str(row["city_id"]), str(row["period"])
    parts = [
        f"Dear colleagues of {row['city_name']},",
        f"{frame.meta().get('name', '')}: {_owed(row)}",
        f"Your workbook, with your projects filled in:\n{SITE}/templates/{quote(city)}.xlsx?period={quote(period)}",
        f"Send it here; you see at once whether it is complete:\n{SITE}/submit",
        f"What your city has sent and owes, and a form for a few projects:\n{SITE}/my-city/{quote(city)}",
        f"Thank you.\n{used().body}" + (f"\n{used().contact}" if used().contact else ""),
    ]
    return "\n\n".join(parts)


def _owed(row: pd.Series) -> str:
    what = f"the report of {row['city_name']} for {row['period_label']}"
    what += f", on how things {'stand' if row['state'] == 'owed' else 'stood'} on {labels.long_date(row['data_date'])},"
    due = clock.due(row["due_at"])
    if row["state"] == "waiting":
        sent = clock.moment(row["sent_at"])
        return f"{what} reached us on {sent}, but cannot be counted yet. Its page says what to mend."
    if row["state"] == "not_reported":
        return f"{what} has not reached us." + (f" It was due on {due}." if due else "")
    return f"{what} is open. " + (f"It is due on {due}." if due else "The due date is not set yet.")


def dates_note(rows: pd.DataFrame) -> Component | None:
    """For those who see no list: the next due date and its calendar file. `rows`: of the calendar (queries.reporting
    due_dates), never of what is owed: a date that has passed would say that somebody is late."""
    ahead = rows[rows["due_at"].isna() | (rows["due_at"] >= pd.Timestamp(frame.this_hour()))]
    if ahead.empty:
        return None
    first = ahead.iloc[0]
    words = f"The next report is for {first['period_label']}; {due_words(first)}. "
    return html.Div([html.P([words, link("Choose your city", "/my-city")], className="note"), _calendar()])
