"""The last chapters of the annual report: reporting and the quality of the data, the annex of all projects."""

from __future__ import annotations

import pandas as pd

from dashboard import audience, labels
from dashboard.exports import about
from dashboard.queries import figures
from dashboard.reports import annual_parts as parts
from dashboard.reports import sentences as say
from dashboard.reports.annual_facts import Facts
from dashboard.reports.model import Block, Section, Sentence, Table
from dashboard.reports.selection import within
from dashboard.reports.worded import print_ids, without
from etl.figures import KNOWN


def quality(facts: Facts) -> Section:
    """Who reported, what is known of the projects, where the print contradicts itself, where figures come from."""
    told = (
        *parts.paragraph(
            say.reported(facts.view, facts.ours, facts.network), _on_time(facts), _earlier(facts)
        ),
        *_known(facts),
    )
    sections = [
        Section("quality/sources", "Where the figures come from", 2, _sources(facts)),
        Section("quality/print", "Where the printed record contradicts itself", 2, _contradictions(facts)),
    ]
    return Section("quality", "Reporting and data quality", 1, told, tuple(s for s in sections if s.blocks))


def _on_time(facts: Facts) -> Sentence | None:
    row = facts.network
    if labels.is_missing(row["on_time_rate"]):
        return None
    told = say.numbers(facts.view, facts.ours, row, ("on_time_rate", "expected_cities"))
    whole = labels.count_of(row, "expected_cities")
    part = round(float(row["on_time_rate"]) * whole)
    share = f"({labels.number(part)} of {labels.number(whole)})"
    text = f"{labels.percent(row['on_time_rate'])} of the reports expected came by the due date {share}."
    return Sentence(facts.ours.id("on_time"), text, told)


def _earlier(facts: Facts) -> Sentence | None:
    """How many cities stand with the list of an earlier report; by name only for whom that is."""
    count = labels.count_of(facts.network, "stale_cities")
    if not facts.network["projects"]:
        return None
    told = say.numbers(facts.view, facts.ours, facts.network, ("stale_cities",))
    if not count:
        return Sentence(
            facts.ours.id("earlier"), f"Every list is from the report for {facts.view.period}.", told
        )
    text = "The list of one city is from an earlier report and is counted as it was given."
    if count > 1:
        lists = f"The lists of {labels.in_words(count)} cities"
        text = f"{lists} are from earlier reports and are counted as they were given."
    return Sentence(facts.ours.id("earlier"), text, told)


def _known(facts: Facts) -> tuple[Block, ...]:
    row = figures.completeness(facts.view)
    total = int(row["projects"])
    if not total:
        return ()
    table = pd.DataFrame(
        {
            "What is known": [labels.sentence(words) for words in KNOWN.values()],
            "Projects": [labels.number(row[item]) for item in KNOWN],
            "Of those listed": [labels.percent(row[item] / total) for item in KNOWN],
        }
    )
    caption = f"What the reports tell of the {labels.counted(total, 'project')}"
    note = "What is not given is left empty; it is never counted as nought."
    return (Table("quality/known", caption, table, ("Projects", "Of those listed"), (0.56, 0.2, 0.24), note),)


def _sources(facts: Facts) -> tuple[Block, ...]:
    return (
        parts.fixed("sources", about.sources()),
        parts.fixed(
            "method",
            "A project is listed if it is in its city's newest full report. A report stands as a whole: what it "
            "leaves blank is not filled from an earlier one. Percentages of groups are never averaged.",
        ),
        parts.fixed(
            "words",
            "Texts marked “Summary of” are summaries by the Secretariat with their page; only what a city wrote in "
            "its own report is given as the city's words.",
        ),
    )


def _contradictions(facts: Facts) -> tuple[Block, ...]:
    rows = figures.discrepancies(facts.view) if audience.may("discrepancies") else pd.DataFrame()
    if rows.empty:
        return ()
    rows = rows[rows["period"] == facts.view.period]
    rows = without(rows.assign(row_id=print_ids(rows)), print_ids(rows), facts.edition)
    if rows.empty:
        return ()
    table = pd.DataFrame(
        {
            "Where": list(rows["what"]),
            "Printed": list(rows["printed"]),
            "Computed": list(rows["computed"]),
            "Why": list(rows["explanation"]),
        }
    ).fillna(labels.MISSING)
    text = "Printed figures are kept as they are and shown beside what their own lines add up to."
    caption = f"Contradictions in the printed record for {facts.view.period}"
    return (
        parts.fixed("print", text),
        Table("quality/print", caption, table, (), (0.28, 0.22, 0.22, 0.28), "", tuple(rows["row_id"])),
    )


def annex(facts: Facts) -> Section:
    """Every listed project in one table, member states in their order."""
    rows = facts.projects
    if rows.empty:
        text = f"No project{within(facts.view, 'network')} is listed."
        return Section("annex", "Annex: all projects", 1, parts.bullets(Sentence("text/annex", text)))
    table = pd.DataFrame(
        {
            "Member state": [labels.sentence(str(name)) for name in rows["country_name"]],
            "City": list(rows["city_name"]),
            "Project": list(rows["title"]),
            "Focus area": list(rows["focus_area_name"].fillna(labels.MISSING)),
            "Sector": list(rows["sector_name"].fillna(labels.MISSING)),
            "Pillar": list(rows["pillar"].fillna(labels.MISSING)),
            "Status": [labels.status_label(code) for code in rows["status"]],
        }
    )
    caption = (
        f"All {labels.counted(len(table), 'project')} listed for {facts.view.period}, {facts.as_reported()}"
    )
    widths = (0.12, 0.15, 0.23, 0.15, 0.16, 0.07, 0.12)
    return Section("annex", "Annex: all projects", 1, (Table("annex", caption, table, (), widths),))
