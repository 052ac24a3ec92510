"""What a file is, by content; and every reason to read it no further."""

from __future__ import annotations

import io
import zipfile

import pytest

from etl.read import Limits, Unreadable, read_in_process
from tests.etl.read_files import ods, one_sheet, package, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(stream: str) -> bytes:
    """The look of an OLE file with a stream of this name in its directory."""
    return OLE.ljust(1024, b"\x00") + (stream + "\x00").encode("utf-16-le").ljust(128, b"\x00")


def refusal(data: bytes, limits: Limits | None = None, name: str = "report.xlsx") -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read_in_process(data, name, limits or Limits())
    return refused.value


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"{\\rtf1 text}", "word"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "html"),
        (b"  <html><body>\xe2\x80\xa6</body></html>", "html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "xml"),
        (b'[{"title": "x"}]', "json"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old_excel"),
        (bytes(range(256)) * 4, "binary"),
        (zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<T>wordprocessingml</T>"}), "word"),
        (zipped({"holiday.jpg": b"\xff\xd8"}), "archive"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "archive"),
        (ole("WordDocument"), "word"),
        (ole("Something"), "binary"),
    ],
)
def test_what_is_no_spreadsheet_is_named(data: bytes, found: str) -> None:
    reason = refusal(data)
    assert (reason.code, reason.params["found"]) == ("not_a_spreadsheet", found)
    assert str(reason.params["detail"]).startswith(" but a")


@pytest.mark.parametrize(
    "data", [b"", b"\r\n \n", b"\xef\xbb\xbf", b"\xff\xfe", one_sheet([]), b",,,\n,,\n", b"sep=;\n"]
)
def test_nothing_in_it(data: bytes) -> None:
    assert refusal(data).code == "empty_file"


@pytest.mark.parametrize(
    "data",
    [ole("EncryptedPackage"), ods("", '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>')],
)
def test_a_password_is_said_to_be_one(data: bytes) -> None:
    assert refusal(data).code == "encrypted"


def test_a_zip_with_a_password() -> None:
    data = bytearray(zipped(package("<sheetData/>")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1  # the flag of an encrypted entry
        at += 4
    assert refusal(bytes(data)).code == "encrypted"


def test_too_many_bytes() -> None:
    reason = refusal(b"a,b\n" * 1000, Limits(max_bytes=1000))
    assert reason.code == "too_large"
    assert "limit" in str(reason.params["detail"])


ROW = "<sheetData><row><c><v>1</v></c></row></sheetData>"
MERGED = '<mergeCell ref="A1:B2"/>'


@pytest.mark.parametrize(
    ("what", "limits", "data"),
    [
        ("unpacked", Limits(max_unpacked=1 << 20), zipped({"a": b"\x00" * (3 << 20)})),
        ("ratio", Limits(ratio_from=1 << 20), zipped({"a": b"\x00" * (3 << 20)})),
        ("entries", Limits(max_entries=2), zipped(dict.fromkeys("abc", b"x"))),
        ("rows", Limits(max_rows=2), one_sheet([[1], [2], [3]])),
        ("columns", Limits(max_columns=2), one_sheet([[1, 2, 3]])),
        ("cells", Limits(max_cells=2), one_sheet([[1, 2], [3]])),
        ("sheets", Limits(max_sheets=0), one_sheet([[1]])),
        ("rows", Limits(max_rows=2), b"a\nb\nc\n"),
        ("columns", Limits(max_columns=2), b"a,b,c\n"),
        ("cells", Limits(max_cells=2), b"a,b\nc,d\n"),
        ("cells", Limits(max_cells=10), b"a,b,c,d,e,f,g\n" + b"a\n" * 6),
        ("cells", Limits(max_cells=2), zipped(package(f"{ROW}<mergeCells>{MERGED * 2}</mergeCells>"))),
        ("letters", Limits(max_letters=7), b"abc,ab\nd,ab\n"),
        ("letters", Limits(max_letters=29), one_sheet([["the same text"] * 3])),
    ],
)
def test_limits_on_what_it_holds(what: str, limits: Limits, data: bytes) -> None:
    reason = refusal(data, limits)
    assert (reason.code, reason.params["what"]) == ("too_complex", what)


@pytest.mark.parametrize("kept", [200, 2000])
def test_half_a_file_is_damaged(kept: int) -> None:
    assert refusal(one_sheet([[1, 2, 3]])[:kept]).code == "damaged"


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    data = bytearray(zipped(package(f"<sheetData>{'<row><c><v>1</v></c></row>' * 1000}</sheetData>")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    size = sheet.file_size.to_bytes(4, "little")
    at = data.rfind(size)
    data[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(data)).code == "damaged"


def test_the_name_is_never_believed() -> None:
    assert read_in_process(one_sheet([[1]]), "report.csv").kind == "xlsx"
    assert read_in_process(b"a;b\n1;2\n", "report.xlsx").kind == "csv"
