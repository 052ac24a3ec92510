"""The list to send to the cities: a text and a file for each, with what is to be answered."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.blocks.closeout import OUTCOMES, source
from dashboard.components import Foot, card, tag
from dashboard.components.texts import text_to_copy
from dashboard.filters import View
from dashboard.queries.run import used
from dashboard.rows import records


def letters_card(view: View, plan: pd.Series, rows: pd.DataFrame, span: int = 12) -> Component | None:
    """A line a city: the projects to answer for, as a text to copy and as a workbook."""
    asked = rows[rows["basis"] != "answer"]
    if asked.empty:
        return None
    lines = [_line(view, plan, part) for _, part in asked.groupby("city_id", sort=False)]
    every = [
        html.A("All cities as a workbook", href=_file(view, plan, "xlsx", None)),
        " · ",
        html.A("CSV", href=_file(view, plan, "csv", None)),
    ]
    title = [
        f"{labels.counted(len(lines), 'city')} to ask for {labels.counted(len(asked), 'answer')} ",
        tag("Secretariat only"),
    ]
    sub = "What each city is asked to confirm or to answer. Open a line for its text"
    picture = [html.P(every, className="note"), html.Div(lines, className="chase")]
    return card(title, sub, picture, Foot((source(),)), span, "letters")


def _file(view: View, plan: pd.Series, kind: str, city: str | None) -> str:
    chosen: dict[str, object] = {"city": city} if city else {}
    return view.url(f"/export/closeout.{kind}", plan=plan["plan_id"], **chosen)


def _line(view: View, plan: pd.Series, part: pd.DataFrame) -> Component:
    city, name = str(part["city_id"].iloc[0]), str(part["city_name"].iloc[0])
    left = int((part["outcome"] == "not_answered").sum())
    words = f" · {labels.counted(len(part), 'project')}" + (
        f", {labels.number(left)} without any word" if left else ""
    )
    file = html.A("Workbook of this city", href=_file(view, plan, "xlsx", city))
    made = html.Div(
        [text_to_copy(f"ask-{city}", f"Text for {name}", letter(plan, part)), html.P(file, className="note")]
    )
    return html.Details([html.Summary([html.B(name), words]), made])


def letter(plan: pd.Series, part: pd.DataFrame) -> str:
    """The text for one city: its projects, what is known of each, and the five answers to choose from."""
    ends = [words.lower() for code, words in OUTCOMES.items() if code != "not_answered"]
    lines = [
        f"{i}. {row['title']} ({row['project_id']}): {_known(row)}" for i, row in enumerate(records(part), 1)
    ]
    verb = "ended" if plan["has_ended"] else "ends"
    parts = [
        f"Dear colleagues of {part['city_name'].iloc[0]},",
        f"The {plan['name']} {verb} on {labels.long_date(plan['valid_to'])}. "
        "Please tell us how each of these projects ended:",
        "\n".join(lines),
        f"For each, choose one: {labels.joined(ends, 'or')}. "
        "If it was merged or replaced, please name the other project.",
        f"Thank you.\n{used().body}" + (f"\n{used().contact}" if used().contact else ""),
    ]
    return "\n\n".join(parts)


def _known(row: dict[str, object]) -> str:
    outcome = str(row["outcome"])
    if outcome == "not_answered":
        return f"last reported for {row['last_period']}; we do not know how it ended"
    link = "" if labels.is_missing(row["link_title"]) else f" ({row['link_title']})"
    return f"as reported, {OUTCOMES[outcome].lower()}{link}; please confirm"
