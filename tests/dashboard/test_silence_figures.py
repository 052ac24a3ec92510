"""Which new wording of a sentence leaves its figures as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reports.silence_figures import keeps_figures

TEXT = "Malaysia lists 29 projects: four are completed, 25 on-going."
FILLERS = ("the", "so", "cities", "there", "ភ្នំពេញ", "Đà Nẵng", "report", "of", "with")
TOLD = (
    "3",
    "29",
    "4.5",
    "−2",
    "four",
    "eleven",
    "twenty-one",
    "hundred",
    "half",
    "dozen",
    "twice",
    "second",
    "completed",
    "on-going",
    "no",
    "not",
    "behind",
    "ahead",
    "longer",
    "fewer",
)
words = st.lists(st.sampled_from((*FILLERS, *TOLD)), min_size=1, max_size=14)


def tells(text: list[str]) -> list[str]:
    return [word for word in text if word in TOLD]


@given(words, words)
def test_a_wording_keeps_the_figures_exactly_where_it_tells_the_same_in_the_same_order(
    one: list[str], other: list[str]
) -> None:
    assert keeps_figures(" ".join(one), " ".join(other)) == (tells(one) == tells(other))


@given(words, st.data())
def test_other_words_between_may_come_and_go(text: list[str], data: st.DataObject) -> None:
    new = list(text)
    for filler in data.draw(st.lists(st.sampled_from(FILLERS), max_size=5)):
        new.insert(data.draw(st.integers(0, len(new))), filler)
    assert keeps_figures(" ".join(text), " ".join(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, "Malaysia lists 25 projects: four are completed, 29 on-going."),
        (TEXT, "Malaysia lists 29 projects: 25 are completed, four on-going."),
        (TEXT, "Malaysia lists 29 projects: four are not completed, 25 on-going."),
        (TEXT, "Malaysia lists 29 projects: four aren’t completed, 25 on-going."),
        ("They are 2.9 points behind plan.", "They are 2.9 points ahead of plan."),
        ("Two moved forward.", "Two moved back."),
        ("Progress is −3 points.", "Progress is 3 points."),
        ("All three cities reported.", "Three cities reported."),
        ("Both projects are completed.", "Projects are completed."),
        ("One project is listed.", "One project is no longer listed."),
        (TEXT, f"{TEXT} Eleven more are due."),
        (TEXT, f"{TEXT} Half of them are in Ipoh."),
        (TEXT, f"{TEXT} That is twice as many as before."),
        (TEXT, f"{TEXT} Dozens follow."),
        ("18 are completed.", "Eighty are completed."),
    ],
)
def test_figures_that_change_places_and_words_that_turn_a_sentence_are_no_rewording(
    old: str, new: str
) -> None:
    assert not keeps_figures(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, "Malaysia’s list holds 29 projects, of which 4 are completed and 25 ongoing."),
        ("No project is completed.", "None of the projects is completed."),
        ("18 are completed.", "Eighteen are completed."),
        ("29 projects are listed.", "Twenty-nine projects are listed."),
        ("The years 2018-2025 count.", "What counts are the years 2018-2025."),
    ],
)
def test_numbers_in_digits_or_words_are_the_same(old: str, new: str) -> None:
    assert keeps_figures(old, new)
