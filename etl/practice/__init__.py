"""Practice data: invented projects of the real cities, and the report files that they would have sent.

The files go through the same pipeline as any report; nothing here knows the store. The same seed gives the
same files, byte for byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.practice import calendar, course, files, milestones, partners, reporting, slips, tell
from etl.practice import projects as invented
from etl.reference import Reference

DEFAULT_UPDATES = 1_500
DEFAULT_SEED = 2018
OWN_FILE_PERIODS = 4  # in so many newest periods of a small set, a city of each country sends its own file
SUBMITTER = "practice"


@dataclass(frozen=True)
class Report:
    """One file as sent. `counted_at`: naive UTC, in the past. `updates`: its rows of projects; `tries`: the files with
    faults that came before it, oldest first."""

    file_name: str
    data: bytes
    counted_at: dt.datetime
    updates: int
    tries: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Practice:
    """Everything a practice store needs.

    `register` has the shape of projects.csv, `periods` that of periods.csv; `reports` yields the files in the
    order in which they count and can be iterated once.
    """

    register: pd.DataFrame
    periods: pd.DataFrame
    reports: Iterator[Report]


def generate(updates: int, seed: int, reference: Reference) -> Practice:
    """Practice data with exactly so many updates (rows of projects over all files, corrections included)."""
    if updates < 1:
        raise ValueError(f"Practice data needs at least one update, not {updates}.")
    rng = np.random.default_rng(seed)
    periods = calendar.periods(updates, reference)
    projects, rows = _rows(updates, periods, reference, rng)
    rows = reporting.correct(rows, rng)
    has_own_file = _own_files(rows, projects, len(periods), updates)
    steps = milestones.of_rows(
        rows[has_own_file],
        projects,
        invented.days(periods["data_date"])[rows.loc[has_own_file, "period"]],
    )
    rows = milestones.agree(rows, steps)
    told = tell.report_rows(rows, projects, periods, reference, rng)
    aside = np.random.default_rng([seed, len(rows)])
    reports = _reports(rows.assign(own=has_own_file), told, steps, periods, reference, aside)
    return Practice(_register(projects, rows, periods), calendar.with_open(periods, reference), reports)


def _rows(
    updates: int, periods: pd.DataFrame, reference: Reference, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Enough projects for so many reported rows, and exactly these rows."""
    count = max(1, updates * 3 // (2 * len(periods)))
    while True:
        projects = invented.invent(count, periods, reference, rng)
        cities = sorted(set(projects["city_id"]))
        told = reporting.calendar(cities, len(periods), rng)
        rows = reporting.reported(course.run(projects, periods, rng), projects, told)
        if len(rows) >= updates:
            return projects, reporting.cut(rows, updates)
        count += count // 2 + 1


def _own_files(rows: pd.DataFrame, projects: pd.DataFrame, periods: int, updates: int) -> pd.Series:
    """Rows that their city sends itself rather than through the Secretariat: few, and only in small sets."""
    if updates > calendar.FEW_UPDATES:
        return pd.Series(False, index=rows.index)
    own = projects.sort_values("city_id").groupby("iso3")["city_id"].first()
    newest = rows["period"] >= periods - OWN_FILE_PERIODS
    return rows["city_id"].isin(set(own)) & newest & (rows["batch"] == reporting.ON_TIME)


def _register(projects: pd.DataFrame, rows: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    codes = periods["period"].to_numpy()
    span = rows.groupby("project")["period"].agg(["min", "max"])
    used = projects.loc[span.index]
    register = used[
        ["project_id", "city_id", "title", "focus_area", "sector", "pillar", "other_pillars"]
    ].copy()
    register.insert(3, "aliases", "")
    register["first_reported"], register["last_reported"] = codes[span["min"]], codes[span["max"]]
    register["in_2018_plan"] = np.where(used["in_first_plan"] & (span["min"] == 0), "1", "0")
    register[["supersedes", "merged_into", "possible_same_as"]] = ""
    register["identity_basis"] = register["classification_basis"] = tell.SOURCE
    register["identity_confidence"] = "high"
    return register.fillna("").sort_values("project_id").reset_index(drop=True)


def _reports(
    rows: pd.DataFrame,
    told: pd.DataFrame,
    steps: pd.DataFrame,
    periods: pd.DataFrame,
    reference: Reference,
    rng: np.random.Generator,
) -> Iterator[Report]:
    """The files, oldest first: one a period and batch, and one for each city that sends its own."""
    city = rows["city_id"].where(rows["own"], "")
    groups = rows.groupby([rows["period"], rows["batch"].map(reporting.COUNTED_DAYS), city], sort=True)
    for (period, _, city_id), part in groups:
        code, due_at = str(periods.at[period, "period"]), pd.Timestamp(str(periods.at[period, "due_at"]))
        sent = told.loc[part.index]
        batch = str(part["batch"].iloc[0])
        counted_at = (due_at + pd.Timedelta(days=reporting.COUNTED_DAYS[batch])).to_pydatetime()
        if city_id:
            name, data, tries = _own_file(
                f"practice-{code}-{city_id}", str(city_id), sent, steps, reference, rng
            )
        else:
            ending = "" if batch == reporting.ON_TIME else f"-{batch}"
            name, data, tries = f"practice-{code}{ending}.csv", files.plain_csv(sent), ()
        yield Report(name, data, counted_at, len(part), tries)


def _own_file(
    stem: str,
    city_id: str,
    sent: pd.DataFrame,
    steps: pd.DataFrame,
    reference: Reference,
    rng: np.random.Generator,
) -> tuple[str, bytes, tuple[bytes, ...]]:
    """A city's own file, and its earlier tries: a CSV of its country, or a workbook."""
    country = reference.country_of(city_id)
    faulty = slips.of_file(sent, rng)
    if country["decimal_mark"] == ",":
        made = [files.local_csv(rows, country, reference) for rows in (*faulty, sent)]
        return f"{stem}.csv", made[-1], tuple(made[:-1])
    own = steps[steps["row"].isin(sent.index)]
    helped = partners.of_file(sent, rng)
    made = [files.workbook(rows, own, helped, reference) for rows in (*faulty, sent)]
    return f"{stem}.xlsx", made[-1], tuple(made[:-1])
