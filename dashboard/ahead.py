"""Draws the pages that most people open before they do: one process beside those that serve, at the lowest priority,
begun anew whenever a snapshot is published or an hour begins (dashboard/drawn.py says why the hour)."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from dashboard import drawn, nav
from dashboard.addresses import AXIS_PATHS
from dashboard.queries import frame
from dashboard.queries import run as run_queries
from etl.settings import Settings, settings
from etl.store.places import StoreError

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds between two looks at the store
_LOWEST = 19


def addresses() -> Iterator[str]:
    """The pages of the menus, the axes of each member state, then the page of each member state and city: newest
    period, light theme, wide window. Others are drawn when somebody asks for them, and kept too."""
    pages = [where for _, where in nav.drawn_pages()]
    yield from pages
    choices = frame.options(None).choices
    states = [choice.code for choice in choices.get("country", ())]
    axes = [path for axis, path in AXIS_PATHS.items() if axis != "project"]
    yield from (f"{path}?country={quote(code)}" for code in states for path in ("/", *axes))
    yield from (f"/countries/{quote(code)}" for code in states)
    yield from (f"/cities/{quote(choice.code)}" for choice in choices.get("city", ()))


def draw(site: Flask, chosen: Settings, is_over: Callable[[], bool] = lambda: False) -> int:
    """Draw what does not lie on today's shelf; how many pages were asked for. Ends early where the shelf is no longer
    today's, or `is_over` says so."""
    run_queries.use(chosen)
    shelf, client, count = drawn.shelf_of(chosen), site.test_client(), 0
    for address in addresses():
        if is_over() or drawn.shelf_of(chosen) != shelf:
            break
        client.get(address)
        count += 1
    return count


def begin() -> None:
    """Start the process that draws ahead, beside this one and not a part of it; it ends soon after this one."""
    subprocess.Popen([sys.executable, "-m", "dashboard.ahead"], stdin=subprocess.DEVNULL)


def run() -> None:
    """Draw whenever there is something to draw, until the process that began this one is gone."""
    from dashboard.server import create_server

    parent, chosen = os.getppid(), settings()
    os.nice(_LOWEST)
    run_queries.use(chosen)
    site, done = create_server(chosen), Path()
    while os.getppid() == parent:
        try:
            shelf = drawn.shelf_of(chosen)
            if shelf != done:
                begun = time.monotonic()
                count = draw(site, chosen, lambda: os.getppid() != parent)
                log.info("%d pages drawn ahead in %.0f s", count, time.monotonic() - begun)
                done = shelf
        except (StoreError, OSError) as error:
            log.warning("nothing is drawn ahead for now: %s", error)
        time.sleep(_EVERY)


if __name__ == "__main__":
    run()
