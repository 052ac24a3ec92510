"""xlsx, xlsm and ods: every cell with its place, format and peculiarity."""

from __future__ import annotations

import datetime as dt
import io
import struct

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.properties import CalcProperties

from etl.read import RawFile, RawSheet, Unreadable, read_in_process
from etl.read.formats_xls import ERRORS
from tests.etl.read_files import ods, one_sheet, package, xlsb, xlsx, zipped


def read(data: bytes, name: str = "report.bin") -> RawFile:
    return read_in_process(data, name)


def cells(sheet: RawSheet) -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for row, values in sheet.cells.iterrows()
        for column, value in values.items()
        if value is not None
    }


def test_places_are_the_sheet_s_own_whatever_is_blank_around() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("Projects").write("C4", "far")

    (sheet,) = read(xlsx(fill)).sheets
    assert (sheet.name, cells(sheet)) == ("Projects", {(4, 3): "far"})
    assert list(sheet.cells.index) == [4]
    assert sheet.cells[3].dtype == object


def test_strings_stay_as_typed_and_numbers_of_every_kind_are_alike() -> None:
    (sheet,) = read(one_sheet([["  two  spaces ", 45, 45.0, 0.45, True, "45"]])).sheets
    values = list(cells(sheet).values())
    assert values == ["  two  spaces ", 45, 45, 0.45, True, "45"]
    assert [type(value) for value in values] == [str, int, int, float, bool, str]


def test_number_formats_are_kept_where_they_bear_on_meaning() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        for column, code in enumerate(("0%", "0.00", '"Rp"#,##0', "#,##0", "dd/mm/yyyy", "@")):
            sheet.write_number(0, column, 0.75, workbook.add_format({"num_format": code}))

    (sheet,) = read(xlsx(fill)).sheets
    assert sheet.formats == {(1, 1): "0%", (1, 3): '"Rp"#,##0', (1, 5): "dd/mm/yyyy"}


@pytest.mark.parametrize("epoch", [False, True])
def test_dates_are_dates_in_both_calendars(epoch: bool) -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"date_1904": epoch}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(0, 0, dt.datetime(2025, 3, 4), day)
        sheet.write_datetime(
            0, 1, dt.datetime(2025, 3, 4, 10, 30), workbook.add_format({"num_format": "d/m/yy h:mm"})
        )
    (sheet,) = read(target.getvalue()).sheets
    assert list(cells(sheet).values()) == [dt.date(2025, 3, 4), dt.datetime(2025, 3, 4, 10, 30)]


def test_a_formula_without_its_result_and_an_error_are_not_blank() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=A1+1"
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    target = io.BytesIO()
    book.save(target)
    (sheet,) = read(target.getvalue()).sheets
    assert (cells(sheet), sheet.odd) == ({(2, 2): "=A1+1"}, {(2, 2): "formula"})
    (sheet,) = read(
        zipped(package('<sheetData><row><c t="e"><f>A9</f><v>#REF!</v></c></row></sheetData>'))
    ).sheets
    assert (cells(sheet), sheet.odd) == ({(1, 1): "#REF!"}, {(1, 1): "#REF!"})


@pytest.mark.parametrize(("code", "text"), sorted(ERRORS.items()))
@pytest.mark.parametrize("kind", [3, 11])
def test_an_error_in_a_binary_workbook_is_not_blank(kind: int, code: int, text: str) -> None:
    held = bytes([code]) if kind == 3 else bytes([code]) + struct.pack("<HII", 0, 0, 0)
    number = struct.pack("<d", 45)
    (sheet,) = read(xlsb((0, 0, 5, number), (0, 1, kind, held), (2, 0, kind, held), (2, 1, 5, number))).sheets
    assert cells(sheet) == {(1, 1): 45, (1, 2): text, (3, 1): text, (3, 2): 45}
    assert sheet.odd == {(1, 2): text, (3, 1): text}


def test_a_formula_with_its_result_is_the_result() -> None:
    formulas = '<c><f>40+5</f><v>45</v></c><c t="str"><f>""</f><v></v></c>'
    (sheet,) = read(zipped(package(f"<sheetData><row>{formulas}</row></sheetData>"))).sheets
    assert (cells(sheet), sheet.odd) == ({(1, 1): 45}, {})


def test_hidden_sheets_merged_cells_and_properties() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.set_custom_property("ascn_template", "progress-report")
        sheet = workbook.add_worksheet("Projects")
        sheet.merge_range("B2:D3", "wide")
        hidden = workbook.add_worksheet("Choices")
        hidden.write("A1", "x")
        hidden.hide()

    file = read(xlsx(fill))
    assert [(sheet.name, sheet.hidden) for sheet in file.sheets] == [("Projects", False), ("Choices", True)]
    assert file.sheets[0].merged == ((2, 2, 3, 4),)
    assert file.properties == {"ascn_template": "progress-report"}


def test_only_what_holds_values_is_read_however_far_the_formats_reach() -> None:
    rows = "".join(f'<row r="{row}"><c r="XFD{row}" s="1"/></row>' for row in (*range(2, 5_000), 1_048_576))
    sheet_xml = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row>{rows}</sheetData>'
    (sheet,) = read(zipped(package(sheet_xml))).sheets
    assert sheet.cells.shape == (1, 1)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="inlineStr"><is><r><t>in </t></r><r><t>parts</t></r></is></c>', "in parts"),
        ('<c t="str"><v>a_x000D_b</v></c>', "a\rb"),
        ('<c t="b"><v>0</v></c>', False),
        ('<c t="d"><v>2025-03-04</v></c>', dt.date(2025, 3, 4)),
        ("<c><v>1.5E2</v></c>", 150),
        ("<c><v>12345678901234567890</v></c>", 12345678901234567890.0),
    ],
)
def test_every_way_to_write_a_cell(cell: str, value: object) -> None:
    (sheet,) = read(zipped(package(f"<sheetData><row>{cell}</row></sheetData>"))).sheets
    assert cells(sheet) == {(1, 1): value}


def test_cells_without_addresses_follow_each_other() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>9</v></c></row>"
    (sheet,) = read(zipped(package(f"<sheetData>{rows}</sheetData>"))).sheets
    assert cells(sheet) == {(1, 1): 1, (1, 3): 3, (3, 1): 9}


def test_macros_are_not_run_and_the_kind_is_told_by_content() -> None:
    parts = package("<sheetData><row><c><v>1</v></c></row></sheetData>")
    parts["[Content_Types].xml"] = (
        '<Types><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )
    assert read(zipped(parts | {"xl/vbaProject.bin": b"\x00macro"}), "report.xlsx").kind == "xlsm"


def test_broken_styles_do_not_lose_the_values() -> None:
    parts = package("<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>")
    (sheet,) = read(zipped(parts | {"xl/styles.xml": "<styleSheet><cellXfs>"})).sheets
    assert cells(sheet) == {(1, 1): 1}


def test_an_entity_bomb_is_refused_unopened() -> None:
    parts = package("")
    parts["xl/worksheets/sheet1.xml"] = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>'
    )
    with pytest.raises(Unreadable) as refused:
        read(zipped(parts))
    assert refused.value.code == "damaged"


ODS_TABLE = """
<table:table table:name="Projects"><table:table-row table:number-rows-repeated="2"/>
<table:table-row><table:table-cell table:number-columns-repeated="2"/>
<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45%</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2025-03-04"><text:p>4/3/25</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>two<text:s text:c="2"/>lines</text:p>
<text:p>here</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16379"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="float" office:value="7"/></table:table-row>
<table:table-row table:number-rows-repeated="1048571">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="Choices" table:style-name="ta2"><table:table-row>
<table:table-cell table:formula="of:=[.A9]"/>
<table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell></table:table-row></table:table>
"""


def test_an_open_document_has_its_places_percentages_dates_and_oddities() -> None:
    file = read(ods(ODS_TABLE))
    projects, choices = file.sheets
    assert file.kind == "ods"
    assert cells(projects) == {
        (3, 3): 0.45,
        (3, 4): dt.date(2025, 3, 4),
        (3, 5): "two  lines\nhere",
        (4, 1): 7,
        (5, 1): 7,
    }
    assert projects.formats == {(3, 3): "0%"}
    assert choices.hidden
    assert choices.odd == {(1, 1): "formula", (1, 2): "#REF!"}


def test_a_row_that_keeps_nothing_is_not_walked_over_as_often_as_it_says() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="{}"><table:table-cell office:value-type="string"{}>{}'
        "</table:table-cell></table:table-row>"
    )
    endless = row.format("1" + "0" * 12, "", "")
    (sheet,) = read(
        ods(f'<table:table table:name="P">{endless}{row.format(1, "", "<text:p>a</text:p>")}</table:table>')
    ).sheets
    assert list(cells(sheet).values()) == ["a"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("_xD83D__xDE80_ go", "\U0001f680 go"),
        ("a_xD800_b", "a\ufffdb"),
        ("_xDE80__xD83D_", "\ufffd\ufffd"),
        ("two_x000D_lines", "two\rlines"),
    ],
)
def test_half_a_letter_is_no_letter(typed: str, told: str) -> None:
    sheet_xml = f'<sheetData><row><c t="inlineStr"><is><t>{typed}</t></is></c></row></sheetData>'
    (sheet,) = read(zipped(package(sheet_xml))).sheets
    assert list(cells(sheet).values()) == [told]
