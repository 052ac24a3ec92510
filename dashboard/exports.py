"""Files to take away: the rows behind a card as CSV, with the clocks and filters that they were made with in every row.

The first columns say period, moment, filters and data date, so a row that is copied elsewhere keeps its meaning.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from flask import Blueprint, Response, abort, request

from dashboard.filters import View
from dashboard.officer.frame import page
from dashboard.queries import figures, frame, members, projects

files = Blueprint("exports", __name__)

AXES = ("network", "city", "country", "sector", "pillar", "focus_area", "project")
_RISKY = re.compile(r"^\s*[=+\-@\t\r]")
ARGUMENTS = ("by", "key", "figure", "rows", "columns", "project")
HIDDEN = ("total", "behind", "ahead", "sort_order", "place")
MOST = 500  # rows of a table page
_BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's own code page


def _status(view: View, asked: Mapping[str, str]) -> pd.DataFrame:
    axis = asked.get("by", "network")
    return figures.at(view, axis) if axis in AXES else abort(404, f"by is one of {', '.join(AXES)}")


def _history(view: View, asked: Mapping[str, str]) -> pd.DataFrame:
    axis = asked.get("by", "network")
    return figures.history(view, axis) if axis in AXES else abort(404, f"by is one of {', '.join(AXES)}")


def _heat(view: View, asked: Mapping[str, str]) -> pd.DataFrame:
    return figures.heat(view, asked.get("rows", "city"), asked.get("columns", "focus_area"))


def _trace(view: View, asked: Mapping[str, str]) -> pd.DataFrame:
    return figures.trace(
        view, asked.get("by", "network"), asked.get("key", ""), asked.get("figure", "projects")
    )


TABLES: Mapping[str, Callable[[View, Mapping[str, str]], pd.DataFrame]] = {
    "status": _status,
    "history": _history,
    "heat": _heat,
    "trace": _trace,
    "movement": lambda view, asked: figures.movement(view),
    "completeness": lambda view, asked: figures.completeness(view).to_frame().T,
    "progress": lambda view, asked: figures.progress_bins(view),
    "slippage": lambda view, asked: figures.slippage(view, 100_000),
    "discrepancies": lambda view, asked: figures.discrepancies(view),
    "strip": lambda view, asked: projects.strip(view, asked.get("project")),
    "notes": lambda view, asked: projects.notes(view, asked.get("project")),
    "partners": lambda view, asked: projects.partners(view, asked.get("project")),
    "projects": lambda view, asked: projects.all_rows(view, asked.get("q"), asked.get("sort")),
    "calendar": lambda view, asked: members.calendar(view),
}


@files.get("/export/<name>.csv")
def as_csv(name: str) -> Response:
    """One table as CSV; 404 where there is none of that name."""
    rows, view, asked = _asked(name)
    file_name = f"{name}-{asked.get('by', '')}-{view.period}.csv".replace("--", "-")
    headers = {"Content-Disposition": f'attachment; filename="{re.sub(r"[^A-Za-z0-9._-]", "", file_name)}"'}
    return Response(to_csv(rows, view), mimetype="text/csv", headers=headers)


@files.get("/export/<name>.html")
def as_page(name: str) -> str:
    """The same table as a light page: its first rows, the clocks and filters, and the way to all of them."""
    rows, view, _ = _asked(name)
    shown = [column for column in rows.columns if column not in HIDDEN]
    body = [[cell(value) for value in row] for row in rows[shown].head(MOST).itertuples(index=False)]
    csv_url = f"{request.path.removesuffix('.html')}.csv?{request.query_string.decode('ascii', 'ignore')}"
    return page(
        "table.html",
        name=name.replace("_", " "),
        columns=[column.replace("_", " ") for column in shown],
        rows=body,
        total=len(rows),
        csv_url=csv_url,
        said=_circumstances(view),
    )


def _asked(name: str) -> tuple[pd.DataFrame, View, dict[str, str]]:
    if name not in TABLES:
        abort(404, f"The tables are: {', '.join(TABLES)}")
    asked = {key: request.args[key] for key in ARGUMENTS if key in request.args}
    view = frame.view({k: v for k, v in request.args.to_dict(flat=False).items() if k not in asked})
    return TABLES[name](view, {**view.extra, **asked}), view, asked


def to_csv(rows: pd.DataFrame, view: View) -> str:
    """The rows as CSV text for any spreadsheet; a text that could be taken for a formula is made harmless."""
    said = _circumstances(view)
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out)
    shown = [name for name in rows.columns if name not in HIDDEN]
    writer.writerow([*said, *shown])
    for row in rows[shown].itertuples(index=False):
        writer.writerow([*said.values(), *(cell(value) for value in row)])
    return out.getvalue()


def _circumstances(view: View) -> dict[str, str]:
    at = view.at
    return {
        "for_period": cell(view.period),
        "reports_accepted_by": view.known_on.isoformat(timespec="seconds") if view.known_on else "now",
        "filters": cell(view.sentence()),
        "period_data_date": at.data_date.isoformat() if at else "",
        **({"invented": "yes"} if frame.is_practice() else {}),
    }


def cell(value: Any) -> Any:
    """A value as a CSV cell: missing is empty, times in ISO form, lists joined, risky beginnings escaped."""
    if isinstance(value, str):
        return f"'{value}" if _RISKY.match(value) else value
    if isinstance(value, list | tuple | np.ndarray):
        return cell("; ".join(str(part) for part in value))
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        is_day = value == value.normalize()
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    return value
