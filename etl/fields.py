"""The report as data: sheets, fields, their kinds and code lists. Template, schema, help and the store's columns
are made from it; labels, hints, audiences and aliases come from `headings.csv` of the reference folder."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

May = Callable[[str], bool]  # whether somebody may be told what is known of a field


def all_told(_field: str) -> bool:
    """For the Secretariat, and on its own machine."""
    return True


class Kind(StrEnum):
    """How a cell of the field is read."""

    TEXT = "text"
    YES_NO = "yes_no"
    CODE = "code"  # one entry of a code list
    CODES = "codes"  # several, separated by ;
    PERCENT = "percent"  # 0 to 100
    NUMBER = "number"
    AMOUNT = "amount"  # money, in the row's currency
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """One column of a sheet. `code_list` names a list of `etl.reference.Reference`."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    group: str = "report"
    audience: str = "public"
    aliases: tuple[str, ...] = ()
    code_list: str | None = None
    is_required: bool = False
    max_length: int = 4000

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every heading that means this field."""
        return (self.name, self.label, *self.aliases)

    @property
    def label_lower(self) -> str:
        """The label within a sentence, also where it is a question."""
        return self.label[0].lower() + self.label[1:].removesuffix("?")


@dataclass(frozen=True)
class Sheet:
    """One table of the template workbook; `name` is its tab."""

    name: str
    fields: tuple[Field, ...]
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})

    def __getitem__(self, name: str) -> Field:
        return self.by_name[name]


# Kind and code list of each field of `headings.csv`; a field that is not here is read as text.
_KINDS: dict[str, tuple[Kind, str | None]] = {
    "in_plan": (Kind.YES_NO, None),
    "status": (Kind.CODE, "status"),
    "percent_complete": (Kind.PERCENT, None),
    "self_rating": (Kind.CODE, "self_rating"),
    "planned_start": (Kind.DATE, None),
    "planned_end": (Kind.DATE, None),
    "forecast_end": (Kind.DATE, None),
    "actual_end": (Kind.DATE, None),
    "budget": (Kind.AMOUNT, None),
    "spent": (Kind.AMOUNT, None),
    "currency": (Kind.CODE, "currency"),
    "focus_area": (Kind.CODE, "focus_area"),
    "sector": (Kind.CODE, "sector"),
    "other_sectors": (Kind.CODES, "sector"),
    "pillar": (Kind.CODE, "pillar"),
    "other_pillars": (Kind.CODES, "pillar"),
}
_SHORT = {"project_id": 120, "title": 300, "lead_agency": 300, "left_plan_reason": 1000}
_ALWAYS_REQUIRED = ("in_plan", "status")

# Dates and amounts that make up a project's plan: they carry over until a later report changes them.
PLAN_FIELDS = ("planned_start", "planned_end", "budget", "currency")
CARRIED_FIELDS = (
    "title",
    *PLAN_FIELDS,
    "lead_agency",
    "focus_area",
    "sector",
    "other_sectors",
    "pillar",
    "other_pillars",
)

# Columns of the Secretariat's own record and of multi-city CSV reports.
RECORD_FIELDS = (
    Field("source", Kind.TEXT, "Source", aliases=("document",)),
    Field("source_page", Kind.TEXT, "Source page", aliases=("page",)),
    Field("status_basis", Kind.TEXT, "Basis of status"),
)
PLACE_FIELDS = (
    Field("city", Kind.CODE, "City", code_list="city", aliases=("city name", "city_id", "municipality")),
    Field("period", Kind.CODE, "Period", code_list="period", aliases=("reporting period", "report period")),
)


def _plain(
    name: str, kind: Kind, label: str, code_list: str | None = None, *, required: bool = False
) -> Field:
    return Field(name, kind, label, code_list=code_list, is_required=required)


MILESTONES = Sheet(
    "Milestones",
    (
        _plain("project_id", Kind.TEXT, "Project code", required=True),
        _plain("milestone", Kind.TEXT, "Milestone", required=True),
        _plain("weight", Kind.PERCENT, "Weight (%)"),
        _plain("due", Kind.DATE, "Due"),
        _plain("done", Kind.DATE, "Done on"),
    ),
)
PARTNERS = Sheet(
    "Partners",
    (
        _plain("project_id", Kind.TEXT, "Project code"),
        _plain("partner", Kind.TEXT, "Partner", required=True),
        _plain("role", Kind.TEXT, "Role"),
        _plain("programme", Kind.TEXT, "Programme"),
        _plain("amount", Kind.AMOUNT, "Amount"),
        _plain("currency", Kind.CODE, "Currency", "currency"),
        _plain("funding_status", Kind.TEXT, "Funding status"),
        _plain("open_to_private_sector", Kind.YES_NO, "Open to the private sector?"),
    ),
)
RESULTS = Sheet(
    "Results",
    (
        _plain("project_id", Kind.TEXT, "Project code", required=True),
        _plain("indicator", Kind.TEXT, "Indicator", required=True),
        _plain("unit", Kind.TEXT, "Unit"),
        _plain("baseline", Kind.NUMBER, "Baseline"),
        _plain("target", Kind.NUMBER, "Target"),
        _plain("value", Kind.NUMBER, "Value"),
        _plain("as_of", Kind.DATE, "As of"),
    ),
)
# Labels of the sheet `Your city` beside which stand the name and the position of who prepared the report.
PERSON_LABELS = ("Prepared by", "Position")
SIDE_SHEETS = (MILESTONES, PARTNERS, RESULTS)
# Hidden document property by which a workbook is known when it comes back, and its value.
TEMPLATE_PROPERTY = "ascn_template"
VERSION_PROPERTY = "ascn_template_version"
# Set where the template was made for a reader who may not see money and wishes, which it leaves out.
SHOWN_LESS_PROPERTY = "ascn_shown_less"
TEMPLATE_ID = "ascn-report"
TEMPLATE_VERSION = "1"
# Sheets of the template that only calculate: larger than the report itself, and nothing of it, so never parsed.
CALCULATED_SHEETS = ("Checks",)


@cache
def projects_sheet(headings_csv: Path) -> Sheet:
    """The Projects sheet: columns in the order of `headings.csv`, labels and hints from it."""
    with headings_csv.open(encoding="utf-8", newline="") as handle:
        return Sheet("Projects", tuple(_project_field(row) for row in csv.DictReader(handle)))


def _project_field(row: dict[str, str]) -> Field:
    name = row["field"]
    kind, code_list = _KINDS.get(name, (Kind.TEXT, None))
    return Field(
        name,
        kind,
        row["label"],
        row["hint"],
        row["group"],
        row["audience"],
        tuple(alias for alias in row["aliases"].split(";") if alias),
        code_list,
        name in _ALWAYS_REQUIRED,
        _SHORT.get(name, 4000),
    )
