"""Why a project is asked about, in words: a reason, a question, and the figures that raise it. Never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import labels

Row = Mapping[str, object]

REASONS = {
    "late": "Date has passed",
    "stalled": "Same figures three times",
    "backwards": "Gone backwards",
    "below_100": "Completed below 100 %",
    "spent_ahead": "Spent ahead of progress",
    "own_view": "Own view and figures differ",
    "dropped": "Dropped without a word",
    "due_soon": "Due before the next meeting",
}
OWN_VIEWS = {"on_plan": "On plan", "some_concern": "Some concern", "needs_help": "Needs help"}


def question(row: Row) -> str:
    """One sentence or two: what the reports say, then what is asked. What an earlier report says is called so."""
    asked = _QUESTIONS[str(row["reason"])](row)
    if not row.get("is_earlier") or not row.get("is_listed"):
        return asked
    return f"As reported for {row['last_period']}: {asked[:1].lower()}{asked[1:]}"


def has(row: Row, name: str) -> bool:
    """Whether a row gives a value."""
    return not labels.is_missing(row.get(name))


def _late(row: Row) -> str:
    state = f"it is reported {_status(row)}" + (f" at {_points(row['value'])}" if has(row, "value") else "")
    overdue = labels.count_of(row, "count")
    if row["field"] == "planned_end":
        more = (
            f"; {labels.counted(overdue, 'milestone', words=True)} due by then {_be(overdue)} not done"
            if overdue
            else ""
        )
        return f"The planned finish was {_day(row)}, and {state}{more}. Which finish date holds now?"
    later = labels.counted(overdue - 1, "later milestone", words=True)
    also = f", nor {labels.plural(overdue - 1, 'has', 'have')} {later}" if overdue > 1 else ""
    return (
        f"“{row['name']}” was due on {_day(row)} and has no date of being done{also}. When will it be done?"
    )


def _stalled(row: Row) -> str:
    return (
        f"The reports since {row['other_period']} say {_status(row)}, with {_points(row['value'])} done, each time. "
        "Has work stopped, or was the figure carried over?"
    )


def _backwards(row: Row) -> str:
    if row["field"] == "status":
        was, now = (labels.status_label(code).lower() for code in (row["name"], row["status"]))
        return f"The {row['other_period']} report said {was}; this one says {now}. Which one is right?"
    return (
        f"Work done went from {_points(row['against'])} in {row['other_period']} to {_points(row['value'])}. "
        "Was the earlier figure wrong, or was work lost?"
    )


def _below_100(row: Row) -> str:
    whole = labels.points(100)
    return f"It is reported completed at {_points(row['value'])} of the work. Is something left, or is it {whole}?"


def _spent(row: Row) -> str:
    spent, done = _points(row["value"]), _points(row["against"])
    told = f"{spent} of the budget is spent ({row['name']}) and {done} of the work is done."
    return f"{told} Was it paid in advance, or will the cost rise?"


def _due_soon(row: Row) -> str:
    what = f"“{row['name']}” is due" if has(row, "name") else "The finish is planned"
    done = f"; {_points(row['value'])} of the work is done" if has(row, "value") else ""
    return f"{what} on {_day(row)}, before the next meeting{done}. Will it be ready?"


def _own_view(row: Row) -> str:
    return f"The city’s own view is “On plan”, but {labels.joined(_against_plan(row))}. What do the figures not show?"


def _against_plan(row: Row) -> list[str]:
    parts = []
    if has(row, "value") and float(str(row["value"])) < 0:
        parts.append(
            f"the work is {labels.number(abs(float(str(row['value']))))} points behind its milestones"
        )
    if has(row, "against") and float(str(row["against"])) > 0:
        parts.append(
            f"{labels.counted(row['against'], 'day')} have gone by since a planned date that is not reached"
        )
    if (
        has(row, "forecast_end")
        and has(row, "planned_end")
        and str(row["forecast_end"]) > str(row["planned_end"])
    ):
        expected, planned = labels.date(row["forecast_end"]), labels.date(row["planned_end"])
        parts.append(f"the finish is expected on {expected} instead of {planned}")
    return parts or ["a planned date has passed"]


def _dropped(row: Row) -> str:
    is_open = row["status"] == "not_stated"
    state = "it was last listed" if is_open else f"it was last reported {_status(row)},"
    state = f"{state} for {row['other_period']}"
    return f"It is not in the newest list; {state}, and no reason was given. What became of it?"


def _status(row: Row) -> str:
    """`on-going`, `in planning`: after “it is reported”."""
    return labels.IN_SENTENCE.get(str(row["status"]), labels.status_label(row["status"]).lower())


def _be(count: int) -> str:
    return labels.plural(count, "is", "are")


def _points(value: object) -> str:
    return labels.points(value, 0)


def _day(row: Row) -> str:
    return labels.date(row["day"])


_QUESTIONS: dict[str, Callable[[Row], str]] = {
    "late": _late,
    "stalled": _stalled,
    "backwards": _backwards,
    "below_100": _below_100,
    "spent_ahead": _spent,
    "own_view": _own_view,
    "dropped": _dropped,
    "due_soon": _due_soon,
}
# Reason → figure whose trace shows the values of the question.
FIGURES = {
    "late": "slippage",
    "stalled": "progress_mean",
    "backwards": "progress_mean",
    "below_100": "progress_mean",
    "spent_ahead": "progress_mean",
    "own_view": "slippage",
    "dropped": "no_longer_listed",
    "due_soon": "progress_mean",
}
