"""A member state: its cities' projects through the reports, what each city has chosen, sectors and pillars."""

from __future__ import annotations

from functools import partial

from dash import register_page

from dashboard import html, labels, titles
from dashboard.blocks import changes, compare, headline, progress, status, strips, words
from dashboard.blocks.axis_pages import heat_card
from dashboard.blocks.context import Context
from dashboard.components import card, crumbs
from dashboard.queries import figures, frame, members, projects, spread
from dashboard.shell import NotFound, Page, guarded, is_empty, no_list


@guarded
def layout(iso3: str = "", **params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params).within("country", iso3.upper())
    found = members.countries(view)
    if found.empty:
        raise NotFound(f"No member state has the code {iso3[:40]}.", "/countries", "Countries")
    name, key, path = str(found["name"].iloc[0]), iso3.upper(), f"/countries/{iso3.upper()}"
    crumb = crumbs(
        (frame.meta().get("group_name", "All"), view.url("/countries", country=None)), ("Member state", None)
    )
    if is_empty(view):
        return Page(
            view,
            path,
            f"{name}: no list for {view.period}",
            body=(no_list(view, path),),
            crumb=crumb,
            fixed="country",
        )
    by_city = [partial(ask, axis="city") for ask in (figures.history, spread.progress)]
    crossed = [partial(figures.heat, rows="city", columns=other) for other in ("focus_area", "sector")]
    single = (projects.strip, figures.progress_bins, figures.slippage, spread.plan)
    figures.ahead(view, *single, *by_city, *crossed, partial(spread.money, axis="country"))
    context = Context(view)
    rows = strips.rows_of(view)
    main = [
        compare.multiples_card(context, "city"),
        strips.strip_card(context, _strip_title(context), rows, True, ("focus_area_name",)),
        heat_card(context, "city", "focus_area"),
        heat_card(context, "city", "sector"),
        compare.spread_card(context, "city"),
        progress.distribution_card(context, "country", key, 12),
        progress.plan_card(context, "country", key, 12),
        progress.slippage_card(context, "country", key, 12),
        compare.money_card(context, "country"),
    ]
    side = [
        changes.completed_card(context),
        _axis_card(context, "sector"),
        _axis_card(context, "pillar"),
    ]
    grid = html.Div(
        [
            html.Div([c for c in main if c is not None], className="c8 stack"),
            html.Aside([c for c in side if c is not None], className="c4 stack"),
        ],
        className="grid",
    )
    body = (*headline.opening(context, "country", key), grid)
    return Page(view, path, words.head(context.now, view, name), _text(context), body, crumb, "country")


def _text(context: Context) -> str:
    """`Four are completed and 25 on-going. Since the 2024 report three were completed, and Ipoh … joined.`"""
    text = words.under(context.now, context.moved, context.view)
    at, before = (
        context.view.at,
        next((p for p in context.view.options.periods if p.code == context.view.compare), None),
    )
    cities = members.cities(context.view)
    if not (at and before):
        return text
    since = [labels.as_date(value) for value in cities["valid_from"]]
    joined = [
        str(n)
        for n, day in zip(cities["name"], since, strict=True)
        if day and before.data_date < day <= at.data_date
    ]
    return f"{text} {labels.joined(joined)} joined since." if joined else text


def _strip_title(context: Context) -> str:
    since = int((context.moved["kind"] == "completed").sum())
    return titles.strip_title(context.now.to_dict(), since, context.view.compare or "")


def _axis_card(context: Context, axis: str) -> html.Section:
    rows = status.rows_of(context, axis)
    sub = f"{status.NAMES[axis][0]} of the {labels.counted(context.now['projects'], 'project')}, each counted once"
    return card(f"By {status.NAMES[axis][1]}", sub, status.table(context, axis, rows))


register_page(__name__, path_template="/countries/<iso3>", title="Member state", layout=layout)
