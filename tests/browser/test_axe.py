"""No page has a fault that axe-core knows: names, roles, contrast, order, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import running
from tests.browser.places import PLACES, READY, Place

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
AXE = Axe()


def violations(page: Page) -> list[str]:
    """Each fault in a line: the rule, and where it was found."""
    found = AXE.run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes']][:4]}"
        for fault in found
    ]


@pytest.mark.parametrize("place", PLACES, ids=[p.name for p in PLACES])
def test_axe_finds_no_violation(open_page: Open, place: Place) -> None:
    assert violations(open_page(place.path, wait=not place.is_light)) == []


@pytest.mark.parametrize("place", [p for p in PLACES if p.is_main], ids=lambda p: p.name)
def test_axe_finds_no_violation_in_dark_on_a_phone(open_page: Open, place: Place) -> None:
    page = open_page(place.path, wait=not place.is_light, size=(390, 844), color_scheme="dark")
    assert violations(page) == []


def test_axe_finds_no_violation_in_the_clocks_opened(open_page: Open) -> None:
    page = open_page("/")
    page.locator("#menu-clocks summary").click()
    assert violations(page) == []


@pytest.fixture(scope="module")
def practice_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on invented reports, where percents, plans and money give every card its inputs."""
    folder = tmp_path_factory.mktemp("practice-site")
    running.ascn(folder / "store", "init", "--practice", "--updates", "600")
    with running.serving(folder / "store", folder / "serve.log") as url:
        yield url


@pytest.mark.parametrize("path", ["/", "/cities", "/pillars", "/countries/MYS", "/attention", "/reporting"])
def test_axe_finds_no_violation_where_every_card_has_inputs(
    browser: Browser, practice_site: str, path: str
) -> None:
    page = browser.new_page()
    page.goto(practice_site + path, wait_until="load")
    page.wait_for_function(READY)
    assert violations(page) == []
    page.close()
