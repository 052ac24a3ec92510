"""A long screen shrinks by steps and continues on further screens: nothing is lost, nothing stands twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.meeting import layout
from dashboard.meeting.fit import fitted
from dashboard.meeting.measure import height, lines, width
from dashboard.meeting.screens import Name, Names, Rows, Screen
from tests.dashboard import meeting_sheets

_TITLES = st.lists(
    st.text("abcdefgh กขคងច", min_size=1, max_size=160).map(str.strip).filter(bool), max_size=60
)


def _titles(screens: list[Screen]) -> list[str]:
    parts = [part for screen in screens for part in screen.parts if isinstance(part, Names)]
    return [item.title for part in parts for item in part.items]


@given(_TITLES)
def test_every_name_stands_once_and_in_its_order(titles: list[str]) -> None:
    made = fitted(
        meeting_sheets.screen("x", Names(tuple(Name(t, "A city", "ongoing") for t in titles))), "Mark"
    )
    assert _titles(made) == titles


@given(_TITLES)
def test_no_column_is_fuller_than_its_sheet(titles: list[str]) -> None:
    made = fitted(
        meeting_sheets.screen("x", Names(tuple(Name(t, "A city", "ongoing") for t in titles))), "Mark"
    )
    for screen in made:
        room = layout.body_height(screen, "Mark")
        for part, wide in zip(screen.parts, layout.columns(screen.parts, screen.step), strict=True):
            assert layout.part_height(part, wide, screen.step) <= room


def test_a_short_list_keeps_the_full_size_and_a_longer_one_shrinks_before_it_continues() -> None:
    def made(count: int) -> list[Screen]:
        names = Names(tuple(Name("Smart Parking", "Ipoh", "ongoing") for _ in range(count)))
        return fitted(meeting_sheets.screen("x", names), "Mark")

    short, middle, long = made(3), made(7), made(40)
    assert (len(short), short[0].step) == (1, 0)
    assert len(middle) == 1
    assert middle[0].step > 0
    assert len(long) > 1


def test_further_screens_are_numbered_and_only_the_first_tells_the_speaker() -> None:
    made = fitted(meeting_sheets.screen("full", meeting_sheets.names(41)), "Mark")
    assert [screen.id for screen in made[:2]] == ["full", "full-2"]
    assert {screen.view_id for screen in made} == {"full"}
    assert made[-1].kicker.endswith(f"({len(made)} of {len(made)})")


def test_every_city_of_a_big_member_state_keeps_its_row() -> None:
    made = fitted(meeting_sheets.screen("x", meeting_sheets.names(23), Rows(meeting_sheets.rows(12))), "Mark")
    rows = [
        row.name for screen in made for part in screen.parts if hasattr(part, "rows") for row in part.rows
    ]
    assert rows == [row.name for row in meeting_sheets.rows(12)]


def test_rows_with_more_marks_than_a_column_takes_are_bars() -> None:
    made = fitted(
        meeting_sheets.screen("x", meeting_sheets.names(1), Rows(meeting_sheets.rows(3, each=5))), "Mark"
    )
    assert [type(part).__name__ for part in made[0].parts] == ["Names", "Bars"]


def test_a_message_takes_the_biggest_type_that_keeps_to_its_lines() -> None:
    sizes = [layout.title_size("Three projects completed " * n) for n in (1, 3, 6)]
    assert sizes == [92, 72, 56]


def test_marks_above_and_below_take_no_width_but_higher_lines() -> None:
    assert width("ก", 40) == width("กี่", 40)
    assert height("ภาษาไทย", 40, 1000, 1.2) > height("English", 40, 1000, 1.2)


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert lines("a" * 100, 40, 400) > 3
