"""The browser that the browser tests, pictures and timings drive: found, or Debian's installed where it may.

Run by `make` before anything needs a browser. `CHROMIUM` names one by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.programs import Program

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


def runs(browser: str) -> bool:
    """Whether the program starts at all: Ubuntu's package is a stub that needs snap."""
    if os.name == "nt":
        return True
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


BROWSER = Program("CHROMIUM", NAMES, PLACES, ("chromium",), WANTED, runs)
find = BROWSER.find

if __name__ == "__main__":
    sys.exit(BROWSER.ensure())
