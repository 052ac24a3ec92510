"""xlsx and xlsm: bytes -> Book, in one pass over each sheet.

The parts are read straight from the XML, with openpyxl's knowledge of number formats and serial dates. One
pass sees the stored result, the formula and the number format of a cell together; openpyxl itself would have
to load the file twice for that, and gives up on parts that do not matter here (charts, rules, pictures).
Macros are never opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel, from_ISO8601

from etl import fields
from etl.read.grids import Budget, Gatherer, alike, refuse_above
from etl.read.number_formats import Styles
from etl.read.package import LOCAL, Package, elements, local, resolve
from etl.read.raw import FORMULA, Book, Grid, Limits, Value
from etl.read.shared import read_strings, read_styles, text_of, unescape

DIGITS = "0123456789"
CONTENT_TYPES = "[Content_Types].xml"
CUSTOM_PROPERTIES = "docProps/custom.xml"


@dataclass(frozen=True)
class Shared:
    """What the cells of all sheets refer to."""

    strings: list[str]
    styles: Styles
    epoch: dt.datetime


def read_workbook(package: Package, limits: Limits) -> Book:
    """Every worksheet of the package.

    Unreadable: too_complex, empty_file, damaged; any other exception means damaged too.
    """
    main = _main_part(package)
    root, targets = package.xml(main), _targets(package, main)
    budget = Budget(limits)
    properties = _properties(package)
    own = fields.CALCULATED_SHEETS if fields.TEMPLATE_PROPERTY in properties else ()
    tabs = [tab for tab in _tabs(root) if targets.get(tab.part, "") in package and tab.name not in own]
    refuse_above("sheets", len(tabs), limits.max_sheets)
    shared = Shared(read_strings(package, targets), read_styles(package, targets), _epoch(root))
    grids = [
        _sheet(package, targets[tab.part], Gatherer(tab.name, budget, tab.hidden), shared) for tab in tabs
    ]
    return Book([grid for grid in grids if grid is not None], properties)


@dataclass(frozen=True)
class Tab:
    """A sheet as the workbook lists it."""

    name: str
    part: str  # relationship id
    hidden: bool


def _main_part(package: Package) -> str:
    for element in package.xml(CONTENT_TYPES) if CONTENT_TYPES in package else ():
        if element.get("ContentType", "").endswith("main+xml"):
            return element.get("PartName", "").lstrip("/")
    return "xl/workbook.xml"


def _targets(package: Package, base: str) -> dict[str, str]:
    folder, _, file = base.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    found: dict[str, str] = {}
    for relation in package.xml(rels):
        target = resolve(base, relation.get("Target", ""))
        found[relation.get("Id", "")] = target
        found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
    return found


def _tabs(root: Element) -> Iterator[Tab]:
    for element in root.iter():
        if local(element) == "sheet":
            part = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            yield Tab(element.get("name", ""), part, element.get("state", "visible") != "visible")


def _epoch(root: Element) -> dt.datetime:
    from_1904 = any(local(part) == "workbookPr" and part.get("date1904") in ("1", "true") for part in root)
    epoch: dt.datetime = CALENDAR_MAC_1904 if from_1904 else WINDOWS_EPOCH
    return epoch


def _properties(package: Package) -> dict[str, str]:
    if CUSTOM_PROPERTIES not in package:
        return {}
    found = (
        (item.get("name", ""), "".join(item.itertext()).strip()) for item in package.xml(CUSTOM_PROPERTIES)
    )
    return {name: value for name, value in found if name}


def _sheet(package: Package, part: str, gatherer: Gatherer, shared: Shared) -> Grid | None:
    reader = CellReader(gatherer, shared)
    with package.open(part) as stream:
        for name, element in elements(stream, "row", "mergeCell", "chartsheet"):
            if name == "row":
                reader.take_row(element)
            elif name == "mergeCell":
                reader.take_merge(element.get("ref", ""))
            else:
                return None
    return gatherer.grid()


class Columns(dict[str, int]):
    """Column letters -> column number, each worked out once."""

    def __missing__(self, letters: str) -> int:
        self[letters] = number = column_index_from_string(letters)
        return number


COLUMNS = Columns()


class CellReader:
    """Reads the rows of one sheet, in their order."""

    def __init__(self, gatherer: Gatherer, shared: Shared) -> None:
        self.gatherer, self.shared, self.odd = gatherer, shared, gatherer.odd
        self.row = self.column = 0
        self.dates: dict[tuple[str, int], Value] = {}  # the same few dates fill whole columns
        self.by_type: dict[str, Callable[[str, int], Value]] = {
            "n": self._number,
            "s": lambda text, _: shared.strings[int(text)] or None,
            "str": lambda text, _: unescape(text),
            "b": lambda text, _: text.strip() in ("1", "true"),
            "e": lambda text, _: self._error(text),
            "d": lambda text, _: alike(from_ISO8601(text)),
        }

    def take_merge(self, reference: str) -> None:
        """Keep a merged range such as A1:C1."""
        left, top, right, bottom = range_boundaries(reference)
        if None not in (left, top, right, bottom):
            self.gatherer.merge(int(top), int(left), int(bottom), int(right))

    def take_row(self, element: Element) -> None:
        """Keep the cells of a <row> that hold something."""
        self.row = int(float(element.get("r", self.row + 1)))
        self.column = 0
        cells: dict[int, Value] = {}
        for cell in element:
            reference = cell.get("r")
            self.column = COLUMNS[reference.rstrip(DIGITS)] if reference else self.column + 1
            if len(cell):
                value = self._value(cell)
                if value is not None:
                    cells[self.column] = value
        self.gatherer.add_row(self.row, cells)

    def _value(self, cell: Element) -> Value:
        text = formula = None
        for child in cell:
            name = LOCAL[child.tag]
            if name == "v":
                text = child.text
            elif name == "f":
                formula = child.text or ""
            elif name == "is":
                return text_of(child) or None
        if text:
            return self._typed(cell, text)
        if (
            formula is None or cell.get("t") == "str"
        ):  # a formula that gave the empty text is blank, not unfinished
            return None
        self.odd[self.row, self.column] = FORMULA
        return f"={unescape(formula)}"

    def _typed(self, cell: Element, text: str) -> Value:
        style = int(cell.get("s", 0))
        value = self.by_type[cell.get("t", "n")](text, style)
        number_format = self.shared.styles.formats.get(style)
        if number_format is not None and value is not None:
            self.gatherer.formats[self.row, self.column] = number_format
        return value

    def _number(self, text: str, style: int) -> Value:
        if style not in self.shared.styles.dates:
            return int(text) if text.isdecimal() and len(text) < 16 else alike(float(text))
        if (text, style) not in self.dates:
            self.dates[text, style] = self._date(float(text), style)
        return self.dates[text, style]

    def _date(self, serial: float, style: int) -> Value:
        try:
            return alike(
                from_excel(serial, self.shared.epoch, timedelta=style in self.shared.styles.durations)
            )
        except (OverflowError, ValueError):
            return alike(serial)

    def _error(self, text: str) -> Value:
        self.odd[self.row, self.column] = text
        return text
