"""Titles and sentences chosen from the figures: neutral, true of the data, never a comment on an absence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import labels
from dashboard.filters import View

Row = Mapping[str, object]


def count(row: Row, name: str) -> int:
    """A count of a row of figures."""
    return labels.count_of(row, name)


def as_of(view: View) -> str:
    """`as reported to 30 September 2025`."""
    at = view.at
    return f"as reported to {labels.long_date(at.data_date)}" if at else ""


def head(row: Row, view: View, name: str = "", places: str = "city") -> str:
    """`134 projects in 35 cities, as reported to …`; with a name `Siem Reap: eight projects, as reported to …`."""
    total = count(row, "projects")
    words = labels.counted(total, "project", words=bool(name))
    where = (
        f" in {labels.counted(row.get('cities') or 0, 'city', words=bool(name))}" if places and total else ""
    )
    text = f"{words}{where}, {as_of(view)}"
    return f"{name}: {text}" if name else labels.sentence(text)


def under(row: Row, moved: pd.DataFrame, view: View) -> str:
    """`18 are completed, 108 on-going and 8 in planning. Since the 2024 report seven were completed and 33 came …`."""
    if not count(row, "projects"):
        return "No project of this selection is on the list."
    parts = [f"{labels.sentence(labels.status_counts(row, words=count(row, 'projects') < 12))}."]
    since = since_words(moved)
    if view.compare and since:
        parts.append(f"Since the {view.compare} report {since}.")
    return " ".join(parts)


def since_words(moved: pd.DataFrame) -> str:
    """`seven were completed and 33 came onto the list`; empty where nothing of the kind happened."""
    kinds = moved["kind"].value_counts()
    done, new = int(kinds.get("completed", 0)), int(kinds.get("added", 0))
    parts = []
    if done:
        parts.append(f"{labels.in_words(done)} {'was' if done == 1 else 'were'} completed")
    if new:
        parts.append(f"{labels.in_words(new)} came onto the list")
    return labels.joined(parts)


def growth(history: pd.DataFrame) -> str:
    """`The list grew from 53 to 134 projects; 18 are completed`."""
    if history.empty:
        return "No list yet"
    first, last = int(history["projects"].iloc[0]), int(history["projects"].iloc[-1])
    done = int(history["completed"].iloc[-1])
    tail = f"; {labels.in_words(done)} {'is' if done == 1 else 'are'} completed" if done else ""
    if len(history) == 1:
        return f"{labels.sentence(labels.counted(last, 'project'))} in the first list{tail}"
    if first == last:
        return f"The list holds {labels.counted(last, 'project')}, as many as at first{tail}"
    verb = "grew" if last > first else "went"
    return f"The list {verb} from {labels.number(first)} to {labels.counted(last, 'project')}{tail}"


def ongoing_in(rows: pd.DataFrame, one: str, many: str) -> str:
    """`Projects are on-going in all ten member states that report`."""
    listed = rows[rows["projects"] > 0]
    going = int((listed["ongoing"] > 0).sum())
    if len(listed) == 0:
        return "No projects listed"
    if going == len(listed) and going > 1:
        return f"Projects are on-going in all {labels.in_words(going)} {many} that report"
    if len(listed) == 1:
        return f"{labels.sentence(labels.counted(int(listed['projects'].iloc[0]), 'project', words=True))} in one {one}"
    return f"Projects are on-going in {labels.in_words(going)} of the {labels.in_words(len(listed))} {many} that report"


def completed_by(rows: pd.DataFrame, many: str) -> str:
    """`Ten of the 18 completed projects are Civic & Social`; without a single largest one, how they are spread."""
    total = int(rows["completed"].sum())
    if not total:
        used = int((rows["projects"] > 0).sum())
        return f"Projects stand in {labels.in_words(used)} of the {labels.in_words(len(rows))} {many}"
    top = rows.sort_values("completed", ascending=False, kind="stable")
    best, second = top.iloc[0], int(top["completed"].iloc[1]) if len(top) > 1 else 0
    if int(best["completed"]) == second:
        spread = int((rows["completed"] > 0).sum())
        done = labels.counted(total, "completed project")
        return f"The {done} stand in {labels.in_words(spread)} of the {labels.in_words(len(rows))} {many}"
    number = labels.in_words(int(best["completed"]), capital=True)
    verb = "is" if int(best["completed"]) == 1 else "are"
    return f"{number} of the {labels.counted(total, 'completed project')} {verb} {best['name']}"


def listed_by_city(rows: pd.DataFrame) -> str:
    """`35 cities list between one and eight projects each`."""
    listed = rows[rows["projects"] > 0]["projects"]
    if listed.empty:
        return "No city lists a project"
    low, high, cities = int(listed.min()), int(listed.max()), len(listed)
    if cities == 1:
        return f"One city lists {labels.counted(high, 'project', words=True)}"
    said = labels.sentence(labels.counted(cities, "city", words=True))
    if low == high:
        return f"{said} list {labels.counted(low, 'project', words=True)} each"
    return f"{said} list between {labels.in_words(low)} and {labels.in_words(high)} projects each"


def change(moved: pd.DataFrame, view: View) -> str:
    """`Since the 2024 report: 33 projects came onto the list, seven left it`."""
    kinds = moved["kind"].value_counts()
    new, gone = int(kinds.get("added", 0)), int(kinds.get("no_longer_listed", 0))
    if not new and not gone:
        return f"Since the {view.compare} report the list is the same"
    came = f"{labels.counted(new, 'project', words=True)} came onto the list"
    left = f"{labels.in_words(gone)} left it"
    said = labels.joined([came, left], ",").replace(" , ", ", ") if new and gone else came if new else ""
    said = said or f"{labels.counted(gone, 'project', words=True)} left the list"
    return f"Since the {view.compare} report: {said}"


def coverage(row: Row) -> str:
    """`35 of 38 cities`, or nothing where members are not counted."""
    said = labels.coverage(row.get("reported_cities"), row.get("member_cities"))
    return "" if said == labels.MISSING else said
