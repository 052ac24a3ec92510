"""All layers over one file: what is said of it, and the tables that it was said by. Nothing is stored here.

locate tables → interpret cells → settle city and period → check cells, rows, tables, register and history → verdict
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from etl import answers, beside, convert, memory, untouched
from etl.answers import Correction
from etl.cells import CellRef
from etl.fields import SHOWN_LESS_PROPERTY
from etl.findings import Finding, Layer, Severity, in_order, verdict
from etl.headings import Table
from etl.interpret.clean import Clean
from etl.interpret.reading import Hints
from etl.interpret.table import interpret
from etl.memory import Run
from etl.outcome import Judged, Outcome, Request, digest
from etl.read import Unreadable
from etl.read.raw import RawFile
from etl.reference import Reference
from etl.tables import Tables, locate
from etl.validate import history, register, rows
from etl.validate import side as side_sheets
from etl.validate.schema import check_cells
from etl.validate.scope import settle


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
    most = request.limits.max_findings
    projects = interpret(tables.projects, reference, hints, most)
    settle(projects, tables, request.chosen, reference)
    projects.settle_place(memory.reports(projects))
    tables.settle_place(memory.reports(projects))
    past = memory.past(run, projects, reference, moment)
    blank = untouched.untouched(projects, past)
    if request.fill_unchanged:
        untouched.fill(projects, blank)
    # Nothing is judged by the date of a period that is in question itself.
    dates = memory.data_dates(run, projects).mask(projects.faults["period"])
    scope = rows.Scope(dates, request.is_record, may=request.may)
    answer = memory.remembered(run, projects, request.answer)
    asked = partial(answers.is_confirmed, answer=answer)
    side = _judge_tables(request, tables, projects, scope, hints, reference, asked)
    _judge_history(request, projects, scope, past, reference, asked)
    said = _all_findings(tables, projects, side, most)
    findings = [answers.answered(f, answer) for f in said]
    outcome = Outcome(
        request.name,
        digest(request.data),
        "form" if request.is_form else opened.kind,
        verdict(findings),
        len(projects.values),
        int(projects.values["project_id"].nunique() + convert.new_names(projects.values).nunique()),
        memory.changes(projects, past, request.may, is_full=request.is_full),
        tuple(in_order(findings)),
        memory.reports(projects),
        corrections=applied,
        untouched=0 if request.fill_unchanged else len(blank),
        prepared_by=tables.prepared_by,
        is_shown_less=opened.properties.get(SHOWN_LESS_PROPERTY) == "1",
        left_blank=tuple(dict.fromkeys(str(p) for p in blank["project_id"])),
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
    side = [interpret(table, reference, hints, request.limits.max_findings) for table in tables.side]
    for clean in side:
        clean.settle_place(memory.reports(projects))
        check_cells(clean, reference, is_record=request.is_record)
        clean.settle_doubts(is_confirmed)
        side_sheets.check_side(clean, projects, scope, reference)
        if clean.table.sheet.name == "Milestones":
            history.check_milestones(projects, clean, scope.data_date, request.may)
    return side


def _judge_history(
    request: Request,
    projects: Clean,
    scope: rows.Scope,
    past: register.Past,
    reference: Reference,
    is_confirmed: Callable[[Finding], bool],
) -> None:
    register.check_register(projects, past, reference)
    projects.settle_doubts(is_confirmed)
    rows.check_new_projects(projects, scope, reference)
    history.check_moves(projects, past, reference, request.may)
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


def _all_findings(tables: Tables, projects: Clean, side: list[Clean], most: int) -> list[Finding]:
    """What is said, the gravest first: `most` that hold the report and as many notes, and that there are more.

    What is not said holds the report too, so that nothing is loaded of which nobody was told.
    """
    in_tables = (f for clean in (projects, *side) for f in beside.with_rows(clean, clean.findings))
    said = in_order([*tables.findings, *in_tables])
    kept: list[Finding] = []
    for code, holds in (("more_to_mend", True), ("more_notes", False)):
        alike = [f for f in said if (f.severity is not Severity.NOTE) is holds]
        kept += [f.cut() for f in alike[:most]]
        if len(alike) > most or any(clean.unsaid[holds] for clean in (projects, *side)):
            kept.append(_more(code, projects.table, most))
    return kept


def _more(code: str, table: Table, most: int) -> Finding:
    first = min(table.columns, key=lambda name: table.columns[name])
    heading = table.headings[first]
    ref = CellRef(table.tab, table.header_row, table.columns[first])
    return Finding(code, ref, heading, value=heading, params={"most": f"{most:,}"})
