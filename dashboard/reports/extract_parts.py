"""The parts of an extract: tables by member state and of every project, what moved, words of the reports, partners."""

from __future__ import annotations

import pandas as pd

from dashboard import audience, labels
from dashboard.blocks.prose import source_words
from dashboard.components.ties import role_word
from dashboard.filters import View
from dashboard.queries import figures, spread, support
from dashboard.queries import projects as project_query
from dashboard.reports import sentences
from dashboard.reports.annual_parts import counts_chart, counts_table
from dashboard.reports.model import Block, Paragraph, Quote, Section, Sentence, Table
from dashboard.reports.sentences import Member
from dashboard.reports.worded import is_own_words, quote_id, words
from etl.editions import Edition

_MOST_QUOTES = 80


def by_state(view: View, member: Member) -> Section | None:
    """Bars and a table of the member states with projects in it, in ASEAN order; None without any."""
    rows = figures.at(view, "country")
    rows = rows[rows["projects"].fillna(0) > 0]
    if rows.empty:
        return None
    chart = counts_chart(member.id("chart"), f"{member.name}: projects by member state", rows)
    table = counts_table(member.id("states"), "Projects by member state and status", rows, "Member state")
    return Section(member.id("by_state"), "By member state", 2, (*chart, *table))


def movement(view: View, member: Member, rows: pd.DataFrame) -> Section | None:
    """What moved since the report before, by number and by name; None where there is none before it."""
    if view.compare is None:
        return None
    told = sentences.moved(view, member, rows)
    lists = [
        sentences.completed_names(view, member, rows),
        sentences.named(view, member, rows, "added", "New on the list since"),
        sentences.named(view, member, rows, "no_longer_listed", "No longer listed since"),
    ]
    blocks: list[Block] = [Paragraph((told,))] if told is not None else []
    blocks += [Paragraph((line,), "bullet") for line in lists if line is not None]
    heading = f"What moved since the {view.compare} report"
    return Section(member.id("moved"), heading, 2, tuple(blocks)) if blocks else None


def projects(view: View, member: Member) -> Section | None:
    """Every project: a heading a member state, a row a project."""
    rows = project_query.all_rows(view, sort="city")
    if rows.empty:
        return None
    rows = rows.sort_values(["country_order", "city_name", "title"], kind="stable")
    has_percent = bool(rows["percent_complete"].notna().any())
    parts = [_state(member, str(iso3), own, has_percent) for iso3, own in rows.groupby("iso3", sort=False)]
    return Section(member.id("projects"), "Every project, city by city", 2, (), tuple(parts))


def _state(member: Member, iso3: str, rows: pd.DataFrame, has_percent: bool) -> Section:
    shown = pd.DataFrame({"City": rows["city_name"], "Project": rows["title"]})
    shown["Status"] = [labels.status_label(code) for code in rows["status"]]
    if has_percent:
        shown["Work done"] = [labels.points(value, 0) for value in rows["percent_complete"]]
    if is_told := audience.shows("last_period"):
        shown["Reported for"] = rows["last_period"]
    name = labels.sentence(str(rows["country_name"].iloc[0]))
    caption = f"{name}: {labels.counted(len(rows), 'project')}"
    widths = (0.2, 0.4, 0.14, 0.12, 0.14) if has_percent else (0.2, 0.48, 0.16, 0.16)
    widths = widths if is_told else (widths[0], widths[1] + widths[-1], *widths[2:-1])
    numeric = ("Work done",) if has_percent else ()
    table = Table(member.id(f"projects/{iso3}"), caption, shown.reset_index(drop=True), numeric, widths)
    return Section(member.id(f"projects/{iso3}"), name, 3, (table,))


def touching(view: View, member: Member) -> Section | None:
    """For a pillar: the projects of other pillars that touch it; None for others, or without any."""
    if member.axis != "pillar":
        return None
    rows = spread.pillar_touches(view.without("pillar"), member.key)
    if rows.empty:
        return None
    shown = pd.DataFrame(
        {
            "City": rows["city_name"],
            "Project": rows["title"],
            "Status": [labels.status_label(code) for code in rows["status"]],
            "Lead pillar": rows["lead_pillar"],
        }
    ).reset_index(drop=True)
    caption = f"{labels.counted(len(rows), 'project')} led by another pillar"
    table = Table(member.id("touching"), caption, shown, (), (0.2, 0.48, 0.16, 0.16))
    return Section(member.id("touching"), "Projects of other pillars that touch this one", 2, (table,))


def in_words(view: View, member: Member, edition: Edition | None) -> Section | None:
    """What the reports for the period say was done, in the city's words or as our summary; as an edition says it."""
    own = set(project_query.all_rows(view)["project_id"])
    rows = project_query.notes(view)
    rows = rows[rows["project_id"].isin(own) & (rows["at_period"] == view.period)]
    told = [said for row in rows.to_dict("records") if (said := _quote(row, edition)) is not None]
    if not told or not audience.may("progress_note"):
        return None
    blocks: list[Block] = [*told[:_MOST_QUOTES]]
    left = len(told) - _MOST_QUOTES
    if left > 0:
        stand = labels.plural(left, "stands", "stand")
        text = f"{labels.counted(left, 'more note')} {stand} in the workbook of this extract."
        blocks.append(Paragraph((Sentence(member.id("words/more"), text),)))
    return Section(member.id("words"), f"What the {view.period} reports say", 2, tuple(blocks))


def _quote(row: sentences.Row, edition: Edition | None) -> Quote | None:
    """A text in quotation marks where it is the city's own; None where the edition leaves it out."""
    said, is_own = words(edition, row, "progress_note"), is_own_words(row)
    if said is None:
        return None
    drafted, place = str(row["progress_note"]).strip(), f"{row['city_name']}, {row['title']}"
    return Quote(
        f"“{said}”" if is_own else said,
        f"{place}. {source_words(dict(row))}",
        is_own,
        quote_id(row, "progress_note"),
        drafted="" if said == drafted else drafted,
    )


def partners(view: View, member: Member) -> Section | None:
    """Who is named with these projects, in what role and years."""
    ties = support.ties(view)
    rows = ties[ties["is_listed"].eq(True)] if len(ties) else ties
    if rows.empty:
        return None
    shown = (
        pd.DataFrame(
            {
                "Partner": rows["partner"],
                "City": rows["city_name"],
                "Project": rows["title"],
                "Role": [role_word(role) for role in rows["role"]],
                "Years": [labels.MISSING if labels.is_missing(years) else years for years in rows["years"]],
            }
        )
        .drop_duplicates()
        .reset_index(drop=True)
    )
    caption = f"{labels.counted(shown['Partner'].nunique(), 'partner')} named with these projects"
    table = Table(member.id("partners"), caption, shown, (), (0.27, 0.16, 0.3, 0.15, 0.12))
    return Section(member.id("partners"), "Partnerships", 2, (table,))
