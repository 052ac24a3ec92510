"""`ascn editions`: the editions with their state, what is done to one, and the decisions of meetings beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from etl import days, editions, meetings, sql
from etl.cli.options import AsJson, Period, Use, code, moment, ready, records, say, write_json
from etl.editions import Edition
from etl.meetings import Decision
from etl.reference import Reference
from etl.settings import settings
from etl.store import snapshot

app = typer.Typer(help="Editions: figures made final under a name; and the decisions of meetings.")
Id = Annotated[str, typer.Argument(help="Id of an edition, as ascn editions lists it.", metavar="EDITION")]
Body = Annotated[str, typer.Option("--to", help="The body, for example JCM.", metavar="BODY")]
When = Annotated[
    str | None,
    typer.Option(
        "--at", help="Day in the programme's time zone, or a moment, UTC; unsaid: now.", metavar="WHEN"
    ),
]
Note = Annotated[str | None, typer.Option("--note", help="A word on it.")]


@app.callback(invoke_without_command=True)
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """List the editions: period, state, digest."""
    if context.invoked_subcommand is not None:
        return None
    chosen, _reference = ready()
    found = editions.listed(chosen.home)
    if as_json:
        return write_json([_row(edition) for edition in found])
    for edition in found:
        say(f"{edition.edition_id:40}  {edition.period:8}  {_state(edition)}")
        say(f"{'':40}  {edition.name}")
    if not found:
        say("There is no edition yet. Make one with: ascn editions new NAME")
    return None


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its name, for example: ASCN Annual Meeting 2026.")],
    period: Period = None,
    compare: Annotated[str | None, typer.Option(help="Period compared with.", metavar="P")] = None,
    meeting: Annotated[int | None, typer.Option(help="Number of the meeting it is for.")] = None,
) -> None:
    """Begin an edition: a draft, whose figures still move. Unsaid, it is for the latest period with a list."""
    chosen, reference = ready()
    at = code(reference, "period", period) or _newest(chosen.home)
    made = editions.create(
        chosen.home, reference, name, at, code(reference, "period", compare), meeting, chosen.operator
    )
    say(f"Began {made.edition_id}: “{made.name}”, for {made.period}. It is a draft.")


@app.command()
def final(
    edition: Id,
    early: Annotated[
        str,
        typer.Option(
            help="Why, where the last day for answers has not passed or objections are open.",
            metavar="REASON",
        ),
    ] = "",
) -> None:
    """Make an edition final: freeze what is known now, with rules, program and digest. It cannot be undone."""
    chosen, reference = ready()
    made = editions.make_final(chosen.home, reference, edition, chosen.operator, early)
    say(f"“{made.name}” is final: what was known on {_moment(made.known_on)}, by {made.program}.")
    say(f"Digest {made.digest}")
    if made.early:
        say(f"{made.early} Reason: {made.early_because}")


@app.command()
def verify(edition: Id, as_json: AsJson = False) -> None:
    """Look whether a final edition still is what it was. Exit code 1 where it is not."""
    chosen, _reference = ready()
    found = editions.get(chosen.home, edition)
    verdict = editions.verify(chosen.home, found)
    if as_json:
        told = {**dataclasses.asdict(verdict), "is_sound": verdict.is_sound, "digest": found.digest}
        write_json([{"edition_id": edition, **told}])
    else:
        say(f"{verdict.sentence()} Digest {found.digest}")
    raise typer.Exit(0 if verdict.is_sound else 1)


@app.command()
def errata(edition: Id, as_json: AsJson = False) -> None:
    """List what has been corrected since an edition was made final."""
    chosen, _reference = ready()
    found = editions.get(chosen.home, edition)
    rows = records(editions.errata(chosen.home, found))
    if as_json:
        return write_json(rows)
    for row in rows:
        place = f"{row['axis']} {row['key']}, {row['at_period']}"
        say(f"{place}: {row['figure']} {row['printed'] or '–'} → {row['now'] or '–'} ({row['because']})")
    if not rows:
        say(f"Nothing has been corrected since “{found.name}” was made final.")
    return None


@app.command()
def sent(edition: Id, to: Body, at: When = None, note: Note = None) -> None:
    """Log that a final edition was sent to a body."""
    chosen, reference = ready()
    editions.send(chosen.home, edition, to, _happened(at, reference), chosen.operator, note)
    say(f"Logged: {edition} was sent to {to}.")


@app.command()
def noted(edition: Id, to: Body, at: When = None, note: Note = None) -> None:
    """Log that a body noted what it was sent."""
    chosen, reference = ready()
    editions.noted(chosen.home, edition, to, _happened(at, reference), chosen.operator, note)
    say(f"Logged: {to} noted {edition}.")


@app.command()
def decisions(as_json: AsJson = False) -> None:
    """List the decisions of meetings: owner, due, result."""
    chosen, _reference = ready()
    found = meetings.decisions(chosen.home)
    if as_json:
        return write_json([dataclasses.asdict(decision) for decision in found])
    for decision in found:
        say(_told(decision))
    if not found:
        say("No decision of a meeting has been written down yet.")
    return None


@app.command()
def decide(
    text: Annotated[str, typer.Argument(help="The decision, in a sentence.")],
    meeting: Annotated[int, typer.Option(help="Number of the meeting that took it.")],
    owner: Annotated[str, typer.Option(help="Who carries it out.")] = "",
    due: Annotated[str | None, typer.Option(help="By which day.", metavar="DATE")] = None,
) -> None:
    """Write a decision of a meeting down."""
    by = moment(due)
    number = meetings.decide(
        ready()[0].home, meeting, text, owner, by.date() if by else None, settings().operator
    )
    say(f"Decision {number} of meeting {meeting} is written down.")


@app.command()
def result(
    decision: Annotated[int, typer.Argument(help="Number of the decision.")],
    text: Annotated[str, typer.Argument(help="What came of it, in a sentence.")],
) -> None:
    """Say what came of a decision."""
    meetings.result(ready()[0].home, decision, text, settings().operator)
    say(f"What came of decision {decision} is written down.")


def _happened(text: str | None, reference: Reference) -> dt.datetime | None:
    """When something was done: a day means that day where the programme is, so its beginning, not the next in Asia."""
    at = moment(text)
    is_day = text is not None and len(text) == len("2026-11-01")
    return days.begins(at.date(), reference) if at is not None and is_day else at


def _newest(home: Path) -> str:
    newest = snapshot.current(home).run(sql.text("ask/default_period"), {"known_on": None})["period"]
    if newest.isna().all():
        raise Use("No report has been accepted yet. Say for which period: --period P.")
    return str(newest.iloc[0])


def _row(edition: Edition) -> dict[str, Any]:
    told = dataclasses.asdict(edition)
    return {**told, "dropped": sorted(edition.dropped), "parts": dict(edition.parts)}


def _state(edition: Edition) -> str:
    if not edition.is_final:
        return "draft"
    return f"final, known on {_moment(edition.known_on)}, digest {edition.digest[:12]}"


def _told(decision: Decision) -> str:
    due = f", due {decision.due.isoformat()}" if decision.due else ""
    owner = f" ({decision.owner}{due})" if decision.owner else f" ({due[2:]})" if due else ""
    what = decision.result or "no result yet"
    return f"{decision.decision_id:4}  meeting {decision.meeting}: {decision.text}{owner} → {what}"


def _moment(at: dt.datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC") if at else "–"
