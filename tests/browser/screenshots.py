"""Pictures of every page, for people to look at: `python -m tests.browser.screenshots` (make screenshots).

Written to screenshots/<size>/<page>.png, the main pages also as <page>-dark.png; prints each path.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import running
from tests.browser.places import PLACES, READY, SIZES, Place

OUT = running.ROOT / "screenshots"


def views() -> Iterator[tuple[str, Place, str]]:
    """Every picture to take: size, page, theme."""
    for size in SIZES:
        for place in PLACES:
            yield size, place, "light"
            if place.is_main:
                yield size, place, "dark"


def take(browser: Browser, site: str, size: str, place: Place, theme: str) -> Path:
    """One picture of the whole page; returns where it is."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    try:
        page = context.new_page()
        page.goto(site + place.path, wait_until="load")
        if not place.is_light:
            page.wait_for_function(READY)
        page.evaluate("document.fonts.ready.then(() => true)")
        path = OUT / size / f"{place.name}{'-dark' if theme == 'dark' else ''}.png"
        page.screenshot(path=path, full_page=True)
        return path
    finally:
        context.close()


def main() -> int:
    """Takes them all on a store of its own, made from the public record."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "store"
        running.ascn(home, "init")
        browser = running.launch(playwright)
        with running.serving(home, Path(folder) / "serve.log") as site:
            for size, place, theme in views():
                print(take(browser, site, size, place, theme).relative_to(running.ROOT), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
