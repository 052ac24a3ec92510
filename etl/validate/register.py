"""Layer 6, the register: every row's project is known, is the city's own, and is not a known one without its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz, process

from etl import stages
from etl.interpret.clean import Clean
from etl.reference import Reference, fold

_NEAR = 85  # of 100; below it a code is a stranger
_LAST_NUMBER = re.compile(r"\d{1,6}$")
_SAME_TITLE = 93  # of 100: titles that differ by a letter or two


@dataclass(frozen=True)
class Past:
    """What the store knew before this report.

    `register`: project_id → city_id of every project. `titles`: rows (project_id, city_id, title), names and aliases.
    `state`: the state at each period of the file before it is loaded, rows of `state_at` with the file's period as
    `for_period`. `decided`: rows (told_id, period, project_id, title), codes that the desk merged or split and the
    project that counts under them.
    """

    register: dict[str, str]
    titles: pd.DataFrame
    state: pd.DataFrame
    decided: pd.DataFrame


@stages.stage("rules")
def check_register(clean: Clean, past: Past, reference: Reference) -> None:
    """Codes must be known and of this city; a known name without its code is asked."""
    values = clean.values
    owner = values["project_id"].map(past.register)
    given = values["project_id"].notna() & ~clean.faults["project_id"]
    likely = _likely_codes(clean, past)
    for row in values.index[given & owner.isna()]:
        clean.blame("project_unknown", row, "project_id", suggestion=likely(row))
    passed = ~clean.is_open(["city", "period"])
    other = given & owner.notna() & values["city"].notna() & (owner != values["city"]) & passed
    for row in values.index[other]:
        name = reference.lists["city"].entries.get(str(owner.at[row]), str(owner.at[row]))
        clean.blame("row_other_city", row, "project_id", {"other": name})
    _follow_decisions(clean, past)
    _ask_known_titles(clean, past)


def _follow_decisions(clean: Clean, past: Past) -> None:
    """A code that was merged or split counts as the project that goes on; two rows of one project are one too many."""
    if past.decided.empty:
        return
    values = clean.values[clean.values["project_id"].notna() & ~clean.faults["project_id"]]
    keys = pd.Series(list(zip(values["period"], values["project_id"], strict=True)), index=values.index)
    told = {key: row for row, key in reversed(list(keys.items()))}
    for old in past.decided.itertuples(index=False):
        row, own = told.get((old.period, old.told_id)), told.get((old.period, old.project_id))
        if row is not None and own is not None:
            where = {"other_cell": clean.address(own, "project_id"), "project": old.project_id}
            clean.blame("duplicate_project", row, "project_id", where)
        elif row is not None:
            clean.blame("project_counts_as", row, "project_id", {"other": old.project_id, "title": old.title})


def _likely_codes(clean: Clean, past: Past) -> Callable[[int], str | None]:
    """Gives the code that a row's mistyped one may stand for: of the project so named, else the one spelled most alike.

    What it looks through is gathered once, since a foreign table has a stranger in every row.
    """
    values = clean.values
    told = set(values["project_id"].dropna())
    own: dict[object, list[str]] = {}
    for code, city in past.register.items():
        if code not in told:
            own.setdefault(city, []).append(code)
    named: dict[tuple[object, str], set[str]] = {}
    for code, city, title in past.titles.itertuples(index=False):
        if code not in told:
            named.setdefault((city, fold(title)), set()).add(code)

    def likely(row: int) -> str | None:
        city, title = values.at[row, "city"], values.at[row, "title"]
        same = named.get((city, fold(title)), set()) if isinstance(title, str) else set()
        if len(same) == 1:
            return next(iter(same))
        return nearest_id(str(values.at[row, "project_id"]), own.get(city, []))

    return likely


def _ask_known_titles(clean: Clean, past: Past) -> None:
    values = clean.values
    known: dict[str, dict[str, str]] = {}
    for code, city, title in past.titles.itertuples(index=False):
        known.setdefault(city, {})[fold(title)] = code
    new = (
        values["project_id"].isna()
        & values["title"].notna()
        & ~clean.is_open(["project_id", "city", "title"])
    )
    told = dict(zip(values["project_id"].dropna(), values.index[values["project_id"].notna()], strict=True))
    for row in values.index[new]:
        match = _known_as(str(values.at[row, "title"]), known.get(str(values.at[row, "city"]), {}))
        if match in told:
            clean.blame(
                "duplicate_title", row, "title", {"other_cell": clean.address(told[match], "project_id")}
            )
        elif match:
            cell = clean.table.ref(row, "project_id" if "project_id" in clean.table.columns else "title")
            clean.blame("project_known_title", row, "title", {"other": match}, suggestion=match, mends=cell)
            clean.doubts.at[row, "project_id"] = True


def _known_as(title: str, names: dict[str, str]) -> str | None:
    """The code of the project that has this name, or one that differs by a slip of typing."""
    if (code := names.get(fold(title))) is not None:
        return code
    near = process.extractOne(fold(title), list(names), scorer=fuzz.ratio, score_cutoff=_SAME_TITLE)
    has_same_figures = near is not None and _figures(near[0]) == _figures(fold(title))
    return names[near[0]] if near and has_same_figures else None


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def nearest_id(typed: str, known: Iterable[str]) -> str | None:
    """The one code that a mistyped one is most like, if it is like one at all."""
    alike = sorted(code for code in known if _number(code) == _number(typed))
    same = [code for code in alike if fold(code) == fold(typed)]
    if same:
        return same[0] if len(same) == 1 else None
    best = process.extract(typed.casefold(), alike, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2)
    is_one = len(best) == 1 or (len(best) == 2 and best[0][1] > best[1][1])
    return str(best[0][0]) if is_one else None


def _number(code: str) -> int | None:
    found = _LAST_NUMBER.search(code)
    return int(found[0]) if found else None
