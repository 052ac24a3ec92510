"""Tries to a clean report, findings hit and mended, and how much of the reports is fresh evidence."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.addresses import files, member_url, trace_url
from dashboard.blocks.picture_words import for_whom
from dashboard.blocks.reporting import share, source
from dashboard.components import Column, Foot, Known, card, completeness, data_table, link
from dashboard.filters import View
from dashboard.queries import frame, reporting
from dashboard.rows import records
from etl.findings import ON_SCREEN, REGISTRY, Severity

MOST_CODES = 8


def tries_card(view: View, span: int = 6) -> Component | None:
    """How many files of a city came before its report was accepted; nothing where no city sends its own."""
    rows, whole = reporting.tries(view), reporting.tries_in_all(view)
    if not whole["reports"]:
        return None
    shown = rows.assign(
        href=[member_url(view, "city", str(c)) for c in rows["city_id"]],
        files_href=[f"/submissions?city={c}" if audience.may("files") else None for c in rows["city_id"]],
        once=[share(a, c) for a, c in zip(rows["at_once"], rows["clean"], strict=True)],
    )
    columns = [
        Column("city_name", "City", "text", "href"),
        Column("clean", "Clean reports", "number", "files_href"),
        Column("once", "At the first try", "number_text", "files_href"),
        Column("tries_median", "Tries, median", "decimal", "files_href"),
        Column("tries_most", "Most", "number", "files_href"),
    ]
    sub = (
        "Files that cities sent themselves, each following the one before it, up to the one that was accepted; "
        "all periods"
    )
    foot = Foot(
        (source(), f"{labels.counted(len(rows), 'city')} sent files of their own"), **files(view, "tries")
    )
    return card(_tries_title(whole), sub, data_table(shown, columns, "Tries by city"), foot, span, "tries")


def _tries_title(whole: pd.Series) -> str:
    once, clean = int(whole["at_once"]), int(whole["clean"])
    if not clean:
        return "No file of a city was accepted yet"
    start = f"{share(once, clean)} reports were clean at the first try"
    return f"{start}; at the median it takes {labels.number(whole['tries_median'], 1)} tries"


def findings_card(view: View, span: int = 6) -> Component | None:
    """Which messages cities meet most, and how many of the places the next try mended."""
    rows = reporting.findings(view)
    if rows.empty:
        return None
    top = rows.head(MOST_CODES)
    every = files(view, "findings")["table"]
    body = [_finding(row, every) for row in records(top)]
    heads = ("Message", "Places", "Files", "Mended in the next try")
    classes = (None, "num", "num", "num")
    head = [html.Th(h, scope="col", className=c) for h, c in zip(heads, classes, strict=True)]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain data-table hits")
    followed, mended = int(rows["followed"].sum()), int(rows["mended"].sum())
    title = (
        f"{share(mended, followed)} places to mend were mended in the next try"
        if followed
        else "What files meet most"
    )
    sub = "Places in files of single cities, all periods. “Answered”: confirmed with a reason, so nothing is to mend"
    foot = Foot(
        (source(), f"{min(len(rows), MOST_CODES)} of {len(rows)} messages"), **files(view, "findings")
    )
    return card(title, sub, table, foot, span, "findings")


def _finding(row: dict[str, object], every: str) -> html.Tr:
    code = str(row["code"])
    rule = REGISTRY.get(code)
    words = ON_SCREEN[Severity(str(row["severity"]))][0]
    name = [link(code.replace("_", " ").capitalize(), f"/help#{code}"), html.Span(f" {words}", className="z")]
    mended = share(row["mended"], row["followed"]) if row["followed"] else _answered(row)
    cells = [labels.number(row["places"]), labels.number(row["files"]), mended]
    title = rule.help if rule else None
    return html.Tr(
        [
            html.Th(name, scope="row", title=title),
            *(html.Td(link(c, every, class_name="quiet"), className="num") for c in cells),
        ]
    )


def _answered(row: dict[str, object]) -> str:
    return "answered" if row["answered"] else labels.MISSING


def fresh_card(view: View, span: int = 6) -> Component | None:
    """How many projects of the period's reports were told of with something new."""
    rows = reporting.freshness(view)
    if rows.empty:
        return None
    total = int(rows["projects"].sum())
    kinds = (
        ("first_told", "Told of for the first time", rows["first_told"], ""),
        ("told_anew", "Something new", rows["fresh"] - rows["first_told"], "status, percent or words"),
        ("repeated", "The same again", rows["repeated"], "no fresh evidence"),
        ("untouched", "“Nothing changed”", rows["untouched"], "no fresh evidence"),
    )
    code = frame.meta().get("code", "")
    known = [
        Known(label, int(counts.sum()), note, trace_url(view, "network", code, f"fresh_{how}"))
        for how, label, counts, note in kinds
        if counts.sum()
    ]
    fresh = int(rows["fresh"].sum())
    reports = labels.counted(len(rows), "report")
    sub = f"Projects in the {reports} for {view.period}, beside what was told of them before"
    foot = Foot(
        (source(), f"{labels.counted(len(rows), 'city')} reported"),
        picture="fresh-evidence",
        for_whom=for_whom("reporting_lists"),
        **files(view, "freshness"),
    )
    picture = [completeness(known, total), *_stale(view, rows)]
    title = f"{share(fresh, total)} projects were told of with something new"
    return card(title, sub, picture, foot, span, "fresh")


def _stale(view: View, rows: pd.DataFrame) -> list[Component]:
    """Cities whose report brought nothing new on any project: filed but stale."""
    stale = rows[rows["is_stale"]]
    if stale.empty:
        return []
    names: list[Component | str] = []
    for city_id, name in zip(stale["city_id"], stale["city_name"], strict=True):
        names += [", " if names else "", link(name, member_url(view, "city", str(city_id)))]
    return [html.P(["Filed, with nothing new on any project: ", *names, "."], className="note")]
