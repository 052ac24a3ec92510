"""LibreOffice for tests: opens workbooks, works every formula out anew and saves them again; lays documents out."""

from __future__ import annotations

import re
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
WRITERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "xls": "MS Excel 97",
    "ods": "calc8",
    "pptx": "Impress MS PowerPoint 2007 XML",
}
Office = Callable[..., dict[str, bytes]]


def save(
    books: Mapping[str, bytes], folder: Path, *, recalculate: int = ALWAYS, kind: str = "xlsx"
) -> dict[str, bytes]:
    """(name → workbook) → (name → workbook as LibreOffice saves it), all in one start with a profile of its own.

    `kind`: xlsx, xls, ods, or pptx for slides.
    """
    settings = RECALCULATE.format(mode=recalculate)
    return _converted(books, folder, f"{kind}:{WRITERS[kind]}", kind, settings)


def to_pdf(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """(name → document or workbook) → (name → PDF of its pages), all in one start."""
    return _converted(documents, folder, "pdf", "pdf")


def saved_documents(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """(name → Word file) → (name → the same as LibreOffice saves it)."""
    return _converted(documents, folder, "docx:MS Word 2007 XML", "docx")


def pages(pdf: bytes) -> int:
    """How many pages a PDF of LibreOffice has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _converted(
    files: Mapping[str, bytes], folder: Path, to: str, kind: str, settings: str = ""
) -> dict[str, bytes]:
    program = install.find()
    assert program, install.WANTED
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    if settings:
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [
            *(program, "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", to, "--outdir", str(out)),
            *(str(folder / name) for name in files),
        ],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return {name: (out / name).with_suffix(f".{kind}").read_bytes() for name in files}
