"""Reporting: the calendar of cities and periods, and the rates by member state with what they are counted from."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.picture_words import for_whom
from dashboard.components import Figure, Foot, card, figure_row
from dashboard.components.calendar import calendar_key, calendar_matrix
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.officer import clock
from dashboard.queries import frame, reporting
from dashboard.rows import records

RECEIVED = ("on_time", "late", "received")
MOST_PERIODS = 9
# What became of reports that did not come in time, of one and of several.
_BECAME = {
    "late": ("came after the due date", "came after the due date"),
    "not_reported": ("did not come", "did not come"),
    "waiting": ("is sent and not yet accepted", "are sent and not yet accepted"),
    "owed": ("is still to come", "are still to come"),
}


def row_of(rates: pd.DataFrame, period: str | None) -> pd.Series | None:
    """The row of a period, or with None that of all periods together."""
    found = rates[rates["period"].isna()] if period is None else rates[rates["period"] == period]
    return None if found.empty else found.iloc[0]


def share(part: object, whole: object) -> str:
    """`35 of 38`; a dash where none was expected."""
    if labels.is_missing(whole) or not whole:
        return labels.MISSING
    return f"{labels.number(part)} of {labels.number(whole)}"


def head(view: View, matrix: pd.DataFrame) -> str:
    """`35 of 38 cities reported for 2025`: members are counted as they are at the moment of looking."""
    here = matrix[matrix["period"] == view.period]
    came = int(here["state"].isin(RECEIVED).sum())
    return f"{labels.coverage(came, _members(view, matrix))} reported for {view.period}"


def _members(view: View, matrix: pd.DataFrame) -> int:
    """Members on the period's date; for the newest list, of the newest period that asks for reports."""
    at = view.at
    asked = matrix[matrix["data_date"] >= pd.Timestamp(at.data_date)] if at else matrix
    is_newest = view.period == view.options.newest()
    period = asked.sort_values("data_date")["period"].iloc[-1] if is_newest and len(asked) else view.period
    here = matrix[matrix["period"] == period]
    return int((here["state"] != "not_member").sum())


def under(view: View, matrix: pd.DataFrame, chase: pd.DataFrame) -> str:
    """What was expected and came, and what is due next, with its date."""
    parts = [_expected(matrix[matrix["period"] == view.period], view.period), _next(chase)]
    return " ".join(part for part in parts if part)


def _expected(here: pd.DataFrame, period: str) -> str:
    """Of the matrix, which has every period: rates begin with the first report."""
    asked = here[here["is_expected"].astype(bool)]
    if asked.empty:
        return f"No report was expected for {period}." if period else ""
    states, is_over = asked["state"], not (asked["state"] == "owed").any()
    came, waiting = int(states.isin(RECEIVED).sum()), int((states == "waiting").sum())
    said = (
        f"Of {labels.counted(len(asked), 'city')} from which a report {'was' if is_over else 'is'} expected, "
    )
    said += f"{labels.number(came) if came else 'none'} "
    said += "sent one" if is_over else f"{'has' if came < 2 else 'have'} sent one so far"
    if is_over and asked["due_at"].notna().any():
        said += f", {labels.number((states == 'on_time').sum())} by the due date"
    if waiting:
        said += f"; {labels.number(waiting)} sent one that is not yet accepted"
    return f"{said}."


def _next(chase: pd.DataFrame) -> str:
    if chase.empty:
        return "No city owes a report."
    parts = [_owing(period, part) for period, part in chase.groupby("period", sort=False)]
    return f"{labels.sentence('; '.join(parts))}."


def _owing(period: object, part: pd.DataFrame) -> str:
    verb, row = "owes" if len(part) == 1 else "owe", part.iloc[0]
    was = "which was " if row["state"] == "not_reported" and clock.due(row["due_at"]) else ""
    return f"{labels.counted(len(part), 'city')} {verb} the report for {period}, {was}{due_words(row)}"


def due_words(row: pd.Series) -> str:
    """`due 31 Jan 2027, 17:00 Jakarta time`, `no due date is set yet`."""
    at = clock.due(row["due_at"])
    return f"due {at}" if at else "no due date is set yet"


def main_figures(view: View, rates: pd.DataFrame, matrix: pd.DataFrame, chase: pd.DataFrame) -> Component:
    """Reporting rate, on-time rate, lists carried from an earlier report, reports owed."""
    now, code = row_of(rates, view.period), frame.meta().get("code", "")
    past = rates[rates["period"].notna()]
    figures = [
        _rate(view, now, past, "reporting_rate", ("Reporting rate", "received", "expected"), code),
        _rate(view, now, past, "on_time_rate", ("On-time rate", "on_time", "dated"), code) or _fresh(view),
        _carried(view, matrix, code),
        _owed(chase),
    ]
    return figure_row([figure for figure in figures if figure])


def _rate(
    view: View, now: pd.Series | None, past: pd.DataFrame, figure: str, names: tuple[str, str, str], code: str
) -> Figure | None:
    label, part, whole = names
    if now is None or labels.is_missing(now[figure]):
        return None
    points = [
        (day, None if labels.is_missing(v) else float(v) * 100)
        for day, v in past[["data_date", figure]].values
    ]
    href = trace_url(view, "network", code, figure)
    said = f"{share(now[part], now[whole])} expected reports"
    return Figure(label, labels.percent(now[figure], 0), "", said, points, href)


def _fresh(view: View) -> Figure | None:
    rows = reporting.freshness(view)
    fresh, total = rows["fresh"].sum(), rows["projects"].sum()
    said = f"{share(fresh, total)} projects told of with something new"
    if not total:
        return None
    href = trace_url(view, "network", frame.meta().get("code", ""), "fresh_rate")
    return Figure("Fresh evidence", labels.percent(fresh / total, 0), "", said, (), href)


def _carried(view: View, matrix: pd.DataFrame, code: str) -> Figure:
    here = matrix[matrix["period"] == view.period]
    count = int(here["is_carried"].sum())
    if not count and not here["state"].isin(RECEIVED).any():  # nothing carries over to where nobody reported
        return Figure("Lists carried over", labels.MISSING, "", f"no report for {view.period} has come")
    said = "their newest list is of an earlier report" if count else "every city with a list reported"
    href = trace_url(view, "network", code, "stale_cities") if count else None
    return Figure("Lists carried over", labels.number(count), "", said, (), href)


def _owed(chase: pd.DataFrame) -> Figure:
    said = "the newest period and what is open now"
    href = "#chase" if len(chase) else None
    return Figure("Reports owed now", labels.number(len(chase)), "", said, (), href)


def counts_card(view: View, matrix: pd.DataFrame, span: int = 6) -> Component | None:
    """For those who see no list: how many of the members reported for each period, without a name."""
    past = matrix[~matrix["is_open"]]
    if past.empty:
        return None
    told = [(period, part) for period, part in past.sort_values("data_date").groupby("period", sort=False)]
    body = [_counted(str(period), part) for period, part in reversed(told)]
    heads = [html.Th("Period", scope="col"), html.Th("Cities that reported", scope="col", className="num")]
    heads.append(html.Th("Cities in the network then", scope="col", className="num"))
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="plain data-table")
    title = f"Reports came for {labels.counted(len(body), 'period', words=True)}"
    return card(
        title,
        "Cities, counted on the date that each report stands for",
        table,
        Foot((source(),)),
        span,
        "counts",
    )


def _counted(period: str, part: pd.DataFrame) -> html.Tr:
    came, members = part["state"].isin(RECEIVED).sum(), (part["state"] != "not_member").sum()
    day = html.Span(f" to {labels.date(part['data_date'].iloc[0])}", className="z")
    cells = [html.Td(labels.number(n), className="num") for n in (came, members)]
    return html.Tr([html.Th([period, day], scope="row"), *cells])


def calendar_card(view: View, matrix: pd.DataFrame, span: int = 8) -> Component:
    """Cities down, periods across."""
    shown = list(dict.fromkeys(matrix.sort_values("data_date")["period"]))[-MOST_PERIODS:]
    rows = matrix[matrix["period"].isin(shown)]
    rows = rows.assign(href=[member_url(view, "city", str(c)) for c in rows["city_id"]])
    shares, heads = _city_shares(view)
    picture = [calendar_key(rows["state"]), calendar_matrix(rows, _heads(matrix, shown), shares, heads)]
    sub = "Each city's report for each period. Blank: the city was not a member then. Due times are Jakarta time"
    foot = Foot(
        (source(), "expected: members for all of the notice time"),
        picture="reports-by-city",
        for_whom=for_whom("reporting_lists"),
        **files(view, "reports"),
    )
    return card(
        _calendar_title(matrix[matrix["period"] == view.period], view.period),
        sub,
        picture,
        foot,
        span,
        "calendar",
    )


def source() -> str:
    """Where the reports are from."""
    return "Source: invented reports" if frame.is_practice() else "Source: reports received"


def _heads(matrix: pd.DataFrame, shown: list[str]) -> list[tuple[str, str]]:
    first = matrix.drop_duplicates("period").set_index("period")
    return [(code, _under(first.loc[code])) for code in shown]


def _under(row: pd.Series) -> str:
    at = clock.local(row["due_at"])
    return f"due {labels.date(at.date())}" if at else f"to {labels.date(row['data_date'])}"


def _calendar_title(here: pd.DataFrame, period: str) -> str:
    """What became of the reports for one period: those that are still to come or to be accepted have not come."""
    counts = here["state"].value_counts()
    parts = [
        f"{labels.in_words(counts[state])} {one if counts[state] == 1 else many}"
        for state, (one, many) in _BECAME.items()
        if state in counts
    ]
    if parts:
        return labels.sentence(f"{labels.joined(parts)}, of the reports for {period}")
    if not here["is_expected"].any():
        return f"No report was expected for {period}"
    return f"Every report that was expected for {period} came"


def _city_shares(view: View) -> tuple[dict[str, list[Component | str]], list[str]]:
    """For each city the reports received and on time, over all periods that asked for them."""
    rates = reporting.rates(view, "city")
    whole = rates[rates["period"].isna()]
    is_dated = bool(whole["dated"].sum())
    said = {
        str(r["key"]): [
            part_of(r, "received", "expected"),
            *([part_of(r, "on_time", "dated")] if is_dated else []),
        ]
        for r in records(whole)
    }
    return said, ["Received", "On time"] if is_dated else ["Received"]


def part_of(row: Row | pd.Series | None, part: str, whole: str) -> str:
    """`31 of 31` of a row of rates; – where nothing was expected."""
    return labels.MISSING if row is None or not labels.count_of(row, whole) else share(row[part], row[whole])
