"""Layers 4 and 5: cells of one row that disagree, rows that repeat each other, sheets that do not fit together.
A rule sees only cells that passed the earlier layers; it is vectorised and cannot raise on a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from etl.cells import fold_addresses
from etl.interpret.table import Clean
from etl.reference import Reference, fold
from etl.validate.schema import ask_for

_TOLERANCE_PTS = 0.5  # weights typed as 33.3 three times are meant as 100


@dataclass(frozen=True)
class Scope:
    """What a report is judged by: the data date of each row's period, and whose record it is."""

    data_date: pd.Series  # index = sheet row, datetime64
    is_record: bool


@dataclass(frozen=True)
class RowRule:
    """A question about the cells of one row: blames `blamed`, names `other` beside it.

    `excel` asks the same in the template: {field} is the cell's value (code, number, day), {data_date} the day
    of the report; cells without a value are left out before. A rule that Excel cannot ask says why in `not_in_excel`.
    """

    code: str
    blamed: str
    other: str | None
    fails: Callable[[pd.DataFrame, Scope], pd.Series]
    excel: str | None = None
    not_in_excel: str | None = None


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
        lambda v, s: (v["status"] == "planning") & (v["percent_complete"] > 50),
        'AND({status}="planning",{percent_complete}>50)',
    ),
    RowRule(
        "spent_over_budget",
        "spent",
        "budget",
        lambda v, s: v["spent"] > v["budget"],
        "{spent}>{budget}",
    ),
)
# The two rules below that ask for an empty cell, as the template asks them (`_check_currency`, `_check_new_projects`).
CURRENCY_IN_EXCEL = 'OR({budget}<>"",{spent}<>"")'
NEEDED_BY_NEW = ("title", "focus_area", "sector")
NEW_IN_EXCEL = '{project_id}=""'


def check_rows(clean: Clean, scope: Scope, reference: Reference) -> None:
    """Findings about single rows of the projects table."""
    for rule in ROW_RULES:
        _apply(rule, clean, scope)
    _check_currency(clean, reference)
    _check_new_projects(clean, scope, reference)


def _apply(rule: RowRule, clean: Clean, scope: Scope) -> None:
    touched = [rule.blamed] + ([rule.other] if rule.other else [])
    passed = ~clean.faults[touched].any(axis=1)
    fails = rule.fails(clean.values, scope).fillna(False).astype(bool) & passed
    for row in clean.values.index[fails]:
        params: dict[str, object] = {}
        if rule.other:
            params["other_cell"] = clean.address(row, rule.other)
            params["other_value"] = clean.typed.at[row, rule.other]
        else:
            params["data_date"] = f"{scope.data_date.at[row]:%-d %B %Y}"
        clean.blame(rule.code, row, rule.blamed, params)


def _check_currency(clean: Clean, reference: Reference) -> None:
    amounts = clean.values[["budget", "spent"]].notna()
    fails = clean.values["currency"].isna() & amounts.any(axis=1) & ~clean.faults["currency"]
    for row in clean.values.index[fails]:
        beside = "budget" if amounts.at[row, "budget"] else "spent"
        city = clean.values.at[row, "city"]
        example = reference.country_of(city)["currency"] if city in reference.lists["city"] else "USD"
        clean.blame(
            "currency_missing",
            row,
            "currency",
            {"other_cell": clean.address(row, beside), "example": example},
        )


def _check_new_projects(clean: Clean, scope: Scope, reference: Reference) -> None:
    """A row without a code is a new project: it needs a name and, but for the record, its classification."""
    new = clean.values["project_id"].isna() & ~clean.faults["project_id"]
    needed = NEEDED_BY_NEW[:1] if scope.is_record else NEEDED_BY_NEW
    for name in needed:
        empty = new & clean.values[name].isna() & ~clean.faults[name]
        for row in clean.values.index[empty]:
            clean.blame("required_empty", row, name, {"ask": ask_for(clean.table.sheet[name], reference)})


def check_duplicates(clean: Clean) -> None:
    """One row a project: the later ones are blamed, the first is named."""
    values = clean.values
    place = [values["city"].fillna(""), values["period"].fillna("")]
    has_id = values["project_id"].notna()
    _blame_repeats(
        clean, values["project_id"], [values["period"].fillna("")], has_id, "project_id", "duplicate_project"
    )
    titles = values["title"].map(lambda t: fold(t) if isinstance(t, str) else None)
    _blame_repeats(clean, titles, place, ~has_id & titles.notna(), "title", "duplicate_title")


def _blame_repeats(
    clean: Clean, key: pd.Series, place: list[pd.Series], among: pd.Series, name: str, code: str
) -> None:
    keys = pd.concat([key, *place], axis=1)[among]
    for _, rows in keys.groupby(list(keys.columns), sort=False).groups.items() if _repeats(keys) else ():
        first, *later = sorted(rows)
        for row in later:
            clean.blame(code, row, name, {"other_cell": clean.address(first, name)})


def _repeats(keys: pd.DataFrame) -> bool:
    keys.columns = pd.Index(range(len(keys.columns)))
    return bool(keys.duplicated().any())


def check_side(clean: Clean, projects: Clean) -> None:
    """Milestones, partners and results belong to a project of the report; weights of milestones add up to 100."""
    known = set(projects.values["project_id"].dropna())
    given = clean.values["project_id"]
    stray = given.notna() & ~given.isin(known) & ~clean.faults["project_id"]
    for row in clean.values.index[stray]:
        clean.blame("side_project_unknown", row, "project_id")
    if clean.table.sheet.name == "Milestones":
        _check_weights(clean)


def _check_weights(clean: Clean) -> None:
    whole = clean.values[~clean.faults[["project_id", "weight"]].any(axis=1) & clean.values["weight"].notna()]
    for project, rows in whole.groupby("project_id"):
        total = float(rows["weight"].sum())
        if abs(total - 100) > _TOLERANCE_PTS and not clean.faults.loc[rows.index, "weight"].any():
            cells = fold_addresses(clean.table.ref(int(r), "weight") for r in rows.index)
            params = {"project": project, "total": f"{total:g}", "cells": cells}
            clean.blame("milestone_weights", int(rows.index[-1]), "weight", params)
