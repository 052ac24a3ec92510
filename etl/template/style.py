"""How the workbook looks: one table of cell formats, named by what they are for."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from etl.fields import Kind

INK, GREY, ACCENT, PANEL, LINE, PALE = "#15191E", "#646B73", "#1B4F94", "#F3F1EB", "#D8D6CE", "#EAF1FA"
FONT = "Calibri"
NUMBER_FORMATS = {
    Kind.DATE: "dd mmm yyyy",
    Kind.AMOUNT: "#,##0",
    Kind.NUMBER: "General",
    Kind.PERCENT: "General",
}
TEXT_FORMAT = "@"

_CELL = {"border": 1, "border_color": LINE, "valign": "top"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "border": 1, "border_color": LINE}
_HINT = {"font_size": 9, "text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
_BAND = {"font_size": 9, "bold": True, "valign": "vcenter"}

_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 20, "bold": True},
    "lead": {"font_size": 12, "text_wrap": True, "valign": "top"},
    "section": {"font_size": 13, "bold": True, "bottom": 2, "bottom_color": INK},
    "text": {"text_wrap": True, "valign": "top"},
    "line": {"valign": "top"},
    "text_bold": {"text_wrap": True, "valign": "top", "bold": True},
    "step": {"align": "right", "indent": 1, "valign": "top", "bold": True},
    "link": {"font_color": ACCENT, "underline": 1, "valign": "top"},
    "practice": {"bold": True, "font_color": "#FFFFFF", "bg_color": INK, "valign": "vcenter"},
    "label": {"bold": True, "valign": "vcenter"},
    "faint": {"font_color": GREY},
    "counted": {"bold": True, "font_size": 13, "font_color": ACCENT, "valign": "vcenter"},
    "check_link": {"font_color": ACCENT, "underline": 1, "valign": "vcenter"},
    "line_text": {"text_wrap": True, "valign": "vcenter"},
    "mark_wrong": {"bg_color": "#F9D9D6", "font_color": "#8C1D18"},
    "mark_odd": {"bg_color": "#FCE8C5"},
    "mark_empty": {"bg_color": "#FFF7D1"},
    "form": {**_CELL, "bg_color": PALE, "valign": "vcenter", "locked": False},
    "form_date": {**_CELL, "bg_color": PALE, "locked": False, "num_format": "dd mmm yyyy", "align": "left"},
    "form_locked": {**_CELL, "bg_color": PANEL, "valign": "vcenter"},
    "band_must": {**_BAND, "font_color": "#FFFFFF", "bg_color": ACCENT},
    "band_rest": {**_BAND, "font_color": GREY, "bg_color": PANEL},
    "head_must": {**_HEAD, "font_color": "#FFFFFF", "bg_color": ACCENT},
    "head_rest": {**_HEAD, "font_color": INK, "bg_color": PANEL},
    "hint_must": {**_HINT, "font_color": "#FFFFFF", "bg_color": ACCENT},
    "hint_rest": {**_HINT, "font_color": GREY, "bg_color": PANEL},
}


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        """`workbook`: the one that will hold the formats."""
        self._workbook = workbook
        self._made: dict[str, Format] = {}
        self._marks: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format of that name in the table above; a mark changes nothing but the colours of its cell."""
        if name.startswith("mark_"):
            return self._marks.setdefault(name, self._workbook.add_format(_FORMATS[name]))
        return self._make(name, _FORMATS[name])

    def column(self, kind: Kind, *, locked: bool) -> Format:
        """A table's column where no row is prepared: no lines, but the same number format and lock."""
        return self._make(f"column {kind} {locked}", {"locked": locked, **_kind_look(kind)})

    def cell(self, kind: Kind, *, locked: bool, must: bool, quoted: bool = False) -> Format:
        """A table's cell of that kind. `quoted`: typed text that must never turn into a formula."""
        look: dict[str, Any] = {**_CELL, "locked": locked, **_kind_look(kind)}
        if locked:
            look |= {"bg_color": PANEL, "font_color": GREY}
        elif must:
            look["bg_color"] = PALE
        if quoted:
            look["quote_prefix"] = True
        return self._make(f"cell {kind} {locked} {must} {quoted}", look)

    def _make(self, name: str, look: dict[str, Any]) -> Format:
        if name not in self._made:
            self._made[name] = self._workbook.add_format({"font_name": FONT, "font_size": 11, **look})
        return self._made[name]


def _kind_look(kind: Kind) -> dict[str, Any]:
    look: dict[str, Any] = {"num_format": NUMBER_FORMATS.get(kind, TEXT_FORMAT)}
    if kind in NUMBER_FORMATS:
        return look | {"align": "right", "indent": 1}
    return look | {"text_wrap": kind in (Kind.TEXT, Kind.CODES)}
