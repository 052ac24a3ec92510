"""The site on the public record, asked without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.queries import run
from dashboard.server import create_server
from etl import start
from etl.settings import Settings, settings
from tests.dashboard import drafted
from tests.dashboard.drafted import Ground
from tests.dashboard.drawn_room import drawings, process  # noqa: F401 - fixtures
from tests.once_a_run import made_once

Drawn = Callable[[str], "Content"]


class Content:
    """A page's component tree as the browser gets it."""

    def __init__(self, tree: Any) -> None:
        self.tree = _expanded(tree)

    @property
    def text(self) -> str:
        """Every word of the page, in order."""
        return " ".join(part for part in _words(self.tree) if part.strip())

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The props of every component of a kind."""
        return [node["props"] for node in _nodes(self.tree) if node["type"] == kind]

    def first(self, kind: str) -> str:
        """The words of the first component of a kind."""
        return " ".join(_words(self.all(kind)[0].get("children"))).strip()

    def hrefs(self) -> list[str]:
        """Where every link leads."""
        return [props["href"] for kind in ("Link", "A") for props in self.all(kind) if props.get("href")]


class _Parsed(HTMLParser):
    """Text that an element carries (dashboard/still.py), as the nodes that it stands for."""

    void = frozenset({"br", "hr", "img", "input", "wbr", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[list[Any]] = [[]]
        self.feed(text)
        assert len(self.open) == 1, "the carried text closes what it opens"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        props: dict[str, Any] = {"className" if k == "class" else k: v for k, v in attrs}
        is_link = tag == "a" and str(props.get("href", "")).startswith("/")
        children: list[Any] = []
        kind = "Link" if is_link else tag.capitalize()
        self.open[-1].append({"type": kind, "props": props | {"children": children}})
        if tag not in self.void:
            self.open.append(children)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)


def _expanded(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_expanded(part) for part in tree]
    if not (isinstance(tree, dict) and "props" in tree):
        return tree
    props = dict(tree["props"])
    if "data-html" in props:
        props["children"] = _Parsed(props.pop("data-html")).open[0]
    elif "children" in props:
        props["children"] = _expanded(props["children"])
    return tree | {"props": props}


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)
    elif isinstance(tree, dict) and "props" in tree:
        yield tree
        yield from _nodes(tree["props"].get("children"))


def _words(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for part in tree:
            yield from _words(part)
    elif isinstance(tree, dict) and "props" in tree:
        yield from _words(tree["props"].get("children"))
    elif tree is not None:
        yield str(tree)


def ask(client: FlaskClient, address: str) -> Content:
    """What the routing callback answers for an address."""
    url = urlsplit(address)
    outputs = [
        {"id": "_pages_content", "property": "children"},
        {"id": "_pages_store", "property": "data"},
    ]
    inputs = [
        {"id": "_pages_location", "property": "pathname", "value": url.path},
        {"id": "_pages_location", "property": "search", "value": f"?{url.query}" if url.query else ""},
    ]
    body = {
        "output": "..{}...{}..".format(*(f"{o['id']}.{o['property']}" for o in outputs)),
        "outputs": outputs,
        "inputs": inputs,
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    return Content(json.loads(answer.text)["response"]["_pages_content"]["children"])


@pytest.fixture
def asked(store: Settings) -> Iterator[None]:
    """The test's own store is asked; other tests ask the store that they asked before."""
    before = run.used()
    run.use(store)
    yield
    run.use(before)


def client_of(site: Flask) -> FlaskClient:
    """A client whose first request has set the pages up."""
    client = site.test_client()
    client.get("/healthz")
    return client


@pytest.fixture(scope="session")
def site(record_store: Settings) -> Flask:
    """The site on the public record; for reading only."""
    return create_server(record_store)


@pytest.fixture(scope="session")
def client(site: Flask) -> FlaskClient:
    """A client of that site."""
    return client_of(site)


@pytest.fixture(scope="session")
def walked_store(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Practice data with every kind of figure; for reading only."""
    return settings(home=made_once(tmp_path_factory, "walked", _practice) / "store")


def _practice(folder: Path) -> None:
    start.init_practice(settings(home=folder / "store"), 250, 5, lambda _: None)


@pytest.fixture
def own(store: Settings) -> FlaskClient:
    """A client of a site whose store the test may change."""
    return client_of(create_server(store))


@pytest.fixture(scope="session")
def drawn(client: FlaskClient) -> Drawn:
    """Draws the page of an address."""
    return lambda address: ask(client, address)


@pytest.fixture(scope="session")
def ground(record_store: Settings, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A draft of the annual report and the store behind it."""
    before = run.used()
    made = drafted.made(record_store, tmp_path_factory.mktemp("drafted"))
    run.use(before)
    return made
