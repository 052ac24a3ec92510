"""`ascn report silence | merge | brief | extract`: the commands around the draft. They ask the makers of
`dashboard/reports` and print what became of each file and cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard import audience
from etl import editions
from etl import silence as ledger
from etl.cli.options import AsJson, Use, format_of, ready, say, write_json
from etl.reference import Reference
from etl.settings import Settings

EditionId = Annotated[str, typer.Option("--edition", help="Code of the edition.", metavar="E")]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", help="Only these member states (MYS); repeat.", metavar="ISO3"),
]
Returned = Annotated[list[Path], typer.Argument(help="Workbooks that came back.", metavar="FILE…")]
_NOT_READABLE = 3


def _open() -> tuple[Settings, Reference]:
    """The store in use; raises Use where this audience may not hold the procedure."""
    chosen, reference = ready()
    from dashboard.queries import run

    run.use(chosen)
    if not audience.may("desk"):
        raise Use("The silence procedure is held by the Secretariat (ASCN_AUDIENCE=secretariat).")
    return chosen, reference


def silence(
    edition: EditionId,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the workbooks.", metavar="FOLDER")],
    country: Countries = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Last day for answers, 2026-12-10.", metavar="DAY")
    ] = None,
) -> None:
    """Write a workbook for each member state: every sentence and figure of the draft that speaks of it, to answer."""
    chosen, reference = _open()
    from dashboard.reports import silence_out
    from dashboard.wrong import Wrong

    try:
        wanted = silence_out.wanted(edition, country or [])
    except Wrong as why:
        raise Use(str(why)) from None
    _need_free(out, [silence_out.name_of(edition, iso3) for iso3 in wanted])
    if by is not None:
        ledger.begin(chosen.home, reference, edition, _day(by), chosen.operator)
    elif ledger.procedure(chosen.home, edition).by is None:
        raise Use("Say until when the draft may be answered: --by 2026-12-10.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in silence_out.workbooks(chosen, edition, wanted):
            with (out / name).open("xb") as file:
                file.write(data)
            say(f"Wrote {out / name}, {len(data):,} bytes.")
    except Wrong as why:
        raise Use(str(why)) from None
    except OSError as error:
        raise Use(f"{out} cannot be written: {error.strerror}.") from None


def _need_free(folder: Path, names: list[str]) -> None:
    """A workbook that lies there may be filled in already; it is never written over."""
    for name in names:
        if (folder / name).exists():
            raise Use(
                f"{folder / name} is there already, and may hold answers. Choose another folder, or move it away."
            )


def merge(
    files: Returned,
    edition: Annotated[
        str, typer.Option("--edition", help="Take only workbooks of this edition.", metavar="E")
    ] = "",
    late: Annotated[bool, typer.Option("--late", help="Take answers after the last day too.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where two answers differ, take the newer one.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Take workbooks of the silence procedure in: each answer is written down with its cell, or said why not."""
    chosen, _reference = _open()
    from dashboard.reports import silence_out
    from dashboard.reports.silence_merge import Asked

    asked = Asked(chosen.operator, late, replace, edition)
    merger = silence_out.merger(chosen, asked)
    made = [merger.take(_bytes(file), file.name) for file in files]
    if as_json:
        write_json([_json(one) for one in made])
    else:
        for one in made:
            _say(one)
    unreadable = any(one.problem and not one.edition_id for one in made)
    return _NOT_READABLE if unreadable else int(not all(one.is_well for one in made))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Use(f"{file} cannot be read: {error.strerror}.") from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Use(f"“{text}” is no date. Write it as 2026-12-10.") from None


def _say(one: Any) -> None:
    say(f"{one.file}: {one.sentence()}")
    for told in one.told:
        say(f"  {told.sheet}!{told.cell:6} {told.reference}: {told.text}")


def _json(one: Any) -> dict[str, Any]:
    told = [{k: v for k, v in asdict(t).items() if k != "said"} for t in one.told]
    plain = {name: getattr(one, name) for name in ("file", "edition_id", "country", "who", "problem")}
    return {**plain, "says": one.sentence(), "is_well": one.is_well, "cells": told}


def brief(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the briefs.", metavar="FOLDER")],
    country: Countries = None,
    form: Annotated[str, typer.Option("--format", help="docx | pdf")] = "docx",
    edition: Annotated[str | None, typer.Option("--edition", help="In this edition.", metavar="E")] = None,
    period: Annotated[str | None, typer.Option("--period", help="Reporting period.", metavar="P")] = None,
) -> None:
    """Write the brief of one page on each member state."""
    _write_all("brief", out, form, {"edition": edition, "period": period}, country or [])


def extract(
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.", metavar="FILE")],
    axis: Annotated[str, typer.Option("--by", help="sector | pillar | focus_area")],
    key: Annotated[str, typer.Option("--key", help="Its code.")],
    form: Annotated[
        str | None, typer.Option("--format", help="docx | pdf | xlsx; unsaid: as FILE ends.")
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="In this edition.", metavar="E")] = None,
    period: Annotated[str | None, typer.Option("--period", help="Reporting period.", metavar="P")] = None,
) -> None:
    """Write one sector, pillar or focus area across cities."""
    form = format_of(out, form, ("docx", "pdf", "xlsx"))
    _write_all("extract", out, form, {"edition": edition, "period": period}, [f"{axis}:{key}"])


def _write_all(kind: str, out: Path, form: str, clocks: dict[str, str | None], wanted: list[str]) -> None:
    chosen, _reference = ready()
    from dashboard.queries import run
    from dashboard.reports import taken_away
    from dashboard.wrong import Wrong

    run.use(chosen)
    try:
        for name, data in taken_away.files(kind, form, clocks, wanted):
            path = out / name if kind == "brief" else out
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            say(f"Wrote {path}, {len(data):,} bytes.")
    except Wrong as why:
        raise Use(str(why)) from None
    except OSError as error:
        raise Use(f"{out} cannot be written: {error.strerror}.") from None


commands = (silence, merge, brief, extract)
__all__ = ["commands", "editions"]
