"""Three views of a project side by side, each with its reason: the city's own, a computed one, the analyst's. They are
never merged."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import audience, html, labels
from dashboard.blocks.asked import OWN_VIEWS
from dashboard.components import card
from dashboard.components.ratings import NONE, mark
from dashboard.filters import View
from dashboard.queries import attention, frame

MARKS = {"on_plan": "well", "some_concern": "some", "needs_help": "help"}
_BY_HAND = {1: "help", 2: "some"}


def card_of(view: View, project_id: str, now: pd.Series) -> Component | None:
    """The three columns; None where none of them has anything to say, or where they are not for this audience."""
    columns = [
        column for column in (_own(now), _computed(view, project_id), _analysts(view, project_id)) if column
    ]
    if not any(has for has, _ in columns):
        return None
    sub = "Three views, each for itself: they are never merged or averaged"
    return card(
        "How it is rated",
        sub,
        html.Div([part for _, part in columns], className="ratings"),
        None,
        12,
        "ratings",
    )


Part = tuple[bool, Component]  # whether it says anything, and what is shown


def _column(title: str, kind: str, word: str, why: str, by: str = "") -> Component:
    under = [html.P(by, className="by")] if by else []
    said = html.P([mark(kind), html.B(word)], className="word")
    return html.Div([html.H3(title), said, html.P(why), *under])


def _own(now: pd.Series) -> Part | None:
    if not audience.may("self_rating"):
        return None
    code = now["self_rating"]
    if labels.is_missing(code):
        return False, _column("The city’s own view", NONE, "Not given", "Its report has no own view.")
    why = f"As chosen in the report for {now['last_period']}."
    if not labels.is_missing(now["challenges"]):
        why = f"{why} Difficulties: {now['challenges']}"
    return True, _column("The city’s own view", MARKS[str(code)], OWN_VIEWS[str(code)], why)


def _computed(view: View, project_id: str) -> Part | None:
    row = attention.computed_rating(view, project_id)
    if row is None:
        return None  # no rule set is in force
    title = f"Computed, by the rule set “{row['rule_title']}”"
    if not row["has_inputs"]:
        return True, _column(
            title, NONE, str(row["word"]), "It needs dated milestones and a percent, or a finish that passed."
        )
    level = row["level"]
    kind = "well" if labels.is_missing(level) else _BY_HAND.get(int(level), "some")
    return True, _column(title, kind, str(row["word"]), sentence(row))


def sentence(row: pd.Series) -> str:
    """A computed rating explained: its inputs, and the limit that they reached."""
    inputs = []
    if not labels.is_missing(row["points_behind"]):
        inputs.append(f"{labels.number(row['points_behind'], 1).removesuffix('.0')} points behind plan")
    if not labels.is_missing(row["days_behind"]):
        inputs.append(f"{labels.counted(row['days_behind'], 'day')} past a planned date that is not reached")
    said = f"It is {labels.joined(inputs)}."
    if labels.is_missing(row["level"]):
        return f"{said} No limit of the rule set is reached."
    how = "more than" if row["how"] == "more_than" else "at least"
    limits = [
        f"{labels.number(row[name])} {unit}"
        for name, unit in (("points_limit", "points"), ("days_limit", "days"))
        if not labels.is_missing(row[name])
    ]
    return f"{said} The limit is {how} {labels.joined(limits, 'or')}."


def _analysts(view: View, project_id: str) -> Part | None:
    if not audience.may("ratings"):
        return None
    rows = attention.analyst_ratings(view, project_id)
    if rows.empty:
        return False, _column("The analyst’s view", NONE, "Not rated", "No analyst has rated it.")
    row = rows.iloc[0]
    of = "no report in particular" if labels.is_missing(row["period"]) else f"the report for {row['period']}"
    by = f"Of {of}, by {row['who']}, {frame.told_day(row['decided_at'])}"
    code = str(row["value"])
    return True, _column(
        "The analyst’s view", MARKS.get(code, "some"), OWN_VIEWS.get(code, code), str(row["reason"]), by
    )
