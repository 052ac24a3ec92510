"""Growth, bars and progress: what is drawn is what the frame says."""

import pandas as pd
import pytest

from dashboard.charts import growth, plan_and_actual, plan_curve
from dashboard.charts.scales import bar_days, clear_of_each_other, gaps, grid_lines
from dashboard.theme import DARK, LIGHT
from tests.dashboard.frames import counted, reports


def bars(figure):
    return {trace.name: trace for trace in figure.data if trace.name}


def texts(figure):
    return [a.text for a in figure.layout.annotations]


def test_each_status_is_a_trace_in_stack_order_with_its_counts():
    drawn = bars(growth(reports(), LIGHT))
    assert list(drawn) == ["Completed", "On-going", "Planning", "Not stated"]
    assert list(drawn["On-going"].y) == [0, 57, 65, 79, 108]


def test_totals_stand_over_the_bars_and_small_counts_beside_them():
    written = texts(growth(reports(), LIGHT))
    assert [t for t in written if t.startswith("<b>")] == [f"<b>{n}</b>" for n in (53, 77, 86, 108, 134)]
    assert written.count("2") == 3


def test_bars_stand_on_true_dates():
    assert [pd.Timestamp(x).date().isoformat() for x in bars(growth(reports(), LIGHT))["On-going"].x] == [
        "2018-07-08", "2022-09-21", "2023-08-14", "2024-09-25", "2025-09-30",
    ]  # fmt: skip


def test_the_gap_is_found_in_the_data_hatched_and_named():
    figure = growth(reports(), LIGHT)
    assert "2019–2021: no list published" in texts(figure)
    assert [t.marker.pattern.shape for t in figure.data if t.marker.pattern.shape] == ["/"]
    assert gaps(reports()["at_date"]) == [(0, 1)]
    assert gaps(reports()["at_date"].iloc[1:]) == []


def test_a_bar_carries_the_address_of_its_trace():
    frame = reports().assign(url="/trace?figure={status}")
    point = bars(growth(frame, LIGHT, trace_url="url"))["Completed"].customdata[4]
    assert list(point) == ["/trace?figure=completed", "2025"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_colours_are_the_themes(theme):
    assert bars(growth(reports(), theme))["Completed"].marker.color == theme.fill["completed"]


def test_growth_of_nothing_of_one_and_of_many_reports():
    none = reports().iloc[:0]
    assert not growth(none, LIGHT).data
    assert len(bars(growth(reports().tail(1), LIGHT))) == 3
    days = pd.date_range("2020-01-31", periods=24, freq="91D")
    many = pd.DataFrame([counted(at_period=f"{i}", at_date=d, ongoing=900) for i, d in enumerate(days)])
    figure = growth(many, LIGHT)
    assert len(figure.layout.xaxis.tickvals) <= 8
    assert bar_days(pd.Series(days)) < 91


def test_narrow_growth_has_fewer_words():
    assert "2019–2021: no list" in texts(growth(reports(), LIGHT, is_narrow=True))


@pytest.mark.parametrize(
    ("top", "lines"), [(134, [50, 100]), (3, [2]), (1, [1]), (4200, [2000, 4000]), (0, [])]
)
def test_grid_has_at_most_two_round_lines(top, lines):
    assert grid_lines(top) == lines


def test_planned_and_actual_stand_on_true_dates_with_their_last_values():
    rows = pd.DataFrame(
        {
            "at_date": ["2025-03-31", "2025-09-30"],
            "plan_planned": [20.0, 60.0],
            "plan_actual": [25.0, 58.0],
            "cells": ["/trace?a", "/trace?b"],
        }
    )
    figure = plan_and_actual(rows, LIGHT, actual_url="cells")
    assert [list(trace.y) for trace in figure.data] == [[20.0, 60.0], [25.0, 58.0]]
    assert texts(figure) == ["Planned 60\u00a0%", "Work done 58\u00a0%"]
    assert figure.data[1].customdata[1][0] == "/trace?b"
    assert [note.yshift for note in figure.layout.annotations] == [8, -8]


def plan(kind, days, pcts):
    return pd.DataFrame({"kind": kind, "day": pd.to_datetime(days), "planned_pct": pcts})


def told(*pcts):
    days = pd.to_datetime(["2024-06-30", "2025-06-30"])[: len(pcts)]
    return pd.DataFrame({"day": days, "progress_pct": list(pcts), "href": "/trace"})


def test_an_assumed_plan_is_dashed_and_says_so():
    assumed = plan_curve(
        plan("assumed", ["2024-01-01", "2026-01-01"], [0.0, 100.0]), told(30.0, None), LIGHT, "2025-06-30"
    )
    assert [(t.name, t.line.shape) for t in assumed.data] == [
        ("Plan, assumed", "linear"),
        ("Work done", None),
    ]
    assert assumed.data[0].line.dash != "solid"


def test_planned_work_counts_from_its_due_date_and_the_first_plan_stays_beside_the_plan_now():
    first = plan("baseline", ["2024-01-01", "2024-12-31"], [0.0, 100.0])
    now = plan("current", ["2024-01-01", "2025-12-31"], [0.0, 100.0])
    both = plan_curve(pd.concat([first, now]), told(30.0, 40.0), LIGHT, "2025-06-30")
    assert [t.name for t in both.data] == ["First plan", "Plan now", "Work done"]
    assert {t.line.shape for t in both.data[:2]} == {"hv"}
    alone = plan_curve(now, told(30.0), LIGHT, "2025-06-30")
    assert [t.name for t in alone.data] == ["Plan", "Work done"]
    assert alone.data[1].customdata[0][0] == "/trace"


def test_without_a_plan_there_is_no_curve():
    assert plan_curve(first := plan("current", [], []), told(30.0), LIGHT, "2025-06-30") is None
    assert first.empty


def test_of_two_numbers_that_would_meet_the_newer_is_written() -> None:
    assert clear_of_each_other([0, 100, 110], [50, 80, 82], 30, 10) == [0, 2]
    assert clear_of_each_other([0, 100, 110], [50, 40, 82], 30, 10) == [0, 1, 2]  # one high, one low
