"""Screens by theme: focus areas, pillars, partnerships, and the support that is wanted where it may be seen."""

from __future__ import annotations

import pandas as pd

from dashboard import labels, titles
from dashboard.labels import Row
from dashboard.meeting import say
from dashboard.meeting.facts import Facts
from dashboard.meeting.screens import Bars, Line, Lines, Screen
from dashboard.meeting.screens import Row as Counted
from dashboard.queries import frame
from dashboard.reports import sentences
from dashboard.reports.model import Number, Sentence
from dashboard.reports.sentences import Member
from dashboard.reports.worded import sought

GROUP = "Themes"
_KICKERS = {
    "focus_area": ("Focus areas", "Projects by focus area"),
    "pillar": ("Pillars", "Projects by Community pillar, each in its lead pillar"),
}


def screens(facts: Facts) -> list[Screen]:
    """In the order in which a meeting tells them."""
    made = [by_axis(facts, "focus_area"), by_axis(facts, "pillar"), partners(facts), support(facts)]
    return [screen for screen in made if screen is not None]


def by_axis(facts: Facts, axis: str) -> Screen | None:
    """Every member of an axis in its own order, by status."""
    rows = facts.by[axis]
    rows = rows[(rows["key"] != "not_stated") | (rows["projects"] > 0)]
    if rows.empty or not rows["projects"].sum():
        return None
    name, kicker = _KICKERS[axis]
    bars = tuple(Counted(say.name_of(row), say.counts(row), "Not chosen") for row in rows.to_dict("records"))
    return Screen(
        axis.replace("_", "-") + "s",
        axis.replace("_", "-") + "s",
        name,
        GROUP,
        kicker,
        Sentence(f"meeting/{axis}/title", _title(rows, name), _numbers(facts, axis, rows)),
        (Bars(bars),),
        say.key(facts.network),
        say.reports(facts.view, both=False),
        tuple(
            sentences.group_standing(facts.view, Member(axis, str(row["key"]), say.name_of(row)), row)
            for row in rows.to_dict("records")
        ),
    )


def _title(rows: pd.DataFrame, name: str) -> str:
    """`Ten of the 18 completed projects are Civic & Social`; where several lead alike, in how many of them."""
    figure = "completed" if rows["completed"].fillna(0).sum() else "projects"
    inside = "in the " if name == _KICKERS["pillar"][0] else ""
    placed = rows[rows["key"] != "not_stated"]
    values = placed[figure].fillna(0)
    if (values == values.max()).sum() == 1:
        return titles.areas_title(rows, inside=inside)
    kind = "completed project" if figure == "completed" else "project"
    found, whole = int((values > 0).sum()), int(values.sum())
    if not whole:
        return titles.areas_title(rows, inside=inside)
    where = f"{labels.in_words(found)} of the {labels.in_words(len(placed))} {name.lower()}"
    return labels.sentence(f"{labels.counted(whole, kind, words=True)} in {where}")


def _numbers(facts: Facts, axis: str, rows: pd.DataFrame) -> tuple[Number, ...]:
    """The figures that the title speaks of: those of the members that lead, and the sum's parts."""
    figure = "completed" if rows["completed"].fillna(0).sum() else "projects"
    return tuple(say.figure(facts.view, axis, row, figure) for row in rows.to_dict("records") if row[figure])


def partners(facts: Facts) -> Screen | None:
    """Who is named with which city, by the partners' alphabet, and who is so for the first time."""
    if facts.ties.empty:
        return None
    told = {str(name): own for name, own in facts.ties.groupby("partner", sort=False)}
    order = sorted(told, key=str.casefold)
    lines = [Line(partner, under=_cities(told[partner])) for partner in order]
    cities = facts.ties["city_id"].nunique()
    count = labels.counted(len(order), "partner", words=True)
    named = labels.plural(len(order), "is", "are")
    text = labels.sentence(f"{count} {named} named with {labels.counted(cities, 'city', words=True)}")
    return Screen(
        "partners",
        "partners",
        "Partnerships",
        GROUP,
        "Partnerships, partners by alphabet",
        Sentence("meeting/partners/formed", text, ()),
        (Lines((*_new_partners(facts), *lines)),),
        foot=say.reports(facts.view, both=False),
    )


_MOST_CITIES = 6
_MOST_NEW = 6


def _cities(ties: pd.DataFrame) -> str:
    """A partner's cities, those where its years are over with the last one; from so many on their number."""
    by_city = list(ties.groupby("city_name"))
    if len(by_city) > _MOST_CITIES:
        return labels.counted(len(by_city), "city") + titles.until(ties)
    return labels.joined(f"{name}{titles.until(own)}" for name, own in by_city)


def _new_partners(facts: Facts) -> tuple[Line, ...]:
    """Pairs of partner and city that the moment compared with did not have."""
    if not facts.view.compare:
        return ()
    pairs = [set(zip(t["partner"], t["city_name"], strict=True)) for t in (facts.ties, facts.ties_before)]
    new = sorted(pairs[0] - pairs[1], key=lambda pair: (pair[0].casefold(), pair[1]))
    if not new:
        return ()
    told = [f"{partner} with {city}" for partner, city in new[:_MOST_NEW]]
    rest = [f"{len(new) - _MOST_NEW} more"] if len(new) > _MOST_NEW else []
    return (Line(f"New since the {facts.view.compare} report", under="; ".join([*told, *rest])),)


def support(facts: Facts) -> Screen | None:
    """What support is wanted, in ASEAN order; none for an audience that may not see it."""
    rows = sought(facts.needs, frame.edition_of(facts.view))
    if rows.empty:
        return None
    projects, cities = rows["project_id"].nunique(), rows["city_id"].nunique()
    text = (
        f"{labels.counted(projects, 'project', words=True)} in {labels.counted(cities, 'city', words=True)}"
    )
    verb = "seeks" if projects == 1 else "seek"
    return Screen(
        "support",
        "support",
        "Support sought",
        GROUP,
        "Support sought, for the Secretariat and own country only",
        Sentence("meeting/support/sought", labels.sentence(f"{text} {verb} support"), ()),
        (Lines(tuple(_need(row) for row in rows.to_dict("records"))),),
        foot=say.reports(facts.view, both=False),
    )


def _need(row: Row) -> Line:
    wanted = str(row["words"]) if not labels.is_missing(row["words"]) else _money(row)
    return Line(wanted, under=f"{row['title']}, {row['city_name']}{labels.of_earlier(row)}")


def _money(row: Row) -> str:
    """`2,000,000 USD`, or the role that is sought where no amount is given."""
    if labels.is_missing(row["amount"]):
        return labels.sentence(f"a {row['role']}") if not labels.is_missing(row["role"]) else "Money"
    currency = "" if labels.is_missing(row["amount_currency"]) else f" {row['amount_currency']}"
    return f"{labels.number(row['amount'])}{currency}"
