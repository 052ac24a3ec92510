"""The keyboard alone reaches every control and every trace; what a click on a mark opens is a link in its card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.places import PLACES, Place

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DASH = [place for place in PLACES if not place.is_light]

OPEN_ALL = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"
# Controls that can be seen but not be reached by Tab, and elements that take a click without being a control.
UNREACHED = """() => {
  const controls = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], ' +
    '[tabindex]:not(.ag-tab-guard)';  // the grid's guards are no controls: they pass the focus in and out
  const seen = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[aria-hidden=true]');
  const told = e => e.tagName + ' ' + (e.textContent || e.name || '').trim().slice(0, 40);
  const out = [];
  document.querySelectorAll(controls).forEach(e => {
    if (!seen(e) || e.disabled || e.getAttribute('tabindex') === '-1') return;
    e.focus({ preventScroll: true });
    if (document.activeElement !== e || e.tabIndex !== 0) out.push(told(e));
  });
  return out;
}"""
# Addresses of marks of charts that are drawn with a value, by card, without a link of the same address in that card.
ONLY_BY_MOUSE = """() => {
  const out = [];
  document.querySelectorAll('.card').forEach(card => {
    const links = new Set([...card.querySelectorAll('a[href]')].map(a => a.getAttribute('href')));
    card.querySelectorAll('.js-plotly-plot').forEach(plot => (plot.data || []).forEach(trace => {
      (trace.customdata || []).forEach((data, i) => {
        const href = Array.isArray(data) ? data[0] : data;
        const y = trace.y && trace.y[i];
        if (typeof href === 'string' && href.startsWith('/') && y !== 0 && !links.has(href)) out.push(href);
      });
    }));
  });
  return out;
}"""


@pytest.mark.parametrize("place", PLACES, ids=[p.name for p in PLACES])
def test_every_control_that_is_seen_is_reached_by_tab(open_page: Open, place: Place) -> None:
    page = open_page(place.path, wait=not place.is_light)
    assert page.evaluate(UNREACHED) == []
    page.evaluate(OPEN_ALL)
    assert page.evaluate(UNREACHED) == []


@pytest.mark.parametrize("place", DASH, ids=[p.name for p in DASH])
def test_what_a_click_on_a_mark_opens_is_a_link_in_its_card(open_page: Open, place: Place) -> None:
    assert open_page(place.path).evaluate(ONLY_BY_MOUSE) == []


def focused(page: Page) -> str:
    """The words of the element that has the focus."""
    return str(page.evaluate("(document.activeElement.textContent || '').trim()"))


def tab_to(page: Page, words: str, most: int = 400) -> None:
    """Presses Tab until the focus is on an element of these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            return
    raise AssertionError(f"Tab never reached “{words}”")


def test_a_count_leads_to_its_cells_by_tab_and_enter(open_page: Open) -> None:
    page = open_page("/")
    tab_to(page, "134")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trace?*")
    page.wait_for_function("() => (document.documentElement.dataset.ready || '').startsWith('/trace')")
    assert page.locator("h1").inner_text().endswith("134")


def test_the_numbers_of_a_chart_are_reached_in_its_table(open_page: Open) -> None:
    page = open_page("/")
    table = page.locator("#growth-card details.data")
    table.locator("summary").focus()
    page.keyboard.press("Enter")
    assert table.locator("a[href*='period=2024']").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trace?*")


def test_the_clocks_open_choose_and_give_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    page.locator("#menu-clocks summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "2024 25 Sep 2024", 20)
    page.keyboard.press("Enter")
    page.wait_for_function("() => (document.documentElement.dataset.ready || '').includes('period=2024')")
    assert "108 projects" in page.locator("h1").inner_text()
    assert page.evaluate("document.activeElement.closest('#menu-clocks') !== null")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.locator("#menu-clocks[open]").count() == 0


FOCUS = "() => (document.activeElement || document.body).id"


def test_a_page_opened_in_place_takes_the_focus_to_its_content(open_page: Open) -> None:
    page = open_page("/")
    assert page.evaluate(FOCUS) != "content"
    tab_to(page, "134")
    page.keyboard.press("Enter")
    page.wait_for_function("() => (document.documentElement.dataset.ready || '').startsWith('/trace')")
    assert page.evaluate(FOCUS) == "content"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
    assert page.evaluate(FOCUS) != "content"


def test_a_link_to_a_part_of_a_page_leads_to_that_part(open_page: Open) -> None:
    page = open_page("/", size=(1000, 300))
    href = page.locator("#content a[href*='#history']").first.get_attribute("href")
    page.locator(f"#content a[href='{href}']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => (document.documentElement.dataset.ready || '').startsWith('/trace')")
    assert page.evaluate(FOCUS) == "history"
    assert page.locator("#history").evaluate("e => e.getBoundingClientRect().top < innerHeight")
