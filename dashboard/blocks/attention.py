"""Projects that somebody should ask about: a card for the overview, the list of its page, a project's own questions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import member_url, trace_url
from dashboard.blocks import project_desk
from dashboard.blocks.asked import FIGURES, REASONS, question
from dashboard.blocks.context import Context
from dashboard.components import Foot, card, count_list, glyph, link, tag
from dashboard.filters import View
from dashboard.queries import attention
from dashboard.rows import records

PATH = "/attention"
ROWS = 40  # projects on one page


def attention_card(context: Context, span: int = 6) -> Component | None:
    """For the overview: how many projects are asked about, by reason; None where nobody is, or for other audiences."""
    rows = attention.rows(context.view)
    if rows.empty:
        return None
    url = context.view.url(PATH)
    counts = rows.groupby("reason")["project_id"].nunique()
    listed = [
        (words, context.view.url(PATH, reason=code), int(counts[code]))
        for code, words in REASONS.items()
        if code in counts
    ]
    total = rows["project_id"].nunique()
    title = [
        f"{labels.sentence(labels.counted(total, 'project', words=True))} to ask about ",
        tag("Secretariat only"),
    ]
    picture = [
        count_list(listed),
        html.P(link("See the questions and their evidence", url), className="note"),
    ]
    return card(title, "Questions that the figures raise, by reason; a project may have several", picture,
                Foot((context.source,)), span, "attention")  # fmt: skip


def reasons_part(view: View, rows: pd.DataFrame, chosen: str) -> Component:
    """The reasons with how many projects each has, as links that keep only these."""
    counts = rows.groupby("reason")["project_id"].nunique()
    every = [("", "All", rows["project_id"].nunique())]
    every += [(code, words, int(counts[code])) for code, words in REASONS.items() if code in counts]
    items = [
        link(
            [words, " ", html.B(labels.number(count))],
            view.url(PATH, reason=code or None),
            class_name="reason on" if code == chosen else "reason",
        )
        for code, words, count in every
    ]
    return html.Nav(items, className="reasons", **{"aria-label": "Reasons"})


def asked_list(view: View, rows: pd.DataFrame, page: int, reason: str) -> Component:
    """The projects of one page, by country and city; each with its questions, notes and forms."""
    ids = list(dict.fromkeys(rows["project_id"]))[ROWS * (page - 1) : ROWS * page]
    notes = attention.notes(view, kinds=project_desk.WRITTEN)
    parts: list[Component] = []
    country = None
    back = view.url(PATH, reason=reason or None, page=page if page > 1 else None)
    for project_id, own in rows[rows["project_id"].isin(ids)].groupby("project_id", sort=False):
        first = own.iloc[0]
        if first["country_name"] != country:
            country = first["country_name"]
            parts.append(html.H2(labels.sentence(str(country)), className="h3 place"))
        written = notes[notes["about_id"] == project_id]
        parts.append(_project(view, own, written, back))
    return html.Div(parts, className="asks")


def _project(view: View, own: pd.DataFrame, notes: pd.DataFrame, back: str) -> html.Article:
    first = own.iloc[0]
    project_id = str(first["project_id"])
    head = html.H3(
        [
            glyph(str(first["status"])),
            link(str(first["title"]), member_url(view, "project", project_id), class_name="nm"),
            html.Span(str(first["city_name"]), className="c"),
        ]
    )
    left = html.Div([head, questions(view, own)])
    return html.Article([left, _desk(view, project_id, notes, back)], className="ask")


def questions(view: View, own: pd.DataFrame) -> html.Ul:
    """The questions about one project, each with where its figures stand."""
    return html.Ul([_question(view, row) for row in records(own)], className="questions")


def _question(view: View, row: Mapping[str, object]) -> html.Li:
    reason = str(row["reason"])
    return html.Li(
        [html.B(REASONS[reason]), html.Span(question(row)), html.Span(_evidence(view, row), className="by")]
    )


def _evidence(view: View, row: Mapping[str, object]) -> list[Component | str]:
    """The cell, its file, and the trace of the figure that the question is about."""
    place = f"{row['sheet']}!{row['cell']}" if not labels.is_missing(row["cell"]) else str(row["sheet"])
    file = f"/submissions/{row['submission_id']}" if audience.may("files") else None
    shown: list[Component | str] = [link(place, file), f" of {row['file']}"]
    if _has_figure(row):
        url = trace_url(view, "project", str(row["project_id"]), FIGURES[str(row["reason"])])
        shown += [" · ", link("Where this number comes from", url)]
    return shown


def _has_figure(row: Mapping[str, object]) -> bool:
    figure = FIGURES[str(row["reason"])]
    needed = {"slippage": "slippage_pts", "progress_mean": "progress_pct"}.get(figure)
    return needed is None or not labels.is_missing(row[needed])


def _desk(view: View, project_id: str, notes: pd.DataFrame, back: str) -> Component | None:
    if not audience.may("desk"):
        return None
    known = project_desk.entries(notes, project_id)
    forms = [project_desk.note_form(project_id, back), project_desk.rating_form(view, project_id, back)]
    return html.Div([known, html.Div(forms, className="deeds")], className="beside")


def pages_part(view: View, total: int, page: int, reason: str) -> Component | None:
    """Ways to the other pages; None where one page holds all."""
    last = -(-total // ROWS)
    if last < 2:
        return None
    items: list[Component] = []
    for number in range(1, last + 1):
        url = view.url(PATH, reason=reason or None, page=number if number > 1 else None)
        items.append(html.B(str(number)) if number == page else link(str(number), url))
    return html.Nav([html.Span("Page"), *items], className="pager", **{"aria-label": "Pages of the list"})


def project_card(view: View, project_id: str) -> Component | None:
    """A project's own questions; None where there are none, or for other audiences."""
    rows = attention.rows(view, project_id)
    if rows.empty:
        return None
    title = [
        f"{labels.sentence(labels.counted(len(rows), 'question', words=True))} to ask ",
        tag("Secretariat only"),
    ]
    return card(title, "Raised by the figures; not a verdict", questions(view, rows), None, 12, "questions")
