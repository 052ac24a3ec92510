"""Parts that never change are carried as text: the same words and links, nothing from outside run as HTML."""

from __future__ import annotations

from html import escape

from dash import dcc
from hypothesis import given
from hypothesis import strategies as st

from dashboard import html
from dashboard.still import still


def test_a_table_is_carried_as_text_with_its_links_and_classes() -> None:
    row = html.Tr(
        [html.Th("Manila", scope="row"), html.Td(html.Link("2", href="/trace?a=1&b=2"), className="num")]
    )
    made = still(
        html.Section([html.Table([html.Tbody([row])])], className="card", **{"aria-label": "By city"})
    )
    assert (made.className, getattr(made, "children", None)) == ("card", None)
    assert getattr(made, "aria-label") == "By city"
    assert getattr(made, "data-html") == (
        '<table><tbody><tr><th scope="row">Manila</th><td class="num">'
        '<a href="/trace?a=1&amp;b=2" data-page>2</a></td></tr></tbody></table>'
    )


def test_what_is_alive_stays_a_component_and_its_neighbours_become_text() -> None:
    graph = dcc.Graph(id="growth")
    made = still(html.Div([html.Div(graph), html.P([html.B("18"), " completed"])]))
    assert made.children[0].children is graph
    assert getattr(made.children[1], "data-html") == "<b>18</b> completed"


@given(st.text(max_size=60))
def test_words_from_outside_stay_words(words: str) -> None:
    carried = getattr(still(html.Div([html.P(words, title=words)])), "data-html")
    inside = carried.removeprefix(f'<p title="{escape(words)}">').removesuffix("</p>")
    assert inside == escape(words, quote=False)
    assert "<" not in inside
