"""Pairs of projects that may be one, side by side with the forms to decide; the ledger of decisions; forms for more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import member_url
from dashboard.blocks import project_desk
from dashboard.components import card, empty_state, glyph, link
from dashboard.components.forms import choice_field, desk_form, text_field
from dashboard.filters import View
from dashboard.queries import frame, identity
from dashboard.rows import records

PATH = "/identity"
Row = Mapping[str, object]


def pairs_card(view: View) -> Component:
    """Every pair that nobody decided about yet, with what is known of both beside each other."""
    rows = identity.pairs(view)
    still_open = rows[rows["decision"].isna()]
    done = len(rows) - len(still_open)
    sub = "From the record: titles and aims are alike, and no report says that one became the other"
    if done:
        sub += f". {labels.sentence(labels.counted(done, 'pair', words=True))} decided"
    if still_open.empty:
        why = "Every pair is decided." if done else "No pair of projects is in question."
        return card("Possibly the same", "", empty_state(why), None, 12, "pairs")
    codes = sorted({*still_open["project_id"], *still_open["other_id"]})
    facts = identity.facts(view, codes).set_index("project_id")
    statuses = identity.statuses(view, codes)
    parts = [_pair(view, row, facts, statuses) for row in records(still_open)]
    title = f"Possibly the same: {labels.counted(len(still_open), 'pair')} to decide"
    return card(title, sub, html.Div(parts, className="pairs"), None, 12, "pairs")


def _pair(view: View, row: Row, facts: pd.DataFrame, statuses: pd.DataFrame) -> html.Article:
    codes = [str(row["project_id"]), str(row["other_id"])]
    known = [facts.loc[code] for code in codes]
    head = [html.Th(f"{row['city_name']}", scope="col")]
    head += [
        html.Th(link(str(one["title"]), member_url(view, "project", code)), scope="col")
        for one, code in zip(known, codes, strict=True)
    ]
    lines: list[tuple[str, list[Any]]] = [("On the lists", [_lists(statuses, code) for code in codes])]
    lines += _told(known)
    body = [
        html.Tr(
            [
                html.Th(words, scope="row"),
                *(_cell(value, code) for value, code in zip(values, codes, strict=True)),
            ]
        )
        for words, values in lines
    ]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain pair")
    return html.Article([table, html.Div(_forms(view, codes, known), className="deeds")])


def _cell(value: Component | str | list[Component | str], code: str) -> html.Td:
    return html.Td(value, **{"data-label": code})


def _told(known: list[pd.Series]) -> list[tuple[str, list[Any]]]:
    """What at least one of the two has."""
    asked: tuple[tuple[str, Callable[[pd.Series], Any]], ...] = (
        ("Also called", lambda one: one["aliases"]),
        ("Focus area", lambda one: one["focus_area_name"]),
        ("Lead sector", lambda one: one["sector_name"]),
        (
            "First list",
            lambda one: "on it" if one["in_baseline"] is True or one["in_baseline"] == 1 else None,
        ),
        ("Plan", _plan),
        ("Last words", lambda one: one["progress_note"]),
        ("Where from", _place),
        ("Identity", lambda one: one["identity_basis"]),
    )
    lines = []
    for words, tell in asked:
        values = [tell(one) for one in known]
        if any(not labels.is_missing(value) and value for value in values):
            lines.append((words, ["" if labels.is_missing(v) or not v else str(v) for v in values]))
    return lines


def _plan(one: pd.Series) -> str | None:
    ends = [labels.date(one[name]) for name in ("planned_start", "planned_end")]
    return None if ends == [labels.MISSING] * 2 else " – ".join(ends)


def _place(one: pd.Series) -> str | None:
    """Our summaries are named as such."""
    if labels.is_missing(one["source"]):
        return None
    page = "" if labels.is_missing(one["source_page"]) else f", {one['source_page']}"
    return f"Summary of {one['source']}{page}"


def _lists(statuses: pd.DataFrame, code: str) -> list[Component | str]:
    own = statuses[statuses["project_id"] == code]
    parts: list[Component | str] = []
    for at, status in own[["at_period", "status"]].itertuples(index=False):
        parts.append(html.Span([glyph(str(status)), f" {at}"], className="at"))
    return parts or ["on none"]


def _forms(view: View, codes: list[str], known: list[pd.Series]) -> list[Component]:
    first, second = codes
    name, back = f"same-{first}", view.url(f"{PATH}")
    goes_on = {code: str(one["title"]) for code, one in zip(codes, known, strict=True)}
    same = [_same(f"{name}-{into}", codes, into, goes_on[into], back) for into in (second, first)]
    reason: list[Component] = [text_field("Why they are two projects", "reason", f"different-{first}")]
    about = {"kind": "different", "project_id": first, "other_id": second, "back": back}
    return [*same, desk_form("They are different", about, reason, "Keep the decision", f"different-{first}")]


def _same(name: str, codes: list[str], into: str, title: str, back: str) -> Component:
    (other,) = [code for code in codes if code != into]
    about = {"kind": "merge", "project_id": other, "other_id": into, "back": back}
    why = text_field("Why they are one", "reason", name, hint=f" (it keeps the name “{title}”)")
    return desk_form(f"The same: it goes on as {into}", about, [why], "See what changes", name)


def ledger_card(view: View) -> Component | None:
    """What was decided, newest first, each with the way to undo it; None where nothing was."""
    rows = identity.decisions(view)
    if rows.empty:
        return None
    items = [_decision(view, row) for row in records(rows)]
    title = f"Decided: {labels.number(len(rows))}"
    return card(title, "Newest first; a decision that is undone stays in the ledger, and earlier moments keep it",
                html.Ul(items, className="decided"), None, 6, "ledger")  # fmt: skip


def _decision(view: View, row: Row) -> html.Li:
    number, about = str(row["entry_id"]), str(row["project_id"])
    name = f"undo-{number}"
    undo = desk_form(
        "Undo",
        {"kind": "undo", "undoes": number, "back": view.url(PATH)},
        [text_field("Why it is undone", "reason", name)],
        "See what changes",
        name,
    )
    title = link(str(row["told_title"]), member_url(view, "project", about))
    said = [
        html.B(f"{project_desk.KINDS[str(row['kind'])]}: "),
        title,
        ". ",
        *project_desk.told(dict(row), about),
    ]
    by = html.Span(f"{row['reason']} – {row['who']}, {frame.told_day(row['decided_at'])}", className="by")
    return html.Li([*said, by, undo], id=f"decision-{number}")


def forms_card(view: View, span: int) -> Component:
    """To decide about any other project, by its code."""
    forms = [_merge(view), _split(view), _rename(view), *_classes(view)]
    sub = "By the code of the project; its own page has the same forms, filled in. Each shows first what it changes"
    return card(
        "Merge, split, rename, re-classify", sub, html.Div(forms, className="desk-part"), None, span, "forms"
    )


def _project(name: str, words: str = "Code of the project", field: str = "project_id") -> Component:
    return text_field(words, field, name, hint=" (for example semarang-02)")


def _reason(name: str) -> Component:
    return text_field("Reason", "reason", name)


def _about(view: View, kind: str, **more: str) -> dict[str, str]:
    return {"kind": kind, "back": view.url(PATH), **more}


def _merge(view: View) -> Component:
    parts = [
        _project("any-merge"),
        _project("any-merge", "Code of the project that goes on", "other_id"),
        _reason("any-merge"),
    ]
    return desk_form("Merge two projects", _about(view, "merge"), parts, "See what changes", "any-merge")


def _split(view: View) -> Component:
    periods = {p.code: p.label for p in view.options.periods if p.has_list}
    parts = [
        _project("any-split"),
        text_field("Name of the new project", "value", "any-split"),
        choice_field("From which report on", "period", "any-split", periods, view.period),
        _reason("any-split"),
    ]
    return desk_form("Split a project", _about(view, "split"), parts, "See what changes", "any-split")


def _rename(view: View) -> Component:
    parts = [_project("any-rename"), text_field("New name", "value", "any-rename"), _reason("any-rename")]
    return desk_form("Rename a project", _about(view, "rename"), parts, "See what changes", "any-rename")


def _classes(view: View) -> list[Component]:
    periods = {"": "all reports", **{p.code: p.label for p in view.options.periods if p.has_list}}
    made = []
    for axis, words in project_desk.CLASSES.items():
        name = f"any-{axis}"
        codes = {choice.code: choice.label for choice in view.options.choices.get(axis, ())}
        parts = [
            _project(name),
            choice_field(words, "value", name, codes),
            choice_field("From which report on", "period", name, periods),
            _reason(name),
        ]
        made.append(
            desk_form(
                f"Change a {words.lower()}",
                _about(view, "reclassify", field=axis),
                parts,
                "See what changes",
                name,
            )
        )
    return made
