"""Limits of the rules and rules on trial: dated rows of the reference folder (`rules/*.toml`), in force on a day.
Rule sets of ratings have a file and a reader of their own (`ratings.py`)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl import ratings
from etl.findings import REGISTRY, Layer, Severity
from etl.settings import SettingsError

# Every limit with the value that holds in a reference folder made before the limit was: such a folder keeps working.
LIMITS = {
    ("planning_with_progress", "percent"): 50.0,
    ("plan_moved", "days"): 365.0,
    ("milestones_disagree", "points"): 10.0,
    ("milestone_weights", "points"): 0.5,
    ("budget_jumped", "times"): 10.0,
}
_TABLES = {
    "limit": {"code", "name", "value", "valid_from", "valid_to"},
    "trial": {"code", "valid_from", "valid_to"},
}


@dataclass(frozen=True)
class Dated:
    """One row: a limit (`name`, `value`), or a code on trial (without a name)."""

    code: str
    valid_from: dt.date
    valid_to: dt.date | None
    name: str | None = None
    value: float = 0.0

    def holds_on(self, day: dt.date) -> bool:
        """Whether the row is in force; its last day counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class InForce:
    """What holds on one day. `trial`: codes that are shown as notes."""

    limits: Mapping[tuple[str, str], float]
    trial: frozenset[str] = frozenset()

    def limit(self, code: str, name: str) -> float:
        """A limit, in the unit of its name."""
        return self.limits[code, name]


@dataclass(frozen=True)
class Rulebook:
    """All dated rows of a reference folder."""

    rows: tuple[Dated, ...]

    def on(self, day: dt.date) -> InForce:
        """What holds on a day. Where no row of a limit holds, its nearest row does: a rule is never without one."""
        limits = {
            key: _nearest([r for r in self.rows if (r.code, r.name) == key], day, default)
            for key, default in LIMITS.items()
        }
        trial = frozenset(r.code for r in self.rows if r.name is None and r.holds_on(day))
        return InForce(limits, trial)

    def today(self) -> InForce:
        """What holds today: the rules by which a file is judged."""
        return self.on(dt.datetime.now(dt.UTC).date())


def _nearest(rows: list[Dated], day: dt.date, default: float) -> float:
    if not rows:
        return default
    held = [row for row in rows if row.holds_on(day)]
    begun = [row for row in rows if row.valid_from <= day]
    newest = max(held or begun, key=lambda row: row.valid_from, default=None)
    return (newest or min(rows, key=lambda row: row.valid_from)).value


def load(folder: Path) -> Rulebook:
    """The rows of `rules/*.toml`; raises SettingsError with one sentence that names the file and what is wrong."""
    paths = [path for path in sorted(folder.glob("rules/*.toml")) if path.name != ratings.FILE]
    return Rulebook(tuple(row for path in paths for row in _rows(path)))


def _rows(path: Path) -> Iterator[Dated]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not a TOML file: {error}.") from None
    for kind, entries in tables.items():
        if kind not in _TABLES or not isinstance(entries, list):
            raise SettingsError(f"{path}: [[{kind}]] is not known; write [[limit]] or [[trial]].")
        for number, entry in enumerate(entries, 1):
            fault = _fault(kind, entry)
            if fault:
                raise SettingsError(f"{path}, [[{kind}]] {number}: {fault}.")
            yield Dated(
                entry["code"],
                entry["valid_from"],
                entry.get("valid_to"),
                entry.get("name"),
                float(entry.get("value", 0)),
            )


def _fault(kind: str, entry: Any) -> str | None:
    """What is wrong with a row, as the end of a sentence; None where nothing is."""
    if not isinstance(entry, dict):
        return "it is not a table"
    if strange := set(entry) - _TABLES[kind]:
        return f"{min(strange)} is not known"
    if missing := _TABLES[kind] - {"valid_to"} - set(entry):
        return f"{min(missing)} is missing"
    for name in ("valid_from", "valid_to"):
        if name in entry and type(entry[name]) is not dt.date:
            return f"{name} is not a date such as 2026-01-31"
    if entry.get("valid_to", dt.date.max) < entry["valid_from"]:
        return "valid_to is before valid_from"
    return _limit_fault(entry) if kind == "limit" else _trial_fault(entry["code"])


def _limit_fault(entry: Mapping[str, Any]) -> str | None:
    if (entry["code"], entry["name"]) not in LIMITS:
        return f"{entry['code']} has no limit {entry['name']}"
    is_number = isinstance(entry["value"], int | float) and not isinstance(entry["value"], bool)
    return None if is_number and 0 < entry["value"] < 1e9 else "value is not a number above 0"


def _trial_fault(code: object) -> str | None:
    rule = REGISTRY.get(code) if isinstance(code, str) else None
    if rule is None:
        return f"{code} is no code of a finding"
    if rule.layer < Layer.ROW or rule.severity not in (Severity.FIX, Severity.CONFIRM):
        return f"{code} cannot be tried: without it a report cannot be read"
    return None
