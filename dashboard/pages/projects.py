"""Projects: the grid with its filters, columns and groups, all in the address; on a phone the same as cards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import Input, Output, State, callback, no_update, register_page
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.blocks import cards_list, grid, words
from dashboard.components import empty_state, link
from dashboard.filters import View
from dashboard.queries import figures, frame
from dashboard.queries import grid as questions
from dashboard.queries.grid import ARGUMENTS, Shown
from dashboard.shell import Page, guarded, is_empty, no_list, page_is_narrow
from dashboard.still import still
from dashboard.wrong import Wrong

PATH = grid.PATH


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    typed = {name: _last(params.pop(name)) for name in ARGUMENTS if params.get(name)}
    view = frame.view(params)
    if is_empty(view):
        return Page(view, PATH, f"No list for {view.period}", body=(no_list(view, PATH),))
    shown, note = _shown(view, typed)
    first = questions.rows(view, shown, 1)
    total = int(first["total_projects"].iloc[0]) if len(first) else 0
    found = f" with “{shown.q}”" if shown.q else ""
    title = f"{labels.sentence(labels.counted(total, 'project'))}{found}, {words.as_of(view)}"
    body = [html.P(note, className="note ignored")] if note else []
    body += [_tools(view, shown, total), *(_rows(view, shown) if total else [_nothing(view, shown)])]
    kept = {name: value for name, value in shown.address().items() if value}
    return Page(view, PATH, title, view.sentence(), body, extra=kept)


def _last(value: object) -> str:
    return str(value[-1] if isinstance(value, list) else value)[:2000]


def _shown(view: View, typed: dict[str, str]) -> tuple[Shown, str]:
    """What the address asks for; where it means nothing, the usual grid and a note."""
    absent = _absent(view)
    try:
        return replace(questions.shown(typed), absent=absent), ""
    except Wrong as why:
        return Shown(q=typed.get("q", ""), absent=absent), f"Left out of the address: {why}"


def _absent(view: View) -> tuple[str, ...]:
    """The columns of figures for which no project of the period gives more than its status."""
    rows = figures.at(view, "network")
    if rows.empty:
        return ()
    now = rows.iloc[0]
    is_told = {"progress_pct": now["progress_n"] > now["completed"], "slippage_pts": now["slippage_n"] > 0}
    return tuple(name for name, told in is_told.items() if not told)


def _tools(view: View, shown: Shown, total: int) -> Component:
    return html.Div(grid.tools(view, shown, total), className="grid-tools", id=grid.TOOLS)


def _rows(view: View, shown: Shown) -> list[Component]:
    return cards_list.cards(view, shown) if page_is_narrow() else [grid.table(view, shown)]


def _nothing(view: View, shown: Shown) -> Component:
    every = link("Show all projects of the period", view.url(PATH, **dict.fromkeys(view.filters())))
    said = "these words and filters" if shown.q else "these filters"
    return empty_state(f"No listed project matches {said}.", every)


@callback(
    Output(grid.GRID, "getRowsResponse"),
    Output(grid.TOOLS, "children"),
    Input(grid.GRID, "getRowsRequest"),
    State(grid.VIEW, "data"),
)
def rows(request: dict[str, Any] | None, told: dict[str, dict[str, str]]) -> tuple[object, object]:
    """Rows that the grid asks for, and its tools for what its headings now say."""
    if request is None:
        return no_update, no_update
    view = frame.view(told["query"])
    shown = replace(questions.shown(told["shown"]), absent=_absent(view))
    answer, tools = grid.answer(view, shown, request)
    return answer, still(tools)


register_page(__name__, path=PATH, title="Projects", layout=layout)
