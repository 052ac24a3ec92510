"""What stands around one file: the tries that it belongs to, the report that counted before it, and the projects of
which it says nothing. Rows of queries in, plain values for a template out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import audience, labels
from dashboard.officer import clock, own
from dashboard.queries import received

FEW = 6  # names in a sentence; more stand in a list of their own


@dataclass(frozen=True)
class Blank:
    """Projects left blank. `is_said`: "nothing changed" is said for them; `titles` may be unknown in old stores."""

    count: int
    titles: tuple[str, ...]
    is_said: bool

    @property
    def words(self) -> str:
        """`2 projects: “Harbour Road” and “River Walk”`; without names where they are many or unknown."""
        counted = labels.counted(self.count, "project")
        is_short = 0 < len(self.titles) <= FEW
        names = labels.joined(f"“{title}”" for title in self.titles)
        return f"{counted}: {names}" if is_short else counted

    @property
    def listed(self) -> tuple[str, ...]:
        """The names, where they are too many for a sentence."""
        return self.titles if len(self.titles) > FEW else ()


def blank_of(row: Mapping[str, Any]) -> Blank | None:
    """The projects that a file leaves blank; None where there are none."""
    titles = tuple(str(t) for t in received.left_blank(int(row["submission_id"]))["title"])
    count = len(titles) or int(row["untouched"] or 0)
    return Blank(count, titles, bool(row["fill_unchanged"])) if count else None


def tries_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Files of the same city and period, or that follow each other; newest first. Only those that may be seen here."""
    numbers = set(received.tries(int(row["submission_id"])))
    if row["city_count"] == 1 and row["period_count"] == 1:
        same = received.submissions(city=row["city_id"], period=row["period"], only=own.only())
        numbers |= {int(n) for n in same["submission_id"]}
    return own.mine(cleaned_rows(received.submissions(only=sorted(numbers))))


def newest_of(submission_id: int) -> int:
    """The newest of the tries that follow each other."""
    return max(received.tries(submission_id), default=submission_id)


def is_network(row: Mapping[str, Any]) -> bool:
    """Whether a file is of more than one city: a record of the network, not a city's own report."""
    return int(row["city_count"] or 0) > 1


def is_of_the_network(row: Mapping[str, Any]) -> bool:
    """Whether a file is no city's own: of the record, or of more than one city."""
    return bool(row["is_record"]) or is_network(row)


def may_take_back(row: Mapping[str, Any]) -> bool:
    """Whether a file that may be opened here may be taken back here: on a site for others only a city's own report,
    whatever links a browser holds."""
    return audience.may("files") or not is_of_the_network(row)


def last_counted(rows: Iterable[Mapping[str, Any]], before: int | None = None) -> str:
    """`2025, accepted 14 Oct 2025`: the newest report that counts among `rows` (newest first), before number `before`.
    Empty where there is none."""
    for row in rows:
        is_earlier = before is None or int(row["submission_id"]) < before
        if is_earlier and row["verdict"] == "accepted" and not row["withdrawn_at"]:
            at = f", accepted {clock.day(row['counted_at'])}" if audience.may("clocks") else ", accepted"
            told = f"{row['periods']}{at}"
            return f"{told}, in the network’s record" if is_network(row) else told
    return ""


def last_report(row: Mapping[str, Any]) -> str:
    """The report of its city that counted before a file; empty where there is none or the file is of many cities."""
    if row["city_count"] != 1 or not row["city_id"]:
        return ""
    return last_counted(cleaned_rows(received.submissions(city=row["city_id"])), int(row["submission_id"]))


def clean(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Missing values of a frame as None, so that a template may ask for them."""
    return {str(k): None if labels.is_missing(v) else v for k, v in row.items()}


def cleaned_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, missing values as None."""
    return [clean(row) for row in frame.to_dict("records")]
