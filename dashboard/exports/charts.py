"""Native charts of a workbook: they read the cells beside them, so that a changed cell changes the picture."""

from __future__ import annotations

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard import labels
from dashboard.theme import LIGHT

_MOST = 60  # members that a chart can show legibly
_ROW_PX = 20


def draw(book: Workbook, page: Worksheet, how: str, rows: pd.DataFrame, head: int) -> None:
    """Put the chart of a table under its rows; nothing where it has none, or too many rows to be read."""
    if not how or rows.empty or len(rows) > _MOST:
        return
    if how == "history":
        if "key" in rows and rows["key"].nunique() > 1:
            return
        made = _by_status(book, page, rows, head, "at_period", "column")
    elif how == "bins":
        made = _bins(book, page, rows, head)
    else:
        made = _by_status(book, page, rows, head, "name", "bar")
    made.set_size({"width": 900, "height": max(320, 90 + _ROW_PX * len(rows) if how == "status" else 320)})
    page.insert_chart(head + len(rows) + 3, 0, made, {"description": "Chart of the table above"})


def _by_status(book: Workbook, page: Worksheet, rows: pd.DataFrame, head: int, names: str, kind: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    made = book.add_chart({"type": kind, "subtype": "stacked"})
    where = {name: place for place, name in enumerate(rows.columns)}
    first, last = head + 1, head + len(rows)
    for status in labels.STATUSES:
        if status in where and rows[status].sum():
            made.add_series(
                {
                    "name": labels.status_label(status),
                    "categories": [page.get_name(), first, where[names], last, where[names]],
                    "values": [page.get_name(), first, where[status], last, where[status]],
                    "fill": {"color": LIGHT.fill[status]},
                    "border": {"color": LIGHT.line[status], "width": 0.75},
                    "gap": 45,
                }
            )
    made.set_title({"name": "Projects listed, by status", "overlay": False, "name_font": {"size": 13}})
    made.set_legend({"position": "top"})
    every = {"interval_unit": 1, "num_font": {"size": 9}}
    made.set_y_axis({"reverse": True, **every} if kind == "bar" else {"major_gridlines": {"visible": True}})
    return made


def _bins(book: Workbook, page: Worksheet, rows: pd.DataFrame, head: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    made = book.add_chart({"type": "column"})
    first, last, name = head + 1, head + len(rows), page.get_name()
    made.add_series(
        {
            "name": "Projects",
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "fill": {"color": LIGHT.fill["ongoing"]},
            "gap": 20,
        }
    )
    made.set_title(
        {"name": "Projects by tens of percent (first bar: not given, where blank)", "name_font": {"size": 13}}
    )
    made.set_legend({"none": True})
    return made
