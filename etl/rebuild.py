"""The store made anew from the files as they came and what was said and decided since (`ascn rebuild`): every accepted
file is judged again in its order, with its corrections, against what was known then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from etl import again, memory, sql
from etl.answers import Reply
from etl.findings import Finding
from etl.judging import judge
from etl.read import TRUSTED, read_in_process
from etl.reference import Reference
from etl.store import Connection
from etl.store import rebuild as beside
from etl.store.places import StoreError

Progress = Callable[[int, int], None]


def rebuild(
    home: Path, reference: Reference, tell: Progress = lambda done, of: None
) -> list[beside.Difference]:
    """Make the store anew; returns what came out otherwise, in which case the old store stays. `tell`: how many
    reports are loaded, of how many. Raises StoreError where a file is gone or cannot be read as it was."""
    return beside.rebuild(home, reference, partial(_replay, home=home, reference=reference, tell=tell))


def _replay(connection: Connection, home: Path, reference: Reference, tell: Progress) -> None:
    run = memory.through(connection)
    events = run(sql.text("rebuild/events"), {})
    kept = run(sql.text("ask/kept_submission"), {"submission_id": None}).set_index(
        "submission_id", drop=False
    )
    for done, event in enumerate(events.itertuples(index=False), 1):
        if event.kind == "report":
            _load_again(connection, home, reference, kept.loc[event.number])
        else:
            for statement in sql.text(f"rebuild/{event.kind}").split(";\n"):
                if statement.strip():
                    connection.execute(statement, {"number": int(event.number)})
        tell(done, len(events))


def _load_again(connection: Connection, home: Path, reference: Reference, row: pd.Series) -> None:
    """Load an accepted file under its old number: what was asked of it then was answered then."""
    number = int(row["submission_id"])
    request = replace(again.request_of(home, row), follows=number, answer=_as_then, limits=TRUSTED)
    opened = read_in_process(request.data, request.name, request.limits)
    judged = judge(request, opened, memory.through(connection), reference, memory.IN_TRANSACTION)
    if judged.projects is None:
        raise StoreError(
            f"The file of submission {number:04d} cannot be read as it was. Nothing was changed."
        )
    memory.store_report(
        connection, number, judged.projects, judged.side, judged.outcome.reports, is_full=request.is_full
    )


def _as_then(finding: Finding) -> Reply:
    return Reply("as it was accepted")
