"""Two axes against each other, e.g. city × sector: counts on a scale of grey, empty where nothing was chosen."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from dashboard import html, labels
from dashboard.components.links import link
from dashboard.labels import Row
from dashboard.rows import records

Trace = Callable[[str | None, str | None], str]  # keys of row and column, None for all → address of the cells
Cells = Mapping[tuple[str, str], Row]
DARKEST = 34  # per cent of ink under the highest count; ink on it keeps 4.5:1


def heat_matrix(
    cells: pd.DataFrame,
    rows: Sequence[tuple[str, str, str | None]],
    columns: Sequence[tuple[str, str]],
    head: str,
    caption: str,
    trace: Trace | None = None,
) -> html.Div:
    """`cells`: row, column (keys) and the status codes as counts.

    `rows`: (key, name, address) and `columns`: (key, name), in the order shown. The darker a field, the more projects;
    an empty one was not chosen. The last line and the last column add up. Every number leads to its cells.
    """
    counts = {(str(r["row"]), str(r["column"])): r for r in records(cells)}
    biggest = max((_total(c) for c in counts.values()), default=0)
    heads = [html.Th(labels.sentence(name), scope="col", className="num") for _, name in columns]
    top = html.Tr([html.Th(head, scope="col"), *heads, html.Th("All", scope="col", className="num")])
    body = [_row(row, columns, counts, biggest, trace) for row in rows]
    parts = [html.Caption(caption, className="vh"), html.Thead(top), html.Tbody(body)]
    parts.append(html.Tfoot(_sums(rows, columns, counts, trace)))
    return html.Div(
        html.Table(parts, className="matrix", style={"--n": str(len(columns) + 1)}), className="scroll"
    )


def _total(counts: Row) -> int:
    return sum(labels.count_of(counts, code) for code in labels.STATUSES)


def _row(
    row: tuple[str, str, str | None],
    columns: Sequence[tuple[str, str]],
    counts: Cells,
    biggest: int,
    trace: Trace | None,
) -> html.Tr:
    key, name, href = row
    found = [counts.get((key, column)) for column, _ in columns]
    cells = [
        _field(counts_of, biggest, trace(key, column) if trace else None)
        for counts_of, (column, _) in zip(found, columns, strict=True)
    ]
    total = sum(_total(c) for c in found if c)
    last = html.Td(_shown(total, trace(key, None) if trace else None), className="num tot")
    return html.Tr([html.Th(link(name, href), scope="row"), *cells, last])


def _field(counts: Row | None, biggest: int, href: str | None) -> html.Td:
    total = _total(counts) if counts else 0
    if not total or counts is None:
        return html.Td(className="num")
    number = link(labels.number(total), href, class_name="quiet", title=labels.status_list(counts))
    share = round(total / max(biggest, 1) * DARKEST)
    return html.Td(number, className="num hot", style={"--heat": f"{share}%"})


def _shown(count: int, href: str | None = None) -> object:
    return link(labels.number(count), href, class_name="quiet") if count else html.Span("0", className="z")


def _sums(
    rows: Sequence[tuple[str, str, str | None]],
    columns: Sequence[tuple[str, str]],
    counts: Cells,
    trace: Trace | None,
) -> html.Tr:
    keys = [row[0] for row in rows]
    sums = [sum(_total(counts[key, c]) for key in keys if (key, c) in counts) for c, _ in columns]
    cells = [
        html.Td(_shown(value, trace(None, column) if trace else None), className="num")
        for value, (column, _) in zip(sums, columns, strict=True)
    ]
    whole = html.Td(_shown(sum(sums), trace(None, None) if trace else None), className="num tot")
    return html.Tr([html.Th("All", scope="row"), *cells, whole])
