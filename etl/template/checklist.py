"""The sheet `Checks`: every cell to look at, with a link and the reader's own sentence, worked out by the workbook.

Left, what an officer sees: how many, and a line a cell. Right, hidden: one column a checked column of the report, whose
row n speaks of row n there; then running numbers by which the lines find the n-th cell. No macros, no array formulas.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from etl.template import layout
from etl.template.context import Context
from etl.template.initial import Said
from etl.template.layout import FIRST_ROW
from etl.template.selfcheck import SheetCheck
from etl.template.sheet_cells import EMPTY, ODD, WRONG
from etl.template.style import Styles

LINES = 100
PRINTED = (
    15  # lines that fit on one page; the others are blank until they are needed, and paper cannot know when
)
FIRST_LINE = 6  # row of the first line, from 1
TOTAL = "cells_to_look_at"
SENTENCE = "what_to_look_at"
MARKS = {WRONG: "Please correct", ODD: "Please confirm", EMPTY: "Still empty"}
HEADINGS = (("Cell", 18), ("Project", 36), ("Kind", 16), ("What to do", 100))
GRID = 10  # index of the first hidden column
_NUMBERS = GRID - 5  # line's group, row and column


@dataclass(frozen=True)
class Block:
    """The hidden columns of one sheet: `first` is the index of its first one, `last_row` how far checks reach."""

    check: SheetCheck
    first: int
    last_row: int

    @property
    def last(self) -> int:
        """Index of the last column."""
        return self.first + len(self.check.cols) - 1


class Checklist:
    """The sheet in the making."""

    def __init__(self, workbook: Workbook, styles: Styles, context: Context) -> None:
        """Adds the sheet; `write` fills it once every table is known."""
        self.workbook, self.styles, self.context = workbook, styles, context
        self.sheet = workbook.add_worksheet(layout.CHECKS)
        self.blocks: list[Block] = []

    def write(self, checks: list[tuple[SheetCheck, int]], said: list[Said]) -> None:
        """Names, hidden columns, lines; `checks` with the last row of each, `said` = what holds in the made file."""
        first = GRID
        for check, last_row in checks:
            self.blocks.append(Block(check, first, last_row))
            first += len(check.cols)
        first = checks[-1][0].values_at + len(checks[-1][0].held)
        for check, _ in checks:
            for name, formula in check.names():
                self.workbook.define_name(name, f"={formula}")
        self._grid({(s.sheet, s.row, s.column): s.text for s in said})
        self._running(first, said)
        self._head(said)
        self._lines(said)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    @property
    def _last_row(self) -> int:
        return max(block.last_row for block in self.blocks)

    def _area(self, column: int, last_column: int | None = None) -> str:
        return xl_range_abs(FIRST_ROW - 1, column, self._last_row - 1, last_column or column)

    def _grid(self, texts: dict[tuple[str, int, int], str]) -> None:
        for block in self.blocks:
            for col in block.check.cols:
                at = block.first + col.index
                self.sheet.write_string(3, at, block.check.sheet.name)
                self.sheet.write_string(4, at, xl_col_to_name(col.index))
                formula = f"={block.check.name('check', col.field.name)}"
                for row in range(FIRST_ROW, block.last_row + 1):
                    value = texts.get((block.check.sheet.name, row, col.number), "")
                    self.sheet.write_formula(row - 1, at, formula, None, value)
            self._values(block)

    def _values(self, block: Block) -> None:
        for at, field in enumerate(block.check.held, start=block.check.values_at):
            formula = f"={block.check.name('value', field)}"
            for row in range(FIRST_ROW, block.last_row + 1):
                self.sheet.write_formula(row - 1, at, formula, None, "")

    def _groups(self) -> list[tuple[str, Block]]:
        return [(mark, block) for mark in MARKS for block in self.blocks]

    def _running(self, first: int, said: list[Said]) -> None:
        """A column a kind of mark and sheet: the marks above each row; over it, how many come before the group."""
        self.sheet.set_column(_NUMBERS, first + len(self._groups()), None, None, {"hidden": True})
        before = 0
        for at, (mark, block) in enumerate(self._groups(), start=first):
            here = [s for s in said if s.sheet == block.check.sheet.name and s.text.startswith(mark)]
            left = xl_col_to_name(block.first), xl_col_to_name(block.last)
            column = xl_col_to_name(at)
            self.sheet.write_number(FIRST_ROW - 1, at, 0)
            for row in range(FIRST_ROW + 1, self._last_row + 2):
                formula = f'={column}{row - 1}+COUNTIF({left[0]}{row - 1}:{left[1]}{row - 1},"{mark}*")'
                self.sheet.write_formula(row - 1, at, formula, None, sum(s.row < row for s in here))
            start = f"={xl_col_to_name(at - 1)}1+{xl_col_to_name(at - 1)}{self._last_row + 1}"
            if at == first:
                self.sheet.write_number(0, at, 0)
            else:
                self.sheet.write_formula(0, at, start, None, before)
            before += len(here)
        last = xl_col_to_name(first + len(self._groups()) - 1)
        self._first_running, self._total = first, f"${last}$1+${last}${self._last_row + 1}"

    def _count(self, mark: str) -> str:
        """Formula of how many cells carry a mark."""
        at = self._first_running + list(MARKS).index(mark) * len(self.blocks)
        cells = (f"${xl_col_to_name(at + n)}${self._last_row + 1}" for n in range(len(self.blocks)))
        return "+".join(cells)

    def _head(self, said: list[Said]) -> None:
        sheet, styles = self.sheet, self.styles
        sheet.hide_gridlines(2)
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, "Checks", styles["title"])
        sheet.write_formula(0, 4, f"={self._total}", styles["faint"], len(said))
        counts = [f"{self._count(mark)}" for mark in MARKS]
        words = ("to correct", "to confirm", "still empty")
        parts = "&".join(f'IF({c}>0,", "&({c})&" {word}","")' for c, word in zip(counts, words, strict=True))
        many = 'IF($E$1=1,"1 cell to look at: ",$E$1&" cells to look at: ")'
        formula = f'=IF($E$1=0,"Nothing to correct.",{many}&MID({parts},3,99)&".")'
        sheet.write_formula(1, 0, formula, styles["label"], sentence(said))
        note = (
            "Your own computer works this out while you type; nothing is sent. A few things only the upload can see. "
            f"Up to {LINES} cells are listed; the first {PRINTED} are printed."
        )
        sheet.write_string(2, 0, note, styles["line"])
        for column, (heading, width) in enumerate(HEADINGS):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST_LINE - 2, column, heading, styles["head_rest"])
        sheet.set_column(4, 4, 4, None, {"hidden": True})
        self.workbook.define_name(TOTAL, f"='{layout.CHECKS}'!$E$1")
        self.workbook.define_name(SENTENCE, f"='{layout.CHECKS}'!$A$2")
        sheet.freeze_panes(FIRST_LINE - 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, FIRST_LINE + PRINTED - 2, 3)

    def _lines(self, said: list[Said]) -> None:
        order = {mark: at for at, mark in enumerate(MARKS)}
        sheets = [block.check.sheet.name for block in self.blocks]
        ordered = sorted(said, key=lambda s: (order[s.text[0]], sheets.index(s.sheet), s.row, s.column))
        for number in range(LINES):
            self._line(number, ordered[number] if number < len(ordered) else None)

    def _line(self, number: int, said: Said | None) -> None:
        row, at = FIRST_LINE + number, _NUMBERS
        group, place, column, key = (f"${xl_col_to_name(at + n)}{row}" for n in range(4))
        running = f"{xl_col_to_name(self._first_running)}"
        last = xl_col_to_name(self._first_running + len(self._groups()) - 1)
        grid = self._area(GRID, self.blocks[-1].last)
        counts = f"${running}${FIRST_ROW}:${last}${self._last_row}"
        within = f"{number}-INDEX(${running}$1:${last}$1,{group})"
        firsts = ",".join(str(b.first - GRID + 1) for b in self.blocks)
        lasts = ",".join(str(b.last - GRID + 1) for b in self.blocks)
        sheet_of = f"MOD({group}-1,{len(self.blocks)})+1"
        mark = f"INT(({group}-1)/{len(self.blocks)})+1"
        above = f"${xl_col_to_name(at + 2)}{row - 1}"
        is_first = f"{within}=INDEX({counts},{place},{group})"
        start = (
            f"IF({is_first},CHOOSE({sheet_of},{firsts}),{above}+1)"
            if number
            else f"CHOOSE({sheet_of},{firsts})"
        )
        # key: where the search for the next marked column begins
        hidden = (
            (at, f'=IF({number}<$E$1,MATCH({number},${running}$1:${last}$1,1),"")'),
            (at + 1, f'=IF({group}="","",MATCH({within},INDEX({counts},0,{group}),1))'),
            (at + 3, f'=IF({group}="","",{start})'),
            (
                at + 2,
                f'=IF({group}="","",{key}-1+MATCH({mark}&"*",INDEX({grid},{place},{key}):'
                f"INDEX({grid},{place},CHOOSE({sheet_of},{lasts})),0))",
            ),
        )
        for column_at, formula in hidden:
            self.sheet.write_formula(row - 1, column_at, formula, None, "" if said is None else 0)
        self._shown_line(row, group, place, column, grid, mark, sheet_of, said)

    def _shown_line(
        self,
        row: int,
        group: str,
        place: str,
        column: str,
        grid: str,
        mark: str,
        sheet_of: str,
        said: Said | None,
    ) -> None:
        names = f"${xl_col_to_name(GRID)}${{}}:${xl_col_to_name(self.blocks[-1].last)}${{}}"
        tab = f"INDEX({names.format(4, 4)},{column})"
        address = f"INDEX({names.format(5, 5)},{column})&({place}+{FIRST_ROW - 1})"
        titles = ",".join(
            f"INDEX({b.check.sheet.name}!${'B' if n == 0 else 'A'}:${'B' if n == 0 else 'A'},{place}+{FIRST_ROW - 1})"
            for n, b in enumerate(self.blocks)
        )
        links = (
            f'=IF({group}="","",HYPERLINK("#"&{tab}&"!"&{address},{tab}&" "&{address}))',
            f'=IF({group}="","",IFERROR(CHOOSE({sheet_of},{titles})&"",""))',
            f'=IF({group}="","",CHOOSE({mark},{",".join(chr(34) + w + chr(34) for w in MARKS.values())}))',
            f'=IF({group}="","",MID(INDEX({grid},{place},{column}),2,999))',
        )
        values = (
            ("", "", "", "") if said is None else (said.place, said.title, MARKS[said.text[0]], said.text[1:])
        )
        looks = ("check_link", "line_text", "line_text", "line_text")
        for at, (formula, value, look) in enumerate(zip(links, values, looks, strict=True)):
            self.sheet.write_formula(row - 1, at, formula, self.styles[look], value)
        self.sheet.set_row(row - 1, 32)


def sentence(said: list[Said]) -> str:
    """The sentence of the sheet's second row, for the file as made."""
    counts = [sum(s.text.startswith(mark) for s in said) for mark in MARKS]
    words = ("to correct", "to confirm", "still empty")
    parts = ", ".join(f"{n} {word}" for n, word in zip(counts, words, strict=True) if n)
    if not said:
        return "Nothing to correct."
    return f"{len(said)} cell{'' if len(said) == 1 else 's'} to look at: {parts}."


def mark_cells(styles: Styles, sheet: Worksheet, check: SheetCheck, last_row: int) -> None:
    """Conditional formats: a cell that has something to say is coloured by how grave that is."""
    for col in check.cols:
        name = check.name("check", col.field.name)
        for mark, look in ((WRONG, "mark_wrong"), (ODD, "mark_odd"), (EMPTY, "mark_empty")):
            criteria = f'=LEFT({name},1)="{mark}"'
            rule = {"type": "formula", "criteria": criteria, "format": styles[look], "stop_if_true": True}
            sheet.conditional_format(FIRST_ROW - 1, col.index, last_row - 1, col.index, rule)
