"""Sentences from figures: each says what the marts hold and carries the figures that it says, so that a draft can be
held against the data again. The report, the briefs, the meeting and the slides take theirs from here.

Every function takes a view and frames of `dashboard/queries`; `Member` says whom the sentence is of. A sentence's
numbers are all those on which its words depend, also the noughts that it leaves unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import labels
from dashboard.addresses import trace_url
from dashboard.filters import AXIS_NAMES, View
from dashboard.reports.model import Number, Sentence
from dashboard.reports.selection import is_part, within

Row = Mapping[Any, Any]
STATUSES = tuple(labels.STATUSES)
# Kinds of movement that are told by number, with their words; steps back are only for whom they are shown.
MOVED = {
    "completed": ("was completed", "were completed"),
    "added": ("came onto the list", "came onto the list"),
    "split": ("was split from another", "were split from others"),
    "no_longer_listed": ("is no longer listed", "are no longer listed"),
    "merged": ("goes on as part of another", "go on as part of others"),
    "forward": ("moved forward", "moved forward"),
}
CAME_COMPLETED = (
    "came_completed"  # no kind of movement (method.md 6 has them as added): beside it, told apart
)


@dataclass(frozen=True)
class Member:
    """Whom a sentence is of: the axis, its key, the name inside a sentence ("the Philippines"), the member state that
    it is about (ISO3, "" for the network and for lists)."""

    axis: str
    key: str
    name: str
    about: str = ""

    def id(self, what: str) -> str:
        """`country/MYS/moved`."""
        return f"{self.axis}/{self.key}/{what}"


def number(view: View, member: Member, figure: str, value: object) -> Number:
    """A figure of a member at the view's period, with the address of its cells."""
    amount = None if labels.is_missing(value) else float(str(value))
    trace = trace_url(view, member.axis, member.key, figure)
    return Number(member.axis, member.key, figure, view.period, amount, trace)


def numbers(view: View, member: Member, row: Row, figures: Iterable[str]) -> tuple[Number, ...]:
    """Several figures of one row of a figures frame."""
    return tuple(number(view, member, figure, row.get(figure)) for figure in figures)


def standing(view: View, member: Member, row: Row) -> Sentence:
    """`Malaysia lists 25 projects: two are completed, 21 on-going and two in planning.`"""
    total = labels.count_of(row, "projects")
    told = numbers(view, member, row, ("projects", *STATUSES))
    if not total:
        return made(member, "standing", _none_listed(view, member), told)
    count = labels.counted(total, "project", words=True)
    head = f"{labels.sentence(member.name)} lists {count}{within(view, member.axis)}"
    if member.axis == "network" and view.is_filtered:
        head = f"This selection holds {count}"
    return made(member, "standing", f"{labels.with_statuses(head, row, _in_words(row))}.", told)


def _none_listed(view: View, member: Member) -> str:
    if member.axis == "network" and view.is_filtered:
        return "No project of this selection is on the list."
    return f"{labels.sentence(member.name)} lists no project{within(view, member.axis)}."


def group_standing(view: View, member: Member, row: Row) -> Sentence:
    """The same of an entry of a list: `Built Infrastructure: 26 projects; …`, `Three projects state no sector: …`."""
    total, scope = labels.count_of(row, "projects"), within(view, member.axis)
    told = numbers(view, member, row, ("projects", *STATUSES))
    count = f"{labels.counted(total, 'project', words=True)}{scope}"
    if not total:
        return made(member, "standing", f"{member.name}: no project{scope or ' on the list'}.", told)
    if member.key == "not_stated":
        states = f"{labels.plural(total, 'states', 'state')} no {AXIS_NAMES[member.axis].lower()}"
        text = f"{labels.sentence(count)} {states}: {labels.status_counts(row, _in_words(row))}"
    else:
        text = f"{member.name}: {labels.with_statuses(count, row, _in_words(row)).replace(': ', '; ', 1)}"
    return made(member, "standing", f"{text}.", told)


def _in_words(row: Row) -> bool:
    first = next((n for code in STATUSES if (n := labels.count_of(row, code))), 0)
    return 0 < first < len(labels.SMALL)


def change(view: View, member: Member, row: Row, before: Row | None) -> Sentence | None:
    """`For 2024 the list held 108 projects, 11 of them completed; now it holds 134, 18 of them completed.`
    None where there is nothing to compare with."""
    if before is None or view.compare is None or labels.is_missing(before.get("projects")):
        return None
    said = ("projects", "completed", "not_stated")
    told = numbers(view, member, row, said) + numbers(view.compared(), member, before, said)
    count = labels.counted(before["projects"], "project", words=True) if before["projects"] else "no project"
    then = _held(before, count)
    whose = "this selection" if is_part(view, member.axis) else "the list"
    text = (
        f"For {view.compare} {whose} held {then}; now it holds {_held(row, none_or(int(row['projects'])))}."
    )
    return made(member, "change", text, told)


def _held(row: Row, projects: str) -> str:
    """`108 projects, 11 of them completed`."""
    total = labels.count_of(row, "projects")
    if total == 1 and not labels.count_of(row, "not_stated"):
        return f"{projects}, {'' if labels.count_of(row, 'completed') else 'not '}completed"
    return f"{projects}, {labels.completed(row, ' of them', words=True)}" if total else projects


def reported(view: View, member: Member, row: Row) -> Sentence | None:
    """`35 of 38 cities reported for 2025.` None where this audience may not know it of this member."""
    if labels.is_missing(row.get("reported_cities")) or not labels.count_of(row, "member_cities"):
        return None
    told = numbers(view, member, row, ("reported_cities", "member_cities"))
    part, whole = labels.count_of(row, "reported_cities"), labels.count_of(row, "member_cities")
    scope = " of this selection" if member.axis == "network" and (view.country or view.city) else ""
    text = f"{labels.coverage(part, whole)}{scope} reported for {view.period}."
    if part == whole:
        head = f"{labels.all_of(whole, capital=True)} {labels.plural(whole, 'city')}"
        text = f"{head}{scope} reported for {view.period}."
    return made(member, "reported", text, told)


def moved(view: View, member: Member, rows: pd.DataFrame) -> Sentence | None:
    """`Since the 2024 report seven projects were completed and 33 came onto the list.` `rows`: the member's part of
    `figures.movement`. None where there is no earlier moment."""
    if view.compare is None:
        return None
    kinds = rows["kind"].value_counts()
    counts = {kind: int(kinds.get(kind, 0)) for kind in MOVED}
    came = len(came_completed(rows))
    noted = {"added": already(came, counts["added"])}
    told = tuple(moved_number(view, member, kind, n) for kind, n in (counts | {CAME_COMPLETED: came}).items())
    parts = [
        f"{labels.in_words(n)} {MOVED[kind][0 if n == 1 else 1]}{noted.get(kind, '')}"
        for kind, n in counts.items()
        if n
    ]
    scope = within(view, member.axis)
    if not parts:
        text = (
            f"Since the {view.compare} report no project{scope} came, left, was completed or moved forward."
        )
        return made(member, "moved", text, told)
    head, _, tail = parts[0].partition(" ")
    parts[0] = f"{head} {labels.plural(next(n for n in counts.values() if n), 'project')}{scope} {tail}"
    return made(member, "moved", f"Since the {view.compare} report {labels.joined(parts)}.", told)


def came_completed(rows: pd.DataFrame) -> pd.DataFrame:
    """The part of a movement frame that came onto the list already completed: nobody saw it being completed, and the
    number of completed projects grew by it all the same."""
    return rows[(rows["kind"] == "added") & (rows["to_status"] == "completed")]


def already(came: int, added: int) -> str:
    """` (two already completed)`, behind the number of those that came onto the list; nothing where none was."""
    if not came:
        return ""
    every = "" if added == 1 else "both " if added == 2 else "all "
    return f" ({every if came == added else f'{labels.in_words(came)} '}already completed)"


def moved_number(view: View, member: Member, kind: str, count: int) -> Number:
    """How many projects moved in one way between the two moments: no figure of one moment, so its way is a list."""
    where = {} if member.axis == "network" else {member.axis: member.key}
    trace = view.url("/movement", **where)
    return Number(member.axis, member.key, f"moved_{kind}", view.period, float(count), trace)


def completed_names(
    view: View, member: Member, rows: pd.DataFrame, with_city: bool = True
) -> Sentence | None:
    """`Completed since the 2024 report: Digital Payment Hub (Bandar Seri Begawan) and …; two came onto the list already
    completed: …`, every one; None without."""
    done, came = rows[rows["kind"] == "completed"], came_completed(rows)
    if view.compare is None or (done.empty and came.empty):
        return None
    names = [
        labels.joined(_title(row, with_city) for row in part.to_dict("records")) for part in (done, came)
    ]
    arrived = "came onto the list already completed"
    text = f"Completed since the {view.compare} report: {names[0]}"
    if done.empty:
        count = labels.counted(len(came), "project", words=True)
        text = f"Since the {view.compare} report {count} {arrived}: {names[1]}"
    elif len(came):
        text = f"{text}; {labels.in_words(len(came))} {arrived}: {names[1]}"
    told = (
        moved_number(view, member, "completed", len(done)),
        moved_number(view, member, CAME_COMPLETED, len(came)),
        *(_step(view, r) for r in done.to_dict("records")),
        *(_step(view, {**r, "kind": CAME_COMPLETED}) for r in came.to_dict("records")),
    )
    return made(member, "names_completed", labels.stopped(text), told)


def named(
    view: View, member: Member, rows: pd.DataFrame, kind: str, head: str, with_city: bool = True
) -> Sentence | None:
    """The projects of one kind of movement by name, in the order of the frame; None without any."""
    chosen = rows[rows["kind"] == kind]
    if view.compare is None or chosen.empty:
        return None
    names = [_title(row, with_city) for row in chosen.to_dict("records")]
    told = (
        moved_number(view, member, kind, len(chosen)),
        *(_step(view, r) for r in chosen.to_dict("records")),
    )
    text = labels.stopped(f"{head} the {view.compare} report: {labels.joined(names)}")
    return made(member, f"names_{kind}", text, told)


def _title(row: Row, with_city: bool) -> str:
    return f"{row['title']} ({row['city_name']})" if with_city else str(row["title"])


def _step(view: View, row: Row) -> Number:
    """That one project moved so; the project's own page tells it."""
    project = str(row["project_id"])
    return Number(
        "project", project, f"moved_{row['kind']}", view.period, 1.0, view.url(f"/projects/{project}")
    )


def none_or(count: int) -> str:
    """A count as the subject of a sentence: `none`, `one`, `12`."""
    return labels.in_words(count) if count else "none"


def of_member(rows: pd.DataFrame, member: Member) -> pd.DataFrame:
    """The part of a movement frame that speaks of one member of an axis."""
    column = {"country": "iso3", "city": "city_id"}.get(member.axis, member.axis)
    return rows if member.axis == "network" else rows[rows[column] == member.key]


def made(member: Member, what: str, text: str, told: tuple[Number, ...]) -> Sentence:
    """The sentence of that name of a member."""
    return Sentence(member.id(what), text, told, member.about)
