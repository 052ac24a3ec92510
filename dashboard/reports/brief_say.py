"""What to say to a member state and what to ask: from what was completed, who finished like work, and the questions
that the figures raise. Neutral: a question with what was reported, never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard import audience, labels, titles
from dashboard.addresses import trace_url
from dashboard.blocks.asked import FIGURES, question
from dashboard.queries import attention, members, support
from dashboard.reports import membership
from dashboard.reports.brief_asked import money
from dashboard.reports.brief_words import State
from dashboard.reports.model import Number, Sentence
from dashboard.reports.one_page import Part, shortened
from dashboard.reports.worded import sought

_PEERS = 3
_TIES = 4


def say(of: State) -> Part | None:
    """What can be said: thanks, what was finished, partners, who has done what is wanted here; None where there is
    nothing of the kind."""
    points = [*_thanks(of), *_finished(of), *_peers(of), *_ties(of), *_newcomers(of)]
    return Part("say", "What to say", (), tuple(points)) if points else None


def _thanks(of: State) -> Iterator[Sentence]:
    reported = labels.count_of(of.figures, "reported_cities")
    if reported:
        reports = labels.plural(reported, "report")
        cities = labels.counted(reported, "city", words=True)
        text = f"Thank {of.inside} for the {of.view.period} {reports} of {cities}."
        yield of.sentence("say/thanks", text, of.number("reported_cities"))


def _finished(of: State) -> Iterator[Sentence]:
    done = of.moved[of.moved["kind"] == "completed"]
    if len(done):
        text = (
            f"Note what was finished since {of.before}: {labels.counted(len(done), 'project', words=True)}."
        )
        yield of.sentence("say/finished", text, *_status_of(of, done))


def _status_of(of: State, rows: pd.DataFrame) -> list[Number]:
    view = of.view
    return [
        Number(
            "project", str(p), "completed", view.period, 1.0, trace_url(view, "project", str(p), "completed")
        )
        for p in rows["project_id"]
    ]


def _peers(of: State) -> Iterator[Sentence]:
    """For support wanted: cities of other member states that finished like work."""
    wanted = support.needs(of.view).drop_duplicates("project_id") if audience.may("needs") else pd.DataFrame()
    for row in wanted.to_dict("records"):
        found = support.peers(of.view, str(row["project_id"]))
        others = found[found["city_id"] != row["city_id"]].drop_duplicates("city_id") if len(found) else found
        if len(others):
            cities = labels.joined(sorted(others["city_name"].astype(str))[:_PEERS])
            wants = f"{row['city_name']} wants support for {row['title']}{labels.of_earlier(row)}"
            text = f"{wants}; like work was finished in {cities}."
            yield of.sentence(f"say/peers/{row['project_id']}", text)


def _ties(of: State) -> Iterator[Sentence]:
    """Partners named with its listed projects, those that ended with their last year."""
    ties = support.ties(of.view)
    listed = ties[ties["is_listed"].eq(True)] if len(ties) else ties
    names = [f"{name}{titles.until(own)}" for name, own in listed.groupby("partner", sort=False)]
    if names:
        left = len(names) - _TIES
        told = labels.joined(names if left <= 1 else [*names[:_TIES], f"{labels.in_words(left)} others"])
        count = labels.sentence(labels.counted(len(names), "partner", words=True))
        named = labels.plural(len(names), "is", "are")
        text = labels.stopped(f"{count} {named} named with its listed projects: {told}")
        yield of.sentence("say/partners", text)


def _newcomers(of: State) -> Iterator[Sentence]:
    """Cities that joined since the moment compared with."""
    before = next((p for p in of.view.options.periods if p.code == of.view.compare), None)
    if before is None:
        return
    cities = membership.members(of.view, members.cities(of.view), "city_id", membership.listing(of.cities))
    names = [
        str(row["name"]) for row in cities.to_dict("records") if membership.is_after(row, before.data_date)
    ]
    if names:
        verb = "has" if len(names) == 1 else "have"
        yield of.sentence(
            "say/joined", f"{labels.joined(names)} {verb} joined the network since {of.before}."
        )


def ask(of: State) -> Part | None:
    """What can be asked: support wanted now, then the questions that the figures raise, one project once."""
    if not (audience.may("attention") or audience.may("needs")):
        return None
    points = [*_questions(of), *_wants(of)]
    own = membership.members(of.view, members.cities(of.view), "city_id", ())
    is_first = not labels.count_of(of.figures, "projects") and not labels.count_of(
        of.figures, "no_longer_listed"
    )
    if not points and is_first and len(own) and not of.is_part:
        cities = labels.joined(own["name"].astype(str))
        points = [of.sentence("ask/first", f"Which projects will the action plan of {cities} hold?")]
    none = of.sentence("ask", "The reports raise no question.")
    return Part("ask", "What to ask", () if points else (none,), tuple(points), 4)


def _questions(of: State) -> Iterator[Sentence]:
    rows = attention.rows(of.view).sort_values(["reason_order", "city_name", "title"], kind="stable")
    rows = rows.drop_duplicates("project_id")
    turn = rows.groupby("city_name").cumcount()  # the cities by turns, so that none has all the questions
    for row in rows.assign(turn=turn).sort_values(["turn", "reason_order"], kind="stable").to_dict("records"):
        project, figure = str(row["project_id"]), FIGURES[str(row["reason"])]
        text = f"{row['city_name']}, {row['title']}: {question(row)}"
        trace = trace_url(of.view, "project", project, figure)
        value = row["value"]
        known = None if labels.is_missing(value) else float(str(value))
        number = Number("project", project, figure, of.view.period, known, trace)
        yield of.sentence(f"ask/{row['reason']}/{project}", text, number)


def _wants(of: State) -> Iterator[Sentence]:
    """What support is wanted now, in the city's words."""
    if not audience.may("needs"):
        return
    rows = support.needs(of.view, of_cities=True)
    for row in sought(rows, of.edition).to_dict("records"):
        what = f"“{shortened(str(row['words'])).rstrip('.')}”" if row["kind"] == "words" else money(row)
        wanted = f"{row['city_name']}, {row['title']}: {what} is wanted{labels.of_earlier(row)}"
        text = f"{wanted}. Who could help, and by when?"
        whose = row["city_id"] if labels.is_missing(row["project_id"]) else row["project_id"]
        key = whose if row["kind"] == "words" else f"{whose}/{row['partner']}/{row['role']}"
        yield of.sentence(f"ask/support/{key}", text)
