"""Plan, classes and title carry from one report to the next; what a file's own earlier periods say carries too."""

from __future__ import annotations

import pandas as pd

from etl import fields


def carried_on(now: pd.DataFrame, state: pd.DataFrame) -> pd.DataFrame:
    """The rows of a report with what carries to them from the state before it: a blank there is no change. A budget
    carries with its currency."""
    then = state.drop_duplicates("project_id").set_index("project_id")
    then = then.reindex(now["project_id"]).set_axis(now.index)
    names = [name for name in now.columns if name in fields.CARRIED_FIELDS and name != "currency"]
    has_carried_budget = now["budget"].isna() & then["budget"].notna()
    currency = now["currency"].astype(object).mask(has_carried_budget, then["currency"].astype(object))
    return now.assign(currency=currency, **{name: _filled(now[name], then[name]) for name in names})


def _filled(told: pd.Series, known: pd.Series) -> pd.Series:
    """The column with its blanks filled; dates stay dates and numbers numbers."""
    if told.isna().all() or known.isna().all():
        return known if told.isna().all() and known.notna().any() else told
    filled = told.astype(object).where(told.notna(), known.astype(object))
    return pd.to_datetime(filled).astype(told.dtype) if told.dtype.kind == "M" else filled.astype(told.dtype)
