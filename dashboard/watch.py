"""Watches for what makes drawn pages old, a published snapshot or a new hour (dashboard/drawn.py says why the hour),
and then has the pages drawn ahead at the lowest priority. It imports nothing of the pages, so that it stays small, and
the process that draws ends when it is done, with all that it remembered."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from datetime import UTC, datetime

from etl.settings import ROOT, Settings, settings
from etl.store.places import Places, StoreError

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds between two looks
_LOWEST = 19


def begin(chosen: Settings) -> None:
    """Start the watch beside this process and not as a part of it, deaf to what its terminal says; it ends soon after
    this one."""
    words = [sys.executable, "-m", "dashboard.watch", str(os.getpid())]
    subprocess.Popen(  # noqa: S603 - our own program
        words, stdin=subprocess.DEVNULL, cwd=ROOT, env=chosen.environment(), start_new_session=True
    )


def run(server: int) -> None:
    """Watch until the process `server`, which began this one, is gone; what it began goes with it."""
    places, drawn, drawing = Places(settings().home), "", None
    os.nice(_LOWEST)
    try:
        while os.getppid() == server:
            if drawing is not None and drawing.poll() is not None:
                _say_how(drawing.returncode)
                drawing = None
            now = _moment(places)
            if now and now != drawn and drawing is None:
                drawn, drawing = now, subprocess.Popen([sys.executable, "-m", "dashboard.ahead"])
            time.sleep(_EVERY)
    finally:
        if drawing is not None:
            drawing.terminate()


def _say_how(code: int) -> None:
    if code:
        log.warning("drawing ahead ended with code %s; the next try is with the next report or hour", code)


def _moment(places: Places) -> str:
    """The snapshot and the hour that pages are drawn for; empty where there is no snapshot to read, as while a store is
    made anew."""
    try:
        newest = places.newest()
        return f"{newest} {newest.stat().st_mtime_ns} {datetime.now(UTC):%Y%m%d%H}"
    except (StoreError, OSError) as error:
        log.debug("nothing is drawn ahead for now: %s", error)
        return ""


if __name__ == "__main__":
    run(int(sys.argv[1]))
