"""The status strip: blank, hatch, ? and "no longer listed" are four different things."""

import pandas as pd

from dashboard.components import Group, strip
from tests.dashboard.frames import found, words

DAYS = {"2018": "2018-07-08", "2022": "2022-09-21", "2023": "2023-08-14", "2024": "2024-09-25"}


def row(project, period, status="ongoing", is_listed=True, **more):
    return {
        "project_id": project,
        "at_period": period,
        "at_date": DAYS[period],
        "status": status,
        "is_listed": is_listed,
        **more,
    }


def history():
    return pd.DataFrame(
        [
            row("a", "2018", "not_stated"),
            row("a", "2022"),
            row("a", "2023", percent_complete=45),
            row("a", "2024", "completed"),
            row("b", "2022", "planning"),
            row("b", "2023", is_listed=False),
            row("b", "2024", is_listed=False),
            row("c", "2023"),
            row("c", "2024", is_stale=True),
        ]
    )


def projects():
    rows = [("a", "First", "to 2022: Former", "Data"), ("b", "Second", None, None), ("c", "Third", "", "ICT")]
    frame = pd.DataFrame(rows, columns=["project_id", "title", "old", "sector_name"])
    return frame.assign(href="/projects/" + frame["project_id"])


def drawn(**more):
    groups = [
        Group("Listed in 2024", ["a", "c"], "2 projects", "/x"),
        Group("No longer listed", ["b"], "1 project"),
    ]
    return strip(
        history(), projects(), groups, {"sector_name": "Lead sector"}, lambda p, q: f"/trace?{p}&{q}", **more
    )


def cells(table, name):
    line = next(tr for tr in found(table, "Tr") if name in words(tr))
    return [td for td in found(line, "Td") if "cell" in (td.className or "")]


def said(cell):
    return [span.to_plotly_json()["props"]["aria-label"] for span in found(cell, class_name="g")]


def test_columns_are_the_reports_with_the_gap_named():
    head = found(drawn(), "Thead")[0]
    assert words(head) == "ProjectLead sector20188 Julno list202221 Sep202314 Aug202425 Sep"


def test_marks_words_and_traces():
    first = cells(drawn(), "First")
    assert [said(cell) for cell in first] == [
        ["Not stated in 2018"],
        ["On-going in 2022"],
        ["On-going in 2023, 45\u00a0% done"],
        ["Completed in 2024"],
    ]
    assert found(first[3], "Link")[0].href == "/trace?a&2024"
    assert "45\u00a0%" in words(first[2])


def test_lines_join_reports_that_both_list_it_and_dots_cross_the_gap():
    table = drawn()
    assert [cell.className for cell in cells(table, "First")] == [
        "cell r",
        "cell l r",
        "cell l r",
        "cell l now",
    ]
    line = next(tr for tr in found(table, "Tr") if "First" in words(tr))
    assert [td.className for td in found(line, "Td", "gap")] == ["gap on"]


def test_no_longer_listed_is_written_once_and_silence_is_hatched():
    second = cells(drawn(), "Second")
    assert ["no longer" in words(cell) for cell in second] == [False, False, True, False]
    assert said(cells(drawn(), "Third")[3]) == ["Not reported in 2024"]


def test_groups_former_titles_and_missing_text():
    table = drawn()
    heads = [words(tr) for tr in found(table, "Tr", "grp")]
    assert heads == ["Listed in 20242 projects", "No longer listed1 project"]
    assert "to 2022: Former" in words(table)
    assert words(found(next(tr for tr in found(table, "Tr") if "Second" in words(tr)), "Td", "t")) == "–"


def test_tight_and_without_traces():
    table = strip(history(), projects(), [Group("", ["a"])], tight=True)
    assert table.className == "strip tight"
    assert not found(table, "Tr", "grp")
    assert len(found(table, "Link")) == 1
