"""Layer 6, what was reported before. Odd but possible moves are asked, not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from etl import stages
from etl.cells import CellRef
from etl.fields import May
from etl.findings import Finding
from etl.interpret.clean import Clean
from etl.interpret.reading import shown_number
from etl.reference import Reference
from etl.rulebook import InForce
from etl.validate.register import Past

_WHOSE = ["project_id", "city", "period"]
_SLIPS = (1e3, 1e6, 1e9)  # an amount typed in thousands, millions, billions


@dataclass(frozen=True)
class Move:
    """A question about one field, then and now. `shown` tells the old value as the officer would type it."""

    code: str
    field: str
    asks: Callable[[pd.DataFrame, InForce], pd.Series]
    shown: Callable[[object], str] = str


_STEPS = {"planning": 1, "on_hold": 2, "ongoing": 2, "completed": 3}


def _step(status: pd.Series) -> pd.Series:
    return status.map(_STEPS)


def _moved_days(both: pd.DataFrame, name: str) -> pd.Series:
    return (both[name] - both[f"{name}_then"]).dt.days


def _number(value: object) -> str:
    return f"{float(str(value)):g}"


def _date(value: object) -> str:
    return f"{pd.Timestamp(str(value)):%-d %b %Y}"


def _amount(value: object) -> str:
    return shown_number(float(str(value)))


def _moved(name: str) -> Callable[[pd.DataFrame, InForce], pd.Series]:
    return lambda b, r: _moved_days(b, name).abs() >= r.limit("plan_moved", "days")


def _changed(name: str) -> Callable[[pd.DataFrame, InForce], pd.Series]:
    return lambda b, r: b[name].notna() & b[f"{name}_then"].notna() & (b[name] != b[f"{name}_then"])


def _same_money(both: pd.DataFrame) -> pd.Series:
    return both["currency"].notna() & (both["currency"] == both["currency_then"])


def _jumped(both: pd.DataFrame, rules: InForce) -> pd.Series:
    times = rules.limit("budget_jumped", "times")
    now, then = both["budget"], both["budget_then"]
    is_far = (now >= then * times) | (now * times <= then)
    return is_far & (now > 0) & (then > 0) & _same_money(both)


MOVES = (
    Move(
        "progress_fell",
        "percent_complete",
        lambda b, r: b["percent_complete"] < b["percent_complete_then"],
        _number,
    ),
    Move("status_back", "status", lambda b, r: _step(b["status"]) < _step(b["status_then"])),
    Move(
        "status_jump", "status", lambda b, r: (b["status"] == "completed") & (b["status_then"] == "planning")
    ),
    Move("title_changed", "title", _changed("title")),
    Move("focus_area_changed", "focus_area", _changed("focus_area")),
    Move("plan_moved", "planned_start", _moved("planned_start"), _date),
    Move("plan_moved", "planned_end", _moved("planned_end"), _date),
    Move("currency_changed", "currency", _changed("currency")),
    Move("budget_jumped", "budget", _jumped, _amount),
    Move("spent_fell", "spent", lambda b, r: (b["spent"] < b["spent_then"]) & _same_money(b), _amount),
)
_COMPARED = (
    "title",
    "status",
    "percent_complete",
    "focus_area",
    "planned_start",
    "planned_end",
    "budget",
    "spent",
    "currency",
)


@stages.stage("rules")
def check_moves(clean: Clean, past: Past, reference: Reference, may: May) -> None:
    """Ask about every move that is possible but odd, and about projects that are completed when first listed.

    Moves of a field that the sender may not be told (`may`) are not asked: that a question comes or does not says
    where the earlier value lies, and whoever may send a file could find it by trying. So on a site for others an
    officer who types a budget a thousand times too large, less spent than before or another currency is not asked
    about it, not in an own follow-up either, since nothing says that the earlier value was the same sender's. The
    Secretariat finds these where it judges what came once more (`etl.revalidate`), and there all is asked.
    """
    both = _then_and_now(clean, past)
    for move in (m for m in MOVES if may(m.field)) if len(both) else ():
        fails = move.asks(both, clean.in_force).fillna(False).astype(bool)
        asks = fails & ~clean.is_open([move.field])[both.index]
        for row in both.index[asks]:
            _ask(clean, both, row, move, reference)
    _ask_first(clean, past, set(both.index))


def _then_and_now(clean: Clean, past: Past) -> pd.DataFrame:
    """Rows of known projects beside their last state, but for rows whose project, city or period is in question."""
    now = clean.values.loc[~clean.is_open(_WHOSE), [*_COMPARED, "project_id", "period"]].copy()
    now["row"] = now.index
    then = past.state[["project_id", "for_period", *_COMPARED]]
    then = then.rename(columns={name: f"{name}_then" for name in _COMPARED} | {"for_period": "period"})
    for name in ("planned_start", "planned_end"):
        then[f"{name}_then"] = pd.to_datetime(then[f"{name}_then"])
    return now.merge(then, on=["project_id", "period"], how="inner").set_index("row")


def _ask(clean: Clean, both: pd.DataFrame, row: int, move: Move, reference: Reference) -> None:
    then, now = both.at[row, f"{move.field}_then"], both.at[row, move.field]
    spec = clean.table.sheet[move.field]
    shown = reference.list_of(spec).entries.get(str(then), str(then)) if spec.code_list else move.shown(then)
    params: dict[str, object] = {"other_value": shown}
    suggestion = None
    if move.code == "plan_moved":
        params["days"] = abs(int((now - then).days))
    if move.code == "budget_jumped":
        ratio = max(now / then, then / now)
        params["by"] = f", {ratio:,.0f} times {'more' if now > then else 'less'}"
        suggestion = _without_slip(now, then)
    typed = clean.typed.at[row, move.field]
    clean.blame(move.code, row, move.field, params, value=typed, suggestion=suggestion)


def _without_slip(now: float, then: float) -> str | None:
    """The amount in full, where it was typed in thousands, millions or billions (or so many times too large)."""
    for amount in (now * slip for slip in (*_SLIPS, *(1 / slip for slip in _SLIPS))):
        if then / 2 <= amount <= then * 2 and amount >= 1:
            return f"{amount:.0f}"
    return None


def _ask_first(clean: Clean, past: Past, known_rows: set[int]) -> None:
    seen = clean.values.index.isin(list(known_rows))
    passed = ~clean.is_open([*_WHOSE, "status"])
    first = (clean.values["status"] == "completed") & ~seen & passed
    for row in clean.values.index[first]:
        clean.blame("completed_at_first", row, "status")


@stages.stage("rules")
def not_in_report(clean: Clean, past: Past, full_lists: Iterable[tuple[str, str]]) -> list[Finding]:
    """A project of the last list that a full report leaves out is asked, at the heading of the codes."""
    name = "project_id" if "project_id" in clean.table.columns else "title"
    cell = CellRef(clean.table.tab, clean.table.header_row, clean.table.columns.get(name, 1))
    told = set(zip(clean.values["period"], clean.values["project_id"], strict=True))
    may_be_told = clean.unresolved | set(clean.values.loc[clean.is_open(["city", "period"]), "project_id"])
    findings = []
    listed = past.state[past.state["is_listed"].astype(bool)] if len(past.state) else past.state
    expected = set(full_lists) - _unfinished(clean)
    listed = listed[~listed["project_id"].isin(may_be_told)]
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
                    params={"title": row.title, "against": str(row.for_period)},
                )
            )
    return findings


def _unfinished(clean: Clean) -> set[tuple[str, str]]:
    """Lists in which a code is still to be mended, so that nobody can say yet which project is missing."""
    with_code = {f.cell.row for f in clean.findings if f.field == "project_id" and f.cell and f.suggestion}
    rows = clean.faults["project_id"] & ~clean.faults.index.isin(list(with_code))
    return set(zip(clean.values.loc[rows, "city"], clean.values.loc[rows, "period"], strict=True))


@stages.stage("rules")
def check_milestones(projects: Clean, milestones: Clean, data_date: pd.Series, may: May) -> None:
    """Work done and milestones reached that are far apart are asked, at the work done."""
    told = milestones.values
    in_question = milestones.is_open(["project_id", "milestone", "weight", "done"]) | told["weight"].isna()
    dates = data_date.groupby(projects.values["project_id"]).first().dropna()
    if dates.empty:
        return
    whole = ~told["project_id"].isin(told.loc[in_question, "project_id"]) & told["project_id"].isin(
        dates.index
    )
    reached = whole & (told["done"] <= told["project_id"].map(dates))
    sums = told["weight"].where(reached, 0.0)[whole].groupby(told["project_id"]).sum()
    values = projects.values
    total = values["project_id"].map(sums).astype("float64")
    gap = (values["percent_complete"] - total).abs() > projects.in_force.limit(
        "milestones_disagree", "points"
    )
    filled = projects.is_filled("percent_complete")
    for row in values.index[gap & ~projects.is_open(["project_id", "percent_complete"])]:
        params = {"other_value": f"{total.at[row]:g}"}
        value = None
        if filled.at[row]:
            if not may("percent_complete"):
                continue
            value = projects.last_said(row, "percent_complete")
            params["against"] = str(values.at[row, "percent_complete"])  # an answer holds for this value only
        projects.blame("milestones_disagree", row, "percent_complete", params, value=value)
