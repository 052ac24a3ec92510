"""The tables that can be taken away, each declared once: what it says, what it takes, who may have it.

They ask the same questions (dashboard/queries) as the cards, so a file and a chart cannot differ.
"""

from __future__ import annotations

import pandas as pd

from dashboard import audience
from dashboard.exports import desk_tables, project_tables
from dashboard.exports.table import HIDDEN, Argument, Asked, NotForYou, Table
from dashboard.filters import View
from dashboard.queries import figures, frame, grid, members, movement, projects, taken
from dashboard.wrong import Wrong
from etl.figures import AXES, FIGURES, OF_MONEY

__all__ = ["HIDDEN", "TABLES", "Argument", "Asked", "NotForYou", "Table"]

MOST_IN_MEMORY = 1_000_000  # rows of one table that are given at once


BY = Argument("by", "The axis", AXES, "network")
PROJECT = Argument("project", "Only the project with this code")
_PAIRS = ("country", "city", "sector", "pillar", "focus_area")
_STATUSES = "How many projects have each status, completion, progress and reporting"


def _every_axis(view: View, asked: Asked) -> pd.DataFrame:
    made = [_seen(figures.at(view, axis), axis).assign(axis=axis) for axis in AXES]
    rows = pd.concat(made, ignore_index=True)
    return rows[["axis", *(name for name in rows.columns if name != "axis")]]


def _seen(rows: pd.DataFrame, axis: str) -> pd.DataFrame:
    """Who reported and when is told of the network as a whole; of single members only to those it is for."""
    is_open = axis == "network" or audience.may("reporting_lists")
    return rows if is_open else rows.drop(columns=[name for name in figures.WHO_REPORTED if name in rows])


def _movement(view: View, asked: Asked) -> pd.DataFrame:
    rows = movement.moved(view)
    return rows if audience.may("regressions") else rows[rows["kind"] != "back"]


def _trace(view: View, asked: Asked) -> pd.DataFrame:
    if not audience.shows_cells(asked["figure"]):
        raise NotForYou(f"The cells of {asked['figure']}: for the Secretariat.")
    whole = frame.meta().get("code", "")
    key, known = asked.get("key") or whole, {c.code for c in view.options.choices.get(asked["by"], ())}
    if asked["by"] != "project" and key not in known | {whole, "not_stated"}:
        raise Wrong("key", f"“{key[:60]}” is no {asked['by'].replace('_', ' ')} that is known here.")
    return figures.trace(view, asked["by"], key, asked["figure"])


_DECLARED = (
    Table(
        "status",
        "Where each member of an axis stands",
        _STATUSES,
        lambda view, asked: _seen(figures.at(view, asked["by"]), asked["by"]),
        (BY,),
        chart="status",
    ),
    Table("figures", "Where every axis stands", f"{_STATUSES}, for every axis in one table", _every_axis),
    Table(
        "history",
        "How it came there",
        f"{_STATUSES}, at every period with a list",
        lambda view, asked: _seen(figures.history(view, asked["by"]), asked["by"]),
        (BY,),
        chart="history",
    ),
    Table(
        "projects",
        "Projects",
        "One row a listed project, as the grid shows it",
        grid.table,
        (
            Argument("q", "Words in the title, a former title, the city or the member state"),
            Argument("cols", "Columns, separated by commas"),
            Argument("group", "Column to group by", ("", *grid.GROUPS)),
            Argument("sort", "Column to sort by, with :desc for the other way round"),
            Argument("where", "Conditions on columns, for example title~bus;progress_pct>50"),
        ),
        is_paged=True,
    ),
    Table(
        "updates",
        "Updates",
        "One row a project and report, as it counted by the moment asked for",
        lambda view, asked: taken.updates(view, asked.get("project"), **_paging(asked)),
        (PROJECT,),
        is_paged=True,
    ),
    Table(
        "movement",
        "What moved",
        "One row a project listed at either moment, with what became of it",
        _movement,
        is_moved=True,
    ),
    Table(
        "bridge",
        "From one moment to the other",
        "Each figure after each step from the moment compared with to the moment shown; the changes add up",
        lambda view, asked: movement.bridge(view),
        is_moved=True,
    ),
    Table(
        "heat",
        "Two axes against each other",
        "Listed projects of each pair of members and status; a pair without a row has none",
        lambda view, asked: figures.heat(view, asked["rows"], asked["columns"]),
        (
            Argument("rows", "The axis of the rows", _PAIRS, "city"),
            Argument("columns", "The axis of the columns", _PAIRS, "focus_area"),
        ),
    ),
    Table(
        "progress",
        "How far the projects are",
        "Listed projects by tens of percent; blank where no percent was given",
        lambda view, asked: figures.progress_bins(view),
        chart="bins",
    ),
    Table(
        "slippage",
        "Behind or ahead of plan",
        "Open projects with dated milestones: progress less what was planned by then",
        lambda view, asked: figures.slippage(view, MOST_IN_MEMORY),
        needs="attention",
    ),
    Table(
        "completeness",
        "How complete the picture is",
        "How many of the listed projects have each item of a report",
        lambda view, asked: figures.completeness(view).to_frame().T,
    ),
    Table(
        "strip",
        "Status of each project at each report",
        "One row a project and period, listed or not",
        lambda view, asked: projects.strip(view, asked.get("project")),
        (PROJECT,),
    ),
    Table(
        "notes",
        "What the reports say in words",
        "What was done since the report before, newest first",
        lambda view, asked: projects.notes(view, asked.get("project")),
        (PROJECT,),
    ),
    Table(
        "partners",
        "Partners",
        "Who is named with which project or city, in what role",
        lambda view, asked: projects.partners(view, asked.get("project")),
        (PROJECT,),
    ),
    Table(
        "calendar",
        "Reports received",
        "City by period: reported, not reported, not a member yet",
        lambda view, asked: members.calendar(view),
        needs="reporting_lists",
    ),
    Table(
        "discrepancies",
        "Where the printed record contradicts itself",
        "What is printed and what its own lines add up to",
        lambda view, asked: figures.discrepancies(view),
        needs="discrepancies",
    ),
    Table(
        "periods", "Periods", "Reporting periods with their dates", lambda view, asked: frame.periods(view)
    ),
    Table(
        "codes",
        "Code lists",
        "Codes of member states, cities, sectors, pillars, focus areas and statuses, in their order",
        lambda view, asked: taken.codes(),
    ),
    Table(
        "trace",
        "Where a number comes from",
        "The cells behind one figure: their contributions recompute it",
        _trace,
        (
            BY,
            Argument("key", "Which member of the axis: a code, a city id, a project code"),
            Argument("figure", "Name of the figure", tuple(FIGURES), "projects", OF_MONEY),
        ),
    ),
)
_ALL = (*_DECLARED, *project_tables.DECLARED, *desk_tables.DECLARED)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}


def _paging(asked: Asked) -> dict[str, int]:
    return {"rows": int(asked.get("rows", MOST_IN_MEMORY)), "skip": int(asked.get("skip", 0))}
