"""A number said in a heading or a lead is the one of the API: each form of words is held to the rows it tells of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard import labels
from dashboard.server import create_server
from tests.browser.places import PLACES
from tests.dashboard.conftest import ask, client_of
from tests.dashboard.shown_numbers import classes, inside, words

AXES = {
    "city": ("cities", "city"),
    "country": ("member states", "member state"),
    "sector": ("sectors", "sector"),
    "pillar": ("pillars", "pillar"),
    "focus_area": ("focus areas", "focus area"),
}
FOLDERS = {"cities": "city", "countries": "country", "sectors": "sector", "pillars": "pillar"} | {
    "focus-areas": "focus_area"
}
N = r"(no|one|none|two|three|four|five|six|seven|eight|nine|ten|[\d,]+)"
NUMBERS = {word: count for count, word in enumerate(labels.SMALL)} | {"none": 0}


def number(said: str) -> int:
    return NUMBERS[said.lower()] if said.lower() in NUMBERS else int(said.replace(",", ""))


@dataclass(frozen=True)
class Rows:
    """What the API says of the projects that one page is about."""

    client: FlaskClient
    path: str

    @cached_property
    def view(self) -> dict[str, str]:
        """The page's filters, its member among them."""
        split = urlsplit(self.path)
        folder, _, key = split.path.strip("/").partition("/")
        return dict(parse_qsl(split.query)) | ({FOLDERS[folder]: key} if key and folder in FOLDERS else {})

    def of(self, table: str, **more: str) -> list[dict[str, Any]]:
        told = self.client.get(f"/api/v1/{table}?{urlencode(self.view | more | {'limit': '10000'})}")
        assert told.status_code == 200, told.json
        return list(told.json["rows"])

    @cached_property
    def now(self) -> dict[str, Any]:
        return self.of("status")[0]

    def listing(self, axis: str, **more: str) -> list[dict[str, Any]]:
        return [row for row in self.of("status", by=axis, **more) if row["projects"]]

    def moved(self, *kinds: str) -> int:
        """Projects that the list of movements names under these words."""
        return sum(row["kind"] in kinds for row in self.of("movement"))

    def came(self) -> int:
        return self.moved("added", "split")

    def newly_completed(self) -> int:
        rows = self.of("movement")
        return sum(row["to_status"] == "completed" != row["from_status"] for row in rows)

    def on_axis(self, noun: str) -> str:
        return next(axis for axis, names in AXES.items() if noun in names)

    def area(self, name: str) -> dict[str, Any]:
        """The member of a theme by its name, as a heading writes it."""
        named = [row for axis in AXES for row in self.of("status", by=axis) if row["name"] == name]
        return named[0]


Told = Callable[[Rows, re.Match[str]], list[tuple[int, int]]]


def _statuses(rows: Rows, match: re.Match[str]) -> list[tuple[int, int]]:
    """`107 are completed, 172 on-going, 23 in planning and 4 on hold`."""
    forms = {"completed": "completed", "on-going": "ongoing", "in planning": "planning", "on hold": "on_hold"}
    forms |= {"cancelled": "cancelled", "without a stated status": "not_stated"}
    parts = re.findall(rf"{N} (?:are |is )?({'|'.join(forms)})", match[0], re.IGNORECASE)
    assert sum(number(count) for count, _ in parts) == rows.now["projects"], match[0]
    return [(number(count), rows.now[forms[form]]) for count, form in parts]


def _range_of(rows: Rows, match: re.Match[str]) -> list[tuple[int, int]]:
    listed = [row["projects"] for row in rows.listing("city")]
    return [(number(match[1]), len(listed)), (number(match[2]), min(listed)), (number(match[3]), max(listed))]


def _having(rows: Rows, match: re.Match[str]) -> list[tuple[int, int]]:
    listed = rows.listing(rows.on_axis(match[3]))
    held = [(number(match[2]), len(listed)), (number(match[1]), sum(row["completed"] > 0 for row in listed))]
    if match[4]:
        before = rows.of("status", by=rows.on_axis(match[3]), period=match[5])
        held.append((number(match[4]), sum(row["completed"] > 0 for row in before)))
    return held


def _crossed(rows: Rows, match: re.Match[str]) -> list[tuple[int, int]]:
    """`Each of the 38 cities has projects in two to eight sectors`: cells of the heat map."""
    one, other = rows.on_axis(match[2]), rows.on_axis(match[5])
    cells = rows.of("heat", rows=one, columns=other)
    met: dict[str, set[str]] = {}
    for cell in cells:
        if cell["projects"]:
            met.setdefault(cell["row_key"], set()).add(cell["column_key"])
    counts = [len(columns) for columns in met.values()]
    return [(number(match[1]), len(counts)), (number(match[3]), min(counts)), (number(match[4]), max(counts))]


def _percent_of_status(rows: Rows, match: re.Match[str]) -> list[tuple[int, int]]:
    told = rows.of("completeness")[0]
    return [(int(match[1]), round(100 * told["percent_complete"] / told["projects"]))]


CITIES = r"(?:city|cities)"
PROJECTS = r"projects?"
HEADINGS: dict[str, Told] = {
    rf"(?:.+: )?{N} {PROJECTS} in {N} {CITIES}, as reported to .*": lambda rows, m: [
        (number(m[1]), rows.now["projects"]),
        (number(m[2]), rows.now["cities"]),
    ],
    rf"(?:.+: )?{N} {PROJECTS}, as reported to .*": lambda rows, m: [(number(m[1]), rows.now["projects"])],
    rf"{N} {CITIES} list between {N} and {N} projects each": _range_of,
    rf"The list grew from {N} to {N} projects; {N} (?:are|is) completed": lambda rows, m: [
        (number(m[1]), rows.of("history")[0]["projects"]),
        (number(m[2]), rows.now["projects"]),
        (number(m[3]), rows.now["completed"]),
    ],
    rf"Completed since the \S+ report: {N}": lambda rows, m: [(number(m[1]), rows.newly_completed())],
    rf"{N} of the {N} completed projects are (.+?)(?: and .+)?": lambda rows, m: [
        (number(m[1]), rows.area(m[3])["completed"]),
        (number(m[2]), rows.now["completed"]),
    ],
    rf"{N} of the {N} (.+?) ha(?:s|ve) completed projects(?:; {N} had in (\S+))?": _having,
    rf"Each of the {N} (.+?) has projects in {N} to {N} (.+)": _crossed,
    rf"{N} {PROJECTS} says? how far the work is": lambda rows, m: [(number(m[1]), rows.now["progress_n"])],
    r"Work done is ([\d.]+) points (behind|ahead of) plan in \S+": lambda rows, m: [
        (round(float(m[1]) * 10), round(rows.now["slippage"] * (-10 if m[2] == "behind" else 10))),
    ],
    rf"{N} of {N} {CITIES} reported for \S+; {N} projects? stands? as reported earlier": lambda rows, m: [
        (number(m[1]), rows.now["reported_cities"]),
        (number(m[2]), rows.now["member_cities"]),
    ],
    rf"Since the \S+ report: {N} {PROJECTS} came onto the list, {N} left it(?:, .+ by .+)?": lambda rows, m: [
        (number(m[1]), rows.came()),
        (number(m[2]), rows.moved("no_longer_listed", "merged")),
    ],
    rf"{N} {PROJECTS} gives? a budget, in {N} currenc(?:y|ies)": lambda rows, m: [
        (number(m[1]), sum(row["budget_n"] for row in rows.of("money", by="city"))),
        (number(m[2]), len({row["currency"] for row in rows.of("money", by="city")})),
    ],
    rf"Of {N} open {PROJECTS} with milestones, {N} (?:is|are) more than 10 points behind plan": lambda rows, m: [
        (number(m[1]), len(rows.of("slippage"))),
        (number(m[2]), sum(row["slippage_pts"] < -10 for row in rows.of("slippage"))),
    ],
    r"Status is known for every project; work done for (\d+) % of them": _percent_of_status,
}
LEADS: dict[str, Told] = {
    rf"^(?:.*\. )?{N} (?:is|are) (?:completed|on-going|in planning)[^.]*\.": _statuses,
    rf"Since the \S+ report (?:{N} w(?:as|ere) completed)?(?: and )?(?:{N} came onto the list)?": lambda rows, m: [
        *([(number(m[1]), rows.newly_completed())] if m[1] else []),
        *([(number(m[2]), rows.came())] if m[2] else []),
    ],
}


def said(client: FlaskClient, path: str) -> list[tuple[str, Told, re.Match[str]]]:
    """The headings and leads of a page that a form of words fits, each with the form and where it fits."""
    found = []
    for node in inside(ask(client, path).tree):
        text = words(node["props"].get("children")).replace(labels.NBSP, " ").strip()
        if node["type"] in ("H1", "H2"):
            fits = [(f, m) for f, told in HEADINGS.items() if (m := re.fullmatch(f, text, re.IGNORECASE))]
            found += [(form, HEADINGS[form], match) for form, match in fits[:1]]
        if node["type"] == "Div" and "lead" in classes(node):
            under = " ".join(words(p["props"].get("children")) for p in inside(node) if p["type"] == "P")
            found += [(f, told, m) for f, told in LEADS.items() if (m := re.search(f, under, re.IGNORECASE))]
    return found


# The first plan's lead counts the first list; its numbers are held in test_first_plan_page.py.
APART = ("/trace", "/first-plan")
PAGES = [place.path for place in PLACES if not place.is_light and not place.path.startswith(APART)]


@pytest.fixture(params=["record_store", "walked_store"])
def visitor(request: pytest.FixtureRequest) -> FlaskClient:
    return client_of(create_server(request.getfixturevalue(request.param)))


def test_headings_and_leads_say_the_numbers_of_the_api(visitor: FlaskClient) -> None:
    known = {row["period"] for row in Rows(visitor, "/").of("periods")}
    held, wrong, met = 0, [], set()
    for path in PAGES:
        rows = Rows(visitor, path)
        if rows.view.get("period", "") not in {"", *known}:
            continue
        for form, told, match in said(visitor, path):
            pairs = told(rows, match)
            held, met = held + len(pairs), met | {form}
            wrong += [(path, match[0], pairs)] * any(one != other for one, other in pairs)
    assert wrong == []
    assert held > 150
    assert len(met) > 8, "forms of words that stand on some page"
