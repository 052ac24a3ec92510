"""What the commands share: their words, the way from words to codes and moments, and printing."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console

from etl import start
from etl.reference import Reference
from etl.settings import Settings, settings
from etl.store import load, write

Files = Annotated[list[Path], typer.Argument(help="Workbooks or CSV files.", metavar="FILE…")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array on standard output.")]
City = Annotated[
    str | None, typer.Option("--city", help="City, where the file does not say it.", metavar="ID")
]
Period = Annotated[str | None, typer.Option("--period", help="Reporting period.", metavar="P")]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on",
        help="Only reports accepted by then: a date (its whole day) or a moment, UTC.",
        metavar="WHEN",
    ),
]
Partial = Annotated[bool, typer.Option("--partial", help="The file is not the whole list of its cities.")]


Filter = Annotated[list[str] | None, typer.Option(help="Only these; repeat for several.")]


class Use(Exception):
    """The command's words cannot be used; exit code 2."""


def ready() -> tuple[Settings, Reference]:
    chosen = settings()
    reference = start.reference_of(chosen)
    write.ensure_current(chosen.home, reference)
    return chosen, reference


def code(reference: Reference, name: str, typed: str | None) -> str | None:
    if typed is None:
        return None
    match = reference.lists[name].find(typed)
    if match is None:
        nearest = reference.lists[name].nearest(typed)
        hint = f" Did you mean {nearest}?" if nearest else ""
        raise Use(f"“{typed}” is no {name.replace('_', ' ')} of the list.{hint}")
    return match.code


def format_of(out: Path, typed: str | None, formats: Sequence[str]) -> str:
    """The format of a file: what its name ends in, or `--format` where the name says none. Raises Use where the two
    contradict each other: no program would open what has another's ending."""
    ending = out.suffix.lower().lstrip(".")
    form = (typed or ending).lower().lstrip(".")
    if form not in formats:
        listed = ", ".join(f".{name}" for name in formats)
        raise Use(
            f"“{typed}” is no format for this. Choose {listed}." if typed else f"Name the file {listed}."
        )
    if ending not in (form, ""):
        raise Use(f"{out.name} would hold {form}: name the file .{form}, or leave --format out.")
    return form


def moment(text: str | None) -> dt.datetime | None:
    """A date means the whole of its day; without a zone, UTC."""
    if text is None:
        return None
    try:
        when = dt.datetime.fromisoformat(text)
        when = when.astimezone(dt.UTC).replace(tzinfo=None) if when.tzinfo else when
    except (ValueError, OverflowError):
        raise Use(f"“{text}” is no moment. Write a date such as 2025-09-30, or 2025-09-30T17:00.") from None
    if len(text) == len("2025-09-30"):
        return dt.datetime.combine(when.date(), dt.time.max)
    return when


def past_moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    past = moment(text)
    if past is not None and len(text) == len("2025-09-30"):
        past = dt.datetime.combine(past.date(), dt.time())
    if past is None or past > load.utc_now():
        raise Use("--counted-at must lie in the past.")
    return past


def write_json(rows: Any) -> None:
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.write("\n")


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def say(text: str = "") -> None:
    Console(highlight=False).print(text, markup=False, soft_wrap=True)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with None for what is missing and plain Python values; a column `…_date` holds days, not moments."""
    frame = frame.copy()
    for name in frame.select_dtypes("datetime").columns:
        dated = frame[name].dt.strftime("%Y-%m-%d" if name.endswith("_date") else "%Y-%m-%dT%H:%M:%S")
        frame[name] = dated
    frame = frame.astype(object).where(frame.notna(), None)
    return [{str(k): _plain_value(v) for k, v in row.items()} for row in frame.to_dict("records")]


def _plain_value(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
