"""What every file carries beside its rows: filters, both clocks, data date, edition, whether it is invented, and what
each column means, so that a table that is passed on keeps its meaning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from dashboard import labels
from dashboard.exports.tables import Table
from dashboard.filters import WORKING, View
from dashboard.queries import frame
from dashboard.queries.run import used
from etl.figures import FIGURES
from etl.start import reference_of

EDITION = WORKING
INVENTED = "Invented figures: every report, status and number is made up for practice."
_MAKES = {"sum": "count", "mean": "mean of its cells", "median": "median of its cells"}
_UNITS = {"rate": "share from 0 to 1", "points": "points from 0 to 100"}
# Columns that are neither figures nor fields of a report: what they say, their unit, the section of the method.
_OURS = {
    "progress_pct": ("Progress: the percent reported, else 100 where completed, else by milestones", "points", "4"),
    "planned_pct": ("Planned progress by the milestones due", "points", "4"),
    "slippage_pts": ("Progress less planned progress; negative is behind plan", "points", "4"),
    "is_stale": ("Whether the city's list is from an earlier report", "", "2"),
    "is_listed": ("Whether the project is on its city's list", "", "2"),
    "at_period": ("Period of the figure", "", "2"),
    "at_date": ("Data date of that period", "", "2"),
    "is_past": ("Whether the years named end before the year of the period", "", ""),
    "last_year": ("The last year named; none where the source names no end", "", ""),
    "told_period": ("Period of the report that says it", "", "2"),
    "is_earlier": ("Whether that report is one before the period shown", "", "2"),
    "contributes": ("What the cell adds to the figure", "", ""),
    "typed": ("What stands in the cell", "", ""),
    "stored": ("What was read from it", "", ""),
    "kind": ("What became of it", "", "6"),
    "cities": ("Cities with a listed project", "cities", "2"),
    "member_cities": ("Cities that are members at the data date", "cities", "3"),
    "data_date": ("Newest data date of the listed projects' reports", "", "2"),
}  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """A column: its name, what it says, its unit, how it is made, the section of the method that defines it."""

    column: str
    label: str
    unit: str = ""
    made: str = ""
    section: str = ""

    def sentence(self) -> str:
        """`completed: Completed (projects; count; method 3)`."""
        told = [self.unit, self.made, f"method section {self.section}" if self.section else ""]
        inner = "; ".join(part for part in told if part)
        return f"{self.column}: {self.label}" + (f" ({inner})" if inner else "")


@dataclass(frozen=True)
class About:
    """A table's title and measure, its circumstances by name, and its columns' meanings."""

    title: str
    says: str
    said: dict[str, str]
    meanings: tuple[Meaning, ...]
    is_invented: bool

    def line(self) -> str:
        """One line for the head of a sheet or the foot of a page."""
        words = [f"For period {self.said['for_period']}", f"data to {self.said['period_data_date'] or '–'}"]
        words.append(f"reports accepted by {self.said['reports_accepted_by']}")
        if "compared_with" in self.said:
            words.append(f"compared with {self.said['compared_with']}")
        return " · ".join([*words, self.said["filters"], self.said["edition"]])


def about(table: Table, view: View, columns: Iterable[str]) -> About:
    """What goes with a table of this view."""
    return About(
        table.title,
        table.says,
        said(view, is_moved=table.is_moved),
        tuple(meaning(column) for column in columns),
        frame.is_practice(),
    )


def said(view: View, *, is_moved: bool = False) -> dict[str, str]:
    """The circumstances of a view's figures by name, as texts."""
    at = view.at
    compared = {
        "compared_with": view.compare or "",
        "compared_accepted_by": _moment(view.from_known_on),
    }
    return {
        "for_period": view.period,
        "period_data_date": at.data_date.isoformat() if at else "",
        "reports_accepted_by": _moment(view.known_on),
        **(compared if is_moved else {}),
        "filters": view.sentence(),
        "edition": f"{view.edition_name}, {view.edition_state}" if view.edition else EDITION,
        **({"invented": "yes"} if frame.is_practice() else {}),
    }


def sources() -> str:
    """Where the figures come from, in a sentence."""
    known = frame.meta()
    return INVENTED if frame.is_practice() else f"{known.get('sources', '')}. {known.get('sources_note', '')}"


def program() -> str:
    """`ASCN Monitor 0.4.0`."""
    return f"ASCN Monitor {version('ascn-monitor')}"


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "now"


def meaning(column: str) -> Meaning:
    """What a column means: a figure, a column of ours, a field of the report, else its name in words."""
    figure = FIGURES.get(column)
    if figure:
        made = _MAKES.get(figure.makes, f"{figure.makes} of its cells")
        return Meaning(column, figure.label, _UNITS.get(figure.unit, figure.unit), made, figure.section)
    if column in _OURS:
        label, unit, section = _OURS[column]
        return Meaning(column, label, _UNITS.get(unit, unit), "", section)
    fields = {f.name: f.label for f in reference_of(used()).projects.fields}
    return Meaning(column, fields.get(column) or labels.sentence(column.replace("_", " ")))
