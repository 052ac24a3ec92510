"""xls: which number format each cell has, from the records of the workbook stream; also whether it is encrypted.

calamine reads the values but not these, and a format decides whether 0.45 is 45 %. An error (#DIV/0!) it reads as an
empty cell: here it stands where the cell's format would. Layouts: [MS-XLS] 2.4 and 2.5.10.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from etl.read.compound import Compound
from etl.read.number_formats import built_in, telling
from etl.read.raw import Place, Unreadable

FORMULA, NUMBER, RK, MULRK, BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
FORMAT, XF, BOUNDSHEET, FILEPASS, BOF, EOF = 0x041E, 0x00E0, 0x0085, 0x002F, 0x0809, 0x000A
BIFF8 = 0x0600
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

Formats = dict[Place, str]


def xls_formats(data: bytes) -> list[Formats]:
    """The telling number formats of each sheet's numbers and the texts of its errors, in the order of the sheets.

    Unreadable("encrypted").
    """
    stream = Compound(data).stream("Workbook", "Book")
    if stream is None:
        return []
    codes = built_in()
    styles: list[int] = []
    sheets: list[int] = []
    is_biff8 = True
    for kind, body in _records(stream, 0):
        if kind == BOF:
            is_biff8 = struct.unpack_from("<H", body)[0] == BIFF8
        elif kind == FILEPASS:
            raise Unreadable("encrypted")
        elif kind == FORMAT and is_biff8:
            codes[struct.unpack_from("<H", body)[0]] = _text(body)
        elif kind == XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == BOUNDSHEET:
            sheets.append(struct.unpack_from("<I", body)[0])
    by_style = {style: codes.get(number, "") for style, number in enumerate(styles)}
    return [dict(_cells(stream, at, by_style)) for at in sheets]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records from a position to the end of its substream."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == EOF:
            return
        at += 4 + length


def _text(body: bytes) -> str:
    """The text of a FORMAT record: its length, whether its characters take two bytes, the characters."""
    length, wide = struct.unpack_from("<HB", body, 2)
    return (
        body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
        if wide & 1
        else body[5 : 5 + length].decode("latin-1")
    )


def _cells(stream: bytes, at: int, by_style: dict[int, str]) -> Iterator[tuple[Place, str]]:
    for kind, body in _records(stream, at):
        if text := ERRORS.get(_error(kind, body)):
            row, column = struct.unpack_from("<HH", body)
            yield (row + 1, column + 1), text
            continue
        for row, column, style in _places(kind, body):
            number_format = by_style.get(style, "")
            if telling(number_format):
                yield (row + 1, column + 1), number_format


def _error(kind: int, body: bytes) -> int:
    """The number of the error that a cell holds, -1 where it holds none."""
    if kind == BOOLERR and len(body) >= 8 and body[7] == 1:
        return body[6]
    is_error = kind == FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff"
    return body[8] if is_error else -1


def _places(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    if kind in (FORMULA, NUMBER, RK) and len(body) >= 6:
        yield struct.unpack_from("<HHH", body)
    elif kind == MULRK and len(body) >= 12:
        row, first = struct.unpack_from("<HH", body)
        for offset in range((len(body) - 6) // 6):
            yield row, first + offset, struct.unpack_from("<H", body, 4 + 6 * offset)[0]
