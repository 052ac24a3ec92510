"""Charts that the page paints itself: the same picture as the chart library's, which takes over at the first touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
LIBRARY = "script[src*='plotly-basic']"
CHARTS = ("map", "growth")
WORDS = """chart => {
  const room = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('.main-svg text')].filter(t => t.textContent).map(t => {
    const at = t.getBoundingClientRect();
    return [t.textContent, at.left - room.left, at.top - room.top, at.width, at.height];
  }).sort();
}"""
TAKEN_OVER = """id => {
  const chart = document.getElementById(id);
  return !chart.querySelector('.painted') && chart.querySelector('.plot-container .main-svg');
}"""
NEWEST_BAR = (36, 140)  # px from the right edge and from the foot of the chart


def point_at(page: Page, chart: Locator, name: str) -> None:
    """Waits until the library has drawn the chart anew."""
    chart.hover(position={"x": 3, "y": 3})
    page.wait_for_function(TAKEN_OVER, arg=name)


def test_a_page_is_read_without_the_chart_library(open_page: Open) -> None:
    page = open_page("/", fresh=True)
    assert page.locator(".painted .main-svg").count() == len(CHARTS)
    assert page.locator(LIBRARY).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844), (1920, 1080)], ids=["desktop", "phone", "wall"])
def test_words_stand_where_the_chart_library_writes_them(
    open_page: Open, size: tuple[int, int], scheme: str
) -> None:
    page = open_page("/", size=size, color_scheme=scheme, fresh=True)
    for name in CHARTS:
        chart = page.locator(f"#{name}")
        painted = chart.evaluate(WORDS)
        point_at(page, chart, name)
        drawn = chart.evaluate(WORDS)
        assert [words for words, *_ in painted] == [words for words, *_ in drawn]
        for (words, *ours), (_, *theirs) in zip(painted, drawn, strict=True):
            assert ours == pytest.approx(theirs, abs=1.5), words


def test_a_click_on_a_painted_bar_opens_its_cells(open_page: Open) -> None:
    page = open_page("/", fresh=True)
    chart = page.locator("#growth")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - NEWEST_BAR[0], box["y"] + box["height"] - NEWEST_BAR[1])
    page.wait_for_url("**/trace?*figure=ongoing*")


def test_a_filter_paints_a_chart_anew_that_the_library_had_taken_over(open_page: Open) -> None:
    page = open_page("/", fresh=True)
    point_at(page, page.locator("#growth"), "growth")
    page.locator("#menu-country summary").click()
    page.locator("#menu-country a", has_text="Malaysia").click()
    page.wait_for_function("() => document.documentElement.dataset.ready === '/?country=MYS'")
    assert page.locator("#growth .painted .main-svg").count() == 1
