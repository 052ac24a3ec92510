"""What briefs, extracts and workbooks of the silence procedure carry beside their contents: edition, clocks, filters,
sources, practice mark; and what they were asked for, so that they can be made again."""

from __future__ import annotations

from dashboard import labels
from dashboard.exports import about
from dashboard.filters import View
from dashboard.queries import frame
from dashboard.reports.model import Stamp
from etl.editions import Edition


def stamp(view: View, edition: Edition | None = None) -> Stamp:
    """The circumstances of a view's figures as they are shown; `edition`: None for working figures."""
    said = about.said(view, is_moved=bool(view.compare))
    at = view.at
    compared = said.get("compared_with", "")
    return Stamp(
        edition=named(edition) if edition else said["edition"],
        period=view.period,
        data_date=labels.date(at.data_date) if at else "",
        known_on=said["reports_accepted_by"],
        compared_with=compared,
        filters=said["filters"],
        source=about.sources(),
        is_practice=frame.is_practice(),
        disclaimer="",
        made_by=about.program(),
    )


def asked_of(view: View, kind: str, edition: Edition | None = None) -> dict[str, str]:
    """The address of the view with the kind of document, as plain texts."""
    return {"kind": kind, "period": view.period, "compare": view.compare or "", **view.query(),
            **({"edition": edition.edition_id} if edition else {})}  # fmt: skip


def named(edition: Edition) -> str:
    """`ASCN Annual Meeting 2026, made final 1 Dec 2026`, or `…, draft`."""
    state = f"made final {labels.date(edition.final_at)}" if edition.is_final else "draft"
    return f"{edition.name}, {state}"
