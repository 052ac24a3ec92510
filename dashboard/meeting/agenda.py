"""The first and last screens: the meeting itself, decisions of the last one and what came of them, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import labels
from dashboard.labels import Row
from dashboard.meeting import say
from dashboard.meeting.facts import Facts, ahead
from dashboard.meeting.screens import Line, Lines, Screen
from dashboard.reports.model import Sentence
from etl.meetings import Decision, Meeting

FIRST, LAST = "Opening", "Before the next meeting"


@dataclass(frozen=True)
class Agenda:
    """The meeting held (None where no edition names one), those before and after it, and every decision."""

    this: Meeting | None
    last: Meeting | None
    next: Meeting | None
    decisions: tuple[Decision, ...]


def agenda(meetings: Sequence[Meeting], decisions: Sequence[Decision], number: int | None) -> Agenda:
    """Round the meeting of that number; without one, the newest meeting that decided anything is the last."""
    ordered = sorted(meetings, key=lambda m: m.number)
    this = next((m for m in ordered if m.number == number), None)
    if this is None:
        decided = max((d.meeting for d in decisions), default=None)
        last = next((m for m in ordered if m.number == decided), None)
        return Agenda(None, last, _after(ordered, last), tuple(decisions))
    before = [m for m in ordered if m.number < this.number]
    return Agenda(this, before[-1] if before else None, _after(ordered, this), tuple(decisions))


def _after(ordered: Sequence[Meeting], meeting: Meeting | None) -> Meeting | None:
    return next((m for m in ordered if meeting and m.number > meeting.number), None)


def opening(facts: Facts, held: Agenda, title: str) -> Screen:
    """The meeting's name, place, day, Chair and Shepherd, as data have them."""
    told = held.this
    lines = _who(told) if told else [Line(_period(facts), "Period")]
    return Screen(
        "opening",
        "opening",
        "Opening",
        FIRST,
        _where(told) if told else facts.known.get("name", ""),
        Sentence("meeting/opening", title, ()),
        (Lines(tuple(lines)),),
        foot=say.reports(facts.view, both=False),
    )


def _where(meeting: Meeting) -> str:
    day = labels.long_date(meeting.date) if meeting.date else str(meeting.year)
    return ", ".join(part for part in (meeting.place, day) if part)


def _who(meeting: Meeting) -> list[Line]:
    said = (("Chair", meeting.chair), ("Shepherd", meeting.shepherd))
    return [Line(labels.sentence(name), about) for about, name in said if name]


def _period(facts: Facts) -> str:
    at = facts.view.at
    return (
        f"{facts.view.period}, as reported to {labels.long_date(at.data_date)}" if at else facts.view.period
    )


def decided(facts: Facts, held: Agenda) -> Screen | None:
    """What the last meeting decided and what became of each; none where nothing was written down."""
    if held.last is None:
        return None
    found = [d for d in held.decisions if d.meeting == held.last.number]
    if not found:
        return None
    done = sum(1 for d in found if d.result)
    with_result = labels.in_words(done) if done else "none"
    text = f"{labels.counted(len(found), 'decision', words=True)}, {with_result} with a result"
    return Screen(
        "decided",
        "decided",
        "Decisions of the last meeting",
        FIRST,
        f"Decisions of the last meeting, {_named(held.last)}",
        Sentence("meeting/decided", labels.sentence(text), ()),
        (Lines(tuple(Line(d.text, under=d.result or _owner(d)) for d in found)),),
        notes=tuple(_told(d) for d in found),
    )


def _named(meeting: Meeting) -> str:
    return f"{meeting.place} {meeting.year}" if meeting.place else str(meeting.year)


def _owner(decision: Decision) -> str:
    due = f"by {labels.date(decision.due)}" if decision.due else ""
    return ", ".join(part for part in (decision.owner, due) if part)


def _told(decision: Decision) -> Sentence:
    text = f"{decision.text} ({_owner(decision) or 'no owner named'}): {decision.result or 'no result written down'}."
    return Sentence(f"meeting/decided/{decision.decision_id}", text, ())


def coming(facts: Facts, held: Agenda) -> list[Screen]:
    """Decisions of this meeting, or open ones, and steps of plans that fall due before the next; only what there is."""
    made = [_to_do(held), _steps(facts, held)]
    return [screen for screen in made if screen is not None]


def _to_do(held: Agenda) -> Screen | None:
    number = held.this.number if held.this else None
    found = [d for d in held.decisions if not d.result and (number is None or d.meeting == number)]
    if not found:
        return None
    text = f"{labels.counted(len(found), 'decision', words=True)} to carry out"
    return Screen(
        "to-do",
        "to-do",
        "Decisions to carry out",
        LAST,
        "Before the next meeting" + (f", {_named(held.next)}" if held.next else ""),
        Sentence("meeting/to-do", labels.sentence(text), ()),
        (Lines(tuple(Line(d.text, under=_owner(d)) for d in found)),),
    )


def _steps(facts: Facts, held: Agenda) -> Screen | None:
    """The steps that fall due by the next meeting's day; where that is not known, within a year of the data."""
    at = facts.view.at
    if at is None:
        return None
    known = held.next.date if held.next else None
    until = known if known and known > at.data_date else _year_on(at.data_date)
    rows = ahead(facts.view, until).to_dict("records")
    if not rows:
        return None
    when = "before the next meeting" if until == known else f"by {labels.long_date(until)}"
    text = f"{labels.counted(len(rows), 'milestone', words=True)} fall{'s' if len(rows) == 1 else ''} due"
    return Screen(
        "milestones",
        "milestones",
        "Milestones ahead",
        LAST,
        f"Milestones {when}",
        Sentence("meeting/milestones", labels.sentence(text), ()),
        (Lines(_due(rows)),),
        foot=say.reports(facts.view, both=False),
    )


def _year_on(day: dt.date) -> dt.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


_MOST = 14  # steps told one by one; more are told a member state


def _due(rows: Sequence[Row]) -> tuple[Line, ...]:
    if len(rows) <= _MOST:
        return tuple(_step(row) for row in rows)
    states: dict[str, list[dt.date]] = {}
    for row in rows:
        day = labels.as_date(row["due"])
        states.setdefault(str(row["country_name"]), []).extend([day] if day else [])
    return tuple(
        Line(
            labels.sentence(name),
            under=f"{labels.counted(len(days), 'milestone')}, from {labels.date(min(days))}",
        )
        for name, days in states.items()
    )


def _step(row: Row) -> Line:
    return Line(f"{labels.date(row['due'])}: {row['milestone']}", under=f"{row['title']}, {row['city_name']}")
