"""Components: what stands on the page is what was handed over, and it can be read without seeing it."""

import pandas as pd
import pytest

from dashboard import components as c
from dashboard.theme import LIGHT
from tests.dashboard.frames import CODES, counted, found, reports, words


def test_a_glyph_has_a_word():
    assert c.glyph("ongoing").to_plotly_json()["props"]["aria-label"] == "On-going"
    assert c.glyph("not_reported").to_plotly_json()["props"]["aria-label"] == "Not reported"
    assert "aria-hidden" in c.glyph("ongoing", decorative=True).to_plotly_json()["props"]
    assert words(c.key(CODES)) == "CompletedOn-goingPlanningOn holdCancelledNot stated"


def test_unit_row_is_one_element_a_status_and_bars_above_45():
    row = c.unit_row(counted(completed=3, ongoing=4))
    assert [span.style["width"] for span in found(row, "Span")] == [
        "calc(3 * var(--p))",
        "calc(4 * var(--p))",
    ]
    assert row.to_plotly_json()["props"]["aria-label"] == "Completed 3, On-going 4"
    long = c.unit_row(counted(completed=9, ongoing=56, planning=6))
    assert long.className == "u bars"
    assert [span.style["width"] for span in found(long, "Span")] == ["12.68%", "78.87%", "8.45%"]


def states():
    return pd.DataFrame(
        [
            counted(key="AAA", name="Aland", href="/countries/AAA", completed=1, ongoing=2),
            counted(key="BBB", name="Bland", href="/countries/BBB", note="Member state since 26 Oct 2025"),
            counted(key="CCC", name="Cland", href=None, planning=1),
            counted(key="DDD", name="Dland"),
        ]
    )


def test_status_table_shows_only_statuses_that_occur_and_zero_is_grey():
    table = c.status_table(states(), "Member state", trace=lambda key, code: f"/trace?{key}&{code}")
    rows = found(table, "Tr")
    assert words(rows[0]) == "Member stateOne mark is one projectAll"
    assert [words(row) for row in rows[1:]] == [
        "Aland1203",
        "BlandMember state since 26 Oct 2025",
        "Cland0011",
        "DlandNot chosen",
    ]
    assert len(found(rows[1], class_name="z")) == 1
    assert [a.href for a in found(rows[1], "Link")][1:] == [
        "/trace?AAA&completed", "/trace?AAA&ongoing", "/trace?AAA&projects",
    ]  # fmt: skip


def test_status_table_of_nothing():
    assert found(c.status_table(states().iloc[:0], "Member state"), "Tbody")[0].children == []


def test_card_says_source_and_ways_to_the_numbers():
    foot = c.Foot(
        ("Source: R", None, "35 of 38 cities"),
        "/trace?x=1",
        c.data_table(reports(), []),
        "map",
        "/export/a.csv",
    )
    card = c.card("Finding", "Measure", "picture", foot, 7, "the-card")
    assert card.className == "card c7"
    assert words(found(card, class_name="src")[0]) == "Source: R · 35 of 38 cities"
    assert words(found(card, class_name="acts")[0]) == "Where these numbers come from · PNG · SVG · CSV"
    assert words(found(card, "Summary")[0]) == "Data"


def test_links_inside_the_pages_and_to_files():
    assert type(c.link("a", "/cities/x")).__name__ == "Link"
    assert type(c.link("a", "/export/x.csv")).__name__ == "A"
    assert type(c.link("a", None)).__name__ == "Span"


def test_figures_have_a_history_in_words():
    history = list(zip(reports()["at_date"], [None, 2, 2, 11, 18], strict=True))
    row = c.figure_row([c.Figure("Completed", "18", "13.4 %", "7 more than in 2024", history)])
    drawn = found(row, class_name="sh")[0].to_plotly_json()["props"]
    assert drawn["aria-label"] == "History: 2018: not given, 2022: 2, 2023: 2, 2024: 11, 2025: 18"
    assert len(found(row, "B")) == 4
    assert c.small_history(history[:1]).children is None


def test_bridge_adds_up_at_one_scale():
    drawn = c.bridge("2024", "2025", kept=101, left=7, new=33)
    parts = [p.style["flexGrow"] for p in found(drawn, class_name="p")]
    assert parts == [7, 101, 33, 7, 101, 33, 0] or sum(parts) == 2 * 141
    assert "7 no longer listed" in drawn.to_plotly_json()["props"]["aria-label"]


def test_change_lists_name_and_count():
    items = [c.Item("Smart Bin", "Kuala Lumpur", "ongoing", "/projects/x")]
    made = c.change_lists(
        [c.change_list("From planning to on-going", items, note="Why"), c.item_list(items, True)]
    )
    assert words(found(made, "H3")[0]) == "From planning to on-going 1"
    assert found(made, "Link")[0].href == "/projects/x"
    new = c.new_by_place(
        "New",
        [
            ("Ipoh", "Malaysia", None, counted(ongoing=4)),
            ("Singapore", "Singapore", None, counted(ongoing=1)),
        ],
    )
    assert words(found(new, "H3")[0]) == "New 5"
    assert [words(th) for th in found(new, "Th")] == ["Ipoh Malaysia", "Singapore"]


def test_completeness_never_divides_by_nothing():
    table = c.completeness([c.Known("Status", 0), c.Known("Budget", 0, "never published")], 0)
    assert [span.style["width"] for span in found(table, "Span")] == ["0.00%", "0.00%"]


def test_data_table_shows_missing_as_missing():
    frame = pd.DataFrame(
        {"name": ["A"], "n": [None], "rate": [0.134], "day": ["2025-09-30"], "url": ["/cities/a"]}
    )
    columns = [
        c.Column("name", "Name", href="url"),
        c.Column("n", "Projects", "number"),
        c.Column("rate", "Rate", "percent"),
        c.Column("day", "Data date", "date"),
    ]
    rows = found(c.data_table(frame, columns, "Table"), "Tr")
    assert words(rows[1]) == "A–13.4\u00a0%30 Sep 2025"


def test_matrix_leaves_what_was_not_chosen_empty_and_adds_up():
    cells = pd.DataFrame([counted(row="a", column="x", ongoing=2), counted(row="b", column="x", completed=1)])
    matrix = c.heat_matrix(
        cells, [("a", "A", None), ("b", "B", "/cities/b")], [("x", "X"), ("y", "Y")], "City", "Cap"
    )
    assert [words(row) for row in found(matrix, "Tr")] == ["CityXYAll", "A22", "B11", "All303"]


def test_notes_write_a_period_once():
    rows = [("2025", "P", "Text", "Summary of R, p.8"), ("2025", "Q", "More", "Summary of R, p.9")]
    body = found(c.notes(rows), "Tbody")[0]
    assert [words(th) for th in found(body, "Th")] == ["2025"]


def test_graph_has_fixed_height_and_a_text():
    from dashboard.charts import growth

    drawn = c.graph(growth(reports(), LIGHT), "Projects listed", "growth")
    assert found(drawn, "Graph")[0].style == {"height": "320px"}
    assert words(found(drawn, "Figcaption")[0]) == "Projects listed"


def test_lead_crumbs_facts_and_the_empty_state():
    head = c.lead("T", "U", c.crumbs(("Cambodia", "/countries/KHM"), ("City", None)))
    assert words(head) == "Cambodia · CityTU"
    assert words(c.facts([c.Fact("Member since", "8 Jul 2018")])) == "Member since8 Jul 2018"
    assert words(c.empty_state("No project fits.", "Remove a filter.")) == "No project fits.Remove a filter."
    assert words(c.count_list([("Other", None, 3)])) == "Other3"
    assert words(c.tag("Secretariat only")) == "Secretariat only"


@pytest.mark.parametrize("code", CODES)
def test_every_status_has_its_class_in_the_stylesheet(code):
    from pathlib import Path

    css = (Path(__file__).parents[2] / "assets" / "2-glyphs.css").read_text()
    assert f".{c.glyph(code).className.split()[1]}{{" in css
