"""THE order of the stages: a file in → findings, or rows in the store. No rule and no SQL of its own.

bytes → read → locate tables → interpret cells → settle city and period → check cells, rows, tables, history
→ verdict → (accepted) convert → load under the store's lock → publish
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl import memory
from etl.findings import Finding, Severity, in_order, verdict
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

Answer = Callable[[Finding], str | None]


def no_answer(_finding: Finding) -> None:
    """Nothing is confirmed beforehand."""


@dataclass(frozen=True)
class Request:
    """A file with what its sender said beside it.

    `answer` gives the reason that confirms a question, or None. `counted_at` (UTC without zone, never
    in the future) is for importers of history. `is_record`: the Secretariat's own, which may leave a status open.
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


def submit(request: Request, home: Path, reference: Reference) -> Outcome:
    """Judge a file and load it if it is accepted. What was received is kept; the same bytes change nothing."""
    opened = _open(request)
    known = memory.repeated(snapshot.current(home).run, digest(request.data))
    judged = judge(request, opened, snapshot.current(home).run, reference)
    if (before := known(judged.outcome.verdict, judged.outcome.reports)) is not None:
        return replace(judged.outcome, repeats=before, submission_id=before)
    load.keep_original(home, judged.outcome.sha256, request.data)
    with write.writer(home, reference) as connection:
        return submit_in(connection, request, opened, reference)


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
    judged = judge(request, opened, memory.through(connection), reference)
    outcome = judged.outcome
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    is_accepted = outcome.verdict == "accepted"
    received = load.Received(
        outcome.file,
        outcome.sha256,
        outcome.kind,
        outcome.verdict,
        now,
        (request.counted_at or now) if is_accepted else None,
        request.submitter,
        request.note,
        outcome.rows_read,
        outcome.projects_read,
    )
    number = load.add_submission(connection, received, outcome.findings)
    if is_accepted and judged.projects is not None:
        load.add_confirmations(connection, number, outcome.findings, request.submitter, now)
        memory.store_report(
            connection, number, judged.projects, judged.side, outcome.reports, is_full=request.is_full
        )
    return replace(outcome, submission_id=number)


def digest(data: bytes) -> str:
    """The content hash by which the same bytes are known again."""
    return hashlib.sha256(data).hexdigest()


def _open(request: Request) -> RawFile | Unreadable:
    try:
        return read(request.data, request.name, request.limits)
    except Unreadable as stop:
        return stop


def judge(request: Request, opened: RawFile | Unreadable, run: Run, reference: Reference) -> Judged:
    """All layers over a file, everything in one pass."""
    if isinstance(opened, Unreadable):
        return Judged(_stopped(request, opened))
    try:
        tables = locate(opened, reference)
    except Unreadable as stop:
        return Judged(_stopped(request, stop, opened.kind))
    projects, side = _judge_tables(request, tables, run, reference)
    past = memory.past(run, projects, reference)
    _judge_history(request, projects, side, past, reference)
    answer = memory.remembered(run, projects, request.answer)
    findings = [_answered(f, answer) for f in _all_findings(tables, projects, side)]
    outcome = Outcome(
        request.name,
        digest(request.data),
        opened.kind,
        verdict(findings),
        len(projects.values),
        int(projects.values["project_id"].nunique() + projects.values["project_id"].isna().sum()),
        memory.changes(projects, past, is_full=request.is_full),
        tuple(in_order(findings)),
        memory.reports(projects),
    )
    return Judged(outcome, projects, tuple(side))


def _stopped(request: Request, stop: Unreadable, kind: str = "unknown") -> Outcome:
    finding = Finding(stop.code, params={"file": request.name} | stop.params)
    return Outcome(request.name, digest(request.data), kind, "unreadable", findings=(finding,))


def _judge_tables(
    request: Request, tables: Tables, run: Run, reference: Reference
) -> tuple[Clean, list[Clean]]:
    hints = _hints(request, tables, reference)
    projects = interpret(tables.projects, reference, hints)
    settle(projects, tables, request.chosen, reference)
    check_cells(projects, reference, is_record=request.is_record)
    scope = rows.Scope(memory.data_dates(run, projects), request.is_record)
    rows.check_rows(projects, scope, reference)
    rows.check_duplicates(projects)
    side = [interpret(table, reference, hints) for table in tables.side]
    for clean in side:
        check_cells(clean, reference, is_record=request.is_record)
        rows.check_side(clean, projects)
        if clean.table.sheet.name == "Milestones":
            history.check_milestones(projects, clean, scope.data_date)
    return projects, side


def _judge_history(
    request: Request, projects: Clean, side: list[Clean], past: history.Past, reference: Reference
) -> None:
    history.check_register(projects, past, reference)
    history.check_moves(projects, past, reference)
    if request.is_full:
        projects.findings += history.not_in_report(projects, past, memory.reports(projects))


def _hints(request: Request, tables: Tables, reference: Reference) -> Hints:
    """The country's usual spelling, where the whole file is of one country: a hint, never proof."""
    city = memory.one_city(request.chosen, tables, reference)
    if city is None:
        return Hints(None, None)
    country = reference.country_of(city)
    return Hints(country["decimal_mark"] or None, country["date_order"] or None)


def _all_findings(tables: Tables, projects: Clean, side: list[Clean]) -> list[Finding]:
    return [*tables.findings, *projects.findings, *(f for clean in side for f in clean.findings)]


def _answered(finding: Finding, answer: Answer) -> Finding:
    reason = answer(finding) if finding.severity is Severity.CONFIRM else None
    return finding.confirm(reason) if reason else finding
