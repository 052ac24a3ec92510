"""Commands on reports: the workbook to fill in, checking, submitting, listing, taking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import track

from etl import edition_clock, pipeline, report_text, sql, template_data
from etl import revalidate as revalidation
from etl.answers import no_answer
from etl.cli.options import (
    AsJson,
    City,
    Files,
    Partial,
    Period,
    Use,
    code,
    past_moment,
    ready,
    records,
    say,
    write_json,
)
from etl.findings import Finding
from etl.pipeline import Outcome, Request
from etl.read import DEFAULT
from etl.read.raw import MEBIBYTE
from etl.reference import Reference
from etl.settings import Settings
from etl.store import load, snapshot, write
from etl.template.annotate import NotAnnotated, annotate, marks_of
from etl.template.annotate_stored import context_of
from etl.validate.scope import Chosen

Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate", help="Write the file with its cells marked (one file only).", metavar="OUT.xlsx"
    ),
]
_EXIT = {"accepted": 0, "needs_confirmation": 1, "rejected": 1, "unreadable": 3}


def template(
    city: Annotated[str, typer.Option("--city", help="City.", metavar="ID")],
    period: Annotated[str, typer.Option("--period", help="Reporting period.", metavar="P")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write it.")] = None,
) -> None:
    """Write the workbook that a city fills in, with its projects and last values."""
    chosen, reference = ready()
    city_id, period_code = code(reference, "city", city), code(reference, "period", period)
    data = template_data.workbook(chosen, reference, str(city_id), str(period_code))
    path = output or Path(f"{city_id}-{period_code}.xlsx")
    path.write_bytes(data)
    say(f"Wrote {path}.")


def check(
    files: Files,
    city: City = None,
    period: Period = None,
    partial: Partial = False,
    as_json: AsJson = False,
    annotate_to: Annotate = None,
) -> None:
    """Say what is wrong in a file, and in which cell. Stores nothing."""
    chosen, reference = ready()
    if annotate_to is not None and len(files) != 1:
        raise Use("--annotate marks one file: name only one.")
    outcomes = []
    for request in _requests(files, chosen, reference, city, period, partial):
        outcomes.append(pipeline.check(request, chosen.home, reference))
        if annotate_to is not None:
            _annotate(request, outcomes[-1], annotate_to, chosen, reference, quiet=as_json)
    _tell(outcomes, as_json=as_json)


def _annotate(
    request: Request, outcome: Outcome, path: Path, chosen: Settings, reference: Reference, *, quiet: bool
) -> None:
    """Write the marked workbook; a file that cannot be read has none, which is said."""
    try:
        made = annotate(
            request.data,
            request.name,
            outcome.kind,
            marks_of(outcome.findings),
            reference,
            lambda: context_of(chosen, reference, list(outcome.reports)),
            request.limits,
        )
    except NotAnnotated as reason:
        return typer.echo(f"{path.name} is not written. {reason}", err=True)
    path.write_bytes(made.data)
    if not quiet:
        say(" ".join(part for part in (f"Wrote {path}.", made.why) if part))
    return None


def submit(
    files: Files,
    city: City = None,
    period: Period = None,
    partial: Partial = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", help="all, or codes to confirm; repeat for several.", metavar="CODE"),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", help="The reason that confirms, or what the file is.")
    ] = None,
    counted_at: Annotated[
        str | None,
        typer.Option("--counted-at", help="Past moment from which it counts (importers of history)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a file and load it if nothing is to correct. The same bytes again change nothing."""
    chosen, reference = ready()
    if confirm and not (note or "").strip():
        raise Use("--confirm needs --note: why is it right?")
    answer = _answer(confirm or [], note)
    moment = past_moment(counted_at)
    outcomes = []
    for request in _requests(files, chosen, reference, city, period, partial, answer, note, moment):
        try:
            outcomes.append(pipeline.submit(request, chosen.home, reference))
        except Exception:
            _say_all(outcomes, as_json=as_json)  # what became of the files before it stays so
            typer.echo(f"{request.name}: not loaded.", err=True)
            raise
    _tell(outcomes, as_json=as_json)


def _answer(codes: list[str], note: str | None) -> Callable[[Finding], str | None]:
    wanted = {code for item in codes for code in item.replace(",", " ").split()}
    return lambda finding: note if wanted & {"all", finding.code} else None


def _requests(
    files: Iterable[Path],
    chosen: Settings,
    reference: Reference,
    city: str | None,
    period: str | None,
    partial: bool,
    answer: Callable[[Finding], str | None] = no_answer,
    note: str | None = None,
    counted_at: dt.datetime | None = None,
) -> Iterable[Request]:
    sender = Chosen(code(reference, "city", city), code(reference, "period", period))
    limits = replace(DEFAULT, max_bytes=chosen.max_upload_mb * MEBIBYTE)
    for path in files:
        if not path.is_file():
            raise Use(f"There is no file {path}.")
        yield Request(
            path.read_bytes(),
            path.name,
            sender,
            chosen.operator,
            note,
            counted_at,
            is_full=not partial,
            answer=answer,
            limits=limits,
        )


def _say_all(outcomes: list[Outcome], *, as_json: bool) -> None:
    if as_json:
        write_json([outcome.as_json() for outcome in outcomes])
    else:
        for outcome in outcomes:
            say(report_text.in_words(outcome))


def _tell(outcomes: list[Outcome], *, as_json: bool) -> NoReturn:
    _say_all(outcomes, as_json=as_json)
    raise typer.Exit(max((_EXIT[o.verdict] for o in outcomes), default=0))


def submissions(as_json: AsJson = False) -> None:
    """List what was submitted, newest first."""
    chosen, _reference = ready()
    rows = records(snapshot.current(chosen.home).run(sql.text("ask/submissions"), {}))
    if as_json:
        return write_json(rows)
    for row in rows:
        state = "withdrawn" if row["withdrawn_at"] else row["verdict"]
        say(
            f"{row['submission_id']:04d}  {row['received_at'][:16]}  {state:18} {row['file_name']}  "
            f"{row['cities']} cities, {row['periods'] or '–'}  {row['submitter']}"
        )
    return None


def withdraw(
    submission_id: Annotated[int, typer.Argument(metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.", metavar="TEXT")],
) -> None:
    """Take a submission back from now on; what it said stays in the trace."""
    chosen, reference = ready()
    if not reason.strip():
        raise Use("--reason needs a text.")
    with write.writer(chosen.home, reference) as connection:
        load.withdraw(connection, submission_id, chosen.operator, reason, edition_clock.now(connection))
    say(f"Withdrew submission {submission_id:04d}.")


def revalidate(as_json: AsJson = False) -> None:
    """Say what today's rules would find in every stored file. Changes nothing."""
    chosen, reference = ready()
    console = Console(stderr=True)
    judged = revalidation.revalidate(chosen.home, reference)
    verdicts = list(track(judged, "Judging", console=console, disable=not console.is_terminal))
    if as_json:
        return write_json([v.as_json() for v in verdicts])
    differ = [v for v in verdicts if v.differs]
    for v in differ:
        say(
            f"{v.submission_id:04d}  {v.file}: {v.then}, would be {v.now} ({', '.join(v.added) or 'nothing new'})"
        )
    say(f"{len(verdicts)} files judged again, {len(differ)} would get another verdict.")
    return None


commands = (template, check, submit, submissions, withdraw, revalidate)
