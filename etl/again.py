"""A stored file once more: the same bytes with what was said beside them, to answer what was asked or to see what
today's rules say of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from etl import sql
from etl.pipeline import Request
from etl.store import snapshot
from etl.store.places import Places, StoreError
from etl.validate.scope import Chosen


def request_again(home: Path, submission_id: int, **changes: Any) -> Request:
    """The request of a stored submission, following it; `changes` of its fields. Raises StoreError where its
    file is gone or was never there."""
    rows = snapshot.current(home).run(sql.text("ask/kept_submission"), {"submission_id": submission_id})
    if rows.empty:
        raise StoreError(f"There is no submission {submission_id:04d}.")
    return replace(request_of(home, rows.iloc[0]), **{"follows": submission_id, **changes})


def request_of(home: Path, row: pd.Series) -> Request:
    """The request that a row of `ask/kept_submission` came from."""
    path = Places(home).original(str(row["sha256"]))
    if not path.exists():
        raise StoreError(f"The file of submission {row['submission_id']:04d} was not kept.")
    given = {name: None if pd.isna(value) else value for name, value in row.items()}
    return Request(
        path.read_bytes(),
        str(given["file_name"]),
        Chosen(given["chosen_city"], given["chosen_period"]),
        str(given["submitter"]),
        given["note"],
        is_record=bool(given["is_record"]),
        is_full=not given["is_partial"],
        on_behalf=bool(given["on_behalf"]),
        is_form=given["kind"] == "form",
        counted_at=given["counts_from"] and pd.Timestamp(given["counts_from"]).to_pydatetime(),
        fill_unchanged=bool(given["fill_unchanged"]),
    )
