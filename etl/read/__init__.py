"""A file's bytes -> RawFile: cells as typed, with their places. The first stage; it knows nothing of reports.

`read` parses in a sandboxed child process and never raises anything but Unreadable, or Unavailable where we have no
room for a child; `read_in_process` skips the sandbox, for files of our own making.
"""

from __future__ import annotations

import hashlib

from etl import stages
from etl.read import sandbox
from etl.read.parsing import parse
from etl.read.raw import (
    DEFAULT,
    TRUSTED,
    Book,
    Limits,
    RawFile,
    RawSheet,
    Unavailable,
    Unreadable,
    sheet_of,
)

__all__ = [
    "DEFAULT",
    "TRUSTED",
    "Limits",
    "RawFile",
    "RawSheet",
    "Unavailable",
    "Unreadable",
    "read",
    "read_in_process",
    "warm_up",
]

warm_up = sandbox.warm_up


@stages.stage("read")
def read(data: bytes, name: str, limits: Limits = DEFAULT) -> RawFile:
    """Parse the bytes in a child process under the limits.

    `name` only names the sheet of a text file. Raises only Unreadable and Unavailable.
    """
    kind, book = sandbox.run(data, name, limits)
    return _file(data, name, kind, book)


def read_in_process(data: bytes, name: str, limits: Limits = DEFAULT) -> RawFile:
    """The same without the child process: no protection against what a hostile file does to a parser."""
    kind, book = parse(data, name, limits)
    return _file(data, name, kind, book)


def _file(data: bytes, name: str, kind: str, book: Book) -> RawFile:
    sheets = tuple(sheet_of(grid) for grid in book.grids)
    sha256 = hashlib.sha256(data).hexdigest()
    return RawFile(name, kind, sha256, sheets, book.properties, book.encoding, book.delimiter)
