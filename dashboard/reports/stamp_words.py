"""What every writer says beside a document's contents, in the same words: circumstances, practice mark, pictures."""

from __future__ import annotations

from dashboard import labels
from dashboard.reports.model import Chart, Document, Stamp

INVENTED = "Practice data: invented figures"
_WITH_CONTENTS = 3  # chapters from which a document has a cover and contents


def is_long(document: Document) -> bool:
    """Whether a document has a cover and contents."""
    return sum(section.level == 1 for section in document.sections) >= _WITH_CONTENTS


def lines(stamp: Stamp) -> list[str]:
    """The circumstances of a document, a line each."""
    told = [
        f"{stamp.for_whom}: it may hold what is not for the network" if stamp.for_whom else "",
        f"Edition: {stamp.edition}",
        clocks(stamp),
        f"Compared with the report for {stamp.compared_with}" if stamp.compared_with else "",
        f"Filters: {stamp.filters}",
        f"Source: {stamp.source}",
        f"Made by {stamp.made_by}",
        stamp.disclaimer,
    ]
    return [line for line in told if line]


def marks(stamp: Stamp) -> str:
    """What no page may be without: for whom the file is, and that its figures are invented."""
    return " · ".join(mark for mark in (stamp.for_whom, INVENTED if stamp.is_practice else "") if mark)


def clocks(stamp: Stamp) -> str:
    """`For period 2025 · data to 30 Sep 2025 · reports accepted by …`, for the foot of every page."""
    return f"For period {stamp.period} · data to {stamp.data_date} · reports accepted by {stamp.known_on}"


def alternative(chart: Chart) -> str:
    """A picture in words: its finding, its measure and its numbers, for those who cannot see it."""
    name = chart.rows.columns[0]
    told = "; ".join(
        f"{row[name]}: " + ", ".join(f"{k} {labels.number(v)}" for k, v in row.items() if k != name and v)
        for row in chart.rows.to_dict("records")
    )
    return f"{chart.caption}. {chart.measure} {told}."[:2000]
