"""Figures: where the network and the members of each axis stand, how they came there, what moved, what is not known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from dashboard import audience
from dashboard.filters import View
from dashboard.queries.frame import this_hour
from dashboard.queries.movement import of_selection
from dashboard.queries.run import of_store, query, together, version
from etl.figures import FIGURES, cells_of
from etl.once import Kept

_AXES = ("network", "city", "country", "sector", "pillar", "focus_area")
WHO_REPORTED = tuple(f.name for f in FIGURES.values() if f.cells == "trace_city")
_GROUP = 2  # projects from which a mean is one of a group and tells of none by name

_KEPT_BYTES = 64 * 2**20  # of all kept answers together: anybody can ask for ever new views
_TEXT_BYTES = 80  # of one text, roughly


def _size(frame: pd.DataFrame) -> int:
    """Bytes that an answer takes, roughly."""
    texts = sum(kind.kind == "O" for kind in frame.dtypes)
    return int(frame.memory_usage(index=False).sum()) + texts * len(frame) * _TEXT_BYTES


_kept: Kept[pd.DataFrame] = Kept(256, size=_size, room=_KEPT_BYTES)  # the axes of the newest questions


def at(view: View, axis: str) -> pd.DataFrame:
    """One row a member of the axis (etl.figures.AXES) at the view's period."""
    rows = _of_all_axes(view, axis)
    return _unnamed(view, axis, rows[rows["at_period"] == view.period].reset_index(drop=True))


def _now(view: View) -> dict[str, object]:
    """A view's parameters with the moment of looking, by which cities are members: answers are kept, so it is said."""
    return {**view.params(), "now_at": this_hour()}


def _of_all_axes(view: View, axis: str) -> pd.DataFrame:
    """An axis's rows of the one question that a view's pages share: the axes at its period, the network at all. That
    of all projects, which no page shows so, is asked alone."""
    axes = list(_AXES) if axis in _AXES else [axis]
    asked = {**_now(view), "axes": axes, "through": ["network"]}

    def part() -> pd.DataFrame:
        rows = query("figures", asked)
        return rows[rows["axis"] == axis].drop(columns="axis").reset_index(drop=True)

    return _kept.get((version(), axis, repr(sorted(asked.items()))), part).copy(deep=False)


def _unnamed(view: View, axis: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Everyone may know how many cities reported; whether one did, or those of one member state, is for the lists. So
    is how far a single project is from its plan."""
    if not audience.may("attention"):
        rows = rows.assign(
            slippage=rows["slippage"].mask((rows["slippage_n"] < _GROUP) | (axis == "project"))
        )
    return rows if _may_tell(view, axis) else rows.assign(**dict.fromkeys(WHO_REPORTED, float("nan")))


def _may_tell(view: View, axis: str) -> bool:
    is_of_all = axis not in ("city", "country") and not view.chosen("city") and not view.chosen("country")
    return is_of_all or audience.may("reporting_lists")


def history(view: View, axis: str = "network") -> pd.DataFrame:
    """The same at every period that has a list."""
    if axis == "network":
        return _unnamed(view, axis, _of_all_axes(view, axis))
    return _unnamed(view, axis, query("figures_history", {**_now(view), "axis": axis}))


def from_history(view: View, axis: str) -> pd.DataFrame:
    """The rows of `at` for a page that asks for the axis's history anyway: one question less to plan."""
    rows = history(view, axis)
    return rows[rows["at_period"] == view.period].reset_index(drop=True)


def ahead(view: View, *others: Callable[[View], object]) -> None:
    """Ask all that a page will need at once: the axes' figures, movement, and what else it names."""
    together(partial(ask, view) for ask in (history, movement, *others))


def movement(view: View) -> pd.DataFrame:
    """Project by project from the period compared with to the one shown; empty where there is none before it."""
    rows = of_selection(query("movement", view.params()))
    return rows if view.compare else rows.iloc[0:0]


def on_map(view: View) -> pd.DataFrame:
    """Cities that have projects or were members by then: their place (lat, lon, country_name) and figures."""
    rows = at(view, "city").rename(columns={"key": "city_id", "name": "city_name"})
    rows = rows[(rows["projects"] > 0) | (rows["member_cities"].fillna(0) > 0)]
    return rows.merge(query("places"), on="city_id", how="inner").reset_index(drop=True)


def heat(view: View, rows: str, columns: str) -> pd.DataFrame:
    """row_key, column_key, status, projects: listed projects of each pair of members of two axes."""
    return query("heat", {**view.params(), "rows": rows, "columns": columns})


def completeness(view: View) -> pd.Series:
    """How many of the listed projects have each item of a report."""
    return query("completeness", view.params()).iloc[0]


def progress_bins(view: View) -> pd.DataFrame:
    """from_pct (0, 10 … 90; blank: not given), projects."""
    return query("progress_bins", view.params())


def slippage(view: View, rows: int = 20) -> pd.DataFrame:
    """Open projects with dated milestones, farthest from their plan first; `total`, `behind`, `ahead` count all."""
    return query("slippage", {**view.params(), "rows": rows})


def discrepancies(view: View) -> pd.DataFrame:
    """Places where the printed record contradicts itself, one row a line of its list."""
    return query("discrepancies", view.params())


def trace(view: View, axis: str, key: str, figure: str) -> pd.DataFrame:
    """The cells that make a figure, as the contract lists them; for others than the Secretariat those that say which
    cities reported count, and name none."""
    asked = {**view.params(), "period": view.period, "axis": axis, "key": key, "figure": figure}
    rows = of_store(cells_of(figure), asked)
    tells_who = figure in WHO_REPORTED or figure.startswith("fresh_")
    if tells_who and not audience.may("reporting_lists"):
        rows = _without_names(rows if _may_tell(view, axis) else rows.iloc[0:0])
    return rows if audience.may("clocks") else rows.assign(at=pd.NaT)


def _without_names(rows: pd.DataFrame) -> pd.DataFrame:
    """What each cell counts, the ones first: their order would tell whose they are."""
    counts = rows.sort_values("contributes", ascending=False, kind="stable")[["contributes"]]
    return counts.reindex(columns=rows.columns).assign(title="A city").reset_index(drop=True)
