"""Earned schedule in words: how far along its first plan a project is in time, where that leads, or why not."""

from __future__ import annotations

import pandas as pd
from dash.development.base_component import Component

from dashboard import html, labels
from dashboard.components import Fact, facts, link

# Reasons of etl/sql/marts/105_earned_schedule.sql, as sentences.
WHY_NOT = {
    "cancelled": "It is cancelled, so no forecast is made.",
    "no_baseline": "No plan with a finish date was given, so no forecast can be made.",
    "no_milestones": "No milestones are dated. A line between the dates is only assumed, and gives no forecast.",
    "no_start": "The first plan names no start, so its pace cannot be told.",
    "weights": "The first milestones lack a date or a weight, or do not add up to 100, so no forecast can be made.",
    "due_before_start": "A first milestone was due before the planned start, so no forecast can be made.",
    "no_actual_end": "It is completed, but the day it finished was not given.",
    "not_started": "Its planned start lies after the data date, so there is no pace yet.",
    "no_progress": "Neither a percent nor a milestone that is done is reported, so its pace cannot be told.",
    "nothing_earned": "No work is reported as done yet, so there is no pace to go by.",
}
QUIET = {"no_baseline"}  # nothing was planned: it takes no room
UNITS = {"quarter": "quarters", "half-year": "half-years", "day": "days"}


def part(result: pd.Series | None, now: pd.Series) -> Component | None:
    """The finding, its figures and how they come about; or the sentence why not."""
    if result is None:
        return None
    if not labels.is_missing(result["reason"]):
        code = str(result["reason"])
        return None if code in QUIET else html.P(WHY_NOT[code], className="note why-not")
    head = html.H3(headline(result), className="h2")
    return html.Div([head, html.P(_how(result), className="note"), facts(_facts(result))], className="earned")


def headline(result: pd.Series) -> str:
    """`At this pace it would finish on 1 Feb 2027, 246 days after the last of its first milestones`."""
    days = (pd.Timestamp(result["forecast_finish"]) - pd.Timestamp(result["planned_finish"])).days
    against = (
        "as its first milestones say"
        if not days
        else f"{labels.counted(abs(days), 'day')} {'after' if days > 0 else 'before'} the last of its first milestones"
    )
    if result["status"] == "completed":
        return f"It finished on {labels.date(result['forecast_finish'])}, {against}"
    return f"At this pace it would finish on {labels.date(result['forecast_finish'])}, {against}"


def _how(result: pd.Series) -> str:
    unit, digits = UNITS[str(result["unit"])], 0 if result["unit"] == "day" else 2
    es, at = (_number(result[name], digits) for name in ("es", "actual_time"))
    done = labels.points(result["earned_pct"])
    return (
        f"The {done} that is done was first planned to take {es} {unit} from the start; {at} have gone by, counted to "
        f"{labels.date(result['until'])}. First planned: the first start, and the milestones of the "
        f"{result['baseline_period']} report, the first ones given."
    )


def _number(value: object, digits: int) -> str:
    text = labels.number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _facts(result: pd.Series) -> list[Fact]:
    unit = UNITS[str(result["unit"])]
    digits = 0 if result["unit"] == "day" else 2
    return [
        Fact("Pace, SPI(t): planned over gone by", _of_milestones(labels.number(result["spi_t"], 2))),
        Fact(f"First planned, in {unit}", _of_milestones(_number(result["planned_duration"], digits))),
        Fact(f"At this pace, in {unit}", _of_milestones(_number(result["ieac_t"], digits))),
        Fact("Last of the first milestones", _of_milestones(labels.date(result["planned_finish"]))),
    ]


def _of_milestones(words: str) -> Component:
    """What the dates of the milestones make leads to them and their cells, on the same page."""
    return link(words, "#milestones", class_name="quiet")
