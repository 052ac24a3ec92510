"""What the pages of editions say: the list, one edition with its errata and dispatches, what making final freezes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd
from flask import abort

from dashboard import audience, labels
from dashboard.editions.silence_state import in_short
from dashboard.editions.words import GROUPS, Erratum, told
from dashboard.filters import View
from dashboard.officer import clock
from dashboard.officer.frame import code_lists, settings
from dashboard.queries import figures, frame
from dashboard.queries.run import version
from dashboard.reports import silence_out
from dashboard.reports.silence_out import Changed, Unseen
from dashboard.reports.worded import Overtaken
from etl import edition_seal, editions, meetings, silence
from etl.editions import Edition
from etl.meetings import Decision, Meeting
from etl.once import Kept

_errata: Kept[pd.DataFrame] = Kept(16)
MOST = 100  # errata under one heading; the command has all of them


@dataclass(frozen=True)
class Line:
    """An edition as the list tells it."""

    edition: Edition
    state: str
    meeting: str


def lines() -> list[Line]:
    """The editions that this audience may see, newest first."""
    seen = [e for e in editions.listed(settings().home) if e.is_final or audience.may("drafts")]
    return [
        Line(e, labels.sentence(frame.edition_state(e)), meeting_words(e.meeting)) for e in reversed(seen)
    ]


def one(edition_id: str) -> Edition:
    """The edition of an address; 404 where there is none that this audience may see."""
    found = frame.edition(edition_id)
    if found is None:
        abort(404, f"There is no edition “{edition_id[:60]}”. The list of editions is at /editions.")
    return found


def view_of(edition: Edition) -> View:
    """The edition's view of the pages."""
    return frame.view({"edition": edition.edition_id})


def facts(edition: Edition) -> list[tuple[str, str]]:
    """What an edition is made of, by name."""
    view = view_of(edition)
    at = view.at
    found = [
        ("For period", f"{edition.period}, data to {labels.date(at.data_date if at else None)}"),
        ("Compared with", view.compare or "no earlier list"),
        (
            "Reports accepted by",
            clock.moment(edition.known_on) if edition.is_final else "now, until it is final",
        ),
    ]
    if edition.meeting:
        found.append(("Meeting", meeting_words(edition.meeting)))
    made = f"{clock.day(edition.made_at)}" + (f", by {edition.made_by}" if audience.may("who") else "")
    found.append(("Begun", made))
    if edition.is_final:
        by = f", by {edition.final_by}" if audience.may("who") else ""
        found += [
            ("Made final", f"{clock.moment(edition.final_at)}{by}"),
            ("Program", f"{edition.program}{_other_program(edition)}"),
            (
                "Rules and code lists",
                f"copy kept, SHA-256 {edition.rules_digest[:16]}…{_other_rules(edition)}",
            ),
            ("Digest of its figures", edition.digest),
        ]
        if edition.early and audience.may("desk"):
            found.append(("Made final early", f"{edition.early} Reason: {edition.early_because}"))
    return found


def _other_program(edition: Edition) -> str:
    """Pages opened in an edition are drawn by today's program; said where that is another."""
    return "; that of today is another" if "program" in frame.other_than_final(edition) else ""


def _other_rules(edition: Edition) -> str:
    """Pages opened in an edition use today's names and code lists; said where those are others."""
    is_other = "rules and code lists" in frame.other_than_final(edition)
    return "; those of today are others, and the pages use today's" if is_other else ""


def open_in(edition: Edition) -> list[tuple[str, str]]:
    """Ways into the edition: words and address."""
    query = f"?edition={quote(edition.edition_id)}"
    ways = [
        ("Open the pages in this edition", f"/{query}"),
        ("The meeting", f"/meeting{query}"),
        ("Its figures as a workbook", f"/export/figures.xlsx{query}"),
    ]
    if audience.may("editions"):
        ways += [("Reports, slides and briefs", f"/reports{query}")]
        ways += [] if edition.is_final else [("Arrange the meeting", f"/meeting/edit{query}")]
    return ways


def frozen(edition: Edition) -> list[tuple[str, str]]:
    """What making it final would freeze, in figures, of what is known now."""
    view = view_of(edition)
    rows = figures.at(view, "network")
    if rows.empty:
        return []
    row = rows.iloc[0].to_dict()
    received = (row["reported_cities"], row["expected_cities"])
    told_of = [
        ("Projects listed", labels.number(row["projects"])),
        ("By status", labels.status_counts(row)),
        ("Reports received", _of(*received)),
        ("Cities whose list is from an earlier report", labels.number(row["stale_cities"])),
        ("Compared with", view.compare or "no earlier list"),
    ]
    told_of += _silence(edition)
    reworded = len(edition.wording) - len(overtaken(edition))
    changed = (reworded, len(edition.dropped), len(edition.answers))
    if any(changed):
        words, dropped, answers = changed
        told_of.append(
            (
                "Wording",
                f"{labels.counted(words, 'sentence')} reworded, {dropped} left out, "
                f"{labels.counted(answers, 'answer')} of member states kept",
            )
        )
    return told_of


def _silence(edition: Edition) -> list[tuple[str, str]]:
    """How the procedure stands; nothing where nobody was asked."""
    told_of = in_short(edition, silence.procedure(settings().home, edition.edition_id))
    return [("Silence procedure", told_of)] if told_of else []


def overtaken(edition: Edition) -> list[Overtaken]:
    """The wordings that hold no more, for those who hold the procedure."""
    return silence_out.overtaken(settings().home, edition) if audience.may("desk") else []


def changed(edition: Edition) -> list[Changed]:
    """The lines that are left out or worded otherwise, for those who hold the procedure."""
    return silence_out.changed(settings().home, edition) if audience.may("desk") else []


def unseen(edition: Edition) -> list[Unseen]:
    """What member states would agree to unseen, for those who hold the procedure."""
    return silence_out.unseen(settings().home, edition) if audience.may("desk") else []


def left_open(edition: Edition) -> str:
    """What of the procedure is not over, in a sentence; "" where it may be made final."""
    known = silence.procedure(settings().home, edition.edition_id)
    return edition_seal.left_open(known, edition, code_lists())


def _of(part: Any, whole: Any) -> str:
    """`35 of 38 cities`; a city that was not asked may report too, and then no share is said."""
    if labels.is_missing(part) or labels.is_missing(whole):
        return labels.MISSING
    if part > whole:
        return f"{labels.counted(part, 'city')}, {labels.number(whole)} expected"
    return f"{labels.number(part)} of {labels.counted(whole, 'city')}"


def errata(edition: Edition) -> tuple[list[tuple[str, list[Erratum]]], int]:
    """The corrections since by heading, MOST of each, and how many there are that this audience may see."""
    home = settings().home
    rows = _errata.get((version(), edition.edition_id), lambda: editions.errata(home, edition))
    titles = _titles(view_of(edition))
    found = told(rows, titles, frame.options(None), code_lists())
    groups = [(group, [e for e in found if e.group == group][:MOST]) for group in GROUPS.values()]
    return [(group, own) for group, own in groups if own], len(found)


def _titles(view: View) -> dict[str, str]:
    moved = figures.movement(view)
    return dict(zip(moved["project_id"].astype(str), moved["title"].astype(str), strict=True))


def trail(edition: Edition) -> list[tuple[dt.datetime, str, str]]:
    """When, what and who, of everything that was done to an edition, newest first."""
    kinds = {
        "create": "Begun",
        "arrange": "Meeting arranged",
        "word": "Sentence reworded",
        "drop": "Sentence left out",
        "restore": "Sentence as drafted again",
        "answer": "Answer of a member state",
        "final": "Made final",
        "sent": "Sent",
        "noted": "Noted",
        "silence": "Last day for answers set",
        "returned": "Workbook came back",
        "asked": "Workbook made for a member state",
        "settled": "Objection decided on",
    }
    told_of = editions.entries(settings().home, edition.edition_id)
    return [(e.at, kinds.get(e.kind, labels.sentence(e.kind)), e.who) for e in reversed(told_of)]


def known_meetings() -> list[Meeting]:
    """The meetings, newest first."""
    return list(reversed(meetings.meetings(code_lists())))


def meeting_words(number: int | None) -> str:
    """`9th annual meeting, 2026, Philippines`, or nothing."""
    found = next((m for m in known_meetings() if m.number == number), None)
    if found is None:
        return ""
    when = labels.date(found.date) if found.date else str(found.year)
    return ", ".join(part for part in (f"Meeting {found.number}", when, found.place) if part)


def decisions() -> list[tuple[str, list[Decision]]]:
    """The decisions by meeting, the newest meeting first; nothing for those who may not see them."""
    if not audience.may("decisions"):
        return []
    by_meeting: dict[int, list[Decision]] = {}
    for decision in meetings.decisions(settings().home):
        by_meeting.setdefault(decision.meeting, []).append(decision)
    return [
        (meeting_words(number) or str(number), by_meeting[number])
        for number in sorted(by_meeting, reverse=True)
    ]
