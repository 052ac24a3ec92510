"""A project: former titles, classification, status through the reports, plan, words, partners, every update's row."""

from __future__ import annotations

import pandas as pd
from dash import html, register_page
from dash.development.base_component import Component

from dashboard import labels
from dashboard.addresses import member_url, trace_url
from dashboard.blocks import prose, strips
from dashboard.blocks.context import Context
from dashboard.components import Column, Fact, Foot, card, crumbs, data_table, empty_state, facts, link
from dashboard.filters import View
from dashboard.queries import frame, projects
from dashboard.shell import NotFound, Page, guarded, is_empty, known_on_words, no_list

LINKS = {
    "possible_same_as": "May be the same project as",
    "supersedes": "Carries on the work of",
    "merged_into": "Merged into",
}


@guarded
def layout(project_id: str = "", **params: object) -> Page:
    """The whole page for one address."""
    register = projects.register(project_id)
    if register is None:
        raise NotFound(f"No project has the code {project_id[:60]}.", "/projects", "Projects")
    view = frame.view(params)
    path = f"/projects/{project_id}"
    crumb = crumbs(
        (str(register["country_name"]), member_url(view, "country", str(register["iso3"]))),
        (str(register["city_name"]), member_url(view, "city", str(register["city_id"]))),
        ("Project", None),
    )
    if is_empty(view):
        parts = (no_list(view, path), _facts_card(view, register, None))
        return Page(view, path, str(register["title"]), "", parts, crumb, section="/projects")
    history = projects.history(view, project_id)
    at = view.at
    known = history[history["at_date"] <= pd.Timestamp(at.data_date)] if at else history
    if known.empty:
        words = f"No report had told of it by {view.period} (reports accepted by {known_on_words(view)})."
        return Page(view, path, str(register["title"]), words, (_facts_card(view, register, None),), crumb)
    now = known.iloc[-1]
    context = Context(view.within("city", str(register["city_id"])).without("country"))
    main = [
        _strip(context, view, project_id),
        _plan(view, project_id, now),
        prose.notes_card(context, project_id),
        _updates(view, project_id),
    ]
    side = [
        _facts_card(view, register, now),
        prose.partners_part(context, project_id),
        _links(view, project_id),
    ]
    grid = html.Div(
        [
            html.Div([c for c in main if c is not None], className="c8 stack"),
            html.Aside([c for c in side if c is not None], className="c4 stack"),
        ],
        className="grid",
    )
    return Page(view, path, str(now["title"]), _text(now, view), (grid,), crumb, section="/projects")


def _text(now: pd.Series, view: View) -> str:
    """Its status in words, since when it is listed, and how far it is where that is known."""
    status = labels.status_label(now["status"])
    if not now["is_listed"]:
        reason = (
            "" if labels.is_missing(now["left_plan_reason"]) else f" Reason given: {now['left_plan_reason']}"
        )
        last = f"last status {status.lower()}, reported for {now['last_period']}"
        return f"No longer listed in {view.period}; {last}.{reason}"
    parts = [f"{status}, on the list since {now['first_period']}"]
    if not labels.is_missing(now["percent_complete"]):
        parts.append(f"{labels.points(now['percent_complete'])} of the work done")
    if not labels.is_missing(now["slippage_pts"]):
        side = "behind" if now["slippage_pts"] < 0 else "ahead of"
        parts.append(f"{labels.number(abs(now['slippage_pts']), 0)} points {side} plan")
    return f"{', '.join(parts)}."


def _strip(context: Context, view: View, project_id: str) -> Component:
    rows = strips.rows_of(context.view, project_id)
    if rows.empty:
        return card(
            "Status through the reports", "", empty_state("It has not been on a list up to this period.")
        )
    return strips.strip_card(context, "Status through the reports", rows)


def _plan(view: View, project_id: str, now: pd.Series) -> Component | None:
    """Milestones and dates against what was first planned; None where no plan was given."""
    steps = projects.milestones(view, project_id)
    dates = [
        name
        for name in ("planned_start", "planned_end", "baseline_end", "forecast_end", "actual_end")
        if not pd.isna(now[name])
    ]
    if steps.empty and not dates:
        return None
    picture: list[Component] = [facts(_plan_facts(now))]
    if len(steps):
        columns = [
            Column("milestone", "Milestone"),
            Column("weight", "Weight", "points"),
            Column("due", "Due", "date"),
            Column("done", "Done", "date"),
        ]
        picture.append(data_table(steps, columns, "Milestones"))
    trace = trace_url(view, "project", project_id, "slippage") if not pd.isna(now["slippage_pts"]) else None
    return card(
        "Plan and progress", _measure(now), picture, Foot((f"Plan as carried to {view.period}",), trace)
    )


def _measure(now: pd.Series) -> str:
    if not pd.isna(now["planned_pct"]):
        actual = labels.points(now["progress_pct"])
        return f"Planned by the data date {labels.points(now['planned_pct'])}, actual {actual}"
    if not pd.isna(now["assumed_planned_pct"]):
        assumed = labels.points(now["assumed_planned_pct"], 0)
        return f"A straight line between the dates (assumed) would be at {assumed}; it calls nobody late"
    return "Dates as reported"


def _plan_facts(now: pd.Series) -> list[Fact]:
    told = [
        ("Planned", [now["planned_start"], now["planned_end"]]),
        ("First plan", [now["baseline_start"], now["baseline_end"]]),
        ("Finish now expected", [now["forecast_end"]]),
        ("Finished", [now["actual_end"]]),
    ]
    return [
        Fact(term, " – ".join(labels.date(v) for v in values))
        for term, values in told
        if not all(pd.isna(v) for v in values)
    ]


def _updates(view: View, project_id: str) -> Component:
    rows = projects.updates(view, project_id)
    shown = rows.assign(
        cell=[f"{r.sheet}, row {r.row_no}" for r in rows.itertuples()],
        file_href=[f"/submissions/{n}" for n in rows["submission_id"]],
    )
    columns = [
        Column("period", "Report"),
        Column("title", "Name in it"),
        Column("status", "Status", "status"),
        Column("percent_complete", "Work done", "points"),
        Column("file_name", "File", "text", "file_href"),
        Column("cell", "Sheet and row"),
        Column("submitter", "Sent by"),
        Column("counted_at", "Counted from", "date"),
    ]
    title = f"Every update: {labels.number(len(rows))}"
    return card(
        title,
        "Newest first, with the row that holds it",
        html.Div(data_table(shown, columns, "Updates"), className="scroll"),
        None,
        12,
        "updates",
    )


def _facts_card(view: View, register: pd.Series, now: pd.Series | None) -> Component:
    row = register if now is None else now
    told = [Fact("Code", str(register["project_id"]))]
    for field, term in (
        ("focus_area_name", "Focus area"),
        ("sector_name", "Lead sector"),
        ("pillar_name", "Lead pillar"),
    ):
        if now is not None and not labels.is_missing(row[field]):
            axis = field.removesuffix("_name")
            told.append(Fact(term, link(str(row[field]), member_url(view, axis, str(row[axis])))))
    if now is not None and not labels.is_missing(now["other_pillars"]) and now["other_pillars"]:
        told.append(Fact("Touches also", str(now["other_pillars"]).replace(";", "; ")))
    for field, term in (("lead_agency", "Responsible office"), ("plan_id", "Action plan")):
        if field in row and not labels.is_missing(row[field]):
            told.append(Fact(term, str(row[field])))
    told += _identity(register, now)
    return html.Section(facts(told), className="aside")


def _identity(register: pd.Series, now: pd.Series | None) -> list[Fact]:
    title = str(register["title"] if now is None else now["title"])
    aliases = (
        register["aliases"]
        if register["aliases"] is not None and not isinstance(register["aliases"], float)
        else []
    )
    names = [str(a) for a in aliases if str(a) != title]
    told = [Fact("Also known as", [html.Div(name) for name in names])] if names else []
    for field, term in (
        ("classification_basis", "How it was classified"),
        ("identity_basis", "Why these are one project"),
    ):
        if not labels.is_missing(register[field]) and register[field]:
            told.append(Fact(term, str(register[field])))
    return told


def _links(view: View, project_id: str) -> Component | None:
    rows = projects.links(project_id)
    if rows.empty:
        return None
    items = [
        html.Li(
            [
                f"{LINKS.get(str(r['kind']), 'Linked to')} ",
                link(str(r["title"]), member_url(view, "project", str(r["other_id"]))),
            ]
        )
        for r in rows.to_dict("records")
    ]
    return html.Section([html.H2("Linked projects", className="h3"), html.Ul(items, className="plain-list")])


register_page(__name__, path_template="/projects/<project_id>", title="Project", layout=layout)
