"""Errata: what has been corrected since an edition was made final, cell by cell, beside what the edition says and why.

What the passing of time alone moves (who is a member by today) is no correction and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from etl import edition_figures, edition_keep, sql
from etl.edition_fold import Edition
from etl.edition_ledger import Refused
from etl.edition_seal import clocks_of
from etl.store import snapshot

COLUMNS = ("axis", "key", "at_period", "figure", "printed", "now", "because")
_ELSE = "the program, its rules or its code lists changed"
_LEFT_OUT = {"figures": {"member_cities"}, "projects": set(), "movement": set(), "calendar": set()}
_ONLY = {"movement": ("kind",), "calendar": ("state", "is_on_time")}
_CLASSES = ("sector", "pillar", "focus_area")
_NOTHING = ("", "0", "no")
_WORDS = {
    "report": "report {number:04d} ({name}) accepted {day}",
    "withdrawal": "report {number:04d} ({name}) withdrawn {day}",
    "decision": "decision {number} of the desk ({name}), {day}",
}


def errata(home: Path, edition: Edition) -> pd.DataFrame:
    """One row a corrected cell: axis, key, at_period, figure, printed, now, because (texts; blank = not given).
    `because`: the reports, withdrawals and decisions since, `; ` between. Raises Refused for a draft."""
    if not edition.is_final:
        raise Refused(f"“{edition.name}” is a draft; errata begin once it is final.", "edition")
    run = snapshot.current(home).run
    clocks = clocks_of(run, edition) | {"known_on": None, "compare_known_on": None}
    now = edition_figures.texts(edition_figures.frames(run, clocks))
    sides = {
        part: (
            edition_figures.rows(edition_keep.text(home, edition.edition_id, part)),
            edition_figures.rows(now[part]),
        )
        for part in edition_figures.PARTS
    }
    found = [cell for part, (old, new) in sides.items() for cell in _cells(part, old, new)]
    since = run(sql.text("edition/since"), {"known_on": edition.known_on})
    places = run(sql.text("edition/places"), {})
    causes = _Causes(since, dict(zip(places["city_id"], places["iso3"], strict=True)), *sides["projects"])
    told = [(*cell, causes.of(cell[0], cell[1], cell[3])) for cell in found]
    return pd.DataFrame(told, columns=list(COLUMNS), dtype="str")


def _cells(part: str, old: pd.DataFrame, new: pd.DataFrame) -> Iterator[tuple[str, str, str, str, str, str]]:
    """axis, key, at_period, figure, printed, now of every cell that differs."""
    names = [n for n in _ONLY.get(part, old.columns) if n in new.columns and n not in _LEFT_OUT[part]]
    before, after = old[names].to_dict("index"), new[names].to_dict("index")
    for place in dict.fromkeys([*before, *after]):
        axis, period, key = place
        for name, printed, now in _differing(part, before.get(place), after.get(place)):
            yield axis, key, period, name, printed, now


def _differing(
    part: str, before: dict[Any, str] | None, after: dict[Any, str] | None
) -> Iterator[tuple[str, str, str]]:
    """A row that came or went whole says so in one cell, where it has one that can."""
    if part == "projects" and (before is None or after is None):
        yield "is_listed", (before or {}).get("is_listed", ""), (after or {}).get("is_listed", "")
        return
    for name in before or after or {}:
        printed, now = (before or {}).get(name, ""), (after or {}).get(name, "")
        is_same = printed == now
        is_empty = (before is None or after is None) and printed in _NOTHING and now in _NOTHING
        if not is_same and not is_empty:
            yield str(name), printed, now


class _Causes:
    """Which of the things that happened since stand behind a corrected cell."""

    def __init__(
        self, since: pd.DataFrame, countries: dict[str, str], old: pd.DataFrame, new: pd.DataFrame
    ) -> None:
        self._since = since.to_dict("records")
        self._countries = countries
        both = [f.droplevel(["axis", "at_period"]) for f in (old, new)]
        self._cities = {**both[1]["city_id"], **both[0]["city_id"]}
        self._members = _members(*both)

    def of(self, axis: str, key: str, figure: str) -> str:
        """In words; where nothing that is known of moved it, what else can. A new name moves no figure."""
        able = [
            row
            for row in self._since
            if figure == "title" or (row["what"], row["name"]) != ("decision", "rename")
        ]
        told = dict.fromkeys(_words(row) for row in able if self._is_behind(row, axis, key))
        return "; ".join(told) or _ELSE

    def _is_behind(self, row: dict[str, Any], axis: str, key: str) -> bool:
        city = row["city_id"]
        match axis:
            case "network":
                return True
            case "country":
                return self._countries.get(city) == key
            case "city" | "report":
                return bool(city == key)
            case "project" | "movement":
                return self._speaks_of(row, key)
        return any(self._speaks_of(row, project) for project in self._members.get((axis, key), ()))

    def _speaks_of(self, row: dict[str, Any], project: str) -> bool:
        is_told = project in list(row["projects"])
        return is_told or (bool(row["is_whole"]) and self._cities.get(project) == row["city_id"])


def _members(old: pd.DataFrame, new: pd.DataFrame) -> dict[tuple[str, str], set[str]]:
    """(axis, class) → the projects of that class, then or now."""
    found: dict[tuple[str, str], set[str]] = {}
    for frame in (old, new):
        for axis in _CLASSES:
            for project, code in frame[axis].items():
                found.setdefault((axis, code or "not_stated"), set()).add(str(project))
    return found


def _words(row: dict[str, Any]) -> str:
    at = row["happened_at"]
    return _WORDS[row["what"]].format(number=row["number"], name=row["name"], day=f"{at.day} {at:%b %Y}")
