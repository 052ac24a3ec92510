"""Progress where percentages exist: how the projects spread, and one project's work against its plan."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.sheet import Sheet
from dashboard.theme import Theme

HEIGHT = 260
STEP = 10  # points a bar


def progress_histogram(
    projects: pd.DataFrame, theme: Theme, value: str = "progress_pct", height: int = HEIGHT
) -> go.Figure | None:
    """How many projects stand at 0–10, 10–20 … 90–100 per cent (100 in the last); None when none gives a percent.

    Projects without a value are not drawn: the page says how many they are.
    """
    given = pd.to_numeric(projects[value], errors="coerce").dropna().clip(0, 100)
    if given.empty:
        return None
    bins = (given // STEP).clip(upper=100 // STEP - 1).astype(int)
    counts = bins.value_counts().reindex(range(100 // STEP), fill_value=0)
    starts = [STEP * i for i in counts.index]
    sheet = Sheet(theme, height, bargap=0.12)
    sheet.draw(
        "bar",
        x=[start + STEP / 2 for start in starts], y=counts.tolist(), marker={"color": theme.grey_3},
        text=[labels.number(n) if n else "" for n in counts], textposition="outside", cliponaxis=False,
        customdata=[[None, labels.span(start, start + STEP)] for start in starts],
        hovertemplate=f"%{{customdata[1]}}{labels.NBSP}%<br>%{{y:,}} projects<extra></extra>",
    )  # fmt: skip
    _median(sheet, float(given.median()), int(counts.max()), theme)
    sheet.set(xaxis={"range": [0, 101], "showline": True, **_percent_ticks(0, 25, 50, 75, 100)})
    sheet.set(yaxis={"range": [0, int(counts.max()) * 1.25], "showticklabels": False})
    return sheet.figure()


def _percent_ticks(*values: int) -> dict[str, object]:
    words = [labels.points(value, 0) for value in values]
    return {"tickvals": list(values), "ticktext": words, "ticklabeloverflow": "allow"}


def _median(sheet: Sheet, median: float, top: int, theme: Theme) -> None:
    line = {"color": theme.ink, "width": 1.5}
    sheet.shape(type="line", x0=median, x1=median, y0=0, y1=top * 1.16, line=line)
    is_right = median > 60
    sheet.write(
        f"half are below {labels.points(median)}", x=median, y=top * 1.16,
        xanchor="right" if is_right else "left", xshift=-5 if is_right else 5, yanchor="middle",
        font={"size": 12, "color": theme.grey_1},
    )  # fmt: skip


def plan_curve(
    points: pd.DataFrame,
    theme: Theme,
    day: str = "at_date",
    planned: str = "planned_pct",
    assumed: str = "assumed_planned_pct",
    actual: str = "progress_pct",
    trace_url: str | None = None,
    height: int = HEIGHT,
) -> go.Figure | None:
    """Work done against the plan over true dates, 0–100 %; None when no date has a value.

    A plan from milestones is a full line; one that we assumed is dashed and says so. Blank stays blank.
    """
    frame = points.assign(day=pd.to_datetime(points[day])).sort_values("day")
    drawn = [column for column in (planned, assumed, actual) if frame[column].notna().any()]
    if not drawn:
        return None
    sheet = Sheet(theme, height, margin={"r": 96, "t": 10})
    if planned in drawn:
        _plan_line(sheet, frame, planned, "Plan", "solid", theme)
    elif assumed in drawn:
        _plan_line(sheet, frame, assumed, "Plan, assumed", "4px,3px", theme)
    if actual in drawn:
        _actual_line(sheet, frame, actual, trace_url, theme)
    inside = {"ticklabelposition": "inside top", "ticklabelshift": 2, "showgrid": True}
    sheet.set(yaxis={"range": [0, 116], **_percent_ticks(0, 50, 100), **inside})
    days = frame["day"].drop_duplicates()
    words = [labels.date(d) for d in days]
    sheet.set(xaxis={"type": "date", "tickvals": days.tolist(), "ticktext": words, "showline": True})
    return sheet.figure()


def _plan_line(sheet: Sheet, frame: pd.DataFrame, column: str, words: str, dash: str, theme: Theme) -> None:
    given = frame[frame[column].notna()]
    line = {"color": theme.grey_1, "width": 1.5, "dash": dash}
    sheet.draw(
        "scatter",
        x=given["day"].tolist(), y=given[column].tolist(), mode="lines", line=line, name=words, cliponaxis=False,
        hovertemplate=f"{words} %{{y:.0f}}{labels.NBSP}%<extra></extra>",
    )  # fmt: skip
    _end(sheet, given, column, words, theme.grey_1)


def _actual_line(sheet: Sheet, frame: pd.DataFrame, column: str, trace_url: str | None, theme: Theme) -> None:
    given = frame[frame[column].notna()]
    urls = given[trace_url].tolist() if trace_url else [None] * len(given)
    color = theme.line["ongoing"]
    sheet.draw(
        "scatter",
        x=given["day"].tolist(), y=given[column].tolist(), mode="lines+markers", name="Work done", cliponaxis=False,
        line={"color": color, "width": 2}, marker={"size": 8, "color": color}, customdata=[[u] for u in urls],
        hovertemplate=f"Work done %{{y:.0f}}{labels.NBSP}%<extra></extra>",
    )  # fmt: skip
    _end(sheet, given, column, "Work done", theme.ink)


def _end(sheet: Sheet, given: pd.DataFrame, column: str, words: str, color: str) -> None:
    """The name and the last value at the end of a line."""
    last = given.iloc[-1]
    sheet.write(
        f"{words} {labels.points(last[column], 0)}", x=last["day"], y=last[column], xanchor="left", xshift=8,
        font={"size": 12, "color": color},
    )  # fmt: skip
