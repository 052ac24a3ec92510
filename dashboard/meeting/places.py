"""A screen for each member state in ASEAN order, each followed by one for each of its cities."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import labels
from dashboard.labels import Row
from dashboard.meeting import say
from dashboard.meeting.facts import Facts
from dashboard.meeting.screens import Figure, Figures, Line, Lines, Name, Names, Part, Rows, Screen
from dashboard.meeting.screens import Row as Counted
from dashboard.reports import membership
from dashboard.reports.model import Sentence
from dashboard.reports.selection import is_part, within
from dashboard.reports.sentences import Member

GROUP = "Member states and cities"


def screens(facts: Facts) -> list[Screen]:
    """Member states with their cities. A state that is its city has one screen."""
    made: list[Screen] = []
    for state in facts.countries.to_dict("records"):
        cities = facts.cities[facts.cities["iso3"] == state["iso3"]].to_dict("records")
        if not _is_hidden(facts, "country", state["iso3"]):
            made.append(country(facts, state, cities))
        own = [row for row in cities if row["name"] != state["name"]]
        made += [city(facts, row) for row in own if not _is_hidden(facts, "city", row["city_id"])]
    return made


def _is_hidden(facts: Facts, axis: str, key: str) -> bool:
    """Whether the filters leave nothing of a member: neither a project now nor one that moved."""
    has_any = labels.count_of(facts.row(axis, key, ""), "projects") or len(facts.moved_of(axis, key))
    return is_part(facts.view, axis) and not has_any


def country(facts: Facts, state: Row, cities: Sequence[Row]) -> Screen:
    """What happened in a member state since the moment compared with, by name, beside a row a city."""
    code = str(state["iso3"])
    moved, row = facts.moved_of("country", code), facts.row("country", code, str(state["name"]))
    total, name = labels.count_of(row, "projects"), say.name_of(row)
    told = _told(facts, "country", row, moved, code)
    listing = labels.count_of(
        row, "cities"
    )  # a city without a project is a row of the screen, and holds none
    where = f" in {labels.counted(listing, 'city', words=True)}" if len(cities) > 1 else ""
    scope = within(facts.view, "country")
    kicker = f"{name}, {labels.counted(total, 'project')}{scope}{where}" if total else name
    is_one = len(cities) == 1 and cities[0]["name"] == state["name"]
    parts: tuple[Part, ...] = (_cities(cities),) if cities else ()
    if total:
        rows = Rows(tuple(_row(facts, each) for each in cities))
        parts = (_projects(facts, "country", code),) if is_one else (_happened(facts, row, moved), rows)
    return Screen(
        f"country-{code}",
        f"country-{code}",
        name,
        GROUP,
        kicker,
        told
        or _since_when(
            facts, state, f"meeting/country/{code}", code, facts.known.get("member_term", "member")
        ),
        parts,
        say.key(row),
        say.reports(facts.view, both=bool(say.first(say.kinds(moved)))),
        say.notes(facts.view, _member("country", row, code), row, moved) if total else (),
        keep_whole=True,
    )


def city(facts: Facts, known: Row) -> Screen:
    """What happened in a city, and its projects by name with their status."""
    code, state = str(known["city_id"]), str(known["iso3"])
    moved, row = facts.moved_of("city", code), facts.row("city", code, str(known["name"]))
    total, name = labels.count_of(row, "projects"), say.name_of(row)
    place = f"{name}, {known['country_name']}" if name != known["country_name"] else name
    told = _told(facts, "city", row, moved, state)
    return Screen(
        f"city-{code}",
        f"city-{code}",
        name,
        GROUP,
        f"{place}, {labels.counted(total, 'project')}{within(facts.view, 'city')}" if total else place,
        told or _since_when(facts, known, f"meeting/city/{code}", state, "city of the network"),
        (_projects(facts, "city", code) if total else _state(known),),
        say.key(row),
        say.reports(facts.view, both=bool(say.first(say.kinds(moved)))),
        say.notes(facts.view, _member("city", row, state), row, moved) if total else (),
        keep_whole=True,
    )


def _cities(cities: Sequence[Row]) -> Lines:
    return Lines(tuple(Line(say.name_of(city), "City") for city in cities))


def _state(known: Row) -> Lines:
    return Lines((Line(labels.sentence(str(known["country_name"])), "Member state"),))


def _told(facts: Facts, axis: str, row: Row, moved: pd.DataFrame, about: str) -> Sentence | None:
    """The message: what happened, else how the projects stand; none where none is listed."""
    kinds, code, view = say.kinds(moved), str(row["key"]), facts.view
    kind = say.first(kinds)
    if kind:
        number = say.movement(view, axis, code, kind, kinds[kind])
        text = say.happened(kind, kinds[kind], view)
        return Sentence(f"meeting/{axis}/{code}/moved", text, (number,), about)
    if not labels.count_of(row, "projects"):
        return None
    numbers = (say.figure(view, axis, row, "projects"), *say.statuses(view, axis, row))
    return Sentence(f"meeting/{axis}/{code}/stands", say.stands(row), numbers, about)


def _since_when(facts: Facts, known: Row, sentence_id: str, about: str, what: str) -> Sentence:
    """`Member state since 26 October 2025`: a member without a list is presented; nothing is said of the list."""
    joined, first = labels.as_date(known.get("valid_from")), facts.view.options.periods
    is_worth_it = joined is not None and bool(first) and joined >= first[0].data_date
    day = f" since {membership.since(known)}" if is_worth_it else ""
    return Sentence(f"{sentence_id}/member", labels.sentence(f"{what}{day}"), (), about)


def _happened(facts: Facts, row: Row, moved: pd.DataFrame) -> Part:
    """The projects that the message speaks of, by name with their cities; where nothing happened, the counts."""
    kind = say.first(say.kinds(moved))
    if kind:
        rows = say.names(moved, kind)
        return Names(
            tuple(Name(str(r["title"]), str(r["city_name"]), str(r["to_status"] or "")) for r in rows)
        )
    return Figures(
        tuple(Figure(labels.number(n), labels.IN_SENTENCE[code]) for code, n in say.counts(row).items())
    )


def _row(facts: Facts, known: Row) -> Counted:
    row = facts.row("city", str(known["city_id"]), str(known["name"]))
    return Counted(say.name_of(row), say.counts(row))


def _projects(facts: Facts, axis: str, code: str) -> Names:
    """The listed projects of a member with their marks; under each what is new of it."""
    return Names(
        tuple(
            Name(str(r["title"]), _under(facts, r), str(r["status"] or "not_stated"))
            for r in facts.listed_of(axis, code)
        )
    )


def _under(facts: Facts, row: Row) -> str:
    """`Completed since 2024` or `New on the list`, and the percent where there is one and work goes on."""
    news = {"completed": f"completed {say.since(facts.view)}", "added": "new on the list"}
    percent = row["percent_complete"]
    done = f"{labels.points(percent, 0)} done" if row["status"] == "ongoing" and not pd.isna(percent) else ""
    return labels.sentence(
        ", ".join(
            part for part in (news.get(facts.kind_of.get(str(row["project_id"]), ""), ""), done) if part
        )
    )


def _member(axis: str, row: Row, about: str) -> Member:
    return Member(axis, str(row["key"]), str(row["name"]), about)
