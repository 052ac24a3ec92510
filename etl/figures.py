"""The figures by name: what each measures, how its cells make it, and where it is defined. One definition each, in
SQL (`etl/sql/marts`); here is what people are told about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any, Literal

from etl import sql

Axis = Literal["network", "city", "country", "sector", "pillar", "focus_area", "project"]
AXES: tuple[Axis, ...] = ("network", "city", "country", "sector", "pillar", "focus_area", "project")
Unit = Literal["projects", "cities", "rate", "points", "shares", "money"]
FILTERS = ("city", "country", "sector", "pillar", "focus_area", "status")


@dataclass(frozen=True)
class Figure:
    """`makes`: how the contributions of its cells make the figure. `section`: of docs on method. `cells`: the question
    of etl/sql/ask that lists its cells; each has its own plan, which costs more to make than to run."""

    name: str
    label: str
    makes: Literal["sum", "mean", "median", "lower quartile", "upper quartile"]
    unit: Unit
    section: str
    cells: Literal["trace", "trace_city", "trace_pillar", "trace_fresh"] = "trace"


# What a report can say of a project, and for how many listed projects it is known (queries/completeness.sql).
KNOWN: Mapping[str, str] = {
    "status": "a status",
    "focus_area": "a focus area",
    "sector_and_pillar": "a sector and a pillar",
    "progress_note": "a paragraph in the report of the period",
    "percent_complete": "a percent of work done",
    "plan_dates": "a planned start and finish",
    "milestones": "milestones with dates",
    "budget": "a budget",
}

# What of a project that a report tells of is new (etl/sql/marts/129_told_freshness.sql).
FRESH: Mapping[str, str] = {
    "first_told": "for the first time",
    "told_anew": "with something new",
    "repeated": "as before",
    "untouched": "filled by “nothing changed”",
}

FIGURES: dict[str, Figure] = {
    f.name: f
    for f in (
        Figure("projects", "Projects listed", "sum", "projects", "2"),
        Figure("planning", "Planning", "sum", "projects", "3"),
        Figure("ongoing", "On-going", "sum", "projects", "3"),
        Figure("completed", "Completed", "sum", "projects", "3"),
        Figure("on_hold", "On hold", "sum", "projects", "3"),
        Figure("cancelled", "Cancelled", "sum", "projects", "3"),
        Figure("not_stated", "Not stated", "sum", "projects", "3"),
        Figure("no_longer_listed", "No longer listed", "sum", "projects", "2"),
        Figure("completion_rate", "Completed, of those listed and not cancelled", "mean", "rate", "3"),
        Figure("completion_rate_baseline", "Completed, of the first list", "mean", "rate", "3"),
        Figure("baseline_projects", "Projects of the first list", "sum", "projects", "3"),
        Figure("baseline_completed", "Completed projects of the first list", "sum", "projects", "3"),
        Figure("progress_mean", "Mean progress", "mean", "points", "3"),
        Figure("progress_median", "Median progress", "median", "points", "3"),
        Figure("progress_n", "Projects with a percent", "sum", "projects", "3"),
        Figure("progress_low", "Progress if every missing percent were 0", "mean", "points", "3"),
        Figure("progress_high", "Progress if every missing percent were 100", "mean", "points", "3"),
        Figure("planned_mean", "Planned progress by the milestones", "mean", "points", "4"),
        Figure("slippage", "Behind or ahead of plan", "mean", "points", "4"),
        Figure("slippage_n", "Projects with a plan and a percent", "sum", "projects", "4"),
        Figure("reporting_rate", "Reports received, of those expected", "mean", "rate", "3", "trace_city"),
        Figure(
            "on_time_rate",
            "Reports received by the due date, of those expected",
            "mean",
            "rate",
            "3",
            "trace_city",
        ),
        Figure("reported_cities", "Cities that reported", "sum", "cities", "3", "trace_city"),
        Figure(
            "expected_cities", "Cities from which a report was expected", "sum", "cities", "3", "trace_city"
        ),
        Figure(
            "stale_cities", "Cities whose list is from an earlier report", "sum", "cities", "2", "trace_city"
        ),
        Figure("stale_projects", "Projects on a list from an earlier report", "sum", "projects", "2"),
        Figure(
            "progress_q1", "Progress: a quarter of the projects are below", "lower quartile", "points", "3"
        ),
        Figure("progress_q2", "Progress: half of the projects are below", "median", "points", "3"),
        Figure(
            "progress_q3", "Progress: a quarter of the projects are above", "upper quartile", "points", "3"
        ),
        *(
            Figure(f"progress_bin_{low}", f"Work done from {low} to {low + 10} %", "sum", "projects", "3")
            for low in range(0, 100, 10)
        ),
        Figure("progress_not_given", "Projects without a percent", "sum", "projects", "3"),
        Figure("plan_planned", "Planned, of the projects with a plan and a percent", "mean", "points", "4"),
        Figure("plan_actual", "Actual, of the projects with a plan and a percent", "mean", "points", "4"),
        *(
            Figure(f"known_{item}", f"Listed projects with {words}", "sum", "projects", "3")
            for item, words in KNOWN.items()
        ),
        Figure(
            "fresh_rate",
            "Projects told of with something new, of those told of",
            "mean",
            "rate",
            "1",
            "trace_fresh",
        ),
        *(
            Figure(
                f"fresh_{how}",
                f"Projects that reports tell of: {words}",
                "sum",
                "projects",
                "1",
                "trace_fresh",
            )
            for how, words in FRESH.items()
        ),
        Figure(
            "pillar_share",
            "Share of the list, equal split among pillars",
            "sum",
            "shares",
            "3",
            "trace_pillar",
        ),
        Figure(
            "touched",
            "Projects of other pillars that touch this one",
            "sum",
            "projects",
            "3",
            "trace_pillar",
        ),
    )
}

# The columns of `ascn status --json`, in the contract's order.
STATUS_COLUMNS = (
    "key",
    "name",
    "projects",
    "planning",
    "ongoing",
    "completed",
    "on_hold",
    "cancelled",
    "not_stated",
    "no_longer_listed",
    "completion_rate",
    "completion_rate_baseline",
    "progress_mean",
    "progress_median",
    "progress_n",
    "progress_low",
    "progress_high",
    "planned_mean",
    "slippage",
    "slippage_n",
    "reporting_rate",
    "on_time_rate",
    "stale_cities",
    "data_date",
)


def recompute(figure: str, contributions: Iterable[float]) -> float | None:
    """The figure from its cells' contributions; None where there are none."""
    values = [float(v) for v in contributions]
    found = named(figure)
    if found is None:
        raise ValueError(f"There is no figure {figure}.")
    if found.makes == "sum":
        return float(sum(values))
    return _MADE[found.makes](values) if values else None


def _quantile(values: list[float], share: float) -> float:
    """A quantile between the two values next to it, as SQL's quantile_cont."""
    ordered, place = sorted(values), share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


_MADE: Mapping[str, Callable[[list[float]], float]] = {
    "mean": fmean,
    "median": median,
    "lower quartile": lambda values: _quantile(values, 0.25),
    "upper quartile": lambda values: _quantile(values, 0.75),
}
# Names of figures that are counted in money, one for each currency.
OF_MONEY = "(budget|spent|progress_by_budget|planned_by_budget|slippage_by_budget)_([a-z]{3})"
_MONEY = re.compile(OF_MONEY)
_MONEY_WORDS: Mapping[str, tuple[str, Unit]] = {
    "budget": ("Approved budget", "money"),
    "spent": ("Spent, where a budget is given", "money"),
    "progress_by_budget": ("Progress weighted by budget", "points"),
    "planned_by_budget": ("Planned progress weighted by budget", "points"),
    "slippage_by_budget": ("Behind or ahead of plan, weighted by budget", "points"),
}


def named(name: str) -> Figure | None:
    """A figure by name; what is counted in money has one for each currency (`budget_idr`)."""
    money = _MONEY.fullmatch(name)
    if money is None:
        return FIGURES.get(name)
    words, unit = _MONEY_WORDS[money[1]]
    return Figure(name, f"{words}, {money[2].upper()}", "sum", unit, "3")


def cells_of(name: str) -> str:
    """The question that lists a figure's cells: the text of an SQL query with parameters axis, key, figure, period,
    known_on and the filters."""
    figure = named(name)
    return sql.text(f"ask/{figure.cells if figure else 'trace'}")


def filter_params(chosen: Mapping[str, list[str] | None]) -> dict[str, Any]:
    """The filters as query parameters; a filter that is empty or absent lets everything pass."""
    return {name: (chosen.get(name) or None) for name in FILTERS}
