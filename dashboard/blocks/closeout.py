"""How an action plan ended: ranges, by member state and city, project by project with its source, and what to ask."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files, member_url
from dashboard.components import Foot, card, glyph, link, tag
from dashboard.components.spans import Span, span_bars, span_words
from dashboard.filters import View
from dashboard.officer import clock
from dashboard.queries import frame
from dashboard.rows import records

OUTCOMES = {
    "completed": "Completed",
    "goes_on": "Goes on",
    "merged": "Merged into another",
    "replaced": "Replaced by another",
    "stopped": "Stopped",
    "not_answered": "Not answered",
}
MOST = 300  # projects on the page; the files have all
_VERBS = {
    "completed": ("is completed", "are completed"),
    "goes_on": ("goes on", "go on"),
    "merged": ("was merged", "were merged"),
    "replaced": ("was replaced", "were replaced"),
    "stopped": ("was stopped", "were stopped"),
}


def head(plan: pd.Series, ranges: pd.DataFrame) -> str:
    """`Of the 53 projects of the City action plans 2018-2025, 5 to 15 are completed`."""
    name = named(plan)
    if ranges.empty:
        return f"{name}: no project in this selection"
    done = ranges[ranges["outcome"] == "completed"].iloc[0]
    verb = "is" if done["at_least"] == done["at_most"] == 1 else "are"
    said = span_words(int(done["at_least"]), int(done["at_most"]))
    return (
        f"Of the {labels.counted(done['projects'], 'project')} of the {_lower(name)}, {said} {verb} completed"
    )


def named(plan: pd.Series) -> str:
    """`City action plans 2018–2025`, its years on one line."""
    return str(plan["name"]).replace("-", "\u2060–\u2060")


def _lower(name: str) -> str:
    """A name inside a sentence keeps its capitals where the second letter has one too."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"


def under(plan: pd.Series, ranges: pd.DataFrame, view: View) -> str:
    """What is known, from when, and how many cities' answers are still to come."""
    if ranges.empty:
        return ""
    known = [_known(r) for r in records(ranges) if r["at_least"]]
    first = ranges.iloc[0]
    ended = f"The plan {'ended' if plan['has_ended'] else 'ends'} on {labels.long_date(plan['valid_to'])}."
    at = view.at
    told = f"As reported to {labels.long_date(at.data_date if at else None)}, {labels.joined(known)}"
    left = (
        f"; for {labels.in_words(first['not_answered'])} nothing is reported" if first["not_answered"] else ""
    )
    answers = f"{labels.number(first['answered'])} of {labels.number(first['projects'])} are answered for by their city"
    return f"{ended} {told}{left}. {answers}."


def _known(row: dict[str, object]) -> str:
    one, many = _VERBS[str(row["outcome"])]
    count = int(str(row["at_least"]))
    return f"{labels.in_words(count)} {one if count == 1 else many}"


def range_card(view: View, plan: pd.Series, ranges: pd.DataFrame, span: int = 5) -> Component:
    """Each way to end, at least and at most."""
    spans = [
        Span(OUTCOMES[str(r["outcome"])], int(r["at_least"]), int(r["at_most"]), "#projects")
        for r in records(ranges)
    ]
    first = ranges.iloc[0]
    picture: list[Component] = [span_bars(spans, int(first["projects"]))]
    if first["not_answered"]:
        left = labels.counted(first["not_answered"], "project")
        picture.append(
            html.P(f"Hatched: the {left} without an answer could be any of these.", className="note")
        )
    count = labels.counted(first["projects"], "project")
    sub = f"{named(plan)}: the {count} of the first list by how they ended, at least and at most"
    foot = Foot(
        (source(), f"list of {labels.date(plan['valid_from'])}"),
        picture="how-the-plan-ended",
        **files(view, "closeout_ranges", plan=plan["plan_id"]),
    )
    return card(_range_title(first), sub, picture, foot, span, "ranges")


def _range_title(first: pd.Series) -> str:
    left = int(first["not_answered"])
    if not left:
        return "For every project it is known how it ended"
    verb = "is" if left == 1 else "are"
    return f"Every count is a range until {labels.counted(left, 'project', words=True)} {verb} answered for"


def source() -> str:
    """Where the answers are from."""
    return "Source: invented reports" if frame.is_practice() else "Source: reports and recorded answers"


def places_card(view: View, rows: pd.DataFrame, span: int = 7) -> Component:
    """Counts by member state, and under each by city."""
    used = [code for code in OUTCOMES if (rows["outcome"] == code).any()]
    heads = [html.Th("Member state, city", scope="col"), html.Th("Projects", scope="col", className="num")]
    heads += [html.Th(OUTCOMES[code], scope="col", className="num") for code in used]
    body: list[html.Tr] = []
    for country, part in rows.groupby("country_name", sort=False):
        body.append(
            _place(str(country), member_url(view, "country", str(part["iso3"].iloc[0])), part, used, "grp")
        )
        for city, own in part.groupby("city_name", sort=False):
            body.append(_place(str(city), member_url(view, "city", str(own["city_id"].iloc[0])), own, used))
    body.append(_place("All", None, rows, used, "all"))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="plain data-table ends")
    complete = rows.groupby("city_id")["outcome"].apply(lambda ends: (ends != "not_answered").all())
    cities = f"{labels.number(complete.sum())} of {labels.counted(len(complete), 'city')}"
    title = f"For {cities} every project is accounted for"
    sub = "Projects of the first list by how they ended, as far as it is known"
    return card(title, sub, html.Div(table, className="scroll"), Foot((source(),)), span, "places")


def _place(
    name: str, href: str | None, rows: pd.DataFrame, used: list[str], kind: str | None = None
) -> html.Tr:
    counts = [len(rows), *((rows["outcome"] == code).sum() for code in used)]
    first = [rows["project_id"], *(rows["project_id"][rows["outcome"] == code] for code in used)]
    cells = [
        html.Td(
            link(labels.number(n), _first_row(ids, rows), class_name="quiet"),
            className="num" if n else "num z",
        )
        for n, ids in zip(counts, first, strict=True)
    ]
    return html.Tr([html.Th(link(labels.sentence(name), href), scope="row"), *cells], className=kind)


def _first_row(ids: pd.Series, rows: pd.DataFrame) -> str | None:
    """The row, in the list of the page, of the first project counted; the list's head where the row is not on it."""
    if not len(ids):
        return None
    return f"#project-{ids.iloc[0]}" if rows.index.get_loc(ids.index[0]) < MOST else "#projects"


def projects_card(view: View, plan: pd.Series, rows: pd.DataFrame, span: int = 12) -> Component:
    """Every project with how it ended and how we know; a form for the answer beside it."""
    may = audience.may("desk")
    heads = ["City", "Project", "How it ended", "How we know", *(["Answer of the city"] if may else [])]
    body = []
    for _, part in groupby(records(rows.head(MOST)), key=lambda r: r["city_id"]):
        for i, row in enumerate(part):
            body.append(_project(view, row, is_first=not i, may=may))
    head_row = html.Tr([html.Th(h, scope="col") for h in heads])
    table = html.Table([html.Thead(head_row), html.Tbody(body)], className="plain data-table ties-list cardy")
    sub = "Recorded answers go before what is derived from the reports"
    shown = f"the first {labels.number(MOST)} of {labels.number(len(rows))}" if len(rows) > MOST else None
    foot = Foot((source(), shown), **files(view, "closeout", plan=plan["plan_id"]))
    return card(_list_title(rows), sub, table, foot, span, "projects")


def _list_title(rows: pd.DataFrame) -> str:
    known = int((rows["outcome"] != "not_answered").sum())
    return (
        f"For {labels.number(known)} of {labels.counted(len(rows), 'project')} the end is known or reported"
    )


def _project(view: View, row: dict[str, object], *, is_first: bool, may: bool) -> html.Tr:
    city = str(row["city_name"])
    first = (
        link(city, member_url(view, "city", str(row["city_id"])))
        if is_first
        else html.Span(city, className="vh")
    )
    name = [link(str(row["title"]), member_url(view, "project", str(row["project_id"]))), *_maybe_same(row)]
    outcome = str(row["outcome"])
    cells = [html.Td(name), html.Td(OUTCOMES[outcome]), html.Td(how_known(view, row))]
    if may:
        cells.append(html.Td(answer_form(view, row)))
    return html.Tr([html.Th(first, scope="row"), *cells], id=f"project-{row['project_id']}")


def _maybe_same(row: dict[str, object]) -> list[Component]:
    if labels.is_missing(row["maybe_same_id"]) or not audience.may("desk"):
        return []
    words = [f"possibly the same as “{row['maybe_same_title']}”, ", link("to decide", "/identity")]
    return [html.Span(words, className="by")]


def how_known(view: View, row: dict[str, object]) -> list[Component | str]:
    """The source of an outcome, in words."""
    when = f"in the report for {row['last_period']}"
    if row["basis"] == "answer":
        who = f" by {row['answer_who']}" if audience.may("who") else ""
        said = f"answered, recorded on {clock.day(row['answer_at'])}{who}"
        return [said, html.Span(str(row["answer_reason"]), className="by")]
    if not labels.is_missing(row["link_id"]) and row["outcome"] in ("replaced", "merged"):
        other = link(str(row["link_title"]), member_url(view, "project", str(row["link_id"])))
        return ["the register: its work is in ", other]
    if not labels.is_missing(row["left_plan_reason"]) and audience.may("left_plan_reason"):
        return [f"“{row['left_plan_reason']}”", html.Span(when, className="by")]
    if labels.is_missing(row["last_period"]):
        return ["on the first list only"]
    status = str(row["status"])
    words = f" {labels.status_label(status).lower()} {when}"
    kept = "" if row["is_listed"] else ", not listed since"
    return [glyph(status, decorative=True), f"{words}{kept}"]


def answer_form(view: View, row: dict[str, object]) -> Component:
    """A plain form to the desk: how the city says that the project ended, and where it says so."""
    project = str(row["project_id"])
    back = view.url("/first-plan", plan=view.extra.get("plan")) + f"#project-{project}"
    kept = {"kind": "closeout", "project_id": project, "period": view.period, "back": back}
    hidden = [html.Select(html.Option(v, value=v), name=n, hidden=True) for n, v in kept.items()]
    ends = {code: words for code, words in OUTCOMES.items() if code != "not_answered"}
    options = [html.Option(words, value=code) for code, words in ends.items()]
    field = html.Select(
        options, name="value", className="search", **{"aria-label": f"How {row['title']} ended"}
    )
    words = f"Who answered for {row['title']}, when"
    reason = html.Textarea(
        "", name="reason", rows="2", required=True, placeholder="Who answered, when", **{"aria-label": words}
    )
    button = html.Button("Record", type="submit", className="btn o small")
    form = html.Form([*hidden, field, reason, button], action="/desk", method="post", className="answer")
    return html.Details([html.Summary("Record"), form], className="fold")


def pairs_note(rows: pd.DataFrame) -> Component | None:
    """How many of the projects may be the same as another; where that is decided."""
    open_pairs = int(rows["maybe_same_id"].notna().sum())
    if not open_pairs or not audience.may("desk"):
        return None
    words = f"{labels.counted(open_pairs, 'project')} of this list may be the same as another one. "
    return html.P(
        [words, link("Decide the pairs", "/identity"), " ", tag("Secretariat only")], className="note"
    )
