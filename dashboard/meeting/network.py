"""The network's screens: where it stands, how it came there, what moved, and what was completed, by name."""

from __future__ import annotations

from dataclasses import replace

from dashboard import labels, titles
from dashboard.labels import Row
from dashboard.meeting import say
from dashboard.meeting.facts import Facts
from dashboard.meeting.screens import Bars, Dot, Figure, Figures, MapPart, Name, Names, Screen
from dashboard.meeting.screens import Row as Counted
from dashboard.queries import frame
from dashboard.reports.model import Number, Sentence

GROUP = "The network"


def screens(facts: Facts) -> list[Screen]:
    """In the order in which a meeting tells them."""
    made = [stands(facts), growth(facts), moved(facts), completed(facts)]
    return [screen for screen in made if screen is not None]


def stands(facts: Facts) -> Screen:
    """Where the network stands: a few figures and the map."""
    view, row = facts.view, facts.network
    done, total = labels.count_of(row, "completed"), labels.count_of(row, "projects")
    text = f"{labels.counted(total, 'project')}, {labels.number(done) if done else 'none'} completed"
    numbers = (say.figure(view, "network", row, "projects"), say.figure(view, "network", row, "completed"))
    parts = (_figures(row), _map(facts)) if frame.has_map() and len(facts.places) else (_figures(row),)
    return Screen(
        "network",
        "network",
        "Where the network stands",
        GROUP,
        f"{facts.known.get('name', '')}, {_to(facts)}",
        Sentence("meeting/network/stands", text, numbers),
        parts,
        say.key(row),
        say.reports(view, both=False),
        _said_of(facts, row),
    )


def _said_of(facts: Facts, row: Row) -> tuple[Sentence, ...]:
    statuses = say.standing(facts.view, "network", row, "meeting/network/statuses")
    return (statuses, *_of_first_list(facts, row), *_rates(facts, row))


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


def _of_first_list(facts: Facts, row: Row) -> list[Sentence]:
    if not row["baseline_projects"] or labels.is_missing(row["baseline_completed"]):
        return []
    done, of = labels.number(row["baseline_completed"]), labels.number(row["baseline_projects"])
    share = labels.percent(row["completion_rate_baseline"])
    names = ("baseline_completed", "baseline_projects", "completion_rate_baseline")
    numbers = tuple(say.figure(facts.view, "network", row, name) for name in names)
    text = f"Of the first list, {done} of {of} projects are completed ({share})."
    return [Sentence("meeting/network/first-list", text, numbers)]


def _rates(facts: Facts, row: Row) -> list[Sentence]:
    told = []
    if not labels.is_missing(row["completion_rate"]):
        number = say.figure(facts.view, "network", row, "completion_rate")
        text = f"{labels.percent(row['completion_rate'])} of the listed projects that are not cancelled are completed."
        told.append(Sentence("meeting/network/rate", text, (number,)))
    if not labels.is_missing(row["reported_cities"]):
        number = say.figure(facts.view, "network", row, "reported_cities")
        text = f"{labels.number(row['reported_cities'])} of {labels.counted(row['member_cities'], 'city')} reported."
        told.append(Sentence("meeting/network/reported", text, (number,)))
    return told


def growth(facts: Facts) -> Screen | None:
    """The list by status at each report; none where there is one report only."""
    if len(facts.history) < 2:
        return None
    shown = facts.history.tail(8)
    rows = [Counted(str(row["at_period"]), say.counts(row)) for row in shown.to_dict("records")]
    first, last = shown.iloc[0].to_dict(), facts.network
    numbers = [say.figure(facts.view, "network", last, name) for name in ("projects", "completed")]
    then = replace(facts.view, period=str(first["at_period"]), compare=None)
    before = say.figure(then, "network", first, "projects")
    note = f"{labels.counted(first['projects'], 'project')} were listed in {first['at_period']}."
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
    done, new = kinds.get("completed", 0), kinds.get("added", 0)
    came = f"{labels.in_words(new)} new on the list"
    text = labels.sentence(f"{labels.counted(done, 'project', words=True)} completed, {came}")
    return Screen(
        "moved",
        "moved",
        "What moved",
        GROUP,
        f"Since the {view.compare} report",
        Sentence(
            "meeting/network/moved", text, (_moves(facts, "completed", done), _moves(facts, "added", new))
        ),
        (_steps(kinds), Bars(_both_lists(facts))),
        say.key(facts.network),
        say.reports(view),
        _notes(facts, kinds),
    )


def _steps(kinds: dict[str, int]) -> Figures:
    said = (
        ("completed", "completed"),
        ("forward", "moved forward"),
        ("added", "new on the list"),
        ("no_longer_listed", "no longer listed"),
    )
    return Figures(tuple(Figure(labels.number(kinds.get(kind, 0)), label) for kind, label in said))


def _both_lists(facts: Facts) -> tuple[Counted, ...]:
    before = facts.before.iloc[0].to_dict()
    return (
        Counted(str(facts.view.compare), say.counts(before)),
        Counted(facts.view.period, say.counts(facts.network)),
    )


def _moves(facts: Facts, kind: str, count: int) -> Number:
    return say.movement(facts.view, "network", facts.code, kind, count)


def _notes(facts: Facts, kinds: dict[str, int]) -> tuple[Sentence, ...]:
    """What a speaker may be asked: how one list became the other, and how many moved forward."""
    new, gone, forward = (kinds.get(kind, 0) for kind in ("added", "no_longer_listed", "forward"))
    lists = (
        f"{labels.sentence(labels.counted(new, 'project', words=True))} came onto the list "
        f"and {labels.in_words(gone)} left it."
    )
    steps = f"{labels.sentence(labels.counted(forward, 'project', words=True))} moved forward."
    return (
        Sentence(
            "meeting/network/lists",
            lists,
            (_moves(facts, "added", new), _moves(facts, "no_longer_listed", gone)),
        ),
        Sentence("meeting/network/forward", steps, (_moves(facts, "forward", forward),)),
    )


def completed(facts: Facts) -> Screen | None:
    """The projects completed since then, by name in ASEAN order; none where there are none."""
    rows = say.names(facts.moved, "completed")
    if not rows:
        return None
    view = facts.view
    names = [Name(str(row["title"]), _place(row), "completed") for row in rows]
    states = len({row["iso3"] for row in rows})
    where = f"in {labels.counted(states, 'member state', words=True)}"
    return Screen(
        "completed",
        "completed",
        "Completed, by name",
        GROUP,
        f"Completed since the {view.compare} report, {where}",
        Sentence(
            "meeting/network/completed",
            say.happened("completed", len(rows), view),
            (_moves(facts, "completed", len(rows)),),
        ),
        (Names(tuple(names)),),
        foot=say.reports(view),
    )


def _place(row: Row) -> str:
    """`Kuching, Malaysia`; a state that is its city is named once."""
    city, country = str(row["city_name"]), str(row["country_name"])
    return city if city == country else f"{city}, {country}"
