"""Rows of a submission into the store's tables; only ever added. Called inside a writer's transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from etl import sql, stages
from etl.answers import Correction
from etl.findings import Finding
from etl.store.places import Places, StoreError, replace_durably


@dataclass(frozen=True)
class Received:
    """A submission as it came in. Times are UTC without zone; `counted_at` is None unless it was accepted,
    `counts_from` what its sender asked."""

    file_name: str
    sha256: str
    kind: str
    verdict: str
    received_at: dt.datetime
    counted_at: dt.datetime | None
    submitter: str
    note: str | None
    rows_read: int = 0
    projects_read: int = 0
    follows: int | None = None
    on_behalf: bool = False
    chosen_city: str | None = None
    chosen_period: str | None = None
    is_partial: bool = False
    is_record: bool = False
    untouched: int = 0
    fill_unchanged: bool = False
    prepared_by: str | None = None
    is_shown_less: bool = False
    counts_from: dt.datetime | None = None
    new_projects: int | None = None
    changed_projects: int | None = None
    unchanged_projects: int | None = None
    left_projects: int | None = None


def utc_now() -> dt.datetime:
    """This moment as the store keeps it: UTC without zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def trial(now: dt.datetime, counts_from: dt.datetime | None) -> Received:
    """A submission that is only tried, in a rehearsal."""
    return Received("", "", "trial", "accepted", now, counts_from or now, "", None)


def keep_original(home: Path, sha256: str, data: bytes) -> None:
    """Keep the bytes of a submission before anything is said about it, so that what was accepted is never lost. What
    was kept and is no longer whole is mended."""
    path = Places(home).original(sha256)
    if not path.exists() or path.stat().st_size != len(data):
        replace_durably(path, data)


@stages.stage("write")
def add_submission(
    connection: duckdb.DuckDBPyConnection, received: Received, findings: Iterable[Finding]
) -> int:
    """Store a submission with its findings; returns its number."""
    (number,) = connection.execute("select nextval('submission_number')").fetchone() or (0,)
    connection.execute(sql.text("load/submission"), {"submission_id": number, **received.__dict__})
    told = pd.DataFrame([_finding_row(number, i, f) for i, f in enumerate(findings, 1)])
    if len(told):
        insert(connection, "insert into finding by name select * from report_rows", told)
    return int(number)


def _finding_row(submission_id: int, number: int, f: Finding) -> dict[str, object]:
    return {
        "submission_id": submission_id,
        "number": number,
        "code": f.code,
        "severity": str(f.severity),
        "sheet": f.cell.sheet if f.cell else None,
        "cell": f.cell.address if f.cell else None,
        "heading": f.heading,
        "field": f.field,
        "project_id": f.project_id,
        "city_id": f.city_id,
        "period": f.period,
        "value": f.value,
        "message": f.message,
        "suggestion": f.suggestion,
        "params": json.dumps(dict(f.params), default=str, ensure_ascii=False),
        "beside": json.dumps([dataclasses.asdict(b) for b in f.beside], ensure_ascii=False),
        "mends": f.mends.address if f.mends else None,
        "confirmed": f.confirmed,
        "title": f.title,
    }


def add_confirmations(
    connection: duckdb.DuckDBPyConnection,
    submission_id: int,
    findings: Iterable[Finding],
    who: str,
    at: dt.datetime,
) -> None:
    """Remember the answers, so that the same question about the same value is not asked again."""
    rows = [
        {
            "submission_id": submission_id,
            "code": f.code,
            "city_id": f.city_id,
            "period": f.period,
            "project_id": f.project_id,
            "value": f.value,
            "who": who,
            "confirmed_at": at,
            "note": f.confirmed,
            "field": f.field,
            "against": f.against,
            "title": f.title,
        }
        for f in findings
        if f.confirmed
    ]
    if rows:
        insert(connection, "insert into confirmation by name select * from report_rows", pd.DataFrame(rows))


def add_corrections(
    connection: duckdb.DuckDBPyConnection,
    submission_id: int,
    corrections: Iterable[Correction],
    who: str,
    at: dt.datetime,
) -> None:
    """Keep the suggestions that were taken, each at its cell."""
    rows = [
        {
            "submission_id": submission_id,
            "number": number,
            **{name: value for name, value in vars(c).items() if name != "cell"},
            "sheet": c.cell.sheet,
            "cell": c.cell.address,
            "who": who,
            "corrected_at": at,
        }
        for number, c in enumerate(corrections, 1)
    ]
    add_rows(connection, "correction", pd.DataFrame(rows))


def add_scope(
    connection: duckdb.DuckDBPyConnection, submission_id: int, pairs: Iterable[tuple[str, str]]
) -> None:
    """Keep which cities and periods a file speaks of, loaded or not."""
    rows = [{"submission_id": submission_id, "city_id": c, "period": p} for c, p in pairs]
    add_rows(connection, "submission_scope", pd.DataFrame(rows))


def add_left_blank(
    connection: duckdb.DuckDBPyConnection, submission_id: int, projects: Iterable[str]
) -> None:
    """Keep the projects of which a file says nothing."""
    rows = [{"submission_id": submission_id, "project_id": p} for p in projects]
    add_rows(connection, "left_blank", pd.DataFrame(rows))


def add_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    """Add rows to a table of ours by the names of their columns."""
    if len(rows):
        insert(connection, f"insert into {table} by name select * from report_rows", rows)  # noqa: S608 - our own names


def insert(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    rows: pd.DataFrame,
    *,
    name: str = "report_rows",
    **params: object,
) -> None:
    """Run an insert whose rows come from a frame. On an error the transaction, and with it the name, is given up."""
    connection.register(name, rows)
    connection.execute(text, params or None)
    connection.unregister(name)


def withdraw(
    connection: duckdb.DuckDBPyConnection, submission_id: int, who: str, reason: str, at: dt.datetime
) -> None:
    """Take a submission back; its rows stay, with their trace. Raises StoreError where it cannot be taken back."""
    found = connection.execute(
        "select verdict, exists (from withdrawal where submission_id = $id) from submission where submission_id = $id",
        {"id": submission_id},
    ).fetchone()
    if found is None:
        raise StoreError(f"There is no submission {submission_id:04d}.")
    verdict, is_withdrawn = found
    if is_withdrawn:
        raise StoreError(f"Submission {submission_id:04d} was withdrawn before.")
    if verdict != "accepted":
        raise StoreError(
            f"Submission {submission_id:04d} was never loaded, so there is nothing to take back."
        )
    connection.execute(
        "insert into withdrawal values ($id, $at, $who, $reason)",
        {"id": submission_id, "at": at, "who": who, "reason": reason},
    )
