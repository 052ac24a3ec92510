"""What the cells of a figure make, in numbers and words; and why a figure that is not given is blank."""

from __future__ import annotations

import pandas as pd

from dashboard import labels
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.rows import records
from etl.figures import Figure, recompute

_OF_STATUS = ("completion_rate", "completion_rate_baseline", "baseline_completed")


def own_row(view: View, rows: pd.DataFrame, key: str) -> Row | None:
    """The member's row of figures at the period shown; `rows`: its axis at every period."""
    own = rows[(rows["key"] == key) & (rows["at_period"] == view.period)]
    return records(own)[0] if len(own) else None


def given(figure: Figure, cells: pd.DataFrame, row: Row | None) -> float | None:
    """The figure as its cells make it; None where it is not given, which an empty sum does not show."""
    if len(cells):
        return recompute(figure.name, cells["contributes"])
    if row is None or figure.makes != "sum" or figure.unit in ("money", "points"):
        return None
    is_blank = figure.name in row and labels.is_missing(row[figure.name])
    return None if is_blank or _is_open(figure, row) else 0.0


def _is_open(figure: Figure, row: Row) -> bool:
    return figure.name in labels.STATUSES and figure.name != "not_stated" and labels.is_open(row)


def shown(figure: Figure, value: object) -> str:
    """The value as a page writes it."""
    if figure.unit == "rate":
        return labels.percent(value)
    if figure.unit == "points" and figure.name != "slippage":
        return labels.points(value)
    is_split = figure.name == "slippage" or figure.unit == "shares"
    return labels.number(value, 1 if is_split else 0)


def how(figure: Figure, cells: pd.DataFrame, value: float | None) -> str:
    """How the cells make the figure, so that anyone can check it."""
    count = labels.counted(len(cells), "row")
    if not len(cells):
        return "No cell makes this figure."
    if figure.unit in ("shares", "money"):
        return f"The sum of {count}: {shown(figure, value)}."
    if figure.makes == "sum" and figure.unit == "points":
        return f"The sum of {count}, each by its share of the budgets: {shown(figure, value)}."
    if figure.makes == "sum":
        return f"{count} {'counts' if len(cells) == 1 else 'count'} 1 each: {labels.number(value)}."
    if figure.unit == "rate":
        ones = int(cells["contributes"].sum())
        return f"{labels.number(ones)} of {count} count: {labels.percent(value)}."
    return f"The {figure.makes} of {count}."


def why_none(figure: Figure, value: float | None, row: Row | None, period: str) -> str:
    """Why no cell is listed: none counts, or which inputs are not given."""
    if value is not None:
        return "Nothing counts: the figure is known, and it is zero."
    return f"{_not_given(figure, row, period)} A figure without its inputs is left blank; it is not zero."


def _not_given(figure: Figure, row: Row | None, period: str) -> str:
    if row is None:
        return f"Nothing is known of this selection for {period}."
    if labels.is_open(row) and (figure.name in labels.STATUSES or figure.name in _OF_STATUS):
        return (
            f"No status is stated for {period}, so how many projects are completed or under way is not known."
        )
    if figure.name in ("progress_mean", "progress_median") and labels.count_of(row, "progress_n"):
        return "Fewer than half of the projects that are still open give a percent, too few for a mean."
    return ""
