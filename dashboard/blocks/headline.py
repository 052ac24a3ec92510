"""The main figures of a page, each with its change, its small history and the way to its cells."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import labels
from dashboard.addresses import cells_url, trace_url
from dashboard.blocks.context import Context
from dashboard.components import Figure, count_line, figure_row, link
from dashboard.queries import spread


def opening(context: Context, axis: str, key: str) -> list[Component | None]:
    """How every page of figures opens: main figures, status counts with their change, and what is measured."""
    return [headline(context, axis, key), counts(context, axis, key), measured(context, axis, key)]


def headline(context: Context, axis: str, key: str) -> Component:
    """Listed, completed, completed of the first list, cities that reported; of a member, without the last."""
    now = context.now
    figures = [
        _figure(context, axis, key, "projects", "Projects listed"),
        _figure(context, axis, key, "completed", "Completed", labels.percent(now["completion_rate"])),
        _first_list(context, axis, key),
        _reported(context, axis, key),
    ]
    return figure_row([figure for figure in figures if figure])


def counts(context: Context, axis: str, key: str) -> Component | None:
    """Every status count with its change since the moment compared with."""
    now = context.now
    if not now["projects"]:
        return None
    since = context.view.compare or ""
    return count_line(now, context.before, since, lambda status: trace_url(context.view, axis, key, status))


def _figure(context: Context, axis: str, key: str, name: str, label: str, small: str = "") -> Figure:
    value, view = context.now[name], context.view
    if name == "completed" and labels.is_open(context.now):
        return Figure(
            label,
            labels.MISSING,
            change="no status stated yet",
            history=_history(context, name),
            history_href=_at_each(context, axis, key, name),
        )
    return Figure(
        label=label,
        value=labels.number(value),
        small="" if small == labels.MISSING else small,
        change=_change(context, name),
        history=_history(context, name),
        history_href=_at_each(context, axis, key, name),
        href=trace_url(view, axis, key, name) if value else None,
        small_href=trace_url(view, axis, key, "completion_rate") if small else None,
    )


def _change(context: Context, name: str) -> str:
    """The change since the moment compared with; where that states no status, nothing has grown from zero."""
    since = context.view.compare or ""
    if context.before is None:
        return ""
    if name == "completed" and labels.is_open(context.before):
        return f"no status stated in {since}"
    return labels.change(context.now[name], context.before[name], since)


def _cells(context: Context, axis: str, key: str, figure: str, words: str) -> Component:
    """A number inside a sentence that leads to its cells."""
    return link(words, trace_url(context.view, axis, key, figure), class_name="quiet")


def _at_each(context: Context, axis: str, key: str, figure: str) -> str:
    """Where the figure stands at every report, each with its own cells."""
    return trace_url(context.view, axis, key, figure) + "#history"


def _history(context: Context, name: str) -> list[tuple[object, object]]:
    rows = context.history
    values = rows[name].where(rows["projects"] > rows["not_stated"]) if name == "completed" else rows[name]
    return list(zip(rows["at_date"], values, strict=True))


def _first_list(context: Context, axis: str, key: str) -> Figure | None:
    now = context.now
    if not now["baseline_projects"]:
        return None
    share = labels.percent(now["completion_rate_baseline"])
    is_open = labels.is_missing(now["baseline_completed"])
    return Figure(
        label="Completed, of the first list",
        value=labels.number(now["baseline_completed"]),
        small=f"of {labels.number(now['baseline_projects'])}",
        change="no status stated yet"
        if is_open
        else [_cells(context, axis, key, "completion_rate_baseline", share), " of the first list"],
        small_href=trace_url(context.view, axis, key, "baseline_projects"),
        history=list(zip(context.history["at_date"], context.history["baseline_completed"], strict=True)),
        history_href=_at_each(context, axis, key, "baseline_completed"),
        href=None if is_open else trace_url(context.view, axis, key, "baseline_completed"),
    )


def _reported(context: Context, axis: str, key: str) -> Figure | None:
    now = context.now
    if axis not in ("network", "country") or pd.isna(now["reported_cities"]):
        return None
    before = None if context.before is None else context.before["reported_cities"]
    return Figure(
        label="Cities that reported",
        value=labels.number(now["reported_cities"]),
        small=f"of {labels.number(now['member_cities'])}",
        change=labels.change(now["reported_cities"], before, context.view.compare or ""),
        history=list(zip(context.history["at_date"], context.history["reported_cities"], strict=True)),
        history_href=_at_each(context, axis, key, "reported_cities"),
        href=trace_url(context.view, axis, key, "reported_cities"),
    )


def measured(context: Context, axis: str, key: str) -> Component | None:
    """Progress, plan and punctuality, each where reports give it; None where they give none."""
    now = context.now
    figures = [_progress(context, axis, key)] if now["progress_n"] else []
    if not pd.isna(now["slippage"]):
        figures += _plan(context, axis, key)
    if axis in ("network", "country", "city") and not pd.isna(now["on_time_rate"]):
        figures.append(_on_time(context, axis, key))
    return figure_row(figures, "Progress, plan and punctuality") if figures else None


def _progress(context: Context, axis: str, key: str) -> Figure:
    """The mean with its coverage and bounds; where too few have a percent for a mean, these alone (method.md 3)."""
    now, means = context.now, context.history["progress_mean"]
    total, is_given = int(now["projects"] - now["cancelled"]), not pd.isna(now["progress_mean"])

    def to(figure: str, words: str) -> Component:
        return _cells(context, axis, key, figure, words)

    middle = ["median ", to("progress_median", labels.points(now["progress_median"], 0)), ", from "]
    known = [to("progress_n", labels.number(now["progress_n"])), f" of {labels.counted(total, 'project')}"]
    low, high = labels.points(now["progress_low"]), labels.points(now["progress_high"])
    bounds = ["; between ", to("progress_low", low), " and ", to("progress_high", high)]
    return Figure(
        label="Mean progress",
        value=labels.points(now["progress_mean"], 0) if is_given else labels.MISSING,
        change=[
            *(middle if is_given else ["known for "]),
            *known,
            *(bounds if now["progress_n"] < total else []),
        ],
        history=list(zip(context.history["at_date"], means, strict=True)) if means.notna().any() else (),
        history_href=_at_each(context, axis, key, "progress_mean"),
        href=trace_url(context.view, axis, key, "progress_mean") if is_given else None,
    )


def _plan(context: Context, axis: str, key: str) -> list[Figure]:
    """Planned beside the difference to it, both of the projects that have a plan and a percent."""
    now, rows = context.now, spread.plan(context.view)
    side = labels.against_plan(now["slippage"]).split(" points ")[-1]
    of_these = _cells(context, axis, key, "slippage_n", labels.counted(now["slippage_n"], "project"))
    return [
        Figure(
            label="Planned by the data date",
            value=labels.points(
                rows.loc[rows["at_period"] == context.view.period, "plan_planned"].iloc[0], 0
            ),
            change=["mean of ", of_these, " with dated milestones and a percent"],
            history=list(zip(rows["at_date"], rows["plan_planned"], strict=True)),
            history_href="#plan-card",
            href=cells_url(context.view, axis, key, "plan_planned"),
        ),
        Figure(
            label="Actual against planned",
            value=labels.signed(now["slippage"], 1),
            small="points",
            change=[f"{side}, from the same {labels.plural(int(now['slippage_n']), 'project')}"],
            href=cells_url(context.view, axis, key, "slippage"),
        ),
    ]


def _on_time(context: Context, axis: str, key: str) -> Figure:
    now = context.now
    return Figure(
        label="Reports on time",
        value=labels.percent(now["on_time_rate"], 0),
        change=f"of {labels.number(now['expected_cities'])} expected, by the due date",
        history=[(day, rate * 100) for day, rate in _rates(context)],
        history_href=_at_each(context, axis, key, "on_time_rate"),
        href=trace_url(context.view, axis, key, "on_time_rate"),
    )


def _rates(context: Context) -> list[tuple[object, float]]:
    rows = context.history.dropna(subset=["on_time_rate"])
    return list(zip(rows["at_date"], rows["on_time_rate"].astype(float), strict=True))
