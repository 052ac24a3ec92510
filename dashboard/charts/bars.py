"""Horizontal bars: status counts of many rows, and money planned against spent."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import labels
from dashboard.charts.sheet import Sheet
from dashboard.labels import Row
from dashboard.theme import Theme

ROW = 26  # px a row
HEAD = 8


def _sheet(theme: Theme, rows: int, barmode: str) -> Sheet:
    return Sheet(theme, ROW * max(rows, 1) + 2 * HEAD, bargap=0.4, barmode=barmode)


def _rows_down(sheet: Sheet, names: list[str], theme: Theme) -> None:
    """Rows from the top in the order given, their names in ink."""
    font = {"size": 13, "color": theme.ink}
    ticks = {"tickvals": list(range(len(names))), "ticktext": names, "tickfont": font, "ticklabelstandoff": 8}
    sheet.set(yaxis={"range": [len(names) - 0.5, -0.5], "showline": True, **ticks})


def status_bars(
    rows: pd.DataFrame, theme: Theme, name: str = "name", trace_url: str | None = None
) -> go.Figure:
    """Projects by status, one bar a row in the order given: `rows` has the name and the status codes as counts.

    `trace_url` names the column of addresses; `{status}` in an address becomes the code of the part.
    """
    sheet = _sheet(theme, len(rows), "stack")
    records = rows.to_dict("records")
    for code in labels.used_statuses(records):
        sheet.draw("bar", **_part(records, code, name, theme, trace_url))
    totals = [sum(labels.count_of(row, code) for code in labels.STATUSES) for row in records]
    for place, total in enumerate(totals):
        _at_end(sheet, total, place, labels.number(total), theme)
    _rows_down(sheet, [str(row[name]) for row in records], theme)
    sheet.set(xaxis={"range": [0, max([*totals, 1]) * 1.08], "showticklabels": False})
    return sheet.figure()


def _part(records: list[Row], code: str, name: str, theme: Theme, trace_url: str | None) -> dict[str, object]:
    counts = [labels.count_of(row, code) for row in records]
    urls = [None if not trace_url else str(row[trace_url]).replace("{status}", code) for row in records]
    label = labels.status_label(code)
    return {
        "x": counts,
        "y": list(range(len(records))),
        "orientation": "h",
        "name": label,
        "customdata": [[url, str(row[name])] for url, row in zip(urls, records, strict=True)],
        "marker": {"color": theme.fill[code], "line": {"color": theme.line[code], "width": 1}},
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{label} %{{x:,}}<extra></extra>",
    }


def _at_end(sheet: go.Figure, x: float, y: int, text: str, theme: Theme) -> None:
    place = {"x": x, "y": y, "xanchor": "left", "yanchor": "middle", "xshift": 6}
    sheet.write(f"<b>{text}</b>", font={"size": 13, "color": theme.ink}, **place)


def budget_bars(
    rows: pd.DataFrame,
    theme: Theme,
    name: str = "title",
    budget: str = "budget",
    spent: str = "spent",
    currency: str = "currency",
    trace_url: str | None = None,
) -> go.Figure | None:
    """Money spent inside the approved budget, of rows in one currency; None when no row gives a budget.

    Rows in another currency than the most frequent one are left out: amounts are never added up across them.
    """
    given = rows[rows[budget].notna() & rows[currency].notna()]
    if given.empty:
        return None
    main = sorted(given[currency].mode())[0]
    kept = given[given[currency] == main].reset_index(drop=True)
    sheet = _sheet(theme, len(kept), "overlay")
    urls = kept[trace_url].tolist() if trace_url else [None] * len(kept)
    data = [[url, n] for url, n in zip(urls, kept[name], strict=True)]
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": theme.grey_1, "width": 1}}
    filled = {"color": theme.grey_3, "line": {"width": 0}}
    for column, words, marker in ((budget, "Budget", outline), (spent, "Spent", filled)):
        sheet.draw(
            "bar",
            x=kept[column].tolist(), y=kept.index.tolist(), orientation="h", name=words, marker=marker, customdata=data,
            hovertemplate=f"<b>%{{customdata[1]}}</b><br>{words} %{{x:,.0f}} {main}<extra></extra>",
        )  # fmt: skip
    for place, row in enumerate(kept.to_dict("records")):
        text = f"{labels.number(row[spent])} of {labels.number(row[budget])} {main}"
        _at_end(sheet, max(float(row[budget]), _amount(row[spent])), place, text, theme)
    _rows_down(sheet, [str(value) for value in kept[name]], theme)
    sheet.set(xaxis={"range": [0, float(kept[budget].max()) * 1.8], "showticklabels": False})
    return sheet.figure()


def _amount(value: object) -> float:
    return 0.0 if labels.is_missing(value) else float(str(value))
