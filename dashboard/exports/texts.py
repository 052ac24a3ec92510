"""A table as text: CSV for any spreadsheet, and JSON. Circumstances stand in every row, so that a row that is copied
elsewhere keeps its meaning; the meaning of the columns stands once, in the first row."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from dashboard.exports.about import About, program, sources

_RISKY = re.compile(r"^\s*[=+\-@\t\r]")
# Excel that parts lists by ; reads our commas as text, and a new cell after each ; and line end, whatever the quotes.
_RISKY_WITHIN = re.compile(r"([;\t\r\n][\s\"]*)(?=[=+\-@])")
_BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's own code page


def to_csv(rows: pd.DataFrame, about: About) -> str:
    """The rows as CSV text; a text that could be taken for a formula is made harmless."""
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out)
    writer.writerow([*about.said, *rows.columns, "sources", "definitions"])
    first = [cell(value) for value in about.said.values()]
    told = [cell(sources()), cell(" | ".join(m.sentence() for m in about.meanings))]
    for row in rows.itertuples(index=False):
        writer.writerow([*first, *(cell(value) for value in row), *told])
        told = ["", ""]
    return out.getvalue()


def to_json(rows: pd.DataFrame, about: About) -> dict[str, Any]:
    """`{"about": …, "columns": […], "rows": […]}`; what is missing is null, days and moments are ISO texts (UTC)."""
    return {
        "about": {
            "title": about.title,
            "measure": about.says,
            **about.said,
            "sources": sources(),
            "program": program(),
        },
        "columns": [m.__dict__ for m in about.meanings],
        "rows": list(records(rows)),
    }


def records(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as plain values by column, ready for JSON."""
    names = [str(name) for name in rows.columns]
    for row in rows.itertuples(index=False):
        yield dict(zip(names, (plain(value) for value in row), strict=True))


def plain(value: Any) -> Any:
    """A value as JSON has it: null, texts, numbers, yes and no, lists of them."""
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(part) for part in value]
    if is_missing(value):
        return None
    if isinstance(value, date | datetime | pd.Timestamp):
        return moment(value)
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def is_missing(value: Any) -> bool:
    """Whether a cell of a frame has nothing in it."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def moment(value: date | datetime | pd.Timestamp) -> str:
    """A day in ISO form where it has no time of its own, else the moment."""
    stamp = pd.Timestamp(value)
    return stamp.date().isoformat() if stamp == stamp.normalize() else stamp.isoformat(timespec="seconds")


def cell(value: Any) -> Any:
    """A value as a CSV cell: missing is empty, times in ISO form, lists joined, risky beginnings escaped, also of the
    parts that a spreadsheet makes of it."""
    if isinstance(value, str):
        value = _RISKY_WITHIN.sub(r"\1'", value)
        return f"'{value}" if _RISKY.match(value) else value
    if isinstance(value, list | tuple | np.ndarray):
        return cell("; ".join(str(part) for part in value))
    if is_missing(value):
        return ""
    if isinstance(value, date | datetime | pd.Timestamp):
        return moment(value)
    return value
