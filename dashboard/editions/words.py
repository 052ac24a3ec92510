"""An erratum in the words of the pages: what a cell is called, whose it is, and its value as it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import audience, labels
from dashboard.filters import Options
from dashboard.queries import frame
from etl.figures import FIGURES
from etl.reference import Reference

_OURS = {
    "is_listed": "On the list",
    "progress_pct": "Progress",
    "planned_pct": "Planned progress",
    "assumed_planned_pct": "Planned progress (assumed)",
    "slippage_pts": "Behind or ahead of plan",
    "kind": "What became of it since",
    "state": "Report of the period",
    "is_on_time": "Report in time",
    "is_stale": "List from an earlier report",
    "is_new": "New on the list",
    "in_baseline": "Of the first list",
    "cities": "Cities with a listed project",
    "data_date": "Newest data date",
    "last_period": "Last reported for",
}
# Axis → heading, in the order in which they are shown.
GROUPS = {
    "network": "The network",
    "project": "Projects",
    "country": "Member states",
    "city": "Cities",
    "focus_area": "Focus areas",
    "sector": "Sectors",
    "pillar": "Pillars",
    "movement": "What became of projects since the list before",
    "report": "Reports received",
}
_CODES = (
    "progress_basis",
    "kind",
    "state",
    "left_plan_reason",
    "self_rating",
)  # said as words; the rest as typed
_CAUSES = 3
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Erratum:
    """One corrected cell: whose, what, for which period, as printed and now, and what stands behind it."""

    group: str
    whose: str
    href: str
    what: str
    period: str
    printed: str
    now: str
    because: str


def told(rows: pd.DataFrame, titles: Mapping[str, str], options: Options, lists: Reference) -> list[Erratum]:
    """The errata that this audience may see, in words. `titles`: project_id → title."""
    fields = {f.name: f.label for f in lists.projects.fields}
    names = {"titles": titles, "fields": fields}
    seen = [row for row in rows.to_dict("records") if audience.shows(str(row["figure"]))]
    return [_erratum(row, options, names) for row in seen]


def _erratum(row: Mapping[str, Any], options: Options, names: Mapping[str, Any]) -> Erratum:
    axis, key, figure = str(row["axis"]), str(row["key"]), str(row["figure"])
    of_project = axis in ("project", "movement")
    whose = names["titles"].get(key, key) if of_project else _member(axis, key, options)
    return Erratum(
        GROUPS[axis],
        whose,
        f"/projects/{key}" if of_project else "",
        _what(figure, names["fields"]),
        str(row["at_period"]),
        _value(figure, str(row["printed"]), options),
        _value(figure, str(row["now"]), options),
        _because(str(row["because"])) if audience.may("files") else "",
    )


def _because(text: str) -> str:
    """The first causes, and how many more there are."""
    causes = text.split("; ")
    more = len(causes) - _CAUSES
    return text if more < 1 else f"{'; '.join(causes[:_CAUSES])}; and {more} more"


def _member(axis: str, key: str, options: Options) -> str:
    if axis == "network":
        return frame.meta().get("name", key)
    return options.label("city" if axis == "report" else axis, key)


def _what(figure: str, fields: Mapping[str, str]) -> str:
    known = FIGURES.get(figure)
    if known:
        return known.label
    return _OURS.get(figure) or fields.get(figure) or labels.sentence(figure.replace("_", " "))


def _value(figure: str, text: str, options: Options) -> str:
    """As the pages print it; what a report tells in words stays as it is."""
    if text == "":
        return labels.MISSING
    if figure.endswith("status"):
        return labels.status_label(text)
    for axis in ("focus_area", "sector", "pillar"):
        if figure == axis:
            return options.label(axis, text)
    if _DATE.fullmatch(text):
        return labels.date(text)
    known = FIGURES.get(figure)
    if known is not None and known.unit == "rate":
        return labels.percent(float(text))
    is_points = figure.endswith(("_pct", "_pts")) or (known is not None and known.unit == "points")
    if is_points:
        return labels.points(float(text))
    return labels.sentence(text.replace("_", " ")) if figure in _CODES or figure.startswith("is_") else text
