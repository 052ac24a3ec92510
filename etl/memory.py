"""What the store remembers about a file's cities, asked for by the pipeline, and how a judged report is put into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl import convert, sql, stages
from etl.answers import Answer, Correction, Reply, corrections_of_rows, reply_to
from etl.carried import carried_on
from etl.fields import May
from etl.findings import Finding
from etl.interpret.clean import Clean
from etl.reference import Reference
from etl.store import Connection, load, snapshot
from etl.tables import Tables
from etl.validate.register import Past
from etl.validate.scope import Chosen

Run = Callable[[str, Mapping[str, Any]], pd.DataFrame]
CHANGES = ("new", "changed", "unchanged", "no_longer_listed")
_COMPARED = (
    "title",
    "in_plan",
    "status",
    "percent_complete",
    "focus_area",
    "planned_start",
    "planned_end",
    "forecast_end",
    "actual_end",
    "budget",
    "spent",
    "self_rating",
)
_PLACES = ("city", "period")
_SIDE_TABLES = {"Milestones": "milestone", "Partners": "project_partner", "Results": "result"}


def through(connection: Connection) -> Run:
    """Ask the store under the writer's lock, in its transaction."""

    def run(text: str, params: Mapping[str, Any]) -> pd.DataFrame:
        return connection.execute(text, snapshot.named_in(text, params) or None).df()

    return run


def cities_of(projects: Clean) -> list[str]:
    """The cities that a file speaks of."""
    return sorted({*projects.values["city"].dropna(), *(city for city, _period in reports(projects))})


def reports(projects: Clean) -> tuple[tuple[str, str], ...]:
    """The (city, period) pairs that a file reports, sorted; a list without a project is its cover's."""
    if projects.values.empty:
        place = projects.place
        return ((place["city"], place["period"]),) if {"city", "period"} <= place.keys() else ()
    pairs = projects.values[["city", "period"]].dropna().drop_duplicates()
    return tuple(sorted(zip(pairs["city"], pairs["period"], strict=True)))


def one_city(chosen: Chosen, tables: Tables, reference: Reference) -> str | None:
    """The city of a file that is of one city, else None."""
    _cell, typed = tables.cover.get("city", (None, None))
    names = {typed} if typed else set()
    if "city" in tables.projects.columns:
        names = {str(v) for v in tables.projects.cells["city"].dropna().unique()[:50]}
    found = {match.code for name in names if (match := reference.lists["city"].find(name))}
    if not found and chosen.city:
        return chosen.city
    countries = {reference.city(code)["iso3"] for code in found}
    return next(iter(found)) if len(countries) == 1 else None


@stages.stage("history")
def data_dates(run: Run, projects: Clean) -> pd.Series:
    """The data date of each row's period, datetime64, index = sheet row."""
    periods = run(sql.text("past/periods"), {})
    dates = dict(zip(periods["period"], pd.to_datetime(periods["data_date"]), strict=True))
    return pd.to_datetime(projects.values["period"].map(dates)).astype("datetime64[s]")


@dataclass(frozen=True)
class Moment:
    """As of when the past is asked: what counted by `known_on` (UTC, None = now) and was sent before submission
    `before` (None = all). `is_published`: the state that the published store keeps says it already."""

    known_on: dt.datetime | None = None
    before: int | None = None
    is_published: bool = False


NOW = Moment(is_published=True)
IN_TRANSACTION = Moment()  # rows may have been added since the state was kept


@stages.stage("history")
def past(run: Run, projects: Clean, reference: Reference, moment: Moment = NOW) -> Past:
    """The register, known names and last state of the file's cities."""
    asked = {"cities": cities_of(projects), "before": moment.before, "known_on": moment.known_on}
    register = run(sql.text("past/register"), asked)
    decided = run(sql.text("past/identity"), asked)
    return Past(
        dict(zip(register["project_id"], register["city_id"], strict=True)),
        run(sql.text("past/titles"), asked),
        _as_told(_states(run, projects, moment), projects, decided),
        decided,
    )


def _as_told(states: pd.DataFrame, projects: Clean, decided: pd.DataFrame) -> pd.DataFrame:
    """The states of projects that the file still tells under a code that was merged or split, under that code."""
    if decided.empty or states.empty:  # of a city whose every report was taken back, decisions stay
        return states
    told = set(zip(projects.values["period"], projects.values["project_id"], strict=True))
    codes = {
        (period, now): old
        for old, period, now in decided[["told_id", "period", "project_id"]].itertuples(index=False)
        if (period, old) in told and (period, now) not in told
    }
    keys = list(zip(states["for_period"], states["project_id"], strict=True))
    # Of a code that was split, what it stood for before is another project.
    taken = {(key[0], codes[key]) for key in keys if key in codes}
    named = states.assign(project_id=[codes.get(key, key[1]) for key in keys])
    return named[[key in codes or key not in taken for key in keys]]


def _states(run: Run, projects: Clean, moment: Moment) -> pd.DataFrame:
    """The state before each period of the file; rows of the file's own earlier periods count as reported."""
    cities = cities_of(projects)
    query = sql.text("past/state_now" if moment.is_published else "past/state")
    frames: list[pd.DataFrame] = []
    told: pd.DataFrame | None = None
    for period in _periods(run, projects):
        state = run(query, {"cities": cities, "period": period, "known_on": moment.known_on})
        if told is not None:
            later = told.assign(for_period=period)
            kept = state[~state["project_id"].isin(later["project_id"])]
            state = pd.concat([kept, later], ignore_index=True) if len(kept) else later
        frames.append(state)
        now = projects.values[(projects.values["period"] == period) & projects.values["project_id"].notna()]
        now = now.assign(city_id=now["city"], is_listed=now["in_plan"] != "no", for_period=period)
        now = carried_on(now[list(state.columns)], state)
        told = now if told is None else pd.concat([told[~told["project_id"].isin(now["project_id"])], now])
    if frames:
        return pd.concat(frames, ignore_index=True)
    return run(sql.text("past/state"), {"cities": [], "period": "", "known_on": None})


def _periods(run: Run, projects: Clean) -> list[str]:
    """The periods that a file reports, the earliest first."""
    if projects.values.empty:
        return [period for _city, period in reports(projects)]
    dates = data_dates(run, projects)
    order = pd.DataFrame({"period": projects.values["period"], "date": dates}).dropna().drop_duplicates()
    return [str(period) for period in order.sort_values("date")["period"]]


@dataclass(frozen=True)
class Said:
    """What was said of some bytes: their verdict as stored, what was chosen beside them, and what was found."""

    verdict: str
    chosen: tuple[str | None, str | None, bool]  # city, period, partial
    found: frozenset[str]  # code and cell of every finding


def repeated(run: Run, sha256: str, now: Said) -> int | None:
    """The submission that these bytes repeat: of the same cities and periods, and accepted before, or told the same."""
    for row in run(sql.text("past/same_bytes"), {"sha256": sha256}).to_dict("records"):
        *places, is_partial = now.chosen
        is_alike = all(_is_alike(name, row, place, now) for name, place in zip(_PLACES, places, strict=True))
        if not is_alike or bool(row["is_partial"]) != is_partial:
            continue
        is_same = row["verdict"] == now.verdict and frozenset(row["found"]) == now.found
        if row["verdict"] == "accepted" or is_same:
            return int(row["submission_id"])
    return None


def _is_alike(name: str, row: dict[Any, Any], chosen: object, now: Said) -> bool:
    """Whether these bytes speak of the same city, or period, as before: chosen alike, or the choice, then or now, says
    no more than the file does."""
    before = None if pd.isna(row[f"chosen_{name}"]) else row[f"chosen_{name}"]
    if chosen == before:
        return True
    if before is None:
        is_named = set(row[f"of_{name}"]) == {chosen}
        return is_named and not any(found.startswith(f"{name}_mismatch ") for found in now.found)
    return chosen is None and not any(found.startswith(f"{name}_missing ") for found in now.found)


def remembered(run: Run, projects: Clean, answer: Answer) -> Answer:
    """The sender's answers, and those given before to the same question about the same value."""
    rows = run(sql.text("past/confirmations"), {"cities": cities_of(projects)})
    keys = ("code", "city_id", "project_id", "title", "value", "field", "against")
    given = {
        tuple(None if pd.isna(row[k]) else row[k] for k in keys): str(row["note"])
        for row in rows.to_dict("records")
    }

    def reply(finding: Finding) -> Reply | None:
        said = reply_to(finding, answer)
        about = (finding.code, finding.city_id, finding.project_id, finding.title, finding.value)
        # Confirmations of before 0.2.0 name no field.
        before = given.get((*about, finding.field, finding.against)) or given.get((*about, None, None))
        return said or (Reply(before) if before else None)

    return reply


@stages.stage("history")
def corrections(run: Run, submission_id: int | None) -> tuple[Correction, ...]:
    """The suggestions that were taken in an earlier try."""
    if submission_id is None:
        return ()
    return corrections_of_rows(run(sql.text("past/corrections"), {"submission_id": submission_id}))


def changes(projects: Clean, known: Past, may: May, *, is_full: bool) -> dict[str, int]:
    """How many projects a file would add, change, leave as they are, or take off the list. Only fields that its sender
    `may` be told are compared: by a count that moves with a guess every other could be found out. Of a report sent on
    a site for others the counts that are kept therefore leave out what changed in those fields alone."""
    names = [name for name in _COMPARED if may(name)]
    told = _facts_by_project(projects.values[projects.values["project_id"].notna()], "period", names)
    last = dict(_facts_by_project(known.state, "for_period", names))
    seen = [(now, last[key]) for key, now in told if key in last]
    changed = sum(any(_differs(n, t) for n, t in zip(now, then, strict=True)) for now, then in seen)
    left = int((projects.values["in_plan"] == "no").sum())
    if is_full and len(known.state):
        listed = known.state[known.state["is_listed"].astype(bool)]
        keys, lists = {key for key, _ in told}, set(reports(projects))
        left += sum(
            (city, period) in lists and (project, period) not in keys
            for project, city, period in zip(
                listed["project_id"], listed["city_id"], listed["for_period"], strict=True
            )
        )
    return {
        "new": len(told) - len(seen) + convert.new_names(projects.values).nunique(),
        "changed": changed,
        "unchanged": len(seen) - changed,
        "no_longer_listed": left,
    }


def _facts_by_project(
    rows: pd.DataFrame, period: str, names: list[str]
) -> list[tuple[tuple[Any, Any], tuple[Any, ...]]]:
    """(project_id, period) → the facts that are compared, row by row."""
    keys = zip(rows["project_id"], rows[period], strict=True)
    return list(zip(keys, zip(*(rows[name] for name in names), strict=True), strict=True))


def _differs(now: Any, then: Any) -> bool:
    """Whether a fact that is told differs from the last; what is left blank says nothing."""
    return now is not None and now == now and now is not pd.NaT and now != then


def store_report(
    connection: Connection,
    submission_id: int,
    projects: Clean,
    side: tuple[Clean, ...],
    pairs: tuple[tuple[str, str], ...],
    *,
    is_full: bool,
) -> None:
    """The rows of an accepted report, new projects first."""
    rows = convert.rows_to_store(projects)
    register = through(connection)(sql.text("past/codes"), {})
    new = convert.new_projects(rows, dict(zip(register["project_id"], register["city_id"], strict=True)))
    if len(new):
        load.insert(
            connection, sql.text("load/project"), new.assign(submission_id=submission_id), name="new_projects"
        )
    coverage = "full" if is_full else "partial"
    report = pd.DataFrame([(submission_id, city, period, coverage) for city, period in pairs])
    load.insert(connection, "insert into report select * from report_rows", report)
    load.insert(connection, sql.text("load/project_update"), rows, submission_id=submission_id)
    columns = [convert.columns_to_store(projects)]
    owner = dict(zip(rows["project_id"], rows["city"], strict=True))
    for clean in side:
        table = _SIDE_TABLES[clean.table.sheet.name]
        side_rows = convert.rows_to_store(clean)
        # Rows of no project are of the city itself: only a report of one city has them.
        cities = side_rows["project_id"].map(owner).astype(object).fillna(pairs[0][0])
        side_rows = side_rows.assign(city_id=cities.astype("str"))
        load.insert(connection, sql.text(f"load/{table}"), side_rows, submission_id=submission_id)
        columns.append(convert.columns_to_store(clean))
    origin = pd.concat(columns, ignore_index=True)
    origin.insert(0, "submission_id", submission_id)
    load.insert(connection, "insert into origin_column by name select * from report_rows", origin)
