"""What the desk wrote down of a project, and the plain forms to write down more. Only for the audience of the desk."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.blocks.asked import OWN_VIEWS
from dashboard.components import link
from dashboard.components.forms import choice_field, desk_form, text_field
from dashboard.filters import View
from dashboard.queries import attention, frame, plans, projects
from dashboard.rows import records

KINDS = {
    "note": "Note",
    "rating": "Rating",
    "merge": "Merged",
    "split": "Split",
    "rename": "Renamed",
    "reclassify": "Classified anew",
    "different": "Not the same as",
    "closeout": "First plan closed out",
}
CLASSES = {"focus_area": "Focus area", "sector": "Lead sector", "pillar": "Lead pillar"}
WRITTEN = ("note", "rating")


def entries(rows: pd.DataFrame, project_id: str) -> Component | None:
    """Decisions and notes, newest first, with who, when and why; None where there are none."""
    if rows.empty:
        return None
    items = [_entry(row, project_id) for row in records(rows)]
    return html.Ul(items, className="decided")


def _entry(row: dict[str, object], project_id: str) -> html.Li:
    kind = str(row["kind"])
    said = [html.B(f"{KINDS[kind]}: "), *told(row, project_id)]
    reason = "" if kind == "note" or labels.is_missing(row["reason"]) else f" Reason: {row['reason']}"
    by = html.Span(f"{row['who']}, {frame.told_day(row['decided_at'])}", className="by")
    return html.Li([*said, reason, by], id=f"decision-{row['entry_id']}")


def told(row: dict[str, object], project_id: str) -> list[Component | str]:
    """What a row of the ledger decided, in words, seen from one of its projects."""
    kind, value = str(row["kind"]), "" if labels.is_missing(row["value"]) else str(row["value"])
    since = "" if labels.is_missing(row["period"]) else f" from the {row['period']} report on"
    if kind == "rating":
        return [f"{OWN_VIEWS.get(value, value)}."]
    if kind in ("merge", "split", "different"):
        is_other = row["other_id"] == project_id
        title, code = (
            (row["told_title"], row["project_id"]) if is_other else (row["other_title"], row["other_id"])
        )
        word = {
            "merge": "takes in" if is_other else "goes on as",
            "split": "comes from" if is_other else "new project",
        }
        return [f"{word.get(kind, '')} ".lstrip(), link(str(title), f"/projects/{code}"), f"{since}."]
    if kind == "reclassify":
        return [f"{CLASSES.get(str(row['field']), row['field'])} {value}{since}."]
    return [value if value.endswith((".", "?", "!")) else f"{value}{since}."]


def note_form(project_id: str, back: str) -> Component:
    """A note on one project."""
    name = f"note-{project_id}"
    hidden = {"kind": "note", "project_id": project_id, "back": back}
    return desk_form(
        "Write a note", hidden, [text_field("Note", "value", name, is_long=True)], "Keep the note", name
    )


def rating_form(view: View, project_id: str, back: str) -> Component:
    """The analyst's own rating of one project at the period shown, with the reason."""
    name = f"rating-{project_id}"
    hidden = {"kind": "rating", "project_id": project_id, "period": view.period, "back": back}
    parts: list[Component] = [
        choice_field("Your rating", "value", name, OWN_VIEWS),
        text_field("Why", "reason", name),
    ]
    return desk_form("Rate it", hidden, parts, "Keep the rating", name)


def desk_part(view: View, project_id: str, now: pd.Series) -> Component | None:
    """Notes and decisions of one project, and the forms; None for who has no part in the desk."""
    if not audience.may("desk"):
        return None
    back = view.url(f"/projects/{project_id}")
    forms = [
        note_form(project_id, back),
        rating_form(view, project_id, back),
        *_identity(view, project_id, now, back),
    ]
    known = entries(attention.notes(view, project_id), project_id)
    head = html.H2(["The desk ", html.Span("Secretariat only", className="tag")], className="h3")
    return html.Section([head, known, html.Div(forms, className="deeds")], className="desk-part", id="desk")


def _identity(view: View, project_id: str, now: pd.Series, back: str) -> list[Component]:
    """Rename, classify anew, merge, split: each is shown with what it would change before it counts."""
    about = {"project_id": project_id, "back": back}
    return [
        _rename(about, project_id, now),
        *_classes(view, about, project_id, now),
        *_join(view, about, project_id),
    ]


def _rename(about: dict[str, str], project_id: str, now: pd.Series) -> Component:
    name = f"rename-{project_id}"
    parts: list[Component] = [
        text_field("New name", "value", name, value=str(now["title"])),
        text_field("Reason", "reason", name),
    ]
    return desk_form("Rename it", {"kind": "rename", **about}, parts, "See what changes", name)


def _classes(view: View, about: dict[str, str], project_id: str, now: pd.Series) -> list[Component]:
    made = []
    for axis, words in CLASSES.items():
        name = f"{axis}-{project_id}"
        codes = {choice.code: choice.label for choice in view.options.choices.get(axis, ())}
        hidden = {"kind": "reclassify", "field": axis, **about}
        parts: list[Component] = [
            choice_field(words, "value", name, codes, str(now[axis])),
            text_field("Reason", "reason", name),
        ]
        made.append(desk_form(f"Change the {words.lower()}", hidden, parts, "See what changes", name))
    return made


def _join(view: View, about: dict[str, str], project_id: str) -> list[Component]:
    city = projects.register(project_id)
    others = {} if city is None else _others(view, str(city["city_id"]), project_id)
    periods = {p.code: p.label for p in view.options.periods if p.has_list}
    merge, split = f"merge-{project_id}", f"split-{project_id}"
    into: list[Component] = [
        choice_field("It goes on as", "other_id", merge, others),
        text_field("Reason", "reason", merge),
    ]
    apart: list[Component] = [
        text_field("Name of the new project", "value", split),
        choice_field("From which report on", "period", split, periods, view.period),
        text_field("Reason", "reason", split),
    ]
    made = [desk_form("Merge it into another", {"kind": "merge", **about}, into, "See what changes", merge)]
    return [
        *(made if others else []),
        desk_form("Split it", {"kind": "split", **about}, apart, "See what changes", split),
    ]


def _others(view: View, city_id: str, project_id: str) -> dict[str, str]:
    """The other projects of its city, by title."""
    rows = plans.of_city(view, city_id)
    rows = rows[rows["project_id"] != project_id]
    return {str(r.project_id): f"{r.title} ({r.project_id})" for r in rows.itertuples()}
