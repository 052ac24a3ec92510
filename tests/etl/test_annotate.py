"""The marked workbook: every fault has its link, comment and colour, and nothing else in the officer's file changes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from builders import cell, project, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from xlsxwriter import Workbook

from etl import pipeline
from etl.marking.book import Book
from etl.marking.mark import MARKER, SHEET, Mark
from etl.marking.parts import Parts
from etl.marking.workbook import marked, strip
from etl.pipeline import Request
from etl.read import DEFAULT, parsing, read_in_process
from etl.reference import Reference
from etl.settings import Settings
from etl.template.annotate import Annotated, annotate, marks_of, page

# A text that begins with = is written as a formula, which no workbook holds with signs that cannot be written.
WORDS = st.text(max_size=12).filter(lambda text: text.isprintable() or not text.startswith("="))
TEXTS = st.one_of(st.none(), WORDS, st.floats(-1e6, 1e6, allow_nan=False), st.integers(0, 200))
NAMES = st.sampled_from(["Projects", "It's", "a “quoted” one", "โครงการ", "a & b <c>", "Sheet 2!", "Đà Nẵng"])


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fault(sheet: str, address: str, severity: str = "fix", message: str = "Cell is wrong.") -> Mark:
    return Mark(sheet, address, severity, "Work done (%)", "cauayan-city-01", message, "40")


def marked_with(data: bytes, *marks: Mark) -> bytes:
    result = marked(data, "report.xlsx", page("report.xlsx", marks), DEFAULT)
    assert isinstance(result, bytes), result
    return result


def stripped(data: bytes) -> bytes:
    """The file without our marks."""
    kept = Parts(data, DEFAULT)
    strip(Book(kept), parsing.parse(data, "report.xlsx", DEFAULT)[1])
    return kept.packed()


def book_of(fill) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def links(data: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(data))[SHEET]
    return [found.hyperlink.location for (found,) in sheet.iter_rows(max_col=1) if found.hyperlink]


def colours(data: bytes, sheet: str) -> dict[str, str]:
    """Cell → colour of its rule of ours."""
    found = {}
    for area in load_workbook(io.BytesIO(data))[sheet].conditional_formatting:
        for rule in area.rules:
            if rule.formula and SHEET in rule.formula[0]:
                for piece in area.sqref.ranges:
                    for row, column in piece.cells:
                        found[f"{row}:{column}"] = rule.dxf.fill.bgColor.rgb
    return found


@given(
    st.dictionaries(NAMES, st.lists(st.lists(TEXTS, max_size=4), max_size=5), min_size=1, max_size=3),
    st.data(),
)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_only_marks_are_added_and_taking_them_out_gives_the_file_back(sheets, data) -> None:
    tabs: list[str] = []

    def fill(book: Workbook) -> None:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            tabs.append(name)
            for row, values in enumerate(rows):
                sheet.write_row(row, 0, values)
            sheet.write(9, 0, "end")

    original = book_of(fill)
    places = st.tuples(
        st.sampled_from(tabs), st.integers(1, 9), st.integers(1, 6), st.sampled_from(["fix", "note"])
    )
    chosen = data.draw(st.lists(places, min_size=1, max_size=6, unique_by=lambda p: p[:3]))
    marks = [fault(tab, f"{'ABCDEF'[column - 1]}{row}", severity) for tab, row, column, severity in chosen]
    made = marked_with(original, *marks)
    after, before = parts(made), parts(original)
    for name in before.keys() - {"xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"}:
        if not name.startswith(("xl/worksheets/", "xl/_rels/")):
            assert after[name] == before[name]
    list_name = load_workbook(io.BytesIO(made)).sheetnames[0]
    assert {k: v for k, v in read_sheets(made).items() if k != list_name} == read_sheets(original)
    assert len(links_of(made, list_name)) == len(marks)
    again = load_workbook(io.BytesIO(made))
    for mark in marks:
        assert MARKER in again[mark.sheet][mark.address].comment.text
    for tab in tabs:
        wanted = {(row, column) for name, row, column, _ in chosen if name == tab}
        assert {tuple(map(int, key.split(":"))) for key in colours(made, tab)} == wanted
    back = parts(stripped(made))
    for name in back.keys() & before.keys():
        if name.startswith("xl/worksheets/sheet"):
            assert back[name].replace(b'tabSelected="0"', b'tabSelected="1"') in (
                before[name],
                before[name].replace(b'tabSelected="0"', b'tabSelected="1"'),
            )
    assert not [name for name in back if "comments" in name or "vml" in name]


def read_sheets(data: bytes) -> dict[str, list[list[object]]]:
    return {s.name: s.cells.to_numpy().tolist() for s in read_in_process(data, "report.xlsx").sheets}


def links_of(data: bytes, sheet: str) -> list[str]:
    return [
        c.hyperlink.location
        for (c,) in load_workbook(io.BytesIO(data))[sheet].iter_rows(max_col=1)
        if c.hyperlink
    ]


def checked(data: bytes, store: Settings, reference: Reference) -> pipeline.Outcome:
    return pipeline.check(Request(data, "report.xlsx"), store.home, reference)


def given_back(data: bytes, outcome: pipeline.Outcome, reference: Reference) -> Annotated:
    return annotate(data, outcome.file, outcome.kind, marks_of(outcome.findings), reference)


def test_the_marked_file_gets_the_verdict_of_the_unmarked_one(store: Settings, reference: Reference) -> None:
    data = workbook(reference, [project(percent_complete=140), project("cauayan-city-02", status="Going on")])
    before = checked(data, store, reference)
    assert before.verdict == "rejected"
    made = given_back(data, before, reference)
    assert (made.is_own_file, made.why, made.file_name) == (True, None, "report - please fix.xlsx")
    after = checked(made.data, store, reference)
    assert (after.verdict, after.findings, after.changes) == (before.verdict, before.findings, before.changes)
    twice = given_back(made.data, after, reference)
    assert load_workbook(io.BytesIO(twice.data)).sheetnames.count(SHEET) == 1
    assert links(twice.data) == links(made.data)


def test_mending_the_marked_file_is_mending_the_file(store: Settings, reference: Reference) -> None:
    data = workbook(reference, [project(percent_complete=140)])
    made = given_back(data, checked(data, store, reference), reference)
    book = load_workbook(io.BytesIO(made.data))
    book["Projects"][cell(reference, "percent_complete")] = 40
    saved = io.BytesIO()
    book.save(saved)
    mended = workbook(reference, [project(percent_complete=40)])
    expected, found = checked(mended, store, reference), checked(saved.getvalue(), store, reference)
    assert (found.verdict, found.findings) == (expected.verdict, expected.findings)
    back = stripped(saved.getvalue())
    clean = load_workbook(io.BytesIO(back))
    assert SHEET not in clean.sheetnames
    assert clean["Projects"][cell(reference, "percent_complete")].comment is None
    assert not colours(back, "Projects")


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")  # openpyxl, which only reads here
def test_what_the_officer_s_workbook_holds_beside_cells_stays() -> None:
    picture = io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
            "0500017a5eab3f0000000049454e44ae426082"
        )
    )

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Projects")
        sheet.write_column(0, 0, [1, 2, 3])
        sheet.write_formula("B1", "=SUM(A1:A3)", None, 6)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Projects!$A$1:$A$3"})
        sheet.insert_chart("D2", chart)
        sheet.insert_image("D20", "dot.png", {"image_data": picture})
        sheet.add_sparkline("C1", {"range": "Projects!A1:A3"})
        sheet.conditional_format("A1:A3", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("A1:A3", {"type": "cell", "criteria": ">", "value": 2})
        sheet.data_validation("A1:A9", {"validate": "list", "source": ["a", "b"]})
        sheet.write_comment("A2", "Ask the mayor.")
        sheet.protect()
        sheet.autofilter("A1:B3")
        sheet.print_area("A1:B3")
        book.define_name("total", "=Projects!$B$1")
        book.set_custom_property("ascn_template", "other", "text")

    original = book_of(fill)
    made = marked_with(original, fault("Projects", "A1"), fault("Projects", "A2"), fault("Projects", "Z99"))
    before, after = parts(original), parts(made)
    kept = [n for n in before if n.startswith(("xl/charts", "xl/media", "xl/drawings/drawing", "docProps"))]
    assert len(kept) >= 5
    assert all(after[name] == before[name] for name in kept)
    sheet = after["xl/worksheets/sheet1.xml"]
    for piece in (
        b"sparklineGroup",
        b"x14:dataBar",
        b"<dataValidations",
        b"<v>6</v>",
        b"<sheetProtection",
        b"<drawing",
    ):
        assert sheet.count(piece) == before["xl/worksheets/sheet1.xml"].count(piece)
    assert b'_xlnm._FilterDatabase" localSheetId="1"' in after["xl/workbook.xml"]
    note = load_workbook(io.BytesIO(made))["Projects"]["A2"].comment.text
    assert note.startswith("Ask the mayor.")
    assert "Cell is wrong." in note
    back = parts(stripped(made))
    assert back["xl/workbook.xml"] == before["xl/workbook.xml"]
    text = load_workbook(io.BytesIO(stripped(made)))["Projects"]["A2"].comment.text
    assert text == "Ask the mayor."


def test_a_list_of_the_newer_kind_stays() -> None:
    original = book_of(lambda book: book.add_worksheet("Projects").write("A1", "x"))
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" '
        b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1>'
        b"<xm:f>Other!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>A1</xm:sqref></x14:dataValidation>"
        b"</x14:dataValidations></ext></extLst></worksheet>"
    )
    held = parts(original)
    held["xl/worksheets/sheet1.xml"] = held["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", extension)
    made = marked_with(zipped(held), fault("Projects", "A1"))
    assert extension in parts(made)["xl/worksheets/sheet1.xml"]


def zipped(held: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_macro_stays_in_its_part() -> None:
    held = parts(book_of(lambda book: book.add_worksheet("Projects").write("A1", "x")))
    types = "[Content_Types].xml"
    held[types] = held[types].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    held["xl/vbaProject.bin"] = b"macro"
    made = marked(zipped(held), "r.xlsm", page("r.xlsm", [fault("Projects", "A1")]), DEFAULT)
    assert isinstance(made, bytes)
    assert parts(made)["xl/vbaProject.bin"] == b"macro"


def test_odd_places_and_long_texts_are_handled() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("It's “odd” & <big>")
        sheet.merge_range("B2:C4", "joined")
        book.add_worksheet(SHEET).write("A1", "my own list")
        book.add_worksheet("Hidden").hide()

    odd = "It's “odd” & <big>"
    long = "=cmd " + "very long \x00 " * 900
    made = marked_with(
        book_of(fill),
        fault(odd, "C3", message=long),
        fault("Hidden", "XFD1048576"),
        fault("Nowhere", "A1"),
        replace(fault(odd, "A1"), suggestion="@SUM(1)"),
        Mark(None, None, "stop", None, None, "The file is odd."),
    )
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == [f"{SHEET} (2)", odd, SHEET, "Hidden"]
    assert book[odd]["B2"].comment.text.startswith(MARKER)
    listed = book[f"{SHEET} (2)"]
    assert "'It''s “odd” & <big>'!B2" in links_of(made, listed.title)
    assert len(links_of(made, listed.title)) == 3
    texts = [str(c.value) for row in listed.iter_rows() for c in row if c.value is not None]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@")) or len(text) > 2_000]


def test_five_thousand_findings_stay_small() -> None:
    original = book_of(lambda book: book.add_worksheet("Projects").write_column(0, 0, range(6_000)))
    made = marked_with(original, *(fault("Projects", f"A{row}") for row in range(1, 5_501)))
    book = load_workbook(io.BytesIO(made))
    assert sum(c.comment is not None for (c,) in book["Projects"].iter_rows(max_col=1)) == 1_000
    assert len(links(made)) == 5_000
    said = " ".join(str(c.value) for (c,) in book[SHEET].iter_rows(max_col=1, max_row=8))
    assert "5,000 of 5,500" in said
    assert "1,000 cells" in said
    assert len(colours(made, "Projects")) == 5_000
    assert len(made) < 400_000


def test_own_colours_and_comments_of_the_officer_keep_their_order() -> None:
    buffer = io.BytesIO()
    book = load_workbook(io.BytesIO(book_of(lambda b: b.add_worksheet("Projects").write("A1", 5))))
    sheet = book["Projects"]
    sheet["B1"].comment = Comment("Mine", "Officer")
    for limit in ("1", "2"):
        sheet.conditional_formatting.add("A1:A5", CellIsRule(operator="greaterThan", formula=[limit]))
    book.save(buffer)
    made = marked_with(buffer.getvalue(), fault("Projects", "A1"))
    ranks = {
        rule.formula[0]: rule.priority
        for area in load_workbook(io.BytesIO(made))["Projects"].conditional_formatting
        for rule in area.rules
    }
    assert sorted(ranks, key=ranks.__getitem__)[1:] == ["1", "2"]
    assert load_workbook(io.BytesIO(made))["Projects"]["B1"].comment.text == "Mine"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_a_broken_part_never_crashes(part: str) -> None:
    held = parts(book_of(lambda book: book.add_worksheet("Projects").write("A1", "x")))
    for content in (b"", b"<a", held[part][: len(held[part]) // 2], b"\xff\xfe<\x00"):
        result = marked(
            zipped(held | {part: content}), "r.xlsx", page("r.xlsx", [fault("Projects", "A1")]), DEFAULT
        )
        assert result
