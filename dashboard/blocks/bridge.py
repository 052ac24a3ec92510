"""The bridge of one figure between two moments: picture, sum in words, and the way to the cells of both ends."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, trace_url
from dashboard.blocks.words import two_reports
from dashboard.charts.bridge import bridge_bars, signed
from dashboard.clocks import known_on_words
from dashboard.components import Column, Foot, card, data_table, empty_state, graph, link
from dashboard.filters import View
from dashboard.rows import records
from dashboard.theme import Theme
from etl.figures import FIGURES

# The figures that a bridge can lead through, in the order offered.
OFFERED = (
    "projects",
    "completed",
    "ongoing",
    "planning",
    "on_hold",
    "cancelled",
    "not_stated",
    "completion_rate",
    "completion_rate_baseline",
    "progress_mean",
    "progress_n",
    "slippage",
)
STEPS = {
    "corrections": "Corrections and decisions since",
    "common": "Change of projects on both lists",
    "reclassified": "Into or out of this selection",
    "no_longer_listed": "No longer listed",
    "added": "New on the list",
}
# The lists of the page that name a step's projects: the first that the page has.
_GOES_TO = {
    "corrections": ("corrected",),
    "common": ("completed", "forward", "regressed", "stated", "replanned"),
    "reclassified": ("came_in", "went_out"),
    "no_longer_listed": ("no_longer_listed", "merged"),
    "added": ("added", "split"),
}
_NO_POINT = " points"
ENDS = (0, 5)  # the places of both moments among the steps


def choices(view: View, rows: pd.DataFrame, chosen: str, path: str) -> Component:
    """The figures that can be given at both moments, as links."""
    given = stated(rows)[rows["place"].isin(ENDS)].groupby("figure")["value"].agg(_is_told)
    items = [
        link(
            FIGURES[name].label,
            view.url(path, figure=None if name == OFFERED[0] else name),
            class_name="reason on" if name == chosen else "reason",
        )
        for name in OFFERED
        if given.get(name, False) or name == chosen
    ]
    return html.Nav(items, className="reasons", **{"aria-label": "Figures"})


def _is_told(ends: pd.Series) -> bool:
    return bool(ends.notna().all() and ends.any())


def stated(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the ends of a count by status left blank where none of the projects there has a stated one: not
    known is not zero, so there is nothing that steps could lead from."""
    wide = rows[rows["figure"].isin(("projects", "not_stated"))].pivot(
        index="place", columns="figure", values="value"
    )
    is_open = [place for place, row in zip(wide.index, records(wide), strict=True) if labels.is_open(row)]
    of_status = rows["figure"].isin(labels.STATUSES) & (rows["figure"] != "not_stated")
    return rows.assign(
        value=rows["value"].mask(of_status & rows["place"].isin(ENDS) & rows["place"].isin(is_open))
    )


def bridge_card(
    view: View,
    rows: pd.DataFrame,
    figure: str,
    key: str,
    theme: Theme,
    is_narrow: bool,
    lists: Collection[str] = (),
) -> Component:
    """From the moment compared with to the moment shown, step by step. `lists`: the lists that the page has."""
    shown_rows = stated(rows)
    steps = _steps(view, shown_rows[shown_rows["figure"] == figure], figure, key, lists)
    label = FIGURES[figure].label
    if steps.empty:
        where = labels.joined(f"{p}" for p in (view.compare, view.period))
        why = f"“{label}” cannot be given for both {where}, so there are no steps between."
        return card(label, "", empty_state(why, "Choose another figure."))
    shown, whole = _writer(figure), _writer(figure, is_step=True)
    first, last = steps.iloc[0], steps.iloc[-1]
    title = f"{label}: {shown(first['value'])} in {view.compare}, {shown(last['value'])} in {view.period}"
    sums = " ".join(_sum(steps, shown, whole))
    picture = graph(bridge_bars(steps, theme, shown, whole, is_narrow), sums)
    table = data_table(_as_table(steps, shown, whole), _COLUMNS, sums)
    foot = Foot((two_reports(view), "each step computed anew"),
                table=table, picture=f"bridge-{figure}", csv=files(view, "bridge")["csv"])  # fmt: skip
    return card(title, sums, [picture, _traces(view, first, last, shown)], foot, 12, "bridge")


_COLUMNS = (
    Column("name", "Step"),
    Column("told", "Change", "text", "href"),
    Column("after", "After it", "text", "href"),
    Column("moved", "Projects concerned", "number", "href"),
)


def _writer(figure: str, is_step: bool = False) -> Callable[[object], str]:
    """How a value is written; a difference of percents is in points."""
    unit = FIGURES[figure].unit
    if unit == "rate":
        return lambda v: (
            f"{labels.number(float(str(v)) * 100, 1)}{_NO_POINT if is_step else labels.NBSP + '%'}"
        )
    if unit == "points":
        return lambda v: f"{labels.number(v, 1)}{_NO_POINT if is_step else labels.NBSP + '%'}"
    return lambda v: labels.number(v)


def _steps(
    view: View, rows: pd.DataFrame, figure: str, key: str, lists: Collection[str] = ()
) -> pd.DataFrame:
    """name, value, change, href, moved of both ends and of the steps between; empty where an end is not given."""
    ends = rows[rows["place"].isin(ENDS)]["value"]
    if len(ends) < 2 or ends.isna().any():
        return rows.iloc[0:0]
    # A step without its cause takes no row: one moment of knowing, or the whole network.
    hidden = set() if view.from_known_on != view.known_on else {"corrections"}
    hidden |= set() if view.is_filtered else {"reclassified"}
    kept = rows[rows["value"].notna() & (~rows["step"].isin(hidden) | (rows["change"].fillna(0) != 0))]
    made = [
        {"name": STEPS[step], "value": value, "change": change, "moved": moved,
         "href": _goes_to(step, lists)}
        for step, value, change, moved in kept[["step", "value", "change", "moved"]].itertuples(index=False)
        if step != "start"
    ]  # fmt: skip
    first = {
        "name": _moment(view.compared()),
        "value": rows.iloc[0]["value"],
        "href": _trace(view, key, figure, 0),
    }
    last = {"name": _moment(view), "value": rows.iloc[-1]["value"], "href": _trace(view, key, figure, 1)}
    frame = pd.DataFrame([first, *made, last], columns=["name", "value", "change", "moved", "href"])
    return frame.astype({"href": object}).assign(href=frame["href"].where(frame["href"].notna(), None))


def _goes_to(step: str, lists: Collection[str]) -> str | None:
    return next((f"#{code}" for code in _GOES_TO[step] if code in lists), None)


def _moment(view: View) -> str:
    return f"{view.period} report" + (f", by {known_on_words(view)}" if view.known_on else "")


def _trace(view: View, key: str, figure: str, end: int) -> str:
    if end:
        return trace_url(view, "network", key, figure)
    known_on = view.typed.get("compare_known_on") or view.typed.get("known_on")
    earlier = {"period": view.compare, "compare": None, "compare_known_on": None, "known_on": known_on}
    return trace_url(view, "network", key, figure, **earlier)


def _sum(steps: pd.DataFrame, shown: Callable[[object], str], whole: Callable[[object], str]) -> list[str]:
    """`108`, `−7 no longer listed`, `+33 new on the list`, `= 134`."""
    told = [shown(steps.iloc[0]["value"])]
    for name, change in steps.iloc[1:-1][["name", "change"]].itertuples(index=False):
        if signed(change, whole) != whole(0.0):
            told.append(f"{signed(change, whole)} {name[:1].lower()}{name[1:]}")
    return [", ".join(told), "=", f"{shown(steps.iloc[-1]['value'])}."]


def _as_table(
    steps: pd.DataFrame, shown: Callable[[object], str], whole: Callable[[object], str]
) -> pd.DataFrame:
    told = ["" if labels.is_missing(c) else signed(c, whole) for c in steps["change"]]
    return steps.assign(told=told, after=[shown(v) for v in steps["value"]])


def _traces(view: View, first: pd.Series, last: pd.Series, shown: Callable[[object], str]) -> Component:
    """The way to the cells of both ends, for the keyboard as well."""
    return html.P(
        [
            "Where these numbers come from: ",
            link(f"{shown(first['value'])} in {view.compare}", str(first["href"])),
            " · ",
            link(f"{shown(last['value'])} in {view.period}", str(last["href"])),
        ],
        className="note",
    )
