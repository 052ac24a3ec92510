"""Commands on figures: what the pages chart, and the cells behind a figure."""

from __future__ import annotations

import csv
import sys
from typing import Annotated

import typer

from etl import figures, report_text, sql
from etl.cli.options import AsJson, Use, records, say, write_json
from etl.cli.views import View, viewed
from etl.store import snapshot


@viewed
def status(
    view: View,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
) -> None:
    """Print the figures that the pages chart."""
    frame = snapshot.current(view.settings.home).run(sql.text("ask/status"), view.params)
    rows = records(frame[list(figures.STATUS_COLUMNS)])
    if as_json:
        return write_json(rows)
    if as_csv:
        writer = csv.DictWriter(sys.stdout, figures.STATUS_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(report_text.escaped(row) for row in rows)
        return None
    say(report_text.status_table(rows, str(view.params["period"])))
    return None


@viewed
def trace(
    view: View,
    key: Annotated[str, typer.Option("--key", help="Which member of the axis.")],
    figure: Annotated[str, typer.Option("--figure", help="Name of a figure, as in ascn status.")],
    as_json: AsJson = False,
) -> None:
    """List the cells behind a figure."""
    if figures.named(figure) is None:
        raise Use(f"There is no figure {figure}. Choose one of: {', '.join(figures.FIGURES)}.")
    asked = {**view.params, "key": key, "figure": figure}
    rows = records(snapshot.current(view.settings.home).run(figures.cells_of(figure), asked))
    if as_json:
        return write_json(rows)
    say(report_text.trace_table(rows, figure))
    return None


commands = (status, trace)
