"""The LibreOffice by which the template is tried: found, or Debian's installed where it may.

Run by `make` before the tests. `SOFFICE` names one by hand.
"""

from __future__ import annotations

import sys

from tests.programs import Program

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


OFFICE = Program("SOFFICE", NAMES, PLACES, PACKAGES, WANTED)
find = OFFICE.find

if __name__ == "__main__":
    sys.exit(OFFICE.ensure())
