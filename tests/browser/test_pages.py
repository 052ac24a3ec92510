"""Every page: loads and is drawn, says its heading once, shows no error, asks nobody else, fits its window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.places import PLACES, READY, Place

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement))
    .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 8);
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHARTS = "() => [...document.querySelectorAll('.dash-graph')].map(g => Boolean(g.querySelector('.main-svg')))"


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("place", PLACES, ids=[p.name for p in PLACES])
def test_page_opens_in_light(open_page: Open, place: Place, size: tuple[int, int]) -> None:
    page = open_page(place.path, size=size, wait=not place.is_light)
    look_over(page)


@pytest.mark.parametrize("place", PLACES, ids=[p.name for p in PLACES])
def test_page_opens_in_dark(open_page: Open, place: Place) -> None:
    page = open_page(place.path, wait=not place.is_light, color_scheme="dark")
    look_over(page)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in paper.strip("rgba()").split(",")[:3]) < 80


def look_over(page: Page) -> None:
    """What holds of every page, whatever it is about."""
    headings = page.locator("h1")
    assert headings.count() == 1
    assert headings.first.inner_text().strip()
    assert page.evaluate(OVERFLOW) == []
    assert page.evaluate(WIDER) <= 0
    assert page.locator("html").get_attribute("lang") == "en"
    assert "could not be drawn" not in page.inner_text("body")


def test_filter_by_click_redraws_and_is_in_the_address(open_page: Open) -> None:
    page = open_page("/")
    before = page.locator("h1").inner_text()
    choose_country(page, "Malaysia")
    page.wait_for_function("() => (document.documentElement.dataset.ready || '').includes('country=MYS')")
    assert "country=MYS" in page.url
    assert page.locator("h1").inner_text() != before
    page.go_back()
    page.wait_for_function("() => document.documentElement.dataset.ready === '/'")
    assert page.locator("h1").inner_text() == before


def choose_country(page: Page, name: str) -> None:
    """Chooses a member state in the filter bar, as a person would."""
    page.locator("details.menu summary", has_text="Country").click()
    page.locator("details.menu[open] a", has_text=name).click()


def test_keyboard_reaches_the_content_first(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_theme_button_changes_the_theme_and_it_stays(open_page: Open) -> None:
    page = open_page("/", fresh=True)
    with page.expect_navigation():
        page.locator("#theme-toggle").click()
    page.wait_for_function(READY)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    page.wait_for_function(READY)
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_charts_of_the_overview_are_drawn(open_page: Open) -> None:
    page = open_page("/", size=(1920, 1080))
    drawn = page.evaluate(CHARTS)
    assert drawn
    assert all(drawn)


def test_a_click_on_each_link_of_head_and_foot_opens_what_its_address_opens(
    open_page: Open, site: str
) -> None:
    page = open_page("/", size=(1366, 768))
    found = page.locator("header a[href^='/'], footer a[href^='/']").all()
    addresses = sorted({str(link.get_attribute("href")) for link in found})
    assert len(addresses) > 12
    for address in addresses:
        page.goto(site + address)
        wanted = page.locator("h1").inner_text()
        page.goto(site + "/")
        page.wait_for_function(READY)
        page.evaluate("to => document.querySelector(`:is(header, footer) a[href='${to}']`).click()", address)
        page.wait_for_function("said => document.querySelector('h1')?.innerText === said", arg=wanted)
