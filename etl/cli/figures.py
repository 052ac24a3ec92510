"""Commands on figures: what the pages chart, and the cells behind a figure."""

from __future__ import annotations

import csv
import sys
from typing import Annotated, Any

import typer

from etl import figures, report_text, sql
from etl.cli.options import (
    AsJson,
    Filter,
    KnownOn,
    Period,
    Use,
    code,
    moment,
    ready,
    records,
    say,
    write_json,
)
from etl.reference import Reference
from etl.settings import Settings
from etl.store import snapshot

By = Annotated[str, typer.Option("--by", help=" | ".join(figures.AXES), metavar="AXIS")]


def status(
    by: By = "network",
    period: Period = None,
    known_on: KnownOn = None,
    city: Filter = None,
    country: Filter = None,
    sector: Filter = None,
    pillar: Filter = None,
    focus_area: Filter = None,
    status_code: Annotated[
        list[str] | None, typer.Option("--status", help="Only these; repeat for several.")
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
) -> None:
    """Print the figures that the pages chart."""
    chosen, reference = ready()
    picked = dict(zip(figures.FILTERS, (city, country, sector, pillar, focus_area, status_code), strict=True))
    params = view(chosen, reference, by, period, known_on, picked)
    frame = snapshot.current(chosen.home).run(sql.text("ask/status"), params)
    rows = records(frame[list(figures.STATUS_COLUMNS)])
    if as_json:
        return write_json(rows)
    if as_csv:
        writer = csv.DictWriter(sys.stdout, figures.STATUS_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(report_text.escaped(row) for row in rows)
        return None
    say(report_text.status_table(rows, str(params["period"])))
    return None


def trace(
    key: Annotated[str, typer.Option("--key", help="Which member of the axis.")],
    figure: Annotated[str, typer.Option("--figure", help="Name of a figure, as in ascn status.")],
    by: By = "network",
    period: Period = None,
    known_on: KnownOn = None,
    city: Filter = None,
    country: Filter = None,
    sector: Filter = None,
    pillar: Filter = None,
    focus_area: Filter = None,
    status_code: Annotated[list[str] | None, typer.Option("--status")] = None,
    as_json: AsJson = False,
) -> None:
    """List the cells behind a figure."""
    chosen, reference = ready()
    if figures.named(figure) is None:
        raise Use(f"There is no figure {figure}. Choose one of: {', '.join(figures.FIGURES)}.")
    picked = dict(zip(figures.FILTERS, (city, country, sector, pillar, focus_area, status_code), strict=True))
    params = view(chosen, reference, by, period, known_on, picked)
    rows = records(
        snapshot.current(chosen.home).run(sql.text("ask/trace"), {**params, "key": key, "figure": figure})
    )
    if as_json:
        return write_json(rows)
    say(report_text.trace_table(rows, figure))
    return None


def view(
    chosen: Settings,
    reference: Reference,
    by: str,
    period: str | None,
    known_on: str | None,
    picked: dict[str, list[str] | None],
) -> dict[str, Any]:
    if by not in figures.AXES:
        raise Use(f"There is no axis {by}. Choose one of: {', '.join(figures.AXES)}.")
    codes = {name: [str(code(reference, name, v)) for v in values or []] for name, values in picked.items()}
    by_then = moment(known_on)
    at = code(reference, "period", period)
    if at is None:
        newest = snapshot.current(chosen.home).run(sql.text("ask/default_period"), {"known_on": by_then})
        at = newest["period"].iloc[0] if newest["period"].notna().all() else None
    return {"axis": by, "period": at, "known_on": by_then, **figures.filter_params(codes)}


commands = (status, trace)
