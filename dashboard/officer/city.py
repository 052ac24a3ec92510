"""An officer's own city, lightly: what it owes and by when, its template and form, its strip, its files."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, make_response, request

from dashboard import audience, labels
from dashboard.officer import clock, own
from dashboard.officer.blueprint import pages
from dashboard.officer.frame import code_lists, page
from dashboard.officer.strip import strip_of
from dashboard.officer.submission import OPEN, VERDICTS, head
from dashboard.officer.tries import cleaned_rows, is_network, last_counted
from dashboard.queries import frame, projects, received

COOKIE = "city"
_KEPT_FOR = 400 * 24 * 3600
MOST_TRIES = 12


@pages.get("/my-city")
def my_city() -> str:
    """Choose the city; the one looked at last comes first, and nobody is held to it."""
    reference = code_lists()
    last = request.cookies.get(COOKIE, "")
    countries = sorted(reference.tables["countries"], key=lambda c: int(c["sort_order"]))
    groups = [(c["name"], _cities(c["iso3"])) for c in countries]
    known = reference.city(last) if last in reference.lists["city"] else None
    return page("my_city.html", groups=[g for g in groups if g[1]], last=known)


@pages.get("/my-city/<city_id>")
def city(city_id: str) -> Response:
    """What one city owes, has sent and last reported."""
    row = city_row(city_id)
    files = cleaned_rows(received.submissions(city=city_id, only=own.only()))
    owed = [_told(p, files) for p in cleaned_rows(received.owed(city_id))]
    tries = [t for t in files if not is_network(t)]
    made = page(
        "city.html",
        city=row,
        country=code_lists().country_of(city_id)["name"],
        owed=owed,
        period=owed[0]["period"] if owed else open_period(),
        strip=strip_of(projects.strip(frame.view({"city": [city_id]})).to_dict("records")),
        questions=[(t, head(t)) for t in tries if _is_waiting(t, tries)],
        tries=tries[:MOST_TRIES],
        more=max(len(tries) - MOST_TRIES, 0),
        verdicts=VERDICTS,
        network=[t for t in files if is_network(t)],
        last=last_counted(files),
    )
    answer = make_response(made)
    is_safe = request.is_secure
    answer.set_cookie(
        COOKIE, city_id, _KEPT_FOR, path="/my-city", secure=is_safe, httponly=True, samesite="Lax"
    )
    return answer


def city_row(city_id: str) -> dict[str, str]:
    """The city's row of the code list; aborts with 404."""
    if city_id not in code_lists().lists["city"]:
        abort(404, "There is no city with this name in the network. Choose yours under “My city”.")
    return code_lists().city(city_id)


def open_period() -> str:
    """The period that officers fill in now: the first without a published list, else the last."""
    periods = [p for p in code_lists().tables["periods"] if p["reports_expected"] == "1"]
    still_open = [p["period"] for p in periods if p["list_published"] != "1"]
    return (still_open or [p["period"] for p in periods][-1:] or [""])[0]


def _cities(iso3: str) -> list[dict[str, str]]:
    return sorted((c for c in code_lists().tables["cities"] if c["iso3"] == iso3), key=lambda c: c["name"])


def _told(period: dict[str, Any], files: list[dict[str, Any]]) -> dict[str, Any]:
    """An open period with its words: by when a report is due and, for those who may know it, whether one came. `files`
    that this browser may see."""
    due = at.date() if (at := clock.local(period["due_at"])) else None
    may_know = audience.may("reporting_lists") or any(_is_report(t, period["period"]) for t in files)
    if may_know and period["state"] == "reported":
        words = f"Your report for {period['label']} was received on {clock.moment(period['received_at'])}. Thank you."
    elif due is None:
        on = labels.date(period["data_date"])
        whose = "Your report" if may_know else "The report"
        words = f"{whose} for {period['label']} is open. It tells how things stand on {on}. No due date is set yet."
    else:
        whose, verbs = ("Your report", ("was", "is")) if may_know else ("Reports", ("were", "are"))
        verb = verbs[due >= clock.today()]
        words = (
            f"{whose} for {period['label']} {verb} due {clock.days_left(due)}: {clock.due(period['due_at'])}."
        )
    return period | {"words": words}


def _is_report(row: dict[str, Any], period: str) -> bool:
    """Whether a file is the city's report for a period."""
    return row["verdict"] == "accepted" and not row["withdrawn_at"] and row["period"] == period


def _is_waiting(row: dict[str, Any], tries: list[dict[str, Any]]) -> bool:
    """Whether a file still waits for its officer: open, not followed by another try, nothing accepted since."""
    if row["verdict"] not in OPEN or row["followed_by"] or row["withdrawn_at"] or row["city_count"] != 1:
        return False
    later = [t for t in tries if t["submission_id"] > row["submission_id"] and t["period"] == row["period"]]
    return not later
