"""A store with the public record, the site on a free port, and pages that fail a test on any error they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import running
from tests.browser.places import READY

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of its own, made from the public record once."""
    place = tmp_path_factory.mktemp("site") / "store"
    running.ascn(place, "init")
    return place


@pytest.fixture(scope="session")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the running site, without a slash at its end."""
    with running.serving(home, tmp_path_factory.mktemp("log") / "serve.log") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's browser; ended with each file, since its event loop would stand in other tests' way."""
    with sync_playwright() as playwright:
        started = running.launch(playwright)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens an address in a fresh context and waits until it is drawn; faults of any page fail the test."""
    watches: list[running.Watch] = []
    contexts = []

    def open_(
        path: str, *, size: tuple[int, int] = (1366, 768), wait: bool = True, **options: object
    ) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        watch = running.Watch(urlsplit(site).netloc)
        watch.attach(page)
        watches.append(watch)
        page.goto(site + path, wait_until="load")
        if wait:
            page.wait_for_function(READY)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults()] == []
