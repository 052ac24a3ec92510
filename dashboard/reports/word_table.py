"""A table in Word, made as XML at once: python-docx looks every cell up anew, which takes seconds for a long annex."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.reports import word_styles as styles
from dashboard.reports.model import Table
from dashboard.reports.word_kept import rows_of
from dashboard.reports.word_text import NOT_XML, runs

_EMU_A_TWIP = 635
_SMALL = 14  # rows of a table that is not split


def table_of(table: Table, wide: int, ids: Mapping[str, str]) -> Any:
    """The table's element, `wide` in EMU; its head is repeated on every page, no row is split. `ids`: name → id."""
    rows = rows_of(table)
    shares = table.widths or tuple([1 / len(rows[0])] * len(rows[0]))
    twips = [int(wide * share / _EMU_A_TWIP) for share in shares]
    made = OxmlElement("w:tbl")
    made.append(_properties(table, sum(twips), ids[styles.TABLE]))
    made.append(_grid(twips))
    numeric = [name in table.numeric for name in rows[0]]
    for place, texts in enumerate(rows):
        is_small = len(rows) <= _SMALL and place < len(rows) - 1  # stays on one page
        keeps = is_small or place == 0 or (len(rows) > 2 and place in (1, len(rows) - 2))
        looks = [_look(place == 0, is_number) for is_number in numeric]
        made.append(
            _row(texts, twips, [ids[look] for look in looks], numeric, is_head=place == 0, keeps=keeps)
        )
    return made


def _look(is_head: bool, is_number: bool) -> str:
    return styles.HEAD_CELL if is_head else styles.NUMBER_CELL if is_number else styles.CELL


def _properties(table: Table, wide: int, style: str) -> Any:
    made = _with("w:tblPr")
    made.append(_with("w:tblStyle", val=style))
    made.append(_with("w:tblW", w=str(wide), type="dxa"))
    made.append(_with("w:tblLayout", type="fixed"))
    made.append(_with("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1",
                      noVBand="1"))  # fmt: skip
    made.append(_with("w:tblCaption", val=table.caption))
    made.append(_with("w:tblDescription", val=table.id))
    return made


def _grid(twips: list[int]) -> Any:
    made = _with("w:tblGrid")
    for width in twips:
        made.append(_with("w:gridCol", w=str(width)))
    return made


def _row(
    texts: list[str], twips: list[int], looks: list[str], numeric: list[bool], *, is_head: bool, keeps: bool
) -> Any:
    row, properties = _with("w:tr"), _with("w:trPr")
    properties.append(_with("w:cantSplit"))
    if is_head:
        properties.append(_with("w:tblHeader"))
    row.append(properties)
    for text, width, look, is_number in zip(texts, twips, looks, numeric, strict=True):
        cell, about, paragraph = _with("w:tc"), _with("w:tcPr"), _with("w:p")
        about.append(_with("w:tcW", w=str(width), type="dxa"))
        paragraph.append(_style(look, keeps=keeps, right=is_number and is_head))
        paragraph.extend(runs(text))
        cell.append(about)
        cell.append(paragraph)
        row.append(cell)
    return row


def _style(look: str, *, keeps: bool, right: bool) -> Any:
    made = _with("w:pPr")
    made.append(_with("w:pStyle", val=look))
    if keeps:  # neither the head nor the last row stands alone on a page
        made.append(_with("w:keepNext"))
    if right:
        made.append(_with("w:jc", val="right"))
    return made


def _with(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), NOT_XML.sub("", value))
    return made
