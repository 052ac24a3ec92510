"""How the list grew: a stacked bar for each report on its true date, with the years without a list marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.scales import bar_days, clear_of_each_other, gaps, grid_lines
from dashboard.charts.sheet import Sheet
from dashboard.labels import Row
from dashboard.marks import glyph_uri
from dashboard.rows import records
from dashboard.theme import Theme

HEIGHT = 320
DAY_MS = 86_400_000
BESIDE = 0.03  # share of the time axis that a number beside a bar needs
SMALL = 0.055  # share of the tallest bar under which a count stands beside its part
_FIXED = {"automargin": False}  # the room is given, so that assets/paint.js knows it too
CROWDED = 9  # from this many reports on, only totals are written
LEFT, NAMED, NAMED_AND_DATED = 16, 36, 52  # px, room left of the plot and for one or two lines under it
SLIM = 18  # pixels of a bar under which it has no room for a count


@dataclass(frozen=True)
class _Plot:
    """The sheet and what its parts share: reports by date, width of a bar in days, height of each column."""

    sheet: Sheet
    reports: pd.DataFrame
    width: float
    tops: list[int]
    theme: Theme
    is_narrow: bool
    beside: dict[pd.Timestamp, list[float]] = field(default_factory=dict)

    @property
    def top(self) -> int:
        return max([*self.tops, 1])

    @property
    def half(self) -> pd.Timedelta:
        return pd.Timedelta(days=self.width / 2)

    @property
    def is_crowded(self) -> bool:
        return len(self.reports) >= CROWDED or self.pixels(self.width) < SLIM

    def pixels(self, days: float) -> float:
        """About how wide so many days are drawn."""
        return days / (self.span.days + 2.5 * self.width) * (290 if self.is_narrow else 480)

    def clear_totals(self) -> list[int]:
        """The reports whose totals stand clear of each other, from the newest back."""
        days = [self.pixels((day - self.reports["day"].iloc[0]).days) for day in self.reports["day"]]
        return clear_of_each_other(days, self.tops, len(str(self.top)) * 9 + 2, 2 * SMALL * self.top)

    @cached_property
    def rows(self) -> Sequence[Row]:
        return records(self.reports)

    @property
    def span(self) -> pd.Timedelta:
        return self.reports["day"].iloc[-1] - self.reports["day"].iloc[0]

    def has_room_beside(self, day: pd.Timestamp, height: float) -> bool:
        """Whether a number fits right of a bar: no bar close by, and no number at nearly this height yet."""
        later = self.reports["day"][self.reports["day"] > day]
        is_free = later.empty or later.iloc[0] - day - 2 * self.half > BESIDE * self.span
        is_free = is_free and all(
            abs(height - other) > SMALL * self.top for other in self.beside.get(day, [])
        )
        if is_free:
            self.beside.setdefault(day, []).append(height)
        return is_free

    def is_wide_enough(self, text: str, day: pd.Timestamp) -> bool:
        """Whether a number stays inside its bar; the newest report's are always written."""
        return bool(len(text) * 7 + 2 <= self.pixels(self.width) or day == self.reports["day"].iloc[-1])

    @property
    def name_width(self) -> pd.Timedelta:
        """What the longest name under the axis takes of the time that the axis shows."""
        letters = self.reports["period"].str.len().max()
        pixels, width = (letters * 7.5 + 4, 290) if self.is_narrow else (max(letters, 6) * 7.5 + 6, 500)
        return self.span * (pixels / width)

    def named_days(self) -> pd.Series:
        """The days that are named under the axis, from the newest back, as many as stand clear of each other."""
        apart = self.name_width
        kept: list[int] = []
        for at in reversed(self.reports.index):
            if not kept or self.reports["day"][kept[-1]] - self.reports["day"][at] >= apart:
                kept.append(at)
        return self.reports["day"].loc[sorted(kept)]

    def write(self, text: str, size: int, color: str, **place: object) -> None:
        """Words at a place of the plot."""
        self.sheet.write(text, font={"size": size, "color": color}, **place)

    def image(self, code: str, x: object, y: float, days: float, tall: float) -> None:
        """A glyph; x is its left edge, days and tall the room it may take."""
        source = glyph_uri(code, self.theme)
        self.sheet.image(
            source=source, x=x, y=y, xref="x", yref="y", xanchor="left", yanchor="middle",
            sizex=days * DAY_MS, sizey=tall, sizing="contain", layer="above",
        )  # fmt: skip


def growth(
    reports: pd.DataFrame,
    theme: Theme,
    period: str = "at_period",
    day: str = "at_date",
    trace_url: str | None = None,
    height: int = HEIGHT,
    is_narrow: bool = False,
) -> go.Figure:
    """Projects listed in each report by status: `reports` has a row a report with the status codes as counts.

    `trace_url` names the column of addresses; `{status}` in an address becomes the code of the part.
    `is_narrow`: for a phone, with fewer words.
    """
    margin = {"l": LEFT, "b": NAMED if is_narrow else NAMED_AND_DATED}
    sheet = Sheet(theme, height, barmode="stack", bargap=0, margin=margin)
    if reports.empty:
        return sheet.figure()
    frame = reports.assign(day=pd.to_datetime(reports[day]), period=reports[period].astype(str))
    frame = frame.assign(url=reports[trace_url] if trace_url else None)
    frame = frame.sort_values("day").reset_index(drop=True)
    tops = [sum(labels.count_of(row, c) for c in labels.STATUSES) for row in records(frame)]
    plot = _Plot(sheet, frame, bar_days(frame["day"]), tops, theme, is_narrow)
    for draw in (_stack, _not_stated, _totals, _gaps, _days, _grid):
        draw(plot)
    _end_glyphs(plot, height)
    return sheet.figure()


def _stack(plot: _Plot) -> None:
    """One bar trace a status, with the counts written in or beside the parts."""
    below = [0] * len(plot.reports)
    for code, label in labels.STATUSES.items():
        counts = [labels.count_of(row, code) for row in plot.rows]
        if any(counts):
            _bars(plot, code, label, counts)
            if not plot.is_crowded:
                _values(plot, code, counts, below)
        below = [base + n for base, n in zip(below, counts, strict=True)]


def _bars(plot: _Plot, code: str, label: str, counts: list[int]) -> None:
    outline = "rgba(0,0,0,0)" if code == "not_stated" else plot.theme.line[code]
    plot.sheet.draw(
        "bar",
        x=plot.reports["day"].tolist(),
        y=counts,
        width=plot.width * DAY_MS,
        name=label,
        customdata=[[_address(row["url"], code), row["period"]] for row in plot.rows],
        marker={"color": plot.theme.fill[code], "line": {"color": outline, "width": 1}},
        hovertemplate=f"<b>%{{customdata[1]}}</b><br>{label} %{{y:,}}<extra></extra>",
    )


def _address(url: object, code: str) -> str | None:
    return None if labels.is_missing(url) else str(url).replace("{status}", code)


def _values(plot: _Plot, code: str, counts: list[int], below: list[int]) -> None:
    """The count inside its part where it fits, else beside it (on a phone not at all)."""
    for day, n, base in zip(plot.reports["day"], counts, below, strict=True):
        text = labels.number(n)
        if n / plot.top > SMALL and not plot.is_wide_enough(text, day):
            continue
        if n / plot.top > SMALL:
            place = {"x": day, "y": base + n / 2, "yanchor": "middle"}
            plot.write(text, 13, plot.theme.on_fill(code), **place)
        elif n and not plot.is_narrow and plot.has_room_beside(day, base + n / 2):
            place = {"x": day + plot.half, "xanchor": "left", "xshift": 4, "y": base + n / 2}
            place |= {"yanchor": "middle"} if base else {"yanchor": "bottom", "yshift": -4}
            plot.write(text, 12, plot.theme.grey_1, **place)


def _not_stated(plot: _Plot) -> None:
    """The dashed outline of the part whose status is open, with its mark where the whole report is."""
    line = {"color": plot.theme.line["not_stated"], "width": 1, "dash": "2.5px,2px"}
    for row, top in zip(plot.rows, plot.tops, strict=True):
        if not (n := labels.count_of(row, "not_stated")):
            continue
        sides = {"x0": row["day"] - plot.half, "x1": row["day"] + plot.half}
        plot.sheet.shape(type="rect", y0=top - n, y1=top, line=line, **sides)
        if n == top and n / plot.top > 4 * SMALL:
            plot.image(
                "not_stated", row["day"] - plot.half * 0.4, top * 0.74, plot.width * 0.4, plot.top * 0.05
            )


def _totals(plot: _Plot) -> None:
    for at in plot.clear_totals():
        day, top = plot.reports["day"][at], plot.tops[at]
        text, size = f"<b>{labels.number(top)}</b>", 13 if plot.is_crowded else 15
        plot.write(text, size, plot.theme.ink, x=day, y=top, yanchor="bottom", yshift=3)


def _gaps(plot: _Plot) -> None:
    """Hatch on the axis over the years without a list, and its name."""
    hatch = {"shape": "/", "size": 6, "solidity": 0.28, "fgcolor": plot.theme.hatch, "fillmode": "replace"}
    marker = {"color": "rgba(0,0,0,0)", "line": {"width": 0}, "pattern": hatch}
    for before, after in gaps(plot.reports["day"]):
        a, b = plot.reports["day"].iloc[before], plot.reports["day"].iloc[after]
        middle, length = a + (b - a) / 2, (b - a) - plot.half * 3.1
        width, tall = length.total_seconds() * 1000, plot.top * 0.042
        plot.sheet.draw("bar", x=[middle], y=[tall], width=width, hoverinfo="skip", marker=marker)
        words = "no list" if plot.is_narrow else "no list published"
        text = f"{labels.span(a.year + 1, b.year - 1)}: {words}"
        plot.write(text, 12, plot.theme.grey_2, x=middle, y=tall, yanchor="bottom", yshift=2)


def _days(plot: _Plot) -> None:
    """The axis of true dates: the report's name, and its day under it."""
    style = f"<span style='color:{plot.theme.grey_1};font-size:13px'>"
    ticks = [f"{style}{row['period']}</span>" + _day(plot, row["day"]) for row in plot.rows]
    days = plot.reports["day"]
    left = (0.03 + 0.018 * len(f"{plot.top:,}")) * (1.3 if plot.is_narrow else 1)
    room = max(plot.half * 2.4, plot.half + (days.iloc[-1] - days.iloc[0]) * left)
    ends = [days.iloc[0] - room, days.iloc[-1] + max(plot.half * 2.15, plot.name_width * 0.6)]
    kept = plot.named_days()
    words = {"tickvals": kept.tolist(), "ticktext": [ticks[i] for i in kept.index], "tickangle": 0}
    plot.sheet.set(xaxis={**_FIXED, "type": "date", "range": ends, "showline": True, "linewidth": 1, **words})


def _day(plot: _Plot, day: object) -> str:
    return "" if plot.is_narrow else f"<br>{labels.date(day, year=False)}"


def _grid(plot: _Plot) -> None:
    ticks = {"tickvals": grid_lines(plot.top), "tickformat": ",", "showgrid": True, "gridwidth": 1}
    inside = {"ticklabelposition": "inside top", "ticklabelshift": 2}
    plot.sheet.set(yaxis={**_FIXED, "range": [0, plot.top * 1.1], **ticks, **inside})


def _end_glyphs(plot: _Plot, height: int) -> None:
    """The glyph of each status beside its part of the newest bar, so that no one has to look it up."""
    row, base = plot.rows[-1], 0
    place = plot.reports["day"].iloc[-1] + plot.half * 1.22
    tall = plot.top * 1.1 * 14 / (height - 40)
    for code in labels.STATUSES:
        n = labels.count_of(row, code)
        if n > plot.top * 0.03:
            plot.image(code, place, base + n / 2, plot.width * 0.36, tall)
        base += n
