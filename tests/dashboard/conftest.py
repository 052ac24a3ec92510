"""The site on the public record, asked without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.server import create_server
from etl.settings import Settings

Drawn = Callable[[str], "Content"]


class Content:
    """A page's component tree as the browser gets it."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree

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
def drawn(client: FlaskClient) -> Drawn:
    """Draws the page of an address."""
    return lambda address: ask(client, address)
