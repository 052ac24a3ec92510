"""Programs that tests drive (a browser, LibreOffice): found, or installed from Debian's packages if possible.

Run by `make` before the tests, through `tests/browser/install.py` and `tests/office/install.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program by its usual `names` and `places`; `variable` of the environment names it by hand.

    `packages`: of Debian, in groups of which the first that helps is enough. `best`: a name that is installed even
    where another is found. `wanted`: the sentence for somebody who has none. `runs`: whether it starts at all.
    """

    variable: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    packages: tuple[tuple[str, ...], ...]
    wanted: str
    runs: Callable[[str], bool] = bool
    best: str = ""

    def find(self) -> str | None:
        """Its path on this machine, or None. The variable goes before everything else."""
        named = os.environ.get(self.variable)
        if named:
            return shutil.which(named)
        for name in self.names:
            if found := shutil.which(name):
                return found
        return next((place for place in self.places if Path(place).is_file()), None)

    def ensure(self) -> int:
        """0 when it is there and starts at the end, else 1 after one sentence."""
        if self.variable not in os.environ and may_install():
            if self.best and not shutil.which(self.best):
                apt_install(self.packages[0])
            for group in self.packages:
                if not self._is_ready():
                    apt_install(group)
        if not self._is_ready():
            print(self.wanted, file=sys.stderr)
            return 1
        return 0

    def _is_ready(self) -> bool:
        found = self.find()
        return found is not None and self.runs(found)


def may_install() -> bool:
    """Debian's packages may be added: apt is here and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: tuple[str, ...]) -> None:
    """Installs Debian's packages; their output goes to the terminal, a failure shows in `find`."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=quiet, check=False)
