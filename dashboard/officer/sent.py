"""Files received, newest first: every version with what became of it, who sent it and when."""

from __future__ import annotations

from flask import request

from dashboard import audience
from dashboard.officer import asked, own
from dashboard.officer.blueprint import pages
from dashboard.officer.frame import code_lists, page
from dashboard.officer.submission import VERDICTS
from dashboard.officer.tries import cleaned_rows
from dashboard.queries import received

MOST_ASKED = 200


@pages.get("/submissions")
def submissions() -> str:
    """All files, those of a city, or only those named (`only=1,2`)."""
    number = asked.as_number(request.args.get("page", "")) or 1
    typed = request.args.get("city", "")
    city = typed if typed in code_lists().lists["city"] else None
    only = _only(_numbers(request.args.get("only")))
    found = cleaned_rows(received.submissions(number, city=city, only=only))
    rows = [row | {"key": own.key_part(int(row["submission_id"]))} for row in found]
    cities = sorted(code_lists().lists["city"].entries.items(), key=lambda entry: entry[1])
    return page(
        "submissions.html",
        rows=rows,
        total=int(rows[0]["total"]) if rows else 0,
        number=number,
        rows_a_page=received.ROWS,
        verdicts=VERDICTS,
        cities=cities,
        city=city,
        only=only,
    )


def _only(named: list[int] | None) -> list[int] | None:
    """The files asked for, of those that this browser may see."""
    if audience.may("files"):
        return named
    return own.only() if named is None else [n for n in named if own.is_own(n)]


def _numbers(text: str | None) -> list[int] | None:
    """`1,2` as numbers; None where nobody asked for some."""
    if text is None:
        return None
    return [n for part in text.split(",")[:MOST_ASKED] if (n := asked.as_number(part))]
