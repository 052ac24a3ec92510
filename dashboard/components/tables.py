"""Plain tables: the data behind a picture, lists with a count, and how complete the picture is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.links import link
from dashboard.labels import Row
from dashboard.rows import records


@dataclass(frozen=True)
class Column:
    """A column of a data table: field, heading, and how it is shown.

    `kind`: text, number, decimal, number_text (made by the caller), percent (a rate 0–1), points, date or status.
    `href`: the field of its address.
    """

    field: str
    heading: str
    kind: str = "text"
    href: str | None = None


SHOWN: dict[str, Callable[[object], str]] = {
    "number": labels.number,
    "decimal": lambda value: labels.number(value, 1),
    "percent": labels.percent,
    "points": labels.points,
    "date": labels.date,
    "status": labels.status_label,
}
RIGHT = ("number", "decimal", "percent", "points", "number_text")


def shown(value: object, kind: str) -> str:
    """A value as a table shows it; missing is –."""
    return SHOWN[kind](value) if kind in SHOWN else labels.MISSING if labels.is_missing(value) else str(value)


def data_table(frame: pd.DataFrame, columns: Sequence[Column], caption: str = "") -> html.Table:
    """The frame as a table, one row each in its order; numbers right-aligned."""
    head = [html.Th(c.heading, scope="col", className="num" if c.kind in RIGHT else None) for c in columns]
    body = [html.Tr([_cell(row, c, i) for i, c in enumerate(columns)]) for row in records(frame)]
    named = [html.Caption(caption, className="vh")] if caption else []
    return html.Table([*named, html.Thead(html.Tr(head)), html.Tbody(body)], className="plain data-table")


def _cell(row: Row, column: Column, place: int) -> html.Td | html.Th:
    text: Component | str = shown(row.get(column.field), column.kind)
    href = row.get(column.href) if column.href else None
    if href and not labels.is_missing(href):
        text = link(text, str(href))
    if not place:
        return html.Th(text, scope="row")
    return html.Td(text, className="num" if column.kind in RIGHT else None, **{"data-label": column.heading})


@dataclass(frozen=True)
class Known:
    """How many projects have an item, and a word on the rest ("never published"); `href` leads to their cells."""

    label: str
    count: int
    note: str = ""
    href: str | None = None


def completeness(rows: Sequence[Known], total: int) -> html.Table:
    """For each item a bar of the share that has it; the hatched rest is not known, which is not zero."""
    return html.Table(html.Tbody([_known(row, max(total, 1)) for row in rows]), className="known")


def _known(row: Known, total: int) -> html.Tr:
    share = min(row.count / total, 1)
    bar = html.Div(html.Span(style={"width": f"{share:.2%}"}), className="kb", **{"aria-hidden": "true"})
    said = labels.number(row.count)
    count = link(said, row.href, class_name="quiet") if row.href and row.count else said
    cells = [html.Td(count, className="num tot"), html.Td(bar, className="mk")]
    return html.Tr([html.Th(row.label, scope="row"), *cells, html.Td(row.note, className="t")])


def count_list(rows: Iterable[tuple[str, str | None, int]]) -> html.Table:
    """Words with a count at the end of the line: (words, address or None, count)."""
    body = [
        html.Tr(
            [
                html.Th(link(words, href), scope="row"),
                html.Td(link(labels.number(count), href, class_name="quiet"), className="num tot"),
            ]
        )
        for words, href, count in rows
    ]
    return html.Table(html.Tbody(body), className="units two")
