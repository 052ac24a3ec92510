"""What a screen says of figures: sentences with the figures in them, and the small words round them."""

from __future__ import annotations

import pandas as pd

from dashboard import labels
from dashboard.addresses import trace_url
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.reports import sentences, shares
from dashboard.reports.model import Number, Sentence
from dashboard.reports.sentences import Member


def figure(view: View, axis: str, row: Row, name: str) -> Number:
    """A figure of a row of the marts, with the address of its cells."""
    value, key = row.get(name), str(row["key"])
    known = None if labels.is_missing(value) else float(str(value))
    return Number(axis, key, name, view.period, known, trace_url(view, axis, key, name))


def statuses(view: View, axis: str, row: Row) -> tuple[Number, ...]:
    """The status counts of a row that are not 0."""
    return tuple(figure(view, axis, row, code) for code in labels.STATUSES if labels.count_of(row, code))


def movement(view: View, axis: str, key: str, kind: str, count: int) -> Number:
    """How many projects of a member moved so between the two moments (`kind` of the movement)."""
    return sentences.moved_number(view, Member(axis, key, ""), kind, count)


def kinds(moved: pd.DataFrame) -> dict[str, int]:
    """How many projects moved in which way."""
    return {str(kind): int(count) for kind, count in moved["kind"].value_counts().items()}


def counts(row: Row) -> dict[str, int]:
    """The statuses of a row that occur, in stack order."""
    return {code: n for code in labels.STATUSES if (n := labels.count_of(row, code))}


def key(row: Row) -> tuple[tuple[str, int], ...]:
    """The same for a screen's foot."""
    return tuple(counts(row).items())


def reports(view: View, *, both: bool = True) -> str:
    """`Reports of 25 Sep 2024 and 30 Sep 2025`: the data dates of what is shown."""
    days = {p.code: labels.date(p.data_date) for p in view.options.periods}
    wanted = [view.compare, view.period] if both else [view.period]
    told = [days[code] for code in wanted if code in days]
    return f"Reports of {labels.joined(told)}" if told else ""


def notes(view: View, member: Member, row: Row, moved: pd.DataFrame) -> tuple[Sentence, ...]:
    """What a speaker may be asked of a member: the sentences of the annual report, each with its figures."""
    told = [
        sentences.standing(view, member, row),
        sentences.moved(view, member, moved),
        shares.completion(view, member, row),
        shares.first_list(view, member, row),
        shares.progress(view, member, row) if labels.count_of(row, "progress_n") else None,
    ]
    return tuple(sentence for sentence in told if sentence is not None)


def name_of(row: Row) -> str:
    """A member's name at the head of a sentence."""
    return labels.sentence(str(row["name"]))


def since(view: View) -> str:
    """`since 2024`."""
    return f"since {view.compare}"


def first(moved: dict[str, int]) -> str | None:
    """The movement that a title tells of: what was completed, else what is new, else what moved forward."""
    return next((kind for kind in ("completed", "added", "forward") if moved.get(kind)), None)


def happened(kind: str, count: int, view: View) -> str:
    """`Three projects completed since 2024`."""
    what = labels.counted(count, "project", words=True)
    ends = {"completed": "completed", "added": "new on the list", "forward": "moved forward"}
    return labels.sentence(f"{what} {ends[kind]} {since(view)}")


def stands(row: Row) -> str:
    """`Six projects on-going, two completed`, the greatest number first; for a title."""
    found = sorted(counts(row).items(), key=lambda pair: -pair[1])
    texts = [f"{labels.in_words(n)} {labels.IN_SENTENCE[code]}" for code, n in found]
    total = labels.count_of(row, "projects")
    if len(found) == 1:
        code, n = found[0]
        return labels.sentence(f"{labels.counted(n, 'project', words=True)} {labels.IN_SENTENCE[code]}")
    head = labels.counted(total, "project", words=True)
    return labels.sentence(f"{head}: {labels.joined(texts)}")


def names(moved: pd.DataFrame, kind: str) -> list[Row]:
    """The rows of one kind of movement, in ASEAN order."""
    return list(moved[moved["kind"] == kind].to_dict("records"))
