"""What a report changes, in words: “4 projects move, 1 goes back”, then each project, city and the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import labels
from etl.figures import FIGURES
from etl.reference import Reference

MOST = 60  # lines on one page
_FIELDS = {"progress_pct": "percent_complete"}
_SHOWN = (
    "projects",
    "planning",
    "ongoing",
    "completed",
    "on_hold",
    "cancelled",
    "completion_rate",
    "progress_mean",
)
_AXES = (
    ("project", "Projects"),
    ("city", "Cities"),
    ("country", "Countries"),
    ("sector", "Sectors"),
    ("pillar", "Pillars"),
    ("focus_area", "Focus areas"),
    ("network", "The network"),
)
_STEPS = ("planning", "ongoing", "completed")
_ARROW = " → "


@dataclass(frozen=True)
class Effects:
    """`sentence` first; `groups`: title and lines of (name, what changes); `more` lines not shown."""

    sentence: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    more: int = 0


def in_words(rows: Iterable[Mapping[str, Any]], reference: Reference) -> Effects | None:
    """The effect rows of one file; None where it changes nothing that is counted."""
    known = [dict(row) for row in rows]
    if not known:
        return None
    groups, more = [], 0
    for axis, title in _AXES:
        lines = _lines([row for row in known if row["axis"] == axis], reference)
        more += max(len(lines) - MOST, 0)
        if lines:
            groups.append((title, tuple(lines[:MOST])))
    return Effects(_sentence(known, reference), tuple(groups), more)


def _lines(rows: list[dict[str, Any]], reference: Reference) -> list[tuple[str, str]]:
    by_name: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        told = _told(row, reference)
        if told:
            by_name.setdefault((str(row["name"]), str(row["period"])), []).append(told)
    periods = {period for _name, period in by_name}
    return [
        (f"{name} ({period})" if len(periods) > 1 else name, "; ".join(told))
        for (name, period), told in by_name.items()
    ]


def _told(row: Mapping[str, Any], reference: Reference) -> str:
    """One change; nothing for figures that only say in another way what is told already."""
    figure, is_new = str(row["figure"]), labels.is_missing(row["before"])
    if row["axis"] != "project" and (figure not in _SHOWN or (is_new and _number(row["after"]) == 0)):
        return ""
    if figure == "is_listed":
        return _listed(row)
    if figure == "title" and is_new:
        return ""
    after = _value(row, "after", reference)
    return f"{_label(row, reference)} " + (
        after if is_new else f"{_value(row, 'before', reference)}{_ARROW}{after}"
    )


def _listed(row: Mapping[str, Any]) -> str:
    """Where a project stands afterwards: one that is told as not in the plan never was on the list."""
    before, after = (str(row[side]).lower() == "true" for side in ("before", "after"))
    if after:
        return "on the list"
    return "no longer on the list" if before else "not on the list"


def _sentence(rows: list[dict[str, Any]], reference: Reference) -> str:
    projects = [row for row in rows if row["axis"] == "project"]
    moved = {row["key"] for row in projects}
    back = [row for row in projects if _is_back(row)]
    parts = (
        [f"{labels.counted(len(moved), 'project')} {'moves' if len(moved) == 1 else 'move'}"] if moved else []
    )
    if back:
        steps = dict.fromkeys(
            f"{_value(r, 'before', reference)}{_ARROW}{_value(r, 'after', reference)}" for r in back
        )
        count = len({r["key"] for r in back})
        parts.append(f"{count} {'goes' if count == 1 else 'go'} back {labels.joined([*steps][:3])}")
    is_several = len({row["period"] for row in rows}) > 1
    for row in rows:
        if row["axis"] == "city" and row["figure"] == "progress_mean":
            since = (
                "at" if labels.is_missing(row["before"]) else f"from {_value(row, 'before', reference)} to"
            )
            when = f" in {row['period']}" if is_several else ""
            parts.append(f"{row['name']} {since} {_value(row, 'after', reference)}{when}")
    return ", ".join(parts[:6]) + "." if parts else "The list of projects stays as it is."


def _is_back(row: Mapping[str, Any]) -> bool:
    if row["figure"] == "status":
        steps = [str(row["before"]), str(row["after"])]
        return all(s in _STEPS for s in steps) and _STEPS.index(steps[0]) > _STEPS.index(steps[1])
    before, after = _number(row["before"]), _number(row["after"])
    return row["figure"] == "progress_pct" and before is not None and after is not None and after < before


def _number(text: object) -> float | None:
    try:
        return None if labels.is_missing(text) else float(str(text))
    except ValueError:
        return None


def _label(row: Mapping[str, Any], reference: Reference) -> str:
    figure = str(row["figure"])
    if row["axis"] == "project":
        known = reference.projects.by_name.get(_FIELDS.get(figure, figure))
        return (known.label if known else figure.replace("_", " ")).removesuffix(" (%)") + ":"
    known_figure = FIGURES.get(figure)
    return (known_figure.label if known_figure else figure.replace("_", " ")) + ":"


def _value(row: Mapping[str, Any], side: str, reference: Reference) -> str:
    value, figure = row[side], str(row["figure"])
    if labels.is_missing(value):
        return "nothing yet" if side == "before" else "nothing"
    if figure in reference.lists:
        return reference.lists[figure].entries.get(str(value), str(value))
    if value in ("true", "True", "false", "False"):
        return "yes" if str(value).lower() == "true" else "no"
    amount = _number(value)
    if amount is None:
        return labels.date(value) if figure.endswith(("_end", "_start")) else str(value)
    if figure == "progress_pct":
        return labels.points(amount)
    if figure.startswith("progress_") and figure != "progress_n":
        return f"{labels.number(amount, 1)}{labels.NBSP}%"
    return (
        labels.percent(amount)
        if "_rate" in figure
        else labels.number(amount, 0 if amount == int(amount) else 1)
    )
