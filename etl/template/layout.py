"""Where things stand in the workbook: tabs, rows, widths, and which columns are filled, locked or asked for.

Everything about a field comes from `etl.fields`; here is only what belongs to the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl import fields
from etl.fields import Field, Kind, Sheet

START, YOUR_CITY, LAST_REPORT, CHOICES = "Start here", "Your city", "Last report", "Choices"
(CHECKS,) = fields.CALCULATED_SHEETS
TITLE_ROW, LEAD_ROW, NOTE_ROW, BAND_ROW, HINT_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6, 7
SPARE_ROWS = 20
CHECKED_ROWS = 120  # drop-downs and checks reach this far at least, so that inserted rows have them too
_MORE_ROWS = 40  # and this far beyond the prepared rows

# Hidden document properties by which a workbook is known when it comes back.
PROPERTY_ID, PROPERTY_VERSION = fields.TEMPLATE_PROPERTY, "ascn_template_version"
PROPERTY_CITY, PROPERTY_PERIOD, PROPERTY_PRACTICE = "ascn_city", "ascn_period", "ascn_practice"

# Labels of the form on `Your city`, in column A, with what is filled in beside them in column B.
CITY_LABEL, PERIOD_LABEL = fields.PLACE_FIELDS[0].label, fields.PLACE_FIELDS[1].label
DATE_LABEL = "Date"
FORM_ROW = 4

_LOCKED = ("project_id", "pillar", "other_pillars")
_WIDTHS = {
    "project_id": 24,
    "title": 38,
    "progress_note": 44,
    "next_steps": 38,
    "left_plan_reason": 26,
    "pillar": 34,
}
_KIND_WIDTHS = {
    Kind.DATE: 15,
    Kind.AMOUNT: 18,
    Kind.PERCENT: 14,
    Kind.NUMBER: 12,
    Kind.YES_NO: 14,
    Kind.CODE: 20,
}


@dataclass(frozen=True)
class Column:
    """One column on paper. `number` counts from 1; `band` says something else above it than when to fill it in."""

    field: Field
    number: int
    is_prefilled: bool
    is_locked: bool
    is_must: bool
    band: str | None = None

    @property
    def index(self) -> int:
        """XlsxWriter's column index, from 0."""
        return self.number - 1

    @property
    def width(self) -> int:
        """Width in characters."""
        return _WIDTHS.get(self.field.name, _KIND_WIDTHS.get(self.field.kind, 28))

    @property
    def need(self) -> str:
        """When to fill the column, in words; the band above the headings and the cover say the same."""
        if self.band is not None:
            return self.band
        if self.is_locked:
            is_id = self.field.name == "project_id"
            return "Filled in already" if is_id else "Filled in by the Secretariat"
        if self.field.is_required:
            return "Always needed"
        if self.is_must:
            return "Please fill in"
        return "Change if it changed" if self.is_prefilled else "If it applies"


def columns(sheet: Sheet, prefilled: tuple[str, ...], locked: tuple[str, ...] = ()) -> list[Column]:
    """The sheet's columns in order, with how each one is treated."""
    return [
        Column(f, number, f.name in prefilled, f.name in locked, f.is_required or f.group == "must")
        for number, f in enumerate(sheet.fields, start=1)
    ]


def project_columns(sheet: Sheet) -> list[Column]:
    """Columns of `Projects`: what carries over is filled in, what is reported each time is blank."""
    return columns(sheet, ("project_id", *fields.CARRIED_FIELDS), _LOCKED)


def side_columns(sheet: Sheet) -> list[Column]:
    """Columns of `Milestones`, `Partners` or `Results`: filled with what is known, but results' values."""
    blank = ("value", "as_of") if sheet is fields.RESULTS else ()
    return columns(sheet, tuple(f.name for f in sheet.fields if f.name not in blank))


def last_checked(count: int) -> int:
    """The last row (from 1) that drop-downs and checks reach in a sheet with `count` filled rows."""
    return max(CHECKED_ROWS, FIRST_ROW - 1 + count + SPARE_ROWS + _MORE_ROWS)


def first_optional(cols: list[Column]) -> int:
    """Index from which every column is optional: those are grouped, so that they can be folded away."""
    return max((c.number for c in cols if c.is_must), default=len(cols))
