"""“Nothing changed”: rows of a report that say nothing of their project, and what they say once the officer confirms
that all stands as last reported. Such an update is told, but is no fresh evidence: it is marked, and counted apart."""

from __future__ import annotations

import pandas as pd

from etl import fields
from etl.interpret.clean import Clean
from etl.validate.register import Past

RULE = "nothing changed: as last reported"
_PLACE = ("project_id", *(f.name for f in fields.PLACE_FIELDS), *(f.name for f in fields.RECORD_FIELDS))
# What is told anew in each report, and stands on when nothing changed. The narrative of the last period does not.
_STANDS_ON = (
    "in_plan",
    "status",
    "percent_complete",
    "next_steps",
    "challenges",
    "support_needed",
    "self_rating",
    "forecast_end",
    "actual_end",
    "spent",
    "currency",
)


def untouched(projects: Clean, past: Past) -> pd.DataFrame:
    """The last state of every row that reports nothing: index = sheet row. Only projects listed with a known status."""
    reported = [n for n in projects.typed.columns if n not in _PLACE and n not in fields.CARRIED_FIELDS]
    rows = projects.typed[reported].isna().all(axis=1) & projects.values["project_id"].notna()
    asked = projects.values.loc[rows, ["project_id", "period"]].assign(row=lambda f: f.index)
    state = past.state[past.state["is_listed"].astype(bool)].rename(columns={"for_period": "period"})
    state = state[state["status"].notna() & (state["status"] != "not_stated")]
    return asked.merge(state, on=["project_id", "period"], how="inner").set_index("row")


def fill(projects: Clean, last: pd.DataFrame) -> None:
    """Let the rows of `last` say what was said last time."""
    for name in _STANDS_ON:
        known = last[name] if name != "in_plan" else pd.Series("yes", index=last.index)
        known = known[known.notna() & projects.values.loc[last.index, name].isna()]
        if name == "spent":
            known = known[~_in_another_currency(projects, last)[known.index]]
        if len(known):
            column = projects.values[name]
            known = pd.to_datetime(known).astype("datetime64[s]") if column.dtype.kind == "M" else known
            projects.values.loc[known.index, name] = known
            projects.rules.setdefault(name, {}).update(dict.fromkeys((int(r) for r in known.index), RULE))
    projects.unchanged |= {int(row) for row in last.index}


def _in_another_currency(projects: Clean, last: pd.DataFrame) -> pd.Series:
    """Rows that name another currency than the last: what was spent then would be read as an amount in it."""
    told = projects.values.loc[last.index, "currency"]
    return told.notna() & (told != last["currency"])
