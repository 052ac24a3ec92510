"""Chapters of the annual report across cities: focus areas, pillars and sectors; partnerships."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard import audience, labels, titles
from dashboard.queries import support
from dashboard.reports import annual_parts as parts
from dashboard.reports import sentences as say
from dashboard.reports.annual_facts import Facts
from dashboard.reports.brief_asked import money
from dashboard.reports.model import Block, Number, Paragraph, Section, Sentence, Table
from dashboard.reports.worded import need_ids, sought, tie_ids, without

_AXES = {
    "focus_area": ("Focus areas", "Focus area"),
    "pillar": ("Community pillars", "Pillar"),
    "sector": ("Sectors", "Sector"),
}


def themes(facts: Facts) -> Section:
    """Focus areas, pillars and sectors, each with its table and a paragraph an entry."""
    made = tuple(_axis(facts, axis) for axis in _AXES if facts.network["projects"])
    return Section("themes", "Focus areas and pillars", 1, (), made)


def _axis(facts: Facts, axis: str) -> Section:
    heading, head = _AXES[axis]
    rows = facts.at(axis)
    caption, figures = _finding(axis, rows) or (f"{heading}, {facts.view.period}", ())
    counts = parts.numbers_of(facts.view, axis, rows, *figures)
    blocks: tuple[Block, ...] = parts.counts_chart(f"{axis}/chart", caption, rows, counts)
    blocks += parts.counts_table(
        f"{axis}/table", f"Projects by {head.lower()}, {facts.view.period}", rows, head
    )
    if facts.view.is_filtered:  # an entry without a project says something of the whole list only
        rows = rows[rows["projects"] > 0]
    for member, row in parts.members_of(axis, rows):
        moved = say.of_member(facts.moved, member)
        told = (say.group_standing(facts.view, member, row), say.completed_names(facts.view, member, moved))
        blocks += (Paragraph(tuple(s for s in told if s), "bullet"),)
    return Section(axis, heading, 2, blocks)


def _finding(axis: str, rows: pd.DataFrame) -> tuple[str, tuple[str, ...]] | None:
    """What the picture of an axis shows, and the figures on which that depends; None where nothing is said of it."""
    if axis == "sector":
        return titles.sector_title(rows), ("projects",)
    if axis != "focus_area":
        return None
    is_any_completed = bool(rows["completed"].fillna(0).sum())
    return titles.areas_title(rows), ("completed",) if is_any_completed else ("completed", "projects")


def partnerships(facts: Facts) -> Section:
    """Who is named with whom; support that is sought, for those who may see it."""
    sought = _sought(facts)
    blocks = (*_ties(facts),)
    sections = (Section("needs", "Support sought", 2, sought),) if sought else ()
    return Section("partnerships", "Partnerships", 1, blocks, sections)


def _ties(facts: Facts) -> tuple[Block, ...]:
    rows = support.ties(facts.view)
    rows = without(rows, tie_ids(rows), facts.edition)
    if rows.empty:
        whose = " of this selection" if facts.view.is_filtered else ""
        return parts.paragraph(Sentence("network/partners", f"No partner{whose} is named in the reports."))
    partners, cities = rows["partner"].nunique(), rows["city_id"].nunique()
    told = tuple(
        Number(
            "network", facts.ours.key, figure, facts.view.period, float(value), facts.view.url("/partners")
        )
        for figure, value in (("partners", partners), ("partner_cities", cities))
    )
    text = (
        f"The reports and the record name {labels.counted(partners, 'partner', words=True)} "
        f"in {labels.counted(cities, 'city', words=True)}."
    )
    note = "Twinning and partnerships are voluntary; a city without a partner lacks nothing."
    table = pd.DataFrame(
        {
            "Partner": list(rows["partner"]),
            "City": list(rows["city_name"]),
            "Project or programme": [_what(row) for row in rows.to_dict("records")],
            "Role": [_known(value).capitalize() for value in rows["role"]],
            "Years": [_known(value) for value in rows["years"]],
        }
    ).drop_duplicates()
    widths = (0.27, 0.16, 0.33, 0.12, 0.12)
    caption = "Partners named in the reports, in alphabetical order"
    sentence = Sentence("network/partners", text, told)
    named = _rows_of(rows, tie_ids(rows), table)
    return (*parts.paragraph(sentence), Table("partners", caption, table, (), widths, note, *named))


def _rows_of(
    rows: pd.DataFrame, ids: list[str], table: pd.DataFrame
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the rows that a table prints, and whose they are."""
    about = [str(iso3) for iso3 in rows["iso3"]]
    return tuple(ids[place] for place in table.index), tuple(about[place] for place in table.index)


def _what(row: dict[object, object]) -> str:
    named = [
        str(row[field])
        for field in ("title", "programme")
        if not labels.is_missing(row[field]) and row[field]
    ]
    return "; ".join(named) or labels.MISSING


def _known(value: object) -> str:
    return labels.MISSING if labels.is_missing(value) or not value else str(value).replace("_", " ")


def _sought(facts: Facts) -> tuple[Block, ...]:
    rows = support.needs(facts.view) if audience.may("needs") else pd.DataFrame()
    if rows.empty:
        return ()
    named = dict(zip(rows.index, need_ids(rows), strict=True))
    rows = sought(rows, facts.edition)
    if rows.empty:
        return ()
    ids = [named[place] for place in rows.index]
    count = rows["project_id"].nunique()
    told: tuple[Number, ...] = (
        Number(
            "network", facts.ours.key, "needs", facts.view.period, float(count), facts.view.url("/partners")
        ),
    )
    asks = f"{labels.counted(count, 'project', words=True)} {labels.plural(count, 'asks', 'ask')}"
    text = f"{labels.sentence(asks)} for support."
    earlier = rows.loc[rows["is_earlier"], "project_id"].nunique()
    if earlier:
        told = (*told, replace(told[0], figure="needs_earlier", value=float(earlier)))
        some = "" if earlier == count else f"{labels.in_words(earlier)} of them "
        text = f"{text[:-1]}, {some}in {labels.plural(earlier, 'an earlier report', 'earlier reports')}."
    table = pd.DataFrame(
        {
            "City": list(rows["city_name"]),
            "Project": list(rows["title"]),
            "Support wanted": [_wanted(row) for row in rows.to_dict("records")],
        }
    )
    return (
        *parts.paragraph(Sentence("network/needs", text, told)),
        Table(
            "needs",
            "Support wanted, by city",
            table,
            (),
            (0.2, 0.32, 0.48),
            "",
            *_rows_of(rows, ids, table),
        ),
    )


def _wanted(row: dict[object, object]) -> str:
    said = str(row["words"]) if row["kind"] == "words" else labels.sentence(money(dict(row)))  # type: ignore[arg-type]
    return said + labels.of_earlier(row)
