"""For every code that holds a report: one fault, planted in a sound report, and the cell where it must be found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from planted.reports import BUDGET, END, START, Book, Failed, Formula, milestones

from etl import fields
from etl.cells import letters

Place = tuple[str, str]
Planter = Callable[[Book], Place]
PLANTERS: dict[str, Planter] = {}
CITY, PERIOD = ("Your city", "B1"), ("Your city", "B2")


def plants(code: str) -> Callable[[Planter], Planter]:
    def keep(planter: Planter) -> Planter:
        PLANTERS[code] = planter
        return planter

    return keep


def cover(code: str, place: Place, **values: str | None) -> None:
    def plant(book: Book) -> Place:
        book.cover |= values
        return place

    PLANTERS[code] = plant


cover("city_missing", CITY, city=None)
cover("city_unknown", CITY, city="Atlantis")
cover("period_missing", PERIOD, period=None)


@plants("period_unknown")
def _no_period(book: Book) -> Place:
    stranger, without_reports = "Year 2569", "2021"
    book.cover |= {"period": book.rng.choice([stranger, without_reports])}
    return PERIOD


def chosen(code: str, place: Place, **values: str) -> None:
    def plant(book: Book) -> Place:
        book.chosen |= values
        return place

    PLANTERS[code] = plant


chosen("city_mismatch", CITY, city="ha-noi")
chosen("period_mismatch", PERIOD, period="2025")


def in_row(code: str, blamed: str, status: str = "ongoing", /, **values: object) -> None:
    """One or more values in the bare row of a project of this status."""

    def plant(book: Book) -> Place:
        number = book.of_status(status)
        book.set(number, **{n: v(book) if callable(v) else v for n, v in values.items()})
        if blamed not in values:
            book.set(number, **{blamed: None})
        return book.at(number, blamed)

    PLANTERS[code] = plant


def currency(book: Book) -> str:
    return book.currency


def either(*values: object) -> Callable[[Book], object]:
    return lambda book: book.rng.choice(values)


in_row("required_empty", "status", status=None)
in_row("number_unreadable", "budget", budget=either("a lot", "1500 or so", "12-15"), currency=currency)
in_row("number_negative", "budget", budget=either(-5, "-1500000", "(200)"), currency=currency)
in_row("number_too_large", "budget", budget=either(1e307, "2,000,000,000,000,000", 1.1e15), currency=currency)
in_row("percent_unreadable", "percent_complete", percent_complete=either("abc", "45 to 50", "half"))
in_row("percent_range", "percent_complete", percent_complete=either(140, "101%", -5, "4500"))
in_row("date_unreadable", "planned_end", planned_end=either("soon", "2027", "Q3 2027"))
in_row("date_impossible", "planned_end", planned_end=either("31 Sep 2027", "30/02/2027", "29 Feb 2027"))
in_row("date_range", "planned_end", planned_end=either(dt.datetime(2206, 1, 1), "1 Jan 1926"))
in_row("date_ambiguous", "planned_start", planned_start=either("03/04/2025", "5.6.2025"))
in_row("code_unknown", "status", status=either("Delayed", "On-goinng", "In the works"))
in_row("status_not_given", "status", status="Not stated")
in_row("text_too_long", "lead_agency", lead_agency="x" * 301)
in_row("formula_uncached", "progress_note", progress_note=Formula("=A1&B1"))
in_row("cell_error", "planned_end", planned_end=either(Failed("#REF!"), Failed("#DIV/0!")))
in_row("dates_reversed", "planned_end", planned_start=START, planned_end=START - dt.timedelta(days=1))
in_row("currency_missing", "currency", budget=BUDGET)
in_row("actual_end_future", "actual_end", "completed", actual_end=dt.datetime(2027, 5, 1))
in_row("finish_without_completed", "actual_end", actual_end=dt.datetime(2026, 5, 1))
in_row(
    "finished_before_start",
    "actual_end",
    "completed",
    planned_start=START,
    actual_end=dt.datetime(2024, 5, 1),
)
in_row("forecast_past", "forecast_end", forecast_end=dt.datetime(2026, 5, 1))
in_row("completed_below_100", "percent_complete", "completed", percent_complete=either(80, "99.5%", 0))
in_row("all_done_not_completed", "percent_complete", percent_complete=either(100, "100%"))
in_row("planning_with_progress", "percent_complete", "planning", percent_complete=either(60, "51%"))
in_row("spent_over_budget", "spent", budget=BUDGET, spent=BUDGET + 1, currency=currency)
in_row("left_without_reason", "left_plan_reason", in_plan="No")
in_row("stays_with_reason", "left_plan_reason", left_plan_reason="Merged into another project")
in_row("progress_fell", "percent_complete", percent_complete=either(39, "20%", 0))
in_row("status_back", "status", status="Planning")
in_row("status_jump", "status", "planning", status="Completed")
in_row("title_changed", "title", title="Quite another name")
in_row("focus_area_changed", "focus_area", focus_area="Built Infrastructure")
in_row("plan_moved", "planned_end", planned_end=END + dt.timedelta(days=365))
in_row("budget_jumped", "budget", budget=either(BUDGET / 1000, BUDGET * 10, BUDGET * 1000), currency=currency)
in_row("currency_changed", "currency", currency="EUR")
in_row("spent_fell", "spent", spent=either(0, 199_999), currency=currency)


@plants("percent_ambiguous")
def _share(book: Book) -> Place:
    for row in book.rows:
        row.pop("percent_complete", None)
    number = book.add_new("Harbour lights")
    book.set(number, percent_complete=0.45)
    return book.at(number, "percent_complete")


@plants("number_ambiguous")
def _one_mark(book: Book) -> Place:
    number = book.add_new("Harbour lights")
    book.set(number, budget=book.rng.choice(["1.234", "12,345", "5 m"]), currency=book.currency)
    return book.at(number, "budget")


@plants("currency_disagrees")
def _other_sign(book: Book) -> Place:
    number = book.add_new("Harbour lights")
    budget = book.rng.choice(["€ 5,000,000", "5 million euros", "EUR 250000.50"])
    book.set(number, budget=budget, currency=book.currency)
    return book.at(number, "currency")


@plants("row_other_city")
def _other_city(book: Book) -> Place:
    return book.at(book.add(project_id="manila-01"), "project_id")


@plants("city_not_member")
def _newcomer(book: Book) -> Place:
    book.city, book.rows, book.side = "dili", [], {}
    book.add_new("Harbour lights")
    book.cover |= {"city": "Dili", "period": "2025"}
    return PERIOD


@plants("heading_missing")
def _no_status(book: Book) -> Place:
    book.columns["Projects"].remove("status")
    return book.heading(book.columns["Projects"][0])


@plants("heading_duplicate")
def _two_columns(book: Book) -> Place:
    book.doubled = "status"
    book.columns["Projects"].append("status")
    place = book.heading("status")
    book.columns["Projects"].pop()
    at = len(book.columns["Projects"])
    return place[0], f"{letters(at + 1)}{book.header}"


@plants("heading_near")
def _misspelled(book: Book) -> Place:
    book.set(0, challenges="Floods")
    book.labels["Projects", "challenges"] = book.rng.choice(["Dificulties", "Difficultiess"])
    return book.heading("challenges")


@plants("sheet_left_out")
def _renamed_sheet(book: Book) -> Place:
    book.extra = ("Milestones 2", fields.MILESTONES)
    return "Milestones 2", f"A{book.header}"


@plants("milestone_done_future")
def _done_ahead(book: Book) -> Place:
    number = milestones(book, book.rows[book.of_status("ongoing")]["project_id"]) + 1
    book.side["Milestones"][number]["done"] = dt.datetime(2027, 5, 1)
    return book.at(number, "done", "Milestones")


@plants("result_date_future")
def _result_ahead(book: Book) -> Place:
    project = book.rows[book.of_status("ongoing")]["project_id"]
    number = book.add_side(
        "Results", project_id=project, indicator="Trips", value=5, as_of=dt.datetime(2027, 5, 1)
    )
    return book.at(number, "as_of", "Results")


@plants("duplicate_project")
def _twice(book: Book) -> Place:
    project = book.rows[book.of_status("ongoing")]["project_id"]
    return book.at(book.add(project_id=project), "project_id")


@plants("duplicate_title")
def _new_twice(book: Book) -> Place:
    book.add_new("Green roofs")
    return book.at(book.add_new("Green  Roofs"), "title")


@plants("duplicate_milestone")
def _milestone_twice(book: Book) -> Place:
    number = milestones(book, book.rows[book.of_status("ongoing")]["project_id"])
    book.side["Milestones"][number + 2]["milestone"] = "works"
    return book.at(number + 2, "milestone", "Milestones")


@plants("duplicate_partner")
def _partner_twice(book: Book) -> Place:
    book.add_side("Partners", partner="Water board", role="adviser")
    return book.at(book.add_side("Partners", partner="Water Board", role="adviser"), "partner", "Partners")


@plants("duplicate_result")
def _result_twice(book: Book) -> Place:
    project = book.rows[book.of_status("ongoing")]["project_id"]
    for value in (1, 2):
        number = book.add_side("Results", project_id=project, indicator="Trips", value=value)
    return book.at(number, "indicator", "Results")


@plants("milestone_weights")
def _weights(book: Book) -> Place:
    number = milestones(book, book.rows[book.of_status("ongoing")]["project_id"])
    book.side["Milestones"][number]["weight"] = book.rng.choice([30, 45])
    return book.at(number + 2, "weight", "Milestones")


@plants("side_project_unknown")
def _stray(book: Book) -> Place:
    return book.at(
        book.add_side("Partners", project_id="atlantis-07", partner="Bank"), "project_id", "Partners"
    )


@plants("project_unknown")
def _no_code(book: Book) -> Place:
    return book.at(book.add(project_id=f"{book.city}-977"), "project_id")


@plants("project_known_title")
def _code_left_out(book: Book) -> Place:
    number = book.of_status("ongoing")
    titles = dict(book.known)
    book.set(number, title=titles[book.rows[number]["project_id"]], project_id=None)
    return book.at(number, "title")


@plants("project_not_in_report")
def _left_out(book: Book) -> Place:
    book.rows.pop(book.of_status("ongoing"))
    return book.heading("project_id")


@plants("completed_at_first")
def _first_completed(book: Book) -> Place:
    return book.at(book.add_new("Harbour lights", "Completed"), "status")


@plants("milestones_disagree")
def _disagree(book: Book) -> Place:
    number = book.of_status("ongoing")
    milestones(book, book.rows[number]["project_id"])
    book.set(number, percent_complete=51)
    return book.at(number, "percent_complete")
