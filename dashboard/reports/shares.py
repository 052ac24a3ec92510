"""Sentences on shares and means: what part is completed, how far the work is, behind or ahead of plan, each with the
counts that it is of. As `sentences.py`: from a view and the rows of a figures frame."""

from __future__ import annotations

from dashboard import labels
from dashboard.filters import View
from dashboard.reports.model import Sentence
from dashboard.reports.selection import is_part, within
from dashboard.reports.sentences import Member, Row, made, none_or, numbers


def completion(view: View, member: Member, row: Row) -> Sentence | None:
    """`13.4 % of the listed projects that are not cancelled are completed (18 of 134).` None without a rate. Cancelled
    ones are named where there are any."""
    if labels.is_missing(row.get("completion_rate")):
        return None
    whole = labels.count_of(row, "projects") - labels.count_of(row, "cancelled")
    part = labels.count_of(row, "completed")
    told = numbers(view, member, row, ("completion_rate", "completed", "projects", "cancelled", "not_stated"))
    which = (
        f"{within(view, member.axis)}{' that are not cancelled' if labels.count_of(row, 'cancelled') else ''}"
    )
    share = labels.percent(row["completion_rate"])
    text = f"{share} of the listed projects{which} are completed ({labels.number(part)} of {labels.number(whole)})."
    if whole == 1:
        one = f"The one listed project{which.replace(' are ', ' is ')}"
        text = f"{one} is {'' if part else _not(row)}completed."
    elif part == whole:
        text = f"{labels.all_of(whole, capital=True)} listed projects{which} are completed."
    elif not part:
        none = "Neither" if whole == 2 else "None"
        text = f"{none} of the {labels.in_words(whole)} listed projects{which} is {_stated(row)}completed."
    return made(member, "completion", text, told)


def _stated(row: Row) -> str:
    """`stated as ` where some statuses are not stated: of those nobody knows that they are not completed."""
    return "stated as " if labels.count_of(row, "not_stated") else ""


def _not(row: Row) -> str:
    return f"not {_stated(row)}"


def first_list(view: View, member: Member, row: Row) -> Sentence | None:
    """`Of the 53 projects of the first list, five are completed (9.4 %).` None where no first list is in force."""
    if not labels.count_of(row, "baseline_projects") or labels.is_missing(
        row.get("completion_rate_baseline")
    ):
        return None
    done = labels.count_of(row, "baseline_completed")
    said = ("baseline_completed", "baseline_projects", "completion_rate_baseline")
    told = numbers(view, member, row, (*said, *(("not_stated",) if not done else ())))
    whole, share = labels.count_of(row, "baseline_projects"), labels.percent(row["completion_rate_baseline"])
    where = " in this selection" if is_part(view, member.axis) else ""
    first = f"{labels.plural(whole, 'project')} of the first list{where}"
    text = f"Of the {labels.in_words(whole)} {first}, {none_or(done)} {'are' if done > 1 else 'is'} "
    text += f"completed ({share})." if done else f"{_stated(row)}completed."
    if whole == 1:
        text = f"The one {first} is {'' if done else _not(row)}completed."
    elif done == whole:
        text = f"{labels.all_of(whole, capital=True)} {first} are completed."
    return made(member, "first_list", text, told)


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
            f"A mean of progress cannot be given: the work done is known for {labels.number(n)} of "
            f"{labels.counted(whole, 'project')}{_as_whole(row)}. The mean lies between {low} and {high}."
        )
        if not n:
            text = "A mean of progress cannot be given: the reports do not tell the work done."
        return made(member, "progress", text, told)
    if whole == 1:
        return made(member, "progress", f"{labels.points(row['progress_mean'])} of the work is done.", told)
    bounds = f"; with those not given it lies between {low} and {high}" if n < whole else ""
    text = (
        f"Mean progress is {labels.points(row['progress_mean'])}, the median {labels.points(row['progress_median'])}, "
        f"from {labels.part_of(n, whole, 'project')}{bounds}."
    )
    return made(member, "progress", text, told)


def _as_whole(row: Row) -> str:
    """That completed projects count as 100 %, where there are any."""
    return f", counting completed ones as 100{labels.NBSP}%" if labels.count_of(row, "completed") else ""


def plan(view: View, member: Member, row: Row) -> Sentence | None:
    """`48 of 129 projects have dated milestones and a percent; on average they are 2.9 points behind plan.` None
    without."""
    if not labels.count_of(row, "slippage_n") or labels.is_missing(row.get("slippage")):
        return None
    told = numbers(view, member, row, ("slippage", "slippage_n", "projects", "cancelled"))
    slip, n = float(row["slippage"]), labels.count_of(row, "slippage_n")
    whole = labels.count_of(row, "projects") - labels.count_of(row, "cancelled")
    gap = labels.number(abs(slip), 1).removesuffix(".0")
    points = labels.plural(1 if gap == "1" else 2, "point")
    side = "on plan" if gap == "0" else f"{gap} {points} {'behind' if slip < 0 else 'ahead of'} plan"
    have = f"{labels.plural(n, 'has', 'have')} dated milestones and a percent"
    text = f"{labels.in_words(n, capital=True)} of {labels.counted(whole, 'project', words=True)} {have}"
    text += f"; {'it is' if n == 1 else 'on average they are'} {side}."
    if whole == 1:
        text = f"By its dated milestones the project is {side}."
    return made(member, "plan", text, told)
