"""Nothing jumps while a page is drawn: what stands where somebody reads stays there until all of it has come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.places import PLACES, READY, Place

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
# The sum of all layout shifts so far, as browsers count them; under 0.1 is called good.
SHIFTED = """() => new Promise(done => {
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    done(list.getEntries().filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0));
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
})"""
MOST = 0.05


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("place", [p for p in PLACES if p.is_main and not p.is_light], ids=lambda p: p.name)
def test_nothing_jumps_while_a_page_is_drawn(open_page: Open, place: Place, size: tuple[int, int]) -> None:
    assert open_page(place.path, size=size, fresh=True).evaluate(SHIFTED) < MOST


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desktop", "phone"])
def test_letters_that_come_late_break_no_line_anew(
    browser: Browser, site: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page, held = context.new_page(), list[Route]()
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(site + "/", wait_until="commit")
    page.wait_for_function(READY)
    assert held, "the page asks for its fonts"
    for route in held:
        route.continue_()
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(SHIFTED) < MOST
    context.close()
