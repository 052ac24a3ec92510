"""Who a project is: its status in a sentence, classification and where it comes from, former names, linked projects."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import member_url
from dashboard.components import Fact, facts, link
from dashboard.filters import View
from dashboard.queries import attention, projects
from dashboard.rows import records

LINKS = {
    "possible_same_as": "May be the same project as",
    "supersedes": "Carries on the work of",
    "merged_into": "Merged into",
}
CLASSES = ("focus_area", "sector", "pillar")
CLASS_WORDS = {"focus_area": "Focus area", "sector": "Lead sector", "pillar": "Lead pillar"}


def sentence(now: pd.Series, view: View) -> str:
    """Its status in words, since when it is listed, and how far it is where that is known."""
    status = labels.status_label(now["status"])
    if not now["is_listed"]:
        shown = audience.may("left_plan_reason") and not labels.is_missing(now["left_plan_reason"])
        reason = f" Reason given: {now['left_plan_reason']}" if shown else ""
        last = f"last status {status.lower()}, reported for {now['last_period']}"
        return f"No longer listed in {view.period}; {last}.{reason}"
    parts = [f"{status}, on the list since {now['first_period']}"]
    if not labels.is_missing(now["percent_complete"]):
        parts.append(f"{labels.points(now['percent_complete'])} of the work done")
    if audience.may("attention") and not labels.is_missing(now["slippage_pts"]):
        parts.append(labels.against_plan(now["slippage_pts"], 0))
    if audience.may("reporting_lists") and now["last_period"] != now["at_period"]:
        parts.append(f"as reported for {now['last_period']}")
    return f"{', '.join(parts)}."


def facts_part(view: View, register: pd.Series, known: pd.DataFrame, updates: pd.DataFrame) -> Component:
    """Code, classes, offices, dates, money, names: each only where it is given."""
    now = known.iloc[-1] if len(known) else None
    told = [Fact("Code", str(register["project_id"]))]
    if now is not None:
        told += [*_classes(view, now), *_dates(now), *_money(now)]
    row = register if now is None else now
    told += [
        Fact(term, str(row[field]))
        for field, term in (("lead_agency", "Responsible office"), ("plan_id", "Action plan"))
        if field in row and not labels.is_missing(row[field])
    ]
    told += [*_names(register, known, updates), *_basis(register)]
    return html.Section(facts(told), className="aside")


def _classes(view: View, now: pd.Series) -> list[Fact]:
    told = [
        Fact(CLASS_WORDS[axis], link(str(now[f"{axis}_name"]), member_url(view, axis, str(now[axis]))))
        for axis in CLASSES
        if not labels.is_missing(now[f"{axis}_name"])
    ]
    if not labels.is_missing(now["other_pillars"]) and now["other_pillars"]:
        codes = [code.strip() for code in str(now["other_pillars"]).split(";")]
        told.append(Fact("Touches also", "; ".join(view.options.label("pillar", code) for code in codes)))
    return told


def _dates(now: pd.Series) -> list[Fact]:
    shown = (
        ("Planned", ("planned_start", "planned_end")),
        ("Finish now expected", ("forecast_end",)),
        ("Finished", ("actual_end",)),
    )
    return [
        Fact(term, " – ".join(labels.date(now[name]) for name in names))
        for term, names in shown
        if audience.may(names[-1]) and not all(pd.isna(now[name]) for name in names)
    ]


def _money(now: pd.Series) -> list[Fact]:
    unit = "" if labels.is_missing(now["currency"]) else f" {now['currency']}"
    return [
        Fact(term, f"{labels.number(now[field])}{unit}")
        for field, term in (("budget", "Approved budget"), ("spent", "Spent so far"))
        if audience.may(field) and not pd.isna(now[field])
    ]


def _names(register: pd.Series, known: pd.DataFrame, updates: pd.DataFrame) -> list[Fact]:
    """Names in other reports (`updates`: newest first), and aliases of the register."""
    title = str(known.iloc[-1]["title"]) if len(known) else str(register["title"])
    given = register["aliases"]
    aliases = [str(alias) for alias in given] if isinstance(given, Iterable) else []
    told = updates[updates["title"].notna()].drop_duplicates("title")
    former = {str(row.title): str(row.period) for row in told.itertuples()}
    named = [f"{name} (to {period})" for name, period in former.items() if name != title]
    others = [
        name for name in dict.fromkeys(aliases) if name.strip() and name != title and name not in former
    ]
    shown = [Fact("Former names", [html.Div(name) for name in named])] if named else []
    return [*shown, *([Fact("Also known as", [html.Div(name) for name in others])] if others else [])]


def _basis(register: pd.Series) -> list[Fact]:
    return [
        Fact(term, str(register[field]))
        for field, term in (
            ("classification_basis", "How it was classified"),
            ("identity_basis", "Why these are one project"),
        )
        if not labels.is_missing(register[field]) and register[field]
    ]


def links_part(view: View, project_id: str) -> Component | None:
    """Projects that may be this one, and what the desk merged and split; None where there is nothing."""
    items = [
        _link(view, LINKS.get(str(r["kind"]), "Linked to"), r)
        for r in records(projects.links(view, project_id))
    ]
    for row in records(attention.notes(view, project_id, ("merge", "split"))):
        items.append(_decided(view, project_id, row))
    if not items:
        return None
    return html.Section([html.H2("Linked projects", className="h3"), html.Ul(items, className="plain-list")])


def _link(view: View, words: str, row: dict[str, object]) -> html.Li:
    return html.Li([f"{words} ", link(str(row["title"]), member_url(view, "project", str(row["other_id"])))])


def _decided(view: View, project_id: str, row: dict[str, object]) -> html.Li:
    is_other = row["other_id"] == project_id
    other = {
        "other_id": row["project_id"] if is_other else row["other_id"],
        "title": row["told_title"] if is_other else row["other_title"],
    }
    words = {"merge": ("Merged into", "Takes in"), "split": ("Split off:", "Split from")}[str(row["kind"])][
        is_other
    ]
    return _link(view, words, other)
