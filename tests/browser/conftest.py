"""A store with the public record, the site on a free port, and pages that fail a test on any error they show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import running
from tests.browser.places import READY
from tests.once_a_run import made_once

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of its own, made from the public record by the command once a run; each worker has a copy."""
    first = made_once(tmp_path_factory, "site", lambda folder: running.ascn(folder / "store", "init"))
    place = tmp_path_factory.mktemp("site") / "store"
    shutil.copytree(first / "store", place)
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


@pytest.fixture(scope="module")
def context_for(browser: Browser) -> Callable[..., BrowserContext]:
    """A context for these options, shared by a file's tests so that scripts are fetched and compiled once."""
    made: dict[tuple[tuple[str, object], ...], BrowserContext] = {}

    def context(**options: object) -> BrowserContext:
        key = tuple(sorted(options.items()))
        if key not in made:
            made[key] = browser.new_context(**options)
        return made[key]

    return context


@pytest.fixture
def open_page(browser: Browser, context_for: Callable[..., BrowserContext], site: str) -> Iterator[Open]:
    """Opens an address and waits until it is drawn; any fault of any page fails the test.

    `fresh`: in a context of its own, for tests that leave something behind in the browser.
    """
    watches: list[running.Watch] = []
    pages: list[Page] = []

    def open_(
        path: str,
        *,
        size: tuple[int, int] = (1366, 768),
        wait: bool = True,
        fresh: bool = False,
        color_scheme: str = "light",
    ) -> Page:
        make = browser.new_context if fresh else context_for
        page = make(color_scheme=color_scheme).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        pages.append(page)
        watch = running.Watch(urlsplit(site).netloc)
        watch.attach(page)
        watches.append(watch)
        page.goto(site + path, wait_until="load")
        if wait:
            page.wait_for_function(READY)
        return page

    yield open_
    for page in pages:
        page.close()
    assert [fault for watch in watches for fault in watch.faults()] == []


@pytest.fixture(scope="module")
def own_site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a copy of the store, since these tests change it."""
    folder = tmp_path_factory.mktemp("own-site")
    shutil.copytree(home, folder / "store", symlinks=True)
    with running.serving(folder / "store", folder / "serve.log") as url:
        yield url
