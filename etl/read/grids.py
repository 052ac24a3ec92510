"""Shared by the readers: gather scattered cells into a Grid, keep to the limits, make values of different
readers alike.
"""

from __future__ import annotations

import datetime as dt
import math

from etl.read.raw import Grid, Limits, Place, Unreadable, Value

WORDS = {
    "entries": "parts",
    "unpacked": "MB unpacked",
    "ratio": "times its size when unpacked",
    "memory": "MB of memory to read",
    "sheets": "sheets",
    "rows": "rows",
    "columns": "columns",
    "cells": "cells",
    "letters": "letters",
}
ERROR_TEXTS = frozenset(
    (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#DATA!",
        "#SPILL!",
        "#CALC!",
    )
)
EXACT_INTEGERS = 2.0**53


class Budget:
    """Counts what one file has used of its limits, over all its sheets."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = 0

    def spend(self, cells: int) -> None:
        """Count `cells` more; Unreadable("too_complex") beyond the limit."""
        self.cells += cells
        refuse_above("cells", self.cells, self.limits.max_cells)


def refuse_above(what: str, count: int, limit: int) -> None:
    """Unreadable("too_complex") when there are more than `limit`; `what` names the thing counted."""
    if count > limit:
        raise too_complex(what, limit)


def refuse_sparse(rows: int, columns: int, limits: Limits) -> None:
    """Unreadable("too_complex") where a block of rows and columns is far larger than the cells that it may hold."""
    refuse_above("cells", rows * columns, 4 * limits.max_cells)


def too_complex(what: str, limit: int) -> Unreadable:
    """The refusal of a file that holds more than `limit` of something; `what` is a key of WORDS."""
    return Unreadable("too_complex", what=what, limit=limit, detail=f"more than {limit:,} {WORDS[what]}")


def alike(value: object) -> Value:
    """The same value in one form, whichever library read it: whole floats as int, midnight as a date,
    durations in days.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.replace(tzinfo=None)
    if isinstance(value, dt.date | dt.time):
        return value
    if isinstance(value, dt.timedelta):
        return _number(value.total_seconds() / 86_400)
    return str(value)


def _number(value: float) -> Value:
    if not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return int(value) if value.is_integer() and abs(value) < EXACT_INTEGERS else value


class Gatherer:
    """Takes the cells of one sheet in any order and gives its Grid; blank cells are not kept."""

    def __init__(self, name: str, budget: Budget, hidden: bool = False) -> None:
        self.name, self.hidden, self.budget = name, hidden, budget
        self.rows: dict[int, dict[int, Value]] = {}
        self.formats: dict[Place, str] = {}
        self.odd: dict[Place, str] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merged range; each counts as a cell."""
        self.budget.spend(1)
        self.merged.append((top, left, bottom, right))

    def add_row(self, row: int, cells: dict[int, Value]) -> None:
        """Take the cells (column -> value, none blank) of one row."""
        if not cells:
            return
        self.budget.spend(len(cells))
        self.rows.setdefault(row, {}).update(cells)
        refuse_above("rows", len(self.rows), self.budget.limits.max_rows)

    def grid(self) -> Grid:
        """The sheet: rows and columns ascending, only those that hold something."""
        rows = sorted(self.rows)
        columns = sorted({column for cells in self.rows.values() for column in cells})
        refuse_above("columns", len(columns), self.budget.limits.max_columns)
        refuse_sparse(len(rows), len(columns), self.budget.limits)
        formats = {place: code for place, code in self.formats.items() if self._holds(place)}
        values = [[self.rows[row].get(column) for column in columns] for row in rows]
        return Grid(self.name, rows, columns, values, formats, self.odd, self.hidden, tuple(self.merged))

    def _holds(self, place: Place) -> bool:
        row, column = place
        return column in self.rows.get(row, ())
