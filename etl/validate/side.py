"""Layers 4 and 5 of the sheets beside Projects: their rows belong to a project of the report, stand there once, and are
not ahead of it."""

from __future__ import annotations

import pandas as pd

from etl import stages
from etl.cells import fold_addresses
from etl.fields import Sheet
from etl.interpret.clean import Clean
from etl.reference import Reference, fold
from etl.validate.register import nearest_id
from etl.validate.rows import RowRule, Scope, apply, blame_repeats, check_currency
from etl.validate.schema import ask_for

SIDE_RULES = {
    "Milestones": RowRule(
        "milestone_done_future",
        "done",
        None,
        lambda v, s: v["done"] > s.data_date,
        "{done}>{data_date}",
    ),
    "Results": RowRule(
        "result_date_future",
        "as_of",
        None,
        lambda v, s: v["as_of"] > s.data_date,
        "{as_of}>{data_date}",
    ),
}
# One row each: what names it, which columns make it the same, the code of a repeat.
_ONE_ROW = {
    "Milestones": ("milestone", ("project_id", "milestone"), "duplicate_milestone"),
    "Partners": ("partner", ("project_id", "partner", "role", "programme"), "duplicate_partner"),
    "Results": ("indicator", ("project_id", "indicator", "unit", "as_of"), "duplicate_result"),
}


@stages.stage("rules")
def check_side(clean: Clean, projects: Clean, scope: Scope, reference: Reference) -> None:
    """Milestones, partners and results belong to a project of the report, stand there once, and are not ahead of it."""
    about = pd.DataFrame({"city": projects.values["city"], "date": scope.data_date})
    about = about.groupby(projects.values["project_id"]).first()
    of_row = about.reindex(clean.values["project_id"]).set_axis(clean.values.index)
    if len(about.drop_duplicates()) == 1:  # rows of the city itself have no project
        of_row = of_row.fillna(about.iloc[0].to_dict())
    elif about.empty:
        of_row["city"] = projects.place.get("city")
    _check_projects(clean, set(about.index) | projects.unresolved)
    name = clean.table.sheet.name
    if name in SIDE_RULES:
        apply(SIDE_RULES[name], clean, Scope(of_row["date"].astype("datetime64[s]"), scope.is_record))
    if name == "Partners":
        if projects.values["city"].nunique() > 1:
            _ask_whose(clean, reference)
        check_currency(clean, ("amount",), of_row["city"].astype(object), scope, reference)
    _check_one_row(clean)
    if name == "Milestones":
        _check_weights(clean)


def _check_projects(clean: Clean, known: set[str]) -> None:
    given = clean.values["project_id"]
    stray = given.notna() & ~given.isin(known) & ~clean.faults["project_id"]
    for row in clean.values.index[stray]:
        near = nearest_id(str(given.at[row]), known)
        clean.blame("side_project_unknown", row, "project_id", suggestion=near)


def _ask_whose(clean: Clean, reference: Reference) -> None:
    """In a file of several cities, a row without a project could be any city's."""
    for row in clean.values.index[clean.values["project_id"].isna() & ~clean.faults["project_id"]]:
        ask = ask_for(clean.table.sheet["project_id"], reference)
        clean.blame("required_empty", row, "project_id", {"ask": ask})


def _check_one_row(clean: Clean) -> None:
    blamed, names, code = _ONE_ROW[clean.table.sheet.name]
    parts = folded(clean.values[list(names)])
    among = parts[blamed].notna() & ~clean.faults[list(names)].any(axis=1)
    rest = [parts[name].astype("str").fillna("") for name in names if name != blamed]
    blame_repeats(clean, parts[blamed], rest, among, blamed, code)


def names_of_row(sheet: Sheet) -> tuple[str, ...]:
    """The columns that make a row of a sheet the same as another."""
    return _ONE_ROW[sheet.name][1]


def folded(parts: pd.DataFrame) -> pd.DataFrame:
    """The columns that name rows, spelled alike where they are held to be alike."""
    return parts.apply(lambda c: c.map(lambda v: fold(v) if isinstance(v, str) else v))


def _check_weights(clean: Clean) -> None:
    tolerance = clean.in_force.limit("milestone_weights", "points")
    doubtful = set(
        clean.values.loc[clean.is_open(["project_id", "milestone", "weight"]), "project_id"].dropna()
    )
    whole = clean.values[clean.values["weight"].notna() & ~clean.values["project_id"].isin(doubtful)]
    whole = whole[~clean.is_open(["project_id"]).loc[whole.index]]
    for project, rows in whole.groupby("project_id"):
        total = float(rows["weight"].sum())
        if abs(total - 100) > tolerance:
            cells = fold_addresses(clean.table.ref(int(r), "weight") for r in rows.index)
            params = {"project": project, "total": f"{total:g}", "cells": cells}
            clean.blame("milestone_weights", int(rows.index[-1]), "weight", params)
