"""Who is looking, and what they may see: asked by queries, blocks, exports and the API, which leave out the rest.

Until accounts exist the setting ASCN_AUDIENCE says it for the whole site. A field's audience stands in headings.csv;
the lists that are no field stand here. What nobody has named is for the Secretariat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pandas as pd

from dashboard.queries.run import use, used
from etl.settings import Settings
from etl.start import reference_of

LEVELS = ("public", "network", "secretariat")
LISTS = {
    "attention": "secretariat",  # late, stalled, gone backwards: questions to a city
    "ratings": "secretariat",  # computed and analysts'
    "regressions": "secretariat",  # projects that moved back
    "discrepancies": "secretariat",  # where the print contradicts itself
    "reporting_lists": "secretariat",  # who is late, never reported, is to be asked
    "drafts": "secretariat",  # editions that are not final
    "decisions": "network",  # of the network's meetings
    "editions": "secretariat",  # making editions, their dispatch and the answers to them
    "desk": "secretariat",  # notes and decisions of analysts
    "files": "secretariat",  # files as they came, and what was found in them
    "needs": "secretariat",  # support wanted
    "who": "secretariat",  # names of those who sent or decided
    "clocks": "network",  # when a report was accepted
}
# Columns of our own that tell what a field or a list tells.
_TELLS = {
    "amount": "budget",
    "funding_status": "support_needed",
    "open_to_private_sector": "support_needed",
    "rating": "ratings",
    "slippage_pts": "attention",  # of one project; a group's slippage is no list of names
    "submitter": "who",
    "prepared_by": "who",
    "counted_at": "clocks",
    "received_at": "reporting_lists",  # beside the due date it says who was late
    "self_rating_label": "self_rating",
    "slip_days": "attention",  # a milestone that is late is a project that is
    "is_hit": "attention",
    "is_stale": "reporting_lists",  # of one city, as the period of its newest report
    "last_period": "reporting_lists",
    "file": "files",  # a name may tell who sent it, and when
    "file_name": "files",
}
# Figures that may be told of a group and whose cells say of single projects how far each is from its plan, or which
# cities did not report.
_CELLS = {
    "slippage": "attention",
    "plan_planned": "attention",
    "plan_actual": "attention",
    "stale_projects": "reporting_lists",
}


def level() -> str:
    """The audience of this site: public, network or secretariat."""
    return used().audience


@contextmanager
def as_seen_by(readers: str) -> Iterator[None]:
    """Within, the store is asked for these readers where they may see less than the audience of this site."""
    site = used()
    if LEVELS.index(readers) < LEVELS.index(site.audience):
        use(site.model_copy(update={"audience": readers}))
    try:
        yield
    finally:
        use(site)


def upto(readers: str) -> tuple[str, ...]:
    """The audiences that may see no more than these readers, the narrowest first."""
    return LEVELS[: LEVELS.index(readers) + 1]


def may(what: str) -> bool:
    """Whether this audience may see a field of headings.csv or one of LISTS."""
    return LEVELS.index(_needed(what)) <= LEVELS.index(level())


def _needed(what: str) -> str:
    return LISTS.get(what) or _fields().get(what, LEVELS[-1])


def _fields() -> dict[str, str]:
    return _of_lists(used())


@cache
def _of_lists(chosen: Settings) -> dict[str, str]:
    """Field → audience; a word that is none of the three is read as the narrowest."""
    rows = reference_of(chosen).tables["headings"]
    return {r["field"]: r["audience"] if r["audience"] in LEVELS else LEVELS[-1] for r in rows}


def shows(column: str) -> bool:
    """Whether a column of a table may be seen: by its name, and by the field that its name contains."""
    return _shows(used(), column)


def shows_cells(figure: str) -> bool:
    """Whether the cells behind a figure may be seen."""
    return shows(figure) and (figure not in _CELLS or may(_CELLS[figure]))


@cache
def _shows(chosen: Settings, column: str) -> bool:
    """Asked of every column of every row: kept for a server's settings, which stay."""
    named = [name for name in (*_of_lists(chosen), *LISTS) if not may(name)]
    hidden = [*named, *(ours for ours, what in _TELLS.items() if not may(what))]
    return not any(_contains(column, name) for name in hidden)


def _contains(column: str, name: str) -> bool:
    return re.search(rf"(^|_){re.escape(name)}(_|$)", column) is not None


def columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the columns that this audience may not see."""
    return frame[[name for name in frame.columns if shows(str(name))]]


def blanked(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with those columns kept but empty, for what is made of a fixed set of them."""
    return frame.assign(**{str(name): None for name in frame.columns if not shows(str(name))})
