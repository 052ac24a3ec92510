"""Draws the pages that most people open before they do: a process of its own, `python -m dashboard.ahead`, which ends
when it is done; dashboard/watch.py begins it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

from flask import Flask

from dashboard import drawn, nav
from dashboard.addresses import AXIS_PATHS
from dashboard.queries import frame
from dashboard.queries import run as run_queries
from dashboard.server import create_server
from etl.settings import Settings, settings


def addresses() -> Iterator[str]:
    """The pages of the menus, the axes of each member state, then the page of each member state and city: newest
    period, light theme, wide window. Others are drawn when somebody asks for them, and kept too."""
    yield from nav.drawn_pages()
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
        client.get(address, environ_overrides={drawn.AHEAD: "1"})
        count += 1
        if not shelf.exists():
            break  # it takes nothing, which was said in the log
    return count


if __name__ == "__main__":
    draw(create_server(settings()), settings())
