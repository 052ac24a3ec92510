"""Rule sets of computed ratings (`rules/ratings.toml`), read for the store: levels worst first, and when one is in
force. The rating itself is computed by `etl/sql/marts/108_computed_rating.sql`."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from etl.settings import SettingsError

FILE = "ratings.toml"
HOW = ("more_than", "at_least")
_KEYS = {  # table → keys that it must have, keys that it may have
    "rule_set": ({"name", "title", "within", "source"}, set[str]()),
    "level": ({"rule_set", "code", "word", "how"}, {"points", "days"}),
    "in_force": ({"rule_set", "valid_from"}, {"valid_to"}),
}
LEVEL_COLUMNS = (
    "rule_set", "title", "source", "within", "level", "code", "word", "how", "points_behind", "days_behind",
)  # fmt: skip


def load(folder: Path) -> dict[str, pd.DataFrame]:
    """`levels` (LEVEL_COLUMNS, level 1 = worst) and `in_force` (rule_set, valid_from, valid_to) of a reference folder.

    A folder without the file has no rule set. Raises SettingsError with one sentence that names what is wrong.
    """
    path = folder / "rules" / FILE
    tables = _read(path) if path.exists() else {}
    for kind, entries in tables.items():
        for number, entry in enumerate(entries, 1):
            if fault := _fault(kind, entry, tables):
                raise SettingsError(f"{path}, [[{kind}]] {number}: {fault}.")
    rows = pd.DataFrame(
        tables.get("in_force", []), columns=["rule_set", "valid_from", "valid_to"], dtype=object
    )
    return {"levels": _levels(tables), "in_force": rows.where(rows.notna(), None)}


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not a TOML file: {error}.") from None
    for kind, entries in tables.items():
        if kind not in _KEYS or not isinstance(entries, list):
            raise SettingsError(
                f"{path}: [[{kind}]] is not known; write [[rule_set]], [[level]] or [[in_force]]."
            )
    return tables


def _levels(tables: Mapping[str, list[dict[str, Any]]]) -> pd.DataFrame:
    rows = []
    for rule_set in tables.get("rule_set", []):
        about = {name: rule_set[name] for name in ("title", "source", "within")}
        levels = [level for level in tables.get("level", []) if level["rule_set"] == rule_set["name"]]
        for number, level in enumerate(levels, 1):
            limits = {"points_behind": level.get("points"), "days_behind": level.get("days")}
            rows.append({**about, **level, **limits, "level": number})
    frame = pd.DataFrame(rows, columns=list(LEVEL_COLUMNS), dtype=object)
    return frame.where(frame.notna(), None)


def _fault(kind: str, entry: Mapping[str, Any], tables: Mapping[str, list[dict[str, Any]]]) -> str | None:
    """What is wrong with a row, as the end of a sentence; None where nothing is."""
    must, may = _KEYS[kind]
    if strange := set(entry) - must - may:
        return f"{min(strange)} is not known"
    if missing := must - set(entry):
        return f"{min(missing)} is missing"
    if kind != "rule_set" and entry["rule_set"] not in {s.get("name") for s in tables.get("rule_set", [])}:
        return f"there is no rule set {entry['rule_set']}"
    return {"rule_set": _no_fault, "level": _level_fault, "in_force": _date_fault}[kind](entry)


def _no_fault(entry: Mapping[str, Any]) -> str | None:
    return None


def _level_fault(entry: Mapping[str, Any]) -> str | None:
    if entry["how"] not in HOW:
        return f"how is not one of {', '.join(HOW)}"
    limits = [entry[name] for name in ("points", "days") if name in entry]
    if not limits:
        return "it has neither points nor days"
    sound = all(isinstance(v, int | float) and not isinstance(v, bool) and v > 0 for v in limits)
    return None if sound else "points and days are numbers above 0"


def _date_fault(entry: Mapping[str, Any]) -> str | None:
    for name in ("valid_from", "valid_to"):
        if name in entry and type(entry[name]) is not dt.date:
            return f"{name} is not a date such as 2026-01-31"
    return (
        "valid_to is before valid_from" if entry.get("valid_to", dt.date.max) < entry["valid_from"] else None
    )
