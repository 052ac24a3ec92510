"""The `ascn` command: everything of the etl, and what needs the pages: `serve` and `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.report_command import report
from dashboard.reports.formats import MODULES
from etl.cli import app, main
from etl.cli.options import Filter, KnownOn, Period, Use, code, format_of, ready, say
from etl.figures import AXES, FILTERS
from etl.store import snapshot

__all__ = ["main"]

app.add_typer(report, name="report")
_TABLES = ("xlsx", "csv", "parquet", "json")
_MEETING = ("html", "pptx")
FORMATS = (*_TABLES, *(form for form in ("docx", "pdf", "pptx", "html") if form in MODULES))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8050,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=64)] = 1,
) -> None:
    """Serve the pages."""
    settings, _reference = ready()
    snapshot.require(settings.home)
    from dashboard import serving  # the pages take a second to load: only here are they needed

    serving.run(host, port, workers)


def _check_readers(readers: str | None, form: str, audience: str) -> None:
    """Raise Use where the readers named are none of a meeting, or are more than this site is for."""
    if readers is not None and form not in _MEETING:
        raise Use(f"--for is for the meeting, {' and '.join(_MEETING)}.")
    if readers not in (None, "network", "secretariat"):
        raise Use(f"“{readers[:40]}” are no readers of a meeting. Choose network or secretariat.")
    if readers == "secretariat" != audience:
        raise Use("What is for the Secretariat is not made here.")


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.", metavar="FILE")],
    form: Annotated[
        str | None, typer.Option("--format", help=f"{' | '.join(FORMATS)}; unsaid: as FILE ends.")
    ] = None,
    table: Annotated[str, typer.Option(help="One table; unsaid: the figures of every axis.")] = "figures",
    by: Annotated[str | None, typer.Option("--by", help=" | ".join(AXES), metavar="AXIS")] = None,
    period: Period = None,
    known_on: KnownOn = None,
    compare: Annotated[str | None, typer.Option(help="Period compared with.", metavar="P")] = None,
    city: Filter = None,
    country: Filter = None,
    sector: Filter = None,
    pillar: Filter = None,
    focus_area: Filter = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="Only these; repeat.")] = None,
    edition: Annotated[str | None, typer.Option(help="An edition's id: its period and clocks.")] = None,
    readers: Annotated[
        str | None, typer.Option("--for", help="Of html and pptx: network (unsaid) | secretariat.")
    ] = None,
) -> None:
    """Write the figures of the pages, or one table, to a file with what they mean and where they come from; as docx or
    pdf the annual report, as html or pptx the meeting."""
    settings, reference = ready()
    form = format_of(out, form, FORMATS)
    _check_readers(readers, form, settings.audience)
    from dashboard import progress  # as above
    from dashboard.exports import ask

    periods = {
        name: code(reference, "period", typed) for name, typed in (("period", period), ("compare", compare))
    }
    picked = dict(zip(FILTERS, (city, country, sector, pillar, focus_area, status), strict=True))
    filters = {name: [str(code(reference, name, v)) for v in values or []] for name, values in picked.items()}
    asked = {**periods, "known_on": known_on, **filters, "edition": edition}
    if form in _TABLES:
        data = ask.answered(settings, table, form, {**asked, "by": by})
    elif by is not None or table != "figures":
        raise Use(f"--table and --by are for tables; {form} is a whole document.")
    else:
        with progress.on_terminal():
            data = ask.document(settings, form, {**asked, "for": readers})
    try:
        out.write_bytes(data)
    except OSError as error:
        raise Use(f"{out} cannot be written: {error.strerror}.") from None
    say(f"Wrote {out}, {len(data):,} bytes.")
