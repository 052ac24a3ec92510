"""Reports received and on time by member state, each of how many that were expected."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.reporting import part_of, row_of, share, source
from dashboard.components import Foot, card, link
from dashboard.filters import View
from dashboard.queries import reporting


def country_card(view: View, span: int = 4) -> Component | None:
    """Reports received and on time by member state, for the period and for all periods, each of how many."""
    rates = reporting.rates(view, "country")
    if rates.empty:
        return None
    is_dated = bool(rates["dated"].sum())
    names = list(dict.fromkeys(zip(rates["key"], rates["name"], strict=True)))
    body = [
        _country_row(view, str(key), str(name), rates[rates["key"] == key], is_dated) for key, name in names
    ]
    heads = [view.period, "All periods", *(["On time"] if is_dated else [])]
    head_row = [
        html.Th("Member state", scope="col"),
        *(html.Th(h, scope="col", className="num") for h in heads),
    ]
    table = html.Table([html.Thead(html.Tr(head_row)), html.Tbody(body)], className="plain rates")
    sub = "Reports received of those expected, from the cities that were members for the notice time before"
    foot = Foot((source(), "membership of the time"), **files(view, "reporting"))
    return card(_country_title(rates), sub, table, foot, span, "rates")


def _country_title(rates: pd.DataFrame) -> str:
    whole = rates[rates["period"].isna() & (rates["expected"] > 0)]
    if whole.empty:
        return "No report that was expected has fallen due yet"
    full, count = int((whole["received"] == whole["expected"]).sum()), labels.in_words(len(whole))
    if len(whole) == 1:
        row = whole.iloc[0]
        sent = "every report" if full else f"{part_of(row, 'received', 'expected')} reports"
        return f"{labels.sentence(str(row['name']))} sent {sent} expected of it"
    if full == len(whole):
        return f"All {count} member states sent every report expected of them"
    return f"{labels.in_words(full, capital=True) if full else 'None'} of {count} member states sent every report"


def _country_row(view: View, key: str, name: str, rates: pd.DataFrame, is_dated: bool) -> html.Tr:
    now, whole = row_of(rates, view.period), row_of(rates, None)
    cells = [_linked(view, key, now, "reporting_rate"), _in_calendar(part_of(whole, "received", "expected"))]
    if is_dated:
        cells.append(_in_calendar(part_of(whole, "on_time", "dated")))
    first = html.Th(link(labels.sentence(name), member_url(view, "country", key)), scope="row")
    return html.Tr([first, *(html.Td(cell, className="num") for cell in cells)])


def _in_calendar(words: str) -> Component:
    """A count over all periods leads to the calendar of the page, which has a mark for each report counted."""
    return link(words, None if words == labels.MISSING else "#calendar", class_name="quiet")


def _linked(view: View, key: str, row: pd.Series | None, figure: str) -> Component | str:
    if row is None:
        return labels.MISSING
    words = share(row["received"], row["expected"])
    return link(words, trace_url(view, "country", key, figure), class_name="quiet")
