"""How the list grew: a stacked bar for each report on its true date, with the years without a list marked."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.marks import glyph_uri
from dashboard.theme import Theme, template

HEIGHT = 320
DAY_MS = 86_400_000
GAP_YEARS = 2  # more years than this between two reports is a gap


def growth(
    reports: pd.DataFrame,
    theme: Theme,
    period: str = "at_period",
    day: str = "at_date",
    trace_url: str | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Projects listed in each report by status: `reports` has a row a report with the status codes as counts.

    `trace_url` names the column of addresses ("…{status}…" is filled in where it is written so).
    """
    figure = go.Figure(
        layout={"template": template(theme), "height": height, "barmode": "stack", "bargap": 0}
    )
    if reports.empty:
        return figure
    frame = reports.assign(day=pd.to_datetime(reports[day])).sort_values("day").reset_index(drop=True)
    width = bar_days(frame["day"])
    tops = _stack(figure, frame, width, theme, period, trace_url)
    _not_stated(figure, frame, width, theme)
    _totals(figure, frame, tops, theme)
    _gaps(figure, frame, width, max(tops), theme)
    _axes(figure, frame, period, width, max(tops), theme)
    _end_glyphs(figure, frame, width, max(tops), height, theme)
    return figure


def bar_days(days: pd.Series) -> float:
    """Width of a bar in days: about a thirteenth of the span, less where two reports stand close."""
    if len(days) < 2:
        return 120.0
    steps = days.diff().dropna().dt.days
    return float(max(min((days.iloc[-1] - days.iloc[0]).days / 12.2, steps.min() * 0.75), 5.0))


def _counts(frame: pd.DataFrame, code: str) -> list[int]:
    return [labels.count_of(row, code) for row in frame.to_dict("records")]


def _stack(
    figure: go.Figure, frame: pd.DataFrame, width: float, theme: Theme, period: str, trace_url: str | None
) -> list[int]:
    """One bar trace a status; returns the height of each column."""
    tops = [0] * len(frame)
    whole = max(sum(_counts(frame, code)[i] for code in labels.STATUSES) for i in range(len(frame)))
    for code, label in labels.STATUSES.items():
        counts = _counts(frame, code)
        if not any(counts):
            continue
        data = [[_address(frame, trace_url, i, code), p] for i, p in enumerate(frame[period].astype(str))]
        figure.add_bar(
            x=frame["day"].tolist(),
            y=counts,
            width=width * DAY_MS,
            name=label,
            customdata=data,
            marker={"color": theme.fill[code], "line": {"color": _outline(theme, code), "width": 1}},
            hovertemplate=f"<b>%{{customdata[1]}}</b><br>{label} %{{y:,}}<extra></extra>",
        )
        _values(figure, frame, counts, tops, whole, width, theme.on_fill(code), theme)
        tops = [top + n for top, n in zip(tops, counts, strict=True)]
    return tops


def _outline(theme: Theme, code: str) -> str:
    return "rgba(0,0,0,0)" if code == "not_stated" else theme.line[code]


def _address(frame: pd.DataFrame, trace_url: str | None, place: int, code: str) -> str | None:
    if trace_url is None or labels.is_missing(frame[trace_url].iloc[place]):
        return None
    return str(frame[trace_url].iloc[place]).replace("{status}", code)


def _values(
    figure: go.Figure,
    frame: pd.DataFrame,
    counts: list[int],
    below: list[int],
    whole: int,
    width: float,
    inside: str,
    theme: Theme,
) -> None:
    """The count in its segment where it fits, else beside it."""
    for day, n, base in zip(frame["day"], counts, below, strict=True):
        if not n:
            continue
        fits = n / whole > 0.055
        place = (
            {"x": day, "xanchor": "center"}
            if fits
            else {"x": day + pd.Timedelta(days=width / 2), "xshift": 4}
        )
        place |= {} if fits else {"xanchor": "left"}
        font = {"size": 13 if fits else 12, "color": inside if fits else theme.grey_1}
        figure.add_annotation(
            text=labels.number(n),
            y=base + n / 2,
            yanchor="middle",
            showarrow=False,
            borderpad=0,
            font=font,
            **place,
        )


def _not_stated(figure: go.Figure, frame: pd.DataFrame, width: float, theme: Theme) -> None:
    """The dashed outline of the part whose status is open."""
    half = pd.Timedelta(days=width / 2)
    for row in frame.to_dict("records"):
        if not (n := labels.count_of(row, "not_stated")):
            continue
        top = sum(labels.count_of(row, code) for code in labels.STATUSES)
        line = {"color": theme.line["not_stated"], "width": 1, "dash": "2.5px,2px"}
        figure.add_shape(
            type="rect", x0=row["day"] - half, x1=row["day"] + half, y0=top - n, y1=top, line=line
        )


def _totals(figure: go.Figure, frame: pd.DataFrame, tops: list[int], theme: Theme) -> None:
    for day, top in zip(frame["day"], tops, strict=True):
        figure.add_annotation(
            text=f"<b>{labels.number(top)}</b>", x=day, y=top, yanchor="bottom", yshift=3, showarrow=False,
            borderpad=0, font={"size": 15, "color": theme.ink},
        )  # fmt: skip


def gaps(days: pd.Series) -> list[tuple[int, int]]:
    """Positions of two reports in turn with years without a list between them."""
    years = [day.year for day in days]
    return [(i - 1, i) for i in range(1, len(years)) if years[i] - years[i - 1] > GAP_YEARS]


def _gaps(figure: go.Figure, frame: pd.DataFrame, width: float, top: int, theme: Theme) -> None:
    for before, after in gaps(frame["day"]):
        a, b = frame["day"].iloc[before], frame["day"].iloc[after]
        room = pd.Timedelta(days=width * 0.78)
        middle, length = a + (b - a) / 2, (b - a) - 2 * room
        figure.add_bar(
            x=[middle], y=[top * 0.042], width=length.total_seconds() * 1000, hoverinfo="skip",
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}, "pattern": {
                "shape": "/", "size": 6, "solidity": 0.28, "fgcolor": theme.hatch, "fillmode": "replace"}},
        )  # fmt: skip
        words = f"{labels.span(a.year + 1, b.year - 1)}: no list published"
        figure.add_annotation(
            text=words, x=middle, y=top * 0.042, yanchor="bottom", yshift=2, showarrow=False, borderpad=0,
            font={"size": 12, "color": theme.grey_2},
        )  # fmt: skip


def _axes(figure: go.Figure, frame: pd.DataFrame, period: str, width: float, top: int, theme: Theme) -> None:
    half = pd.Timedelta(days=width / 2)
    ticks = [
        f"<span style='color:{theme.grey_1};font-size:13px'>{p}</span><br>{labels.date(d, year=False)}"
        for p, d in zip(frame[period], frame["day"], strict=True)
    ]
    days = frame["day"]
    start, end = days.iloc[0] - half * 2.4, days.iloc[-1] + half * 1.9
    axis = {"type": "date", "range": [start, end], "tickvals": days.tolist(), "ticktext": ticks}
    figure.update_xaxes(showline=True, linewidth=1, **axis)
    lines = _grid_lines(top)
    figure.update_yaxes(
        range=[0, max(top, 1) * 1.1], tickvals=lines, showgrid=True, gridwidth=1, ticklabelposition="inside top",
        ticklabelshift=2,
    )  # fmt: skip


def _grid_lines(top: int) -> list[int]:
    """At most two round values for the grid."""
    steps = [base * 10**power for power in range(8) for base in (1, 2, 5)]
    step = next((s for s in steps if top / s < 3), 1)
    return [step * i for i in (1, 2) if step * i <= top]


def _end_glyphs(
    figure: go.Figure, frame: pd.DataFrame, width: float, top: int, height: int, theme: Theme
) -> None:
    """The glyph of each status beside its part of the newest bar, so that no one has to look it up."""
    last, base, row = frame["day"].iloc[-1], 0, frame.iloc[-1].to_dict()
    tall = max(top, 1) * 1.1 * 14 / (height - 40)
    for code in labels.STATUSES:
        n = labels.count_of(row, code)
        if n > top * 0.03:
            figure.add_layout_image(
                source=glyph_uri(code, theme), x=last + pd.Timedelta(days=width * 0.5 + width * 0.14),
                y=base + n / 2, xref="x", yref="y", xanchor="left", yanchor="middle",
                sizex=width * DAY_MS * 0.34, sizey=tall, sizing="contain", layer="above",
            )  # fmt: skip
        base += n
