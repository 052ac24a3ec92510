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
from dashboard.filters import View
from dashboard.reports.model import Number, Sentence

Row = Mapping[Any, Any]
STATUSES = tuple(labels.STATUSES)
# Kinds of movement that are told by number, with their words; steps back are only for whom they are shown.
MOVED = {
    "completed": ("was completed", "were completed"),
    "added": ("came onto the list", "came onto the list"),
    "no_longer_listed": ("is no longer listed", "are no longer listed"),
    "forward": ("moved forward", "moved forward"),
}


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
        return _made(member, "standing", f"{labels.sentence(member.name)} lists no project.", told)
    counts = labels.status_counts(row, words=_in_words(row))
    head = f"{labels.sentence(member.name)} lists {labels.counted(total, 'project', words=True)}"
    return _made(member, "standing", f"{head}: {counts}.", told)


def group_standing(view: View, member: Member, row: Row) -> Sentence:
    """The same of an entry of a list: `Built Infrastructure has 26 projects: …`."""
    total = labels.count_of(row, "projects")
    told = numbers(view, member, row, ("projects", *STATUSES))
    text = f"{member.name} is not chosen by any project on the list."
    if total:
        counts = labels.status_counts(row, words=_in_words(row))
        text = f"{member.name} is chosen by {labels.counted(total, 'project', words=True)}: {counts}."
    return _made(member, "standing", text, told)


def _in_words(row: Row) -> bool:
    first = next((n for code in STATUSES if (n := labels.count_of(row, code))), 0)
    return 0 < first < len(labels.SMALL)


def change(view: View, member: Member, row: Row, before: Row | None) -> Sentence | None:
    """`That is 26 more projects than in 2024.` None where there is nothing to compare with."""
    if before is None or view.compare is None or labels.is_missing(before.get("projects")):
        return None
    now, then = labels.count_of(row, "projects"), labels.count_of(before, "projects")
    done, was = labels.count_of(row, "completed"), labels.count_of(before, "completed")
    told = numbers(view, member, row, ("projects", "completed"))
    told += numbers(view.compared(), member, before, ("projects", "completed"))
    text = (
        f"For {view.compare} the list held {labels.counted(then, 'project', words=True)}, "
        f"{none_or(was)} of them completed; now it holds {labels.in_words(now)}, {none_or(done)} of them completed."
    )
    return _made(member, "change", text, told)


def completion(view: View, member: Member, row: Row) -> Sentence | None:
    """`13.4 % of the listed projects that are not cancelled are completed (18 of 134).` None without a rate."""
    if labels.is_missing(row.get("completion_rate")):
        return None
    whole = labels.count_of(row, "projects") - labels.count_of(row, "cancelled")
    part = labels.count_of(row, "completed")
    told = numbers(view, member, row, ("completion_rate", "completed", "projects", "cancelled"))
    text = (
        f"{labels.percent(row['completion_rate'])} of the listed projects that are not cancelled are completed "
        f"({labels.number(part)} of {labels.number(whole)})."
    )
    return _made(member, "completion", text, told)


def first_list(view: View, member: Member, row: Row) -> Sentence | None:
    """`Of the 53 projects of the first list, five are completed (9.4 %).` None where no first list is in force."""
    if not labels.count_of(row, "baseline_projects") or labels.is_missing(
        row.get("completion_rate_baseline")
    ):
        return None
    done = labels.count_of(row, "baseline_completed")
    told = numbers(view, member, row, ("baseline_completed", "baseline_projects", "completion_rate_baseline"))
    text = (
        f"Of the {labels.counted(row['baseline_projects'], 'project')} of the first list, {none_or(done)} "
        f"{'are' if done > 1 else 'is'} completed ({labels.percent(row['completion_rate_baseline'])})."
    )
    return _made(member, "first_list", text, told)


def progress(view: View, member: Member, row: Row) -> Sentence | None:
    """Mean progress with its coverage, else how many projects have one, else the bounds; None without projects."""
    whole = labels.count_of(row, "projects") - labels.count_of(row, "cancelled")
    if not whole:
        return None
    named = ("progress_mean", "progress_median", "progress_n", "progress_low", "progress_high")
    told = numbers(view, member, row, (*named, "projects", "cancelled"))
    low, high = labels.points(row["progress_low"]), labels.points(row["progress_high"])
    n = labels.count_of(row, "progress_n")
    if labels.is_missing(row.get("progress_mean")):
        text = (
            f"A mean of progress cannot be given: for {labels.number(n)} of {labels.counted(whole, 'project')} the "
            f"work done is known, counting completed ones as 100{labels.NBSP}%; it lies between {low} and {high}."
        )
        return _made(member, "progress", text, told)
    bounds = f"; with those not given it lies between {low} and {high}" if n < whole else ""
    text = (
        f"Mean progress is {labels.points(row['progress_mean'])}, the median {labels.points(row['progress_median'])}, "
        f"from {labels.number(n)} of {labels.counted(whole, 'project')}{bounds}."
    )
    return _made(member, "progress", text, told)


def plan(view: View, member: Member, row: Row) -> Sentence | None:
    """`By their milestones 48 projects should be at 53 %; they are 2.9 points behind plan.` None without plans."""
    if not labels.count_of(row, "slippage_n") or labels.is_missing(row.get("slippage")):
        return None
    told = numbers(view, member, row, ("slippage", "slippage_n"))
    slip, n = float(row["slippage"]), labels.count_of(row, "slippage_n")
    gap = labels.number(abs(slip), 1)
    side = f"{gap} points {'behind' if slip < 0 else 'ahead of'} plan" if gap.strip("0.") else "on plan"
    text = (
        f"The {labels.counted(n, 'project')} with dated milestones and a percent {'is' if n == 1 else 'are'} "
    )
    return _made(member, "plan", f"{text}{side}{' on average' if n > 1 else ''}.", told)


def reported(view: View, member: Member, row: Row) -> Sentence | None:
    """`35 of 38 cities reported for 2025.` None where this audience may not know it of this member."""
    if labels.is_missing(row.get("reported_cities")) or not labels.count_of(row, "member_cities"):
        return None
    told = numbers(view, member, row, ("reported_cities", "member_cities"))
    part, whole = labels.count_of(row, "reported_cities"), labels.count_of(row, "member_cities")
    text = f"{labels.coverage(part, whole)} reported for {view.period}."
    if part == whole:
        text = f"{'The one city' if whole == 1 else f'All {labels.in_words(whole)} cities'} reported for {view.period}."
    return _made(member, "reported", text, told)


def moved(view: View, member: Member, rows: pd.DataFrame) -> Sentence | None:
    """`Since the 2024 report seven projects were completed and 33 came onto the list.` `rows`: the member's part of
    `figures.movement`. None where there is no earlier moment."""
    if view.compare is None:
        return None
    kinds = rows["kind"].value_counts()
    counts = {kind: int(kinds.get(kind, 0)) for kind in MOVED}
    told = tuple(moved_number(view, member, kind, n) for kind, n in counts.items())
    parts = [f"{labels.in_words(n)} {MOVED[kind][0 if n == 1 else 1]}" for kind, n in counts.items() if n]
    if not parts:
        text = f"Since the {view.compare} report no project came, left, was completed or moved forward."
        return _made(member, "moved", text, told)
    head, _, tail = parts[0].partition(" ")
    parts[0] = f"{head} {labels.plural(next(n for n in counts.values() if n), 'project')} {tail}"
    return _made(member, "moved", f"Since the {view.compare} report {labels.joined(parts)}.", told)


def moved_number(view: View, member: Member, kind: str, count: int) -> Number:
    """How many projects moved in one way between the two moments: no figure of one moment, so its way is a list."""
    where = {} if member.axis == "network" else {member.axis: member.key}
    trace = view.url("/movement", **where)
    return Number(member.axis, member.key, f"moved_{kind}", view.period, float(count), trace)


def completed_names(
    view: View, member: Member, rows: pd.DataFrame, with_city: bool = True
) -> Sentence | None:
    """`Completed since the 2024 report: Digital Payment Hub (Bandar Seri Begawan) and …`, every one; None without."""
    return named(view, member, rows, "completed", "Completed since", with_city)


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
    text = f"{head} the {view.compare} report: {labels.joined(names)}."
    return _made(member, f"names_{kind}", text, told)


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


def _made(member: Member, what: str, text: str, told: tuple[Number, ...]) -> Sentence:
    return Sentence(member.id(what), text, told, member.about)
