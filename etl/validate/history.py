"""Layer 6: against the register and what was reported before. Odd but possible moves are asked, not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from etl.cells import CellRef
from etl.findings import Finding
from etl.interpret.table import Clean
from etl.reference import Reference, fold

_YEAR_DAYS = 365
_MILESTONE_GAP_PTS = 10  # method.md 4


@dataclass(frozen=True)
class Past:
    """What the store knew before this report.

    `register`: project_id → city_id of every project. `titles`: rows (project_id, city_id, title), names and aliases.
    `state`: the state at each period of the file before it is loaded, rows of `state_at` with the file's period as
    `for_period`.
    """

    register: dict[str, str]
    titles: pd.DataFrame
    state: pd.DataFrame


def check_register(clean: Clean, past: Past, reference: Reference) -> None:
    """Codes must be known and of this city; a known name without its code is asked."""
    values = clean.values
    owner = values["project_id"].map(past.register)
    given = values["project_id"].notna() & ~clean.faults["project_id"]
    for row in values.index[given & owner.isna()]:
        clean.blame("project_unknown", row, "project_id")
    other = given & owner.notna() & values["city"].notna() & (owner != values["city"])
    for row in values.index[other]:
        name = reference.lists["city"].entries.get(str(owner.at[row]), str(owner.at[row]))
        clean.blame("row_other_city", row, "project_id", {"other": name})
    _ask_known_titles(clean, past)


def _ask_known_titles(clean: Clean, past: Past) -> None:
    known = {(c, fold(t)): p for p, c, t in past.titles.itertuples(index=False)}
    new = clean.values["project_id"].isna() & clean.values["title"].notna() & ~clean.faults["project_id"]
    for row in clean.values.index[new]:
        city, title = clean.values.at[row, "city"], str(clean.values.at[row, "title"])
        match = known.get((city, fold(title)))
        if match:
            clean.blame("project_known_title", row, "title", {"other": match}, suggestion=match)


@dataclass(frozen=True)
class Move:
    """A question about one field, then and now. `shown` tells the old value as the officer would type it."""

    code: str
    field: str
    asks: Callable[[pd.DataFrame], pd.Series]
    shown: Callable[[object], str] = str


_STEPS = {"planning": 1, "on_hold": 2, "ongoing": 2, "completed": 3}


def _step(status: pd.Series) -> pd.Series:
    return status.map(_STEPS)


def _moved_days(both: pd.DataFrame, name: str) -> pd.Series:
    return (both[name] - both[f"{name}_then"]).dt.days


def _number(value: object) -> str:
    return f"{float(str(value)):g}"


def _date(value: object) -> str:
    return f"{pd.Timestamp(str(value)):%-d %B %Y}"


MOVES = (
    Move(
        "progress_fell",
        "percent_complete",
        lambda b: b["percent_complete"] < b["percent_complete_then"],
        _number,
    ),
    Move("status_back", "status", lambda b: _step(b["status"]) < _step(b["status_then"])),
    Move("status_jump", "status", lambda b: (b["status"] == "completed") & (b["status_then"] == "planning")),
    Move("title_changed", "title", lambda b: b["title"].notna() & (b["title"] != b["title_then"])),
    Move(
        "focus_area_changed",
        "focus_area",
        lambda b: (
            b["focus_area"].notna() & b["focus_area_then"].notna() & (b["focus_area"] != b["focus_area_then"])
        ),
    ),
    Move("plan_moved", "planned_start", lambda b: _moved_days(b, "planned_start").abs() >= _YEAR_DAYS, _date),
    Move("plan_moved", "planned_end", lambda b: _moved_days(b, "planned_end").abs() >= _YEAR_DAYS, _date),
)
_COMPARED = ("title", "status", "percent_complete", "focus_area", "planned_start", "planned_end")


def check_moves(clean: Clean, past: Past, reference: Reference) -> None:
    """Ask about every move that is possible but odd, and about projects that are completed when first listed."""
    both = _then_and_now(clean, past)
    for move in MOVES if len(both) else ():
        asks = move.asks(both).fillna(False).astype(bool) & ~clean.faults.loc[both.index, move.field]
        for row in both.index[asks]:
            _ask(clean, both, row, move, reference)
    _ask_first(clean, past, set(both.index))


def _then_and_now(clean: Clean, past: Past) -> pd.DataFrame:
    now = clean.values[[*_COMPARED, "project_id", "period"]].copy()
    now["row"] = now.index
    then = past.state[["project_id", "for_period", *_COMPARED]]
    then = then.rename(columns={name: f"{name}_then" for name in _COMPARED} | {"for_period": "period"})
    for name in ("planned_start", "planned_end"):
        then[f"{name}_then"] = pd.to_datetime(then[f"{name}_then"])
    return now.merge(then, on=["project_id", "period"], how="inner").set_index("row")


def _ask(clean: Clean, both: pd.DataFrame, row: int, move: Move, reference: Reference) -> None:
    then = both.at[row, f"{move.field}_then"]
    now = clean.typed.at[row, move.field]
    spec = clean.table.sheet[move.field]
    shown = reference.list_of(spec).entries.get(str(then), str(then)) if spec.code_list else move.shown(then)
    params: dict[str, object] = {"other_value": shown}
    if move.code == "plan_moved":
        params["days"] = abs(int((both.at[row, move.field] - then).days))
    clean.blame(move.code, row, move.field, params, value=now)


def _ask_first(clean: Clean, past: Past, known_rows: set[int]) -> None:
    seen = clean.values.index.isin(list(known_rows))
    first = (clean.values["status"] == "completed") & ~seen & ~clean.faults["status"]
    for row in clean.values.index[first]:
        clean.blame("completed_at_first", row, "status")


def not_in_report(clean: Clean, past: Past, full_lists: Iterable[tuple[str, str]]) -> list[Finding]:
    """A project of the last list that a full report leaves out is asked, at the heading of the codes."""
    name = "project_id" if "project_id" in clean.table.columns else "title"
    cell = CellRef(clean.table.tab, clean.table.header_row, clean.table.columns.get(name, 1))
    told = set(zip(clean.values["period"], clean.values["project_id"], strict=True))
    findings = []
    listed = past.state[past.state["is_listed"].astype(bool)] if len(past.state) else past.state
    expected = set(full_lists)
    for row in listed.itertuples(index=False):
        if (row.city_id, row.for_period) in expected and (row.for_period, row.project_id) not in told:
            findings.append(
                Finding(
                    "project_not_in_report",
                    cell,
                    clean.table.headings.get(name),
                    name,
                    str(row.project_id),
                    str(row.city_id),
                    str(row.for_period),
                    value=clean.table.headings.get(name),
                    params={"title": row.title},
                )
            )
    return findings


def check_milestones(projects: Clean, milestones: Clean, data_date: pd.Series) -> None:
    """Work done and milestones reached that are far apart are asked, at the work done."""
    done = milestones.values
    reached = done[done["done"].notna() & done["weight"].notna()]
    dates = dict(zip(projects.values["project_id"], data_date, strict=True))
    reached = reached[reached["done"] <= reached["project_id"].map(dates)]
    sums = reached.groupby("project_id")["weight"].sum()
    has = set(done["project_id"].dropna())
    for row, values in projects.values.iterrows():
        project, percent = values["project_id"], values["percent_complete"]
        if project in has and pd.notna(percent) and not projects.faults.at[row, "percent_complete"]:
            total = float(sums.get(project, 0.0))
            if abs(percent - total) > _MILESTONE_GAP_PTS:
                projects.blame(
                    "milestones_disagree", int(str(row)), "percent_complete", {"other_value": f"{total:g}"}
                )
