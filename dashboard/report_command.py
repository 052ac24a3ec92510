"""`ascn report …`: drafts of the annual report, held against the data; the template of Word reports; and what belongs
to the silence procedure and the meeting (`silence_command`)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.silence_command import commands as others
from etl.cli.options import AsJson, Filter, KnownOn, Period, Use, code, format_of, ready, say, write_json
from etl.figures import FILTERS

report = typer.Typer(
    no_args_is_help=True, help="The annual report: drafted from the figures, and held against them."
)
_NO_LONGER, _NOT_READABLE = 1, 3
Out = Annotated[Path, typer.Option("--out", "-o", help="File to write.", metavar="FILE")]
Draft = Annotated[Path, typer.Argument(help="A draft in Word (.docx).", metavar="DRAFT.docx")]


@report.command()
def draft(
    out: Out,
    period: Period = None,
    compare: Annotated[str | None, typer.Option(help="Period compared with.", metavar="P")] = None,
    known_on: KnownOn = None,
    edition: Annotated[str | None, typer.Option(help="An edition: its clocks and wording.")] = None,
    city: Filter = None,
    country: Filter = None,
    sector: Filter = None,
    pillar: Filter = None,
    focus_area: Filter = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="Only these; repeat.")] = None,
    template: Annotated[
        Path | None,
        typer.Option(help="A Word template, in place of report.docx in the store's home.", metavar="FILE"),
    ] = None,
    readers: Annotated[
        str | None, typer.Option("--for", help="secretariat | network | public; unsaid: as this site is.")
    ] = None,
) -> None:
    """Draft the annual report: FILE.docx for Word, FILE.pdf to read."""
    chosen, reference = ready()
    form = format_of(out, None, ("docx", "pdf"))
    if form == "pdf" and template:
        raise Use("A template is for Word: name the file .docx.")
    picked = dict(zip(FILTERS, (city, country, sector, pillar, focus_area, status), strict=True))
    asked: dict[str, Any] = {n: [str(code(reference, n, v)) for v in vs or []] for n, vs in picked.items()}
    asked |= {name: code(reference, "period", p) for name, p in (("period", period), ("compare", compare))}
    asked |= {"known_on": known_on, "edition": edition}
    from dashboard import audience
    from dashboard.exports import ask  # the pages' libraries take a second: only here are they needed
    from dashboard.reports import annual
    from dashboard.wrong import Wrong

    view = ask.view_of(chosen, asked)
    with audience.as_seen_by(_readers(readers)):
        try:
            document = annual.built(view, chosen.home)
        except Wrong as why:
            raise Use(str(why)) from None
        data = _written(document, form, template)
    _write(out, data)
    said = sum(1 for _ in document.sentences())
    say(f"Wrote {out}, {len(data):,} bytes: {said} sentences, {sum(1 for _ in document.tables())} tables.")


def _readers(typed: str | None) -> str:
    """For whom a file is to be. Raises Use for readers that may see more than those of this site."""
    from dashboard import audience

    known = audience.upto(audience.level())
    if typed is not None and typed not in known:
        raise Use(f"“{typed}” are no readers that this site can write for. Choose {', '.join(known)}.")
    return typed or audience.level()


def _written(document: Any, form: str, template: Path | None) -> bytes:
    if form == "pdf":
        from dashboard.reports import pdf

        return pdf.written(document)
    from dashboard.reports import word, word_template
    from dashboard.wrong import Wrong

    try:
        return word.written(document, None if template is None else _bytes(template))
    except word_template.NotATemplate as why:
        raise Use(f"{template}: {why}") from None
    except Wrong as why:
        raise Use(str(why)) from None


@report.command()
def check(draft: Draft, known_on: KnownOn = None, as_json: AsJson = False) -> None:
    """Hold a draft against the data: list the sentences that no longer hold, old and new; exit code 1 if any."""
    chosen, _reference = ready()
    from dashboard.queries import run
    from dashboard.reports import check as checks
    from dashboard.wrong import Wrong

    run.use(chosen)
    try:
        outcome = checks.checked(_bytes(draft), known_on)
    except checks.NotADraft as why:
        typer.echo(f"{draft}: {why}", err=True)
        raise typer.Exit(_NOT_READABLE) from None
    except Wrong as why:
        raise Use(str(why)) from None
    if as_json:
        write_json(list(_items(outcome)))
    else:
        _tell(outcome)
    if not outcome.holds:
        raise typer.Exit(_NO_LONGER)


def _items(outcome: Any) -> Any:
    """One object a sentence or table: {"what", "id", "old", "new"}; a table has its "title", and its rows are lists of
    texts."""
    for what in ("no_longer", "tables", "edited", "agreed", "fresh"):
        for change in getattr(outcome, what):
            title = {"title": change.title} if what == "tables" else {}
            yield {"what": what, "id": change.id, **title, "old": change.old, "new": change.new}
    for identity in outcome.removed:
        yield {"what": "removed", "id": identity, "old": "", "new": ""}


_HEADS = {
    "no_longer": "Sentences that no longer hold",
    "tables": "Tables that differ",
    "edited": "Sentences reworded by hand",
    "agreed": "Sentences that the edition says otherwise",
    "fresh": "Sentences that a new draft would have besides",
}


def _tell(outcome: Any) -> None:
    if outcome.holds:
        say("Every sentence and table holds.")
    for what, head in _HEADS.items():
        changes = getattr(outcome, what)
        if changes:
            say(f"\n{head}: {len(changes)}")
        for change in changes:
            say(f"  {change.title} ({change.id})" if what == "tables" else f"  {change.id}")
            for mark, said in (("−", change.old), ("+", change.new)):
                for line in [said] if isinstance(said, str) else said:
                    if line:
                        say(f"    {mark} {line}")
    if outcome.removed:
        say(f"\nSentences taken out by hand: {len(outcome.removed)}")


@report.command()
def template(out: Out) -> None:
    """Write the template of Word reports: change its styles, header and footer in Word and save it as report.docx in
    the store's home, for every Word file made there; or draft with --template."""
    from dashboard.reports import word_template

    data = word_template.made()
    _write(out, data)
    say(f"Wrote {out}, {len(data):,} bytes.")


for _command in others:
    report.command()(_command)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Use(f"{path} cannot be read: {error.strerror}.") from None


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Use(f"{path} cannot be written: {error.strerror}.") from None
