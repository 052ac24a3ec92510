"""Reports of one project told in a few words, for tests of plans, pace, ratings and questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl import pipeline
from etl.pipeline import Request
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot
from tests import builders

PROJECT = "cauayan-city-01"
Steps = Sequence[tuple[str, float | None, str | None, str | None]]  # milestone, weight, due, done


def day(text: str) -> dt.datetime:
    """A date as a cell holds it."""
    return dt.datetime.fromisoformat(text)


def tell(
    store: Settings,
    reference: Reference,
    period: str,
    counted_at: str,
    steps: Steps = (),
    results: Sequence[Mapping[str, Any]] = (),
    **told: Any,
) -> int:
    """One accepted report of the project; every question is answered. Returns its submission."""
    side: dict[str, list[dict[str, Any]]] = {}
    if steps:
        side["Milestones"] = [
            {
                "project_id": PROJECT,
                "milestone": name,
                "weight": weight,
                "due": day(due) if due else None,
                "done": day(done) if done else None,
            }
            for name, weight, due, done in steps
        ]
    if results:
        side["Results"] = [{"project_id": PROJECT, **row} for row in results]
    dated = {k: day(v) if k.endswith(("_start", "_end")) and v else v for k, v in told.items()}
    book = builders.workbook(reference, [builders.project(**dated)], period=period, side=side)
    request = Request(
        book, f"{period}.xlsx", counted_at=day(counted_at), answer=lambda f: "Agreed with the council."
    )
    sent = pipeline.submit(request, store.home, reference)
    assert sent.verdict == "accepted", [f.message for f in sent.findings]
    return int(sent.submission_id or 0)


def ask(store: Settings, text: str, **params: Any) -> pd.DataFrame:
    """Rows of a question to the store."""
    return snapshot.current(store.home).run(text, params)
