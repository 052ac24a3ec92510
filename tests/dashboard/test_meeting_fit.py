"""A long screen shrinks by steps and continues on further screens: nothing is lost, nothing stands twice."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.meeting import cuts, layout
from dashboard.meeting.fit import fitted
from dashboard.meeting.measure import height, lines, width
from dashboard.meeting.screens import Line, Lines, Name, Names, Rows, Screen
from dashboard.meeting.slides import parts as slide_parts
from dashboard.meeting.slides import texts as slide_texts
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


_WORDS = st.sampled_from(
    ["the flood model", "Kuching.", "ระบบจัดการน้ำอัจฉริยะ", "မြို့ပြ", "x" * 90, "và quản lý;"]
)
_LONG = st.builds(
    lambda words, most: " ".join(words * 60)[:most].strip(),
    st.lists(_WORDS, min_size=1, max_size=6),
    st.sampled_from([0, 60, 400, 700, 2_000, 4_000]),
)
_STATEMENTS = st.lists(st.builds(Line, _LONG.filter(bool), st.just("About"), _LONG), min_size=1, max_size=5)


def _letters(items: Iterable[Line]) -> str:
    """What statements say, in order, without blanks and without the words that mark a cut."""
    told = "".join(part for item in items for part in (item.text, item.under))
    for mark in (cuts.AGAIN.strip(), cuts.MORE.strip()):
        told = told.replace(mark, "")
    return "".join(told.split())


def _lines(screens: list[Screen]) -> list[Line]:
    return [line for s in screens for part in s.parts if isinstance(part, Lines) for line in part.lines]


def _fits(screen: Screen) -> bool:
    """Whether every column keeps to its sheet, and every text to its box on the slide."""
    room, sizes = layout.body_height(screen, "Mark"), layout.STEPS[screen.step]
    placed = list(zip(screen.parts, layout.columns(screen.parts, screen.step), strict=True))
    scale = slide_parts.list_scale(screen.parts, [wide for _, wide in placed], screen.step)
    on_slide = [
        (slide_texts.scaled(slide_parts._said(item, sizes), scale), *slide_parts._room(item, wide, sizes))
        for part, wide in placed
        for item in slide_parts._items(part)
    ]
    return all(layout.part_height(part, wide, screen.step) <= room for part, wide in placed) and all(
        slide_texts._taken(said, wide) <= high + 1 for said, wide, high in on_slide
    )


@settings(max_examples=30, deadline=None)
@given(_STATEMENTS, st.booleans())
def test_every_letter_of_a_long_statement_stands_on_a_screen_that_holds_it(
    said: list[Line], beside: bool
) -> None:
    parts = (Lines(tuple(said)), *([Rows(meeting_sheets.rows(4))] if beside else []))
    made = fitted(meeting_sheets.screen("x", *parts), "Mark")
    assert _letters(_lines(made)) == _letters(said)
    assert all(_fits(screen) for screen in made)


def test_a_statement_is_cut_after_a_sentence_and_goes_on_with_what_stands_under_it_last() -> None:
    text = "The cities of the network share their flood models and their maps. " * 60
    made = _lines(fitted(meeting_sheets.screen("x", Lines((Line(text, under="Malaysia"),))), "Mark"))
    assert len(made) > 1
    assert all(line.text.endswith("maps. …") for line in made[:-1])
    assert all(line.text.startswith("… (continued) The") for line in made[1:])
    assert [line.under for line in made] == [*[""] * (len(made) - 1), "Malaysia"]
