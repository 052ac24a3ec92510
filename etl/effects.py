"""What a report or a decision of the desk changes, said before it counts: the same marts on the state as it is and as
it would be. The would-be state is made in a transaction that is never kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from etl import edition_clock, memory, sql, stages
from etl.interpret.clean import Clean
from etl.memory import Run
from etl.reference import Reference
from etl.store import Connection, load, snapshot, write

MOST_REPORTS = 60  # a file of more cities and periods says what it changes in counts only
_PROJECT_FACTS = ("is_listed", "status", "progress_pct", "planned_end", "title")
# What a report says of its projects; rates of reporting and the first plan's figures belong to the period, not to it.
_FIGURES = (
    "projects",
    "planning",
    "ongoing",
    "completed",
    "on_hold",
    "cancelled",
    "not_stated",
    "no_longer_listed",
    "completion_rate",
    "progress_mean",
    "progress_n",
    "planned_mean",
    "slippage",
)
_CLASSES = ("focus_area", "sector", "pillar")  # what the desk may decide anew
_Key = tuple[str, str, str, str]
_Facts = dict[_Key, tuple[str, str | None]]  # the member's name, and the fact as text


@dataclass(frozen=True)
class Effect:
    """One figure that a report changes. `axis`: project, city or network; `key` of it; `figure`: a name of
    `etl.figures`, or a fact of a project (is_listed, status, progress_pct, planned_end, title). `before`, `after` as
    text that reads back exactly; None = not given."""

    axis: str
    key: str
    name: str
    period: str
    figure: str
    before: str | None
    after: str | None


def of_report(
    connection: Connection,
    before: Run,
    projects: Clean,
    side: tuple[Clean, ...],
    pairs: tuple[tuple[str, str], ...],
    *,
    is_full: bool,
    counts_from: dt.datetime | None = None,
) -> tuple[Effect, ...]:
    """What a judged report would change; `connection` is a rehearsal and keeps nothing. `counts_from`: a past moment
    (UTC), where it is not to count from now."""
    if len(pairs) > MOST_REPORTS:
        return ()
    number = load.add_submission(connection, load.trial(edition_clock.now(connection), counts_from), ())
    memory.store_report(connection, number, projects, side, pairs, is_full=is_full)
    return difference(connection, before, pairs)


def of_withdrawal(home: Path, reference: Reference, submission_id: int) -> tuple[Effect, ...]:
    """What taking a submission back would change; raises StoreError where it cannot be taken back."""
    with write.rehearsal(home, reference) as connection:
        seen = snapshot.current(home)
        rows = seen.run(sql.text("ask/reports_of"), {"submission_id": submission_id})
        pairs = tuple(rows.itertuples(index=False, name=None))
        load.withdraw(connection, submission_id, "", "rehearsal", edition_clock.now(connection))
        return difference(connection, seen.run, pairs)


@stages.stage("preview")
def difference(connection: Connection, before: Run, pairs: Iterable[tuple[str, str]]) -> tuple[Effect, ...]:
    """The figures of a report's cities, of their projects and of the network that differ between the published state
    and this transaction's; before the first report of a period, the state of the period before. Also those of the
    newest period with reports, to which an earlier one carries: it is what the pages open with. `pairs`: (city_id,
    period)."""
    pairs = tuple(pairs)
    if not pairs or len(pairs) > MOST_REPORTS:
        return ()
    return _between(connection, before, partial(_facts, pairs=pairs))


@stages.stage("preview")
def of_decision(connection: Connection, before: Run, cities: Iterable[str]) -> tuple[Effect, ...]:
    """The same for a decision of the desk on projects of these cities, at every period and on every axis."""
    return _between(connection, before, partial(_facts_of_all_periods, cities=sorted(cities)))


def _between(connection: Connection, before: Run, ask: Callable[[Run], _Facts]) -> tuple[Effect, ...]:
    with ThreadPoolExecutor(1) as beside:  # the two states know nothing of each other, and somebody waits
        as_is = beside.submit(ask, before)
        write.keep_state(connection)
        with write.known_now(connection):
            now = ask(memory.through(connection))
        then = as_is.result()
    changed = (key for key in {**then, **now} if then.get(key, ("", None))[1] != now.get(key, ("", None))[1])
    return tuple(_effect(key, then, now) for key in changed)


def _effect(key: _Key, then: Mapping[_Key, Any], now: Mapping[_Key, Any]) -> Effect:
    axis, code, period, figure = key
    name = (now.get(key) or then[key])[0]
    return Effect(axis, code, name, period, figure, then.get(key, ("", None))[1], now.get(key, ("", None))[1])


def _facts(run: Run, pairs: tuple[tuple[str, str], ...]) -> _Facts:
    facts: _Facts = {}
    moments = run(sql.text("ask/effect_basis"), {"periods": sorted({period for _, period in pairs})})
    for period, basis, is_carried in moments.itertuples(index=False, name=None):
        cities = sorted({city for city, of in pairs if is_carried or of == period})
        params = {"cities": cities, "period": None if pd.isna(basis) else basis, "known_on": None}
        projects = run(sql.text("ask/effect_projects"), params).assign(axis="project")
        figures = run(sql.text("ask/effect_figures"), params)
        facts |= _of_rows(projects.assign(period=period), _PROJECT_FACTS)
        facts |= _of_rows(figures.assign(period=period), _FIGURES)
    return facts


def _facts_of_all_periods(run: Run, cities: list[str]) -> _Facts:
    params = {"cities": cities, "axes": ["city", "country", "network", *_CLASSES], "known_on": None}
    projects = run(sql.text("ask/decision_projects"), params).assign(axis="project")
    figures = run(sql.text("ask/decision_figures"), params)
    return _of_rows(projects, (*_PROJECT_FACTS, *_CLASSES)) | _of_rows(
        figures, (*_FIGURES, "completion_rate_baseline")
    )


def _of_rows(frame: pd.DataFrame, names: Iterable[str]) -> _Facts:
    return {
        (row["axis"], row["key"], row["period"], name): (row["name"], _as_text(row[name]))
        for row in frame.to_dict("records")
        for name in names
    }


def _as_text(value: object) -> str | None:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return (
        repr(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
    )


def rows(submission_id: int, told: Iterable[Effect]) -> pd.DataFrame:
    """Rows of the table `effect`."""
    return pd.DataFrame(
        [{"submission_id": submission_id, "number": n, **asdict(e)} for n, e in enumerate(told, 1)]
    )
