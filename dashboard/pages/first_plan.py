"""The first plan closed out: how each project of an ended action plan ended, as a range until all have answered."""

from __future__ import annotations

import pandas as pd
from dash import register_page
from dash.development.base_component import Component

from dashboard import audience, html
from dashboard.blocks import closeout, closeout_letters
from dashboard.components import crumbs, empty_state, link
from dashboard.filters import View
from dashboard.queries import closeout as asked
from dashboard.queries import frame
from dashboard.shell import Page, guarded

PATH = "/first-plan"


@guarded
def layout(**params: object) -> Page:
    """The whole page for one address."""
    view = frame.view(params)
    plan = asked.closing(view.extra.get("plan"))
    if plan is None:
        words = empty_state("No project belongs to an action plan yet.", link("Submit a report", "/submit"))
        return Page(view, PATH, "No action plan to close", body=(words,))
    name = str(plan["plan_id"])
    ranges = asked.ranges(view, name)
    title, text = closeout.head(plan, ranges), closeout.under(plan, ranges, view)
    extra = {"plan": view.extra["plan"]} if "plan" in view.extra else {}
    crumb = crumbs(("Reporting", view.url("/reporting")), ("Action plan that ends", None))
    if ranges.empty:
        return Page(view, PATH, title, text, crumb=crumb, extra=extra)
    body = (
        _cards(view, plan, ranges)
        if audience.may("reporting_lists")
        else [closeout.range_card(view, plan, ranges, 7)]
    )
    return Page(view, PATH, title, text, (html.Div(body, className="grid"),), crumb, extra=extra)


def _cards(view: View, plan: pd.Series, ranges: pd.DataFrame) -> list[Component]:
    rows = asked.projects(view, str(plan["plan_id"]))
    side = [
        closeout.range_card(view, plan, ranges, 12),
        closeout.pairs_note(rows),
        closeout_letters.letters_card(view, plan, rows, 12),
    ]
    return [
        html.Div([part for part in side if part is not None], className="c5 stack one"),
        closeout.places_card(view, rows),
        closeout.projects_card(view, plan, rows),
    ]


register_page(__name__, path=PATH, title="The first plan", layout=layout)
