"""Card = chart = export = API = the cells: walks the pages, takes every number that leads to its trace, and holds it to
the status rows of the export and of the API and to what the listed cells make.

In a plain run the cells of every kind of figure are recomputed on each page and the rest by turns; `make properties`
recomputes all of them on all pages.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.queries import figures, frame, run
from dashboard.server import create_server
from etl.figures import FIGURES, named, recompute
from etl.settings import Settings
from tests.browser.places import PLACES
from tests.dashboard.conftest import ask, client_of
from tests.dashboard.shown_numbers import Number, counted, inside, numbers, part, words

OURS = re.compile(
    r"/(cities|countries|sectors|pillars|focus-areas|projects|movement|reporting|partners|attention|first-plan)?(/[^/.]+)?$"
)
INDEXES = (
    "/",
    "/countries",
    "/cities",
    "/sectors",
    "/pillars",
    "/focus-areas",
    "/movement",
    "/reporting",
    "/first-plan",
)
NUMBER = re.compile(r"([+−-]?)([\d, ]+(?:\.\d+)?)\s*(%?)")
# Pages of members that a plain run opens, of each kind: every so manieth.
EVERY = {"cities": 40, "countries": 12, "sectors": 20, "pillars": 4, "focus-areas": 7, "projects": 150}
CELLS = 25  # figures whose cells a plain run recomputes beside the first of each kind


@dataclass(frozen=True)
class Link:
    """A number on a page that leads to its cells."""

    page: str
    text: str
    address: str

    @property
    def asked(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.address).query))


@pytest.fixture(scope="module", params=["record", "practice"])
def home(request: pytest.FixtureRequest, record_store: Settings) -> Settings:
    return record_store if request.param == "record" else request.getfixturevalue("walked_store")


@pytest.fixture(scope="module")
def visitor(home: Settings) -> FlaskClient:
    return client_of(create_server(home))


@cache
def tree_of(client: FlaskClient, address: str) -> Any:
    """A page, drawn once for all that looks at it."""
    return ask(client, address).tree


def on_page(client: FlaskClient, address: str) -> tuple[list[Link], list[str]]:
    """The numbers of a page that lead to cells, those drawn in charts among them; and the pages that it leads to."""
    links, onward = [], []
    for node in inside(tree_of(client, address)):
        href = str(node["props"].get("href") or "")
        if href.startswith("/trace?"):
            links.append(Link(address, words(node["props"].get("children")).strip(), href))
        elif OURS.fullmatch(urlsplit(href).path or "-"):
            onward.append(urlsplit(href).path)
        if node["type"] == "Graph":
            drawn = json.dumps(node["props"]["figure"], ensure_ascii=False)
            links += [Link(address, "", href) for href in re.findall(r'"(/trace\?[^"]+)"', drawn)]
    return links, onward


def walked(client: FlaskClient, *, is_whole: bool) -> list[Link]:
    """Every number of the pages that are opened."""
    links: list[Link] = []
    todo, seen, met = list(INDEXES), set(INDEXES), dict.fromkeys(EVERY, 0)
    while todo:
        found, onward = on_page(client, todo.pop(0))
        links += found
        for path in dict.fromkeys(onward):
            kind = path.strip("/").split("/")[0]
            if path in seen or path.count("/") < 2:
                continue
            seen.add(path)
            met[kind] = met.get(kind, 0) + 1
            if is_whole or met[kind] % EVERY.get(kind, 1) == 1 % EVERY.get(kind, 1):
                todo.append(path)
    return links


def row_of(client: FlaskClient, link: Link) -> dict[str, Any]:
    """The row of the figure's member in the API; the export gives the same row."""
    asked = link.asked
    view = {k: v for k, v in asked.items() if k not in ("key", "figure")}
    rows = _rows(client, urlencode(sorted(view.items())))
    return rows.get(asked["key"], {})


@cache
def _rows(client: FlaskClient, query: str) -> dict[str, dict[str, Any]]:
    rows = client.get(f"/api/v1/status?{query}&limit=10000").json["rows"]
    assert client.get(f"/export/status.json?{query}").json["rows"] == rows
    return {row["key"]: row for row in rows}


def from_cells(client: FlaskClient, chosen: Settings, link: Link) -> float | None:
    """The figure made of the cells that its trace lists; the trace of the API lists the same contributions."""
    run.use(chosen)
    asked = link.asked
    told = [asked.pop(name) for name in ("by", "key", "figure")]
    cells = figures.trace(frame.view(asked), *told)["contributes"]
    listed = client.get(f"/api/v1/{link.address.lstrip('/')}&limit=10000").json
    if listed["paging"]["next"] is None:
        assert sorted(cells) == sorted(row["contributes"] for row in listed["rows"]), link
    return recompute(told[2], cells)


def shown(link: Link) -> tuple[float, float] | None:
    """A number as a page writes it, and how exact it is; None where the words are no number. Points carry a percent
    sign too, and are not rates."""
    match = NUMBER.fullmatch(link.text)
    if match is None:
        return None
    number = match[2].replace(",", "").replace(" ", "")
    figure = named(link.asked["figure"])
    unit = figure.unit if figure else ""
    if match[3] and unit not in ("rate", "points"):
        return None  # the share that a count or a sum beside it has
    scale = 100 if match[3] and unit == "rate" else 1
    exact = 10.0 ** -len(number.partition(".")[2])
    return float(number) * (-1 if match[1] in ("−", "-") else 1) / scale, 0.5001 * exact / scale


def turns(links: list[Link], *, is_whole: bool) -> list[Link]:
    """Of each address one link: all, or the first of each figure, axis and kind of page, and of the rest by turns."""
    once = list({link.address: link for link in links}.values())
    if is_whole:
        return once
    kinds: dict[tuple[str, str, str], Link] = {}
    for link in once:
        kinds.setdefault((link.asked["figure"], link.asked["by"], link.page.split("/")[1]), link)
    rest = once[:: max(len(once) // CELLS, 1)]
    return list(dict.fromkeys([*kinds.values(), *rest]))


def hold(client: FlaskClient, chosen: Settings, *, is_whole: bool) -> None:
    """What the pages show is what the API, the export and the cells say."""
    links = walked(client, is_whole=is_whole)
    assert {link.asked["by"] for link in links} >= {
        "network",
        "city",
        "country",
        "sector",
        "pillar",
        "focus_area",
    }
    assert {"projects", "completed", "reporting_rate"} <= {link.asked["figure"] for link in links}
    wrong = []
    for link in links:
        figure, row, number = link.asked["figure"], row_of(client, link), shown(link)
        if number and figure in row and row[figure] is not None and abs(number[0] - row[figure]) > number[1]:
            wrong.append((link, row[figure]))
    assert wrong == [], "a number of a page is not the one of the API and the export"
    for link in turns(links, is_whole=is_whole):
        made, row = from_cells(client, chosen, link), row_of(client, link)
        figure, number = link.asked["figure"], shown(link)
        if figure in row:
            assert (made or 0) == pytest.approx(row[figure] or 0), link
        if number and made is not None:
            assert abs(number[0] - made) <= number[1], (link, made)


def test_card_chart_export_api_and_cells_say_the_same(visitor: FlaskClient, home: Settings) -> None:
    hold(visitor, home, is_whole=False)


@pytest.mark.properties
def test_every_number_of_every_page_says_the_same(visitor: FlaskClient, home: Settings) -> None:
    hold(visitor, home, is_whole=True)


# Numbers that no address stands for: each is counted from, or is itself, a mark or a cell of its own row.
OF_THEIR_ROW = {
    "calendar": "reports of a city, one mark each in its row",
    "milestones": "the weight that the row's cell gives",
    "results": "the value that the row's cell gives",
}


def every_number(client: FlaskClient) -> list[Number]:
    """The numbers of every page with figures; the cells of a trace are what numbers are made of."""
    pages = [place.path for place in PLACES if not place.is_light and not place.path.startswith("/trace")]
    return [number for page in pages for number in numbers(page, tree_of(client, page))]


def test_every_number_of_a_page_leads_to_its_cells_or_to_the_rows_that_it_counts(
    visitor: FlaskClient,
) -> None:
    shown_numbers = every_number(visitor)
    assert len(shown_numbers) > 900
    assert [n for n in shown_numbers if not n.address and n.card not in OF_THEIR_ROW] == []
    on_page = {(n.page, n.address[1:]) for n in shown_numbers if n.address and n.address.startswith("#")}
    assert [at for at in sorted(on_page) if part(tree_of(visitor, at[0]), at[1]) is None] == []


def test_a_count_of_rows_is_the_number_of_rows_that_it_leads_to(visitor: FlaskClient) -> None:
    held = [(n, rows) for n in every_number(visitor) if (rows := counted(visitor, n, tree_of)) is not None]
    assert {n.card for n, _ in held} >= {"ranges", "attention"}
    assert [(n, rows) for n, rows in held if int(re.findall(r"\d+", n.words)[0]) != rows] == []


@pytest.mark.parametrize("axis", ["network", "city", "country", "sector", "pillar", "focus_area", "project"])
def test_every_figure_of_an_axis_is_made_by_its_cells(walked_store: Settings, axis: str) -> None:
    client = client_of(create_server(walked_store))
    rows = client.get(f"/api/v1/status?by={axis}&limit=10000").json["rows"]
    fullest = max(rows, key=lambda row: (row["projects"], row["slippage_n"], row["progress_n"]))
    for figure in sorted(FIGURES.keys() & fullest.keys()):
        query = urlencode({"by": axis, "key": fullest["key"], "figure": figure})
        made = from_cells(client, walked_store, Link("", "", f"/trace?{query}"))
        if fullest[figure] is not None:
            assert (made or 0) == pytest.approx(fullest[figure]), figure
