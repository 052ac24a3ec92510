"""Numbers, dates and titles: true of the data, whatever the data."""

import datetime as dt

import pandas as pd
import pytest

from dashboard import labels, titles
from tests.dashboard.frames import counted, reports


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (134, "134"),
        (1234567, "1,234,567"),
        (-3, "−3"),
        (0, "0"),
        (None, "–"),
        (float("nan"), "–"),
        (pd.NA, "–"),
    ],
)
def test_number(value, text):
    assert labels.number(value) == text


def test_percent_has_a_space_and_no_empty_decimals():
    assert labels.percent(18 / 134) == "13.4\u00a0%"
    assert labels.percent(0.5) == "50\u00a0%"
    assert labels.percent(None) == "–"
    assert labels.points(100) == "100\u00a0%"
    assert labels.signed(7) == "+7"
    assert labels.signed(-7) == "−7"
    assert labels.signed(0) == "0"


def test_dates():
    assert labels.date("2025-09-30") == "30 Sep 2025"
    assert labels.date(pd.Timestamp("2018-07-08"), year=False) == "8 Jul"
    assert labels.long_date(dt.date(2025, 9, 30)) == "30 September 2025"
    assert labels.date(pd.NaT) == "–"


def test_counting_words():
    assert labels.counted(1, "city") == "1 city"
    assert labels.counted(8, "project", words=True) == "eight projects"
    assert labels.counted(0, "project", words=True) == "no projects"
    assert labels.in_words(11) == "11"
    assert labels.joined(["a", "b", "c"]) == "a, b and c"
    assert labels.joined([]) == ""
    assert labels.change(134, 108, "2024") == "26 more than in 2024"
    assert labels.change(3, 3, "2024") == "same as in 2024"
    assert labels.change(3, None, "2024") == ""


def test_status_words():
    row = counted(completed=18, ongoing=108, planning=8)
    assert labels.status_counts(row) == "18 are completed, 108 on-going and eight in planning"
    assert labels.status_counts(counted(completed=1)) == "one is completed"
    assert labels.status_counts(counted()) == ""
    assert labels.status_list(row) == "Completed 18, On-going 108, Planning 8"
    assert labels.status_label(None) == "Not stated"


def test_how_many_are_completed_is_never_told_as_none_where_it_is_not_known():
    assert labels.completed(counted(completed=18, ongoing=2)) == "18 completed"
    assert labels.completed(counted(ongoing=2)) == "none completed"
    assert labels.completed(counted(not_stated=53)) == "no status stated"
    assert labels.completed(counted(not_stated=5, ongoing=2)) == "none stated as completed"
    assert labels.completed(counted(completed=1), verb=True) == "1 is completed"
    assert labels.completed(counted(completed=3), " of them", words=True) == "three of them completed"


def test_projects_of_one_status_are_said_to_be_all_so():
    assert labels.with_statuses("Two projects", counted(ongoing=2)) == "Two projects, both on-going"
    assert (
        labels.with_statuses("It lists 53", counted(not_stated=53))
        == "It lists 53, all without a stated status"
    )
    assert labels.with_statuses("One", counted(planning=1)) == "One, in planning"
    assert labels.with_statuses("A lists two", counted(planning=1, completed=1)) == (
        "A lists two: one is completed and one in planning"
    )
    assert labels.part_of(5, 5, "project") == "all five projects"
    assert labels.part_of(4, 5, "project") == "4 of 5 projects"
    assert labels.part_of(2, 2, "project") == "both projects"
    assert labels.part_of(1, 1, "project") == "the one project"


@pytest.mark.parametrize("count", range(1, 30))
def test_a_whole_of_two_is_both_and_never_all_two(count):
    rows = named(("A", {"completed": count}), ("B", {}))
    row = counted(completed=count)
    told = [
        labels.part_of(count, count, "city"),
        titles.areas_title(rows),
        titles.states_title(named(*[(str(n), {"ongoing": 1}) for n in range(count)])),
        titles.strip_title(row, count, "2024"),
        labels.with_statuses("A list", row),
    ]
    assert not [text for text in told if "all two" in text.lower() or "all one" in text.lower()]
    assert not [
        text for text in told if any(sign.isdigit() for sign in text) and count <= 10 and "2024" not in text
    ]


def test_a_sentence_stops_once():
    assert labels.stopped("with Works Co. Ltd.") == "with Works Co. Ltd."
    assert labels.stopped("with the Bank") == "with the Bank."


def test_two_areas_that_lead_alike_are_each_given_their_count():
    rows = named(("A", {"completed": 1}), ("B", {"completed": 1}), ("C", {}))
    assert titles.areas_title(rows) == "Of the two completed projects one is A and one B"
    rows = named(("A", {"completed": 6}), ("B", {"completed": 6}), ("C", {"completed": 2}))
    assert titles.areas_title(rows, inside="in the ") == (
        "Of the 14 completed projects six are in the A and six in the B"
    )
    rows = named(*[(name, {"completed": 2}) for name in "ABC"])
    assert titles.areas_title(rows) == "Six completed projects in three areas"


def test_projects_that_state_no_sector_lead_no_title():
    rows = named(("Not stated", {"ongoing": 5}), ("Transport", {"ongoing": 2})).assign(
        key=["not_stated", "transport"]
    )
    assert titles.sector_title(rows) == "Transport is the lead sector of two projects"


def test_areas_that_are_not_stated_are_counted_and_lead_no_title():
    rows = named(("A", {"completed": 3}), ("Not stated", {"completed": 5}), ("B", {}))
    rows = rows.assign(key=["a", "not_stated", "b"])
    assert titles.areas_title(rows) == "Three of the eight completed projects are A"
    assert titles.areas_title(rows.iloc[1:2]) == "No area is stated for the five completed projects"


def test_growth_title():
    assert titles.growth_title(reports()) == "The list grew from 53 to 134 projects; 18 are completed"
    assert titles.growth_title(reports().tail(1)) == "The list has 134 projects; 18 are completed"
    assert titles.growth_title(reports().head(1)) == "The list has 53 projects; no status is stated"
    assert titles.growth_title(reports().iloc[:0]) == "No report has been counted yet"


def named(*rows):
    return pd.DataFrame([counted(name=name, **counts) for name, counts in rows])


def test_titles_of_places_and_areas():
    states = named(("A", {"ongoing": 2}), ("B", {"ongoing": 1, "completed": 3}), ("C", {}))
    assert titles.states_title(states) == "Projects are on-going in both member states that list projects"
    assert titles.map_title(states) == "Two cities list between two and four projects each"
    assert titles.areas_title(states) == "All three completed projects are B"
    assert titles.states_title(states.tail(1)) == "No member state lists a project"
    assert titles.map_title(states.tail(1)) == "No city lists a project"
    assert titles.areas_title(states.tail(1)) == "No project is listed"
    assert titles.sector_title(states) == "B is the lead sector of four projects"
    rest = states.assign(key=["a", "other", "c"])
    assert titles.sector_title(rest) == "A is the lead sector of two projects"


def test_titles_of_change_and_of_one_place():
    assert titles.movement_title("the 2024 report", 33, 7) == (
        "Since the 2024 report: 33 projects came onto the list, seven left it"
    )
    assert (
        titles.movement_title("the 2024 report", 0, 1) == "Since the 2024 report: one project left the list"
    )
    assert (
        titles.movement_title("the 2024 report", 0, 0)
        == "Since the 2024 report: the same projects are listed"
    )
    by = {"by": "another class or another status"}
    assert titles.movement_title("the 2024 report", 3, 0, 2, **by) == (
        "Since the 2024 report: three projects came onto the list, two more by another class or another status"
    )
    assert titles.movement_title("the 2024 report", 0, 0, -1, by="correction") == (
        "Since the 2024 report: one project fewer by correction"
    )
    assert titles.movement_title("the 2024 report", 0, 0, 0, **by).endswith(": as many projects are listed")
    assert titles.strip_title(counted(completed=4, ongoing=25), 3, "2024") == (
        "Four projects are completed, three of them since the 2024 report"
    )
    assert titles.strip_title(counted(ongoing=2)) == "Two projects, both on-going"
    assert titles.place_title("Siem Reap", 8, "2025-09-30") == (
        "Siem Reap: eight projects, as reported to 30 September 2025"
    )


def test_title_of_what_is_known():
    rows = [("status", 134), ("percent", 0), ("dates", 0), ("money", 0)]
    assert titles.completeness_title(rows, 134) == (
        "Status is known for every project; percent, dates and money for none"
    )
    assert titles.completeness_title([("percent", 3)], 134) == "What is known of the projects"
    assert titles.completeness_title(rows, 0) == "No project is listed"


@pytest.mark.parametrize("digits", [0, 1])
@pytest.mark.parametrize("slip", [-12.3, -1.0, -0.04, -0.0, 0, 0.04, 0.6, 7.25])
def test_what_is_written_as_zero_is_on_plan_and_on_neither_side_of_it(slip: float, digits: int) -> None:
    told, written = labels.against_plan(slip, digits), labels.number(abs(slip), digits)
    if float(written) == 0:
        assert told == "on plan"
    else:
        assert told == f"{written} points {'behind' if slip < 0 else 'ahead of'} plan"


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_a_number_without_an_end_is_missing(value: float) -> None:
    assert labels.number(value) == labels.signed(value, 1) == labels.percent(value) == "–"


def test_a_number_too_large_for_its_decimals_is_written_all_the_same() -> None:
    assert labels.number(1e307, 2).endswith(".00")
