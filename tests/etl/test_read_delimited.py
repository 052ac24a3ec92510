"""csv and tsv in every dialect and encoding of the region."""

from __future__ import annotations

import unicodedata

import pytest

from etl.read import RawFile, Unreadable, read_in_process

ROWS = [
    ["Title", "Status", "Note"],
    ["Smart bus", "On-going", "1,5"],
    ["Flood gates", "", "line one\nline two"],
]
THAI = "โครงการ,สถานะ\nรถเมล์อัจฉริยะ,กำลังดำเนินการ\n"
VIETNAMESE = "Dự án,Tình trạng\nĐường sắt đô thị,đang thực hiện\nChống ngập nước,đã hoàn thành\n"
PORTUGUESE = "Projeto,Situação\nCidade de Díli,em execução\n"


def read(data: bytes, name: str = "city/report.csv") -> RawFile:
    return read_in_process(data, name)


def table(file: RawFile) -> list[list[object]]:
    return file.sheets[0].cells.to_numpy().tolist()


def written(delimiter: str, line_end: str = "\r\n") -> str:
    def quoted(text: str) -> str:
        return f'"{text}"' if delimiter in text or "\n" in text else text

    return "".join(delimiter.join(map(quoted, row)) + line_end for row in ROWS)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_the_same_table_in_every_dialect(delimiter: str, encoding: str, line_end: str) -> None:
    file = read(written(delimiter, line_end).encode(encoding))
    assert table(file) == [[text or None for text in row] for row in ROWS]
    assert (file.kind, file.delimiter) == ("tsv" if delimiter == "\t" else "csv", delimiter)
    assert file.sheets[0].name == "report"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(THAI, "cp874"), (PORTUGUESE, "cp1252"), (THAI, "utf-8"), (VIETNAMESE, "utf-8"), (VIETNAMESE, "utf-16")],
)
def test_regional_encodings(text: str, encoding: str) -> None:
    file = read(text.encode(encoding))
    assert file.encoding == encoding
    assert table(file) == [line.split(",") for line in text.splitlines()]


def test_vietnamese_code_page_is_composed() -> None:
    # cp1258 writes tone marks after their letters, but keeps some letters whole
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    parts = []
    for letter in VIETNAMESE:
        pieces = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in pieces if mark in marks)
        base = unicodedata.normalize("NFC", "".join(mark for mark in pieces if mark not in marks))
        parts.append(base + tone)
    file = read("".join(parts).encode("cp1258"))
    assert file.encoding == "cp1258"
    assert table(file) == [line.split(",") for line in VIETNAMESE.splitlines()]


def test_a_record_is_a_row_as_a_spreadsheet_shows_it() -> None:
    file = read(b'a,b\n"two\nlines",1\n\n,\nlast,2\n')
    assert list(file.sheets[0].cells.index) == [1, 2, 5]
    assert table(file) == [["a", "b"], ["two\nlines", "1"], ["last", "2"]]


def test_columns_keep_their_numbers_where_one_is_blank() -> None:
    file = read(b"a,,c,\n1,,3,\n")
    assert list(file.sheets[0].cells.columns) == [1, 3]


def test_the_separator_line_of_excel_is_no_row() -> None:
    file = read(b"sep=|\r\na|b,c\r\n")
    assert (table(file), list(file.sheets[0].cells.index)) == ([["a", "b,c"]], [1])


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    text = "name;share;cost\n" + "".join(f"project {n};{n},5;1.000,{n}0\n" for n in range(1, 9))
    assert read(text.encode()).delimiter == ";"


def test_texts_are_as_typed() -> None:
    file = read(b'id,x\n"say ""yes""",  7 \n007,=1+1\n')
    assert table(file)[1:] == [['say "yes"', "  7 "], ["007", "=1+1"]]
    assert file.sheets[0].odd == {}


def test_stray_nul_bytes_are_dropped() -> None:
    assert table(read(b"a,b\n1\x00,2\n")) == [["a", "b"], ["1", "2"]]


def test_a_quotation_mark_that_is_never_closed_is_found_by_its_row() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b'a,b\n1,"open\n' + b"x,y\n" * 20_000)
    assert (refused.value.code, refused.value.params["row"]) == ("damaged", 2)


def test_one_column_is_a_table_too() -> None:
    assert table(read(b"title\nSmart bus\n")) == [["title"], ["Smart bus"]]
