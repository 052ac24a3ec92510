"""The network's screens: where it stands, how it came there, what moved, and what was completed, by name."""

from __future__ import annotations

from dataclasses import replace

from dashboard import labels, titles
from dashboard.filters import View
from dashboard.labels import Row
from dashboard.meeting import say
from dashboard.meeting.facts import Facts
from dashboard.meeting.screens import Bars, Dot, Figure, Figures, MapPart, Name, Names, Screen
from dashboard.meeting.screens import Row as Counted
from dashboard.queries import frame
from dashboard.reports import sentences
from dashboard.reports.model import Number, Sentence
from dashboard.reports.selection import within
from dashboard.reports.sentences import Member

GROUP = "The network"
_ALWAYS = (
    "completed",
    "forward",
    "added",
    "no_longer_listed",
)  # movements that are told also where there are none


def screens(facts: Facts) -> list[Screen]:
    """In the order in which a meeting tells them."""
    made = [stands(facts), growth(facts), moved(facts), completed(facts)]
    return [screen for screen in made if screen is not None]


def stands(facts: Facts) -> Screen:
    """Where the network stands: a few figures and the map."""
    view, row = facts.view, facts.network
    total = labels.count_of(row, "projects")
    text = (
        labels.sentence(
            f"{labels.counted(total, 'project', words=True)}, {labels.completed(row, words=True)}"
        )
        if total
        else f"No project{within(view, 'network')} is listed"
    )
    numbers = tuple(
        say.figure(view, "network", row, name) for name in ("projects", "completed", "not_stated")
    )
    parts = (_figures(row), _map(facts)) if frame.has_map() and len(facts.places) else (_figures(row),)
    return Screen(
        "network",
        "network",
        "Where the network stands",
        GROUP,
        f"{view.sentence() if view.is_filtered else facts.known.get('name', '')}, {_to(facts)}",
        Sentence("meeting/network/stands", text, numbers),
        parts,
        say.key(row),
        say.reports(view, both=False),
        _said_of(facts, row),
    )


def _member(facts: Facts) -> Member:
    return Member("network", facts.code, "the network")


def _said_of(facts: Facts, row: Row) -> tuple[Sentence, ...]:
    reported = sentences.reported(facts.view, _member(facts), row)
    told = say.notes(facts.view, _member(facts), row, facts.moved)
    return (*told, reported) if reported else told


def _to(facts: Facts) -> str:
    at = facts.view.at
    return f"as reported to {labels.long_date(at.data_date)}" if at else ""


def _figures(row: Row) -> Figures:
    cities = labels.counted(labels.count_of(row, "cities"), "city")
    found = [Figure(labels.number(row["projects"]), "projects", f"in {cities}")]
    if labels.count_of(row, "projects") > labels.count_of(row, "not_stated"):
        rate = labels.percent(row["completion_rate"])
        share = "" if rate == labels.MISSING else rate
        found.append(Figure(labels.number(row["completed"]), "completed", share))
    if row["baseline_projects"] and not labels.is_missing(row["baseline_completed"]):
        of = f"of {labels.number(row['baseline_projects'])}"
        found.append(Figure(labels.number(row["baseline_completed"]), "completed of the first list", of))
    if not labels.is_missing(row["reported_cities"]):
        of = f"of {labels.number(row['member_cities'])}"
        found.append(Figure(labels.number(row["reported_cities"]), "cities reported", of))
    return Figures(tuple(found))


def _map(facts: Facts) -> MapPart:
    dots = [
        Dot(str(row["city_name"]), float(row["lat"]), float(row["lon"]), say.counts(row))
        for row in facts.places.to_dict("records")
    ]
    source = facts.known.get("map_source", ""), facts.known.get("map_disclaimer", "")
    return MapPart(tuple(dots), " ".join(part for part in source if part))


def growth(facts: Facts) -> Screen | None:
    """The list by status at each report; none where there is one report only."""
    if len(facts.history) < 2:
        return None
    shown = facts.history.tail(8)
    rows = [Counted(str(row["at_period"]), say.counts(row)) for row in shown.to_dict("records")]
    first, last = shown.iloc[0].to_dict(), facts.network
    told = ("projects", "completed", "not_stated")
    numbers = [say.figure(facts.view, "network", last, name) for name in told]
    then = replace(facts.view, period=str(first["at_period"]), compare=None)
    before = say.figure(then, "network", first, "projects")
    listed = (
        f"{labels.counted(first['projects'], 'project')} {labels.plural(first['projects'], 'was', 'were')}"
    )
    note = f"{listed} listed in {first['at_period']}."
    return Screen(
        "growth",
        "growth",
        "The list over the reports",
        GROUP,
        "The list at each report, by status",
        Sentence("meeting/network/growth", titles.growth_title(shown), (*numbers, before)),
        (Bars(tuple(rows)),),
        say.key(last),
        say.reports(facts.view, both=False),
        (Sentence("meeting/network/growth-first", note, (before,)),),
    )


def moved(facts: Facts) -> Screen | None:
    """What moved since the moment compared with, and both lists; none where there is no such moment."""
    view = facts.view
    if not view.compare or facts.moved.empty:
        return None
    kinds = say.kinds(facts.moved)
    came = len(sentences.came_completed(facts.moved))
    counts = kinds | {sentences.CAME_COMPLETED: came}
    told = tuple(
        _moves(facts, kind, counts.get(kind, 0))
        for kind in ("completed", "added", "split", sentences.CAME_COMPLETED)
    )
    return Screen(
        "moved",
        "moved",
        "What moved",
        GROUP,
        f"Since the {view.compare} report",
        Sentence("meeting/network/moved", _moved_in_short(kinds, came), told),
        (_steps(kinds, came), Bars(_both_lists(facts))),
        say.key(facts.network),
        say.reports(view),
        _notes(facts),
    )


def _moved_in_short(kinds: dict[str, int], came: int = 0) -> str:
    """`Seven projects completed, 33 new on the list`; what was split from others is new and did not come. `came`: those
    among the new that were completed already."""
    done, new, split = (kinds.get(kind, 0) for kind in ("completed", "added", "split"))
    finished = labels.counted(done, "project", words=True) if done else "no project"
    listed = f"{sentences.none_or(new)} new on the list{sentences.already(came, new)}"
    parts = [listed] if new or not split else []
    parts += [f"{labels.in_words(split)} split from others"] if split else []
    return labels.sentence(f"{finished} completed, {labels.joined(parts)}")


def _steps(kinds: dict[str, int], came: int = 0) -> Figures:
    """How one list became the other: with what was split and merged, where there is any, the counts add up. Under what
    is new stands how much of it `came` completed."""
    said = (
        ("completed", "completed"),
        ("forward", "moved forward"),
        ("added", "new on the list"),
        ("split", "split from others"),
        ("no_longer_listed", "no longer listed"),
        ("merged", "went on as part of others"),
    )
    found = [(kinds.get(kind, 0), label) for kind, label in said if kinds.get(kind) or kind in _ALWAYS]
    under = {"new on the list": f"{labels.number(came)} already completed"} if came else {}
    return Figures(tuple(Figure(labels.number(count), label, under.get(label, "")) for count, label in found))


def _both_lists(facts: Facts) -> tuple[Counted, ...]:
    before = facts.before.iloc[0].to_dict()
    return (
        Counted(str(facts.view.compare), say.counts(before)),
        Counted(facts.view.period, say.counts(facts.network)),
    )


def _moves(facts: Facts, kind: str, count: int) -> Number:
    return say.movement(facts.view, "network", facts.code, kind, count)


def _notes(facts: Facts) -> tuple[Sentence, ...]:
    """How one list became the other, and the names of what came onto it."""
    told = (
        sentences.moved(facts.view, _member(facts), facts.moved),
        sentences.named(facts.view, _member(facts), facts.moved, "added", "New on the list since"),
    )
    return tuple(sentence for sentence in told if sentence is not None)


def completed(facts: Facts) -> Screen | None:
    """The projects completed since then, by name in ASEAN order, and after them those that came onto the list already
    completed; none where there are none."""
    rows = say.names(facts.moved, "completed")
    came: list[Row] = list(sentences.came_completed(facts.moved).to_dict("records"))
    if facts.view.compare is None or not (rows or came):
        return None
    view = facts.view
    names = [Name(str(row["title"]), _place(row), "completed") for row in rows]
    names += [Name(str(row["title"]), f"{_place(row)}; new on the list", "completed") for row in came]
    states = len({row["iso3"] for row in (*rows, *came)})
    where = f"in {labels.counted(states, 'member state', words=True)}"
    return Screen(
        "completed",
        "completed",
        "Completed, by name",
        GROUP,
        f"{'Completed' if rows else 'New on the list'} since the {view.compare} report, {where}",
        Sentence(
            "meeting/network/completed",
            _done(len(rows), len(came), view),
            (
                _moves(facts, "completed", len(rows)),
                _moves(facts, sentences.CAME_COMPLETED, len(came)),
            ),
        ),
        (Names(tuple(names)),),
        foot=say.reports(view),
    )


def _done(completed: int, came: int, view: View) -> str:
    """`Seven projects completed since 2023, two came onto the list already completed`."""
    arrived = "came onto the list already completed"
    if not completed:
        return labels.sentence(f"{say.since(view)} {labels.counted(came, 'project', words=True)} {arrived}")
    told = say.happened("completed", completed, view)
    return f"{told}, {labels.in_words(came)} {arrived}" if came else told


def _place(row: Row) -> str:
    """`Kuching, Malaysia`; a state that is its city is named once."""
    city, country = str(row["city_name"]), str(row["country_name"])
    return city if city == country else f"{city}, {country}"
