"""Layers 4 and 5: cells of one row that disagree, rows that repeat each other.
A rule sees only cells that passed the earlier layers; it is vectorised and cannot raise on a cell."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from etl import stages
from etl.fields import May, all_told
from etl.interpret.clean import Clean
from etl.reference import Reference, fold
from etl.validate.schema import ask_for

_OPEN = ("planning", "ongoing", "on_hold")


@dataclass(frozen=True)
class Scope:
    """What a report is judged by: the data date of each row's period, and whose record it is."""

    data_date: pd.Series  # index = sheet row, datetime64
    is_record: bool
    limit: float = math.nan  # of the rule that asks, where it has one
    may: May = all_told  # the fields whose earlier values the sender may be told


@dataclass(frozen=True)
class RowRule:
    """A question about the cells of one row: blames `blamed`, names `other` beside it.

    `excel` asks the same in the template: {field} is the cell's value (code, number, day), {data_date} the day
    of the report, {limit} the rule's limit; cells without a value are left out before, unless the rule asks for
    {blamed}="". A rule that Excel cannot ask says why in `not_in_excel`. `limit`: name of its limit in the rulebook.
    What stands as last reported was asked when it was told; only a rule that `ages` asks it again, of the new period.
    """

    code: str
    blamed: str
    other: str | None
    fails: Callable[[pd.DataFrame, Scope], pd.Series]
    excel: str | None = None
    not_in_excel: str | None = None
    limit: str | None = None
    ages: bool = False


ROW_RULES = (
    RowRule(
        "dates_reversed",
        "planned_end",
        "planned_start",
        lambda v, s: v["planned_end"] < v["planned_start"],
        "{planned_end}<{planned_start}",
    ),
    RowRule(
        "actual_end_future",
        "actual_end",
        None,
        lambda v, s: v["actual_end"] > s.data_date,
        "{actual_end}>{data_date}",
    ),
    RowRule(
        "completed_below_100",
        "percent_complete",
        "status",
        lambda v, s: (v["status"] == "completed") & (v["percent_complete"] < 100),
        'AND({status}="completed",{percent_complete}<100)',
    ),
    RowRule(
        "planning_with_progress",
        "percent_complete",
        "status",
        lambda v, s: (v["status"] == "planning") & (v["percent_complete"] > s.limit),
        'AND({status}="planning",{percent_complete}>{limit})',
        limit="percent",
    ),
    RowRule(
        "spent_over_budget",
        "spent",
        "budget",
        lambda v, s: v["spent"] > v["budget"],
        "{spent}>{budget}",
    ),
    RowRule(
        "finish_without_completed",
        "actual_end",
        "status",
        lambda v, s: v["actual_end"].notna() & v["status"].isin([*_OPEN, "cancelled"]),
        '{status}<>"completed"',
    ),
    RowRule(
        "finished_before_start",
        "actual_end",
        "planned_start",
        lambda v, s: v["actual_end"] < v["planned_start"],
        "{actual_end}<{planned_start}",
    ),
    RowRule(
        "forecast_past",
        "forecast_end",
        "status",
        lambda v, s: (v["forecast_end"] < s.data_date) & v["status"].isin(_OPEN),
        'AND({forecast_end}<{data_date},OR({status}="planning",{status}="ongoing",{status}="on_hold"))',
        ages=True,
    ),
    RowRule(
        "all_done_not_completed",
        "percent_complete",
        "status",
        lambda v, s: (v["percent_complete"] == 100) & v["status"].isin(["ongoing", "on_hold"]),
        'AND({percent_complete}=100,OR({status}="ongoing",{status}="on_hold"))',
    ),
    RowRule(
        "left_without_reason",
        "left_plan_reason",
        "in_plan",
        lambda v, s: v["left_plan_reason"].isna() & (v["in_plan"] == "no") & v["status"].isin(_OPEN),
        'AND({left_plan_reason}="",{in_plan}="no",OR({status}="planning",{status}="ongoing",{status}="on_hold"))',
    ),
    RowRule(
        "stays_with_reason",
        "left_plan_reason",
        "in_plan",
        lambda v, s: v["left_plan_reason"].notna() & (v["in_plan"] == "yes"),
        '{in_plan}="yes"',
    ),
)
# The two rules below that ask for an empty cell, as the template asks them (`check_currency`, `check_new_projects`).
CURRENCY_IN_EXCEL = {"Projects": 'OR({budget}<>"",{spent}<>"")', "Partners": '{amount}<>""'}
NEEDED_BY_NEW = ("title", "focus_area", "sector")
NEW_IN_EXCEL = '{project_id}=""'


@stages.stage("rules")
def check_rows(clean: Clean, scope: Scope, reference: Reference) -> None:
    """Findings about single rows of the projects table."""
    for rule in ROW_RULES:
        apply(rule, clean, scope)
    check_currency(clean, ("budget", "spent"), clean.values["city"], scope, reference)


def apply(rule: RowRule, clean: Clean, scope: Scope) -> None:
    """Blame every row that fails a rule and passed the earlier layers in the cells that it asks about."""
    touched = [rule.blamed] + ([rule.other] if rule.other else [])
    passed = ~clean.is_open(touched)
    if rule.limit:
        scope = replace(scope, limit=clean.in_force.limit(rule.code, rule.limit))
    filled = clean.is_filled(rule.blamed)
    if not (rule.ages and scope.may(rule.blamed)):  # being asked tells what stands there
        passed &= ~filled
    fails = rule.fails(clean.values, scope).fillna(False).astype(bool) & passed
    for row in clean.values.index[fails]:
        params: dict[str, object] = {}
        if rule.other and not filled.at[row]:
            params["other_cell"] = clean.address(row, rule.other)
            params["other_value"] = clean.typed.at[row, rule.other]
        if pd.notna(scope.data_date.at[row]):
            params["data_date"] = f"{scope.data_date.at[row]:%-d %b %Y}"
        value = None
        if filled.at[row]:
            value = clean.last_said(row, rule.blamed)
            params["against"] = str(clean.values.at[row, rule.blamed])  # an answer holds for this value only
        clean.blame(rule.code, row, rule.blamed, params, value=value)


def check_currency(
    clean: Clean, names: tuple[str, ...], city: pd.Series, scope: Scope, reference: Reference
) -> None:
    """An amount needs its currency, the one typed with it. `city`: whose report the row is in, index = sheet row."""
    amounts = clean.values[list(names)].notna()
    fails = clean.values["currency"].isna() & amounts.any(axis=1) & ~clean.faults["currency"]
    for row in clean.values.index[fails]:
        beside = next(name for name in names if amounts.at[row, name])
        known = city.at[row] in reference.lists["city"]
        own = reference.country_of(city.at[row])["currency"] if known else None
        typed = [codes for name in names if (codes := clean.currencies.get(name, {}).get(row))]
        meant = _meant(typed, own, reference) if typed else own
        clean.blame(
            "currency_missing",
            row,
            "currency",
            {
                "other_cell": clean.address(row, beside),
                "example": meant or (typed[0][0] if typed else "USD"),
            },
            suggestion=meant if "currency" in clean.table.columns else None,
        )
    _check_signs(clean, names, reference, scope.may)


def _meant(typed: list[tuple[str, ...]], own: str | None, reference: Reference) -> str | None:
    """The currency that all words and signs of a row can stand for: the country's own, or the only one."""
    meant = {code for code in typed[0] if all(code in codes for codes in typed)}
    if own in meant:
        return own
    return next(iter(meant)) if len(meant) == 1 and meant & set(reference.lists["currency"].entries) else None


def _check_signs(clean: Clean, names: tuple[str, ...], reference: Reference, may: May) -> None:
    """A currency that the word or sign beside the amount cannot stand for is asked, once a row."""
    filled = clean.is_filled("currency")
    asked = (
        set() if may("currency") else set(filled.index[filled])
    )  # being asked would tell what stands there
    for name in names:
        is_open = clean.is_open([name, "currency"])
        for row, codes in clean.currencies.get(name, {}).items():
            given = clean.values.at[row, "currency"]
            if not isinstance(given, str) or given in codes or is_open.at[row] or row in asked:
                continue
            asked.add(row)
            other = {"other_cell": clean.address(row, name), "other_value": clean.typed.at[row, name]}
            plain = codes[0] if len(codes) == 1 and codes[0] in reference.lists["currency"] else None
            clean.blame("currency_disagrees", row, "currency", other, suggestion=plain)


def check_new_projects(clean: Clean, scope: Scope, reference: Reference) -> None:
    """A row without a code is a new project: it needs a name and, but for the record, its classification."""
    new = clean.values["project_id"].isna() & ~clean.is_open(["project_id"]) & ~clean.faults["title"]
    needed = NEEDED_BY_NEW[:1] if scope.is_record else NEEDED_BY_NEW
    for name in needed:
        empty = new & clean.values[name].isna() & ~clean.faults[name]
        for row in clean.values.index[empty]:
            clean.blame("required_empty", row, name, {"ask": ask_for(clean.table.sheet[name], reference)})


@stages.stage("rules")
def check_duplicates(clean: Clean) -> None:
    """One row a project: the later ones are blamed, the first is named."""
    values = clean.values
    place = [values["city"].fillna(""), values["period"].fillna("")]
    has_id = values["project_id"].notna()
    blame_repeats(
        clean, values["project_id"], [values["period"].fillna("")], has_id, "project_id", "duplicate_project"
    )
    titles = values["title"].map(lambda t: fold(t) if isinstance(t, str) else None)
    blame_repeats(clean, titles, place, ~has_id & titles.notna(), "title", "duplicate_title")


def blame_repeats(
    clean: Clean, key: pd.Series, place: list[pd.Series], among: pd.Series, name: str, code: str
) -> None:
    """Blame the later rows among those whose key and place are the same; the first is named."""
    keys = pd.concat([key, *place], axis=1)[among]
    for _, rows in keys.groupby(list(keys.columns), sort=False).groups.items() if _repeats(keys) else ():
        first, *later = sorted(rows)
        for row in later:
            clean.blame(code, row, name, {"other_cell": clean.address(first, name)} | _project_of(clean, row))


def _project_of(clean: Clean, row: int) -> dict[str, object]:
    return {"project": clean.values.at[row, "project_id"] or "the city"}


def _repeats(keys: pd.DataFrame) -> bool:
    keys.columns = pd.Index(range(len(keys.columns)))
    return bool(keys.duplicated().any())
