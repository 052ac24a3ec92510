"""Two axes against each other, e.g. city × focus area: a mark for each project, empty where not chosen."""

from collections.abc import Mapping, Sequence

import pandas as pd
from dash import html

from dashboard import labels
from dashboard.components.links import link
from dashboard.components.units import unit_row
from dashboard.labels import Row


def heat_matrix(
    cells: pd.DataFrame,
    rows: Sequence[tuple[str, str, str | None]],
    columns: Sequence[tuple[str, str]],
    head: str,
    caption: str,
) -> html.Div:
    """`cells`: row, column (keys) and the status codes as counts.

    `rows`: (key, name, address) and `columns`: (key, name), in the order shown.
    An empty field is an area that was not chosen; the last line adds up.
    """
    counts = {(str(r["row"]), str(r["column"])): r for r in cells.to_dict("records")}
    biggest = max((_total(c) for c in counts.values()), default=0)
    heads = [html.Th(labels.sentence(name), scope="col") for _, name in columns]
    body = [_row(row, columns, counts, biggest) for row in rows]
    table = html.Table(
        [
            html.Caption(caption, className="vh"),
            html.Thead(
                html.Tr([html.Th(head, scope="col"), *heads, html.Th("All", scope="col", className="num")])
            ),
            html.Tbody(body),
            html.Tfoot(_sums(rows, columns, counts)),
        ],
        className="matrix",
    )
    return html.Div(table, className="scroll")


Cells = Mapping[tuple[str, str], Row]


def _total(counts: Row) -> int:
    return sum(labels.count_of(counts, code) for code in labels.STATUSES)


def _row(
    row: tuple[str, str, str | None], columns: Sequence[tuple[str, str]], counts: Cells, biggest: int
) -> html.Tr:
    name, href = row[1], row[2]
    found = [counts.get((row[0], column)) for column, _ in columns]
    cells = [html.Td(unit_row(c, biggest) if c and _total(c) else None) for c in found]
    total = sum(_total(c) for c in found if c)
    return html.Tr(
        [html.Th(link(name, href), scope="row"), *cells, html.Td(_shown(total), className="num tot")]
    )


def _shown(count: int) -> html.Span | str:
    return labels.number(count) if count else html.Span("0", className="z")


def _sums(
    rows: Sequence[tuple[str, str, str | None]], columns: Sequence[tuple[str, str]], counts: Cells
) -> html.Tr:
    keys = [row[0] for row in rows]
    sums = [sum(_total(counts[key, c]) for key in keys if (key, c) in counts) for c, _ in columns]
    cells = [html.Td(_shown(value)) for value in sums]
    return html.Tr(
        [html.Th("All", scope="row"), *cells, html.Td(labels.number(sum(sums)), className="num tot")]
    )
