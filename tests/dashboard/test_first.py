"""The first HTML: the page can be read without a script, and what it carries is what the routes answer."""

from __future__ import annotations

import html
import json
import re

import plotly.graph_objects as go
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.components.graphs import graph
from dashboard.first import as_html
from tests.dashboard.conftest import client_of

ROUTED = {
    "output": ".._pages_content.children..._pages_store.data..",
    "outputs": [
        {"id": "_pages_content", "property": "children"},
        {"id": "_pages_store", "property": "data"},
    ],
    "changedPropIds": ["_pages_location.pathname", "_pages_location.search"],
}


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A visitor who comes for the first time: without the theme or the width that others' requests left behind."""
    return client_of(site)


def carried(text: str, name: str) -> object:
    """The answer that the first HTML carries under a name."""
    found = re.search(rf'id="first-{name}" data-for="light 0">(.*?)</script>', text, re.DOTALL)
    assert found, name
    return json.loads(found[1])


def routed(client: FlaskClient, path: str, search: str) -> object:
    """The page as the routing callback answers it."""
    told = {"pathname": path, "search": search}
    inputs = [{"id": "_pages_location", "property": name, "value": value} for name, value in told.items()]
    return client.post("/_dash-update-component", json={**ROUTED, "inputs": inputs}).get_json()


@pytest.mark.parametrize(("path", "search"), [("/", ""), ("/", "?country=MYS"), ("/cities/jakarta", "")])
def test_the_first_html_carries_the_answers_of_its_routes(
    client: FlaskClient, path: str, search: str
) -> None:
    text = client.get(path + search).text
    assert carried(text, "page") == routed(client, path, search)
    assert carried(text, "layout") == client.get("/_dash-layout").get_json()
    assert carried(text, "dependencies") == client.get("/_dash-dependencies").get_json()


def test_the_page_can_be_read_before_any_script(client: FlaskClient) -> None:
    before, after = client.get("/").text.split('<script type="application/json" id="first-', 1)
    words = html.unescape(re.sub(r"<[^>]+>", " ", before))
    assert "134" in words
    assert "Malaysia" in words
    assert after


def test_a_browser_in_the_dark_is_given_the_dark_page(client: FlaskClient) -> None:
    client.set_cookie("theme", "dark")
    client.set_cookie("narrow", "1")
    assert 'id="first-page" data-for="dark 1"' in client.get("/").text


def test_only_a_page_with_charts_that_it_cannot_paint_loads_the_chart_library(client: FlaskClient) -> None:
    assert "<script async" in client.get("/movement").text
    for path in ("/", "/no-such-page"):
        assert "<script async" not in client.get(path).text


def test_words_from_outside_stay_words_in_the_first_html() -> None:
    props = {"children": ["</script><b>", None, True, 2], "title": '"', "id": "a"}
    node = {"namespace": "dash_html_components", "type": "P", "props": props}
    assert as_html(node) == '<p title="&quot;" id="a">&lt;/script&gt;&lt;b&gt;2</p>'
    assert "</script><b>" not in json.dumps(as_html(node))


def test_a_chart_keeps_its_place_in_the_first_html() -> None:
    props = {"figure": {}, "style": {"height": "320px"}}
    node = {"namespace": "dash_core_components", "type": "Graph", "props": props}
    assert as_html(node) == '<div style="height:320px"></div>'


def test_a_chart_that_the_served_library_cannot_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="heatmap"):
        graph(go.Figure(go.Heatmap(z=[[1]])), "A heat map")
