"""What briefs, extracts and workbooks of the silence procedure carry beside their contents: edition, clocks, filters,
sources, practice mark; and what they were asked for, so that they can be made again."""

from __future__ import annotations

from dashboard import audience, labels
from dashboard.exports import about
from dashboard.filters import View
from dashboard.queries import frame
from dashboard.reports.model import Stamp
from etl.store import load

FOR_US = (
    "For the Secretariat"  # difficulties, support wanted and contradictions of the print stand in such a file
)


def stamp(view: View) -> Stamp:
    """The circumstances of a view's figures as they are shown."""
    said = about.said(view, is_moved=bool(view.compare))
    at = view.at
    return Stamp(
        edition=said["edition"],
        period=view.period,
        data_date=labels.date(at.data_date) if at else "",
        known_on=_moment(view),
        compared_with=said.get("compared_with", ""),
        filters=said["filters"],
        source=about.sources(),
        is_practice=frame.is_practice(),
        made_by=about.program(),
        for_whom=FOR_US if audience.level() == audience.LEVELS[-1] else "",
    )


def asked_of(view: View, kind: str) -> dict[str, str]:
    """The address of the view with the kind of document and its readers, as plain texts."""
    clocks = {} if view.edition else {"period": view.period, "compare": view.compare or ""}
    return {"kind": kind, "readers": audience.level(), **clocks, **view.query()}


def _moment(view: View) -> str:
    """The second clock as people read it; now is said as the minute in which it was."""
    moment = view.known_on or load.utc_now()
    return f"{labels.date(moment)}, {moment:%H:%M} UTC"
