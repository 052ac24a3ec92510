"""ods: bytes -> Book.

Read straight from content.xml, since the value type of a cell (percentage, date) is what decides here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from etl.read.grids import ERROR_TEXTS, Budget, Gatherer, alike, refuse_above
from etl.read.package import Package, local, started_and_ended
from etl.read.raw import FORMULA, Book, Limits, Value

CONTENT = "content.xml"
DURATION = re.compile(r"PT?(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?")
SHOWN_AS = {"percentage": "0%", "currency": '"¤"0'}
MOST_ROWS = 1_048_576  # of one sheet, in every spreadsheet program
REPEAT_LIMIT = 2_000  # a value repeated further than any table is wide is decoration


def read_opendocument(package: Package, limits: Limits) -> Book:
    """Every table of the document. Unreadable: too_complex; any other exception means damaged."""
    budget = Budget(limits)
    tables: list[_Table] = []
    hidden: set[str] = set()
    with package.open(CONTENT) as stream:
        for event, name, element in started_and_ended(stream):
            if event == "start" and name == "table":
                refuse_above("sheets", len(tables) + 1, limits.max_sheets)
                tables.append(_Table(element, budget, _attribute(element, "style-name") in hidden))
            elif event == "end" and name == "table-row" and tables:
                tables[-1].take_row(element)
                element.clear()
            elif event == "end" and name == "style":
                hidden |= _hidden_styles(element)
    return Book([table.gatherer.grid() for table in tables])


def _attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace; the namespaced spelling of a name is the same in every
    version.
    """
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _hidden_styles(style: Element) -> set[str]:
    shown = (_attribute(part, "display") for part in style if local(part) == "table-properties")
    return {_attribute(style, "name") or ""} if "false" in shown else set()


def _count(element: Element, name: str) -> int:
    """How often something is repeated; more than any sheet has rows is as often as a sheet has rows."""
    return min(max(1, int(_attribute(element, name) or 1)), MOST_ROWS)


class _Table:
    """The cells of one <table:table>, row by row."""

    def __init__(self, table: Element, budget: Budget, is_hidden: bool) -> None:
        self.gatherer = Gatherer(_attribute(table, "name") or "", budget, is_hidden)
        self.row = 1

    def take_row(self, element: Element) -> None:
        """Keep the cells of a <table:table-row>, as often as it is repeated, that hold something."""
        times = _count(element, "number-rows-repeated")
        cells: dict[int, Element] = {}
        column = 1
        for cell in element:
            across = _count(cell, "number-columns-repeated")
            if local(cell) == "table-cell" and (
                len(cell) or _attribute(cell, "value-type") or _attribute(cell, "formula")
            ):
                cells.update(dict.fromkeys(range(column, column + min(across, REPEAT_LIMIT)), cell))
            column += across
        for row in range(self.row, self.row + times):
            if not self._take(row, cells):
                break  # a row that keeps nothing keeps nothing however often it is repeated
        self.row += times

    def _take(self, row: int, cells: dict[int, Element]) -> bool:
        """Whether anything was kept."""
        kept: dict[int, Value] = {}
        for column, cell in cells.items():
            value = _value(cell)
            formula = _attribute(cell, "formula")
            kind = _attribute(cell, "value-type")
            if value is None and formula and kind is None:
                value = f"={formula.partition('=')[2]}"
                self.gatherer.odd[row, column] = FORMULA
            if value is not None:
                kept[column] = value
                self._remark(row, column, cell, value)
        self.gatherer.add_row(row, kept)
        return bool(kept)

    def _remark(self, row: int, column: int, cell: Element, value: Value) -> None:
        if value in ERROR_TEXTS:
            self.gatherer.odd[row, column] = str(value)
        if shown := SHOWN_AS.get(_attribute(cell, "value-type") or ""):
            self.gatherer.formats[row, column] = shown
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            self.gatherer.merge(row, column, row + down - 1, column + across - 1)


def _value(cell: Element) -> Value:
    kind = _attribute(cell, "value-type") or "string"
    read = BY_TYPE.get(kind)
    written = _attribute(cell, f"{kind}-value") or _attribute(cell, "value")
    if read is None or written is None or kind == "string":
        return _paragraphs(cell) or None
    return read(written)


def _paragraphs(cell: Element) -> str:
    return "\n".join(_inline(part) for part in cell if local(part) == "p")


def _inline(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            parts.append(" " * min(_count(child, "c"), 1000))
        elif name in ("tab", "line-break"):
            parts.append("\t" if name == "tab" else "\n")
        elif name not in ("annotation", "note"):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _moment(text: str) -> Value:
    return alike(dt.datetime.fromisoformat(text))


def _duration(text: str) -> Value:
    found = DURATION.match(text)
    if found is None:
        return text
    hours, minutes, seconds = (float((found[part] or "0").replace(",", ".")) for part in "hms")
    total = hours * 3600 + minutes * 60 + seconds
    if total < 86_400:
        return (dt.datetime.min + dt.timedelta(seconds=total)).time()
    return alike(total / 86_400)


BY_TYPE: dict[str, Callable[[str], Value]] = {
    "string": str,
    "float": lambda text: alike(float(text)),
    "percentage": lambda text: alike(float(text)),
    "currency": lambda text: alike(float(text)),
    "boolean": lambda text: text == "true",
    "date": _moment,
    "time": _duration,
}
