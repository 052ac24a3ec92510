"""The chapter of the annual report on member states and their cities: figures, the table of projects, and what the
reports say in words; a city's own words only where it typed them and this audience may see them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard import audience, labels
from dashboard.blocks.prose import source_words
from dashboard.labels import Row
from dashboard.reports import annual_parts as parts
from dashboard.reports import membership, shares
from dashboard.reports import sentences as say
from dashboard.reports.annual_facts import Facts, city, country
from dashboard.reports.model import Block, Paragraph, Quote, Section, Sentence, Table
from dashboard.reports.selection import is_part
from dashboard.reports.sentences import Member
from dashboard.reports.worded import is_own_words, quote_id

SAYS = {
    "progress_note": "What was done",
    "challenges": "Difficulties",
    "support_needed": "Support wanted",
    "next_steps": "Next steps",
}


def places(facts: Facts) -> Section:
    """Every member state in its order, each with its cities."""
    rows = facts.at("country")
    states = rows[rows["key"].isin(list(facts.countries["iso3"]))].to_dict("records")
    cities = {str(row["key"]): row for row in facts.at("city").to_dict("records")}
    made = tuple(_state(facts, row, cities) for row in states)
    return Section(
        "places", "Member states and cities", 1, (), tuple(s for s in made if s and (s.blocks or s.sections))
    )


def _state(facts: Facts, row: Row, cities: dict[str, Row]) -> Section | None:
    member = country(row)
    own = facts.cities[facts.cities["iso3"] == member.key]
    moved = say.of_member(facts.moved, member)
    if not row["projects"] and (own.empty or (moved.empty and is_part(facts.view, "country"))):
        return None  # what the filters hide need not be denied place by place
    is_city = len(own) == 1 and own["name"].iloc[0] == member.name  # its city's section says the same
    told: tuple[Block, ...] = parts.paragraph(
        None if is_city else say.standing(facts.view, member, row),
        say.moved(facts.view, member, moved) if row["projects"] and not is_city else None,
        shares.first_list(facts.view, member, row),
        None if labels.is_missing(row["progress_mean"]) else shares.progress(facts.view, member, row),
        shares.plan(facts.view, member, row),
    )
    if len(own) > 1:
        kept = facts.at("city")
        kept = kept[kept["key"].isin(list(own["city_id"]))]
        told += parts.counts_table(
            f"country/{member.key}/cities", f"Projects by city, {member.name}", kept, "City"
        )
    made = (_city(facts, cities.get(str(place["city_id"])), place) for place in own.to_dict("records"))
    head = labels.sentence(member.name)
    return Section(f"country/{member.key}", head, 2, told, tuple(section for section in made if section))


def _city(facts: Facts, row: Row | None, place: Row) -> Section | None:
    iso3, city_id = str(place["iso3"]), str(place["city_id"])
    member = city({"key": city_id, "name": place["name"]}, iso3)
    projects = facts.projects[facts.projects["city_id"] == city_id]
    moved = say.of_member(facts.moved, member)
    if projects.empty and moved.empty and is_part(facts.view, "city"):
        return None
    left = say.named(facts.view, member, moved, "no_longer_listed", "No longer listed since", with_city=False)
    if row is None or projects.empty:
        listed = _without_projects(facts, member, place, row or {})
        return Section(f"city/{city_id}", member.name, 3, parts.paragraph(listed, left))
    told = parts.paragraph(
        say.standing(facts.view, member, row),
        say.moved(facts.view, member, moved),
        left,
        _earlier(facts, member, row, place),
    )
    blocks: tuple[Block, ...] = (*told, _projects(facts, member, projects), *_words(facts, city_id))
    return Section(f"city/{city_id}", member.name, 3, blocks)


def _without_projects(facts: Facts, member: Member, place: Row, row: Row) -> Sentence:
    """Since when a city without a project is a member; nothing is said of a list that the filters hide."""
    view, gone = facts.view, labels.count_of(row, "no_longer_listed")
    told = say.numbers(
        view, member, {**row, "projects": 0, "no_longer_listed": gone}, ("projects", "no_longer_listed")
    )
    text = f"{member.name} lists no project of this selection."
    if not is_part(view, "city"):
        listed = "no project of it is on the list any more" if gone else "it has no project on the list yet"
        since = membership.since(place)
        text = f"{member.name} {f'has been a member city since {since}' if since else 'is a member city'}; {listed}."
        if view.at and membership.is_after(place, view.at.data_date):
            text = f"{member.name} became a member city after the date of this report, {_joined(place)}."
    return Sentence(member.id("standing"), text, told, member.about)


def _joined(place: Row) -> str:
    """`on 26 October 2025`, `in January 2026`: as exactly as the day is known."""
    return f"{'in' if place.get('date_precision') in ('month', 'year') else 'on'} {membership.since(place)}"


def _earlier(facts: Facts, member: Member, row: Row, place: Row) -> Sentence | None:
    """That the list is from an earlier report, where it is."""
    if not labels.count_of(row, "stale_cities"):
        return None
    told = say.numbers(facts.view, member, row, ("stale_cities",))
    return Sentence(
        member.id("earlier"), f"The list is that of the {place['last_period']} report.", told, member.about
    )


def _projects(facts: Facts, member: Member, rows: pd.DataFrame) -> Table:
    """The city's list; columns that no project fills are left out."""
    table = pd.DataFrame(
        {"Project": list(rows["title"]), "Focus area": list(rows["focus_area_name"].fillna(labels.MISSING))}
    )
    widths = [0.46, 0.24]
    if facts.view.compare:
        table[f"Status {facts.view.compare}"] = [_then(value) for value in rows["from_status"]]
        widths.append(0.15)
    table[f"Status {facts.view.period}"] = [labels.status_label(value) for value in rows["status"]]
    widths.append(0.15)
    numeric = []
    if rows["percent_complete"].notna().any() and audience.may("percent_complete"):
        table["Progress"] = [labels.points(value) for value in rows["progress_pct"]]
        numeric, widths = ["Progress"], [*widths, 0.12]
    if rows["planned_end"].notna().any() and audience.may("planned_end"):
        table["Planned finish"] = [labels.date(value) for value in rows["planned_end"]]
        widths.append(0.16)
    shares = tuple(width / sum(widths) for width in widths)
    caption = f"Projects of {member.name}, {facts.view.period}"
    return Table(member.id("projects"), caption, table, tuple(numeric), shares)


def _then(value: object) -> str:
    return "Not listed" if labels.is_missing(value) else labels.status_label(value)


def _words(facts: Facts, city_id: str) -> Iterator[Block]:
    """What the city's report says, field by field, each text under its project's name."""
    rows = facts.told[facts.told["city_id"] == city_id]
    for field, label in SAYS.items():
        said = rows[rows[field].notna()] if audience.may(field) else rows.iloc[0:0]
        if said.empty:
            continue
        yield Paragraph((Sentence(f"city/{city_id}/{field}", label),), "label")
        yield from (_quote(row, field) for row in said.to_dict("records"))


def _quote(row: Row, field: str) -> Quote:
    text = f"{row['title']}: {str(row[field]).strip()}"
    return Quote(text, source_words(dict(row)), is_own_words(row), quote_id(row, field))
