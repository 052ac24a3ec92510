"""The browser that the browser tests, pictures and timings drive: found, or Debian's installed where it may.

Run by `make` before anything needs a browser. `CHROMIUM` names one by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.programs import Program

# Chromium without its windows first: the whole program opens one for each test, which takes seven times the work of the
# page in it.
LIGHT = "chromium-headless-shell"
NAMES = (
    LIGHT,
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
    "(Debian: apt-get install chromium-headless-shell) or set CHROMIUM to its program."
)


def runs(browser: str) -> bool:
    """Whether the program starts at all: Ubuntu's package is a stub that needs snap."""
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


BROWSER = Program("CHROMIUM", NAMES, PLACES, ((LIGHT,), ("chromium",)), WANTED, runs, best=LIGHT)
find = BROWSER.find

if __name__ == "__main__":
    sys.exit(BROWSER.ensure())
