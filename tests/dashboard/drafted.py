"""A draft and the store behind it, for tests that change one cell of a loaded report: which sentences must be listed
then, worked out from `ascn status` and `ascn trace` alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard import titles
from dashboard.queries import frame, projects, run, taken
from dashboard.reports import annual, word
from etl import pipeline
from etl import reference as code_lists
from etl.figures import STATUS_COLUMNS
from etl.outcome import Request
from etl.reference import Reference
from etl.settings import Settings, settings
from tests.dashboard.reading_reports import Figures, Number, numbers, shown

CITY, PERIOD, BEFORE, FIRST = "siem-reap", "2025", "2024", "2018"
OF_RECORD = ("partners", "partner_cities", "member_cities")  # which no report of a city changes
NARRATIVE = ("progress_note", "next_steps")


def _of(axis: str, title: Callable[[pd.DataFrame], str]) -> Callable[[Figures], str]:
    """What a picture of an axis shows, of the rows that `ascn status` gives."""
    return lambda figures: title(pd.DataFrame(list(figures.rows(axis, PERIOD).values())))


def _growth(figures: Figures) -> str:
    ends = [{**figures.rows("network", period)["ASCN"], "at_date": period} for period in (FIRST, PERIOD)]
    return titles.growth_title(pd.DataFrame(ends))


# The captions of pictures → what they say of the figures; of one nothing is said but its name.
FINDINGS: dict[str, Callable[[Figures], str]] = {
    "network/by_country/finding": _of("country", titles.states_title),
    "network/map/finding": _of("city", titles.map_title),
    "network/growth/finding": _growth,
    "focus_area/chart/finding": _of("focus_area", titles.areas_title),
    "sector/chart/finding": _of("sector", titles.sector_title),
}
NO_FINDING = {"pillar/chart/finding"}


@dataclass(frozen=True)
class Ground:
    """A store in which the city's list was reported once more, cell by cell as it stood, and the draft of it."""

    store: Settings
    reference: Reference
    rows: pd.DataFrame
    classes: pd.DataFrame
    file: bytes
    figures: Figures


def listed(chosen: Settings) -> pd.DataFrame:
    """The city's list as a CSV report holds it."""
    run.use(chosen)
    view = frame.view({"city": CITY})
    rows = taken.updates(view)
    rows = rows[rows["period"] == PERIOD].drop_duplicates("project_id").sort_values("project_id")
    made = rows[["project_id", "title", "status"]].assign(
        city=CITY, period=PERIOD, in_plan="yes", percent_complete=""
    )
    made["progress_note"] = [f"Works at {title} went on." for title in rows["title"]]
    made["next_steps"] = "Works go on."
    return made.reset_index(drop=True).astype(object)


def report(chosen: Settings, lists: Reference, rows: pd.DataFrame) -> str:
    """The verdict on the list as a report, which is counted at once where it is accepted."""
    data = rows.to_csv(index=False).encode()
    request = Request(data, "list.csv", answer=lambda _: "Agreed with the city.")
    return pipeline.submit(request, chosen.home, lists).verdict


def made(record: Settings, folder: Path) -> Ground:
    """The ground of a run, in a folder of its own."""
    home = folder / "store"
    shutil.copytree(record.home, home)
    chosen = settings(home=home)
    lists, rows = code_lists.load(chosen.reference), listed(chosen)
    assert report(chosen, lists, rows) == "accepted"
    run.use(chosen)
    file = word.written(annual.built(frame.view({"period": PERIOD, "compare": BEFORE}), home))
    classes = projects.all_rows(frame.view({"city": CITY})).set_index("project_id")
    return Ground(chosen, lists, rows, classes, file, Figures(chosen))


def changed(ground: Ground, folder: Path, row: int, field: str, value: str) -> Settings | None:
    """A copy of the store after one cell was reported otherwise; None where the checks refuse such a cell."""
    home = folder / "store"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ground.store.home, home)
    chosen, rows = settings(home=home), ground.rows.copy()
    rows.loc[row, field] = value
    verdict = report(chosen, ground.reference, rows)
    run.use(chosen)
    return chosen if verdict == "accepted" else None


def expected(ground: Ground, chosen: Settings, row: int, field: str) -> set[str]:
    """The sentences that must be listed: those with a number that `ascn status` or `ascn trace` now gives otherwise;
    where words were changed, the words themselves. A finding over all entries of a list is said anew from theirs."""
    project = str(ground.rows.loc[row, "project_id"])
    if field in NARRATIVE:
        return {f"quote/{project}/{field}"}
    now = Now(ground, chosen, row)
    told = numbers(ground.file)
    found = {i for i, ns in told.items() if any(now.differs(n) for n in ns) and i not in FINDINGS}
    found |= {i for i, said in FINDINGS.items() if said(ground.figures) != said(now.figures)}
    assert {i for i in told if i.endswith("/finding")} == FINDINGS.keys() | NO_FINDING
    assert all(any(now.differs(n) for n in told[i]) for i in found & FINDINGS.keys())
    gone = {f"quote/{project}/{name}" for name in NARRATIVE} if field == "in_plan" else set()
    return found | gone


class Now:
    """The figures after one cell of one project changed."""

    def __init__(self, ground: Ground, chosen: Settings, row: int) -> None:
        self.figures, told = Figures(chosen), ground.rows.loc[row]
        self.project = str(told["project_id"])
        self.members = {("network", "ASCN"), ("country", "KHM"), ("city", CITY)}
        self.members |= {
            (axis, str(ground.classes[axis][self.project])) for axis in ("focus_area", "sector", "pillar")
        }
        self.was = ground.figures.moves(PERIOD, BEFORE)
        self.moves = self.figures.moves(PERIOD, BEFORE)
        assert {project for project, _ in self.was ^ self.moves} <= {self.project}

    def differs(self, number: Number) -> bool:
        """Whether a reader of the figures now sees another number."""
        if number.figure.startswith("moved_"):
            return self._moved(number) != number.value
        if number.figure in OF_RECORD:
            return False
        if number.figure in STATUS_COLUMNS or (number.axis, number.key) in self.members:
            return number.shown != shown(number.figure, self.figures.value(number, BEFORE))
        return False

    def _moved(self, number: Number) -> float:
        kind = number.figure.removeprefix("moved_")
        if number.axis == "project":
            return float((number.key, kind) in self.moves)
        if (number.axis, number.key) not in self.members:
            return number.value or 0.0
        step = ((self.project, kind) in self.moves) - ((self.project, kind) in self.was)
        return (number.value or 0.0) + step
