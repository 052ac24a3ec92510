"""Hundreds of odd, broken, encrypted and crafted files that nobody here wrote: each gets a clear answer.

They must stay outside the project; ASCN_TEST_CORPORA names their folder (`make corpora`).
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from etl.read import RawFile, Unreadable, read

FOLDER = Path(os.environ.get("ASCN_TEST_CORPORA") or "no-corpora")
STOPS = {"not_a_spreadsheet", "empty_file", "encrypted", "too_large", "too_complex", "damaged", "timed_out"}
SECONDS, BYTES = 30, 1 << 30

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="ASCN_TEST_CORPORA names no folder; its files stay outside the project"
    ),
]


def _files() -> list[Path]:
    return [path for part in ("hostile", "csv") for path in sorted((FOLDER / part).glob("*"))]


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.name)
def test_every_file_gets_an_answer(path: Path) -> None:
    began = time.monotonic()
    try:
        answer: RawFile | Unreadable = read(path.read_bytes(), path.name)
    except Unreadable as reason:
        answer = reason
    assert time.monotonic() - began < SECONDS
    if isinstance(answer, Unreadable):
        assert answer.code in STOPS
    else:
        assert any(not sheet.cells.empty for sheet in answer.sheets)


def test_the_sandbox_is_alive_afterwards_and_nothing_grew() -> None:
    assert read(b"title\nSmart bus\n", "report.csv").kind == "csv"
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        assert resource.getrusage(who).ru_maxrss * unit < BYTES
