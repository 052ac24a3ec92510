"""What was asked in the report before and what came of it: support wanted, next steps, decisions of the last meeting;
each beside what today's report says. Only what this audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from dashboard import audience, labels
from dashboard.addresses import trace_url
from dashboard.filters import View
from dashboard.queries import projects, support, taken
from dashboard.reports.brief_words import Row, State
from dashboard.reports.model import Number, Sentence
from dashboard.reports.one_page import Part, shortened
from dashboard.reports.worded import words
from etl.meetings import Decision

_LONG = 130  # letters of one quotation
_ROLES = {"funder": "funding", "technical": "technical support", "vendor": "supplies", "twin": "a pairing"}
_BY_CLASS = ("sector", "pillar", "focus_area", "status")  # filters on what a project is, not on where it is
# What may have been asked, and how it is said that it was not: of what an audience may not see nothing is said.
_ASKED = {"needs": "no support wanted", "next_steps": "no next steps"}


def asked(of: State, decisions: Iterable[Decision]) -> Part | None:
    """What was asked, each with what came of it; None where this audience may see none of it."""
    if of.view.compare is None or not (audience.may("needs") or audience.may("next_steps")):
        return None
    now = _told(of.view)
    points = [*_of_meeting(of, decisions), *_wanted(of, now), *_steps(of, now)]
    heading = f"What was asked in {of.before}, and what came of it"
    may = [words for what, words in _ASKED.items() if audience.may(what)]
    none = f"{labels.sentence(of.before)}, as it is stored, names {labels.joined(may)}."
    lead = () if points else (of.sentence("asked", none),)
    return Part("asked", heading, lead, tuple(points), 4)


def naming(name: str, cities: Iterable[str], decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that name a member state, or one of its cities, in their words or as their owner."""
    names = [name.removeprefix("the ").removeprefix("The ").casefold(), *(city.casefold() for city in cities)]
    return [d for d in decisions if any(n in f"{d.text} {d.owner}".casefold() for n in names)]


def _of_meeting(of: State, decisions: Iterable[Decision]) -> Iterator[Sentence]:
    for decision in naming(of.name, of.cities["name"].astype(str), decisions):
        due = "" if decision.due is None else f", by {labels.date(decision.due)}"
        who = f" ({decision.owner}{due})" if decision.owner else ""
        came = f"Result: {_quoted(decision.result)}." if decision.result else "No result is written down yet."
        text = f"Decision of the last meeting{who}: {_quoted(decision.text)}. {came}"
        yield of.sentence(f"decision/{decision.decision_id}", text)


def _wanted(of: State, now: dict[str, Row]) -> Iterator[Sentence]:
    """Support wanted in the report before, project by project, then what cities sought for themselves."""
    if not audience.may("needs"):
        return
    rows = support.needs(of.view.compared(), of_cities=True)
    for project_id, own in rows.groupby("project_id", sort=False):
        first = own.iloc[0].to_dict()
        wanted = labels.joined(_want(row) for row in own.to_dict("records"))
        yield _answered(of, "wanted", str(project_id), f"{_place(first)} wanted {wanted}", now)
    yield from _of_cities(of, rows[rows["project_id"].isna()])


def _of_cities(of: State, rows: pd.DataFrame) -> Iterator[Sentence]:
    """What cities sought for themselves, and which of it they still seek by a newer sheet."""
    today = support.needs(of.view, of_cities=True) if len(rows) else rows
    newest = {
        row["city_id"]: row["told_period"] for row in today.to_dict("records") if row["kind"] == "money"
    }
    still = {_sought(row) for row in today.to_dict("records") if labels.is_missing(row["project_id"])}
    for city_id, own in rows.groupby("city_id", sort=False):
        told = own.to_dict("records")
        left = [row for row in told if _sought(row) in still]
        came = "It is still sought" if len(left) == len(told) else "It is not sought any more"
        if left and len(left) < len(told):
            came = f"Still sought: {labels.joined(money(row) for row in left)}"
        if newest.get(city_id) == told[0]["told_period"]:
            came = "No newer partner sheet tells of it"
        text = f"{_place(told[0])}, wanted {labels.joined(_want(row) for row in told)}. {came}."
        yield of.sentence(f"asked/wanted/{city_id}", text)


def _sought(row: Row) -> tuple[str, ...]:
    """What makes two rows the same ask of one city."""
    told = (row[name] for name in ("city_id", "partner", "role", "programme"))
    return tuple("" if labels.is_missing(value) else str(value) for value in told)


def _want(row: Row) -> str:
    """`“Advice on tender documents”`, `funding from the Bank`."""
    if row["kind"] == "words":
        return _quoted(str(row["words"])) + labels.of_earlier(row)
    return money(row) + labels.of_earlier(row)


def money(row: Row) -> str:
    """What is still sought of a partner: `9,000 USD from the Bank`, `technical support from the Bank`."""
    what = _ROLES.get(str(row["role"]), "support")
    if not labels.is_missing(row["amount"]):
        currency = "" if labels.is_missing(row["amount_currency"]) else str(row["amount_currency"])
        what = f"{labels.number(row['amount'])} {currency}".strip()
    return what if labels.is_missing(row["partner"]) else f"{what} from {row['partner']}"


def _steps(of: State, now: dict[str, Row]) -> Iterator[Sentence]:
    """Next steps of the report before, project by project, in the order of its list."""
    if not audience.may("next_steps"):
        return
    then = of.view.compared()
    listed = set(projects.all_rows(then)["project_id"])
    for project_id, row in _told(then).items():
        if labels.is_missing(row["next_steps"]) or project_id not in listed:
            continue
        said = quoted_from(row, "next_steps")
        yield _answered(of, "step", project_id, f"{_place(row)}, next step: {said}", now)


def _answered(of: State, kind: str, project_id: str, before: str, now: dict[str, Row]) -> Sentence:
    told, numbers = _today(of, project_id, now)
    return of.sentence(f"asked/{kind}/{project_id}", f"{before}. {told}", *numbers)


def _today(of: State, project_id: str, now: dict[str, Row]) -> tuple[str, tuple[Number, ...]]:
    """What today's report says of a project, in its words where it gives any."""
    moved = of.moved[of.moved["project_id"] == project_id]
    row = now.get(project_id)
    if labels.is_missing(moved["to_status"].iloc[0]) if len(moved) else row is None:
        return f"{_report(of.view)} does not list it.", (
            _number(of.view, project_id, "no_longer_listed", 1.0),
        )
    known = row if row is not None else _as_moved(moved)
    numbers = [_number(of.view, project_id, "projects", 1.0)]
    state = labels.status_label(str(known["status"])).lower()
    if not labels.is_missing(known["percent_complete"]):
        state += f", {labels.points(known['percent_complete'], 0)} done"
        numbers.append(_number(of.view, project_id, "progress_mean", float(str(known["percent_complete"]))))
    if row is None:  # the list is that of an earlier report, or of one that did not tell of it
        return f"No {of.view.period} report tells of it; it stands on the list as {state}.", tuple(numbers)
    said = _done(of, known)
    return f"{_report(of.view)}: {state}{said}.", tuple(numbers)


def _done(of: State, known: Row) -> str:
    """What a report says was done, as the edition says it."""
    if labels.is_missing(known.get("progress_note")):
        return ""
    said = words(of.edition, known, "progress_note")
    joint = (
        "; " if labels.is_missing(known.get("source")) else ". "
    )  # our summary begins a sentence of its own
    return "" if said is None else f"{joint}{quoted_from({**known, 'progress_note': said}, 'progress_note')}"


def _as_moved(moved: pd.DataFrame) -> Row:
    row = moved.iloc[0]
    return {"status": row["to_status"], "percent_complete": row["to_progress_pct"]}


def _number(view: View, project_id: str, figure: str, value: float) -> Number:
    return Number(
        "project", project_id, figure, view.period, value, trace_url(view, "project", project_id, figure)
    )


def _report(view: View) -> str:
    return f"The {view.period} report"


def _told(view: View) -> dict[str, Row]:
    """What the reports for a period say, by project under the name that it is listed by; the newest counts. Of any
    class: a report may leave it blank, and the list goes by the class that is carried on or was decided."""
    for axis in _BY_CLASS:
        view = view.without(axis)
    rows = taken.updates(view)
    rows = rows[rows["period"] == view.period].drop_duplicates("project_id")
    titles = projects.all_rows(view).set_index("project_id")["title"]
    rows = rows.assign(
        title=rows["project_id"].map(titles).fillna(rows["title"]),
        source=rows["source"].fillna(rows["submission_id"].map(projects.words_sources())),
    )
    rows = rows.sort_values(["city_name", "project_id"], kind="stable")
    return {str(row["project_id"]): row for row in rows.to_dict("records")}


def _place(row: Row) -> str:
    return f"{row['city_name']}, {row['title']}"


def quoted_from(row: Row, field: str) -> str:
    """The city's words in quotation marks; ours as `Summary of M&E Report 2024, p.5: …`."""
    text = shortened(str(row[field]), _LONG)
    if labels.is_missing(row.get("source")):
        return _quoted(text)
    page = row.get("source_page")
    place = "" if labels.is_missing(page) or not page else f", {shortened(str(page), 24)}"
    return f"{text.rstrip('.')} (summary of {row['source']}{place})"


def _quoted(text: str) -> str:
    return f"“{shortened(text, _LONG).rstrip('.')}”"
