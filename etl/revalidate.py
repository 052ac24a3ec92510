"""What today's rules would say of every stored file, each judged against what counted before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl import again, pipeline, sql
from etl.memory import Moment, Run
from etl.outcome import CHECKED, Outcome
from etl.reference import Reference
from etl.store import snapshot

_JUST_BEFORE = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Verdicts:
    """A stored file with its verdict then and now; `gone` and `added`: codes of findings that only one of them has."""

    submission_id: int
    file: str
    then: str
    now: str
    gone: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether today's verdict would be another."""
        return self.then != self.now

    def as_json(self) -> dict[str, object]:
        """One object of `ascn revalidate --json`."""
        return {
            "submission_id": self.submission_id,
            "file": self.file,
            "verdict_then": self.then,
            "verdict_now": self.now,
            "differs": self.differs,
            "codes_gone": list(self.gone),
            "codes_added": list(self.added),
        }


def revalidate(home: Path, reference: Reference) -> Iterator[Verdicts]:
    """Judge every stored file anew, in the order in which they came. Stores nothing."""
    seen = snapshot.current(home)
    kept = seen.run(sql.text("ask/kept_submission"), {"submission_id": None})
    told = seen.run(sql.text("ask/codes_told"))
    codes = {number: set(rows["code"]) for number, rows in told.groupby("submission_id")}
    for row in kept.to_dict("records"):
        outcome = _judged(home, reference, row, seen.run)
        before, now = codes.get(row["submission_id"], set()), {f.code for f in outcome.findings}
        verdict = "accepted" if row["verdict"] == CHECKED else str(row["verdict"])
        yield Verdicts(
            int(row["submission_id"]),
            str(row["file_name"]),
            verdict,
            outcome.verdict,
            tuple(sorted(before - now)),
            tuple(sorted(now - before)),
        )


def _judged(home: Path, reference: Reference, row: dict[str, Any], run: Run) -> Outcome:
    number = int(row["submission_id"])
    counted = row["received_at"] if pd.isna(row["counted_at"]) else row["counted_at"]
    moment = Moment(pd.Timestamp(counted).to_pydatetime() - _JUST_BEFORE, number)
    return pipeline.judge_kept(again.request_of(home, pd.Series(row)), number, run, reference, moment)
