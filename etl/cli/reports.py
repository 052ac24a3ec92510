"""Commands on reports: the workbook to fill in, checking, submitting, listing, taking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from etl import pipeline, report_text, sql, template_data
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
from etl.validate.scope import Chosen

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
) -> None:
    """Say what is wrong in a file, and in which cell. Stores nothing."""
    chosen, reference = ready()
    outcomes = [
        pipeline.check(request, chosen.home, reference)
        for request in _requests(files, chosen, reference, city, period, partial)
    ]
    _tell(outcomes, as_json=as_json)


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
        outcomes.append(pipeline.submit(request, chosen.home, reference))
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
    answer: Callable[[Finding], str | None] = pipeline.no_answer,
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


def _tell(outcomes: list[Outcome], *, as_json: bool) -> NoReturn:
    if as_json:
        write_json([outcome.as_json() for outcome in outcomes])
    else:
        for outcome in outcomes:
            say(report_text.in_words(outcome))
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
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with write.writer(chosen.home, reference) as connection:
        load.withdraw(connection, submission_id, chosen.operator, reason, now)
    say(f"Withdrew submission {submission_id:04d}.")


commands = (template, check, submit, submissions, withdraw)
