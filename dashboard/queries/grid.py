"""The projects grid: what it shows (words, columns, grouping, order, conditions) read from an address and written back,
and its rows. Page, export and API take the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query
from dashboard.wrong import Wrong

EVERY = 1_000_000
GROUPS = ("country_name", "city_name", "sector_name", "pillar_name", "focus_area_name", "status")
ARGUMENTS = ("q", "cols", "group", "sort", "where")
_CONDITION = re.compile(r"([a-z_]+)(!~|!=|!\?|>=|<=|~|\^|\$|\?|=|>|<)(.*)", re.DOTALL)
_COMPARES = ("=", "!=", ">", ">=", "<", "<=")
_LOOKS = {
    "number": re.compile(r"-?[0-9]{1,18}(\.[0-9]+)?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
_MOST = 20  # conditions


@dataclass(frozen=True)
class Column:
    """A column of the grid. `kind`: text, number, date or flag; `is_first`: shown until somebody chooses."""

    name: str
    label: str
    kind: str = "text"
    is_first: bool = False


_ALL = (
    Column("title", "Project", is_first=True),
    Column("city_name", "City", is_first=True),
    Column("country_name", "Member state", is_first=True),
    Column("status", "Status", is_first=True),
    Column("progress_pct", "Progress", "number", is_first=True),
    Column("slippage_pts", "Points behind or ahead", "number", is_first=True),
    Column("focus_area_name", "Focus area", is_first=True),
    Column("sector_name", "Lead sector", is_first=True),
    Column("pillar_name", "Lead pillar", is_first=True),
    Column("planned_end", "Planned finish", "date"),
    Column("planned_start", "Planned start", "date"),
    Column("baseline_end", "First planned finish", "date"),
    Column("forecast_end", "Finish now expected", "date"),
    Column("actual_end", "Finished", "date"),
    Column("planned_pct", "Planned progress", "number"),
    Column("budget", "Budget", "number"),
    Column("spent", "Spent", "number"),
    Column("currency", "Currency"),
    Column("self_rating", "City's own view"),
    Column("lead_agency", "Responsible office"),
    Column("progress_note", "Done since last report"),
    Column("next_steps", "Next steps"),
    Column("challenges", "Difficulties"),
    Column("support_needed", "Support wanted"),
    Column("other_sectors", "Other sectors"),
    Column("other_pillars", "Other pillars"),
    Column("first_period", "First listed for"),
    Column("last_period", "Last reported for"),
    Column("is_new", "New on the list", "flag"),
    Column("is_stale", "From an earlier report", "flag"),
    Column("project_id", "Project code"),
)


def columns() -> dict[str, Column]:
    """Every column that this audience may see, by name."""
    return {c.name: c for c in _ALL if audience.shows(c.name)}


@dataclass(frozen=True)
class Condition:
    """A column compared with a value: `progress_pct>50`. Texts without regard to case; days as 2026-01-31."""

    column: str
    op: str
    value: str = ""

    def typed(self) -> str:
        """As an address has it."""
        return f"{self.column}{self.op}{quote(self.value, safe=' ')}"


@dataclass(frozen=True)
class Shown:
    """What the grid shows. No `cols`: the first ones. `is_down`: from the highest."""

    q: str = ""
    cols: tuple[str, ...] = ()
    group: str = ""
    sort: str = ""
    is_down: bool = False
    where: tuple[Condition, ...] = ()
    absent: tuple[str, ...] = ()  # columns without any value, left out until somebody chooses them

    def address(self) -> dict[str, str | None]:
        """The parameters of an address that shows the same; what is not set is None."""
        return {
            "q": self.q or None,
            "cols": ",".join(self.cols) or None,
            "group": self.group or None,
            "sort": f"{self.sort}{':desc' if self.is_down else ''}" if self.sort else None,
            "where": ";".join(c.typed() for c in self.where) or None,
        }

    def columns(self) -> list[Column]:
        """The columns in their order; the project's name is always first."""
        known = columns()
        chosen = self.cols or tuple(
            c.name for c in known.values() if c.is_first and c.name not in self.absent
        )
        names = ["title", *(name for name in chosen if name != "title")]
        return [known[name] for name in names]


def shown(asked: Mapping[str, str]) -> Shown:
    """What an address asks for; raises Wrong."""
    cols = tuple(part for part in asked.get("cols", "").split(",") if part)
    group = asked.get("group", "")
    sort, _, way = asked.get("sort", "").partition(":")
    for parameter, name in [*(("cols", c) for c in cols), ("sort", sort)]:
        if name:
            _known(parameter, name)
    if way not in ("", "asc", "desc"):
        raise Wrong("sort", "After the column write :asc or :desc, or nothing.")
    if group and group not in GROUPS:
        raise Wrong("group", f"“{group[:40]}” is no column to group by. Choose one of: {', '.join(GROUPS)}.")
    return Shown(asked.get("q", ""), cols, group, sort, way == "desc", conditions(asked.get("where", "")))


def conditions(text: str) -> tuple[Condition, ...]:
    """`title~bus;progress_pct>50` as conditions; raises Wrong."""
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > _MOST:
        raise Wrong("where", f"At most {_MOST} conditions can be set at once.")
    return tuple(_condition(part) for part in parts)


def _condition(part: str) -> Condition:
    match = _CONDITION.fullmatch(part.strip())
    if match is None or (match[2].endswith("?") and match[3]):
        raise Wrong(
            "where", f"“{part[:60]}” is no condition. Write for example title~bus or progress_pct>50."
        )
    _known("where", match[1])
    made = Condition(match[1], match[2], unquote(match[3]))
    kind = columns()[made.column].kind
    if made.op not in _COMPARES or kind not in (*_LOOKS, "flag"):
        return made
    if not _is_like(kind, value := made.value.strip()):
        shape = {
            "date": "a whole day as 2026-01-31 (a year begins it: ^2026)",
            "flag": "1 (yes) or 0 (no)",
        }.get(kind, "a number as 12.5")
        raise Wrong("where", f"{made.column} is compared with {shape}, not with “{made.value[:40]}”.")
    return replace(made, value=value)


def _is_like(kind: str, value: str) -> bool:
    """Whether the value is what a column of this kind is compared with: a part of a date would be read as a text that
    comes before every day of it, and digits of other scripts as nothing."""
    if kind == "flag":
        return value in ("0", "1")
    if not _LOOKS[kind].fullmatch(value):
        return False
    try:
        return kind != "date" or bool(date.fromisoformat(value))
    except ValueError:
        return False


def _known(parameter: str, name: str) -> None:
    if name not in columns():
        raise Wrong(parameter, f"“{name[:40]}” is no column. Choose of: {', '.join(columns())}.")


def rows(
    view: View, asked: Shown, count: int = EVERY, skip: int = 0, *, has_headers: bool = True
) -> pd.DataFrame:
    """Rows of the grid: `is_group` marks a group's header (`group_name`, `group_projects`), which counts as a row in
    `total`; `total_projects` counts the projects alone."""
    wanted = [{"column": c.column, "op": c.op, "value": c.value} for c in asked.where]
    params = {
        **view.params(),
        "q": asked.q or None,
        "group_by": asked.group or None,
        "sort_by": asked.sort or None,
        "is_down": asked.is_down,
        "has_headers": has_headers,
        "conditions": json.dumps(wanted),
        "rows": count,
        "skip": skip,
    }
    return query("grid", params)


def table(view: View, asked: Mapping[str, str]) -> pd.DataFrame:
    """The projects that the grid shows with the columns that it shows, headers of groups left out; codes beside."""
    wanted = shown(asked)
    count, skip = int(asked.get("rows", EVERY)), int(asked.get("skip", 0))
    found = rows(view, wanted, count, skip, has_headers=False)
    names = [c.name for c in wanted.columns()]
    codes = [
        "project_id",
        "city_id",
        "iso3",
        *(["focus_area", "sector", "pillar"] if not wanted.cols else []),
    ]
    first = [*(["group_name"] if wanted.group else []), *names]
    kept = [*first, *(name for name in codes if name not in first)]
    return found[[*kept, "total"]]
