"""The sentences of a member state's brief on where it stands and what moved: from the marts, each with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import audience, labels
from dashboard.addresses import trace_url
from dashboard.blocks import words
from dashboard.filters import View
from dashboard.queries import figures, members, movement
from dashboard.reports import sentences
from dashboard.reports.model import Number, Sentence, Table
from dashboard.reports.one_page import Part
from dashboard.reports.selection import is_part
from etl.editions import Edition

Row = Mapping[str, object]
_NAMES = 3  # projects named in one sentence


@dataclass(frozen=True)
class State:
    """A member state in a view of its own; `figures` its row, `cities` a row each, `moved` a row a project. `edition`:
    in whose words texts of reports are told."""

    view: View
    iso3: str
    name: str
    figures: Row
    cities: pd.DataFrame
    moved: pd.DataFrame
    edition: Edition | None = None

    def number(self, figure: str) -> Number:
        """A figure of the member state with the address of its cells."""
        value = self.figures.get(figure)
        known = None if labels.is_missing(value) else float(str(value))
        trace = trace_url(self.view, "country", self.iso3, figure)
        return Number("country", self.iso3, figure, self.view.period, known, trace)

    def sentence(self, name: str, text: str, *numbers: Number) -> Sentence:
        """A sentence about this member state."""
        return Sentence(f"brief/{self.iso3}/{name}", text, numbers, self.iso3)

    @property
    def inside(self) -> str:
        """The name inside a sentence: `the Philippines`."""
        return f"t{self.name[1:]}" if self.name.startswith("The ") else self.name

    @property
    def is_part(self) -> bool:
        """Whether the view lets only a part of its projects through."""
        return is_part(self.view, "country")

    @property
    def before(self) -> str:
        """`the 2024 report`."""
        return f"the {self.view.compare} report" if self.view.compare else "the report before"


def state(view: View, iso3: str) -> State:
    """A member state as it stands; raises KeyError where nobody knows it."""
    own = view.within("country", iso3)
    known = members.countries(own)
    if known.empty:
        raise KeyError(iso3)
    rows = figures.at(own, "country")
    row = rows[rows["key"] == iso3]
    counted = row.iloc[0].to_dict() if len(row) else {}
    moved = movement.moved(own) if own.compare else figures.movement(own)
    name = labels.sentence(str(known["name"].iloc[0]))
    return State(own, iso3, name, counted, figures.at(own, "city"), moved)


def stands(of: State) -> Part:
    """Where it stands: projects, statuses, a line a city."""
    total = labels.count_of(of.figures, "projects")
    if not total:
        counted = (of.number("projects"), of.number("no_longer_listed"))
        return Part("stands", "What stands", (of.sentence("stands", f"{_none_listed(of)}.", *counted),))
    is_city = len(of.cities) == 1 and of.cities["name"].iloc[0] == of.name
    head = words.head(of.figures, of.view, of.name, has_places=not is_city)
    done = of.sentence("statuses", f"{_how(of.figures)}.", *_statuses(of))
    lead = [of.sentence("stands", f"{head}.", of.number("projects")), done, *_progress(of)]
    return Part("stands", "What stands", tuple(lead), table=_by_city(of))


def _how(row: Row) -> str:
    """`Three are completed and one on-going`, `Both are on-going`, `It is on-going`."""
    found = [(code, n) for code in labels.STATUSES if (n := labels.count_of(row, code))]
    if len(found) != 1:
        return labels.sentence(labels.status_counts(row))
    code, n = found[0]
    return f"{'It is' if n == 1 else 'Both are' if n == 2 else 'All are'} {labels.IN_SENTENCE[code]}"


def _none_listed(of: State) -> str:
    """That no project is listed: not yet, not any more, or none that the filters let through."""
    if of.is_part:
        return f"{of.name} has no project of this selection on the list"
    gone = labels.count_of(of.figures, "no_longer_listed")
    return f"{of.name} has no project on the list {'any more' if gone else 'yet'}"


def _statuses(of: State) -> list[Number]:
    return [of.number(code) for code in labels.STATUSES if labels.count_of(of.figures, code)]


def _progress(of: State) -> list[Sentence]:
    if labels.is_missing(of.figures.get("progress_mean")):
        return []
    mean, n = labels.points(of.figures["progress_mean"], 0), labels.count_of(of.figures, "progress_n")
    whole = labels.count_of(of.figures, "projects") - labels.count_of(of.figures, "cancelled")
    as_whole = (
        f", counting completed ones as 100{labels.NBSP}%" if labels.count_of(of.figures, "completed") else ""
    )
    told = f"On average {mean} of the work is done, from {labels.part_of(n, whole, 'project')}{as_whole}."
    if whole == 1:
        told = f"{mean} of the work is done."
    stated = ("progress_mean", "progress_n", "projects", "cancelled")
    return [of.sentence("progress", told, *(of.number(name) for name in stated))]


def _by_city(of: State) -> Table | None:
    """A row a city with projects; only where there are several."""
    cities = of.cities[of.cities["projects"].fillna(0) > 0]
    if len(cities) < 2:
        return None
    used = labels.used_statuses(cities.to_dict("records"))
    rows = pd.DataFrame(
        {
            "City": cities["name"].astype(str),
            "Projects": cities["projects"].map(labels.number),
            **{labels.status_label(code): cities[code].map(labels.number) for code in used},
        }
    ).reset_index(drop=True)
    numeric = tuple(str(name) for name in rows.columns[1:])
    city = 0.34 if len(numeric) < 6 else 0.22  # so that no heading is broken
    widths = (city, *((1 - city) / len(numeric) for _ in numeric))
    return Table(f"brief/{of.iso3}/cities", "Projects listed by city and status", rows, numeric, widths)


def moved(of: State) -> Part:
    """What moved since the report before, by name."""
    heading = f"What moved since {of.before}"
    if of.view.compare is None:
        first = of.sentence("moved", "No report before this one can be compared with it.")
        return Part("moved", heading, (first,))
    points = [point for kind in _KINDS if (point := _moved(of, kind))]
    # Who may not see steps back is not told either that there was none.
    each = ", each with the same status" if audience.may("regressions") else ""
    same = of.sentence("moved", f"The same projects are listed{each}.")
    whose = " of this selection" if of.is_part else ""
    empty = of.sentence("moved", f"Neither report lists a project{whose}.")
    lead = () if points else ((same,) if labels.count_of(of.figures, "projects") else (empty,))
    return Part("moved", heading, lead, tuple(points), 6)


_KINDS = {
    "completed": ("was completed", "were completed"),
    "forward": ("moved forward", "moved forward"),
    "added": ("came onto the list", "came onto the list"),
    "split": ("was split from another", "were split from others"),
    "now_stated": ("now has a stated status", "now have a stated status"),
    "merged": ("goes on as part of another", "go on as part of others"),
    "no_longer_listed": ("is no longer listed", "are no longer listed"),
    "back": ("is reported at an earlier stage", "are reported at an earlier stage"),
    "other": ("changed status", "changed status"),
}


def _moved(of: State, kind: str) -> Sentence | None:
    rows = of.moved[of.moved["kind"] == kind]
    if rows.empty or (kind == "back" and not audience.may("regressions")):
        return None
    verb = _KINDS[kind][len(rows) > 1]
    count = labels.sentence(labels.counted(len(rows), "project", words=True))
    text, told = f"{count} {verb}: {named(rows)}", _projects(of, rows, kind)
    if kind == "added":
        done = sentences.came_completed(rows)
        text += f"; already completed: {named(done)}" if len(done) else ""
        told += [_is_completed(of, row) for row in rows.to_dict("records")]
    return of.sentence(f"moved/{kind}", labels.stopped(text), *told)


def _is_completed(of: State, row: Row) -> Number:
    """Whether a project is completed: 1 or 0."""
    project, value = str(row["project_id"]), float(row["to_status"] == "completed")
    trace = trace_url(of.view, "project", project, "completed")
    return Number("project", project, "completed", of.view.period, value, trace)


def _projects(of: State, rows: pd.DataFrame, kind: str) -> list[Number]:
    """The status of each project that moved, as the sentence tells it."""
    gone = kind in ("no_longer_listed", "merged")
    figure = "no_longer_listed" if gone else "projects"
    return [
        Number("project", str(p), figure, of.view.period, 1.0, trace_url(of.view, "project", str(p), figure))
        for p in rows["project_id"]
    ]


def named(rows: pd.DataFrame, most: int = _NAMES) -> str:
    """`A (Ipoh), B (Kuching) and nine more`."""
    pairs = zip(rows["title"], rows["city_name"], strict=True)
    names = [f"{title} ({city})" for title, city in pairs]
    left = len(names) - most
    return labels.joined(names if left <= 1 else [*names[:most], f"{labels.in_words(left)} more"])
