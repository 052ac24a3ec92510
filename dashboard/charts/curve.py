"""One project's work against its plan, on true dates: the first plan, the plan in force, and what was reported."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.sheet import Sheet
from dashboard.theme import Theme

HEIGHT = 300
_ROOM_PTS = 7  # labels at the right closer than this are moved apart
Line = tuple[str, str, str, str]


def plan_curve(
    plans: pd.DataFrame,
    reported: pd.DataFrame,
    theme: Theme,
    today: object,
    is_narrow: bool = False,
    height: int = HEIGHT,
) -> go.Figure | None:
    """Planned and reported work, 0–100 %; None where neither plan nor report has two points or one report.

    `plans`: kind (`baseline`, `current`, or `assumed` for a straight line that we assume), day, planned_pct, each kind
    by day from 0. `reported`: day, progress_pct, href (a click opens it). `today`: the data date, marked by a line.
    `is_narrow`: on a phone.
    """
    known = reported[reported["progress_pct"].notna()]
    if plans.empty or (known.empty and len(plans) < 2):
        return None
    sheet = Sheet(theme, height, margin={"r": 118, "t": 14, "b": 4})
    kinds = _kinds(plans)
    ends = [_plan(sheet, plans[plans["kind"] == kind], _look(kind, len(kinds) > 1, theme)) for kind in kinds]
    if len(known):
        ends.append(_reported(sheet, known, theme))
    _today(sheet, pd.Timestamp(str(today)), theme)
    last = max(pd.to_datetime(plans["day"]).max(), pd.Timestamp(str(today)))
    for height_pct, words, color in _apart(ends):
        sheet.write(words, x=last, y=height_pct, xanchor="left", xshift=8, font={"size": 12, "color": color})
    sheet.set(yaxis={"range": [-2, 108], "tickvals": [0, 50, 100], "showgrid": True})
    sheet.set(yaxis={"ticktext": [labels.points(v, 0) for v in (0, 50, 100)]})
    sheet.set(xaxis={"type": "date", "showline": True, "tickangle": 0, "tickformat": "%b %Y"})
    sheet.set(xaxis={"nticks": 3 if is_narrow else 7})
    return sheet.figure()


def _kinds(plans: pd.DataFrame) -> list[str]:
    return [kind for kind in ("baseline", "current", "assumed") if (plans["kind"] == kind).any()]


def _look(kind: str, has_other: bool, theme: Theme) -> Line:
    """Words, colour, dash and shape of a plan's line; planned work counts from its due date on."""
    return {
        "baseline": ("First plan", theme.grey_2, "2px,3px", "hv"),
        "current": ("Plan now" if has_other else "Plan", theme.ink, "solid", "hv"),
        "assumed": ("Plan, assumed", theme.grey_2, "6px,4px", "linear"),
    }[kind]


def _plan(sheet: Sheet, plan: pd.DataFrame, look: Line) -> tuple[float, str, str]:
    words, color, dash, shape = look
    sheet.draw(
        "scatter",
        x=pd.to_datetime(plan["day"]).tolist(), y=plan["planned_pct"].tolist(), mode="lines", name=words,
        line={"color": color, "width": 1.5, "dash": dash, "shape": shape}, cliponaxis=False,
        hovertemplate=f"{words} %{{y:.0f}}{labels.NBSP}% by %{{x|%-d %b %Y}}<extra></extra>",
    )  # fmt: skip
    return float(plan["planned_pct"].iloc[-1]), words, color


def _reported(sheet: Sheet, known: pd.DataFrame, theme: Theme) -> tuple[float, str, str]:
    color = theme.line["ongoing"]
    sheet.draw(
        "scatter",
        x=pd.to_datetime(known["day"]).tolist(), y=known["progress_pct"].tolist(), mode="lines+markers",
        name="Work done", line={"color": color, "width": 2}, marker={"size": 9, "color": color}, cliponaxis=False,
        customdata=[[href] for href in known["href"]],
        hovertemplate=f"Work done %{{y:.0f}}{labels.NBSP}% on %{{x|%-d %b %Y}}<extra></extra>",
    )  # fmt: skip
    last = float(known["progress_pct"].iloc[-1])
    return last, f"Work done {labels.points(last, 0)}", color


def _today(sheet: Sheet, day: pd.Timestamp, theme: Theme) -> None:
    line = {"color": theme.grey_3, "width": 1}
    sheet.shape(type="line", x0=day, x1=day, y0=-2, y1=104, line=line)
    sheet.write("data date", x=day, y=108, yanchor="bottom", font={"size": 12, "color": theme.grey_2})


def _apart(ends: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Labels at the right end from top to bottom, none closer to the one above than its own height."""
    placed: list[tuple[float, str, str]] = []
    for pct, words, color in sorted(ends, key=lambda end: -end[0]):
        room = placed[-1][0] - _ROOM_PTS if placed else pct
        placed.append((min(pct, room), words, color))
    return placed
