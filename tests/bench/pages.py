"""Opening and filtering, beside two peers and above the floor, in turns; then where our own time goes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Page, sync_playwright

from etl.store.places import Places
from tests.bench import places, sides
from tests.bench.sides import Ours, StreamlitSide, VizroSide
from tests.browser import running

WIDTH, HEIGHT = 1366, 768
GOAL = 0.5  # of the faster peer
FLOOR = "Dash, empty"
Side = Ours | StreamlitSide | VizroSide
Times = dict[str, list[list[float]]]
# CPU time of the page's own thread by its kind, and what was sent, seen by the browser.
_KINDS = {
    "ScriptDuration": "scripts",
    "LayoutDuration": "layout",
    "RecalcStyleDuration": "styles",
    "V8CompileDuration": "compiling",
    "TaskDuration": "all tasks",
}
_SENT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(e => [e.name.replace(location.origin, '').split('?')[0], e.encodedBodySize, e.startTime, e.responseEnd])"""


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page in a context without anything cached."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    context.set_default_timeout(180_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def run(home: Path, runs: int, warm_ups: int) -> bool:
    """The whole comparison on one store; false when the charted numbers differ."""
    snapshot = Places(home).newest()
    with ExitStack() as stack:
        site = stack.enter_context(places.ours(home))
        streamlit = stack.enter_context(places.streamlit(snapshot))
        vizro = stack.enter_context(places.wsgi("vizro_page", snapshot))
        empty = stack.enter_context(places.wsgi("empty_page", snapshot))
        browser = running.launch(stack.enter_context(sync_playwright()))
        ours = Ours(site, _periods_of(snapshot))
        peers: list[Side] = [StreamlitSide(streamlit), VizroSide(vizro)]
        unequal = _compare(browser, ours, peers)
        if unequal:
            print("The charted numbers differ:", *unequal[:40], sep="\n  ")
            return False
        times = _measure(browser, [ours, *peers], empty, runs, warm_ups)
        _report(times, ours.name, [peer.name for peer in peers])
        _spent(browser, ours)
        browser.close()
    return True


def _periods_of(snapshot: Path) -> dict[str, str]:
    """Period code → data date, ISO."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        return dict(connection.execute("select period, data_date::varchar from period").fetchall())


def _compare(browser: Browser, ours: Ours, peers: Sequence[Side]) -> list[str]:
    """Differences between the charted numbers, without and with the filter."""
    mine = _charted(browser, ours)
    print(f"Numbers compared: {sum(len(chart) for told in mine for chart in told.values())}", flush=True)
    lines = []
    for peer in peers:
        for told, other in zip(mine, _charted(browser, peer), strict=True):
            lines += sides.differences(told, other, peer.name)
    return lines


def _charted(browser: Browser, side: Side) -> tuple[sides.Charted, sides.Charted]:
    with fresh_page(browser) as page:
        side.open(page)
        everything = side.charted(page)
        side.prepare(page)
        side.filter(page)
        return everything, side.charted(page)


def _measure(browser: Browser, all_sides: Sequence[Side], empty: str, runs: int, warm_ups: int) -> Times:
    """Milliseconds of each side by its name: [opens, filters]; they take turns, the empty page among them."""
    times: Times = {name: [[], []] for name in (*(side.name for side in all_sides), FLOOR)}
    for number in range(warm_ups + runs):
        for side in all_sides:
            opened, filtered = _one_run(browser, side)
            if number >= warm_ups:
                times[side.name][0].append(opened)
                times[side.name][1].append(filtered)
        floor = _open_empty(browser, empty)
        if number >= warm_ups:
            times[FLOOR][0].append(floor)
    return times


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _one_run(browser: Browser, side: Side) -> tuple[float, float]:
    """From the address to the last chart, and from the choice of a country to the last chart."""
    with fresh_page(browser) as page:
        opened = _timed(lambda: side.open(page))
        side.prepare(page)
        page.wait_for_timeout(300)
        return opened, _timed(lambda: side.filter(page))


def _open_empty(browser: Browser, address: str) -> float:
    """From the address to the one word of the empty page."""
    with fresh_page(browser) as page:

        def opening() -> None:
            page.goto(address, wait_until="commit")
            page.wait_for_selector("#word")

        return _timed(opening)


def _report(times: Times, ours: str, peers: Sequence[str]) -> None:
    """The table: medians with smallest and largest, and our ratio to the faster peer."""
    names = [ours, *peers, FLOOR]
    print(f"\n{'median (smallest–largest), ms':26}" + "".join(f"{name:>22}" for name in names) + "   ratio")
    for number, label in enumerate(("open → last chart drawn", "filter → redraw")):
        cells = "".join(f"{_spread(times[name][number]):>22}" for name in names)
        ratio = statistics.median(times[ours][number]) / min(
            statistics.median(times[p][number]) for p in peers
        )
        met = "met" if ratio <= GOAL else "not met"
        print(f"{label:26}{cells}{ratio:8.2f}  goal {GOAL} of the faster peer: {met}", flush=True)


def _spread(values: list[float]) -> str:
    if not values:
        return "–"
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def _spent(browser: Browser, ours: Ours) -> None:
    """One first visit and one filter: what was sent, and the CPU time of the page's thread by kind."""
    with fresh_page(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> dict[str, float]:
            told = session.send("Performance.getMetrics")["metrics"]
            return {m["name"]: m["value"] * 1000 for m in told if m["name"] in _KINDS}

        ours.open(page)
        opened, sent = spent(), page.evaluate(_SENT)
        ours.prepare(page)
        before = spent()
        ours.filter(page)
        filtered = {name: value - before[name] for name, value in spent().items()}
    total = sum(size for _, size, _, _ in sent)
    print(f"first visit: {total / 1e6:.2f} MB compressed (goal 1.5), {len(sent)} requests, of which")
    for name, size, start, end in sorted(sent, key=lambda row: -row[1])[:5]:
        print(f"  {size / 1000:7.0f} kB  {start:5.0f}–{end:.0f} ms  {name}")
    for label, kinds in (("open", opened), ("filter", filtered)):
        parts = ", ".join(f"{_KINDS[name]} {value:.0f}" for name, value in kinds.items())
        print(f"CPU of the page's thread, {label}, ms: {parts}", flush=True)
