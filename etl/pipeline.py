"""THE order of the stages: a file in → findings, or rows in the store. No rule and no SQL of its own.

bytes → read → judge (`etl.judging`) → verdict → (accepted) convert → load under the store's lock → publish
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl import edition_clock, effects, memory, sql
from etl.judging import judge
from etl.memory import Run
from etl.outcome import CHECKED, Judged, Outcome, Request, digest
from etl.read import Unreadable, read, read_in_process
from etl.read.raw import RawFile
from etl.reference import Reference
from etl.standing import later_than
from etl.store import Connection, load, snapshot, write

_MOST_ROUNDS = 3
WISHES = "support_needed"  # the field by which a reader may be told of money that is sought

__all__ = [
    "Outcome",
    "Request",
    "check",
    "digest",
    "judge",
    "judge_kept",
    "submit",
    "submit_in",
    "submit_trusted",
]


class _Overtaken(Exception):
    """Another report was loaded between the preview of this one and its turn; nothing is stored."""


def check(request: Request, home: Path, reference: Reference) -> Outcome:
    """Judge a file against the newest published state; stores nothing."""
    return judge(request, _open(request), snapshot.current(home).run, reference).outcome


def judge_kept(
    request: Request, number: int, run: Run, reference: Reference, moment: memory.Moment
) -> Outcome:
    """What would be said today of the stored submission `number`, with the suggestions that were taken in it."""
    return judge(replace(request, follows=number), _open(request), run, reference, moment).outcome


def submit(request: Request, home: Path, reference: Reference) -> Outcome:
    """Judge a file and load it if it is accepted. What was received is kept; the same bytes change nothing."""
    opened = _open(request)
    for _ in range(_MOST_ROUNDS - 1):
        try:
            return _submit_once(request, opened, home, reference)
        except _Overtaken:
            continue  # what it would change is said anew, of the state that is there now
    return _submit_once(request, opened, home, reference, is_last=True)


def _submit_once(
    request: Request,
    opened: RawFile | Unreadable,
    home: Path,
    reference: Reference,
    *,
    is_last: bool = False,
) -> Outcome:
    """`is_last`: where others are always quicker, a file that waits is kept without saying what it would change."""
    seen = snapshot.current(home)
    judged = judge(request, opened, seen.run, reference)
    # Of a repeat too: it may have been lost since.
    load.keep_original(home, judged.outcome.sha256, request.data)
    if (before := _repeats(request, judged.outcome, seen.run)) is not None:
        return _as_before(judged.outcome, before, seen.run)
    if _waits(request, judged.outcome):
        judged = _with_preview(request, judged, home, reference)
    with write.writer(home, reference) as connection:
        newest = snapshot.current(home)
        if newest.version != seen.version:  # somebody else's report was loaded meanwhile
            judged = judge(request, opened, memory.through(connection), reference, memory.IN_TRANSACTION)
            if (before := _repeats(request, judged.outcome, newest.run)) is not None:
                return _as_before(judged.outcome, before, newest.run)
            if _waits(request, judged.outcome) and not is_last:
                raise _Overtaken
        return _store(connection, request, judged, newest.run)


def _with_preview(request: Request, judged: Judged, home: Path, reference: Reference) -> Judged:
    """What a report that waits would change, told beside it."""
    if judged.projects is None:
        return judged
    with write.rehearsal(home, reference) as connection:
        told = effects.of_report(
            connection,
            snapshot.current(home).run,
            judged.projects,
            judged.side,
            judged.outcome.reports,
            is_full=request.is_full,
            counts_from=request.counted_at,
        )
    return replace(judged, outcome=replace(judged.outcome, effects=told))


def _repeats(request: Request, outcome: Outcome, run: Run) -> int | None:
    """The submission that a file repeats, unless it answers what was open there."""
    chosen = (request.chosen.city, request.chosen.period, not request.is_full)
    found = frozenset(f"{f.code} {f.cell or ''}" for f in outcome.findings)
    before = memory.repeated(run, outcome.sha256, memory.Said(_word(request, outcome), chosen, found))
    if before is None or _says_more(request, outcome) or _is_another_try(request, before, run):
        return None
    return before


def _is_another_try(request: Request, before: int, run: Run) -> bool:
    """Bytes that do not count yet are a try of their own where another file came between, or where they are to count
    from another moment: led back to the first one, their sender would stand at a try that was followed already."""
    kept = run(sql.text("ask/kept_submission"), {"submission_id": before}).iloc[0]
    if kept["verdict"] == "accepted":
        return False
    if request.follows is not None and request.follows > before:
        return True
    moment = kept["counts_from"]
    return not (pd.isna(moment) if request.counted_at is None else moment == pd.Timestamp(request.counted_at))


def _as_before(outcome: Outcome, before: int, run: Run) -> Outcome:
    """What is said of bytes that came before, as submission `before`."""
    return replace(outcome, repeats=before, submission_id=before, later=later_than(run, before))


def _says_more(request: Request, outcome: Outcome) -> bool:
    """Answers to an earlier try are kept even where something else stays open."""
    is_open = outcome.verdict in ("rejected", "needs_confirmation")
    return (
        is_open
        and request.follows is not None
        and bool(outcome.corrections or any(f.confirmed for f in outcome.findings))
    )


def _word(request: Request, outcome: Outcome) -> str:
    """The verdict as the store keeps it."""
    return CHECKED if outcome.verdict == "accepted" and request.hold else outcome.verdict


def _waits(request: Request, outcome: Outcome) -> bool:
    """It could be loaded, but its sender has a word to say first."""
    return _word(request, outcome) in ("needs_confirmation", CHECKED)


def submit_trusted(connection: Connection, request: Request, reference: Reference) -> Outcome:
    """Load a file of our own making (record, practice data) in a writer's transaction; read without a child process."""
    return submit_in(
        connection, request, read_in_process(request.data, request.name, request.limits), reference
    )


def submit_in(
    connection: Connection,
    request: Request,
    opened: RawFile | Unreadable,
    reference: Reference,
) -> Outcome:
    """Judge against the state under the lock, and load what is accepted."""
    return _store(
        connection,
        request,
        judge(request, opened, memory.through(connection), reference, memory.IN_TRANSACTION),
    )


def _store(connection: Connection, request: Request, judged: Judged, before: Run | None = None) -> Outcome:
    """Keep what was received and said; load it where it is accepted. `before`: tells the state that it changes."""
    outcome = judged.outcome
    now = edition_clock.now(connection)
    is_loaded = outcome.verdict == "accepted" and not request.hold
    # Who is asked first is told at once that it could not count then.
    if is_loaded or _waits(request, outcome):
        edition_clock.allow(connection, request.counted_at)
    number = load.add_submission(
        connection, _received(request, outcome, now, is_loaded=is_loaded), outcome.findings
    )
    load.add_scope(connection, number, outcome.reports)
    load.add_left_blank(connection, number, outcome.left_blank)
    load.add_confirmations(connection, number, outcome.findings, request.submitter, now)
    load.add_corrections(connection, number, outcome.corrections, request.submitter, now)
    told = outcome.effects
    if is_loaded and judged.projects is not None:
        memory.store_report(
            connection, number, judged.projects, judged.side, outcome.reports, is_full=request.is_full
        )
        if before is not None:
            told = effects.difference(connection, before, outcome.reports)
    load.add_rows(connection, "effect", effects.rows(number, told))
    return replace(outcome, submission_id=number, effects=told)


def _received(request: Request, outcome: Outcome, now: dt.datetime, *, is_loaded: bool) -> load.Received:
    return load.Received(
        outcome.file,
        outcome.sha256,
        outcome.kind,
        _word(request, outcome),
        now,
        (request.counted_at or now) if is_loaded else None,
        request.submitter,
        request.note,
        outcome.rows_read,
        outcome.projects_read,
        request.follows,
        request.on_behalf,
        request.chosen.city,
        request.chosen.period,
        not request.is_full,
        request.is_record,
        outcome.untouched,
        request.fill_unchanged,
        outcome.prepared_by,
        outcome.is_shown_less or not request.may(WISHES),
        request.counted_at,
        *((outcome.changes[name] for name in memory.CHANGES) if outcome.verdict != "unreadable" else ()),
    )


def _open(request: Request) -> RawFile | Unreadable:
    try:
        return read(request.data, request.name, request.limits)
    except Unreadable as stop:
        return stop
