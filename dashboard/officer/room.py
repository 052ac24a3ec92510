"""Room for what is sent: of the disk, and of the time that one post may take."""

from __future__ import annotations

import shutil

from dashboard.officer.used import settings
from etl.store.places import Places, StoreError

# Of the disk, below which nothing is received: each file that is stored copies the store.
FREE_BYTES = 500 * 2**20
MOST_FILES = 20  # of one post; a browser remembers the links of three times as many
LONGEST = 60.0  # seconds in which the files of one post are begun; nobody waits for longer


class NoRoom(StoreError):
    """The disk is almost full; nothing was read or kept."""


class NotRead(Exception):
    """A file that came behind others for which the time was spent; nothing of it was read or kept."""


def need() -> None:
    """Asked before anything is kept: a disk that is full would lose what is being stored, and stop all others."""
    home = settings().home
    if Places(home).exists and shutil.disk_usage(home).free < FREE_BYTES:
        raise NoRoom("There is hardly any room left on the disk of this site.")
