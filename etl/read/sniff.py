"""What the bytes are, by content: the extension is never believed.

First step of reading, still outside any parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.read.package import Package
from etl.read.raw import MEBIBYTE, Limits, Unreadable

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
OLD_EXCEL = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "word"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"PAR1", "binary"),
    (b"SQLite format 3\x00", "binary"),
    (b"\x7fELF", "binary"),
)
FOUND = {
    "pdf": "a PDF document",
    "image": "a picture",
    "word": "a text document",
    "slides": "a presentation",
    "archive": "an archive of files",
    "html": "a web page",
    "xml": "an XML file",
    "json": "a JSON file",
    "old_excel": "a workbook of Excel 5 or older",
    "binary": "a file of another kind",
}
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|table|\?xml|svg|meta|script)\b", re.IGNORECASE)
MAIN_PARTS = (
    (b"ms-excel.sheet.binary.macroenabled.main", "xlsb"),
    (b"ms-excel.sheet.macroenabled.main", "xlsm"),
    (b"ms-excel.template.macroenabled.main", "xlsm"),
    (b"ms-excel.addin.macroenabled.main", "xlsm"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"spreadsheetml.template.main", "xlsx"),
    (b"wordprocessingml", "word"),
    (b"presentationml", "slides"),
)
SPREADSHEETS = ("xlsx", "xlsm", "xlsb")
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
SAMPLE = 64 * 1024
TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f")
MAX_CONTROLS, MAX_NULS = 0.02, 0.25  # shares of the bytes


@dataclass(frozen=True)
class Sniffed:
    """`kind` is a file kind, or "text" whose delimiter is still to be found.

    `package` is open for zip kinds.
    """

    kind: str
    package: Package | None = None


def sniff(data: bytes, limits: Limits) -> Sniffed:
    """Say what the file is.

    Unreadable: too_large, empty_file, encrypted, too_complex, damaged, not_a_spreadsheet (`found`).
    """
    if len(data) > limits.max_bytes:
        size, limit = len(data) / MEBIBYTE, limits.max_bytes / MEBIBYTE
        raise Unreadable(
            "too_large", size_mb=round(size, 1), detail=f"{size:.1f} MB; the limit is {limit:g} MB"
        )
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty_file")
    if data.startswith(ZIP_MAGICS):
        package = Package(data, limits)
        return Sniffed(_zip_kind(package), package)
    if data.startswith(OLE_MAGIC):
        return Sniffed(_ole_kind(data))
    refuse_foreign(data)
    return Sniffed("text")


def not_a_spreadsheet(found: str) -> Unreadable:
    """The refusal of something else; `found` is a key of FOUND."""
    return Unreadable("not_a_spreadsheet", found=found, detail=f" but {FOUND[found]}")


def _zip_kind(package: Package) -> str:
    if "mimetype" in package:
        return _ods_kind(package)
    types = package.read("[Content_Types].xml").lower() if "[Content_Types].xml" in package else b""
    kind = next((kind for mark, kind in MAIN_PARTS if mark in types), "archive")
    if kind == "archive" and "xl/workbook.xml" in package:
        return "xlsx"
    if kind not in SPREADSHEETS:
        raise not_a_spreadsheet(kind)
    return kind


def _ods_kind(package: Package) -> str:
    if not package.read("mimetype").strip().startswith(ODS_MIME):
        raise not_a_spreadsheet("archive")
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise Unreadable("encrypted")
    return "ods"


def _ole_kind(data: bytes) -> str:
    """The kind of an OLE compound file, by the names in its directory (UTF-16, entries of 128 bytes)."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        raise Unreadable("encrypted")
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return "xls"
    for name, found in (("WordDocument", "word"), ("PowerPoint Document", "slides")):
        if _has_stream(data, name):
            raise not_a_spreadsheet(found)
    raise not_a_spreadsheet("binary")


def _has_stream(data: bytes, name: str) -> bool:
    entry = re.escape((name + "\x00").encode("utf-16-le"))
    return any(found.start() % 128 == 0 for found in re.finditer(entry, data, re.IGNORECASE))


def refuse_foreign(data: bytes) -> None:
    """Unreadable("not_a_spreadsheet") for what is neither a spreadsheet nor text."""
    if data.startswith(OLD_EXCEL):
        raise not_a_spreadsheet("old_excel")
    found = next((found for mark, found in MAGICS if data.startswith(mark)), None)
    if found:
        raise not_a_spreadsheet(found)
    if data.startswith(BYTE_ORDER_MARKS[1:]):
        return
    head = data[:SAMPLE].removeprefix(BYTE_ORDER_MARKS[0])
    if MARKUP.match(head.lstrip()):
        raise not_a_spreadsheet("xml" if b"<?mso-application" in head else "html")
    if _is_binary(head):
        raise not_a_spreadsheet("binary")


def _is_binary(head: bytes) -> bool:
    """Whether control bytes are too many for text.

    NULs are judged apart: UTF-16 has them in every second place.
    """
    controls = sum(head.count(byte) for byte in range(1, 32) if byte not in TEXT_CONTROLS)
    nuls = head.count(0)
    looks_utf16 = max(head[0::2].count(0), head[1::2].count(0)) > 0.9 * nuls
    return controls > MAX_CONTROLS * len(head) or (nuls > MAX_NULS * len(head) and not looks_utf16)
