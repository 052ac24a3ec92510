"""Pages that every axis has alike: the index of its members, and one entry of a code list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import AXIS_PATHS, files, member_url, trace_url
from dashboard.blocks import changes, compare, headline, pillars, progress, status, strips, words
from dashboard.blocks.context import Context
from dashboard.components import Fact, Foot, card, crumbs, facts, heat_matrix
from dashboard.filters import AXIS_NAMES, View
from dashboard.queries import figures, frame, members, projects, spread
from dashboard.shell import NotFound, Page, is_empty, no_list

# The axes that each index is crossed with, so that a reader sees what its members are made of.
CROSSED = {
    "country": ("focus_area", "sector"),
    "city": ("sector", "focus_area"),
    "sector": ("country",),
    "pillar": ("sector",),
    "focus_area": ("country",),
}
# What the cities of an entry's page are crossed with.
_CITIES_BY = {"sector": "focus_area", "pillar": "sector", "focus_area": "sector"}


def index_page(axis: str, params: Mapping[str, object]) -> Page:
    """All members of an axis: status, their lists over time, a second axis, and figures where there are any."""
    view = frame.view(params)
    path = AXIS_PATHS[axis]
    if is_empty(view):
        return Page(view, path, f"No list for {view.period}", body=(no_list(view, path),))
    crossed = [partial(figures.heat, rows=axis, columns=other) for other in CROSSED[axis]]
    of_members = [partial(ask, axis=axis) for ask in (figures.history, spread.progress, spread.money)]
    figures.ahead(view, *of_members, *crossed, *([spread.pillar_split] if axis == "pillar" else []))
    context = Context(view, ("network", axis))
    cards = [
        status.status_card(context, axis, 12),
        *(pillars.cards(context) if axis == "pillar" else ()),
        compare.multiples_card(context, axis),
        *(heat_card(context, axis, other) for other in CROSSED[axis]),
        compare.spread_card(context, axis),
        compare.lean_card(context, axis),
        compare.money_card(context, axis),
    ]
    title = words.head(context.now, view, status.NAMES[axis][2].capitalize())
    grid = html.Div([c for c in cards if c is not None], className="grid")
    return Page(view, path, title, words.under(context.now, context.moved, view), (grid,))


def heat_card(context: Context, rows_axis: str, columns_axis: str, span: int = 12) -> Component | None:
    """One axis against another: counts, each leading to its cells; an empty field was not chosen."""
    view = context.view
    cells = figures.heat(view, rows_axis, columns_axis)
    if cells.empty:
        return None
    in_rows, in_columns = set(cells["row_key"]), set(cells["column_key"])
    columns = [(c, n) for c, n in _members(context, columns_axis) if c in in_columns]
    rows = [(k, n, member_url(view, rows_axis, k)) for k, n in _members(context, rows_axis) if k in in_rows]
    names = status.NAMES
    title = _heat_title(cells, rows_axis, columns_axis)
    sub = f"Projects listed in {view.period} by {names[rows_axis][1]} and {names[columns_axis][1]}; "
    sub += "darker: more projects; empty: not chosen"
    picture = heat_matrix(
        _wide(cells), rows, columns, names[rows_axis][0], sub, _heat_trace(view, rows_axis, columns_axis)
    )
    if rows_axis == "city" and columns_axis != CROSSED["city"][0]:
        picture = compare.fold_long(picture, len(rows), names[rows_axis][1])
    foot = Foot(
        (context.source, context.coverage),
        picture=f"{rows_axis}-by-{columns_axis}",
        **files(view, "heat", rows=rows_axis, columns=columns_axis),
    )
    return card(title, sub, picture, foot, span, f"by-{columns_axis.replace('_', '-')}-too")


def _heat_title(cells: pd.DataFrame, rows_axis: str, columns_axis: str) -> str:
    """`Each of the 38 cities has projects in one to six sectors`, by counting fields, never by rank."""
    taken = cells.groupby("row_key")["column_key"].nunique()
    low, high = int(taken.min()), int(taken.max())
    rows = labels.counted(len(taken), status.NAMES[rows_axis][1], words=True)
    columns = labels.counted(high, status.NAMES[columns_axis][1], words=True)
    spread_over = columns if low == high else f"{labels.in_words(low)} to {columns}"
    head = rows if len(taken) == 1 else f"each of the {rows}"
    return labels.sentence(f"{head} has projects in {spread_over}")


def _heat_trace(view: View, rows_axis: str, columns_axis: str) -> Callable[[str | None, str | None], str]:
    def trace(row: str | None, column: str | None) -> str:
        if row is None and column is None:
            return trace_url(view, "network", frame.meta().get("code", ""), "projects")
        if row is None:
            return trace_url(view, columns_axis, str(column), "projects")
        narrowed = view if column is None else view.within(columns_axis, column)
        return trace_url(narrowed, rows_axis, row, "projects")

    return trace


def _members(context: Context, axis: str) -> list[tuple[str, str]]:
    return [(c.code, labels.sentence(c.label)) for c in context.view.options.choices.get(axis, ())]


def _wide(cells: pd.DataFrame) -> pd.DataFrame:
    """One row a field with the statuses as columns."""
    wide = cells.pivot_table(
        index=["row_key", "column_key"], columns="status", values="projects", aggfunc="sum", fill_value=0
    )
    return wide.reset_index().rename(columns={"row_key": "row", "column_key": "column"})


def list_page(axis: str, code: str, params: Mapping[str, object]) -> Page:
    """One sector, pillar or focus area."""
    entry = members.entry(axis, code)
    if entry is None:
        raise NotFound(
            f"No {status.NAMES[axis][1]} has the code {code[:40]}.", AXIS_PATHS[axis], status.NAMES[axis][2]
        )
    view = frame.view(params).within(axis, code)
    path = f"{AXIS_PATHS[axis]}/{code}"
    crumb = crumbs((AXIS_NAMES[axis], view.url(AXIS_PATHS[axis], **{axis: None})))
    name = str(entry["name"])
    if is_empty(view):
        return Page(
            view,
            path,
            f"{name}: no list for {view.period}",
            body=(no_list(view, path),),
            crumb=crumb,
            fixed=axis,
        )
    by_country = [partial(ask, axis="country") for ask in (figures.history, spread.money)]
    crossed = partial(figures.heat, rows="city", columns=_CITIES_BY[axis])
    single = (projects.strip, figures.progress_bins, figures.slippage, spread.plan)
    figures.ahead(view, *single, *by_country, crossed)
    context = Context(view)
    body = (*headline.opening(context, axis, code), _grid(context, axis, code, entry))
    title = words.head(context.now, view, name)
    return Page(view, path, title, words.under(context.now, context.moved, view), body, crumb, axis)


def _grid(context: Context, axis: str, code: str, entry: pd.Series) -> Component:
    rows = strips.rows_of(context.view)
    main = [
        status.status_card(context, "country", 12),
        status.status_card(context, "sector" if axis != "sector" else "focus_area", 12),
    ]
    side = [_about(context, axis, code, entry), changes.completed_card(context)]
    texts = ("focus_area_name",) if axis == "sector" else ("sector_name",)
    parts = [
        html.Div(main, className="c8 stack"),
        html.Aside([c for c in side if c is not None], className="c4 stack"),
        pillars.touches_card(context, code) if axis == "pillar" else None,
        compare.multiples_card(context, "country"),
        heat_card(context, "city", _CITIES_BY[axis]),
        progress.distribution_card(context, axis, code),
        progress.plan_card(context, axis, code),
        progress.slippage_card(context, axis, code),
        compare.money_card(context, "country"),
        changes.changes_card(context),
        strips.strip_card(context, _strip_title(context), rows, True, texts),
    ]
    return html.Div([part for part in parts if part is not None], className="grid")


def _strip_title(context: Context) -> str:
    if not context.now["projects"]:
        return "No project is listed"
    total = labels.counted(context.now["projects"], "project", words=True)
    return labels.sentence(f"{total}, {labels.completed(context.now, words=True)}")


def _about(context: Context, axis: str, code: str, entry: pd.Series) -> Component:
    told = (
        [Fact("What it is", str(entry["description"]))] if not labels.is_missing(entry["description"]) else []
    )
    if not labels.is_missing(entry["bodies"]):
        told.append(Fact("Sectoral bodies concerned", str(entry["bodies"]).replace(";", "; ")))
    if axis == "pillar":
        told += pillars.facts_of(context.view, code)
    return html.Section(facts(told), className="aside")
