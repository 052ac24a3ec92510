"""What the benchmark runs on: practice stores, kept from run to run, and the servers that are compared."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard import ahead
from dashboard.queries import run as run_queries
from etl.settings import settings
from etl.store.places import Places
from tests.browser import running

WORK = running.ROOT / "build" / "bench"
WORKERS = "2"
MOST_SECONDS = 1800


def store(updates: int, seed: int, kept: Path | None = None) -> Path:
    """Home of a practice store of that size; kept until what makes its files changes (its figures are kept current)."""
    folder = kept or WORK
    home = folder / f"store-{updates}-{_digest(updates, seed)}"
    if not Places(home).exists:
        for outdated in folder.glob(f"store-{updates}-*"):
            shutil.rmtree(outdated)
        print(f"Making practice data: {updates:,} updates, seed {seed} …", flush=True)
        begun = time.perf_counter()
        running.ascn(home, "init", "--practice", "--updates", str(updates), "--seed", str(seed))
        print(f"  {time.perf_counter() - begun:.0f} s", flush=True)
    return home


def _digest(updates: int, seed: int) -> str:
    """Changes with what invents the rows and with the tables that keep them; marts are brought up to date anyway."""
    digest = hashlib.sha256(f"{updates} {seed}".encode())
    for folder in ("etl/practice", "etl/sql/load", "data/reference"):
        files = (
            p for p in (running.ROOT / folder).rglob("*") if p.suffix in {".py", ".sql", ".csv", ".toml"}
        )
        for path in sorted(files):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _environment(snapshot: Path) -> dict[str, str]:
    return {**os.environ, "BENCH_SNAPSHOT": str(snapshot.resolve()), "PYTHONPATH": str(running.ROOT)}


@contextmanager
def streamlit(snapshot: Path) -> Iterator[str]:
    """The Streamlit page on a free port; its address."""
    port = running.free_port()
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    page = Path(__file__).with_name("streamlit_page.py")
    command = [sys.executable, "-m", "streamlit", "run", str(page)]
    command += [f"--{name}={value}" for name, value in options.items()]
    log, url = WORK / "streamlit.log", f"http://127.0.0.1:{port}"
    with running.process(command, _environment(snapshot), log, url) as found:
        yield found


@contextmanager
def wsgi(name: str, snapshot: Path) -> Iterator[str]:
    """A page of this folder under gunicorn with two workers; its address."""
    port = running.free_port()
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", WORKERS, "--threads", "4"]
    command += ["--log-level", "warning", f"tests.bench.{name}:site()"]
    log, url = WORK / f"{name}.log", f"http://127.0.0.1:{port}"
    with running.process(command, _environment(snapshot), log, url) as found:
        yield found


@contextmanager
def ours(home: Path, is_ahead: bool = False) -> Iterator[str]:
    """The site with two workers; its address. `is_ahead`: pages are drawn ahead, and none is there before."""
    shutil.rmtree(Places(home).drawn, ignore_errors=True)
    with running.serving(
        home, WORK / "serve.log", "--workers", WORKERS, ahead="on" if is_ahead else "off"
    ) as url:
        yield url


def wait_until_drawn(home: Path) -> float:
    """Seconds until every page that is drawn ahead lies there; raises where it does not come to that."""
    run_queries.use(settings(home=home))
    wanted, begun = len(list(ahead.addresses())), time.perf_counter()
    while sum(1 for _ in Places(home).drawn.glob("*/*/*.json")) < wanted:
        if time.perf_counter() - begun > MOST_SECONDS:
            raise RuntimeError(f"{wanted} pages were not drawn ahead in {MOST_SECONDS} s")
        time.sleep(0.5)
    return time.perf_counter() - begun
