"""Tables as a workbook: formatted sheets with native charts, a sheet on what they mean, a sheet on their sources.

Texts stay texts: no cell can become a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard import labels
from dashboard.exports import texts
from dashboard.exports.about import INVENTED, About, meaning, program, sources
from dashboard.exports.charts import draw
from dashboard.theme import LIGHT
from etl.figures import FIGURES

MOST_ROWS = 100_000  # of one sheet
_HEAD = 4  # rows above the heading
_WIDEST = 60
_LONG = 32_000  # characters that a cell takes


@dataclass(frozen=True)
class Sheet:
    """One table on its sheet. `chart`: how it is drawn beside."""

    name: str
    rows: pd.DataFrame
    about: About
    chart: str = ""


def workbook(sheets: Sequence[Sheet], files: pd.DataFrame) -> bytes:
    """The workbook's bytes: the sheets, then `About`, then `Sources` with the files behind the figures."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with Workbook(out, options) as book:
        styles = _Styles(book)
        for sheet in sheets:
            _table(book, styles, sheet)
        _about(book, styles, sheets)
        _sources(book, styles, files)
        book.set_properties({"title": sheets[0].about.title, "comments": sheets[0].about.line()})
    return out.getvalue()


class _Styles:
    """The formats of one workbook, by the kind of a column."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "font_color": LIGHT.ink, "valign": "top"}
        make = book.add_format
        self.title = make({**base, "bold": True, "font_size": 15})
        self.words = make({**base, "font_color": LIGHT.grey_1})
        self.mark = make({**base, "bold": True, "bg_color": LIGHT.fill["planning"]})
        self.heading = make(
            {
                **base,
                "bold": True,
                "text_wrap": True,
                "bottom": 1,
                "bottom_color": LIGHT.grey_3,
                "bg_color": LIGHT.panel,
            }
        )
        self.wrapped = make({**base, "text_wrap": True})
        self.by_kind = {
            "rate": make({**base, "num_format": "0.0%"}),
            "points": make({**base, "num_format": "0.0"}),
            "count": make({**base, "num_format": "#,##0"}),
            "number": make({**base, "num_format": "#,##0.##"}),
            "date": make({**base, "num_format": "d mmm yyyy", "align": "left"}),
            "moment": make({**base, "num_format": "d mmm yyyy hh:mm", "align": "left"}),
            "text": make(base),
        }


def _table(book: Workbook, styles: _Styles, sheet: Sheet) -> None:
    rows = sheet.rows.head(MOST_ROWS)
    page = book.add_worksheet(_sheet_name(book, sheet.name))
    _lead(page, styles, sheet.about, len(sheet.rows))
    kinds = {str(name): _kind(str(name), rows[name]) for name in rows.columns}
    for number, name in enumerate(kinds):
        page.write_string(_HEAD, number, labels.sentence(name.replace("_", " ")), styles.heading)
        page.set_column(number, number, _width(name, rows[name], kinds[name]))
        for row, value in enumerate(rows[name], start=_HEAD + 1):
            _write(page, row, number, value, styles.by_kind[kinds[name]])
    page.freeze_panes(_HEAD + 1, 1 if len(kinds) > 1 else 0)
    if len(rows):
        page.autofilter(_HEAD, 0, _HEAD + len(rows), max(len(kinds) - 1, 0))
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD)
    page.set_footer("&L&8" + sheet.about.line().replace("&", "&&")[:200])
    draw(book, page, sheet.chart, rows, _HEAD)


def _lead(page: Worksheet, styles: _Styles, about: About, count: int) -> None:
    page.write_string(0, 0, about.title, styles.title)
    short = (
        f" Only the first {MOST_ROWS:,} of {count:,} rows are here; parquet has all."
        if count > MOST_ROWS
        else ""
    )
    page.write_string(1, 0, f"{about.says}.{short}", styles.words)
    page.write_string(2, 0, about.line(), styles.words)
    if about.is_invented:
        page.write_string(3, 0, INVENTED, styles.mark)


def _sheet_name(book: Workbook, name: str) -> str:
    kept = "".join(c for c in name if c not in "[]:*?/\\'")[:31]
    taken = {page.get_name().lower() for page in book.worksheets()}
    return kept if kept.lower() not in taken else f"{kept[:28]} {len(taken)}"


def _kind(name: str, column: pd.Series) -> str:
    figure = FIGURES.get(name)
    if figure is not None:
        return {"rate": "rate", "points": "points", "shares": "points"}.get(figure.unit, "count")
    if name.endswith(("_pct", "_pts")):
        return "points"
    if pd.api.types.is_bool_dtype(column):
        return "text"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "moment" if name.endswith("_at") and name != "due_at" else "date"
    return "text"


def _width(name: str, column: pd.Series, kind: str) -> float:
    if kind in ("date", "moment"):
        return 17 if kind == "moment" else 13
    longest = max((len(str(value)) for value in column.head(200) if not texts.is_missing(value)), default=0)
    return max(9, min(_WIDEST, longest + 2 if kind == "text" else 12), min(16, len(name) * 0.7))


def _write(page: Worksheet, row: int, place: int, value: Any, style: Any) -> None:
    """A number as a number, a day as a day, everything else as text; what is missing stays an empty cell."""
    if isinstance(value, list | tuple | np.ndarray):
        value = "; ".join(str(part) for part in value)
    if labels.is_missing(value):
        return
    if isinstance(value, bool | np.bool_):
        page.write_string(row, place, "yes" if value else "no", style)
    elif isinstance(value, int | float | np.number):
        page.write_number(row, place, float(value), style)
    elif isinstance(value, date | datetime | pd.Timestamp):
        page.write_datetime(row, place, pd.Timestamp(value).to_pydatetime(), style)
    else:
        page.write_string(row, place, str(value)[:_LONG], style)


def _about(book: Workbook, styles: _Styles, sheets: Sequence[Sheet]) -> None:
    """What the figures are: circumstances, then each column with its meaning."""
    page = book.add_worksheet("About")
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 70)
    page.set_column(2, 4, 22)
    page.write_string(0, 0, "About these figures", styles.title)
    about = sheets[0].about
    told = {
        **{k.replace("_", " "): v for k, v in about.said.items()},
        "sources": sources(),
        "made by": program(),
    }
    for row, (name, text) in enumerate(told.items(), start=2):
        page.write_string(row, 0, labels.sentence(name), styles.wrapped)
        page.write_string(row, 1, text, styles.wrapped)
    row = len(told) + 3
    for place, word in enumerate(
        ("Column", "What it says", "Unit", "How it is made", "Section of the method")
    ):
        page.write_string(row, place, word, styles.heading)
    names = dict.fromkeys(m.column for sheet in sheets for m in sheet.about.meanings)
    for row_, name in enumerate(names, start=row + 1):
        m = meaning(name)
        for place, text in enumerate(
            (labels.sentence(name.replace("_", " ")), m.label, m.unit, m.made, m.section)
        ):
            page.write_string(row_, place, text, styles.wrapped)


def _sources(book: Workbook, styles: _Styles, files: pd.DataFrame) -> None:
    """The files behind the figures, as far as this audience may see them."""
    page = book.add_worksheet("Sources")
    page.write_string(0, 0, "Reports behind these figures", styles.title)
    page.write_string(1, 0, sources(), styles.words)
    for place, name in enumerate(files.columns):
        page.write_string(3, place, labels.sentence(str(name).replace("_", " ")), styles.heading)
        kind = _kind(str(name), files[name])
        page.set_column(place, place, _width(str(name), files[name], kind))
        for row, value in enumerate(files[name], start=4):
            _write(page, row, place, value, styles.by_kind[kind])
    page.freeze_panes(4, 0)
