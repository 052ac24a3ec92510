"""LibreOffice for tests: opens workbooks, works every formula out anew and saves them again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.office import install

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item></oor:items>
"""
ALWAYS, NEVER = 0, 1
WRITERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
Office = Callable[..., dict[str, bytes]]


def save(
    books: Mapping[str, bytes], folder: Path, *, recalculate: int = ALWAYS, kind: str = "xlsx"
) -> dict[str, bytes]:
    """(name → workbook) → (name → workbook as LibreOffice saves it), all in one start with a profile of its own.

    `kind`: xlsx, xls or ods.
    """
    program = install.find()
    assert program, install.WANTED
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    told = RECALCULATE.format(mode=recalculate)
    (profile / "user" / "registrymodifications.xcu").write_text(told, encoding="utf-8")
    for name, data in books.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [
            *(program, "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", f"{kind}:{WRITERS[kind]}", "--outdir", str(out)),
            *(str(folder / name) for name in books),
        ],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return {name: (out / name).with_suffix(f".{kind}").read_bytes() for name in books}
