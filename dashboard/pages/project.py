"""A project: who it is, where it stands, its plans and pace, ratings, what was said and done, every update's cells."""

from __future__ import annotations

import pandas as pd
from dash import register_page
from dash.development.base_component import Component

from dashboard import html
from dashboard.addresses import member_url
from dashboard.blocks import (
    attention,
    picture_words,
    project_desk,
    project_facts,
    project_plan,
    project_ratings,
    project_story,
    project_updates,
    prose,
    strips,
)
from dashboard.blocks.context import Context
from dashboard.components import card, crumbs, empty_state, link
from dashboard.filters import View
from dashboard.queries import frame, identity, projects
from dashboard.shell import NotFound, Page, guarded, is_empty, known_on_words, no_list


@guarded
def layout(project_id: str = "", **params: object) -> Page:
    """The whole page for one address."""
    register = projects.register(project_id)
    if register is None:
        raise NotFound(f"No project has the code {project_id[:60]}.", "/projects", "Projects")
    view, path = frame.view(params), f"/projects/{project_id}"
    crumb = _crumb(view, register)
    history = projects.history(view, project_id)
    known = history[history["at_date"] <= pd.Timestamp(view.at.data_date)] if view.at else history
    updates = projects.updates(view, project_id)
    facts = project_facts.facts_part(view, register, known, updates)
    title = str(register["title"] if known.empty else known.iloc[-1]["title"])
    if is_empty(view):
        return Page(view, path, title, "", (no_list(view, path), facts), crumb, section="/projects")
    if known.empty:
        words = f"No report had told of it by {view.period} (reports accepted by {known_on_words(view)})."
        if (onward := identity.goes_on_as(view, project_id)) is not None:
            return _merged(view, path, title, onward, facts, crumb)
        linked = project_facts.links_part(view, project_id)
        return Page(view, path, title, words, (facts, linked), crumb, section="/projects")
    text = project_facts.sentence(known.iloc[-1], view)
    return Page(view, path, title, text, (_grid(view, register, known, facts),), crumb, section="/projects")


def _merged(view: View, path: str, title: str, onward: pd.Series, facts: Component, crumb: Component) -> Page:
    """An old code still answers, and leads to the project that it goes on as."""
    target = link(str(onward["title"]), member_url(view, "project", str(onward["project_id"])))
    said = html.P(["It goes on as ", target, ", where its reports are shown."], className="note")
    return Page(
        view,
        path,
        title,
        "This code was merged into another project.",
        (said, facts),
        crumb,
        section="/projects",
    )


def _crumb(view: View, register: pd.Series) -> Component:
    return crumbs(
        (str(register["country_name"]), member_url(view, "country", str(register["iso3"]))),
        (str(register["city_name"]), member_url(view, "city", str(register["city_id"]))),
        ("Project", None),
    )


def _grid(view: View, register: pd.Series, known: pd.DataFrame, facts: Component) -> Component:
    """The cards; what has no inputs is left out."""
    project_id, now = str(register["project_id"]), known.iloc[-1]
    own = view.within("city", str(register["city_id"]))
    for axis in ("country", "sector", "pillar", "focus_area", "status"):
        own = own.without(
            axis
        )  # the address names the project: whether a selection holds it makes no difference here
    context = Context(own)
    main = [
        _strip(context, view, project_id, now),
        attention.project_card(view, project_id),
        project_plan.curve_card(view, project_id, known),
        project_plan.milestones_card(view, project_id),
        project_ratings.card_of(view, project_id, now),
        project_story.results_card(view, project_id),
        project_story.story_card(context, project_id, known),
        project_plan.ledger_card(view, project_id),
        project_updates.updates_card(view, project_id, known),
    ]
    side = [
        facts,
        prose.partners_part(context, project_id),
        project_facts.links_part(view, project_id),
        project_desk.desk_part(view, project_id, now),
    ]
    columns = [
        html.Div([part for part in main if part is not None], className="c9 stack"),
        html.Aside([part for part in side if part is not None], className="c3 stack"),
    ]
    return html.Div(columns, className="grid")


def _strip(context: Context, view: View, project_id: str, now: pd.Series) -> Component:
    rows = strips.rows_of(context.view, project_id)
    if rows.empty:
        return card(
            "Status through the reports", "", empty_state("It has not been on a list up to this period.")
        )
    said = picture_words.of_project(view, str(now["title"]), str(now["city_name"]))
    return strips.strip_card(context, "Status through the reports", rows, said=said)


register_page(__name__, path_template="/projects/<project_id>", title="Project", layout=layout)
