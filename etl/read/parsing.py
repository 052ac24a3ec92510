"""Bytes -> Book, in whatever process it is called in: which reader takes which kind, and what any failure of
a reader means.
"""

from __future__ import annotations

from etl.read.bulk import read_values, read_xls, read_xlsb
from etl.read.delimited import read_delimited
from etl.read.grids import too_complex
from etl.read.lengths import bound
from etl.read.opendocument import read_opendocument
from etl.read.raw import Book, Limits, Unreadable
from etl.read.sniff import Sniffed, sniff
from etl.read.workbook import read_workbook


def parse(data: bytes, name: str, limits: Limits) -> tuple[str, Book]:
    """The kind and the content.

    Raises nothing but Unreadable (and MemoryError turned into it), whatever the bytes are.
    """
    try:
        kind, book = _parse(data, name, limits)
        return kind, bound(book, limits)
    except Unreadable:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise too_complex("memory", limits.memory >> 20) from error
    except BaseException as error:  # calamine's PanicException is no Exception
        raise Unreadable("damaged", detail=f"{type(error).__name__}: {error}"[:200]) from error


def _parse(data: bytes, name: str, limits: Limits) -> tuple[str, Book]:
    sniffed = sniff(data, limits)
    if sniffed.kind == "text":
        return read_delimited(data, _stem(name), limits)
    book = _spreadsheet(sniffed, data, limits)
    if not any(grid.rows for grid in book.grids):
        raise Unreadable("empty_file")
    return sniffed.kind, book


def _spreadsheet(sniffed: Sniffed, data: bytes, limits: Limits) -> Book:
    if sniffed.package is None:
        return read_xls(data, limits)
    if sniffed.kind == "xlsb":
        return read_xlsb(data, sniffed.package, limits)
    read = read_opendocument if sniffed.kind == "ods" else read_workbook
    try:
        return read(sniffed.package, limits)
    except (Unreadable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a part that only the other reader can follow
        return read_values(data, limits)


def _stem(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    return base.rpartition(".")[0] or base
