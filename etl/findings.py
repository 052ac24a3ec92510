"""What an uploader is told: the registry of codes, and a finding as a value. Rules and tests compare codes and
places; the text is rendered here, at the edge, from the one template of its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Any

from etl.cells import CellRef


class Severity(StrEnum):
    """How grave, and with what consequence."""

    STOP = "stop"
    FIX = "fix"
    CONFIRM = "confirm"
    NOTE = "note"


ON_SCREEN = {
    Severity.STOP: ("Cannot read", "The file could not be read as a report"),
    Severity.FIX: ("Please correct", "Your report is loaded only when these are mended"),
    Severity.CONFIRM: ("Please confirm", "Unusual but possible: say yes, with a reason"),
    Severity.NOTE: ("For information", "How we read your spelling; nothing to do"),
}


class Layer(IntEnum):
    """The order of judging; a later layer judges only what passed the earlier ones."""

    FILE = 1
    HEADINGS = 2
    CELL = 3
    ROW = 4
    TABLE = 5
    HISTORY = 6


@dataclass(frozen=True)
class Rule:
    """One code. `message` is a format template over the finding's place and parameters; `help` says what it means."""

    code: str
    severity: Severity
    layer: Layer
    message: str
    help: str


def _rules(severity: Severity, layer: Layer, rows: Mapping[str, tuple[str, str]]) -> Iterable[Rule]:
    return (Rule(code, severity, layer, *texts) for code, texts in rows.items())


REGISTRY: dict[str, Rule] = {
    rule.code: rule
    for rules in (
        _rules(
            Severity.STOP,
            Layer.FILE,
            {
                "not_a_spreadsheet": (
                    "“{file}” is not a spreadsheet{detail}. Send an Excel workbook (.xlsx) or a CSV file; "
                    "the template of your city is the easiest start.",
                    "The file's content is none of xlsx, xlsm, xls, xlsb, ods or csv, whatever its name says.",
                ),
                "empty_file": (
                    "“{file}” is empty. Save the workbook again and send the saved file.",
                    "The file has no bytes, or no cell with a value.",
                ),
                "encrypted": (
                    "“{file}” is protected by a password, so it cannot be read. Save it without a password "
                    "(File, Info, Protect Workbook) and send it again.",
                    "Excel encrypts the whole file when a password to open is set.",
                ),
                "too_large": (
                    "“{file}” is larger than we can take ({detail}). Remove pictures and sheets that are not "
                    "part of the report, or send the template of your city.",
                    "There is a limit on the size of an upload and on what it unpacks to.",
                ),
                "too_complex": (
                    "“{file}” unpacks to far more than a report holds ({detail}), so reading stopped. Copy the "
                    "values into the template of your city and send that.",
                    "Reading is limited in memory, rows and columns, so that one file cannot stop the others.",
                ),
                "damaged": (
                    "“{file}” is damaged and cannot be opened. Open it in Excel or LibreOffice, save it again as "
                    ".xlsx and send that file.",
                    "The file says that it is a spreadsheet, but its parts do not fit together.",
                ),
                "timed_out": (
                    "“{file}” took too long to read, so reading stopped. Copy the values into the template of your "
                    "city and send that.",
                    "Reading is limited in time.",
                ),
                "wrong_template": (
                    "“{file}” was made from another template ({detail}). Download the template of your city and "
                    "copy your values into it.",
                    "The workbook carries the mark of a template that is not the one for progress reports.",
                ),
                "no_table_found": (
                    "No sheet of “{file}” has the headings of a report. The first row of the table needs headings "
                    "such as “{heading_1}” and “{heading_2}”.",
                    "The report's table is recognised by its headings, in any order and in many spellings.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.FILE,
            {
                "city_missing": (
                    "The report does not say which city it is for. Write the city's name in {cell}.",
                    "Every report is for one city; CSV files name it in the column city.",
                ),
                "city_unknown": (
                    "Cell {cell} holds “{value}”, which is no city of the network. Write the city's name as in the "
                    "list, for example {example}.",
                    "Cities are known by their names and usual spellings.",
                ),
                "city_mismatch": (
                    "Cell {cell} says {value}, but this report is being sent for {expected}. Correct the one that is "
                    "wrong.",
                    "The city in the file and the city chosen when sending must be the same.",
                ),
                "period_missing": (
                    "The report does not say which period it is for. Write the period in {cell}, for example {example}.",
                    "Every report is for one reporting period.",
                ),
                "period_unknown": (
                    "Cell {cell} holds “{value}”, which is no reporting period. Write one of: {example}.",
                    "Periods are opened by the administrator.",
                ),
                "period_mismatch": (
                    "Cell {cell} says {value}, but this report is being sent for {expected}. Correct the one that is "
                    "wrong.",
                    "The period in the file and the period chosen when sending must be the same.",
                ),
                "row_other_city": (
                    "Cell {cell} holds “{value}”, a project of {other}. A report lists the projects of one city: "
                    "remove the row, or correct the code.",
                    "Each city reports its own projects.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.HEADINGS,
            {
                "heading_missing": (
                    "The column “{missing}” is missing from row {row} of sheet {sheet}. Add it, spelled like this.",
                    "Some columns must be there even if most of their cells stay blank.",
                ),
                "heading_duplicate": (
                    "Cells {other_cell} and {cell} both hold the heading “{label}”. Keep one of the two columns.",
                    "Two columns with one meaning cannot both be read.",
                ),
            },
        ),
        _rules(
            Severity.NOTE,
            Layer.HEADINGS,
            {
                "heading_unknown": (
                    "The column “{value}” in {cell} is not part of a report and was not read.",
                    "Extra columns do no harm.",
                ),
                "period_row_ignored": (
                    "Sheet {sheet} holds no rows under its headings, so nothing was read from it.",
                    "A sheet without rows is left out.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.CELL,
            {
                "required_empty": (
                    "Cell {cell} is empty. {ask}",
                    "This cell must be filled in for every project.",
                ),
                "number_unreadable": (
                    "Cell {cell} holds “{value}”. Enter {label_lower} as a number, for example 1500000, or leave it "
                    "blank if unknown.",
                    "A number is wanted; words and notes belong in the text columns.",
                ),
                "percent_unreadable": (
                    "Cell {cell} holds “{value}”. Enter {label_lower} as a number from 0 to 100, for example 45, or "
                    "leave it blank if unknown.",
                    "A percentage of the whole project's work is wanted.",
                ),
                "percent_range": (
                    "Cell {cell} holds “{value}”. Enter {label_lower} as a number from 0 to 100, for example 40, or "
                    "leave it blank if unknown.",
                    "Work done lies between 0 (not begun) and 100 (finished).",
                ),
                "number_negative": (
                    "Cell {cell} holds “{value}”. Enter {label_lower} as a number from 0 upwards, or leave it blank if "
                    "unknown.",
                    "Amounts are never below zero.",
                ),
                "date_unreadable": (
                    "Cell {cell} holds “{value}”. Enter {label_lower} as a date with day, month and year, for example "
                    "30 Sep 2026, or leave it blank if unknown.",
                    "A full date is wanted; a year or a quarter alone is not enough.",
                ),
                "date_impossible": (
                    "Cell {cell} holds “{value}”, a day that does not exist. Enter {label_lower} as a date, for example "
                    "30 Sep 2026.",
                    "For example, 30 February.",
                ),
                "date_range": (
                    "Cell {cell} holds “{value}”, read as {read}. Enter a year between 1990 and 2100.",
                    "A date far outside the plan's horizon is nearly always a slip of typing.",
                ),
                "code_unknown": (
                    "Cell {cell} holds “{value}”, which is not in the list for {label_lower}. Choose one of: {choices}.",
                    "The cell takes an entry of a list; common spellings are understood.",
                ),
                "status_not_given": (
                    "Cell {cell} holds “{value}”. Choose the status that the project has on the report date, for "
                    "example {example}.",
                    "“Not stated” stands only for the Secretariat's own record, where the source leaves it open.",
                ),
                "text_too_long": (
                    "Cell {cell} holds {length} characters. Shorten it to {limit} or fewer.",
                    "Each text column has a limit, so that reports stay readable.",
                ),
                "formula_uncached": (
                    "Cell {cell} holds a formula whose result was not saved. Open the file in Excel, let it "
                    "calculate, save it, or type the value itself.",
                    "Some programs save formulas without their results.",
                ),
                "cell_error": (
                    "Cell {cell} shows the error {value}. Replace the formula by the value it should give.",
                    "Excel shows #REF!, #N/A and the like where a formula has lost its inputs.",
                ),
            },
        ),
        _rules(
            Severity.CONFIRM,
            Layer.CELL,
            {
                "number_ambiguous": (
                    "Cell {cell} holds “{value}”, which can be read as {reading} or {other}. We read {reading}. Is that "
                    "right?",
                    "A point or comma before three digits is a thousands mark in some countries, a decimal mark in "
                    "others.",
                ),
                "percent_ambiguous": (
                    "Cell {cell} holds “{value}”, which can be {reading} % or {other} %. We read {reading} %. Is that right?",
                    "A number between 0 and 1 may be a share of one or a percentage below one.",
                ),
                "date_ambiguous": (
                    "Cell {cell} holds “{value}”, which can be {reading} or {other}. We read {reading}. Is that right?",
                    "Day and month change places between countries.",
                ),
            },
        ),
        _rules(
            Severity.NOTE,
            Layer.CELL,
            {
                "number_read_as": ("“{value}” in {cell} is read as {reading}{why}.", "How a number was understood."),
                "percent_read_as": (
                    "“{value}” in {cell} is read as {reading} %{why}.",
                    "How a percentage was understood.",
                ),
                "date_read_as": ("“{value}” in {cell} is read as {reading}{why}.", "How a date was understood."),
                "code_read_as": (
                    "“{value}” in {cell} is read as {reading}.",
                    "How another spelling of a list's entry was understood.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.ROW,
            {
                "dates_reversed": (
                    "The planned finish in {cell} ({value}) is before the planned start in {other_cell} "
                    "({other_value}). Change the one that is wrong.",
                    "A project cannot be planned to finish before it starts.",
                ),
                "currency_missing": (
                    "Cell {cell} is empty, but an amount stands beside it in {other_cell}. Enter the currency as three "
                    "letters, for example {example}.",
                    "An amount without its currency cannot be used.",
                ),
                "actual_end_future": (
                    "The project finished on {value} by cell {cell}, which is after the report date {data_date}. "
                    "Correct the date, or the status.",
                    "A finish date in the future is a forecast.",
                ),
            },
        ),
        _rules(
            Severity.CONFIRM,
            Layer.ROW,
            {
                "completed_below_100": (
                    "The status in {other_cell} is {other_value}, but cell {cell} says {value} % of the work is done. "
                    "Is that right?",
                    "A completed project is usually at 100 %.",
                ),
                "planning_with_progress": (
                    "The status in {other_cell} is {other_value}, but cell {cell} says {value} % of the work is done. "
                    "Is that right?",
                    "A project past half of its work is usually on-going.",
                ),
                "spent_over_budget": (
                    "Cell {cell} says {value} was spent, more than the budget in {other_cell} ({other_value}). Is that "
                    "right?",
                    "Spending above the approved budget is possible, but rare.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.TABLE,
            {
                "duplicate_project": (
                    "Cell {cell} holds “{value}”, which already stands in {other_cell}. Keep one row for each project.",
                    "A project has one row in a report.",
                ),
                "duplicate_title": (
                    "Cell {cell} holds “{value}”, a new project that already stands in {other_cell}. Keep one of the two rows.",
                    "Two new projects with one name are one project typed twice.",
                ),
                "milestone_weights": (
                    "The weights of the milestones of {project} add up to {total}, not 100 ({cells}). Change the ones "
                    "that are wrong.",
                    "Weights say which share of the whole work each milestone stands for.",
                ),
                "side_project_unknown": (
                    "Cell {cell} holds “{value}”, which is no project of this report. Use a code from the sheet "
                    "Projects.",
                    "Milestones, partners and results belong to a project of the report.",
                ),
            },
        ),
        _rules(
            Severity.FIX,
            Layer.HISTORY,
            {
                "project_unknown": (
                    "Cell {cell} holds “{value}”, which is no project's code. Use the code of the template, or leave "
                    "the cell blank if the project is new.",
                    "Codes are issued by the system; a new project gets one when its report is loaded.",
                ),
            },
        ),
        _rules(
            Severity.CONFIRM,
            Layer.HISTORY,
            {
                "project_known_title": (
                    "Cell {cell} holds “{value}” without a code. Is it the project {other}?",
                    "The name is one of a project that the city has reported before.",
                ),
                "project_not_in_report": (
                    "“{title}” was in the last report and is not in this one. Has it left the action plan?",
                    "A full report lists every project that the action plan still has.",
                ),
                "progress_fell": (
                    "Cell {cell} holds “{value}”. Your last report said {other_value}. Has the work done gone down?",
                    "Work done rarely goes back.",
                ),
                "status_back": (
                    "Cell {cell} says {value}. Your last report said {other_value}. Has the project gone back?",
                    "A status usually moves from planning to on-going to completed.",
                ),
                "status_jump": (
                    "Cell {cell} says {value}. Your last report said {other_value}. Was all the work done since then?",
                    "From planning to completed in one report is rare.",
                ),
                "completed_at_first": (
                    "Cell {cell} says {value}, but the project is reported for the first time. Is that right?",
                    "A project is usually listed before it is finished.",
                ),
                "title_changed": (
                    "Cell {cell} holds “{value}”. Your last report called the project “{other_value}”. Was it renamed?",
                    "The code stays, the name may change; the old name is kept as an alias.",
                ),
                "focus_area_changed": (
                    "Cell {cell} says {value}. Your last report said {other_value}. Has the focus area changed?",
                    "A project rarely changes its focus area.",
                ),
                "plan_moved": (
                    "Cell {cell} holds {value}. Your last report said {other_value}. Has the plan moved by {days} days?",
                    "A planned date that moves by a year or more is worth a second look.",
                ),
                "milestones_disagree": (
                    "Cell {cell} says {value} % of the work is done; the milestones add up to {other_value} %. Is that "
                    "right?",
                    "Work done and milestones that are more than 10 points apart are worth a second look.",
                ),
            },
        ),
    )
    for rule in rules
}


@dataclass(frozen=True)
class Finding:
    """One thing to say. `value` is the cell as typed; `cell` is None only for a *stop*."""

    code: str
    cell: CellRef | None = None
    heading: str | None = None
    field: str | None = None
    project_id: str | None = None
    city_id: str | None = None
    period: str | None = None
    value: str | None = None
    suggestion: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    confirmed: str | None = None  # the reason given, once somebody said that it is right

    @property
    def rule(self) -> Rule:
        """Its entry in the registry."""
        return REGISTRY[self.code]

    @property
    def severity(self) -> Severity:
        """Looked up, never carried."""
        return self.rule.severity

    @property
    def message(self) -> str:
        """The sentence for the uploader."""
        cell = self.cell
        place = {
            "cell": cell.address if cell else "",
            "row": cell.row if cell else "",
            "sheet": cell.sheet if cell else "",
            "value": "" if self.value is None else shorten(self.value),
        }
        return self.rule.message.format_map(_Blank(place | dict(self.params)))

    def confirm(self, reason: str) -> Finding:
        """The same finding, answered."""
        return replace(self, confirmed=reason)

    def as_json(self) -> dict[str, Any]:
        """The contract's form for `ascn check --json`."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "sheet": self.cell.sheet if self.cell else None,
            "cell": self.cell.address if self.cell else None,
            "heading": self.heading,
            "project_id": self.project_id,
            "value": self.value,
            "message": self.message,
            "suggestion": self.suggestion,
        }


class _Blank(dict[str, Any]):
    """A parameter that a finding does not carry reads as nothing; a test holds every template to its parameters."""

    def __missing__(self, key: str) -> str:
        return ""


def shorten(text: str, limit: int = 80) -> str:
    """A long value in a sentence is cut, with a sign that it was."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1] + "…"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Most grave first, then by layer, sheet and cell: the order of screen and JSON."""
    grave = list(Severity)
    return sorted(
        findings,
        key=lambda f: (
            grave.index(f.severity),
            f.rule.layer,
            f.cell.sheet if f.cell else "",
            (f.cell.row, f.cell.column) if f.cell else (0, 0),
            f.code,
        ),
    )


def verdict(findings: Iterable[Finding]) -> str:
    """unreadable, rejected, needs_confirmation or accepted, by the gravest finding that is still open."""
    open_ones = {f.severity for f in findings if not f.confirmed}
    for severity, word in (
        (Severity.STOP, "unreadable"),
        (Severity.FIX, "rejected"),
        (Severity.CONFIRM, "needs_confirmation"),
    ):
        if severity in open_ones:
            return word
    return "accepted"
