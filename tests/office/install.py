"""Finds the LibreOffice by which the template is tried; installs Debian's where it may.

Run by `make` before the tests. `SOFFICE` names one by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("soffice", "libreoffice", "localc")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
PACKAGES = ("libreoffice-calc", "poppler-utils")  # poppler-utils: pictures of the sheets
WANTED = (
    "Tests of the template need LibreOffice: install it (Debian: apt-get install --no-install-recommends "
    "libreoffice-calc) or set SOFFICE to its program."
)


def find() -> str | None:
    """Path of LibreOffice on this machine, or None. `SOFFICE` goes before everything else."""
    named = os.environ.get("SOFFICE")
    if named:
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in PLACES if Path(place).is_file()), None)


def may_install() -> bool:
    """Debian's packages may be added: apt is here and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install() -> None:
    """Installs Debian's packages; their output goes to the terminal, a failure shows in `find`."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", *command], env=quiet, check=False)


def main() -> int:
    """0 when LibreOffice is there at the end, else 1 after one sentence."""
    office = find()
    if office is None and "SOFFICE" not in os.environ and may_install():
        apt_install()
        office = find()
    if office is None:
        print(WANTED, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
