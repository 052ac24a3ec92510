"""The status strip of a city as a table of small inline pictures: one row a project, one column a report.

Every mark has its word beside it for those who do not see it; no script, no stylesheet of glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard import labels, marks

NEWEST = 5  # reports on the page; the city's full page shows all


@dataclass(frozen=True)
class Mark:
    """A project in one report. `glyph` is the name of its symbol; `joined`: listed before and after."""

    glyph: str
    word: str
    percent: str
    before: bool
    after: bool


StripRow = tuple[
    str, str, tuple[Mark | None, ...]
]  # title, project id, a Mark a period (None: not on the list)


@dataclass(frozen=True)
class Strip:
    """`rows`: projects of the newest report; `left`: those no longer on the list. `symbols`: SVG of the glyphs used;
    `key`: glyph and word of those that occur in `rows`; `has_blanks`: whether any of these was once not listed."""

    periods: tuple[str, ...]
    has_older: bool
    rows: tuple[StripRow, ...]
    left: tuple[StripRow, ...]
    symbols: str
    key: tuple[tuple[str, str], ...]
    has_blanks: bool


def strip_of(found: Iterable[Mapping[str, object]]) -> Strip:
    """Rows of the strip question (one a project and period) as a table."""
    cells: dict[tuple[str, str], Mapping[str, object]] = {}
    titles: dict[str, str] = {}
    periods: dict[str, None] = {}
    for row in found:
        project, period = str(row["project_id"]), str(row["at_period"])
        cells[project, period] = row
        titles[project] = str(row["title"])
        periods[period] = None
    order = tuple(periods)
    every = ((titles[p], p, _marks([cells.get((p, period)) for period in order])) for p in titles)
    seen = tuple((title, p, row[-NEWEST:]) for title, p, row in every if any(row[-NEWEST:]))
    rows = tuple(row for row in seen if row[2][-1])
    return Strip(
        order[-NEWEST:],
        len(order) > NEWEST,
        rows,
        tuple(row for row in seen if not row[2][-1]),
        "".join(marks.symbol(s) for s in _used(seen)),
        tuple((marks.css_name(s), _word(s)) for s in _used(rows)),
        any(mark is None for _t, _p, row in rows for mark in row),
    )


def _used(rows: Iterable[StripRow]) -> list[str]:
    """The statuses that occur, in the order of the glyphs."""
    used = {mark.glyph for _t, _p, row in rows for mark in row if mark}
    return [s for s in marks.GLYPHS if marks.css_name(s) in used]


def _marks(row: list[Mapping[str, object] | None]) -> tuple[Mark | None, ...]:
    listed = [bool(cell and not labels.is_missing(cell["is_listed"]) and cell["is_listed"]) for cell in row]
    made: list[Mark | None] = []
    for i, cell in enumerate(row):
        if cell is None or not listed[i]:
            made.append(None)
            continue
        status = _status(cell)
        percent = cell["percent_complete"]
        done = "" if labels.is_missing(percent) else labels.points(percent, 0)
        before, after = i > 0 and listed[i - 1], i + 1 < len(row) and listed[i + 1]
        made.append(Mark(marks.css_name(status), _word(status), done, before, after))
    return tuple(made)


def _status(cell: Mapping[str, object]) -> str:
    stale = cell["is_stale"]
    if not labels.is_missing(stale) and stale:
        return marks.NOT_REPORTED
    status = cell["status"]
    return str(status) if not labels.is_missing(status) and status in labels.STATUSES else "not_stated"


def _word(status: str) -> str:
    return labels.NOT_REPORTED if status == marks.NOT_REPORTED else labels.status_label(status)
