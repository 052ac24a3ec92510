"""Reporting: what became of each report, rates with their denominators, tries, findings, what is owed."""

from __future__ import annotations

import pandas as pd

from dashboard.filters import View
from dashboard.queries.frame import this_hour
from dashboard.queries.run import query


def _now(view: View) -> dict[str, object]:
    """A view's parameters with the moment of looking: answers are kept, so it is said in the question."""
    return {**view.params(), "now_at": this_hour()}


def matrix(view: View) -> pd.DataFrame:
    """City by period: state (on_time, late, received, waiting, owed, not_reported, not_asked, not_member)."""
    return query("reporting_matrix", _now(view))


def rates(view: View, axis: str) -> pd.DataFrame:
    """expected, received, dated, on_time and both rates of an axis: a row a period, and one for all of them."""
    return query("reporting_rates", {**_now(view), "axis": axis})


def freshness(view: View) -> pd.DataFrame:
    """A row a city that reported for the period: projects, fresh, repeated, untouched, first_told, is_stale."""
    return query("report_freshness", view.params())


def tries(view: View) -> pd.DataFrame:
    """A row a city that sent files of its own: reports, clean, at_once, tries_median, tries_most."""
    return query("tries_by_city", view.params())


def tries_in_all(view: View) -> pd.Series:
    """The same for all cities in view together."""
    return query("tries_in_all", view.params()).iloc[0]


def findings(view: View) -> pd.DataFrame:
    """A row a code: severity, places, files, cities, answered, followed by a next try, mended in it."""
    return query("findings_hit", view.params())


def chase(view: View) -> pd.DataFrame:
    """Reports owed, the earliest due first: city, period, due_at (UTC, or none), data_date, state."""
    return query("chase", _now(view))


def due_dates(city: str | None) -> pd.DataFrame:
    """period, period_label, data_date, due_at (UTC, or none) of what is open or due later, for one city or for any."""
    return query("due_dates", {"city": city, "now_at": this_hour()})
