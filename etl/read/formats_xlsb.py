"""xlsb: which number format each cell has, and which error, from the binary parts.

Layouts: [MS-XLSB] 2.4 and 2.5.97.2; see etl/read/formats_xls.py for why.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from etl.read.formats_xls import ERRORS
from etl.read.number_formats import built_in, telling
from etl.read.package import Package, resolve
from etl.read.raw import Place

WORKBOOK, STYLES = "xl/workbook.bin", "xl/styles.bin"
ROW, FIRST_CELL, LAST_CELL = 0, 1, 11
ERROR, FORMULA_ERROR = 3, 11
FORMAT, STYLE, BEGIN_STYLES, END_STYLES, SHEET = 44, 47, 617, 618, 156

Formats = dict[Place, str]


def xlsb_formats(package: Package) -> dict[str, Formats]:
    """The telling number formats of the cells and the texts of their errors, by sheet name."""
    by_style = _styles(package)
    targets = _targets(package)
    found: dict[str, Formats] = {}
    for kind, body in _records(package.read(WORKBOOK)):
        if kind == SHEET:
            relation, at = _wide(body, 8)
            name, _ = _wide(body, at)
            part = targets.get(relation, "")
            if part in package:
                found[name] = dict(_cells(package.read(part), by_style))
    return found


def _targets(package: Package) -> dict[str, str]:
    relations = package.xml("xl/_rels/workbook.bin.rels")
    return {item.get("Id", ""): resolve(WORKBOOK, item.get("Target", "")) for item in relations}


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _variable(data, at, 2)
        length, at = _variable(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _variable(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in 7-bit groups, as long as the high bit is set; a record's kind keeps its high bits in their
    place.
    """
    value = 0
    for position in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << (7 * position)
        if not byte & 0x80:
            break
    return value, at


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A length-prefixed UTF-16 text and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * min(length, len(body))
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _styles(package: Package) -> dict[int, str]:
    codes = built_in()
    used: list[int] = []
    is_within = False
    for kind, body in _records(package.read(STYLES) if STYLES in package else b""):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif kind in (BEGIN_STYLES, END_STYLES):
            is_within = kind == BEGIN_STYLES
        elif kind == STYLE and is_within:
            used.append(struct.unpack_from("<H", body, 2)[0])
    formats = {style: codes.get(number, "") for style, number in enumerate(used)}
    return {style: code for style, code in formats.items() if telling(code)}


def _cells(data: bytes, by_style: dict[int, str]) -> Iterator[tuple[Place, str]]:
    row = 0
    for kind, body in _records(data):
        if kind == ROW:
            row = struct.unpack_from("<I", body)[0]
        elif FIRST_CELL < kind <= LAST_CELL and len(body) >= 8:
            column, style = struct.unpack_from("<II", body)
            if kind in (ERROR, FORMULA_ERROR) and len(body) > 8 and body[8] in ERRORS:
                yield (row + 1, column + 1), ERRORS[body[8]]
            elif number_format := by_style.get(style & 0xFFFFFF):
                yield (row + 1, column + 1), number_format
