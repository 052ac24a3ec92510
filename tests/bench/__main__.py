"""`make bench`: ratios to others on this machine, in one run, on practice data of 100,000 and of 1,000,000 updates.

* verdict: the verdict on a workbook beside openpyxl's load (tests/bench/verdict.py);
* pages: our overview beside a Streamlit and a Vizro page with the same four charts, the same filter and the same rows,
  queries kept on all sides, two gunicorn workers, a fresh browser context for each run, in turns, medians; the
  charted numbers are compared first, and if one differs nothing is timed and the exit code is 1. The floor is an
  empty Dash page. Then what was sent, and what the page's own thread did;
* viewers: server time of callbacks, each drawn when it is asked for and as visitors meet it once the pages of the menus
  are drawn ahead, and how much of it is SQL; then fifty viewers at once.

Stores are kept in build/bench (or `--kept FOLDER`). Lighthouse is not part of it; with Node at hand and the site
running: `CHROME_PATH=chromium npx lighthouse http://127.0.0.1:8050/ --preset=desktop
--only-categories=performance,accessibility --chrome-flags="--headless=new"`.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from tests.bench import pages, verdict, viewers
from tests.bench.places import WORK, store
from tests.browser import running

SIZES = (100_000, 1_000_000)
PARTS = ("all", "verdict", "pages", "viewers")


def main() -> int:
    """0 when the numbers are equal and no viewer met an error (whoever is ahead), else 1."""
    asked = _asked()
    WORK.mkdir(parents=True, exist_ok=True)
    if asked.part in ("all", "verdict"):
        verdict.run(WORK, 2 * asked.runs, asked.warm_ups)
    if asked.part == "verdict":
        return 0
    print(f"\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    is_right = True
    for updates in asked.updates or SIZES:
        home = asked.home or store(updates, asked.seed, asked.kept)
        running.ascn(
            home, "submissions"
        )  # brings the store up to date with today's marts, however long that takes
        print(f"\n== {asked.home or f'{updates:,} updates'}", flush=True)
        if asked.part == "all" and updates == SIZES[0]:
            verdict.once_on(home, WORK)
        if asked.part != "viewers":
            is_right = pages.run(home, asked.runs, asked.warm_ups) and is_right
        if asked.part != "pages":
            is_right = viewers.run(home) and is_right
    return 0 if is_right else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, default="all")
    parser.add_argument("--updates", type=int, action="append", help="another size; may be given again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--warm-ups", type=int, default=2)
    parser.add_argument("--home", type=Path, help="a store that is there already (with one --updates)")
    parser.add_argument("--kept", type=Path, help="where the stores are kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
