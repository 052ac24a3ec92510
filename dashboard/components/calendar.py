"""City by period: what became of each report. Marks in ink, since colour belongs to a project's status alone."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.links import link
from dashboard.labels import Row
from dashboard.rows import records

# State → its word, in the order of the key.
STATES: dict[str, str] = {
    "on_time": "On time",
    "late": "After the due date",
    "received": "Received, no due date was set",
    "waiting": "Sent, not yet accepted",
    "owed": "Still open",
    "not_reported": "Not reported",
    "not_asked": "Member for less than the notice time",
    "not_member": "Not a member then",
}
CARRIED = "the list of an earlier report stands"


def state_mark(state: str) -> html.Span:
    """The mark of a state, without its word."""
    return html.Span(className=f"rp rp-{state.replace('_', '-')}", **{"aria-hidden": "true"})


def calendar_key(states: Sequence[str]) -> html.Div:
    """Mark and word of each state that occurs."""
    shown = [state for state in STATES if state in set(states) and state != "not_member"]
    return html.Div([html.Span([state_mark(s), STATES[s]]) for s in shown], className="key")


def calendar_matrix(
    rows: pd.DataFrame,
    periods: Sequence[tuple[str, str]],
    shares: Mapping[str, Sequence[Component | str]],
    heads: Sequence[str],
) -> html.Table:
    """`rows`: city_id, city_name, country_name, period, state, is_carried, href, in the order shown.

    `periods`: (code, words under it), oldest first; `shares`: city → one cell for each of `heads`.
    """
    columns = [_head(code, under) for code, under in periods]
    ends = [html.Th(words, scope="col", className="num") for words in heads]
    body: list[html.Tr] = []
    for country, part in groupby(records(rows), key=lambda r: str(r["country_name"])):
        body.append(_country(country, len(periods) + len(heads) + 1))
        for _, cells in groupby(part, key=lambda r: str(r["city_id"])):
            body.append(_city(list(cells), periods, shares, heads))
    head = html.Thead(html.Tr([html.Th("City", scope="col"), *columns, *ends]))
    caption = html.Caption("Reports by city and period", className="vh")
    return html.Table([caption, head, html.Tbody(body)], className="rm", style={"--n": str(len(periods))})


def _head(code: str, under: str) -> html.Th:
    return html.Th([html.B(code), html.Span(under)], scope="col", className="y")


def _country(name: str, width: int) -> html.Tr:
    return html.Tr(html.Th(labels.sentence(name), colSpan=width, scope="rowgroup"), className="grp")


def _city(
    cells: Sequence[Row],
    periods: Sequence[tuple[str, str]],
    shares: Mapping[str, Sequence[Component | str]],
    heads: Sequence[str],
) -> html.Tr:
    first = cells[0]
    by_period = {str(cell["period"]): cell for cell in cells}
    name = html.Th(link(first["city_name"], first["href"], class_name="quiet"), scope="row")
    marks = [_cell(code, by_period.get(code)) for code, _ in periods]
    said = shares.get(str(first["city_id"]), [labels.MISSING] * len(heads))
    ends = [html.Td(s, className="num", **{"data-label": h}) for s, h in zip(said, heads, strict=True)]
    return html.Tr([name, *marks, *ends])


def _cell(code: str, row: Row | None) -> html.Td:
    state = str(row["state"]) if row else "not_member"
    words = STATES.get(state, state)
    if row and row["is_carried"]:
        words = f"{words}; {CARRIED}"
    mark = [state_mark(state), html.Span(words, className="vh"), html.Span(code, className="yr")]
    return html.Td(mark, title=f"{code}: {words}", className="cell")
