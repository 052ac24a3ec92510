"""Pictures of every page, for people to look at: `python -m tests.browser.screenshots` (make screenshots).

Written to screenshots/<size>/<page>.png, the main pages also as <page>-dark.png; prints each path.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import running
from tests.browser.places import PLACES, READY, SIZES, Place

OUT = running.ROOT / "screenshots"


def places(theme: str) -> list[Place]:
    """Every page in light, the main ones in dark too."""
    return [place for place in PLACES if theme == "light" or place.is_main]


def take_all(browser: Browser, site: str) -> Iterator[Path]:
    """Every picture; one context a size and theme, so that scripts are fetched and compiled once."""
    for size, (width, height) in SIZES.items():
        for theme in ("light", "dark"):
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
            for place in places(theme):
                page = context.new_page()
                yield take(
                    page, site, OUT / size / f"{place.name}{'-dark' if theme == 'dark' else ''}.png", place
                )
                page.close()
            context.close()


def take(page: Page, site: str, path: Path, place: Place) -> Path:
    """One picture of the whole page; returns where it is."""
    page.goto(site + place.path, wait_until="load")
    if not place.is_light:
        page.wait_for_function(READY)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=path, full_page=True)
    return path


def main() -> int:
    """Takes them all on a store of its own, made from the public record."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "store"
        running.ascn(home, "init")
        browser = running.launch(playwright)
        with running.serving(home, Path(folder) / "serve.log") as site:
            for path in take_all(browser, site):
                print(path.relative_to(running.ROOT), flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
