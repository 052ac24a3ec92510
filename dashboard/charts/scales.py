"""What a time axis of reports and an axis of counts need: width of a bar, gaps between reports, round lines."""

from collections.abc import Sequence

import pandas as pd

GAP_YEARS = 2  # more years than this between two reports is a gap


def bar_days(days: pd.Series) -> float:
    """Width of a bar in days: about a twelfth of the span, less where two reports stand close."""
    if len(days) < 2:
        return 120.0
    steps = days.diff().dropna().dt.days
    return float(max(min((days.iloc[-1] - days.iloc[0]).days / 12.2, steps.min() * 0.75), 5.0))


def gaps(days: pd.Series) -> list[tuple[int, int]]:
    """Positions of two reports in turn with years without a list between them."""
    years = [day.year for day in days]
    return [(i - 1, i) for i in range(1, len(years)) if years[i] - years[i - 1] > GAP_YEARS]


def grid_lines(top: float) -> list[int]:
    """At most two round values for the grid of a count."""
    steps = [base * 10**power for power in range(8) for base in (1, 2, 5)]
    step = next((s for s in steps if top / s < 3), 1)
    return [step * i for i in (1, 2) if step * i <= top]


def clear_of_each_other(
    places: Sequence[float], heights: Sequence[float], width: float, tall: float
) -> list[int]:
    """The words that can be written without one on another, the last first: each `width` wide and `tall` high."""
    kept: list[int] = []
    for at in reversed(range(len(places))):
        if all(
            abs(places[other] - places[at]) >= width or abs(heights[other] - heights[at]) >= tall
            for other in kept
        ):
            kept.append(at)
    return sorted(kept)
