"""Titles and sentences chosen from the figures: neutral, true of the data, never a comment on an absence."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import labels, titles
from dashboard.filters import View

Row = Mapping[str, object]


def count(row: Row, name: str) -> int:
    """A count of a row of figures."""
    return labels.count_of(row, name)


def as_of(view: View) -> str:
    """`as reported to 30 September 2025`."""
    at = view.at
    return f"as reported to {labels.long_date(at.data_date)}" if at else ""


def two_reports(view: View) -> str:
    """`Source: reports for 2024 and 2025`; the first with its own second clock: the page's is that of the other."""
    day = f" as accepted by {labels.date(view.compare_known_on)}" if view.compare_known_on else ""
    return f"Source: reports for {view.compare}{day} and {'for ' if day else ''}{view.period}"


def head(row: Row, view: View, name: str = "", has_places: bool = True) -> str:
    """`134 projects in 35 cities, as reported to …`; with a name `Siem Reap: eight projects, as reported to …`."""
    at = view.at
    day, total = at.data_date if at else None, count(row, "projects")
    cities = count(row, "cities") if has_places and total else 0
    return titles.place_title(name, total, day, cities) if name else titles.network_title(total, cities, day)


def under(row: Row, moved: pd.DataFrame, view: View) -> str:
    """`18 are completed, 108 on-going and 8 in planning. Since the 2024 report seven were completed and 33 came …`."""
    if not count(row, "projects"):
        return "No project of this selection is on the list."
    parts = [f"{labels.sentence(labels.status_counts(row, words=_in_words(row)))}."]
    since = since_words(moved)
    if view.compare and since:
        parts.append(f"Since the {view.compare} report {since}.")
    return " ".join(parts)


def _in_words(row: Row) -> bool:
    """Small counts in words, as long as the sentence begins with one of them."""
    first = next((n for code in labels.STATUSES if (n := count(row, code))), 0)
    return 0 < first < len(labels.SMALL)


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


def coverage(row: Row) -> str:
    """`35 of 38 cities`, or nothing where members are not counted."""
    said = labels.coverage(row.get("reported_cities"), row.get("member_cities"))
    return "" if said == labels.MISSING else said
