"""Progress where percentages exist: how the projects spread."""

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
