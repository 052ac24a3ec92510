"""Movement between two moments: the bridge of a figure, what moved, and what was corrected in between."""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.run import query


def bridge(view: View) -> pd.DataFrame:
    """figure, place (0–5), step, value, change, moved: each figure's way between the two moments. What a step of few
    projects does to the points behind plan tells of these projects, so only who may ask about them gets it."""
    rows = query("bridge", view.params())
    return rows if audience.may("attention") else rows[rows["figure"] != "slippage"]


def across(view: View) -> pd.DataFrame:
    """Project by project between the two periods, as known at the moment shown; what this audience may see of it. Of a
    selection those that were in it then (was_in) or are in it now (is_in)."""
    return _seen(query("movement", view.params()))


def moved(view: View) -> pd.DataFrame:
    """Those of them that are in the selection now or left the list out of it."""
    return of_selection(across(view))


def of_selection(rows: pd.DataFrame) -> pd.DataFrame:
    """Without the projects that left the selection and are still on the list: its sums are of what it holds."""
    return rows[rows["is_in"].astype(bool) | rows["to_status"].isna()]


def corrected(view: View) -> pd.DataFrame:
    """The same for one period, that of the moment compared with, between the two moments at which they are known."""
    rows = query("corrected", view.params())
    return _seen(rows if view.from_known_on != view.known_on else rows.iloc[0:0])


def _seen(rows: pd.DataFrame) -> pd.DataFrame:
    """Plans changed in money alone are no re-plans for whom money is not shown; steps back are for the Secretariat."""
    shown = audience.blanked(rows)
    if not audience.may("regressions"):
        shown = shown.assign(is_regressed=False)
    if not audience.may("budget"):
        dates = [(rows[f"from_planned_{e}"] != rows[f"to_planned_{e}"]) & rows[f"from_planned_{e}"].notna()
                 & rows[f"to_planned_{e}"].notna() for e in ("start", "end")]  # fmt: skip
        shown = shown.assign(is_replanned=dates[0] | dates[1] | rows["milestones_changed"].notna())
    return shown
