"""Unit rows, one glyph a project, and the table of status by member state, focus area, sector or pillar."""

from collections.abc import Callable, Sequence

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components.glyphs import glyph
from dashboard.components.links import link
from dashboard.labels import Row
from dashboard.marks import css_name
from dashboard.rows import records

MOST = 45  # above this many in one row, length stands for the count
Trace = Callable[[str, str], str]  # key of the row, status or "projects" → address of the trace


def unit_row(
    counts: Row, biggest: int | None = None, label: bool = True, pitch: int | None = None
) -> html.Div:
    """One glyph a project, in stack order; bars when the longest row of the card (`biggest`) is above 45.

    `label=False` where the counts stand beside it in words or numbers.
    """
    present = [(code, n) for code in labels.STATUSES if (n := labels.count_of(counts, code))]
    longest = max(biggest or 0, sum(n for _, n in present), 1)
    marks = [_bar(code, n, longest) if longest > MOST else _glyphs(code, n) for code, n in present]
    named: dict[str, object] = {"aria-hidden": "true"}
    if label:
        named = {"role": "img", "aria-label": labels.status_list(counts)}
    return html.Div(marks, className="u bars" if longest > MOST else "u", **named)


def _glyphs(code: str, count: int) -> html.Span:
    return html.Span(className=f"us {css_name(code)}", style={"width": f"calc({count} * var(--p))"})


def _bar(code: str, count: int, longest: int) -> html.Span:
    return html.Span(className=f"bs b-{code.replace('_', '-')}", style={"width": f"{count / longest:.2%}"})


def status_table(
    rows: pd.DataFrame,
    head: str,
    trace: Trace | None = None,
    caption: str = "",
    none: str = "Not chosen",
    bars: bool | None = None,
) -> html.Table:
    """Status counts by row. Columns of `rows`: name, the status codes, projects, and where there are any key,
    href and note (words that stand instead of the marks, e.g. "Member state since 26 Oct 2025").

    Only statuses that occur get a column; zero is grey; a row without projects says `none`.
    """
    told = records(rows)
    codes = labels.used_statuses(told)
    biggest = max((labels.count_of(row, "projects") for row in told), default=0)
    is_bars = biggest > MOST if bars is None else bars
    longest = max(biggest, MOST + 1) if is_bars else biggest
    return html.Table(
        [
            html.Caption(caption or f"Projects by status and {head.lower()}", className="vh"),
            _head(head, codes, is_bars),
            html.Tbody([_row(row, codes, longest, none, trace) for row in told]),
        ],
        className="units" + (" long" if is_bars else ""),
        style={"--most": str(max(longest, 1)), "--cols": str(len(codes) + 1)},
    )


def _head(head: str, codes: Sequence[str], is_bars: bool) -> html.Thead:
    counts = [
        html.Th(glyph(code), className="num", scope="col", title=labels.status_label(code)) for code in codes
    ]
    marks = "Length: projects" if is_bars else "One mark is one project"
    first = [html.Th(head, scope="col"), html.Th(marks, className="mk", scope="col")]
    return html.Thead(html.Tr([*first, *counts, html.Th("All", className="num", scope="col")]))


def _row(row: Row, codes: Sequence[str], longest: int, none: str, trace: Trace | None) -> html.Tr:
    href = row.get("href")
    name = html.Th(link(row["name"], None if labels.is_missing(href) else str(href)), scope="row")
    note = row.get("note")
    total = labels.count_of(row, "projects")
    if not total or not (labels.is_missing(note) or note == ""):
        words = none if labels.is_missing(note) or not note else str(note)
        return html.Tr([name, html.Td(words, className="none", colSpan=len(codes) + 2)])
    cells = [_count(row, code, trace) for code in codes]
    marks = html.Td(html.Div(unit_row(row, longest, label=False), className="mkw"), className="mk")
    return html.Tr([name, marks, *cells, _count(row, "projects", trace)])


def _count(row: Row, code: str, trace: Trace | None) -> html.Td:
    value = labels.count_of(row, code)
    classes = "num tot" if code == "projects" else "num" if value else "num z"
    text: str | Component = labels.number(value)
    if trace and value:
        text = link(text, trace(str(row.get("key", row["name"])), code), class_name="quiet")
    return html.Td(text, className=classes)
