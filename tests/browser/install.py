"""Finds the browser that the browser tests, pictures and timings drive; installs Debian's where it may.

Run by `make` before anything needs a browser. `CHROMIUM` names one by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
WANTED = (
    "Browser tests need Chromium, Google Chrome or Microsoft Edge: install one "
    "(Debian: apt-get install chromium) or set CHROMIUM to its program."
)


def find() -> str | None:
    """Path of a browser on this machine, or None. `CHROMIUM` goes before everything else."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in PLACES if Path(place).is_file()), None)


def runs(browser: str) -> bool:
    """Whether the program starts at all: Ubuntu's package is a stub that needs snap."""
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def may_install() -> bool:
    """Debian's packages may be added: apt is here and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install() -> None:
    """Installs Debian's chromium; its output goes to the terminal, a failure shows in `find`."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *command], env=quiet, check=False)


def main() -> int:
    """0 when a browser that starts is there at the end, else 1 after one sentence."""
    browser = find()
    if browser is None and "CHROMIUM" not in os.environ and may_install():
        apt_install()
        browser = find()
    if browser is None or not runs(browser):
        print(WANTED, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
