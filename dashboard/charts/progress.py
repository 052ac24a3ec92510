"""Planned and actual progress of the same projects over the reports, on true dates."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.sheet import Sheet
from dashboard.theme import Theme

HEIGHT = 260
MARGIN = {"l": 47, "r": 96, "t": 10, "b": 36}  # px: percents, names of the lines, dates
BESIDE = 0.04  # share of the time axis left free before the first mark and after the last
CLOSE = 7  # points: the names of two lines that end closer than this stand above and below


def plan_and_actual(
    points: pd.DataFrame,
    theme: Theme,
    day: str = "at_date",
    planned: str = "plan_planned",
    actual: str = "plan_actual",
    planned_url: str | None = None,
    actual_url: str | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Two lines in points 0–100 with their names and last values at their ends; a mark opens its address."""
    frame = points.assign(day=pd.to_datetime(points[day])).sort_values("day")
    sheet = Sheet(theme, height, margin=MARGIN)
    ends = [float(frame[column].iloc[-1]) for column in (planned, actual)]
    is_close = abs(ends[0] - ends[1]) < CLOSE
    looks = (
        (planned, planned_url, "Planned", theme.grey_1, "4px,3px", ends[0] >= ends[1]),
        (actual, actual_url, "Work done", theme.line["ongoing"], "solid", ends[1] > ends[0]),
    )
    for column, url, words, color, dash, is_upper in looks:
        urls = frame[url].tolist() if url else [None] * len(frame)
        sheet.draw(
            "scatter",
            x=frame["day"].tolist(), y=frame[column].tolist(), mode="lines+markers", name=words, cliponaxis=False,
            line={"color": color, "width": 2, "dash": dash}, marker={"size": 8, "color": color},
            customdata=[[u] for u in urls],
            hovertemplate=f"{words} %{{y:.0f}}{labels.NBSP}%<extra></extra>",
        )  # fmt: skip
        shift = (8 if is_upper else -8) if is_close else 0
        sheet.write(
            f"{words} {labels.points(frame[column].iloc[-1], 0)}", x=frame["day"].iloc[-1],
            y=frame[column].iloc[-1], xanchor="left", xshift=8, yshift=shift, font={"size": 12, "color": color},
        )  # fmt: skip
    sheet.set(yaxis={"range": [0, 108], "tickvals": [0, 50, 100], "showgrid": True, "automargin": False})
    sheet.set(yaxis={"ticktext": [labels.points(value, 0) for value in (0, 50, 100)]})
    sheet.set(xaxis={"type": "date", "showline": True, "automargin": False, **_ticks(frame["day"])})
    return sheet.figure()


def _ticks(days: pd.Series) -> dict[str, object]:
    """The first and the last report by their dates, and the years between where they stand clear."""
    ends = [days.iloc[0], days.iloc[-1]]
    room = max((ends[1] - ends[0]) * BESIDE, pd.Timedelta(days=1))
    shown = {"range": [ends[0] - room, ends[1] + room], "ticklabeloverflow": "allow"}
    return {**shown, "tickvals": ends, "ticktext": [labels.date(day) for day in ends]}
