"""A person sends reports of Cebu City to the light pages: what comes back, by number and as text."""

from __future__ import annotations

import io
import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PERSON = {"Accept": "text/html"}
HEAD = "city,period,project_id,in_plan,status,percent_complete,progress_note,next_steps,planned_end\n"
ROW = "Cebu City,2026,cebu-city-0{n},{in_plan},{status},{percent},{note},{next},{end}\n"


def report(*rows: dict[str, str]) -> bytes:
    """A CSV of Cebu City's two projects; each dict changes one."""
    sound = {
        "in_plan": "Yes",
        "status": "On-going",
        "percent": "",
        "note": "Works",
        "next": "More",
        "end": "",
    }
    made = [sound | row for row in (*rows, {}, {})[:2]]
    return (HEAD + "".join(ROW.format(n=n, **row) for n, row in enumerate(made, 1))).encode()


def send(client: FlaskClient, *data: bytes, **form: str) -> TestResponse:
    """What `/submit` answers to a browser."""
    files = [(io.BytesIO(d), f"cebu-{i}.csv") for i, d in enumerate(data)]
    return client.post("/submit", data={"file": files, **form}, headers=PERSON)


def number_of(answer: TestResponse) -> int:
    """The submission that an answer leads to."""
    assert answer.status_code == 303, answer.text
    found = re.match(r"/submissions/(\d+)", answer.headers["Location"])
    assert found
    return int(found[1])


def read(client: FlaskClient, number: int, tail: str = "") -> str:
    """A page of a submission as text."""
    answer = client.get(f"/submissions/{number}{tail}", headers=PERSON)
    assert answer.status_code == 200
    return unescape(answer.text)


BLANK = {"in_plan": "", "status": "", "note": "", "next": ""}
UNUSUAL = report({"status": "Completed", "percent": "80"})
