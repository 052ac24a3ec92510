"""Files for the tests of reading, made in code: workbooks by XlsxWriter, packages part by part."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that XlsxWriter makes as `fill` says."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target)
    fill(workbook)
    workbook.close()
    return target.getvalue()


def one_sheet(rows: list[list[object]], name: str = "Projects") -> bytes:
    """A workbook of one sheet with these rows from A1 on."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet(name)
        for row, values in enumerate(rows):
            sheet.write_row(row, 0, values)

    return xlsx(fill)


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def package(sheet_xml: str, kind: str = "sheet.main", **extra: str | bytes) -> dict[str, str | bytes]:
    """The parts of a minimal xlsx whose one sheet has this XML within <worksheet>."""
    return {
        "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" '
        f'ContentType="{TYPES}.{kind}+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Projects" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet_xml}</worksheet>',
        **extra,
    }


def ods(table_xml: str, manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet with this XML within <office:spreadsheet>."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{table_xml}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return zipped(parts | ({"META-INF/manifest.xml": manifest} if manifest else {}))


def xlsb(*cells: tuple[int, int, int, bytes]) -> bytes:
    """A minimal xlsb whose sheet has these cells, by rows: row and column from 0, the record's kind, what it holds."""
    rows = sorted({row for row, *_ in cells})
    last_column = max(column for _, column, *_ in cells)
    sheet = (
        _record(129) + _record(148, struct.pack("<IIII", rows[0], rows[-1], 0, last_column)) + _record(145)
    )
    for row in rows:
        sheet += _record(0, struct.pack("<I", row) + bytes(21))
        sheet += b"".join(
            _record(kind, struct.pack("<II", column, 0) + held)
            for at, column, kind, held in cells
            if at == row
        )
    sheet += _record(146) + _record(130)
    named = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Projects")
    book = _record(131) + _record(153, bytes(12)) + _record(143) + _record(156, named)
    book += _record(144) + _record(157, bytes(26)) + _record(132)
    main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.bin" ContentType="{main}"/></Types>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    """A record of [MS-XLSB] 2.1.4; `body` shorter than 128 bytes."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
