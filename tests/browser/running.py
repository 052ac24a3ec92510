"""Starts what a browser test needs: a store, the server on a free port of this machine, a browser.

Shared by the tests, `tests.browser.screenshots` and `tests.bench`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Response

from tests.browser import install

ROOT = Path(__file__).resolve().parents[2]
ASCN = Path(sys.executable).with_name("ascn.exe" if os.name == "nt" else "ascn")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-extensions",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
    "--disable-dev-shm-usage",
)


def environment(home: Path, ahead: str = "off") -> dict[str, str]:
    """This process's environment with the store at `home` and, beside what is said here, nothing of ASCN_* set."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ASCN_")}
    reference = str(ROOT / "data" / "reference")
    return {**kept, "ASCN_HOME": str(home), "ASCN_REFERENCE": reference, "ASCN_AHEAD": ahead}


def ascn(home: Path, *arguments: str) -> str:
    """Output of one `ascn` command on that store; fails with what it printed."""
    done = subprocess.run(
        [str(ASCN), *arguments], env=environment(home), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        printed = done.stdout + done.stderr
        raise RuntimeError(f"ascn {' '.join(arguments)} ended with {done.returncode}: {printed}")
    return done.stdout


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether the server gives any answer that is not its own failure."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status < 500)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


@contextmanager
def process(command: Sequence[str], env: dict[str, str], log: Path, url: str) -> Iterator[str]:
    """Runs a server until the block ends; yields `url` once it answers (60 s at most)."""
    with log.open("w") as out:
        child = subprocess.Popen(command, env=env, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + 60
            while not answers(url):
                if child.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{' '.join(command)} does not answer: {log.read_text()[-3000:]}")
                time.sleep(0.1)
            yield url
        finally:
            child.terminate()
            child.wait(timeout=30)


@contextmanager
def serving(home: Path, log: Path, *options: str, ahead: str = "off") -> Iterator[str]:
    """The site on a free port; yields its address without the last slash. `ahead`: whether pages are drawn ahead."""
    port = free_port()
    command = [str(ASCN), "serve", "--host", "127.0.0.1", "--port", str(port), *options]
    with process(command, environment(home, ahead), log, f"http://127.0.0.1:{port}") as url:
        yield url


def launch(playwright: Playwright) -> Browser:
    """The machine's own browser, without its background traffic."""
    found = install.find()
    if found is None:
        raise RuntimeError(install.WANTED)
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=found, args=[*QUIET, *as_root])


@dataclass
class Watch:
    """What went wrong on a page while it was watched; empty lists mean nothing."""

    host: str
    console: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def attach(self, page: Page) -> None:
        """Starts to note the page's errors, failed answers and requests to other hosts."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.console.append(f"page error: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("requestfailed", self._on_failed)

    def faults(self) -> list[str]:
        """Everything noted, one line each."""
        return [*self.console, *self.failed, *self.foreign]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") not in self.missing:
            self.console.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in {"http", "https", "ws", "wss"} and target.netloc != self.host:
            self.foreign.append(f"request to another host: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status == 404 and response.request.is_navigation_request():
            self.missing.add(
                response.url
            )  # an address that names nothing answers so; its page says it in words
        elif response.status >= 400:
            self.failed.append(f"{response.status}: {response.url}")

    def _on_failed(self, request: Request) -> None:
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.failed.append(f"failed ({request.failure}): {request.url}")
