"""`make bench`: times the verdict on a workbook beside openpyxl (tests/bench/verdict.py), and pages beside Streamlit.

Practice data of 100,000 updates, the same four charts, filter and rows, queries cached on both sides, a fresh
browser context for each run, the two sides in turn, median of ten after two warm-ups. The charted numbers are
compared first; if one differs nothing is timed and the exit code is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Page, sync_playwright

from etl.store.places import Places
from tests.bench import sides, verdict
from tests.bench.sides import Ours, Theirs
from tests.browser import running

WORK = running.ROOT / "build" / "bench"
WIDTH, HEIGHT = 1366, 768
Side = Ours | Theirs


def store(updates: int, seed: int) -> Path:
    """Home of a practice store of that size; kept until the code or the code lists that make it change."""
    digest = hashlib.sha256(f"{updates} {seed}".encode())
    for folder in ("etl", "data/reference"):
        files = (
            p for p in (running.ROOT / folder).rglob("*") if p.suffix in {".py", ".sql", ".csv", ".toml"}
        )
        for path in sorted(files):
            digest.update(path.read_bytes())
    home = WORK / f"store-{digest.hexdigest()[:12]}"
    if not Places(home).exists:
        for outdated in WORK.glob("store-*"):
            shutil.rmtree(outdated)
        print(f"Making practice data: {updates:,} updates, seed {seed} …", flush=True)
        begun = time.perf_counter()
        running.ascn(home, "init", "--practice", "--updates", str(updates), "--seed", str(seed))
        print(f"  {time.perf_counter() - begun:.1f} s", flush=True)
    return home


@contextmanager
def streamlit(snapshot: Path, log: Path) -> Iterator[str]:
    """The other page on a free port; its address."""
    port = running.free_port()
    page = Path(__file__).with_name("streamlit_page.py")
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(page)]
    command += [f"--{name}={value}" for name, value in options.items()]
    env = {**os.environ, "BENCH_SNAPSHOT": str(snapshot.resolve())}
    with running.process(command, env, log, f"http://127.0.0.1:{port}") as url:
        yield url


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page in a context without anything cached."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    context.set_default_timeout(120_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def one_run(browser: Browser, side: Side) -> tuple[float, float]:
    """Milliseconds from the address to the last chart, and from the choice of a country to the last chart."""
    with fresh_page(browser) as page:
        begun = time.perf_counter()
        side.open(page)
        opened = time.perf_counter() - begun
        side.prepare(page)
        page.wait_for_timeout(300)
        begun = time.perf_counter()
        side.filter(page)
        return opened * 1000, (time.perf_counter() - begun) * 1000


def compare(browser: Browser, ours: Ours, theirs: Theirs) -> list[str]:
    """Differences between the charted numbers, without and with the filter."""
    charted = []
    for side in (ours, theirs):
        with fresh_page(browser) as page:
            side.open(page)
            everything = side.charted(page)
            side.prepare(page)
            side.filter(page)
            charted.append((everything, side.charted(page)))
    (all_ours, some_ours), (all_theirs, some_theirs) = charted
    numbers = sum(len(chart) for told in charted[0] for chart in told.values())
    print(f"Numbers compared: {numbers}", flush=True)
    return sides.differences(all_ours, all_theirs) + sides.differences(some_ours, some_theirs)


def measure(
    browser: Browser, pair: tuple[Side, Side], runs: int, warm_ups: int
) -> dict[str, list[list[float]]]:
    """Times of each side by its name: [opens, filters]; the sides take turns."""
    times: dict[str, list[list[float]]] = {side.name: [[], []] for side in pair}
    for number in range(warm_ups + runs):
        for side in pair:
            measured = one_run(browser, side)
            if number >= warm_ups:
                for kept, value in zip(times[side.name], measured, strict=True):
                    kept.append(value)
    return times


def report(times: dict[str, list[list[float]]], ours: Side, theirs: Side) -> bool:
    """Prints the table and the verdict; true when we are ahead in both."""
    print(f"\n{'median (smallest–largest), ms':34}{ours.name:>24}{theirs.name:>24}{'ratio':>9}")
    ratios = []
    for number, label in enumerate(("open → last chart drawn", "filter → redraw")):
        mine, other = times[ours.name][number], times[theirs.name][number]
        ratios.append(statistics.median(mine) / statistics.median(other))
        print(f"{label:34}{_spread(mine):>24}{_spread(other):>24}{ratios[-1]:>9.2f}")
    ahead = all(ratio < 1 for ratio in ratios)
    print(f"ahead in both: {'yes' if ahead else 'no'}")
    return ahead


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def periods_of(snapshot: Path) -> dict[str, str]:
    """Period code → data date, ISO."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        return dict(connection.execute("select period, data_date::varchar from period").fetchall())


def main() -> int:
    """0 when the numbers are equal (whoever is ahead), 1 when they differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("all", "verdict", "pages"), default="all")
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--warm-ups", type=int, default=2)
    parser.add_argument("--home", type=Path, help="a store that is there already, instead of a new one")
    asked = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    if asked.part != "pages":
        verdict.run(WORK, 2 * asked.runs, asked.warm_ups)
    if asked.part == "verdict":
        return 0
    home = asked.home or store(asked.updates, asked.seed)
    if asked.part != "pages":
        verdict.once_on(home, WORK)
    return pages(home, asked)


def pages(home: Path, asked: argparse.Namespace) -> int:
    """Our overview beside the other page; 1 when the charted numbers differ."""
    snapshot = Places(home).newest()
    with (
        running.serving(home, WORK / "serve.log") as site,
        streamlit(snapshot, WORK / "streamlit.log") as other,
        sync_playwright() as playwright,
    ):
        browser = running.launch(playwright)
        ours, theirs = Ours(site, periods_of(snapshot)), Theirs(other)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
        print(f"browser {browser.version}; {asked.updates:,} updates", flush=True)
        unequal = compare(browser, ours, theirs)
        if unequal:
            print("The charted numbers differ:", *unequal[:40], sep="\n  ")
            return 1
        print("The charted numbers are equal.", flush=True)
        report(measure(browser, (ours, theirs), asked.runs, asked.warm_ups), ours, theirs)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
