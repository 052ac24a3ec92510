"""The LibreOffice by which workbooks, documents and slides are tried: found, or Debian's installed where it may.

Run by `make` before the tests. `SOFFICE` names one by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.programs import Program

NAMES = ("soffice", "libreoffice", "localc")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
PARTS = ("libreoffice-calc", "libreoffice-writer", "libreoffice-impress")
PACKAGES = (*PARTS, "poppler-utils")  # poppler-utils: pictures of the pages
WANTED = (
    "Tests of workbooks, documents and slides need LibreOffice with Calc, Writer and Impress: install it (Debian: "
    f"apt-get install --no-install-recommends {' '.join(PARTS)}) or set SOFFICE to its program."
)


def is_whole(program: str) -> bool:
    """Whether Writer and Impress are there too: Debian packs each by itself, other systems all together."""
    folder = Path(program).resolve().parent
    is_debian = folder == Path("/usr/lib/libreoffice/program")
    return not is_debian or all((folder / f"lib{part}lo.so").exists() for part in ("sc", "sw", "sd"))


OFFICE = Program("SOFFICE", NAMES, PLACES, (PACKAGES,), WANTED, is_whole)
find = OFFICE.find

if __name__ == "__main__":
    sys.exit(OFFICE.ensure())
