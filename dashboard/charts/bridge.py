"""From a figure at one moment to the same at another: a bar at each end, and a step for all that changed between."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.sheet import Sheet
from dashboard.rows import records
from dashboard.theme import Theme

ROW = 38  # px a row
Writer = Callable[[object], str]
_ROOM = 1.16  # of the longest bar, for the number at its end


def bridge_bars(
    steps: pd.DataFrame, theme: Theme, shown: Writer, step: Writer | None = None, is_narrow: bool = False
) -> go.Figure:
    """Rows from the top: `steps` has name, value (after the step), change (blank for the two ends) and href (a click
    opens it, None = nothing); `shown` writes a value, `step` a difference. A step up is filled, a step down outlined.
    """
    rows = records(steps)
    sheet = Sheet(theme, ROW * len(rows) + 8, bargap=0.42, barmode="overlay", margin={"r": 8})
    before = 0.0
    for place, row in enumerate(rows):
        is_end = labels.is_missing(row["change"])
        start, end = (0.0 if is_end else before), float(row["value"])
        text = shown(end) if is_end else signed(end - start, step or shown)
        _bar(sheet, place, start, end, row, is_end, theme, text)
        if place:
            _thread(sheet, place, before, theme)
        before = end
    largest = max([float(row["value"]) for row in rows] + [0.0])
    smallest = min([float(row["value"]) for row in rows] + [0.0])
    names = [_name(str(row["name"]), is_narrow) for row in rows]
    font = {"size": 12 if is_narrow else 13, "color": theme.ink}
    ticks = {"tickvals": list(range(len(rows))), "ticktext": names, "tickfont": font, "ticklabelstandoff": 8}
    sheet.set(yaxis={"range": [len(rows) - 0.5, -0.5], "showline": not smallest, **ticks})
    room = (largest - smallest or 1.0) * (_ROOM + 0.12 * is_narrow - 1)
    sheet.set(xaxis={"range": [smallest - room * bool(smallest), largest + room], "showticklabels": False})
    if smallest:
        sheet.shape(
            type="line", x0=0, x1=0, y0=-0.5, y1=len(rows) - 0.5, line={"color": theme.grey_3, "width": 1}
        )
    return sheet.figure()


def _bar(
    sheet: Sheet, place: int, start: float, end: float, row: labels.Row, is_end: bool, theme: Theme, text: str
) -> None:  # fmt: skip
    fill = theme.grey_1 if is_end else theme.accent if end >= start else theme.paper
    edge = theme.grey_1 if is_end else theme.accent
    sheet.draw(
        "bar",
        x=[end - start], base=[start], y=[place], orientation="h", name=str(row["name"]),
        marker={"color": fill, "line": {"color": edge, "width": 1.5}},
        customdata=[[row.get("href"), str(row["name"]), text]],
        hovertemplate="%{customdata[1]}<br><b>%{customdata[2]}</b><extra></extra>",
    )  # fmt: skip
    moved = is_end or bool(end - start)
    font = {"size": 13, "color": theme.ink if moved else theme.grey_2}
    at = {"x": max(start, end), "y": place, "xanchor": "left", "yanchor": "middle", "xshift": 6}
    sheet.write(f"<b>{text}</b>" if moved else text, font=font, **at)


def _thread(sheet: Sheet, place: int, at: float, theme: Theme) -> None:
    """Leads the eye from the end of one bar to the start of the next."""
    sheet.shape(
        type="line", x0=at, x1=at, y0=place - 0.72, y1=place - 0.28, line={"color": theme.grey_3, "width": 1}
    )


def signed(step: float, shown: Writer) -> str:
    """`+33`, `−7`, `0`; a step too small to be written is 0 as well."""
    text = shown(abs(step))
    if text == shown(0.0):
        return text
    return f"{'+' if step > 0 else '−'}{text}"


def _name(name: str, is_narrow: bool) -> str:
    """On a phone a long name takes two lines."""
    words = name.split(" ")
    if not is_narrow or len(name) < 18:
        return name
    half = next(
        (i for i in range(1, len(words)) if len(" ".join(words[:i])) >= len(name) / 2 - 2), len(words)
    )
    return " ".join(words[:half]) + "<br>" + " ".join(words[half:])
