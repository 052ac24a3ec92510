"""THE order of the stages: a file in → findings, or rows in the store. No rule and no SQL of its own.

bytes → read → locate tables → interpret cells → settle city and period → check cells, rows, tables, history
→ verdict → (accepted) convert → load under the store's lock → publish
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from etl import answers, beside, effects, memory, untouched
from etl.answers import Answer, Correction, no_answer
from etl.effects import Effect
from etl.findings import Finding, Layer, in_order, verdict
from etl.interpret.reading import Hints
from etl.interpret.table import Clean, interpret
from etl.memory import Run
from etl.read import DEFAULT, Limits, Unreadable, read, read_in_process
from etl.read.raw import RawFile
from etl.reference import Reference
from etl.store import Connection, load, snapshot, write
from etl.tables import Tables, locate
from etl.validate import history, rows
from etl.validate.schema import check_cells
from etl.validate.scope import Chosen, settle

CHECKED = "checked"  # the store's word for a report that passed and was held back


@dataclass(frozen=True)
class Request:
    """A file with what its sender said beside it.

    `answer` replies to what is asked. `counted_at` (UTC without zone, never in the future) is for importers of
    history. `is_record`: the Secretariat's own, which may leave a status open. `hold`: check it and say what it would
    change, but do not load it yet. `fill_unchanged`: projects that the report says nothing of stand as last reported.
    `follows`: the earlier try that this one mends or answers. `is_form`: typed into the web form.
    """

    data: bytes
    name: str
    chosen: Chosen = field(default_factory=Chosen)
    submitter: str = "local operator"
    note: str | None = None
    counted_at: dt.datetime | None = None
    is_record: bool = False
    is_full: bool = True
    answer: Answer = no_answer
    limits: Limits = DEFAULT
    hold: bool = False
    fill_unchanged: bool = False
    follows: int | None = None
    on_behalf: bool = False
    is_form: bool = False


@dataclass(frozen=True)
class Outcome:
    """What is said about a file. `submission_id` once stored; `repeats` the submission whose bytes it repeats."""

    file: str
    sha256: str
    kind: str
    verdict: str
    rows_read: int = 0
    projects_read: int = 0
    changes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(memory.CHANGES, 0))
    findings: tuple[Finding, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()  # (city_id, period)
    submission_id: int | None = None
    repeats: int | None = None
    corrections: tuple[Correction, ...] = ()
    effects: tuple[Effect, ...] = ()
    untouched: int = 0  # rows that say nothing of their project

    def as_json(self) -> dict[str, object]:
        """The contract's object of `ascn check --json`."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "kind": self.kind,
            "verdict": self.verdict,
            "rows": {"read": self.rows_read, "projects": self.projects_read},
            "changes": self.changes,
            "findings": [f.as_json() for f in self.findings],
        }


@dataclass(frozen=True)
class Judged:
    """A file's outcome with the tables it was judged by (None where it could not be read)."""

    outcome: Outcome
    projects: Clean | None = None
    side: tuple[Clean, ...] = ()


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
    seen = snapshot.current(home)
    judged = judge(request, opened, seen.run, reference)
    known = memory.repeated(seen.run, judged.outcome.sha256)
    before = known(_word(request, judged.outcome), judged.outcome.reports)
    if before is not None and not _says_more(request, judged.outcome):
        return replace(judged.outcome, repeats=before, submission_id=before)
    load.keep_original(home, judged.outcome.sha256, request.data)
    if _waits(request, judged.outcome):
        with write.rehearsal(home, reference) as connection:
            told = effects.of_report(connection, seen.run, judged, is_full=request.is_full)
        judged = replace(judged, outcome=replace(judged.outcome, effects=told))
    with write.writer(home, reference) as connection:
        if snapshot.current(home).version != seen.version:  # somebody else's report was loaded meanwhile
            judged = judge(request, opened, memory.through(connection), reference, memory.IN_TRANSACTION)
        return _store(connection, request, judged, seen.run)


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
    now = load.utc_now()
    is_loaded = outcome.verdict == "accepted" and not request.hold
    number = load.add_submission(
        connection, _received(request, outcome, now, is_loaded=is_loaded), outcome.findings
    )
    load.add_scope(connection, number, outcome.reports)
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
    )


def digest(data: bytes) -> str:
    """The content hash by which the same bytes are known again."""
    return hashlib.sha256(data).hexdigest()


def _open(request: Request) -> RawFile | Unreadable:
    try:
        return read(request.data, request.name, request.limits)
    except Unreadable as stop:
        return stop


def judge(
    request: Request,
    opened: RawFile | Unreadable,
    run: Run,
    reference: Reference,
    moment: memory.Moment = memory.NOW,
) -> Judged:
    """All layers over a file, everything in one pass; once more for each layer whose suggestions are taken."""
    if isinstance(opened, Unreadable):
        return Judged(_stopped(request, opened))
    corrections = memory.corrections(run, request.follows)
    try:
        judged = _judge_once(request, opened, run, reference, moment, corrections)
        for _ in Layer:
            asked = answers.taken(judged.outcome.findings, request.answer)
            if not asked:
                break
            corrections = judged.outcome.corrections + asked
            judged = _judge_once(request, opened, run, reference, moment, corrections)
    except Unreadable as stop:
        return Judged(_stopped(request, stop, opened.kind))
    return judged


def _judge_once(
    request: Request,
    opened: RawFile,
    run: Run,
    reference: Reference,
    moment: memory.Moment,
    corrections: tuple[Correction, ...],
) -> Judged:
    tables = locate(opened, reference)
    applied = answers.correct(tables, corrections)
    hints = _hints(request, tables, reference)
    projects = interpret(tables.projects, reference, hints)
    settle(projects, tables, request.chosen, reference)
    past = memory.past(run, projects, reference, moment)
    blank = untouched.untouched(projects, past)
    if request.fill_unchanged:
        untouched.fill(projects, blank)
    scope = rows.Scope(memory.data_dates(run, projects), request.is_record)
    answer = memory.remembered(run, projects, request.answer)
    asked = partial(answers.is_confirmed, answer=answer)
    side = _judge_tables(request, tables, projects, scope, hints, reference, asked)
    _judge_history(request, projects, scope, past, reference, asked)
    findings = [answers.answered(f, answer) for f in _all_findings(tables, projects, side)]
    outcome = Outcome(
        request.name,
        digest(request.data),
        "form" if request.is_form else opened.kind,
        verdict(findings),
        len(projects.values),
        int(projects.values["project_id"].nunique() + projects.values["project_id"].isna().sum()),
        memory.changes(projects, past, is_full=request.is_full),
        tuple(in_order(findings)),
        memory.reports(projects),
        corrections=applied,
        untouched=0 if request.fill_unchanged else len(blank),
    )
    return Judged(outcome, projects, tuple(side))


def _stopped(request: Request, stop: Unreadable, kind: str = "unknown") -> Outcome:
    finding = Finding(stop.code, params={"file": request.name} | stop.params)
    return Outcome(request.name, digest(request.data), kind, "unreadable", findings=(finding,))


def _judge_tables(
    request: Request,
    tables: Tables,
    projects: Clean,
    scope: rows.Scope,
    hints: Hints,
    reference: Reference,
    is_confirmed: Callable[[Finding], bool],
) -> list[Clean]:
    """Layers 3 to 5; returns the side sheets, read and judged."""
    check_cells(projects, reference, is_record=request.is_record)
    projects.settle_doubts(is_confirmed)
    rows.check_rows(projects, scope, reference)
    rows.check_duplicates(projects)
    side = [interpret(table, reference, hints) for table in tables.side]
    for clean in side:
        check_cells(clean, reference, is_record=request.is_record)
        clean.settle_doubts(is_confirmed)
        rows.check_side(clean, projects, scope, reference)
        if clean.table.sheet.name == "Milestones":
            history.check_milestones(projects, clean, scope.data_date)
    return side


def _judge_history(
    request: Request,
    projects: Clean,
    scope: rows.Scope,
    past: history.Past,
    reference: Reference,
    is_confirmed: Callable[[Finding], bool],
) -> None:
    history.check_register(projects, past, reference)
    projects.settle_doubts(is_confirmed)
    rows.check_new_projects(projects, scope, reference)
    history.check_moves(projects, past, reference)
    if request.is_full:
        for finding in history.not_in_report(projects, past, memory.reports(projects)):
            projects.add(finding)


def _hints(request: Request, tables: Tables, reference: Reference) -> Hints:
    """The country's usual spelling, where the whole file is of one country: a hint, never proof."""
    city = memory.one_city(request.chosen, tables, reference)
    if city is None:
        return Hints(None, None)
    country = reference.country_of(city)
    return Hints(country["decimal_mark"] or None, country["date_order"] or None)


def _all_findings(tables: Tables, projects: Clean, side: list[Clean]) -> list[Finding]:
    in_tables = (f for clean in (projects, *side) for f in beside.with_rows(clean, clean.findings))
    return [*tables.findings, *in_tables]
